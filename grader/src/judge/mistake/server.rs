//! What keeps a server from accepting.

use crate::judge::seen::Seen;
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

impl Seen<'_> {
    /// The mistake of a server that leaves `member` in its queue.
    pub(super) fn queued(&self, member: &Member) -> Option<Mistake> {
        self.leaves(|_, queued| queued.contains(member))
    }

    /// The mistake of a server that leaves others in the queue that `is` theirs.
    pub(super) fn leaves(&self, is: impl Fn(&Member, &[Member]) -> bool) -> Option<Mistake> {
        let threads = self.facts().find_map(|fact| match fact {
            Fact::Stuck {
                actor,
                threads,
                queued,
                ..
            } if is(actor, queued) => Some(threads),
            _ => None,
        })?;
        let first = threads.iter().find(is_first)?;
        match occupied(first) {
            // It waits for the end of several: it had accepted them all before.
            Some(Mistake::JoinedAtOnce) if threads.len() > 2 => Some(Mistake::NotAccepting),
            mistake => mistake.or(Some(Mistake::NotAccepting)),
        }
    }

    /// What keeps a server from accepting whom its queue has no room for.
    pub(super) fn busy(&self, by: &Member) -> Option<Mistake> {
        let threads = self.facts().find_map(|fact| match fact {
            Fact::Stuck { actor, threads, .. } if actor == by => Some(threads),
            _ => None,
        })?;
        threads.iter().find(is_first).and_then(occupied)
    }
}

/// Whether it is the thread with which its program began.
fn is_first(thread: &&Waiting) -> bool {
    (thread.process, thread.thread) == (1, 1)
}

/// What a server's first thread does instead of accepting.
fn occupied(first: &Waiting) -> Option<Mistake> {
    match first.waits {
        Awaited::Message { .. } => Some(Mistake::OneAtATime),
        Awaited::End { .. } => Some(Mistake::JoinedAtOnce),
        Awaited::Nothing => Some(Mistake::Spins),
        Awaited::Reader { .. } => Some(Mistake::BlockedByWriting),
        Awaited::Client
        | Awaited::Server
        | Awaited::Input
        | Awaited::Any { .. }
        | Awaited::Lock { .. }
        | Awaited::Channel
        | Awaited::Condition
        | Awaited::Thread
        | Awaited::Child
        | Awaited::Signal
        | Awaited::Time
        | Awaited::Other => None,
    }
}
