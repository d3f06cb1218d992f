//! The exercise of a class: with the checks that the teacher adds to it, which students do not have.

use std::fs;

use super::class::ClassTrouble;
use super::{Library, Problem};
use crate::batch::Store;
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
    let Some(overlay) = &policy.overlay else {
        return Ok(exercise);
    };
    let path = store.folder().join(overlay);
    let source = fs::read_to_string(&path).map_err(ClassTrouble::unreadable(&path))?;
    let overlay = Overlay {
        file: &path.display().to_string(),
        source: &source,
    };
    Ok(library.overlaid(&exercise.id, overlay)?)
}
