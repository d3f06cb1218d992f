//! Whether bytes are what was expected. Pure: two texts decide.

use crate::model::Likeness;

/// What can be said of bytes that should begin with a certain line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// They do; so many bytes make the line, which has its end or not.
    Yes {
        /// Bytes of the line and its end.
        taken: usize,
        /// Whether the line's end was there.
        ended: bool,
    },
    /// They do not, and will not; the first wrong byte.
    No {
        /// Its place.
        wrong_at: usize,
    },
    /// They may yet.
    Perhaps,
}

/// The first line of `bytes` without its end, and the bytes that it takes with it; `None` when it has no end yet.
pub fn first_line(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let line = &bytes[..end];
    Some((line.strip_suffix(b"\r").unwrap_or(line), end + 1))
}

/// Whether `bytes` begin with one of the lines. A missing line end is tolerated, and so is a prefix that is nearly right
/// where there may be one and may be none: a convention that was missed costs only where it is asked for.
pub fn line(bytes: &[u8], alternatives: &[String]) -> Match {
    let exact = |line: &[u8]| {
        alternatives
            .iter()
            .any(|expected| expected.as_bytes() == line)
    };
    if let Some((line, taken)) = first_line(bytes) {
        let nearly = |(prefix, rest)| prefix_differs(line, prefix, rest);
        return match exact(line) || optional_prefixes(alternatives).any(nearly) {
            true => Match::Yes { taken, ended: true },
            false => Match::No {
                wrong_at: wrong_at(line, alternatives),
            },
        };
    }
    // A prefix that nothing has followed yet may be followed by more of it.
    let nearly =
        |(prefix, rest): (&str, &str)| !rest.is_empty() && prefix_differs(bytes, prefix, rest);
    if !bytes.is_empty() && (exact(bytes) || optional_prefixes(alternatives).any(nearly)) {
        return Match::Yes {
            taken: bytes.len(),
            ended: false,
        };
    }
    let begun = |expected: &str, from: &[u8]| {
        let whole = format!("{expected}\r");
        whole.as_bytes().starts_with(from)
    };
    let nearly_begun = |(prefix, rest): (&str, &str)| {
        like_prefix(bytes, prefix).is_some_and(|own| letters(prefix).starts_with(&own))
            || (0..=bytes.len().min(prefix.len() + SPARE)).any(|at| {
                like_prefix(&bytes[..at], prefix).is_some_and(|own| own == letters(prefix))
                    && begun(rest, &bytes[at..])
            })
    };
    match alternatives.iter().any(|expected| begun(expected, bytes))
        || optional_prefixes(alternatives).any(nearly_begun)
    {
        true => Match::Perhaps,
        false => Match::No {
            wrong_at: wrong_at(bytes, alternatives),
        },
    }
}

/// The bytes that a length in front of a message takes at most.
pub const LONGEST_HEAD: usize = 8;

/// By how many bytes what is nearly a prefix may be longer than it.
const SPARE: usize = 4;

/// Prefixes that the alternatives make optional, each with the line's rest: `Echo: ` and `lune`, where both
/// `Echo: lune` and `lune` would do.
fn optional_prefixes(alternatives: &[String]) -> impl Iterator<Item = (&str, &str)> {
    alternatives.iter().flat_map(move |whole| {
        alternatives.iter().filter_map(move |rest| {
            let prefix = whole.strip_suffix(rest.as_str())?;
            (!letters(prefix).is_empty()).then_some((prefix, rest.as_str()))
        })
    })
}

/// Whether a line is `rest` behind what differs from `prefix` in capitals, spaces and punctuation only.
fn prefix_differs(line: &[u8], prefix: &str, rest: &str) -> bool {
    line.strip_suffix(rest.as_bytes())
        .and_then(|own| like_prefix(own, prefix))
        .is_some_and(|own| own == letters(prefix))
}

