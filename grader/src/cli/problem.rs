//! Why a command did not do what it was asked, told to whoever asked.

use std::path::PathBuf;

use super::{ExitStatus, Trouble, language};
use crate::i18n::{Arg, Catalog, args};
use crate::model::escape;

/// A command that was not carried out.
#[derive(Debug)]
pub(super) enum Problem {
    /// The words are no command.
    Usage(Box<clap::Error>),
    /// No exercise has this name.
    NoSuchExercise { id: String, known: Vec<String> },
    /// The exercise has no check of this name.
    NoSuchCheck {
        id: String,
        exercise: String,
        known: Vec<String>,
    },
    /// There is no such folder.
    NoSuchFolder(PathBuf),
    /// A file stands where a folder should.
    NotAFolder(PathBuf),
    /// A folder that should be empty is not.
    NotEmpty(PathBuf),
    /// A file could not be written.
    CannotWrite { path: PathBuf, why: String },
    /// The answer could not be written to standard output.
    CannotPrint { why: String },
    /// A stage said so.
    Stage(Trouble),
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Self::Stage(trouble)
    }
}

impl Problem {
    /// The status that it ends the process with.
    pub(super) fn status(&self) -> ExitStatus {
        match self {
            Self::Usage(_)
            | Self::NoSuchExercise { .. }
            | Self::NoSuchCheck { .. }
            | Self::NoSuchFolder(_)
            | Self::NotAFolder(_)
            | Self::NotEmpty(_)
            | Self::Stage(Trouble::Theirs(_) | Trouble::Drawn(_)) => ExitStatus::Usage,
            Self::CannotWrite { .. } | Self::CannotPrint { .. } | Self::Stage(Trouble::Ours(_)) => {
                ExitStatus::Unknown
            }
        }
    }

    /// `error: …`, and on the next line what to do.
    pub(super) fn text(&self, catalog: &Catalog) -> String {
        let (error, remedy) = match self {
            Self::Usage(error) => return language::usage_error(error, catalog),
            Self::Stage(Trouble::Drawn(text)) => return format!("{}\n", text.trim_end()),
            Self::Stage(Trouble::Theirs(text) | Trouble::Ours(text)) => {
                let lines: Vec<String> = text.lines().map(escape::harmless).collect();
                (lines.join("\n"), None)
            }
            Self::NoSuchExercise { id, known } => (
                catalog.text("no-such-exercise", &args!["id" => id]),
                Some(names("no-such-exercise-remedy", known, id, catalog)),
            ),
            Self::NoSuchCheck {
                id,
                exercise,
                known,
            } => (
                catalog.text("no-such-check", &args!["id" => id, "exercise" => exercise]),
                Some(names("no-such-check-remedy", known, id, catalog)),
            ),
            Self::NoSuchFolder(path) => (
                catalog.text(
                    "no-such-folder",
                    &args!["path" => Arg::shown(path.display())],
                ),
                Some(catalog.plain("no-such-folder-remedy")),
            ),
            Self::NotAFolder(path) => (
                catalog.text("not-a-folder", &args!["path" => Arg::shown(path.display())]),
                Some(catalog.plain("not-a-folder-remedy")),
            ),
            Self::NotEmpty(path) => (
                catalog.text("not-empty", &args!["path" => Arg::shown(path.display())]),
                Some(catalog.plain("not-empty-remedy")),
            ),
            Self::CannotWrite { path, why } => (
                catalog.text(
                    "cannot-write",
                    &args!["path" => Arg::shown(path.display()), "why" => why],
                ),
                Some(catalog.plain("cannot-write-remedy")),
            ),
            Self::CannotPrint { why } => (catalog.text("cannot-print", &args!["why" => why]), None),
        };
        let remedy = remedy.map_or(String::new(), |remedy| format!("{remedy}\n"));
        format!("{}{}\n{remedy}", catalog.plain("error"), error.trim_end())
    }
}

/// The names that there are, the one that was probably meant first.
fn names(message: &str, known: &[String], wrong: &str, catalog: &Catalog) -> String {
    let mut known: Vec<&String> = known.iter().collect();
    known.sort_by_key(|name| distance(name, wrong));
    let list = known
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    catalog.text(message, &args!["names" => list])
}

/// How many letters to add, drop or change to get from one word to the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, c) in one.chars().take(64).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, d) in other.iter().enumerate() {
            let change = diagonal + usize::from(c != *d);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}
