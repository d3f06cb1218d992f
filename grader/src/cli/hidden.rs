//! The exercise of a class: with the checks that the teacher adds to it, which students do not have.

use std::fs;
use std::path::{Path, PathBuf};

use super::class::ClassTrouble;
use super::{Library, Problem, system};
use crate::batch::{Batch, Hash, Head, Store};
use crate::explain::quoted;
use crate::i18n::{Arg, Catalog, args};
use crate::model::Exercise;
use crate::policy::Policy;
use crate::spec::Overlay;

/// `exercise` with the checks of the overlay that the batch's policy names, if it names one.
pub(super) fn added(
    exercise: Exercise,
    library: &dyn Library,
    store: &Store,
    policy: &Policy,
) -> Result<Exercise, Problem> {
    let Some(path) = path(store, policy) else {
        return Ok(exercise);
    };
    let source = source(&path)?;
    let overlay = Overlay {
        file: &path.display().to_string(),
        source: &source,
    };
    Ok(library.overlaid(&exercise.id, overlay)?)
}

/// A digest of the overlay that the batch's policy names, by what it says and not by how it is written; empty where it
/// names none.
pub(super) fn digest(store: &Store, policy: &Policy) -> Result<String, Problem> {
    let Some(path) = path(store, policy) else {
        return Ok(String::new());
    };
    let source = source(&path)?;
    let said = match source.parse::<toml::Table>().map(serde_json::to_value) {
        Ok(Ok(mut said)) => {
            said.sort_all_objects();
            said.to_string()
        }
        Ok(Err(_)) | Err(_) => source,
    };
    Ok(Hash::default().with(said).finish())
}

/// That results are of another overlay than the one that is there now, and what grades them anew; or that it is not there.
pub(super) fn outdated(
    store: &Store,
    policy: &Policy,
    batch: &Batch,
    heads: &[Head],
    catalog: &Catalog,
) -> Option<String> {
    if let Some(path) = path(store, policy)
        && let Err(error) = fs::read(&path)
    {
        let why = system::said(&error, catalog);
        let told = args!["file" => Arg::shown(path.display()), "why" => why];
        return Some(catalog.text("report-no-overlay", &told) + "\n");
    }
    let now = digest(store, policy).ok()?;
    let is_of_another =
        |head: &&Head| !head.gone && { head.overlay.as_ref() }.is_some_and(|one| *one != now);
    let count = heads.iter().filter(is_of_another).count();
    let command = format!(
        "grader batch {} {} --out {}",
        batch.exercise,
        catalog.plain("cli-value-class"),
        quoted(&store.folder().display().to_string())
    );
    let told = args!["count" => count, "command" => command];
    (count > 0).then(|| catalog.text("report-overlay", &told) + "\n")
}

fn path(store: &Store, policy: &Policy) -> Option<PathBuf> {
    let overlay = policy.overlay.as_ref()?;
    Some(store.folder().join(overlay))
}

fn source(path: &Path) -> Result<String, Problem> {
    Ok(fs::read_to_string(path).map_err(ClassTrouble::unreadable(path))?)
}
