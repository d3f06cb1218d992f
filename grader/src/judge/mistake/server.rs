//! What keeps a server from accepting.

use std::collections::BTreeSet;

use crate::judge::seen::Seen;
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

impl Seen<'_> {
    /// The mistake of a server that leaves `member` in its queue.
    pub(super) fn queued(&self, member: &Member) -> Option<Mistake> {
        self.leaves(|_, queued| queued.contains(member))
    }

    /// The mistake of a server that leaves others in the queue that `is` theirs.
    pub(super) fn leaves(&self, is: impl Fn(&Member, &[Member]) -> bool) -> Option<Mistake> {
        self.facts().find_map(|fact| match fact {
            Fact::Stuck {
                actor,
                threads,
                queued,
                full,
                polls,
                more,
                ..
            } if is(actor, queued) => {
                let first = threads.iter().find(is_first)?;
                let accepted_nobody = self.has_accepted_nobody(actor, queued);
                Some(match occupied(first) {
                    Some(Mistake::Spins) => Mistake::Spins,
                    _ if accepted_nobody && self.lost_thread(actor) => Mistake::ThreadDied,
                    _ if accepted_nobody => Mistake::NeverAccepts,
                    Some(Mistake::OneAtATime) | None if *polls && blocks_its_loop(threads) => {
                        Mistake::BlockedByReading
                    }
                    // Where there are others, one of them may have been told, and not have come back.
                    None if *more == 0 && threads.len() == 1 && is_told_once(first) => {
                        Mistake::AcceptsOnce
                    }
                    None if !full.is_empty() => Mistake::BlockedByWriting,
                    // It waits for the end of several: it had accepted them all before.
                    Some(Mistake::JoinedAtOnce) if threads.len() > 2 => Mistake::NotAccepting,
                    mistake => mistake.unwrap_or(Mistake::NotAccepting),
                })
            }
            _ => None,
        })
    }

    /// Whether all who have connected to a server are still in its queue.
    fn has_accepted_nobody(&self, server: &Member, queued: &[Member]) -> bool {
        let came = |fact: &&Fact| matches!(fact, Fact::Connected { to, .. } if to == server);
        let is_all_known = self.trace.left_out == 0 && !queued.is_empty();
        is_all_known && self.before().filter(came).count() == queued.len()
    }

    /// Whether one client is read by what would have to serve another: the only thread, or the last one that a loop over events or
    /// a runtime of tasks could go on with.
    pub(super) fn blocked_by_reading(&self) -> bool {
        self.facts().any(|fact| match fact {
            Fact::Stuck {
                threads,
                more: 0,
                polls,
                ..
            } => (*polls || threads.len() == 1) && blocks_its_loop(threads),
            _ => false,
        })
    }

    /// What keeps a server from accepting whom its queue has no room for.
    pub(super) fn busy(&self, by: &Member) -> Option<Mistake> {
        let threads = self.facts().find_map(|fact| match fact {
            Fact::Stuck { actor, threads, .. } if actor == by => Some(threads),
            _ => None,
        })?;
        threads.iter().find(is_first).and_then(occupied)
    }

    /// The processes that a server has made, one at least, all wait for clients of their own.
    pub(super) fn children_accept(&self, actor: &Member) -> Option<Mistake> {
        let accept = self.facts().any(|fact| match fact {
            Fact::Stuck {
                actor: stuck,
                threads,
                ..
            } => {
                let mut others = threads
                    .iter()
                    .filter(|thread| thread.process > 1)
                    .peekable();
                stuck == actor
                    && others.peek().is_some()
                    && others.all(|thread| thread.waits == Awaited::Client)
            }
            _ => false,
        });
        accept.then_some(Mistake::ChildAccepts)
    }

    /// A server had several processes while a client was there, and is left with the first, which has no client to wait for.
    pub(super) fn parent_keeps_copies(&self, actor: &Member) -> Option<Mistake> {
        let mut here: BTreeSet<&Member> = BTreeSet::new();
        let mut forks = false;
        for fact in self.before() {
            match fact {
                Fact::Connected { from, to } if to == actor => drop(here.insert(from)),
                Fact::Ended { from, to } | Fact::Reset { from, to } if to == actor => {
                    here.remove(from);
                }
                Fact::Used {
                    actor: who,
                    processes: Some(2..),
                    ..
                } => forks |= who == actor && !here.is_empty(),
                _ => {}
            }
        }
        let threads = self.threads(actor)?;
        let is_alone = threads.iter().all(|thread| thread.process == 1);
        let accepts = threads.iter().any(|thread| thread.waits == Awaited::Client);
        (forks && is_alone && accepts).then_some(Mistake::ParentKeepsCopy)
    }
}

/// Whether it is the thread with which its program began.
fn is_first(thread: &&Waiting) -> bool {
    (thread.process, thread.thread) == (1, 1)
}

/// Whether a thread of no runtime of tasks waits, while a connection waits of which it was told once.
fn is_told_once(thread: &Waiting) -> bool {
    matches!(thread.waits, Awaited::Any { once: true, .. }) && !thread.is_in_runtime()
}

/// Whether a thread reads what one client will say, and none waits for whatever comes first.
fn blocks_its_loop(threads: &[Waiting]) -> bool {
    let reads = |thread: &Waiting| matches!(thread.waits, Awaited::Message { .. });
    let loops = |thread: &Waiting| matches!(thread.waits, Awaited::Any { .. });
    threads.iter().any(reads) && !threads.iter().any(loops)
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
