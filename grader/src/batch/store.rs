//! The folder of a batch: a file for each submission with what came of it, and one for the batch as a whole.
//!
//! A file is written whole or not at all, and is named after its submission alone: folders that several computers have
//! filled are put together by copying them together, in whatever order.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::called::file_name;
use crate::model::{
    Came, CheckReport, Discarded, Doubt, Entry, ExerciseId, Mark, Outcome, Student, Unfit,
};
use crate::record::{PRIVATE, write_whole};

/// The version of the files' form.
const VERSION: u32 = 1;

/// The most bytes of a file that is read.
const MOST: u64 = 1 << 30;

/// What a result calls a check that could not be judged.
const INCONCLUSIVE: &str = "inconclusive";

/// The folder of the results in the batch's folder.
const RESULTS: &str = "results";

/// Why a batch's folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system refuses.
    #[error("`{}` cannot be used", path.display())]
    Files {
        /// What was to be read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is damaged, or of another version of the grader.
    #[error("`{}` cannot be read as a result", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The folder is to be new, and something is in it.
    #[error("`{}` is not empty", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder holds the results of another exercise.
    #[error("`{}` holds results of `{exercise}`", folder.display())]
    OtherExercise {
        /// The folder.
        folder: PathBuf,
        /// That exercise.
        exercise: ExerciseId,
    },
    /// Another process writes there.
    #[error("another batch is written to `{}`", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
}

/// A result, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The digest of the submission's files, if it has one.
    pub digest: Option<String>,
    /// A digest of all else that a result depends on.
    pub conditions: String,
    /// A digest of what the exercise asked; older results have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// A digest of the overlay that its checks are of, empty where there was none; older results do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// Whether its submission was no longer in the folder that was graded last, as a whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// The result.
    pub entry: Entry,
}

/// What has to be known of a result to know whether it stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// The digest of the submission's files, if it has one.
    pub digest: Option<String>,
    /// A digest of all else that a result depends on.
    pub conditions: String,
    /// A digest of what the exercise asked; older results have none.
    pub version: Option<String>,
    /// A digest of the overlay that its checks are of, empty where there was none; older results do not say it.
    #[serde(default)]
    pub overlay: Option<String>,
    /// Whether its submission was no longer in the folder that was graded last, as a whole.
    #[serde(default)]
    pub gone: bool,
    entry: HeadEntry,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct HeadEntry {
    name: String,
    students: Vec<Student>,
    submitted: Option<String>,
    like: Option<String>,
    left_out: Vec<Discarded>,
    came: HeadCame,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "came", rename_all = "kebab-case")]
