//! The last run of each submission, kept for its student.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::{PRIVATE, RecordError, load, refused, save, write_whole};
use crate::model::Report;

/// So many submissions are remembered.
const SUBMISSIONS: usize = 64;

/// The last run of all checks, in a submission's folder.
const WHOLE: &str = "whole.json";

/// Where the last runs of all submissions are kept: a folder for each submission and exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    folder: PathBuf,
}

impl Last {
    /// Those in `folder`, which need not be there yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a run instead of the one before; a run of some checks alone takes no other's place in what is known of the whole.
    /// Of the submissions whose last run is longest ago, those too many are
    /// forgotten.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn keep(
        &self,
        submission: &Path,
        report: &Report,
        is_whole: bool,
    ) -> Result<(), RecordError> {
        let folder = self.place(&report.exercise, submission)?;
        save(&record(&folder), report)?;
        if is_whole {
            save(&folder.join(WHOLE), report)?;
        }
        self.forget(SUBMISSIONS);
        Ok(())
    }

    /// The last run of a submission.
    ///
    /// # Errors
    /// When there was none, or its record cannot be read.
    pub fn of(&self, exercise: &str, submission: &Path) -> Result<Report, RecordError> {
        load(&record(&self.place(exercise, submission)?))
    }

    /// The last run of all checks of a submission.
    ///
    /// # Errors
    /// When there was none, or its record cannot be read.
    pub fn whole(&self, exercise: &str, submission: &Path) -> Result<Report, RecordError> {
        load(&self.place(exercise, submission)?.join(WHOLE))
    }

    /// The exercise of a submission's last run, if it had one.
    ///
    /// # Errors
    /// When the folder is not there.
    pub fn exercise(&self, submission: &Path) -> Result<Option<String>, RecordError> {
        let ending = format!("-{}", name(submission)?);
        let newest = self.runs().into_iter().rev().find_map(|(_, folder)| {
            let name = folder.file_name()?.to_str()?;
            name.strip_suffix(&ending).map(str::to_owned)
        });
        Ok(newest)
    }

    /// How often this was called before for a check that failed in this way, since it last failed in another.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn hints_before(
        &self,
        exercise: &str,
        submission: &Path,
        check: &str,
        way: &str,
    ) -> Result<usize, RecordError> {
        let file = self.place(exercise, submission)?.join("hints.json");
        // A file that cannot be read counts for none: nothing but a number is lost.
        let known = fs::read(&file).unwrap_or_default();
        let mut given: BTreeMap<String, Given> = serde_json::from_slice(&known).unwrap_or_default();
        let before = match given.get(check) {
            Some(given) if given.way == way => given.hints,
            Some(_) | None => 0,
        };
        let now = Given {
            way: way.to_owned(),
            hints: before + 1,
        };
        given.insert(check.to_owned(), now);
        let text = serde_json::to_vec_pretty(&given).expect("numbers and texts are JSON");
        write_whole(&file, &text, PRIVATE).map_err(refused(&file))?;
        Ok(before)
    }

    /// The folder of a submission.
    fn place(&self, exercise: &str, submission: &Path) -> Result<PathBuf, RecordError> {
        let name = name(submission)?;
        Ok(self.folder.join(format!("{exercise}-{name}")))
    }

    /// The folders of all submissions, the one whose run is longest ago first.
    fn runs(&self) -> Vec<(SystemTime, PathBuf)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut runs: Vec<(SystemTime, PathBuf)> = entries
            .filter_map(|entry| {
                let written = fs::metadata(record(&entry.path())).ok()?.modified().ok()?;
                Some((written, entry.path()))
            })
            .collect();
        runs.sort();
        runs
    }

    /// Keeps the newest `most`. What another run removes or writes at the same time is its affair.
    fn forget(&self, most: usize) {
        let runs = self.runs();
        for (_, folder) in &runs[..runs.len().saturating_sub(most)] {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The same for a folder, whichever way it is named.
fn name(submission: &Path) -> Result<String, RecordError> {
    let whole = fs::canonicalize(submission).map_err(refused(submission))?;
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// The hints that were given on a check.
#[derive(Serialize, Deserialize)]
struct Given {
    /// The way in which it had failed.
    way: String,
    hints: usize,
}

fn record(folder: &Path) -> PathBuf {
    folder.join("record.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::sample;

    #[test]
    fn the_last_run_is_found_by_any_name_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let last = Last::new(folder.path().join("state"));
        let submission = folder.path().join("submission");
        fs::create_dir(&submission).unwrap();
        let report = sample::mixed();
        assert!(matches!(
            last.of(&report.exercise, &submission),
            Err(RecordError::NotThere(_))
        ));
        last.keep(&submission, &report, true).unwrap();
        let other = submission.join("../submission/.");
        assert_eq!(last.of(&report.exercise, &other).unwrap(), report);
        assert!(last.of("another", &submission).is_err());
        let exercise = last.exercise(&other).unwrap();
        assert_eq!(exercise.as_deref(), Some(report.exercise.as_str()));
        assert_eq!(last.exercise(folder.path()).unwrap(), None);
        // A run of some checks leaves what is known of the others.
        let mut part = report.clone();
        part.checks.truncate(1);
        last.keep(&submission, &part, false).unwrap();
        assert_eq!(last.of(&report.exercise, &other).unwrap(), part);
        assert_eq!(last.whole(&report.exercise, &other).unwrap(), report);
    }

    #[test]
    fn hints_are_counted_for_each_way_of_failing() {
        let folder = tempfile::tempdir().unwrap();
        let last = Last::new(folder.path().join("state"));
        let count = |check, way| last.hints_before("ex", folder.path(), check, way).unwrap();
        assert_eq!(count("a", "refused"), 0);
        assert_eq!(count("a", "refused"), 1);
        assert_eq!(count("b", "refused"), 0);
        assert_eq!(count("a", "no-answer"), 0);
        assert_eq!(count("a", "refused"), 0);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let last = Last::new(folder.path().to_owned());
        let report = sample::mixed();
        let submissions: Vec<PathBuf> = (0..4).map(|n| folder.path().join(n.to_string())).collect();
        for (age, submission) in (1..).zip(&submissions) {
            fs::create_dir(submission).unwrap();
            last.keep(submission, &report, false).unwrap();
            let written = record(&last.place(&report.exercise, submission).unwrap());
            let then = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(age);
            let file = fs::File::options().write(true).open(written).unwrap();
            file.set_modified(then).unwrap();
        }
        last.forget(2);
        let kept: Vec<bool> = submissions
            .iter()
            .map(|submission| last.of(&report.exercise, submission).is_ok())
            .collect();
        assert_eq!(kept, [false, false, true, true]);
    }
}
