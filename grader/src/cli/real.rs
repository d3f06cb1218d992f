//! The stages of this program, behind what the command line asks of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Library, Order, Settings, Stages, Trouble, interrupt};
use crate::build::{self, Prefetched};
use crate::catalogue::{self, Catalogue, CatalogueError};
use crate::event::Listener;
use crate::grade::{self, GradeError, Reference, Request};
use crate::machine::{Host, Scratch};
use crate::model::{Allowed, Exercise, ExerciseId, IsolationKind, Lang, Report};
use crate::submission::{Environment, Tools};

impl Stages {
    /// The stages of this program.
    pub fn real(settings: &Settings) -> Self {
        let environment = settings.environment.clone();
        let prefetching = environment.clone();
        Self {
            library: Box::new(|folder| Ok(Box::new(open(folder)?))),
            grade: Box::new(move |order, listener| run(order, &environment, listener)),
            prefetch: Box::new(move |allowed, isolation, listener| {
                prefetch(allowed, isolation, &prefetching, listener)
            }),
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

    fn submissions(&self, id: &str) -> Result<Option<PathBuf>, Trouble> {
        Ok(self.submissions(id)?)
    }
}

fn prefetch(
    allowed: &Allowed,
    isolation: Option<IsolationKind>,
    environment: &Environment,
    listener: &Listener,
) -> Result<Prefetched, Trouble> {
    let scratch = scratch()?;
    let swept = scratch.clone();
    let _hook = interrupt::register(move || swept.remove());
    let host = Host::probe(isolation, &scratch).map_err(GradeError::Machine)?;
    let tools = Tools::new(&host, &scratch, environment);
    let done = build::prefetch(allowed, &tools, &|event| listener(event));
    Ok(done.map_err(GradeError::Build)?)
}

fn scratch() -> Result<Arc<Scratch>, GradeError> {
    Ok(Arc::new(Scratch::new().map_err(GradeError::Machine)?))
}

fn run(order: &Order, environment: &Environment, listener: &Listener) -> Result<Report, Trouble> {
    let scratch = scratch()?;
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
        graded: &order.graded,
        only: &order.only,
        first_failure: order.first_failure,
        seed: order.seed,
        isolation: order.isolation,
        jobs: order.jobs.map(usize::from),
        rest: order.rest,
        asked: order.asked.clone(),
        environment,
        scratch: &scratch,
    };
    Ok(grade::grade(&request, listener)?)
}
