//! Whether an exercise proves itself: what each submission should lose, against what it lost.
//!
//! Pure, but for `cases`, which reads what is expected of submissions. Nothing is graded here, and nothing said.

mod cases;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CheckId, CheckReport, Exercise, Failure, LimitKind, Outcome, Report};

pub use cases::{Case, EXPECTATION, Wrong, cases};

/// What a submission loses; it passes every other check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    /// The checks that it fails.
    pub failed: BTreeSet<CheckId>,
    /// The checks that are not asked, because they need one of those.
    pub skipped: BTreeSet<CheckId>,
    /// The checks that it fails because a program reaches a limit, and which.
    pub limits: BTreeMap<CheckId, LimitKind>,
    /// What is behind failures: the name of the usual mistake, else of the kind.
    pub kinds: BTreeMap<CheckId, String>,
}

impl Losses {
    /// Whether it fails this check, for whatever reason.
    fn fails(&self, id: &CheckId) -> bool {
        self.failed.contains(id) || self.limits.contains_key(id)
    }
}

/// What is expected of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim<'a> {
    /// It passes every check, as the reference does.
    Everything,
    /// It earns no point, as what students begin with.
    Nothing,
    /// It loses this, and nothing else.
    Exactly(&'a Losses),
}

/// What is expected of a submission in one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected<'a> {
    /// To pass.
    Passed,
    /// To fail.
    Failed,
    /// To fail because a program reaches this limit.
    Limit(LimitKind),
    /// To fail in the way of that name.
    FailedBy(&'a str),
    /// Not to be asked.
    Skipped,
    /// To earn nothing, in whatever way.
    NoPoints,
}

/// A check that came out otherwise than expected, or that could not be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference<'a> {
    /// The check, as it came out.
    pub check: &'a CheckReport,
    /// What was expected.
    pub expected: Expected<'a>,
}

/// Whether something is as it should be; the last is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is.
    Holds,
    /// It cannot be told, and nobody is to blame.
    Unclear,
    /// It is not.
    Differs,
}

/// Where a report and what is expected of it differ.
pub fn differences<'a>(report: &'a Report, aim: Aim<'a>) -> Vec<Difference<'a>> {
    let compared = report.checks.iter().map(|check| Difference {
        check,
        expected: expected(&check.id, aim),
    });
    compared
        .filter(|one| !agrees(one.check, one.expected))
        .collect()
}

fn expected<'a>(id: &CheckId, aim: Aim<'a>) -> Expected<'a> {
    match aim {
        Aim::Everything => Expected::Passed,
        Aim::Nothing => Expected::NoPoints,
        Aim::Exactly(losses) if losses.failed.contains(id) => match losses.kinds.get(id) {
            Some(name) => Expected::FailedBy(name),
            None => Expected::Failed,
        },
        Aim::Exactly(losses) if losses.limits.contains_key(id) => {
            Expected::Limit(losses.limits[id])
        }
        Aim::Exactly(losses) if losses.skipped.contains(id) => Expected::Skipped,
        Aim::Exactly(_) => Expected::Passed,
    }
}

fn agrees(check: &CheckReport, expected: Expected<'_>) -> bool {
    match (&check.outcome, expected) {
        (Outcome::Failed(_), Expected::FailedBy(name)) => check.named().as_deref() == Some(name),
        (Outcome::Passed, Expected::Passed)
        | (Outcome::Failed(_), Expected::Failed | Expected::NoPoints)
        | (Outcome::Skipped { .. }, Expected::Skipped | Expected::NoPoints) => true,
        (Outcome::Failed(failure), Expected::Limit(wanted)) => {
            matches!(failure, Failure::Limit { limit, .. } if *limit == wanted)
        }
        (
            Outcome::Passed,
            Expected::Failed
            | Expected::FailedBy(_)
            | Expected::Limit(_)
            | Expected::Skipped
            | Expected::NoPoints,
        )
        | (Outcome::Failed(_), Expected::Passed | Expected::Skipped)
        | (
            Outcome::Skipped { .. },
            Expected::Passed | Expected::Failed | Expected::FailedBy(_) | Expected::Limit(_),
        )
        | (Outcome::Inconclusive(_), _) => false,
    }
}

/// What such differences come to: a check that could not be told contradicts nothing.
pub fn standing(differences: &[Difference<'_>]) -> Standing {
    let each = differences.iter().map(|one| match one.check.outcome {
        Outcome::Inconclusive(_) => Standing::Unclear,
        Outcome::Passed | Outcome::Failed(_) | Outcome::Skipped { .. } => Standing::Differs,
    });
    each.max().unwrap_or(Standing::Holds)
}

/// The checks that no submission should fail: if nobody does, nobody knows whether they can be failed.
pub fn never_failed<'a>(exercise: &'a Exercise, cases: &[Case]) -> Vec<&'a CheckId> {
    let ids = exercise.checks.iter().map(|check| &check.id);
    ids.filter(|id| !cases.iter().any(|case| case.losses.fails(id)))
        .collect()
}
