//! A table of TOML, read key by key: everything that is wrong is told, each thing at its place.

use std::ops::Range;

use jiff::Span;
use jiff::SpanRelativeTo;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::wrong::{Problem, Problems, Should, Wrong};
use crate::spec::{Syntax, read_toml};

/// No scale is longer.
pub(super) const HIGHEST: u32 = 1000;

/// What is wrong with a file, as far as it was read.
#[derive(Default)]
pub(super) struct Found(Vec<Problem>);

impl Found {
    pub(super) fn add(&mut self, span: Range<usize>, wrong: Wrong) {
        self.0.push(Problem { span, wrong });
    }

    /// What was read, if nothing is wrong.
    pub(super) fn unless_any<T>(
        mut self,
        file: &str,
        source: &str,
        read: T,
    ) -> Result<T, Problems> {
        if self.0.is_empty() {
            return Ok(read);
        }
        self.0.sort_by_key(|problem| problem.span.start);
        Err(Problems {
            file: file.to_owned(),
            source: source.to_owned(),
            problems: self.0,
        })
    }
}

/// The whole of a file, or what is no TOML in it: half a file says little of the rest. A second table of the name of one of
/// these lists is meant for an item of it.
pub(super) fn parse<'a>(
    source: &'a str,
    lists: &'static [&'static str],
    found: &mut Found,
) -> DeTable<'a> {
    let (table, wrong) = read_toml(source);
    if wrong.is_empty() {
        return table.into_inner();
    }
    for one in wrong {
        let span = one.span.clone();
        if let Syntax::Twice(key) = &one.kind
            && let Some(list) = lists.iter().find(|list| *key == ***list)
        {
            found.add(span, Wrong::OneTable(list));
            // Of the next ones, each key is there already.
            break;
        }
        found.add(span, Wrong::NoToml(one));
    }
    DeTable::new()
}

/// A table whose keys are being read.
pub(super) struct Table<'a, 'p> {
    table: &'a DeTable<'a>,
    span: Range<usize>,
    found: &'p mut Found,
}

/// A value and its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a, 'p> Table<'a, 'p> {
    /// The table `table` at `span`, in which no other keys than these are known.
    pub(super) fn new(
        table: &'a DeTable<'a>,
        span: Range<usize>,
        known: &'static [&'static str],
        found: &'p mut Found,
    ) -> Self {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let key = key.span();
                let name = name.to_owned();
                found.add(key, Wrong::UnknownKey { key: name, known });
            }
        }
        Self { table, span, found }
    }

    pub(super) fn found(&mut self) -> &mut Found {
        self.found
    }

    /// The value of a key, if it is there.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    /// That a key is missing.
    pub(super) fn must_have(&mut self, key: &'static str) {
        if self.value(key).is_none() {
            let span = self.span.clone();
            self.found.add(span, Wrong::MissingKey(key));
        }
    }

    /// What `read` makes of a key's value, or a problem that says what it should be.
    pub(super) fn read<T>(
        &mut self,
        key: &'static str,
        should: Should,
        read: impl FnOnce(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let read = read(value.get_ref());
        if read.is_none() {
            self.found.add(value.span(), Wrong::Value(key, should));
        }
        read
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.read(key, Should::Text, |value| {
            Some(value.as_str()?.trim().to_owned()).filter(|text| !text.is_empty())
        })
    }

    /// One of some words, and what it says.
    pub(super) fn word<T>(
        &mut self,
        key: &'static str,
        words: &'static [&'static str],
        says: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.read(key, Should::OneOf(words), |value| says(value.as_str()?))
    }

    /// A full mark.
    pub(super) fn scale(&mut self, key: &'static str) -> Option<u32> {
        self.read(key, Should::Scale(HIGHEST), |value| {
            let number: u32 = value.as_integer()?.as_str().parse().ok()?;
            (1..=HIGHEST).contains(&number).then_some(number)
        })
    }

    /// A mark such as `14`, `14.5` or `0.25`, of no more than `full`, in hundredths.
    pub(super) fn mark(&mut self, key: &'static str, full: u32) -> Option<u32> {
        self.read(key, Should::Mark(full), |value| mark(value, full))
    }

    /// A length of time such as `"48h"`, `"2 days"` or `"15 minutes"`, in seconds.
    pub(super) fn seconds(&mut self, key: &'static str) -> Option<u64> {
        self.read(key, Should::Length, |value| {
            let span: Span = value.as_str()?.parse().ok()?;
            let days = SpanRelativeTo::days_are_24_hours();
            u64::try_from(span.to_duration(days).ok()?.as_secs()).ok()
        })
    }

    /// The tables of a list of tables.
    pub(super) fn list(&mut self, key: &'static str) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
        let Some(value) = self.value(key) else {
            return vec![];
        };
        let tables = value.get_ref().as_array().map(|items| {
            let table = |item: &'a Value<'a>| Some((item.get_ref().as_table()?, item.span()));
            items.iter().map(table).collect::<Option<Vec<_>>>()
        });
        tables.flatten().unwrap_or_else(|| {
            let wrong = match value.get_ref().is_table() {
                true => Wrong::OneTable(key),
                false => Wrong::NoTables(key),
            };
            self.found.add(value.span(), wrong);
            vec![]
        })
    }
}

/// A mark of no more than `full`, in hundredths.
pub(super) fn mark(value: &DeValue<'_>, full: u32) -> Option<u32> {
    hundredths(value).filter(|mark| *mark <= full * 100)
}

fn hundredths(value: &DeValue<'_>) -> Option<u32> {
    let text = match value {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: u32 = whole.parse().ok().filter(|whole| *whole <= HIGHEST)?;
    let part: u32 = match part.trim_end_matches('0') {
        "" => 0,
        part if part.len() <= 2 => format!("{part:0<2}").parse().ok()?,
        _ => return None,
    };
    Some(whole * 100 + part)
}
