//! What a trace shows of a check that failed, as questions.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{
    Awaited, Exit, Fact, Member, Trace, Until, Waiting, tells_an_end, tells_of_a_write,
    tells_of_an_error, tells_of_an_exception, tells_of_an_unawaited_one, tells_of_number,
};

/// What a program printed.
struct Said<'a> {
    by: &'a Member,
    /// On its standard error.
    error: bool,
    bytes: Vec<u8>,
}

impl Said<'_> {
    fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}

/// What was said on one connection.
#[derive(Default)]
pub(super) struct Talk {
    pub asked: Vec<u8>,
    pub answered: Vec<u8>,
}

/// What was seen of a check that failed.
pub(super) struct Seen<'a> {
    pub trace: &'a Trace,
    pub yours: &'a dyn Fn(&str) -> bool,
}

impl<'a> Seen<'a> {
    pub fn facts(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.trace.observations.iter().map(|seen| &seen.what)
    }

    /// Until the failure: what comes later has nothing to do with it.
    pub fn before(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.facts()
            .take_while(|fact| !matches!(fact, Fact::Failed { .. }))
    }

    /// The bytes that went from one to another, in the parts in which they were seen.
    pub fn sent(&self, from: &Member, to: &Member) -> Vec<&'a [u8]> {
        let parts = self.before().filter_map(|fact| match fact {
            Fact::Sent {
                from: sender,
                to: receiver,
                bytes,
            } if (sender, receiver) == (from, to) => Some(bytes.as_slice()),
            _ => None,
        });
        parts.collect()
    }

    /// With whom a member talked.
    pub fn partners(&self, member: &Member) -> Vec<&'a Member> {
        let mut found: Vec<&Member> = Vec::new();
        for fact in self.before() {
            if let Fact::Connected { from, to } = fact {
                let other = match (from == member, to == member) {
                    (true, _) => to,
                    (_, true) => from,
                    (false, false) => continue,
                };
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found
    }

    /// The threads of the submission's programs that were stuck.
    pub fn waiting(&self) -> impl Iterator<Item = &'a Waiting> + use<'a> {
        self.facts()
            .filter_map(|fact| match fact {
                Fact::Stuck { threads, .. } => Some(threads),
                _ => None,
            })
            .flatten()
    }

    /// Whether one of the submission's programs has bytes for another than `at` which that one has no room for.
    pub fn is_full(&self, at: &Member) -> bool {
        self.facts().any(|fact| match fact {
            Fact::Stuck { full, .. } => full.iter().any(|member| member != at),
            _ => false,
        })
    }

    /// Whether bytes of `at` were left unread by whom it talked to.
    pub fn is_unread(&self, at: &Member) -> bool {
        self.facts().any(|fact| match fact {
            Fact::Stuck { unread, .. } => unread.contains(at),
            _ => false,
        })
    }

    /// Whether a program of the submission has a loop over events, or a runtime of tasks.
    pub fn polls(&self) -> bool {
        self.facts().any(|fact| match fact {
            Fact::Stuck { polls, .. } => *polls,
            _ => false,
        })
    }

    /// Whether nothing could happen any more.
    pub fn rests(&self) -> bool {
        self.facts().any(|fact| match fact {
            Fact::Waited { until, .. } => *until == Until::Rest,
            _ => false,
        })
    }

    /// Whether a thread of the submission has told of its end by a panic or an exception.
    pub fn thread_died(&self) -> bool {
        let facts: Vec<&Fact> = self.facts().collect();
        let said = self.said(&facts);
        said.iter()
            .any(|said| said.error && tells_an_end(&said.text()))
    }

    /// Whether a thread of this program has told of its end, and the program goes on.
    pub fn lost_thread(&self, of: &Member) -> bool {
        let facts: Vec<&Fact> = self.facts().collect();
        let has_ended = |fact: &&Fact| matches!(fact, Fact::Exited { actor, .. } if actor == of);
        let tells = |said: &Said| said.error && said.by == of && tells_an_end(&said.text());
        !facts.iter().any(has_ended) && self.said(&facts).iter().any(tells)
    }

    /// Whether threads of a program wait for a lock when nothing can happen any more, and none could give one back but as many
    /// `readers`, which wait for a message.
    pub fn locked_behind(&self, readers: usize) -> bool {
        let locked = |fact: &Fact| {
            // What threads that are not listed may do is not known.
            let Fact::Stuck {
                threads, more: 0, ..
            } = fact
            else {
                return false;
            };
            let is_lock = |thread: &Waiting| matches!(thread.waits, Awaited::Lock { .. });
            let (reading, others): (Vec<_>, Vec<_>) = threads
                .iter()
                .partition(|thread| matches!(thread.waits, Awaited::Message { .. }));
            reading.len() == readers
                && threads.iter().any(is_lock)
                && others
                    .into_iter()
                    .all(|thread| holds_for_good(&thread.waits))
        };
        self.rests() && self.facts().any(locked)
    }

    /// Whether a thread waits for something to read from `member`.
    pub fn reads_from(&self, member: &Member) -> bool {
        self.waiting()
            .any(|thread| thread.waits.reads().contains(member))
    }

    /// Whether the last line that a program of the submission has sent `to` is not ended.
    pub fn is_open(&self, from: &Member, to: &Member) -> bool {
        let sent = self.sent(from, to);
        let last = sent.last().and_then(|part| part.last());
        (self.yours)(&from.actor) && last.is_some_and(|byte| *byte != b'\n')
    }

    /// Whether a thread of the submission told of its end by a panic or an exception after `at` had last said something.
    pub fn thread_died_on(&self, at: &Member) -> bool {
        self.told_after(at, tells_an_end)
    }

    /// Whether a program of the submission told of an exception after `at` had last said something.
    pub fn raised_on(&self, at: &Member) -> bool {
        self.told_after(at, tells_of_an_exception)
    }

    /// Whether `peer` has ended since it was connected with `at`, or a program of the submission told of an error.
    pub fn failed_since(&self, at: &Member, peer: &Member) -> bool {
        let begins =
            |fact: &&Fact| matches!(fact, Fact::Connected { from, to } if from == at || to == at);
        let facts: Vec<&Fact> = self.facts().collect();
        let begun = facts.iter().rposition(begins).unwrap_or(0);
        let is_end = |fact: &&Fact| matches!(fact, Fact::Exited { actor, .. } if actor == peer);
        facts[begun..].iter().any(is_end) || self.told_since(Some(at), tells_of_an_error)
    }

    /// Whether what the submission's programs said on standard error after `at` had last said something `tells` of something.
    fn told_after(&self, at: &Member, tells: fn(&str) -> bool) -> bool {
        let begins = |fact: &&Fact| match fact {
            Fact::Connected { from, to } => from == at || to == at,
            Fact::Sent { from, .. } => from == at,
            _ => false,
        };
        let facts: Vec<&Fact> = self.facts().collect();
        let begun = facts.iter().rposition(begins).unwrap_or(0);
        let said = self.said(&facts[begun..]);
        said.iter().any(|said| said.error && tells(&said.text()))
    }

    /// Whether a program of the submission told that a descriptor of its own was closed, in all or since it was connected with
    /// `at`.
    pub fn used_closed(&self, since: Option<&Member>) -> bool {
        self.told_since(since, tells_of_a_closed_one)
    }

    /// Whether a program of the submission told, since it was connected with `at`, that a call would have had to wait.
    pub fn would_wait(&self, at: &Member) -> bool {
        self.told_since(Some(at), tells_of_a_wait)
    }

    /// Whether a program of the submission told that a connection takes nothing more of it.
    pub fn broke_a_pipe(&self, actor: &Member) -> bool {
        let facts: Vec<&Fact> = self.facts().collect();
        let said = self.said(&facts);
        said.iter()
            .any(|said| said.by == actor && tells_of_a_broken_pipe(&said.text()))
    }

    /// Whether a program of the submission told of a coroutine that it has made and never awaited.
    pub fn left_unawaited(&self, actor: &Member) -> bool {
        let facts: Vec<&Fact> = self.facts().collect();
        let said = self.said(&facts);
        said.iter()
            .any(|said| said.error && said.by == actor && tells_of_an_unawaited_one(&said.text()))
    }

    /// Whether a program of the submission failed, with a call that would have had to wait as the last thing that it told of.
    pub fn ended_by_a_wait(&self, actor: &Member) -> bool {
        let fell = |fact: &Fact| matches!(fact, Fact::Exited { actor: who, exit } if who == actor && *exit != Exit::Code(0));
        let facts: Vec<&Fact> = self.facts().collect();
        let said = self.said(&facts);
        let own = said.iter().find(|said| said.error && said.by == actor);
        let told = own.is_some_and(|own| {
            let said = own.text();
            let mut lines = said.lines().rev();
            let is_last = |line: &&str| !line.trim().is_empty() && !line.starts_with("note:");
            let last = lines.find(is_last).unwrap_or_default();
            tells_of_a_wait(last)
        });
        told && self.facts().any(fell)
    }

    /// Whether the call that a program told of last was one that writes.
    pub fn was_writing(&self, actor: &Member) -> bool {
        let facts: Vec<&Fact> = self.facts().collect();
        let said = self.said(&facts);
        said.iter()
            .any(|said| said.error && said.by == actor && tells_of_a_write(&said.text()))
    }

    /// Whether what the submission's programs said, in all or since one was connected with `at`, `tells` of something.
    fn told_since(&self, since: Option<&Member>, tells: fn(&str) -> bool) -> bool {
        let facts: Vec<&Fact> = self.facts().collect();
        let begins = |fact: &&Fact| {
            let at = since;
            matches!(fact, Fact::Connected { from, to } if Some(from) == at || Some(to) == at)
        };
        let mut begun = facts.iter().rposition(begins).unwrap_or(0);
        // A pipe may be read before the socket as well.
        while begun > 0 && matches!(facts[begun - 1], Fact::Printed { .. }) {
            begun -= 1;
        }
        let said = self.said(&facts[begun..]);
        said.iter().any(|said| tells(&said.text()))
    }

    /// What the submission's programs printed. A pipe may be read after the socket that a thread closed, so that what was seen
    /// after the failure counts as well.
    fn said(&self, facts: &[&'a Fact]) -> Vec<Said<'a>> {
        let mut all: Vec<Said> = Vec::new();
        for fact in facts {
            let Fact::Printed {
                actor,
                error,
                bytes,
            } = fact
            else {
                continue;
            };
            if !(self.yours)(&actor.actor) {
                continue;
            }
            match { all.iter_mut() }.find(|said| (said.by, said.error) == (actor, *error)) {
                Some(said) => said.bytes.extend_from_slice(bytes),
                None => all.push(Said {
                    by: actor,
                    error: *error,
                    bytes: bytes.clone(),
                }),
            }
        }
        all
    }

    /// What was said on each of the connections between two, in order.
    pub fn talks(&self, at: &Member, peer: &Member) -> Vec<Talk> {
        let mut talks = Vec::new();
        for fact in self.before() {
            match fact {
                Fact::Connected { from, to }
                    if [from, to] == [at, peer] || [from, to] == [peer, at] =>
                {
                    talks.push(Talk::default());
                }
                Fact::Sent { from, to, bytes } => {
                    let Some(talk) = talks.last_mut() else {
                        continue;
                    };
                    if [from, to] == [at, peer] {
                        talk.asked.extend_from_slice(bytes);
                    } else if [from, to] == [peer, at] {
                        talk.answered.extend_from_slice(bytes);
                    }
                }
                _ => {}
            }
        }
        talks
    }

    /// Those whom threads wait for in a read, but for `member`.
    pub fn others_read(&self, member: &Member) -> BTreeSet<&'a Member> {
        let others = self.waiting().filter_map(|thread| match &thread.waits {
            Awaited::Message { from, .. } if from != member => Some(from),
            _ => None,
        });
        others.collect()
    }

    /// Whether `at` has sent several lines at once.
    pub fn asked_together(&self, at: &Member) -> bool {
        let partners = self.partners(at);
        let mut parts = partners.iter().flat_map(|peer| self.sent(at, peer));
        parts.any(|part| lines(&[part]) > 1)
    }

    /// Whether `at` has sent a line in pieces.
    pub fn asked_in_pieces(&self, at: &Member) -> bool {
        let partners = self.partners(at);
        let mut parts = partners.iter().flat_map(|peer| self.sent(at, peer));
        parts.any(|part| !part.ends_with(b"\n"))
    }
}

/// How many lines end in these parts.
pub(super) fn lines(parts: &[&[u8]]) -> usize {
    let ends = |part: &&[u8]| part.iter().filter(|byte| **byte == b'\n').count();
    parts.iter().map(ends).sum()
}

/// Whether a call of a program's own failed with `EBADF`.
fn tells_of_a_closed_one(said: &str) -> bool {
    tells_of_number(said, 9)
}

/// The same of `EPIPE`.
fn tells_of_a_broken_pipe(said: &str) -> bool {
    tells_of_number(said, 32)
}

/// The same of `EAGAIN`. A process or thread that could not be made, for want of room, has that number, too.
fn tells_of_a_wait(said: &str) -> bool {
    let is_start = ["spawn", "fork"].iter().any(|word| said.contains(word));
    !is_start && tells_of_number(said, 11)
}

/// Whether a thread that waits like this, while nothing can happen any more, gives no lock back. One that waits for a
/// channel may hold the lock of the channel itself, as those of a pool do, which is no fault.
fn holds_for_good(waits: &Awaited) -> bool {
    match waits {
        Awaited::Lock { .. } | Awaited::Client | Awaited::Condition | Awaited::End { .. } => true,
        Awaited::Nothing
        | Awaited::Message { .. }
        | Awaited::Reader { .. }
        | Awaited::Server
        | Awaited::Input
        | Awaited::Any { .. }
        | Awaited::Channel
        | Awaited::Thread
        | Awaited::Child
        | Awaited::Signal
        | Awaited::Time
        | Awaited::Other => false,
    }
}
