//! `grader show`: what an exercise asks, and what each check is worth.

use std::path::Path;

use super::arguments::Show;
use super::{Answer, ExitStatus, Library, Problem, Settings, Stages};
use crate::explain::quoted;
use crate::i18n::{Catalog, args};
use crate::model::Exercise;
use crate::report::{self, Look};

/// The statement, then the table of checks.
pub(super) fn run(
    show: &Show,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
) -> Result<Answer, Problem> {
    let library = (stages.library)(show.exercises.as_deref())?;
    let exercise = exercise(&*library, &show.exercise)?;
    let statement = library.statement(&exercise.id, catalog.lang())?;
    let look = Look {
        width: settings.columns(),
        colour: false,
        ascii: false,
    };
    let table = report::table::render(&exercise, catalog, look);
    let next = catalog.text("show-next", &args!["id" => &exercise.id]);
    Ok(Answer {
        text: format!("{}\n\n{table}\n{next}\n", statement.trim_end()),
        status: ExitStatus::Earned,
        warning: None,
    })
}

/// The exercise `id` of a command that goes on with a folder. Where a folder stands in its place, `command` says what to
/// type of an exercise and that folder.
pub(super) fn exercise_first(
    library: &dyn Library,
    id: &str,
    next: &Path,
    command: impl Fn(&str, &str) -> String,
) -> Result<Exercise, Problem> {
    let found = exercise(library, id);
    let Err(Problem::NoSuchExercise { id, known }) = found else {
        return found;
    };
    let turned = known.iter().find(|known| Path::new(known) == next);
    match turned.or(known.first().filter(|_| Path::new(&id).is_dir())) {
        None => Err(Problem::NoSuchExercise { id, known }),
        Some(exercise) => Err(Problem::Misplaced {
            command: command(&quoted(exercise), &quoted(&id)),
            word: id,
            why: "exercise-first",
            known: if turned.is_some() { vec![] } else { known },
        }),
    }
}

/// The exercise `id`, or the names that there are.
pub(super) fn exercise(library: &dyn Library, id: &str) -> Result<Exercise, Problem> {
    let known = library.ids();
    if known.iter().any(|one| one == id) {
        Ok(library.exercise(id)?)
    } else {
        Err(Problem::NoSuchExercise {
            id: id.to_owned(),
            known,
        })
    }
}
