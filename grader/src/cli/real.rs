//! The stages of this program, behind what the command line asks of them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Library, Order, Settings, Stages, Trouble, interrupt};
use crate::catalogue::{self, Catalogue, CatalogueError};
use crate::event::Listener;
use crate::grade::{self, GradeError, Reference, Request};
use crate::machine::Scratch;
use crate::model::{Exercise, ExerciseId, Lang, Report};
use crate::submission::Environment;

impl Stages {
    /// The stages of this program.
    pub fn real(settings: &Settings) -> Self {
        let environment = settings.environment.clone();
        Self {
            library: Box::new(|folder| Ok(Box::new(open(folder)?))),
            grade: Box::new(move |order, listener| run(order, &environment, listener)),
        }
    }
}

fn open(folder: Option<&Path>) -> Result<Catalogue, CatalogueError> {
    folder.map_or_else(|| Ok(Catalogue::builtin()), Catalogue::folder)
}

impl Library for Catalogue {
    fn ids(&self) -> Vec<ExerciseId> {
        self.ids().to_vec()
    }

    fn exercise(&self, id: &str) -> Result<Exercise, Trouble> {
        Ok(self.exercise(id)?)
    }

    fn statement(&self, id: &str, lang: Lang) -> Result<String, Trouble> {
        Ok(self.statement(id, lang)?)
    }

    fn starter(&self, id: &str) -> Result<Vec<(PathBuf, Vec<u8>)>, Trouble> {
        Ok(self.starter(id)?)
    }
}

impl From<CatalogueError> for Trouble {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Wrong(problems) => Self::Drawn(problems.to_string()),
            error => Self::Theirs(whole(&error)),
        }
    }
}

fn run(order: &Order, environment: &Environment, listener: &Listener) -> Result<Report, Trouble> {
    let scratch = Arc::new(Scratch::new().map_err(|error| Trouble::Ours(whole(&error)))?);
    // An interrupted run leaves nothing behind.
    let swept = scratch.clone();
    let _hook = interrupt::register(move || swept.remove());
    let catalogue = open(order.asked.exercises.as_deref().map(Path::new))?;
    let reference = catalogue.reference(&order.exercise.id)?;
    let request = Request {
        exercise: &order.exercise,
        reference: match &reference {
            catalogue::Reference::Played => Reference::Played,
            catalogue::Reference::Folder(folder) => Reference::Folder(folder),
            catalogue::Reference::None => Reference::Missing,
        },
        folder: &order.submission,
        only: &order.only,
        seed: order.seed,
        isolation: order.isolation,
        jobs: order.jobs.map(usize::from),
        asked: order.asked.clone(),
        environment,
        scratch: &scratch,
    };
    grade::grade(&request, listener).map_err(|error| match &error {
        GradeError::Submission(wrong) if !wrong.is_of_the_host() => {
            Trouble::Theirs(with_help(whole(&error), wrong.help()))
        }
        GradeError::Submission(wrong) => Trouble::Ours(with_help(whole(&error), wrong.help())),
        GradeError::Build(wrong) => {
            Trouble::Ours(with_help(whole(&error), vec![wrong.help().to_owned()]))
        }
        GradeError::Reference(_) => Trouble::Theirs(whole(&error)),
        GradeError::Machine(_) | GradeError::Host(_) => Trouble::Ours(whole(&error)),
    })
}

/// An error and what caused it, a line each.
fn whole(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(&format!("\n  caused by: {cause_text}"));
        }
        source = cause.source();
    }
    text
}

fn with_help(text: String, help: Vec<String>) -> String {
    help.into_iter()
        .fold(text, |text, line| format!("{text}\n  = {line}"))
}
