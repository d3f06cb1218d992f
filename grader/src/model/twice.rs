//! A client whom two threads of a server read, where nobody reads another.

use std::collections::BTreeMap;

use super::{Awaited, Fact, Member, Trace, Waiting};

/// Threads of one process that wait for the same client's next message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTwice<'a> {
    /// Whom they read.
    pub of: &'a Member,
    /// How many they are.
    pub threads: usize,
    /// Who has said something that nobody reads, one at least.
    pub left: Vec<&'a Member>,
}

impl Trace {
    /// The client whom most threads of `server` read, two at least, where it has accepted another whom none does. Nothing, where
    /// a thread waits for something else: it could be the one that would read the other.
    #[must_use]
    pub fn read_twice(&self, server: &Member) -> Option<ReadTwice<'_>> {
        self.observations.iter().find_map(|seen| match &seen.what {
            Fact::Stuck {
                actor,
                threads,
                more: 0,
                queued,
                unread,
                ..
            } if actor == server && threads.iter().all(accepts_or_reads) => {
                let is_read = |one: &Member| {
                    let mut threads = threads.iter();
                    threads.any(|thread| thread.waits.reads().contains(one))
                };
                let is_left = |one: &&Member| !queued.contains(one) && !is_read(one);
                let left: Vec<&Member> = unread.iter().filter(is_left).collect();
                let (of, threads) = most_read(threads)?;
                (threads > 1 && !left.is_empty()).then_some(ReadTwice { of, threads, left })
            }
            _ => None,
        })
    }
}

/// Whether a thread waits for a message or for a client. What the first one does instead of that is no conversation.
fn accepts_or_reads(thread: &Waiting) -> bool {
    let is_first = (thread.process, thread.thread) == (1, 1);
    is_first || matches!(thread.waits, Awaited::Message { .. } | Awaited::Client)
}

/// Whom most threads of one process read, and how many.
fn most_read(threads: &[Waiting]) -> Option<(&Member, usize)> {
    let mut readers = BTreeMap::<(&Member, u32), usize>::new();
    for thread in threads {
        if let Awaited::Message { from, .. } = &thread.waits {
            *readers.entry((from, thread.process)).or_default() += 1;
        }
    }
    let most = readers.into_iter().max_by_key(|(_, count)| *count);
    most.map(|((from, _), count)| (from, count))
}