enum HeadCame {
    Graded { report: Box<HeadReport> },
    Refused { refusal: Unfit },
    SetAside { said: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct HeadReport {
    mark: Mark,
    checks: Vec<HeadCheck>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct HeadCheck {
    outcome: HeadOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct HeadOutcome {
    outcome: String,
    kind: Option<String>,
}

impl HeadCheck {
    fn of(check: &CheckReport) -> Self {
        let outcome = match check.outcome {
            Outcome::Inconclusive(_) => INCONCLUSIVE,
            Outcome::Passed | Outcome::Failed(_) | Outcome::Skipped { .. } => "told",
        };
        let (outcome, kind) = (outcome.to_owned(), check.outcome.kind());
        Self {
            outcome: HeadOutcome { outcome, kind },
        }
    }
}

impl Head {
    /// What is to be known of a result.
    pub fn of(kept: &Kept) -> Self {
        let entry = &kept.entry;
        let came = match &entry.came {
            Came::Graded { report } => HeadCame::Graded {
                report: Box::new(HeadReport {
                    mark: report.mark,
                    checks: report.checks.iter().map(HeadCheck::of).collect(),
                }),
            },
            Came::Refused { refusal } => HeadCame::Refused {
                refusal: refusal.clone(),
            },
            Came::SetAside { said } => HeadCame::SetAside { said: said.clone() },
        };
        Self {
            digest: kept.digest.clone(),
            conditions: kept.conditions.clone(),
            version: kept.version.clone(),
            overlay: kept.overlay.clone(),
            gone: kept.gone,
            entry: HeadEntry {
                name: entry.name.clone(),
                students: entry.students.clone(),
                submitted: entry.submitted.clone(),
                like: entry.like.clone(),
                left_out: entry.left_out.clone(),
                came,
            },
        }
    }

    /// The submission.
    pub fn name(&self) -> &str {
        &self.entry.name
    }

    /// Whose it is.
    pub fn students(&self) -> &[Student] {
        &self.entry.students
    }

    /// When it was handed in, as the roster says it.
    pub fn submitted(&self) -> Option<&str> {
        self.entry.submitted.as_deref()
    }

    /// Whether it was taken from another submission with the same files.
    pub fn is_copy(&self) -> bool {
        self.entry.like.is_some()
    }

    /// Whether it says the same of whose the submission is, and of what was in its archive besides.
    pub fn is_of(
        &self,
        students: &[Student],
        submitted: Option<&String>,
        left_out: &[Discarded],
    ) -> bool {
        let entry = &self.entry;
        entry.students == students
            && entry.submitted.as_ref() == submitted
            && entry.left_out == left_out
    }

    /// The mark, if there is one.
    pub fn mark(&self) -> Option<Mark> {
        match &self.entry.came {
            HeadCame::Graded { report } => Some(report.mark),
            HeadCame::Refused { .. } | HeadCame::SetAside { .. } => None,
        }
    }

    /// Why it cannot be graded as it was handed in, if so.
    pub fn refusal(&self) -> Option<&Unfit> {
        match &self.entry.came {
            HeadCame::Refused { refusal } => Some(refusal),
            HeadCame::Graded { .. } | HeadCame::SetAside { .. } => None,
        }
    }

    /// Whether something could not be told.
    pub fn is_inconclusive(&self) -> bool {
        match &self.entry.came {
            HeadCame::Graded { report } => report
                .checks
                .iter()
                .any(|check| check.outcome.outcome == INCONCLUSIVE),
            HeadCame::Refused { .. } => false,
            HeadCame::SetAside { .. } => true,
        }
    }

    /// Whether the exercise has changed since, and the submission has to be run again.
    pub fn needs_run(&self) -> bool {
        let needs_run = Outcome::Inconclusive(Doubt::NeedsRun).kind();
        match &self.entry.came {
            HeadCame::Graded { report } => report
                .checks
                .iter()
                .any(|check| check.outcome.kind == needs_run),
            HeadCame::Refused { .. } | HeadCame::SetAside { .. } => false,
        }
    }

    /// What the grader or the host failed with, if so.
    pub fn set_aside(&self) -> Option<&str> {
        match &self.entry.came {
            HeadCame::SetAside { said } => Some(said),
            HeadCame::Graded { .. } | HeadCame::Refused { .. } => None,
        }
    }
}

#[derive(Serialize)]
struct Written<'a, T> {
    batch: u32,
    grader: &'a str,
    #[serde(flatten)]
    what: &'a T,
}

/// A batch's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The batch in `folder`, which need not be there yet.
    pub fn new(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps a result instead of the one before.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn keep(&self, kept: &Kept) -> Result<(), StoreError> {
        write(&self.path(&kept.entry.name), kept)
    }

    /// The result of a submission, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn result(&self, name: &str) -> Result<Option<Kept>, StoreError> {
        read(&self.path(name))
    }

    /// What is known of the result of a submission. A file that cannot be read is none: it will be written anew.
    pub fn head(&self, name: &str) -> Option<Head> {
        read(&self.path(name)).ok().flatten()
    }

    /// The files of all results, in the order of their names.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let folder = self.results();
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
            entries => entries.map_err(refused(&folder))?,
        };
        let mut files = vec![];
        for entry in entries {
            let path = entry.map_err(refused(&folder))?.path();
            let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
            if path.extension().is_some_and(|found| found == "json")
                && !path.file_name().is_some_and(hidden)
            {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// The result in a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(&self, file: &Path) -> Result<Kept, StoreError> {
        let path = file.to_owned();
        read(file)?.ok_or(StoreError::Damaged { path })
    }

    /// What is known of the result in a file, if it can be read.
    pub fn head_of(&self, file: &Path) -> Option<Head> {
        read(file).ok().flatten()
    }

    /// The folder of the results.
    pub fn results(&self) -> PathBuf {
        self.folder.join(RESULTS)
    }

    /// The file of the result of a submission.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.results().join(file_name(name) + ".json")
    }
}

pub(super) fn write<T: Serialize>(path: &Path, what: &T) -> Result<(), StoreError> {
    let written = Written {
        batch: VERSION,
        grader: env!("CARGO_PKG_VERSION"),
        what,
    };
    let mut text = serde_json::to_vec(&written).expect("a result has nothing that JSON has not");
    text.push(b'\n');
    write_whole(path, &text, PRIVATE).map_err(refused(path))
}

pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, StoreError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(refused(path))?,
    };
    let mut text = vec![];
    file.take(MOST)
        .read_to_end(&mut text)
        .map_err(refused(path))?;
    let damaged = |_| StoreError::Damaged { path: path.into() };
    if !text.starts_with(format!("{{\"batch\":{VERSION},").as_bytes()) {
        return Err(StoreError::Damaged { path: path.into() });
    }
    serde_json::from_slice(&text).map(Some).map_err(damaged)
}

pub(super) fn refused(path: &Path) -> impl FnOnce(io::Error) -> StoreError + use<> {
    let path = path.to_owned();
    move |source| StoreError::Files { path, source }
}
