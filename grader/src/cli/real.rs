//! The stages of this program, behind what the command line asks of them.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use super::{Library, Settings, Stages, Trouble, interrupt};
use crate::batch::{self, Hash};
use crate::build::{self, Prefetched};
use crate::catalogue::{self, Catalogue, CatalogueError};
use crate::event::Listener;
use crate::grade::{self, GradeError, Order, Reference, Request};
use crate::machine::{self, Host, Scratch};
use crate::model::{
    Allowed, CheckId, Exercise, ExerciseId, Isolation, IsolationKind, Lang, Report,
};
use crate::spec::Overlay;
use crate::submission::{Environment, Tools};

impl Stages {
    /// The stages of this program.
    pub fn real(settings: &Settings) -> Self {
        let environment = settings.environment.clone();
        let (prefetching, tools) = (environment.clone(), environment.clone());
        Self {
            library: Box::new(|folder| Ok(Box::new(open(folder)?))),
            grade: Box::new(move |order, listener| run(order, &environment, listener)),
            probe: Box::new(probe),
            conditions: Box::new(move |exercise, folder| conditions(exercise, folder, &tools)),
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

    fn overlaid(&self, id: &str, overlay: Overlay<'_>) -> Result<Exercise, Trouble> {
        Ok(self.overlaid(id, overlay)?)
    }

    fn statement(&self, id: &str, lang: Lang) -> Result<String, Trouble> {
        Ok(self.statement(id, lang)?)
    }

    fn starter(&self, id: &str, lang: Lang) -> Result<Vec<(PathBuf, Vec<u8>)>, Trouble> {
        Ok(self.starter(id, lang)?)
    }

    fn submissions(&self, id: &str) -> Result<Option<PathBuf>, Trouble> {
        Ok(self.submissions(id)?)
    }

    fn reference_digest(&self, id: &str) -> Result<String, Trouble> {
        Ok(reference_digest(&self.reference(id)?)?)
    }

    fn complete(&self, exercise: &Exercise, only: &[CheckId]) -> Result<(), Trouble> {
        Ok(self.complete(exercise, only)?)
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
    let digest = reference_digest(&reference)?;
    let request = Request {
        order,
        reference: match &reference {
            catalogue::Reference::Played { .. } => Reference::Played,
            catalogue::Reference::Folder(folder) => Reference::Folder(folder),
            catalogue::Reference::None => Reference::Missing,
        },
        reference_digest: &digest,
        environment,
        scratch: &scratch,
    };
    Ok(grade::grade(&request, listener)?)
}

fn probe(forced: Option<IsolationKind>) -> Result<Isolation, Trouble> {
    let scratch = Scratch::new().map_err(GradeError::Machine)?;
    let host = Host::probe(forced, &scratch).map_err(GradeError::Machine)?;
    Ok(host.isolation().clone())
}

/// A digest of the model solution: a copy of a built-in one is the same.
fn reference_digest(reference: &catalogue::Reference) -> Result<String, CatalogueError> {
    match reference {
        catalogue::Reference::Folder(folder) => {
            if let Some(digest) = catalogue::brought_along(folder)? {
                return Ok(digest.to_owned());
            }
            let digest = batch::digest(folder).map_err(unreadable(folder))?;
            Ok(digest.unwrap_or_default())
        }
        catalogue::Reference::Played { digest } => Ok((*digest).to_owned()),
        catalogue::Reference::None => Ok("none".to_owned()),
    }
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> CatalogueError + use<> {
    let path = path.to_owned();
    move |source| CatalogueError::Unreadable { path, source }
}

/// The tools that take part in grading, and what makes them say which they are.
const TOOLS: [(&str, &str); 3] = [("cargo", "-vV"), ("rustc", "-vV"), ("python3", "-VV")];

/// How long such a tool may take to answer.
const ANSWER: Duration = Duration::from_secs(30);

fn conditions(
    exercise: &Exercise,
    folder: Option<&Path>,
    environment: &Environment,
) -> Result<String, Trouble> {
    // Two exercises that are written alike ask alike.
    let mut hash = Hash::default().with(format!("{exercise:?}"));
    let program = Path::new("/proc/self/exe");
    let content = File::open(program).and_then(batch::content);
    hash = hash.with(content.map_err(unreadable(program))?);
    let reference = open(folder)?.reference(&exercise.id)?;
    hash = hash.with(reference_digest(&reference)?);
    for (tool, question) in TOOLS {
        let answer = environment.command(tool).and_then(|file| {
            let mut command = Command::new(file);
            machine::query(command.arg(question).current_dir("/"), ANSWER).ok()
        });
        hash = hash.with(answer.map_or_else(String::new, |answer| answer.stdout));
    }
    Ok(hash.finish())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::reference_digest;
    use crate::catalogue::{Catalogue, Reference};

    #[test]
    fn a_built_in_model_solution_is_known_by_its_source() {
        let catalogue = Catalogue::builtin();
        let digest = |id| reference_digest(&catalogue.reference(id).unwrap()).unwrap();
        let ids = catalogue.ids().iter();
        let digests: BTreeSet<String> = ids.map(|id| digest(id)).collect();
        assert_eq!(digests.len(), catalogue.ids().len());
    }

    #[test]
    fn a_copy_of_a_built_in_model_solution_is_the_same() {
        let catalogue = Catalogue::builtin();
        let id = &catalogue.ids()[0];
        let built_in = reference_digest(&catalogue.reference(id).unwrap()).unwrap();
        let place = tempfile::tempdir().unwrap();
        let copy = place.path();
        let programs = copy.join("src/bin");
        fs::create_dir_all(&programs).unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
        for file in fs::read_dir(source.join(id).join("src/bin")).unwrap() {
            let file = file.unwrap().path();
            fs::copy(&file, programs.join(file.file_name().unwrap())).unwrap();
        }
        let digest = || reference_digest(&Reference::Folder(copy.to_owned())).unwrap();
        for name in ["Cargo.toml", "Cargo.lock"] {
            fs::write(copy.join(name), "").unwrap();
            assert_eq!(digest(), built_in, "{name}");
        }
        // What has a part in the programs makes it another, and so does what is not in them any more.
        for name in ["build.rs", "src/lib.rs", "src/bin/more.rs"] {
            fs::write(copy.join(name), "").unwrap();
            assert_ne!(digest(), built_in, "{name}");
            fs::remove_file(copy.join(name)).unwrap();
        }
        assert_eq!(digest(), built_in);
        let one = fs::read_dir(&programs).unwrap().next().unwrap().unwrap();
        fs::write(one.path(), "fn main() {}").unwrap();
        assert_ne!(digest(), built_in);
    }
}
