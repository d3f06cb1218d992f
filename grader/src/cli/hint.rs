//! `grader hint`: one more hint on a check of the last run, each time it is asked for one.

use super::arguments::Hint;
use super::explain::{found, last};
use super::{Answer, ExitStatus, Problem, Settings};
use crate::explain::{self, quoted};
use crate::i18n::{Catalog, args};
use crate::report::{self, Look};

/// Gives the next hint; the last one again, once all were given.
pub(super) fn run(hint: &Hint, catalog: &Catalog, settings: &Settings) -> Result<Answer, Problem> {
    let (last, report) = last(hint.exercise.as_deref(), &hint.dir, settings)?;
    let check = found(&report, &hint.check)?;
    let steps = explain::steps(&report, check, catalog);
    if steps.is_empty() {
        return Ok(answer(format!("{}\n", catalog.plain("hint-none"))));
    }
    let way = check.named().unwrap_or_default();
    let before = last
        .hints_before(&report.exercise, &hint.dir, &check.id, &way)
        .map_err(Problem::Record)?;
    let given = before.min(steps.len() - 1);
    let number = args!["number" => given + 1, "count" => steps.len()];
    let lead = catalog.text("hint-number", &number);
    let look = Look {
        width: settings.columns(),
        colour: false,
        ascii: false,
    };
    let text = report::hint::render(&lead, &steps[given], look);
    let dir = hint.dir.display().to_string();
    let words = format!(
        "{} {} {}",
        quoted(&check.id),
        quoted(&report.exercise),
        quoted(&dir)
    );
    let next = match given + 1 < steps.len() {
        true => catalog.text(
            "hint-next",
            &args!["command" => format!("grader hint {words}")],
        ),
        false => catalog.text(
            "hint-last",
            &args!["command" => format!("grader explain {words}")],
        ),
    };
    Ok(answer(format!("{text}{next}\n")))
}

fn answer(text: String) -> Answer {
    Answer {
        text,
        status: ExitStatus::Earned,
        warning: None,
    }
}
