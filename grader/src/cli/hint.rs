//! `grader hint`: one more hint on a check of the last run, each time it is asked for one.

use super::arguments::Hint;
use super::explain::{Run, Wanted};
use super::{Answer, Problem, Settings, Stages};
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Failure, Missing, Outcome, Report};
use crate::report::{self, Look};

/// Says what went wrong, and gives one more hint than the last time, behind those that were given; all, once there are no more.
pub(super) fn run(
    hint: &Hint,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
) -> Result<Answer, Problem> {
    let wanted = Wanted {
        command: "hint",
        check: &hint.check,
        exercise: hint.exercise.as_deref(),
        dir: &hint.dir,
    };
    let Run {
        last,
        report,
        is_older,
    } = wanted.run(settings, stages)?;
    let asked = wanted.check(&report, stages)?;
    // What was not judged is helped by what helps the check that it needs.
    let check = explain::behind(&report, asked);
    let look = Look {
        width: settings.columns(),
        colour: false,
        ascii: false,
    };
    let Some(explanation) = explain::explain(&report, check, catalog) else {
        return Ok(Answer::done(catalog.plain("hint-none") + "\n"));
    };
    let mut told = vec![explanation.cause];
    if is_older {
        told.insert(0, catalog.plain("seen-before"));
    }
    if check.id != asked.id {
        let needs = args!["check" => &asked.id, "needs" => &check.id];
        told.insert(0, catalog.text("hint-needs", &needs));
    }
    let steps = &explanation.steps;
    let Some(most) = steps.len().checked_sub(1) else {
        return Ok(Answer::done(report::hint::render(&told, &[], look)));
    };
    let way = check.named().unwrap_or_default();
    let before = last
        .hints_before(&report.exercise, &hint.dir, &check.id, &way)
        .map_err(Problem::Record)?;
    let given = before.min(most);
    let hint = |(number, step)| {
        let number = args!["number" => number, "count" => steps.len()];
        (catalog.text("hint-number", &number), step)
    };
    let steps_given = steps[..=given].iter().map(String::as_str);
    let hints: Vec<(String, &str)> = (1..).zip(steps_given).map(hint).collect();
    let text = report::hint::render(&told, &hints, look);
    let next = next(&wanted, &report, check, given < most, catalog);
    Ok(Answer::done(format!("{text}{next}\n")))
}

/// What to type next.
fn next(
    wanted: &Wanted<'_>,
    report: &Report,
    check: &CheckReport,
    more: bool,
    catalog: &Catalog,
) -> String {
    let say = |id: &str, command: String| format!("{}\n  {command}", catalog.plain(id));
    let again = || explain::check_again(report, &check.id);
    match &check.outcome {
        Outcome::Failed(Failure::NoProgram { missing, .. }) => {
            let builds = matches!(
                missing,
                Missing::DidNotBuild { .. } | Missing::NotMade { .. }
            );
            match explain::build_again(report).filter(|_| builds) {
                Some(build) => say("next-build", build),
                None => say("next-failed", again()),
            }
        }
        Outcome::Inconclusive(_) => say("next-inconclusive", again()),
        Outcome::Passed | Outcome::Skipped { .. } | Outcome::Failed(_) => {
            let words = |command| wanted.words(command, &check.id, &report.exercise);
            let seen = args!["command" => words("explain")];
            if more {
                let one_more = args!["command" => words("hint")];
                let seen = catalog.text("hint-seen", &seen);
                format!("{seen}\n{}", catalog.text("hint-next", &one_more))
            } else {
                catalog.text("hint-last", &seen)
            }
        }
    }
}
