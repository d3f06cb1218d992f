//! `grader check`: grades a submission and shows the report.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::{Check, Colour};
use super::publish::{self, Publication};
use super::{
    Answer, ExitStatus, Problem, Say, Settings, Stages, interrupt, records, show, trouble,
};
use crate::grade::{Graded, Order};
use crate::i18n::Catalog;
use crate::model::{Asked, Exercise};
use crate::record::Last;
use crate::report::ungraded::Ungraded;
use crate::report::{Format, Look, live};

/// Grades, with a live display on standard error meanwhile. The page is said before the files are written: what took
/// long is not lost when a file cannot be.
pub(super) fn run(
    check: &Check,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
    say: &mut Say<'_>,
) -> Result<Answer, Problem> {
    let library = (stages.library)(check.exercises.as_deref())?;
    let exercise = show::exercise_first(
        &*library,
        &check.exercise,
        &check.dir,
        |exercise, folder| format!("grader check {exercise} {folder}"),
    )?;
    marked(check)?;
    known_checks(&exercise, &check.only)?;
    library.complete(&exercise, &check.only)?;
    reachable(check.min_mark, exercise.scale)?;
    delivered(check, settings)?;
    publish::writable(&check.report)?;
    folder(&check.dir)?;
    let look = Look {
        width: settings.columns(),
        colour: colour(check.color, settings),
        ascii: check.ascii || settings.ascii,
    };
    let publication = Publication::new(check, catalog, settings, look)?;
    let order = order(check, exercise);

    let shown = settings.stderr_is_terminal && !check.quiet;
    let live = live::Live::new(catalog.lang(), shown, look.ascii);
    let cleared = live.clone();
    let quiet = check.quiet;
    let hook = interrupt::register(move || {
        cleared.finish();
        if !quiet {
            // Whoever has closed the stream does not read it either.
            let _ = io::stderr().write_all(cleared.so_far(look).as_bytes());
        }
    });
    let graded = (stages.grade)(&order, &live.listener());
    live.finish();
    drop(hook);
    let report = match graded {
        Ok(report) => report,
        Err(trouble) => {
            let status = trouble::status(&trouble);
            let ungraded = Ungraded {
                exercise: &order.exercise.id,
                title: &order.exercise.title,
                points: order.exercise.checks.iter().map(|check| check.points).sum(),
                why: &trouble::text(&trouble, catalog),
                is_its_own: status == ExitStatus::Usage,
            };
            say(&publication.refuse(&ungraded)?)?;
            return Err(trouble.into());
        }
    };
    let last = settings.state.clone().map(Last::new);
    let is_whole = report.checks.len() == order.exercise.checks.len();
    let kept = last.map(|last| last.keep(&check.dir, &report, is_whole));

    let is_kept = matches!(kept, Some(Ok(())));
    say(&publication.printed(&report, is_kept))?;
    publication.write(&report)?;
    Ok(Answer {
        text: String::new(),
        status: ExitStatus::of(&report, check.min_mark),
        warning: kept
            .and_then(Result::err)
            .map(|error| records::not_kept(&error, catalog)),
    })
}

fn known_checks(exercise: &Exercise, only: &[String]) -> Result<(), Problem> {
    match only.iter().find(|id| exercise.check(id).is_none()) {
        None => Ok(()),
        Some(id) => Err(Problem::no_such_check(id, exercise)),
    }
}

/// Refuses a mark that no submission can reach: a gate that never opens is a mistake.
fn reachable(min_mark: Option<u32>, scale: u32) -> Result<(), Problem> {
    match min_mark {
        Some(asked) if asked > scale * 100 => Err(Problem::MarkTooHigh { asked, scale }),
        Some(_) | None => Ok(()),
    }
}

/// Refuses to ask some checks alone for whoever takes a mark: what is left out would count for nothing, or for all.
fn marked(check: &Check) -> Result<(), Problem> {
    let part = match (check.only.is_empty(), check.first_failure) {
        (false, _) => "--only",
        (true, true) => "--first-failure",
        (true, false) => return Ok(()),
    };
    let takes = match formats(check).find(|format| format.is_a_mark()) {
        Some(format) => format.name().to_owned(),
        None if check.min_mark.is_some() => "--min-mark".to_owned(),
        None => return Ok(()),
    };
    Err(Problem::NoWholeMark { part, takes })
}

/// Refuses to make a result that its collector would refuse.
fn delivered(check: &Check, settings: &Settings) -> Result<(), Problem> {
    let asked = formats(check).any(|format| format == Format::Classroom50);
    match &settings.delivery {
        Err(missing) if asked => Err(Problem::NoDelivery {
            missing: missing.clone(),
        }),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The forms of report that are asked for.
fn formats(check: &Check) -> impl Iterator<Item = Format> {
    let files = check.report.iter().map(|report| report.format);
    files.chain(check.format)
}

/// Refuses what is no folder.
pub(super) fn folder(dir: &Path) -> Result<(), Problem> {
    if dir.is_dir() {
        Ok(())
    } else if dir.exists() {
        Err(Problem::NotAFolder(dir.to_owned()))
    } else {
        Err(Problem::NoSuchFolder(dir.to_owned()))
    }
}

fn order(check: &Check, exercise: Exercise) -> Order {
    let exercises = check.exercises.as_ref();
    let asked = Asked {
        submission: check.dir.display().to_string(),
        exercises: exercises.map(|dir| dir.display().to_string()),
        isolation: check.isolation.map(Into::into),
        repeat: check.repeat,
    };
    Order {
        seed: check.seed,
        only: check.only.clone(),
        first_failure: check.first_failure,
        jobs: check.jobs,
        rest: !check.no_rest,
        rebuild: check.rebuild,
        ..Order::new(exercise, Graded::Folder(check.dir.clone()), asked)
    }
}

/// Whether the page is in colour.
pub(super) fn colour(asked: Colour, settings: &Settings) -> bool {
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => settings.colour.unwrap_or(settings.stdout_is_terminal),
    }
}
