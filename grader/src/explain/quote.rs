//! Words of a shell and bytes of programs, quoted and cut to a width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::escape;

/// What evidence is written on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// The columns of a line.
    pub(super) width: usize,
    /// Whether only ASCII may be written.
    pub(super) ascii: bool,
}

impl Page {
    pub(super) fn ellipsis(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// A text of a program, harmless, in the characters that may be used.
    pub(super) fn spelt(self, text: &str) -> String {
        let shown = escape::harmless(text);
        if !self.ascii || shown.is_ascii() {
            return shown;
        }
        let mut plain = String::new();
        for c in shown.chars() {
            if c.is_ascii() {
                plain.push(c);
            } else {
                plain.extend(c.escape_unicode());
            }
        }
        plain
    }

    /// Bytes, escaped, in the pieces that a cut may not divide.
    pub(super) fn pieces(self, bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut push = |at: usize, shown: String| {
            let width = shown.width();
            pieces.push(Piece { at, shown, width });
        };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                let shown = if self.ascii && !c.is_ascii() {
                    c.escape_unicode().to_string()
                } else {
                    escape::text(c.encode_utf8(&mut [0; 4]))
                };
                push(at, shown);
                at += c.len_utf8();
            }
            for byte in chunk.invalid() {
                push(at, format!("\\x{byte:02x}"));
                at += 1;
            }
        }
        pieces
    }

    /// Bytes in quotes within `width` columns; the number of a cut one's bytes follows it.
    pub(super) fn bytes(
        self,
        bytes: &[u8],
        width: usize,
        more: impl Fn(usize) -> String,
    ) -> String {
        // What is looked at is bounded: a page shows little of a long one.
        let head = &bytes[..bytes.len().min(4 * width)];
        let pieces = self.pieces(head);
        let whole: usize = pieces.iter().map(|piece| piece.width).sum();
        if head.len() == bytes.len() && whole + 2 <= width {
            return format!("\"{}\"", text(&pieces));
        }
        let more = more(bytes.len());
        let used = 3 + self.ellipsis().width() + more.width();
        let (shown, _) = fitting(&pieces, width.saturating_sub(used).max(8));
        format!("\"{}\"{} {more}", text(shown), self.ellipsis())
    }
}

/// One character or byte, as it is shown.
pub(super) struct Piece {
    /// Where its first byte is.
    pub(super) at: usize,
    /// How it is shown.
    pub(super) shown: String,
    /// The columns that it takes.
    pub(super) width: usize,
}

/// The first pieces that fit in `width`, and whether that is all of them.
pub(super) fn fitting(pieces: &[Piece], width: usize) -> (&[Piece], bool) {
    let mut used = 0;
    let count = pieces
        .iter()
        .take_while(|piece| {
            used += piece.width;
            used <= width
        })
        .count();
    (&pieces[..count], count == pieces.len())
}

/// The pieces, put together.
pub(super) fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.shown.as_str()).collect()
}

/// A text that is shown as it is, cut to `width`.
pub(super) fn shortened(text: &str, width: usize, page: Page) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(page.ellipsis().width());
    let mut short = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        short.push(c);
    }
    short.trim_end_matches(page.ellipsis()).to_owned() + page.ellipsis()
}

/// A text that is shown as it is within `width`: of a longer one both ends are, since what an error says stands at its end.
pub fn without_middle(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(ellipsis.width());
    let fits = |room: usize| {
        let mut used = 0;
        move |c: &char| {
            used += c.width().unwrap_or(0);
            used <= room
        }
    };
    let head: String = text.chars().take_while(fits(room / 2)).collect();
    let tail: Vec<char> = text.chars().rev().take_while(fits(room / 2)).collect();
    let tail: String = tail.into_iter().rev().collect();
    format!("{head}{ellipsis}{tail}")
}

/// `word` for a shell: as it is when that is safe, else in quotes; control characters only ever as escapes.
pub fn quoted(word: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "_./:=@%+,-".contains(c);
    // A leading dash would be taken for an option, in quotes too.
    let word = if word.starts_with('-') {
        format!("./{word}")
    } else {
        word.to_owned()
    };
    if !word.is_empty() && word.chars().all(safe) {
        return word;
    }
    if escape::harmless(&word) == word {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut text = String::from("$'");
    for c in word.chars() {
        match c {
            '\\' => text.push_str(r"\\"),
            '\'' => text.push_str(r"\'"),
            c if escape::harmless(c.encode_utf8(&mut [0; 4])).starts_with('\\') => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    text.push_str(&format!("\\x{byte:02x}"));
                }
            }
            c => text.push(c),
        }
    }
    text + "'"
}

#[cfg(test)]
mod tests {
    use super::{Page, quoted, without_middle};

    #[test]
    fn a_quoted_word_is_one_word() {
        assert_eq!(quoted("dossier/mon-rendu"), "dossier/mon-rendu");
        assert_eq!(quoted("rendu d'Élise"), r"'rendu d'\''Élise'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("-rf"), "./-rf");
        assert_eq!(quoted("a\u{1b}[2J\n'"), r"$'a\x1b[2J\x0a\''");
    }

    #[test]
    fn both_ends_of_a_long_text_are_shown() {
        assert_eq!(without_middle("début et fin", 12, "…"), "début et fin");
        assert_eq!(without_middle("début et fin", 9, "…"), "débu… fin");
        assert_eq!(without_middle("🦀🦀🦀🦀", 7, "..."), "🦀...🦀");
    }

    #[test]
    fn long_bytes_are_cut_with_their_length() {
        let page = Page {
            width: 80,
            ascii: false,
        };
        let more = |count: usize| format!("({count} bytes)");
        assert_eq!(page.bytes(b"hello\n", 10, more), "\"hello\\n\"");
        let cut = page.bytes(&[b'a'; 70_000], 40, more);
        assert_eq!(cut, format!("\"{}\"… (70000 bytes)", "a".repeat(23)));
        let ascii = Page {
            ascii: true,
            ..page
        };
        assert_eq!(
            ascii.bytes("é\u{202e}".as_bytes(), 40, more),
            "\"\\u{e9}\\u{202e}\""
        );
    }
}
