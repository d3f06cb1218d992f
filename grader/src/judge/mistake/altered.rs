//! Lines that came without some of their characters: the spaces at their ends, or all that ASCII does not have.

use crate::judge::matching::first_line;
use crate::judge::seen::Seen;
use crate::model::{Member, Mistake};

/// Whether the line that came is one that was expected, without the spaces at one of its ends, or both.
pub(super) fn lost_spaces(got: &[u8], expected: &[String]) -> bool {
    let Some((line, _)) = first_line(got) else {
        return false;
    };
    expected.iter().any(|wanted| {
        let prefix = wanted.find(": ").map_or(0, |at| at + 2);
        let (prefix, rest) = wanted.as_bytes().split_at(prefix);
        let body = line.strip_prefix(prefix).unwrap_or(line);
        let (body_words, words) = (body.trim_ascii(), rest.trim_ascii());
        !words.is_empty()
            && body_words == words
            && body.len() < rest.len()
            && rest.windows(body.len()).any(|part| part == body)
    })
}

/// Whether the line that came is one that was expected, without what is not ASCII, or with question marks in its place.
pub(super) fn lost_accents(got: &[u8], expected: &[String]) -> bool {
    let line = first_line(got).map_or(got, |(line, _)| line);
    expected.iter().any(|wanted| {
        without_accents(wanted)
            .iter()
            .any(|text| text.as_bytes() == line)
    })
}

/// What may be left of a text that is not all ASCII.
fn without_accents(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return Vec::new();
    }
    let each = |with: fn(char) -> String| {
        text.chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { with(c) })
            .collect()
    };
    vec![
        each(|_| String::new()),
        each(|_| "?".to_owned()),
        each(|c| "?".repeat(c.len_utf8())),
    ]
}

impl Seen<'_> {
    /// A client sent the line that was typed last without the spaces at one of its ends, or both.
    pub(super) fn sends_without_spaces(&self, by: &Member, to: &Member) -> Option<Mistake> {
        let (typed, sent) = (self.typed_for(by), self.sent(by, to).concat());
        let last = |bytes: &[u8]| {
            let lines = bytes.strip_suffix(b"\n")?.rsplit(|byte| *byte == b'\n');
            lines.map(<[u8]>::to_vec).next()
        };
        let typed = last(&typed).and_then(|line| String::from_utf8(line).ok())?;
        let sent = [last(&sent)?, b"\n".to_vec()].concat();
        lost_spaces(&sent, &[typed]).then_some(Mistake::SpacesLost)
    }

    /// A client printed an answer without what is not ASCII in it.
    pub(super) fn prints_without_accents(&self, by: &Member, got: &[u8]) -> Option<Mistake> {
        let printed = String::from_utf8_lossy(got);
        let is_left = |answer: &String| {
            !printed.contains(answer.as_str())
                && without_accents(answer)
                    .iter()
                    .any(|left| printed.lines().any(|line| line.ends_with(left.as_str())))
        };
        self.answered(by)
            .iter()
            .any(is_left)
            .then_some(Mistake::AccentsLost)
    }
}

#[cfg(test)]
mod tests {
    use super::{lost_accents, lost_spaces};

    #[test]
    fn spaces_at_the_ends_are_lost() {
        let expected = ["Echo:   lune ".to_owned(), "  lune ".to_owned()];
        let is = |got: &str| lost_spaces(got.as_bytes(), &expected);
        for got in [
            "Echo:   lune\n",
            "Echo: lune\n",
            "Echo: lune \r\n",
            "lune\n",
            "  lune\n",
        ] {
            assert!(is(got), "{got}");
        }
        // It is right; the line has no end yet, or another word; more spaces came than were sent.
        for got in [
            "Echo:   lune \n",
            "Echo:   lune",
            "Echo:   lun\n",
            "Echo:    lune  \n",
            "\n",
        ] {
            assert!(!is(got), "{got}");
        }
        assert!(!lost_spaces(b"\n", &["Echo:    ".to_owned()]));
    }

    #[test]
    fn what_is_not_ascii_is_lost() {
        let expected = ["Echo: été ☕".to_owned(), "été ☕".to_owned()];
        let is = |got: &str| lost_accents(got.as_bytes(), &expected);
        for got in ["Echo: t \n", "t ", "Echo: ?t? ?\n", "Echo: ??t?? ???\r\n"] {
            assert!(is(got), "{got}");
        }
        for got in [
            "Echo: été ☕\n",
            "Echo: ete ☕\n",
            "Echo: t\n",
            "Echo: été\n",
        ] {
            assert!(!is(got), "{got}");
        }
        assert!(!lost_accents(b"lune\n", &["lune".to_owned()]));
    }
}
