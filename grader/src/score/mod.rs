//! From verdicts to a mark. Pure.

use crate::model::{CheckReport, Exercise, Group, Mark, Outcome};

/// The mark that the checks give: scale × earned / total, rounded down to a hundredth, at most the scale. Bonus points
/// count as earned and not as total. Checks that were left out (`asked` is not the whole exercise) or are inconclusive make
/// it provisional; left-out checks count as neither earned nor total.
pub fn mark(exercise: &Exercise, checks: &[CheckReport]) -> Mark {
    let earned: u32 = checks.iter().map(|check| check.points).sum();
    let points: u32 = checks
        .iter()
        .filter(|check| check.group != Group::Bonus)
        .map(|check| check.of)
        .sum();
    let full = u64::from(exercise.scale) * 100;
    let hundredths = match points {
        0 => 0,
        points => (full * u64::from(earned) / u64::from(points)).min(full),
    };
    Mark {
        hundredths: u32::try_from(hundredths).unwrap_or(u32::MAX),
        out_of: exercise.scale,
        earned,
        points,
        provisional: checks.len() < exercise.checks.len()
            || checks
                .iter()
                .any(|check| matches!(check.outcome, Outcome::Inconclusive(_))),
    }
}
