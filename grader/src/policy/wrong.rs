//! What can be wrong in a teacher's file, as data: whoever shows it has the words.

use std::ops::Range;

use crate::spec::NoToml;

/// All that is wrong with a file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// The file, as it is shown.
    pub file: String,
    /// Its text.
    pub source: String,
    /// At least one thing.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the file.
    pub span: Range<usize>,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is no TOML.
    NoToml(NoToml),
    /// A key that is not one of those that are known.
    UnknownKey {
        /// The key.
        key: String,
        /// Those.
        known: &'static [&'static str],
    },
    /// A key is missing.
    MissingKey(&'static str),
    /// The value of a key is something else than it must be.
    Value(&'static str, Should),
    /// The value of this key must be a table.
    NoTable(&'static str),
    /// The value of this key must be a list of tables.
    NoTables(&'static str),
    /// The value of this key is a table, and must be a list of them.
    OneTable(&'static str),
    /// Nobody knows out of which of these full marks a number is.
    NoScale(Vec<u32>),
    /// Nobody knows out of which of these full marks a changed mark is.
    NoOutOf(Vec<u32>),
    /// A change gives nothing.
    GivesNothing,
    /// A change names a student whose submission is others', too.
    Shared {
        /// The submission.
        submission: String,
        /// The student.
        of: String,
        /// The others.
        others: Vec<String>,
    },
    /// A submission has a change already.
    SecondChange {
        /// The submission.
        submission: String,
        /// Whom the first one names.
        first: String,
    },
    /// What is wrong would say whom it is about.
    Untold,
}

/// What a value must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Should {
    /// More than 0.
    Positive,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The path of a file, below this one's folder or from the root.
    Path,
    /// A time zone.
    Zone,
    /// A day and a time.
    Time,
    /// A time that clocks in its zone show.
    ShownTime,
    /// A text that is not empty.
    Text,
    /// A full mark, up to this.
    Scale(u32),
    /// A mark, up to this.
    Mark(u32),
    /// A changed mark, up to this.
    ChangedMark(u32),
    /// A length of time.
    Length,
}
