//! Threads that hold up one another, or turn for ever.

use crate::judge::seen::Seen;
use crate::model::{Awaited, Mistake};

impl Seen<'_> {
    /// Threads wait for locks that are never given back, or that a thread holds while it reads.
    pub(super) fn locked(&self) -> Option<Mistake> {
        let held = || self.locked_behind(1).then_some(Mistake::BehindLock);
        self.deadlock().or_else(held)
    }

    pub(super) fn deadlock(&self) -> Option<Mistake> {
        self.locked_behind(0).then_some(Mistake::Deadlock)
    }

    /// A thread runs, where there is nothing left to do but wait.
    pub(super) fn spins(&self) -> Option<Mistake> {
        let mut waiting = self.waiting();
        waiting
            .any(|thread| thread.waits == Awaited::Nothing)
            .then_some(Mistake::Spins)
    }
}
