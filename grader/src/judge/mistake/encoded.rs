//! Texts whose bytes were taken for characters, and encoded again.

use crate::judge::matching::first_line;

/// What Windows-1252 has for the bytes from 0x80 on that in Latin-1 are control characters, and for five of them has nothing else.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Whether the line that came is one that was expected, in UTF-8 twice: each byte of it was made a character of Latin-1 or
/// Windows-1252.
pub(super) fn is_encoded_twice(got: &[u8], expected: &[String]) -> bool {
    let line = first_line(got).map_or(got, |(line, _)| line);
    let Ok(text) = std::str::from_utf8(line) else {
        return false;
    };
    let bytes: Option<Vec<u8>> = text.chars().map(as_byte).collect();
    bytes.is_some_and(|bytes| bytes != line && expected.iter().any(|line| line.as_bytes() == bytes))
}

/// The byte that was made this character.
fn as_byte(c: char) -> Option<u8> {
    let of_windows = || (0x80..).zip(WINDOWS.chars()).find(|(_, one)| *one == c);
    let byte = u8::try_from(c).ok();
    byte.or_else(|| of_windows().map(|(byte, _)| byte))
}

#[cfg(test)]
mod tests {
    use super::is_encoded_twice;

    #[test]
    fn bytes_that_were_taken_for_characters() {
        let expected = ["Echo: été ☕".to_owned(), "été ☕".to_owned()];
        let is = |got: &str| is_encoded_twice(got.as_bytes(), &expected);
        assert!(is("Echo: Ã©tÃ© â\u{98}\u{95}\n"));
        assert!(is("Ã©tÃ© â\u{98}\u{95}\r\n"));
        // In Windows-1252.
        assert!(is("Echo: Ã©tÃ© â˜•"));
        assert!(is_encoded_twice("â‚¬\n".as_bytes(), &["€".to_owned()]));
        // It is right, or something else; the answer is another; Latin-1 alone.
        for got in ["Echo: été ☕\n", "Echo: Ã©tÃ© ☕\n", "Echo: Ã©\n", "\n"] {
            assert!(!is(got), "{got}");
        }
        assert!(!is_encoded_twice(b"\xe9\n", &["é".to_owned()]));
        assert!(!is_encoded_twice(b"lune\n", &["lune".to_owned()]));
    }
}
