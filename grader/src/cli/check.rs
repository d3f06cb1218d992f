//! `grader check`: grades a submission and shows the report.

use std::path::Path;

use super::arguments::{Check, Colour, Format};
use super::{Answer, ExitStatus, Order, Problem, Settings, Stages, interrupt, records, show};
use crate::grade::Graded;
use crate::i18n::Catalog;
use crate::model::{Asked, Exercise};
use crate::record::Last;
use crate::report::{self, Look, live};

/// Grades, with a live display on standard error meanwhile.
pub(super) fn run(
    check: &Check,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
) -> Result<Answer, Problem> {
    let library = (stages.library)(check.exercises.as_deref())?;
    let exercise = show::exercise(&*library, &check.exercise)?;
    known_checks(&exercise, &check.only)?;
    folder(&check.dir)?;
    let order = order(check, exercise);

    let live = live::Live::new(catalog.lang(), settings.stderr_is_terminal, check.ascii);
    let cleared = live.clone();
    let hook = interrupt::register(move || cleared.finish());
    let graded = (stages.grade)(&order, &live.listener());
    live.finish();
    drop(hook);
    let report = graded?;
    let last = settings.state.clone().map(Last::new);
    let kept = last.map_or(Ok(()), |last| last.keep(&check.dir, &report));

    let colour = colour(check.color, settings);
    let look = Look {
        width: settings.columns(),
        colour,
        ascii: check.ascii,
    };
    Ok(Answer {
        text: match check.format {
            Format::Text => report::terminal::render(&report, catalog, look),
            Format::Json => report::json::render(&report, catalog),
        },
        status: ExitStatus::of(&report, check.min_mark),
        warning: kept.err().map(|error| records::not_kept(&error, catalog)),
    })
}

fn known_checks(exercise: &Exercise, only: &[String]) -> Result<(), Problem> {
    match only.iter().find(|id| exercise.check(id).is_none()) {
        None => Ok(()),
        Some(id) => Err(Problem::NoSuchCheck {
            id: id.clone(),
            exercise: exercise.id.clone(),
            known: exercise
                .checks
                .iter()
                .map(|check| check.id.clone())
                .collect(),
        }),
    }
}

fn folder(dir: &Path) -> Result<(), Problem> {
    if dir.is_dir() {
        Ok(())
    } else if dir.exists() {
        Err(Problem::NotAFolder(dir.to_owned()))
    } else {
        Err(Problem::NoSuchFolder(dir.to_owned()))
    }
}

fn order(check: &Check, exercise: Exercise) -> Order {
    Order {
        exercise,
        graded: Graded::Folder(check.dir.clone()),
        seed: check.seed,
        only: check.only.clone(),
        isolation: check.isolation.map(Into::into),
        jobs: check.jobs,
        pace: None,
        asked: Asked {
            submission: check.dir.display().to_string(),
            exercises: check
                .exercises
                .as_ref()
                .map(|dir| dir.display().to_string()),
            isolation: check.isolation.map(Into::into),
        },
    }
}

fn colour(asked: Colour, settings: &Settings) -> bool {
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => settings.colour.unwrap_or(settings.stdout_is_terminal),
    }
}
