//! What a teacher decides about the marks of a class, as data: `batch.toml` says how marks come of what was earned,
//! `changes.toml` which the teacher has given instead.
//!
//! Pure: what was earned stays as it was, and every step from it to the mark that counts is told.

mod apply;
mod late;
mod read;
mod settle;
mod table;
#[cfg(test)]
mod tests;
mod wrong;

pub use late::Zone;
pub use read::{changes, policy, written_for};
pub use settle::{Astray, Class, Place, Stray, Whose, settle};
pub use wrong::{Problem, Problems, Should, Wrong};

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

/// The full mark where no exercise says one: nothing was graded.
pub const SCALE: u32 = 20;

/// How marks come of what was earned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    /// The exercise's full mark.
    pub full: u32,
    /// The full mark, where it is not the exercise's.
    pub scale: Option<u32>,
    /// What marks are multiples of, in hundredths, and which one is taken.
    pub rounding: Option<Rounding>,
    /// The highest mark, in hundredths.
    pub cap: Option<u32>,
    /// The deadline.
    pub late: Option<Late>,
    /// Extra seconds, by a student's name, id or address, or by the submission; by this alone once it is settled.
    pub extra: BTreeMap<String, u64>,
    /// The file of the checks that are added to the exercise: below the folder of `batch.toml`, or from the root.
    pub overlay: Option<PathBuf>,
}

/// How marks are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// In hundredths.
    pub step: u32,
    /// Which way.
    pub way: Way,
}

/// A step of which the full mark, or the cap below it, is no multiple: no work has that mark. All in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    /// The step.
    pub step: u32,
    /// That mark.
    pub most: u32,
    /// The highest one that there is.
    pub highest: u32,
}

/// Which multiple is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The one below.
    Down,
    /// The nearest one; of two, the one above.
    Nearest,
    /// The one above.
    Up,
}

/// A deadline, and what it costs to miss it.
#[derive(Debug, Clone, PartialEq)]
pub struct Late {
    /// When work had to be handed in.
    pub due: ZonedDateTime,
    /// The zone of times that do not say theirs.
    pub zone: TimeZone,
    /// So many seconds late is not late.
    pub grace: u64,
    /// What is taken for each `per` seconds that have begun, in hundredths of the scale that counts; once, where there
    /// is no `per`.
    pub penalty: u32,
    /// The seconds for which a penalty is taken.
    pub per: Option<u64>,
    /// No more than this is taken, in hundredths.
    pub most: Option<u32>,
}

/// What a teacher has given instead of what came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The submission, or one of its students by name, id or address; the submission once it is settled.
    pub of: String,
    /// All that it says, as it was written: what tells it from one that is said anew.
    pub said: String,
    /// Where `of` stands, in bytes of the file.
    pub place: Range<usize>,
    /// The mark that counts, in hundredths, and no rule is applied to it.
    pub mark: Option<u32>,
    /// The full mark that its teacher had in mind: on another scale, the mark counts for nothing.
    pub out_of: u32,
    /// What the students are told.
    pub comment: Option<String>,
    /// Why.
    pub reason: String,
}
