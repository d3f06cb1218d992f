//! The last run of each submission, kept for its student.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{RecordError, load, refused, save};
use crate::model::Report;

/// So many submissions are remembered.
const SUBMISSIONS: usize = 64;

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

    /// Keeps a run instead of the one before. Of the submissions whose last run is longest ago, those too many are
    /// forgotten.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn keep(&self, submission: &Path, report: &Report) -> Result<(), RecordError> {
        let folder = self.place(&report.exercise, submission)?;
        save(&record(&folder), report)?;
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

    /// The folder of a submission, whichever way it is named.
    fn place(&self, exercise: &str, submission: &Path) -> Result<PathBuf, RecordError> {
        let whole = fs::canonicalize(submission).map_err(refused(submission))?;
        let mut hasher = DefaultHasher::new();
        whole.hash(&mut hasher);
        let name = format!("{exercise}-{:016x}", hasher.finish());
        Ok(self.folder.join(name))
    }

    /// Keeps the newest `most`. What another run removes or writes at the same time is its affair.
    fn forget(&self, most: usize) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut runs: Vec<(SystemTime, PathBuf)> = entries
            .filter_map(|entry| {
                let written = fs::metadata(record(&entry.path())).ok()?.modified().ok()?;
                Some((written, entry.path()))
            })
            .collect();
        runs.sort();
        for (_, folder) in &runs[..runs.len().saturating_sub(most)] {
            let _ = fs::remove_dir_all(folder);
        }
    }
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
        last.keep(&submission, &report).unwrap();
        let other = submission.join("../submission/.");
        assert_eq!(last.of(&report.exercise, &other).unwrap(), report);
        assert!(last.of("another", &submission).is_err());
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let last = Last::new(folder.path().to_owned());
        let report = sample::mixed();
        let submissions: Vec<PathBuf> = (0..4).map(|n| folder.path().join(n.to_string())).collect();
        for (age, submission) in (1..).zip(&submissions) {
            fs::create_dir(submission).unwrap();
            last.keep(submission, &report).unwrap();
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
