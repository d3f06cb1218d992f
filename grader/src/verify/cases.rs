//! Submissions with what is expected of each: folders with an `expect.toml` beside the code, maybe sorted into folders
//! by their kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Losses;
use crate::model::{CheckId, Exercise, LimitKind};

/// The file that says what is expected of the submission that it stands in.
pub const EXPECTATION: &str = "expect.toml";

/// A submission, and what is expected of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its folder, below the one of all: `broken/sequential`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What it loses.
    pub losses: Losses,
}

/// Why it is not known what is expected of a submission.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// A file or a folder cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder holds no submissions.
    #[error("no submission in `{}`", folder.display())]
    Nothing {
        /// The folder.
        folder: PathBuf,
    },
    /// A submission does not say what is expected of it.
    #[error("no `{EXPECTATION}` in `{}`", folder.display())]
    NoExpectation {
        /// The submission.
        folder: PathBuf,
    },
    /// A file is not what it should be.
    #[error("`{}:{line}`: {said}", file.display())]
    NoToml {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the parser said.
        said: String,
    },
    /// A file names a check that the exercise has not.
    #[error("`{}` names a check `{check}`", file.display())]
    NoSuchCheck {
        /// The file.
        file: PathBuf,
        /// The name.
        check: CheckId,
    },
}

/// The submissions in `folder`, by name, or all that is wrong with them.
///
/// # Errors
/// When there is none, or one of them does not say what is expected of it.
pub fn cases(folder: &Path, exercise: &Exercise) -> Result<Vec<Case>, Vec<Wrong>> {
    let mut wrong = vec![];
    let found = submissions(folder).map_err(|error| vec![error])?;
    if found.is_empty() {
        let folder = folder.into();
        return Err(vec![Wrong::Nothing { folder }]);
    }
    let mut cases = vec![];
    for (name, folder) in found {
        let file = folder.join(EXPECTATION);
        let losses = match fs::read_to_string(&file) {
            Ok(text) => read(&file, &text, exercise),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = folder.clone();
                Err(vec![Wrong::NoExpectation { folder }])
            }
            Err(source) => Err(vec![Wrong::Unreadable { path: file, source }]),
        };
        match losses {
            Ok(losses) => cases.push(Case {
                name,
                folder,
                losses,
            }),
            Err(problems) => wrong.extend(problems),
        }
    }
    if wrong.is_empty() {
        Ok(cases)
    } else {
        Err(wrong)
    }
}

/// The folders in `folder`; instead of one that says nothing and holds some that do, those.
fn submissions(folder: &Path) -> Result<Vec<(String, PathBuf)>, Wrong> {
    let mut found = vec![];
    for (name, path) in folders(folder)? {
        let says = |path: &Path| path.join(EXPECTATION).exists();
        let inner = if says(&path) { vec![] } else { folders(&path)? };
        if inner.iter().any(|(_, path)| says(path)) {
            let named = |(inner, path)| (format!("{name}/{inner}"), path);
            found.extend(inner.into_iter().map(named));
        } else {
            found.push((name, path));
        }
    }
    Ok(found)
}

fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Wrong> {
    let unreadable = |source| Wrong::Unreadable {
        path: folder.into(),
        source,
    };
    let mut found = vec![];
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

/// What the file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    /// What the submission is, in a sentence: for whoever reads the file.
    #[serde(rename = "about")]
    _about: Option<String>,
    #[serde(default)]
    failed: BTreeSet<CheckId>,
    #[serde(default)]
    skipped: BTreeSet<CheckId>,
    #[serde(default)]
    limits: BTreeMap<CheckId, LimitKind>,
    #[serde(default)]
    kinds: BTreeMap<CheckId, String>,
}

pub(super) fn read(file: &Path, text: &str, exercise: &Exercise) -> Result<Losses, Vec<Wrong>> {
    let said: Expectation = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![Wrong::NoToml {
            file: file.into(),
            line: text.get(..at).unwrap_or(text).matches('\n').count() + 1,
            said: error.message().into(),
        }]
    })?;
    let named = said.failed.iter().chain(&said.skipped);
    let unknown = named
        .chain(said.limits.keys())
        .chain(said.kinds.keys())
        .filter(|id| exercise.check(id).is_none());
    let wrong: Vec<Wrong> = unknown
        .map(|id| Wrong::NoSuchCheck {
            file: file.into(),
            check: id.clone(),
        })
        .collect();
    if wrong.is_empty() {
        Ok(Losses {
            failed: said.failed,
            skipped: said.skipped,
            limits: said.limits,
            kinds: said.kinds,
        })
    } else {
        Err(wrong)
    }
}
