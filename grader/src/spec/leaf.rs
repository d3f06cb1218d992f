//! Single values of an exercise file: times, sizes, templates, patterns and the like.

use std::time::Duration;

use toml::de::DeValue;

use crate::model::{ActorRef, Comparison, Draw, Line, Pieces, Sum, Template, Term, Text};

use super::grammar::Kind;
use super::node::Value;
use super::problem::nearest;

/// Why a value is not what it must be; without words of its own, the grammar's are used.
#[derive(Default)]
pub(super) struct Wrong {
    pub(super) message: Option<String>,
    pub(super) help: Option<String>,
}

/// Reads a value that is neither list nor table of the grammar.
pub(super) fn read(kind: &Kind, value: &DeValue<'_>) -> Result<Value, Wrong> {
    match kind {
        Kind::Text => text(value).map(Value::Text),
        Kind::Word | Kind::Raw => Ok(Value::Word(string(value)?.to_owned())),
        Kind::Integer(least, most) => match integer(value)? {
            number if (*least..=*most).contains(&number) => Ok(Value::Integer(number)),
            _ => Err(Wrong::default()),
        },
        Kind::Flag => value.as_bool().map(Value::Flag).ok_or_else(Wrong::default),
        Kind::Duration => duration(string(value)?)
            .map(Value::Duration)
            .ok_or_else(Wrong::default),
        Kind::Size => size(string(value)?)
            .map(Value::Size)
            .ok_or_else(Wrong::default),
        Kind::Choice(words) => choice(string(value)?, words).map(Value::Word),
        Kind::Template => template(string(value)?).map(Value::Template),
        Kind::Templates => templates(value).map(Value::Templates),
        Kind::Pattern => pattern(string(value)?).map(Value::Pattern),
        Kind::Bytes => bytes(string(value)?)
            .map(Value::Bytes)
            .ok_or_else(Wrong::default),
        Kind::Actor => actor(string(value)?)
            .map(Value::Actor)
            .ok_or_else(Wrong::default),
        Kind::Pieces => pieces(value).map(Value::Pieces),
        Kind::Draw => draw(value).map(Value::Draw),
        Kind::Comparison => Comparison::parse(string(value)?)
            .map(Value::Comparison)
            .ok_or_else(Wrong::default),
        Kind::List(_) | Kind::Table(_) | Kind::Named(_) | Kind::Step => Err(Wrong::default()),
    }
}

/// Whether `name` is one: a small letter, then small letters, digits, `-` and `_`.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

fn string<'v>(value: &'v DeValue<'_>) -> Result<&'v str, Wrong> {
    value.as_str().ok_or_else(Wrong::default)
}

fn integer(value: &DeValue<'_>) -> Result<i64, Wrong> {
    let number = value.as_integer().ok_or_else(Wrong::default)?;
    i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| Wrong::default())
}

fn text(value: &DeValue<'_>) -> Result<Text, Wrong> {
    let table = value.as_table().ok_or_else(Wrong::default)?;
    for (name, text) in table {
        let language = name.get_ref();
        if !matches!(language.as_ref(), "fr" | "en") {
            return Err(Wrong::because(format!("no language is named `{language}`")));
        }
        if text.get_ref().as_str().is_none_or(|t| t.trim().is_empty()) {
            return Err(Wrong::because(format!("`{language}` says nothing")));
        }
    }
    let get = |language: &str| {
        let text = table.get(language).and_then(|text| text.get_ref().as_str());
        let text = text.ok_or_else(|| Wrong::because(format!("a text without `{language}`")))?;
        Ok(text.trim().to_owned())
    };
    Ok(Text {
        fr: unbroken(&get("fr")?),
        en: get("en")?,
    })
}

/// French with the spaces that no line breaks at: nobody types them. What stands between backticks is code, and stays.
fn unbroken(text: &str) -> String {
    let mut in_code = false;
    let mut signs = text.chars().peekable();
    let mut unbroken = String::with_capacity(text.len());
    while let Some(sign) = signs.next() {
        in_code ^= sign == '`';
        unbroken.push(match (sign, signs.peek()) {
            (' ', _) if in_code => ' ',
            (' ', Some(':' | '»')) => '\u{a0}',
            (' ', Some(';' | '!' | '?')) => '\u{202f}',
            (' ', _) if unbroken.ends_with('«') => '\u{a0}',
            (sign, _) => sign,
        });
    }
    unbroken
}

fn choice(word: &str, words: &[&str]) -> Result<String, Wrong> {
    if words.contains(&word) {
        return Ok(word.to_owned());
    }
    Err(Wrong {
        message: None,
        help: nearest(word, words.iter().copied())
            .map(|near| format!("did you mean `\"{near}\"`?")),
    })
}

