//! The whole of a grading, as reporters show it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ActorName, Approach, Build, CheckId, ExerciseId, Group, Isolation, IsolationKind, LeftOut,
    Missing, Mistake, Outcome, RoleName, Text, Trace,
};

/// What was asked for on the command line, as far as it takes part in repeating a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The submission as it was named.
    pub submission: String,
    /// The folder of exercises, where it is not the built-in one.
    pub exercises: Option<String>,
    /// The kind of machine, where it was forced.
    pub isolation: Option<IsolationKind>,
    /// How often each check was to be played, where that is more than once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u16>,
}

/// The whole of a grading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The exercise.
    pub exercise: ExerciseId,
    /// Its title.
    pub title: Text,
    /// What was asked for.
    pub asked: Asked,
    /// Where programs ran.
    pub isolation: Isolation,
    /// The seed, in hexadecimal.
    pub seed: String,
    /// What of the submission was not looked at.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// How it was built.
    pub build: Build,
    /// What plays each role.
    pub roles: Vec<RoleReport>,
    /// Each check that was asked, in the order of the exercise.
    pub checks: Vec<CheckReport>,
    /// The mark.
    pub mark: Mark,
}

/// What plays a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoleReport {
    /// The role.
    pub role: RoleName,
    /// The program, as its student knows it.
    pub program: Option<String>,
    /// Why there is none.
    pub missing: Option<Missing>,
    /// How it takes its address, where that was found.
    pub approach: Option<Approach>,
}

/// A mark on the exercise's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The mark in hundredths, rounded down.
    pub hundredths: u32,
    /// The full mark.
    pub out_of: u32,
    /// Points earned, bonus among them.
    pub earned: u32,
    /// Points that could be earned without bonus.
    pub points: u32,
    /// Whether a check was inconclusive or left out, so that the mark may still change.
    pub provisional: bool,
}

/// What is said of one check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The check.
    pub id: CheckId,
    /// What it asks.
    pub title: Text,
    /// Where it stands in the exercise.
    pub group: Group,
    /// What it is worth.
    pub of: u32,
    /// What was earned.
    pub points: u32,
    /// Whether a teacher has added it, and students do not have it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Who took part.
    pub cast: BTreeMap<ActorName, Part>,
    /// What came out.
    pub outcome: Outcome,
    /// The usual mistake that is behind a failure, if one plainly is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistake: Option<Mistake>,
    /// What to think of, by the exercise's author.
    pub hint: Option<Text>,
    /// What was seen; a batch keeps nothing of what it saw of a check that was passed.
    pub evidence: Trace,
    /// How often it was played and with what outcomes, where that is more than once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// How long it took, in milliseconds; it takes no part in the verdict.
    pub milliseconds: u64,
    /// What it asked, as a digest, where that is known: the outcome counts for a check that asks the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

impl CheckReport {
    /// What it is called that was lost: the usual mistake behind it, else the kind of the verdict; nothing for a check
    /// that passed.
    pub fn named(&self) -> Option<String> {
        let mistake = self.mistake.map(Mistake::name);
        mistake.or_else(|| self.outcome.kind())
    }
}

/// What came of a check that was played several times. One failure is a failure, and what was seen is that one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How often it was played.
    pub of: u16,
    /// How often it failed.
    pub failed: u16,
    /// How often nobody could tell.
    pub inconclusive: u16,
}

/// The part that an actor had in a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The role that it played.
    pub role: RoleName,
    /// Who played it.
    pub by: Player,
}

/// Who played an actor, once that is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Player {
    /// The student's program.
    Submission,
    /// The reference's program.
    Reference,
    /// The check's steps.
    Script,
}
