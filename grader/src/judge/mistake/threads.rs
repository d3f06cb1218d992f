//! Threads that hold up one another, or turn for ever.

use crate::judge::seen::Seen;
use crate::model::{Awaited, Mistake, Waiting};

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

    /// A thread has ended by a panic or an exception, and others wait for others for ever.
    pub(super) fn waits_for_dead(&self) -> Option<Mistake> {
        let waits = |thread: &Waiting| {
            thread.thread > 1
                && matches!(
                    thread.waits,
                    Awaited::Thread | Awaited::Lock { .. } | Awaited::Condition | Awaited::Channel
                )
        };
        (self.rests() && !self.polls() && self.thread_died() && self.waiting().any(waits))
            .then_some(Mistake::WaitsForDead)
    }

    /// The same, where nobody is left who reads what could come.
    pub(super) fn all_wait_for_dead(&self) -> Option<Mistake> {
        let reads = |thread: &Waiting| match &thread.waits {
            Awaited::Message { .. } => true,
            Awaited::Any { from, .. } => !from.is_empty(),
            _ => false,
        };
        let is_read = self.waiting().any(reads);
        self.waits_for_dead().filter(|_| !is_read)
    }
}
