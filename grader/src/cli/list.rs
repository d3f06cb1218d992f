//! `grader list`: the exercises.

use unicode_width::UnicodeWidthStr;

use super::arguments::List;
use super::{Answer, ExitStatus, Problem, Stages};
use crate::i18n::{Catalog, args};

/// A line for each exercise: its name, its stars, its title.
pub(super) fn run(list: &List, catalog: &Catalog, stages: &Stages) -> Result<Answer, Problem> {
    let library = (stages.library)(list.exercises.as_deref())?;
    let ids = library.ids();
    let column = ids.iter().map(|id| id.width()).max().unwrap_or(0);
    let mut text = String::new();
    for id in &ids {
        let exercise = library.exercise(id)?;
        let stars = "*".repeat(exercise.stars.into());
        let title = exercise.title.get(catalog.lang());
        text += &format!("{id:column$}  {stars:<5}  {title}\n");
    }
    if let Some(id) = ids.first() {
        text += &format!("\n{}\n", catalog.text("list-next", &args!["id" => id]));
    }
    Ok(Answer {
        text,
        status: ExitStatus::Earned,
        warning: None,
    })
}
