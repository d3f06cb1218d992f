//! Bytes of programs as harmless, readable text.
//!
//! Every text that comes from a program passes here before it is shown: control and format characters
//! (terminal sequences, changes of writing direction) become visible escapes, and nothing is lost.

/// Whether showing `c` as it is could do something else than show it.
fn harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `bytes` as text: valid UTF-8 as it is, `\n`, `\r`, `\t`, `\0`, `\\`, other control and format characters as
/// `\u{…}`, and bytes that are no UTF-8 as `\xNN`.
pub fn bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push(&mut text, c);
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// `bytes` in hexadecimal, as digests are written.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that [`bytes`] shows as `text`; `None` when `text` has an escape that is none of its.
pub fn parse(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = rest[at + 1..].chars().next()?;
        // Every escape's first character is one byte long.
        rest = rest.get(at + 2..)?;
        match escape {
            'n' => bytes.push(b'\n'),
            'r' => bytes.push(b'\r'),
            't' => bytes.push(b'\t'),
            '0' => bytes.push(0),
            '\\' => bytes.push(b'\\'),
            'x' => {
                bytes.push(u8::from_str_radix(rest.get(..2)?, 16).ok()?);
                rest = &rest[2..];
            }
            'u' => {
                let (code, after) = rest.strip_prefix('{')?.split_once('}')?;
                let c = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = after;
            }
            _ => return None,
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(bytes)
}

/// Bytes in files: as [`bytes`] shows them, for people to read, and back without a loss.
pub(super) mod spelt {
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::bytes(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("an unknown escape in `{text}`")))
    }
}

/// Like [`bytes`], for what is a text already.
pub fn text(text: &str) -> String {
    bytes(text.as_bytes())
}

/// `text` for a place in a sentence or in a tool's own output: what could do harm is made visible, all else, `\\`
/// among it, stays as it is. What was escaped before is not escaped twice.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next();
        match c {
            '\\' => shown.push(c),
            JOINS | PARTS
                if [before, after]
                    .into_iter()
                    .flatten()
                    .filter(|c| joined(*c))
                    .count()
                    == 2 =>
            {
                shown.push(c);
            }
            c => push(&mut shown, c),
        }
        before = Some(c);
    }
    shown
}

/// Between letters of scripts that need them, these say how the letters are written.
const JOINS: char = '\u{200d}';
const PARTS: char = '\u{200c}';

/// Whether `c` may be written with its neighbour in a way of its own: a letter, a sign on it, or a picture.
fn joined(c: char) -> bool {
    !c.is_ascii() && !harmful(c) && !c.is_whitespace()
}

fn push(text: &mut String, c: char) {
    match c {
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\t' => text.push_str("\\t"),
        '\0' => text.push_str("\\0"),
        '\\' => text.push_str("\\\\"),
        c if harmful(c) => text.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        c => text.push(c),
    }
}

/// `text` for a cell that a spreadsheet will show: what it would take for a formula is made a text by a `'` ahead of it. One that
/// has such a `'` already gets another, so that taking one away gives back the text.
pub fn inert(text: &str) -> String {
    let bare = text.trim_start_matches('\'');
    let first = bare.trim_start().chars().next();
    let formula = |c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let begins = bare.starts_with(['\t', '\r', '\n']);
    if begins || first.is_some_and(formula) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_shown_is_read_again() {
        let every: Vec<u8> = (0..=255).chain(0..=255).collect();
        let texts = ["\\0", "\\\\n", "\u{202e}\u{e0001}é😀", "\x00007"].map(str::as_bytes);
        for bytes in texts
            .into_iter()
            .chain([&every[..], b"\xe2\x82", b"\xff\\xff"])
        {
            assert_eq!(super::parse(&super::bytes(bytes)).as_deref(), Some(bytes));
        }
        for wrong in ["\\", "\\q", "\\x4", "\\xzz", "\\u41", "\\u{d800}", "\\é"] {
            assert_eq!(super::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_could_do_harm_is_made_visible() {
        assert_eq!(
            super::bytes(b"caf\xc3\xa9\n\x1b[31m\xff\\\0"),
            "café\\n\\u{1b}[31m\\xff\\\\\\0"
        );
        assert_eq!(super::text("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(super::harmless("C:\\x\u{1b}"), "C:\\x\\u{1b}");
        assert_eq!(super::harmless(&super::text("a\nb")), "a\\nb");
        for name in ["علی\u{200c}رضا", "👨\u{200d}👩"] {
            assert_eq!(super::harmless(name), name);
        }
        assert_eq!(
            super::harmless("é\u{200c}a\u{200d}"),
            "é\\u{200c}a\\u{200d}"
        );
        assert_eq!(super::text("é\u{200c}é"), "é\\u{200c}é");
    }

    #[test]
    fn formulas_are_texts() {
        for text in [
            "=cmd|' /C calc'!A0",
            "+1",
            "-1+2",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "＝1",
            "'=1",
            "''\t1",
        ] {
            assert_eq!(super::inert(text), format!("'{text}"));
        }
        for text in ["14", "", "a=b", "Jean-Luc", "«", "'t Hooft"] {
            assert_eq!(super::inert(text), text);
        }
    }
}
