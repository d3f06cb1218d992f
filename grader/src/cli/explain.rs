//! `grader explain`: shows all that was seen of a check in the last run.

use std::path::Path;

use super::arguments::Explain;
use super::{Answer, ExitStatus, Problem, Settings, check};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Report};
use crate::record::{Last, RecordError};
use crate::report::{self, Look};

/// Shows the check as a page.
pub(super) fn run(
    explain: &Explain,
    catalog: &Catalog,
    settings: &Settings,
) -> Result<Answer, Problem> {
    let (_, report) = last(explain.exercise.as_deref(), &explain.dir, settings)?;
    let check = found(&report, &explain.check)?;
    let look = Look {
        width: settings.columns(),
        colour: check::colour(explain.color, settings),
        ascii: explain.ascii,
    };
    Ok(Answer {
        text: report::terminal::explained(&report, check, catalog, look),
        status: ExitStatus::Earned,
        warning: None,
    })
}

/// The last run of a submission, and where runs are remembered.
pub(super) fn last(
    exercise: Option<&str>,
    dir: &Path,
    settings: &Settings,
) -> Result<(Last, Report), Problem> {
    check::folder(dir)?;
    let none = || Problem::NoRun {
        folder: dir.to_owned(),
        exercise: exercise.map(str::to_owned),
    };
    let last = Last::new(settings.state.clone().ok_or_else(none)?);
    let asked = match exercise {
        Some(exercise) => exercise.to_owned(),
        None => last
            .exercise(dir)
            .map_err(Problem::Record)?
            .ok_or_else(none)?,
    };
    match last.of(&asked, dir) {
        Ok(report) => Ok((last, report)),
        Err(RecordError::NotThere(_)) => Err(none()),
        Err(error) => Err(Problem::Record(error)),
    }
}

/// The check of that name, if the run asked it.
pub(super) fn found<'a>(report: &'a Report, id: &str) -> Result<&'a CheckReport, Problem> {
    let mut checks = report.checks.iter();
    checks
        .find(|check| check.id == id)
        .ok_or_else(|| Problem::NotAsked {
            id: id.to_owned(),
            asked: report.checks.iter().map(|check| check.id.clone()).collect(),
        })
}
