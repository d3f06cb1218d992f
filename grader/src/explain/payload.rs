//! Bytes that are too many for their arrow, where all that was seen is to be shown: line by line, in quotes.

use super::quote::{Page, Piece, text};

/// What takes more lines is cut.
const MOST_LINES: usize = 16;

/// A line of a payload, in quotes, and the column of its first wrong byte.
pub(super) type Shown = (String, Option<usize>);

/// All of `bytes`, each of their lines on as many lines of `width` columns as it needs; nothing where that is too much.
pub(super) fn unfolded(
    bytes: &[u8],
    wrong_at: Option<usize>,
    width: usize,
    page: Page,
) -> Option<Vec<Shown>> {
    let room = width.saturating_sub(2).max(8);
    if bytes.len() > MOST_LINES * room {
        return None;
    }
    let mut shown = Vec::new();
    let mut begin = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = begin + line.len();
        // What lacks at the end is wrong behind the last byte.
        let is_here = |at: &usize| (begin..end).contains(at) || (end == bytes.len() && *at >= end);
        let wrong_at = wrong_at.filter(is_here).map(|at| at - begin);
        let pieces = page.pieces(line);
        let before = |at| {
            pieces
                .iter()
                .skip(1)
                .take_while(|piece| piece.at <= at)
                .count()
        };
        let wrong = wrong_at.map(|at| {
            if at < line.len() {
                before(at)
            } else {
                pieces.len()
            }
        });
        shown.extend(folded(&pieces, wrong, room));
        begin = end;
    }
    (shown.len() <= MOST_LINES).then_some(shown)
}

/// The pieces of a line in quotes, as many on a line as fit, with the column of the `wrong` one.
fn folded(pieces: &[Piece], wrong: Option<usize>, room: usize) -> Vec<Shown> {
    let mut lines = Vec::new();
    let mut begin = 0;
    while begin < pieces.len() {
        let mut used = 0;
        let fits = pieces[begin..].iter().take_while(|piece| {
            used += piece.width;
            used <= room
        });
        let end = begin + fits.count().max(1);
        let is_last = end == pieces.len();
        let is_here = |at: &usize| (begin..end).contains(at) || (is_last && *at == end);
        let mark = wrong.filter(is_here).map(|at| {
            let before = pieces[begin..at].iter().map(|piece| piece.width);
            1 + before.sum::<usize>()
        });
        lines.push((format!("\"{}\"", text(&pieces[begin..end])), mark));
        begin = end;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::unfolded;
    use crate::explain::quote::Page;

    const PAGE: Page = Page {
        width: 80,
        ascii: false,
    };

    fn lines(bytes: &[u8], wrong_at: Option<usize>, width: usize) -> Vec<(String, Option<usize>)> {
        unfolded(bytes, wrong_at, width, PAGE).unwrap()
    }

    #[test]
    fn each_line_of_a_payload_has_its_own() {
        let three = b"TASK 9 90 102\nTASK 13 2 8\nTA";
        let shown = lines(three, None, 30);
        let texts: Vec<&str> = shown.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            texts,
            ["\"TASK 9 90 102\\n\"", "\"TASK 13 2 8\\n\"", "\"TA\""]
        );
        let marks = |at| {
            let shown = lines(three, Some(at), 30);
            shown.into_iter().map(|(_, mark)| mark).collect::<Vec<_>>()
        };
        assert_eq!(marks(0), [Some(1), None, None]);
        assert_eq!(marks(13), [Some(14), None, None]);
        assert_eq!(marks(14), [None, Some(1), None]);
        assert_eq!(marks(28), [None, None, Some(3)]);
    }

    #[test]
    fn a_long_line_is_folded_and_a_very_long_one_is_not() {
        let shown = lines("été ".repeat(5).as_bytes(), Some(13), 14);
        assert_eq!(
            shown,
            [
                ("\"été été été \"".to_owned(), Some(9)),
                ("\"été été \"".to_owned(), None)
            ]
        );
        assert!(unfolded(&[b'a'; 70_000], None, 60, PAGE).is_none());
        assert!(unfolded(&[b'\n'; 100], None, 60, PAGE).is_none());
    }
}
