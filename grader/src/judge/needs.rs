//! Whether a check can be asked, by what came of those that it needs.

use crate::model::{Check, Doubt, Outcome};

/// What comes of a check that cannot be asked: the first that it needs and that was not passed decides. `came` knows what
/// came of a check, if that was asked.
pub fn missing<'o>(check: &Check, came: &dyn Fn(&str) -> Option<&'o Outcome>) -> Option<Outcome> {
    check.needs.iter().find_map(|id| match came(id)? {
        Outcome::Passed => None,
        Outcome::Inconclusive(_) => Some(Outcome::Inconclusive(Doubt::NeedsUnknown {
            needs: id.clone(),
        })),
        Outcome::Failed(_) | Outcome::Skipped { .. } => {
            Some(Outcome::Skipped { needs: id.clone() })
        }
    })
}
