//! A batch as a whole: what is known of it, and what it was given besides its submissions. That belongs to its results: a
//! run that goes on reads names and times as the one before did.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::digest::Hash;
use super::find::Found;
use super::store::{Head, Store, StoreError, read, refused, write};
use crate::model::{ExerciseId, Mark, Student, Without};
use crate::record::{PRIVATE, write_whole};

/// The file of the batch, and the roster as it was read last, in the batch's folder.
const BATCH: &str = "batch.json";
const ROSTER: &str = "roster.csv";

/// A batch as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The exercise.
    pub exercise: ExerciseId,
    /// The seed of all its gradings, in hexadecimal.
    pub seed: String,
    /// What only this folder knows, for names that nobody is to find.
    pub secret: String,
    /// Students who have handed in nothing.
    pub without: Vec<Without>,
    /// The pattern by which names are read, if one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<String>,
    /// The folder of exercises, if one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercises: Option<PathBuf>,
    /// All submissions of the class, whatever share or choice of them was graded; older batches have none.
    #[serde(default)]
    pub submissions: Vec<Submission>,
    /// A digest of what the exercise asked when it was graded last; older batches have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The same of the exercise by itself, without the checks that an overlay adds; older batches have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_version: Option<String>,
    /// What the submission of each of the teacher's changes had earned when a run first found the change, by a digest of
    /// what it says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<String, Option<Mark>>,
    /// A digest of the roster that a run has put into the folder, empty where none has; older batches do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// A digest of the roster that the last run went by, empty where it had none; older batches do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub went_by: Option<String>,
    /// Whether the last run has not come to its end: a result may be of what was handed in before it.
    #[serde(default)]
    pub is_open: bool,
}

/// A submission of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Submission {
    /// Its name.
    pub name: String,
    /// Whose it is; older batches do not say it.
    pub students: Vec<Student>,
    /// Whether Canvas says in its name that it was late, by its own deadline; older batches do not say it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_late: bool,
}

/// How a submission is written: in older batches, as its name alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Name(String),
    Whole {
        name: String,
        students: Vec<Student>,
        #[serde(default)]
        is_late: bool,
    },
}

impl From<Written> for Submission {
    fn from(written: Written) -> Self {
        let (name, students, is_late) = match written {
            Written::Name(name) => (name, vec![], false),
            Written::Whole {
                name,
                students,
                is_late,
            } => (name, students, is_late),
        };
        Self {
            name,
            students,
            is_late,
        }
    }
}

impl From<&Found> for Submission {
    fn from(found: &Found) -> Self {
        Self {
            name: found.name.clone(),
            students: found.students.clone(),
            is_late: found.is_late,
        }
    }
}

impl Batch {
    /// Whether a run has put this roster into the folder. If not, it is the teacher's own.
    pub fn has_put(&self, roster: &[u8]) -> bool {
        let put = self.roster.as_ref();
        put.is_none_or(|put| *put == digest(Some(roster)))
    }

    /// Whether the last run went by this roster, as far as that is known.
    pub fn has_gone_by(&self, roster: Option<&[u8]>) -> bool {
        self.went_by.as_ref().is_none_or(|by| *by == digest(roster))
    }

    /// The submissions of the class that have no result yet, of those that can be read.
    pub fn pending(&self, heads: &[Head]) -> impl Iterator<Item = &Submission> {
        let known: BTreeSet<&str> = heads.iter().map(Head::name).collect();
        let all = self.submissions.iter();
        all.filter(move |one| !known.contains(one.name.as_str()))
    }

    /// How many of these results say what came of another version of the exercise.
    pub fn of_another_version(&self, heads: &[Head]) -> usize {
        let Some(version) = &self.version else {
            return 0;
        };
        let other = |head: &&Head| head.version.as_ref().is_some_and(|one| one != version);
        let graded = heads
            .iter()
            .filter(|head| !head.gone && head.mark().is_some());
        graded.filter(other).count()
    }
}

/// What is kept of the roster that a run goes by.
pub fn digest(roster: Option<&[u8]>) -> String {
    roster.map_or_else(String::new, |bytes| Hash::default().with(bytes).finish())
}

impl Store {
    /// What is known of the batch as a whole, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn batch(&self) -> Result<Option<Batch>, StoreError> {
        read(&self.folder().join(BATCH))
    }

    /// Keeps what is known of the batch as a whole.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn keep_batch(&self, batch: &Batch) -> Result<(), StoreError> {
        write(&self.folder().join(BATCH), batch)
    }

    /// The files of the batch as a whole, wherever they are there.
    pub fn own_files(&self) -> [PathBuf; 2] {
        [self.folder().join(BATCH), self.roster_file()]
    }

    /// Where the roster is kept.
    pub fn roster_file(&self) -> PathBuf {
        self.folder().join(ROSTER)
    }

    /// The roster that was read last, if there was one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn roster(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.roster_file();
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(refused(&path)),
        }
    }

    /// Keeps a roster instead of the one before.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn keep_roster(&self, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.roster_file();
        write_whole(&path, bytes, PRIVATE).map_err(refused(&path))
    }
}