/// The letters of what may be a try at `prefix`: letters, spaces and punctuation, not much longer.
fn like_prefix(own: &[u8], prefix: &str) -> Option<String> {
    if own.len() > prefix.len() + SPARE {
        return None;
    }
    let own = std::str::from_utf8(own).ok()?;
    let usual = |it: char| it.is_alphanumeric() || it.is_ascii_punctuation() || it == ' ';
    own.chars().all(usual).then(|| letters(own))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The first byte of `got` that differs from the alternative that it follows longest.
pub fn wrong_at(got: &[u8], alternatives: &[String]) -> usize {
    let common = |expected: &String| {
        got.iter()
            .zip(expected.as_bytes())
            .take_while(|(got, expected)| got == expected)
            .count()
    };
    alternatives.iter().map(common).max().unwrap_or(0)
}

/// Whether `text` stands in `bytes` as whole words: where it begins or ends with a letter or digit, none may follow on.
pub fn contains(bytes: &[u8], text: &str) -> bool {
    let bytes = String::from_utf8_lossy(bytes);
    let touches = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    bytes.match_indices(text).any(|(start, found)| {
        !touches(found.chars().next(), bytes[..start].chars().next_back())
            && !touches(
                found.chars().next_back(),
                bytes[start + found.len()..].chars().next(),
            )
    })
}

/// What the wrong line `got` looks like. `expected` are the alternatives, `others` the lines that other members, and
/// `earlier` those that this one, were to get.
pub fn likeness(
    got: &[u8],
    expected: &[String],
    others: &[String],
    earlier: &[String],
) -> Likeness {
    let first = first_line(got).map_or(got, |(line, _)| line);
    let text = String::from_utf8_lossy(first);
    let text = text.as_ref();
    let is_any = |texts: &[String]| texts.iter().any(|other| !other.is_empty() && other == text);
    let prefix_of = |line: &String| {
        line.split_once(": ")
            .map(|(prefix, rest)| (format!("{prefix}: "), rest.to_owned()))
    };
    // What pads a message is behind it, or what is left of that behind the last one; a few bytes in front may be a length.
    let in_front = first.iter().take_while(|byte| **byte == 0).count();
    if first.contains(&0) && !(1..=LONGEST_HEAD).contains(&in_front) {
        return Likeness::NulPadded;
    }
    if expected
        .iter()
        .filter_map(prefix_of)
        .any(|(_, rest)| rest == text)
    {
        return Likeness::PrefixMissing;
    }
    if expected
        .iter()
        .filter_map(prefix_of)
        .any(|(prefix, rest)| prefix_differs(first, &prefix, &rest))
    {
        return Likeness::PrefixDiffers;
    }
    if is_any(earlier) {
        return Likeness::Earlier;
    }
    if is_any(others) {
        return Likeness::SomeoneElses;
    }
    if expected.iter().any(|line| is_cut(first, line)) {
        return Likeness::Truncated;
    }
    if text.contains('\u{fffd}') && expected.iter().all(|line| !line.contains('\u{fffd}')) {
        return Likeness::BrokenCharacter;
    }
    if expected.iter().filter_map(prefix_of).any(|(prefix, rest)| {
        let body = text.strip_prefix(&prefix).unwrap_or(text);
        body.contains(&prefix) && rest.starts_with(&body[..body.find(&prefix).unwrap_or(0)])
    }) {
        return Likeness::ReplyPerRead;
    }
    if !text.is_empty()
        && expected
            .iter()
            .any(|line| line.len() > text.len() && line.starts_with(text))
    {
        return Likeness::Truncated;
    }
    Likeness::Unknown
}

/// Whether `got` is the beginning of a line that ends within a character, sent as it is or decoded; where but this character is
/// missing, it may have been decoded in two halves.
fn is_cut(got: &[u8], line: &str) -> bool {
    let text = String::from_utf8_lossy(got);
    let whole = text.trim_end_matches('\u{fffd}');
    let mut rest = line.strip_prefix(whole).unwrap_or_default().chars();
    let is_within = rest.next().is_some_and(|cut| !cut.is_ascii());
    whole.len() < text.len() && is_within && rest.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_line_is_matched_with_or_without_its_end() {
        let expected = lines(&["Echo: lune", "lune"]);
        let yes = |taken, ended| Match::Yes { taken, ended };
        assert_eq!(line(b"Echo: lune\n", &expected), yes(11, true));
        assert_eq!(line(b"lune\r\nrest", &expected), yes(6, true));
        assert_eq!(line(b"Echo: lune", &expected), yes(10, false));
        assert_eq!(line(b"Echo: lune\r", &expected), Match::Perhaps);
        assert_eq!(line(b"Echo: ", &expected), Match::Perhaps);
        assert_eq!(line(b"", &expected), Match::Perhaps);
        assert_eq!(line(b"Echo: lynx\n", &expected), Match::No { wrong_at: 7 });
        assert_eq!(
            line(b"Echo: lune\0\0", &expected),
            Match::No { wrong_at: 10 }
        );
        assert_eq!(line(b"", &lines(&[""])), Match::Perhaps);
        assert_eq!(line(b"\n", &lines(&["Echo: ", ""])), yes(1, true));
    }

    #[test]
    fn a_prefix_that_is_optional_may_be_nearly_right() {
        let either = lines(&["Echo: lune", "lune"]);
        for got in [
            "Echo:lune",
            "echo lune",
            "ECHO : lune",
            "Echo - lune",
            "[echo] lune",
        ] {
            let ended = format!("{got}\n");
            let taken = ended.len();
            assert_eq!(
                line(ended.as_bytes(), &either),
                Match::Yes { taken, ended: true },
                "{got}"
            );
            for begun in 0..got.len() {
                let part = &got.as_bytes()[..begun];
                assert_eq!(line(part, &either), Match::Perhaps, "{got} {begun}");
            }
            let asked = line(ended.as_bytes(), &either[..1]);
            assert!(matches!(asked, Match::No { .. }), "{got}");
        }
        let empty = lines(&["Echo: ", ""]);
        let yes = Match::Yes {
            taken: 6,
            ended: true,
        };
        assert_eq!(line(b"echo:\n", &empty), yes);
        assert_eq!(line(b"echo", &empty), Match::Perhaps);
        for got in [
            "Echo: Echo: lune\n",
            "Reply: lune\n",
            "Echo:\0lune\n",
            "echo: lun\n",
            "Echo: -------- lune\n",
        ] {
            let no = line(got.as_bytes(), &either);
            assert!(matches!(no, Match::No { .. }), "{got:?}");
        }
    }

    #[test]
    fn a_text_is_contained_as_whole_words() {
        assert!(contains(b"le TOTAL 12.", "TOTAL 12"));
        assert!(!contains(b"TOTAL 123", "TOTAL 12"));
        assert!(contains(b"R\xc3\xa9ponse:lune\n", "lune"));
        assert!(!contains(b"", "lune"));
    }

    #[test]
    fn usual_mistakes_are_recognised() {
        let expected = lines(&["Echo: lune"]);
        let like = |got: &[u8]| {
            likeness(
                got,
                &expected,
                &lines(&["Echo: rose"]),
                &lines(&["Echo: mer"]),
            )
        };
        assert_eq!(like(b"lune\n"), Likeness::PrefixMissing);
        assert_eq!(like(b"Echo:lune\n"), Likeness::PrefixDiffers);
        assert_eq!(like(b"Echo: lune\0\0\0"), Likeness::NulPadded);
        assert_eq!(like(b"\0\0\0\x0aEcho: lune"), Likeness::Unknown);
        let behind_the_last = [&[0; 9], "Echo: lune\n".as_bytes()].concat();
        assert_eq!(like(&behind_the_last), Likeness::NulPadded);
        assert_eq!(like(b"Echo: rose\n"), Likeness::SomeoneElses);
        assert_eq!(like(b"Echo: mer\n"), Likeness::Earlier);
        assert_eq!(like(b"Echo: luEcho: ne\n"), Likeness::ReplyPerRead);
        assert_eq!(like(b"Echo: l\xff\n"), Likeness::BrokenCharacter);
        assert_eq!(like(b"Echo: lu\n"), Likeness::Truncated);
        let accents =
            |got: &[u8]| likeness(got, &lines(&["Echo: no\u{eb}l", "no\u{eb}l"]), &[], &[]);
        assert_eq!(accents(b"Echo: no\xc3\n"), Likeness::Truncated);
        assert_eq!(
            accents("Echo: no\u{fffd}\n".as_bytes()),
            Likeness::Truncated
        );
        let halves = "Echo: no\u{fffd}\u{fffd}l\n".as_bytes();
        assert_eq!(accents(halves), Likeness::BrokenCharacter);
        assert_eq!(like(b"bonjour\n"), Likeness::Unknown);
    }
}