fn template(text: &str) -> Result<Template, Wrong> {
    Template::parse(text).map_err(|error| Wrong::because(error.to_string()))
}

fn templates(value: &DeValue<'_>) -> Result<Vec<Template>, Wrong> {
    match value {
        DeValue::Array(texts) if !texts.is_empty() => texts
            .iter()
            .map(|text| template(string(text.get_ref())?))
            .collect(),
        value => Ok(vec![template(string(value)?)?]),
    }
}

fn pattern(text: &str) -> Result<Line, Wrong> {
    Line::parse(text).map_err(|error| {
        // The first lines of regex's account draw the pattern; the last one says what is wrong.
        let account = error.to_string();
        let last = account.lines().last().unwrap_or_default();
        Wrong::because(format!(
            "not a regular expression: {}",
            last.trim_start_matches("error: ")
        ))
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = |pair: &str| pair.len() == 2 && pair.bytes().all(|b| b.is_ascii_hexdigit());
    let bytes: Option<Vec<u8>> = text
        .split_whitespace()
        .map(|pair| digits(pair).then(|| u8::from_str_radix(pair, 16).ok())?)
        .collect();
    bytes.filter(|bytes| !bytes.is_empty())
}

fn actor(text: &str) -> Option<ActorRef> {
    let (name, member) = match text.strip_suffix(']').and_then(|t| t.split_once('[')) {
        Some((name, member)) => (name, Some(member.parse().ok()?)),
        None => (text, None),
    };
    is_name(name).then(|| ActorRef {
        name: name.to_owned(),
        member,
    })
}

fn pieces(value: &DeValue<'_>) -> Result<Pieces, Wrong> {
    match value.as_str() {
        Some("bytes") => Ok(Pieces::Bytes),
        Some("character") => Ok(Pieces::Character),
        Some(_) => Err(Wrong::default()),
        None => match u32::try_from(integer(value)?) {
            Ok(count @ 2..) => Ok(Pieces::Count(count)),
            _ => Err(Wrong::default()),
        },
    }
}

fn draw(value: &DeValue<'_>) -> Result<Draw, Wrong> {
    match value {
        DeValue::String(word) => match word.as_ref() {
            "word" => Ok(Draw::Word),
            "accents" => Ok(Draw::Accents),
            _ => Err(Wrong::default()),
        },
        DeValue::Table(table) if table.len() == 1 => {
            let length = table.get("line").and_then(|line| line.get_ref().as_str());
            let bytes = length.and_then(size).filter(|bytes| *bytes > 0);
            bytes.map(Draw::Line).ok_or_else(Wrong::default)
        }
        DeValue::Array(ends) if ends.len() == 2 => {
            let (least, most) = (sum(ends[0].get_ref())?, sum(ends[1].get_ref())?);
            let constant = |sum: &Sum| sum.value(&Default::default());
            match (constant(&least), constant(&most)) {
                (Some(least), Some(most)) if least > most => Err(Wrong::because(format!(
                    "no number lies from {least} to {most}"
                ))),
                _ => Ok(Draw::Number(least, most)),
            }
        }
        _ => Err(Wrong::default()),
    }
}

fn sum(value: &DeValue<'_>) -> Result<Sum, Wrong> {
    match value.as_str() {
        Some(text) => Sum::parse(text).ok_or_else(Wrong::default),
        None => Ok(Sum {
            terms: vec![(false, Term::Number(integer(value)?))],
        }),
    }
}

fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = measure(text)?;
    match unit {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "min" => Some(Duration::from_secs(number.checked_mul(60)?)),
        _ => None,
    }
}

fn size(text: &str) -> Option<u64> {
    let (number, unit) = measure(text)?;
    let shift = match unit {
        "B" => 0,
        "KiB" => 10,
        "MiB" => 20,
        "GiB" => 30,
        _ => return None,
    };
    number.checked_mul(1 << shift)
}

/// A whole number and its unit.
fn measure(text: &str) -> Option<(u64, &str)> {
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..unit].parse().ok()?, text[unit..].trim_start()))
}

impl Wrong {
    fn because(message: String) -> Self {
        Self {
            message: Some(message),
            help: None,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn french_has_its_spaces() {
        let typed = "« Oui » : `a : b` ; non ?";
        let unbroken = super::unbroken(typed);
        assert_eq!(
            unbroken,
            "«\u{a0}Oui\u{a0}»\u{a0}: `a : b`\u{202f}; non\u{202f}?"
        );
    }
}
