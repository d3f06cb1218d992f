//! What is no TOML in a file, told apart as far as it is usual: `toml` says it in English alone.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::problem::line_of;

/// After a bracket that is missing, everything may look wrong: more than these, one a line, help nobody.
const MOST: usize = 8;

/// Something in a file that is no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoToml {
    /// Where, in bytes of the file.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Syntax,
    /// What `toml` says of it.
    pub said: String,
}

/// What somebody has most likely done who wrote no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// This is another kind of file.
    Foreign,
    /// This key or table is there already.
    Twice(String),
    /// What is opened is not closed: this is missing.
    Open(String),
    /// A comma is missing, or what closes the lines before.
    NoComma,
    /// No `=` comes after a key.
    NoEquals,
    /// Nothing comes after `=`.
    NoValue,
    /// A text has no quotes, or such as typographers set.
    NoQuotes,
    /// A number has a comma; with a point it is this.
    Decimals(String),
    /// Something comes after a value or a head.
    More,
    /// A key has a letter that needs quotes.
    Key,
    /// Something else.
    Other,
}

/// The whole of a file as far as it is TOML, and what is none: one thing a line.
pub fn read_toml(source: &str) -> (Spanned<DeTable<'_>>, Vec<NoToml>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let (mut found, mut lines): (Vec<NoToml>, Vec<usize>) = (vec![], vec![]);
    let most = if is_foreign(source) { 1 } else { MOST };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let line = line_of(source, span.start);
        if !lines.contains(&line) && lines.len() < most {
            lines.push(line);
            found.push(NoToml {
                kind: kind(error.message(), source, &span),
                said: error.message().to_lowercase(),
                span,
            });
        }
    }
    (table, found)
}

/// Whether no line is what a line of TOML is.
fn is_foreign(source: &str) -> bool {
    let mut lines = source.lines().map(str::trim);
    !lines.any(|line| line.contains('=') || line.starts_with('['))
}

/// What is meant by a sentence of `toml`, which gives no kinds. One that is another some day is told as it is.
fn kind(said: &str, source: &str, span: &Range<usize>) -> Syntax {
    let there = source.get(span.clone()).unwrap_or_default().trim();
    let begins = |with: &str| said.starts_with(with);
    if is_foreign(source) {
        Syntax::Foreign
    } else if said == "duplicate key" {
        Syntax::Twice(there.to_owned())
    } else if begins("missing comma") {
        Syntax::NoComma
    } else if begins("key with no value") {
        Syntax::NoEquals
    } else if begins("missing value") || begins("string values must be quoted") && there.is_empty()
    {
        Syntax::NoValue
    } else if begins("string values must be quoted") {
        Syntax::NoQuotes
    } else if begins("invalid unquoted key") {
        Syntax::Key
    } else if let Some(closing) = closing(said) {
        Syntax::Open(closing.to_owned())
    } else if let Some(number) = decimals(source, span.start) {
        Syntax::Decimals(number)
    } else if begins("unexpected key or value") {
        Syntax::More
    } else {
        Syntax::Other
    }
}

/// What would close something, where nothing else is expected.
fn closing(said: &str) -> Option<&str> {
    let (_, expected) = said.split_once(", expected `")?;
    let sign = expected.strip_suffix('`')?;
    ["\"", "'", "]", "]]", "}"].contains(&sign).then_some(sign)
}

/// The number that has a comma at this place, with a point.
fn decimals(source: &str, comma: usize) -> Option<String> {
    let (whole, part) = (
        source.get(..comma)?,
        source.get(comma..)?.strip_prefix(',')?,
    );
    let is_digit = |c: char| c.is_ascii_digit();
    let whole = &whole[whole.trim_end_matches(is_digit).len()..];
    let part = &part[..part.len() - part.trim_start_matches(is_digit).len()];
    (!whole.is_empty() && !part.is_empty()).then(|| format!("{whole}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::{Syntax, read_toml};

    #[test]
    fn what_is_usual_is_told_apart() {
        let open = |sign: &str| Syntax::Open(sign.to_owned());
        for (source, expected) in [
            ("of,mark\nada,12\n", Syntax::Foreign),
            ("cap : 16", Syntax::Foreign),
            ("a = 1\na = 2", Syntax::Twice("a".to_owned())),
            ("[late]\n[late]", Syntax::Twice("late".to_owned())),
            ("a = \"x", open("\"")),
            ("a = 'x", open("'")),
            ("a = \"\"\"x\ny", open("\"")),
            ("[late\na = 1", open("]")),
            ("[[late]\na = 1", open("]")),
            ("a = [1, 2", open("]")),
            ("a = { b = 1", open("}")),
            ("a = [\"x\" \"y\"]", Syntax::NoComma),
            ("[late]\na b = 1", Syntax::NoEquals),
            ("a =", Syntax::NoValue),
            ("a = # none\n", Syntax::NoValue),
            ("a = down", Syntax::NoQuotes),
            ("a = “x”", Syntax::NoQuotes),
            ("a = 12,5", Syntax::Decimals("12.5".to_owned())),
            ("[late]]\n", Syntax::More),
            ("a = \"x\" y", Syntax::More),
            ("é = 1", Syntax::Key),
            ("a = 016", Syntax::Other),
        ] {
            let (_, found) = read_toml(source);
            let kinds: Vec<&Syntax> = found.iter().map(|one| &one.kind).collect();
            assert_eq!(kinds[..1], [&expected], "{source}: {found:?}");
        }
        assert_eq!(read_toml("a = 1 # é\n[b]\n").1, []);
    }

    #[test]
    fn one_thing_is_told_of_a_line_and_not_too_many_of_a_file() {
        assert_eq!(read_toml("a == 1").1.len(), 1);
        assert_eq!(read_toml(&"a = 1\n".repeat(20)).1.len(), 8);
        assert_eq!(read_toml(&"a,b\n".repeat(20)).1.len(), 1);
    }
}
