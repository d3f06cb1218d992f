//! Messages that were sent as a language shows them to who debugs: Python's `b'…'`, Rust's `{:?}`.

use crate::judge::matching::first_line;
use crate::model::escape;

/// Whether the line that came is one that was expected, with its end or all of it written like that.
pub(super) fn is_shown(got: &[u8], expected: &[String]) -> bool {
    let line = first_line(got).map_or(got, |(line, _)| line);
    let Ok(text) = std::str::from_utf8(line) else {
        return false;
    };
    let begins = |(_, c): &(usize, char)| matches!(c, 'b' | '"' | '\'' | '[');
    let mut places = text.char_indices().filter(begins);
    places.any(|(at, _)| {
        let (head, literal) = text.split_at(at);
        let rests = || expected.iter().filter_map(|line| line.strip_prefix(head));
        rests().next().is_some() && {
            let value = value(literal);
            // The end of the line may have been shown with it.
            let value = value.as_deref().map(<[u8]>::trim_ascii_end);
            rests().any(|rest| !rest.is_empty() && value == Some(rest.as_bytes()))
        }
    })
}

/// The bytes that a literal stands for: a text in quotes, or a list of numbers.
fn value(literal: &str) -> Option<Vec<u8>> {
    if let Some(list) = literal.strip_prefix('[') {
        let numbers = list.strip_suffix(']')?.split(", ");
        return numbers.map(|number| number.parse().ok()).collect();
    }
    let text = literal.strip_prefix('b').unwrap_or(literal);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = text.strip_prefix(quote)?.strip_suffix(quote)?;
    escape::parse(&without_quoted_quotes(text))
}

/// `text` with its quotes as they are, and all other escapes as they stand.
fn without_quoted_quotes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (c, rest.clone().next()) {
            ('\\', Some(quote @ ('"' | '\''))) => {
                rest.next();
                plain.push(quote);
            }
            ('\\', Some(escape)) => {
                rest.next();
                plain.extend([c, escape]);
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::is_shown;

    #[test]
    fn messages_as_they_are_shown() {
        let shown = |message: &str, got: &str| {
            let expected = [format!("Echo: {message}"), message.to_owned()];
            is_shown(got.as_bytes(), &expected)
        };
        for got in [
            "Echo: b'lune'\n",
            "Echo: b\"lune\"\n",
            "Echo: b'lune\\n'\n",
            "Echo: 'lune\\r\\n'\n",
            "Echo: \"lune\"",
            "b'lune'\n",
            "b'Echo: lune'\n",
            "\"Echo: lune\\n\"\n",
            "Echo: [108, 117, 110, 101]\n",
            "Echo: [108, 117, 110, 101, 10]\n",
        ] {
            assert!(shown("lune", got), "{got}");
        }
        for got in [
            "Echo: lune\n",
            "Echo: b'rose'\n",
            "Echo: b'lune\n",
            "Echo: b'lune' b'lune'\n",
            "Reply: b'lune'\n",
            "Echo: [108, 117]\n",
            "Echo: [300]\n",
            "Echo: ''\n",
            "Echo: b'\\q'\n",
            "\n",
        ] {
            assert!(!shown("lune", got), "{got}");
        }
        assert!(shown("ça va", "Echo: b'\\xc3\\xa7a va'\n"));
        assert!(shown("l'été", "Echo: b\"l'\\xc3\\xa9t\\xc3\\xa9\"\n"));
        assert!(shown("l'\"é\"", "Echo: 'l\\'\"é\"'\n"));
        assert!(shown("a\\b", "Echo: b'a\\\\b'\n"));
        assert!(!shown("", "Echo: b''\n"));
    }
}
