//! What the command line asks of the stages behind it, so that commands can be tested without processes.

use std::path::{Path, PathBuf};

use crate::build::Prefetched;
use crate::catalogue::CatalogueError;
use crate::event::Listener;
use crate::grade::{GradeError, Order};
use crate::model::{
    Allowed, CheckId, Exercise, ExerciseId, Isolation, IsolationKind, Lang, Report,
};
use crate::spec::Overlay;
use crate::verify;

/// Opens the built-in exercises, or those of a folder.
pub type Open = dyn Fn(Option<&Path>) -> Result<Box<dyn Library>, Trouble> + Send + Sync;
/// Grades a submission, and tells what happens while it happens.
pub type Grade = dyn Fn(&Order, &Listener) -> Result<Report, Trouble> + Send + Sync;
/// Finds which machines this host gives, or makes sure that it gives those that are asked for.
pub type Probe = dyn Fn(Option<IsolationKind>) -> Result<Isolation, Trouble> + Send + Sync;
/// A digest of all that gradings of an exercise depend on besides the submission and the machines: the exercise, its
/// reference, this program, the host's tools. The folder of exercises is given where it is not the built-in one.
pub type Conditions = dyn Fn(&Exercise, Option<&Path>) -> Result<String, Trouble> + Send + Sync;

/// Fetches and builds crates beforehand, for machines of a kind.
pub type Prefetch =
    dyn Fn(&Allowed, Option<IsolationKind>, &Listener) -> Result<Prefetched, Trouble> + Send + Sync;

/// The stages.
pub struct Stages {
    /// Where exercises come from.
    pub library: Box<Open>,
    /// What grades.
    pub grade: Box<Grade>,
    /// What knows the machines.
    pub probe: Box<Probe>,
    /// What tells whether a grading would come out as an earlier one.
    pub conditions: Box<Conditions>,
    /// What fetches crates.
    pub prefetch: Box<Prefetch>,
}

/// A set of exercises.
pub trait Library {
    /// Their ids, in order.
    fn ids(&self) -> Vec<ExerciseId>;
    /// An exercise; its problems, drawn for its author, when its file is wrong.
    ///
    /// # Errors
    /// When the file is wrong or cannot be read.
    fn exercise(&self, id: &str) -> Result<Exercise, Trouble>;
    /// An exercise with the checks that an overlay adds to it.
    ///
    /// # Errors
    /// When a file is wrong or cannot be read.
    fn overlaid(&self, id: &str, overlay: Overlay<'_>) -> Result<Exercise, Trouble>;
    /// What its students read.
    ///
    /// # Errors
    /// When it cannot be read.
    fn statement(&self, id: &str, lang: Lang) -> Result<String, Trouble>;
    /// The files that its students begin with in a language, by their relative paths.
    ///
    /// # Errors
    /// When they cannot be read.
    fn starter(&self, id: &str, lang: Lang) -> Result<Vec<(PathBuf, Vec<u8>)>, Trouble>;
    /// The folder of submissions that show what its checks find, if there is one.
    ///
    /// # Errors
    /// When there is no such exercise.
    fn submissions(&self, id: &str) -> Result<Option<PathBuf>, Trouble>;
    /// A digest of its model solution.
    ///
    /// # Errors
    /// When there is no such exercise, or a file of the solution cannot be read.
    fn reference_digest(&self, id: &str) -> Result<String, Trouble>;
    /// Sees that its model solution is there, where one of its checks needs it: of all, or of some alone.
    ///
    /// # Errors
    /// When it is not.
    fn complete(&self, exercise: &Exercise, only: &[CheckId]) -> Result<(), Trouble>;
}

/// Why a stage could not do its work.
#[derive(Debug)]
pub enum Trouble {
    /// The exercises cannot be had.
    Exercises(CatalogueError),
    /// No grading took place.
    Grading(GradeError),
    /// It is not known what is expected of submissions; at least one thing is wrong.
    Submissions(Vec<verify::Wrong>),
    /// The grader itself failed; what its panic said.
    Panicked(String),
}

impl From<CatalogueError> for Trouble {
    fn from(error: CatalogueError) -> Self {
        Self::Exercises(error)
    }
}

impl From<GradeError> for Trouble {
    fn from(error: GradeError) -> Self {
        Self::Grading(error)
    }
}

impl From<Vec<verify::Wrong>> for Trouble {
    fn from(wrong: Vec<verify::Wrong>) -> Self {
        Self::Submissions(wrong)
    }
}
