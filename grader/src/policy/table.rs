//! A table of TOML, read key by key: everything that is wrong is told, each thing at its place.

use std::ops::Range;

use jiff::Span;
use jiff::SpanRelativeTo;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::spec::{SpecProblem, SpecProblems, nearest};

/// No scale is longer.
pub(super) const HIGHEST: u32 = 1000;

/// The problems of a file.
#[derive(Default)]
pub(super) struct Problems(Vec<SpecProblem>);

impl Problems {
    pub(super) fn add(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.0.push(SpecProblem {
            span,
            message: message.into(),
            help: Some(help.to_owned()).filter(|help| !help.is_empty()),
        });
    }

    /// Says of the last problem what to do.
    pub(super) fn help(&mut self, help: String) {
        if let Some(last) = self.0.last_mut() {
            last.help = Some(help);
        }
    }

    /// What was read, if nothing is wrong.
    pub(super) fn unless_any<T>(
        mut self,
        file: &str,
        source: &str,
        read: T,
    ) -> Result<T, SpecProblems> {
        if self.0.is_empty() {
            return Ok(read);
        }
        self.0.sort_by_key(|problem| problem.span.start);
        Err(SpecProblems {
            file: file.to_owned(),
            source: source.to_owned(),
            problems: self.0,
        })
    }
}

/// The whole of a file, or what is no TOML in it.
pub(super) fn parse<'a>(source: &'a str, problems: &mut Problems) -> DeTable<'a> {
    let (table, errors) = DeTable::parse_recoverable(source);
    let place = |error: &toml::de::Error| error.span().unwrap_or(0..0);
    if let Some(first) = errors.first().filter(|_| is_no_toml(source)) {
        let help =
            "write a key, `=` and a value in each line, below heads such as [late] or [[change]]";
        problems.add(place(first), "this is no TOML", help);
        return DeTable::new();
    }
    for error in errors {
        let span = place(&error);
        let help = decimals(source, span.start);
        let help = help.map_or_else(String::new, |number| format!("write a point: {number}"));
        problems.add(span, error.message().to_lowercase(), &help);
    }
    table.into_inner()
}

/// Whether no line is what a line of TOML is: another kind of file, of which each line would be told.
fn is_no_toml(source: &str) -> bool {
    let mut lines = source.lines().map(str::trim);
    !lines.any(|line| line.contains('=') || line.starts_with('['))
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

/// A table whose keys are being read.
pub(super) struct Table<'a, 'p> {
    table: &'a DeTable<'a>,
    span: Range<usize>,
    problems: &'p mut Problems,
}

/// A value and its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a, 'p> Table<'a, 'p> {
    /// The table `table` at `span`, in which no other keys than these are known.
    pub(super) fn new(
        table: &'a DeTable<'a>,
        span: Range<usize>,
        known: &[&str],
        problems: &'p mut Problems,
    ) -> Self {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let help = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys here are: {}", known.join(", ")),
                };
                problems.add(key.span(), format!("unknown key `{name}`"), &help);
            }
        }
        Self {
            table,
            span,
            problems,
        }
    }

    pub(super) fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    /// The value of a key, if it is there.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    /// That a key is missing.
    pub(super) fn must_have(&mut self, key: &str) {
        if self.value(key).is_none() {
            let span = self.span.clone();
            self.problems.add(span, format!("`{key}` is missing"), "");
        }
    }

    /// What `read` makes of a key's value, or a problem that says what it should be.
    pub(super) fn read<T>(
        &mut self,
        key: &str,
        should: &str,
        read: impl FnOnce(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            let message = format!("`{key}` must be {should}");
            self.problems.add(value.span(), message, "");
        }
        found
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.read(key, "a text that is not empty", |value| {
            Some(value.as_str()?.trim().to_owned()).filter(|text| !text.is_empty())
        })
    }

    /// A full mark.
    pub(super) fn scale(&mut self, key: &str) -> Option<u32> {
        self.read(key, "a whole number from 1 to 1000", |value| {
            let number: u32 = value.as_integer()?.as_str().parse().ok()?;
            (1..=HIGHEST).contains(&number).then_some(number)
        })
    }

    /// A mark such as `14`, `14.5` or `0.25`, of no more than `full`, in hundredths.
    pub(super) fn mark(&mut self, key: &str, full: u32) -> Option<u32> {
        let should = format!("a number from 0 to {full}, with at most two decimals");
        self.read(key, &should, |value| {
            hundredths(value).filter(|mark| *mark <= full * 100)
        })
    }

    /// A length of time such as `"48h"`, `"2 days"` or `"15 minutes"`, in seconds.
    pub(super) fn seconds(&mut self, key: &str) -> Option<u64> {
        self.read(
            key,
            "a length of time such as \"48h\" or \"15 minutes\"",
            |value| {
                let span: Span = value.as_str()?.parse().ok()?;
                let days = SpanRelativeTo::days_are_24_hours();
                u64::try_from(span.to_duration(days).ok()?.as_secs()).ok()
            },
        )
    }

    /// The tables of a list of tables.
    pub(super) fn list(&mut self, key: &str) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
        let Some(value) = self.value(key) else {
            return vec![];
        };
        let tables = value.get_ref().as_array().map(|items| {
            let table = |item: &'a Value<'a>| Some((item.get_ref().as_table()?, item.span()));
            items.iter().map(table).collect::<Option<Vec<_>>>()
        });
        tables.flatten().unwrap_or_else(|| {
            let mut message = format!("`{key}` must be tables");
            if value.get_ref().is_table() {
                message = format!("[{key}] is a single table, and must be one of several");
                // Of the next ones, each key is there already.
                self.problems.0.retain(|one| one.message != "duplicate key");
            }
            self.problems.add(
                value.span(),
                message,
                &format!("write [[{key}]] before each"),
            );
            vec![]
        })
    }
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
