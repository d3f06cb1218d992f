//! What stands of an earlier run.

use super::find::Found;
use super::happened::From;
use super::schedule::Worker;
use super::store::{Head, Kept, StoreError};
use crate::model::{Came, Discarded};

/// What stands of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Results whose submission, exercise, grader, toolchain and seed are the same.
    Same,
    /// Results whose submission has the same files, whatever else is new; but for what was set aside, and what only a run can
    /// complete.
    SameFiles,
    /// As `Same`, but for those in which something could not be told.
    Told,
    /// Nothing.
    Nothing,
}

impl Worker<'_, '_> {
    /// Whether a submission has a result that stands. Whose it is, and what was in its archive besides, may be told anew.
    pub(super) fn stands(
        &self,
        found: &Found,
        digest: Option<&str>,
        left_out: &[Discarded],
    ) -> Result<bool, StoreError> {
        let Some(head) = self.work.store.head(&found.name) else {
            return Ok(false);
        };
        let same_files = head.digest.is_some() && head.digest.as_deref() == digest;
        let same = same_files && head.conditions == self.work.conditions;
        let stands = match self.work.standing {
            Standing::Same => same && head.set_aside().is_none(),
            Standing::SameFiles => same_files && head.set_aside().is_none() && !head.needs_run(),
            Standing::Told => same && !head.is_inconclusive(),
            Standing::Nothing => false,
        };
        if !stands {
            return Ok(false);
        }
        self.renew(found, &head, left_out)?;
        self.ended(&head, left_out, From::Earlier, false);
        Ok(true)
    }

    /// Tells anew, in a result that stays, whose the submission is, and what was in its archive besides.
    pub(super) fn renew(
        &self,
        found: &Found,
        head: &Head,
        left_out: &[Discarded],
    ) -> Result<(), StoreError> {
        let same = head.is_of(&found.students, found.submitted.as_ref(), left_out) && !head.gone;
        if !same && let Some(mut kept) = self.work.store.result(&found.name)? {
            kept.entry.students.clone_from(&found.students);
            kept.entry.submitted.clone_from(&found.submitted);
            kept.entry.left_out = left_out.to_vec();
            kept.gone = false;
            self.work.store.keep(&kept)?;
        }
        Ok(())
    }

    /// The result of the same files from before that tells all, where this one does not.
    pub(super) fn tells_all(&self, head: &Head) -> Option<Head> {
        if head.digest.is_none() || !head.is_inconclusive() {
            return None;
        }
        let before = self.work.store.head(head.name())?;
        (before.digest == head.digest && !before.is_inconclusive()).then_some(before)
    }

    /// Whether other files than before are there, and the roster says the time of those.
    pub(super) fn is_untimed(&self, kept: &Kept) -> bool {
        let Some(before) = self.work.store.head(&kept.entry.name) else {
            return false;
        };
        let is_told =
            before.set_aside().is_none() && !matches!(kept.entry.came, Came::SetAside { .. });
        let time = kept.entry.submitted.as_deref();
        is_told && before.digest != kept.digest && time.is_some() && before.submitted() == time
    }

    /// Whether an earlier run has come to the same.
    pub(super) fn is_kept(&self, kept: &Kept) -> bool {
        let earlier = self.work.store.result(&kept.entry.name);
        matches!(kept.entry.came, Came::Refused { .. })
            && matches!(earlier, Ok(Some(earlier)) if earlier == *kept)
    }
}
