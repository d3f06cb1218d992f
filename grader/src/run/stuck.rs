//! Who waits for whom: what a program of the submission that does not go on is blocked in, named as the check knows it.

use std::collections::HashMap;

use super::program::Running;
use super::stage::Stage;
use crate::machine::{Held, Thread, Waits};
use crate::model::{Awaited, By, Fact, Frame, Member, Waiting, function_names};
use crate::network::Side;

/// Conversations of a program that are looked up.
const MOST_CONVERSATIONS: usize = 1024;
/// Threads that are kept of a program.
const MOST_THREADS: usize = 64;

/// The threads of the submission's programs, as they were at one moment.
pub type Standing = Vec<(Member, Vec<Thread>)>;

/// What a program's descriptors lead to.
#[derive(Default)]
struct Names {
    /// Its side of conversations: with whom, and how many bytes that one has sent it.
    conversations: HashMap<u64, (Member, u64)>,
    listeners: Vec<u64>,
    /// Those in whose queue somebody stands.
    awaited: Vec<u64>,
    input: Option<u64>,
    /// Who has connected and was not accepted.
    queued: Vec<Member>,
    /// Who does not read what it sends.
    full: Vec<Member>,
    /// Whose bytes it has not read.
    unread: Vec<Member>,
}

impl Stage<'_> {
    /// What the submission's programs are blocked in. What cannot be looked at is left out: this is evidence, no verdict.
    pub fn standing(&self) -> Standing {
        let programs = self.programs.iter().filter(|(member, program)| {
            program.exit.is_none()
                && self.setting.plays(self.check, &member.actor) == By::Submission
        });
        programs
            .filter_map(|(member, program)| Some((member.clone(), program.machine.threads().ok()?)))
            .collect()
    }

    /// Notes which threads have not gone on since `before`, what each waits for, and where in its source it is. Programs
    /// may be disturbed by this: nothing that they do afterwards counts.
    pub fn note_stuck(&mut self, before: Standing) {
        for (member, before) in before {
            let Some(program) = self.programs.get(&member) else {
                continue;
            };
            if program.exit.is_some() {
                continue;
            }
            let Ok(mut threads) = program.machine.threads() else {
                continue;
            };
            threads.retain(|thread| before.contains(thread));
            let more = threads.len().saturating_sub(MOST_THREADS);
            threads.truncate(MOST_THREADS);
            let names = self.names(&member, program);
            let sites = program.machine.sites(&threads);
            let waiting = threads.into_iter().zip(sites).map(|(thread, site)| {
                let calls = site.as_ref().and_then(|site| site.calls.as_deref());
                Waiting {
                    process: thread.process,
                    thread: thread.number,
                    waits: told_by(calls, names.named(thread.waits)),
                    at: site.map(|site| Frame {
                        file: site.file,
                        line: site.line,
                        calls: site.calls,
                    }),
                }
            });
            let fact = Fact::Stuck {
                threads: waiting.collect(),
                more,
                queued: names.queued,
                full: names.full,
                unread: names.unread,
                polls: program.machine.polls(),
                actor: member,
            };
            self.note(fact);
        }
    }

    fn names(&self, member: &Member, program: &Running) -> Names {
        let listeners = program.machine.listeners().unwrap_or_default();
        let queue = { listeners.iter() }.filter(|listener| listener.queued > 0);
        let mut names = Names {
            awaited: queue.map(|listener| listener.inode).collect(),
            listeners: listeners.iter().map(|listener| listener.inode).collect(),
            input: program.input(),
            ..Names::default()
        };
        let conversations = self.conversations.iter().rev().take(MOST_CONVERSATIONS);
        for conversation in conversations {
            for side in [0, 1] {
                let Side::Program(wire) = &conversation.sides[side] else {
                    continue;
                };
                if conversation.members[side] != *member {
                    continue;
                }
                let (theirs, ours) = wire.addresses();
                let Ok(Some(end)) = program.machine.endpoint(theirs, ours) else {
                    continue;
                };
                let peer = conversation.members[1 - side].clone();
                // One that its program has closed is nobody's either: what it has said on it tells that it had it.
                let heard = conversation.lanes[side].total > 0 || conversation.ends[side].is_some();
                if end.accepted {
                    let sent = conversation.lanes[1 - side].total;
                    if end.probes {
                        names.full.push(peer.clone());
                    }
                    // The end of a stream counts as one byte.
                    let ended = u32::from(conversation.ends[1 - side].is_some());
                    if end.unread > ended {
                        names.unread.push(peer.clone());
                    }
                    names.conversations.insert(end.inode, (peer, sent));
                } else if !heard {
                    names.queued.push(peer);
                }
            }
        }
        names.queued.reverse();
        names.full.reverse();
        names.unread.reverse();
        names
    }
}

/// What a thread waits for that another one does, by the function of the language's library that it has called: the kernel
/// sees a word in memory, whatever it stands for.
fn told_by(calls: Option<&str>, waits: Awaited) -> Awaited {
    let (Awaited::Thread, Some(calls)) = (&waits, calls) else {
        return waits;
    };
    match function_names(calls).last().map_or("", String::as_str) {
        "lock" | "read" | "write" => Awaited::Lock { held_by: None },
        "join" | "scope" => Awaited::End { of: None },
        "recv" => Awaited::Channel,
        "next" if calls.contains("mpsc") => Awaited::Channel,
        "wait" | "wait_while" => Awaited::Condition,
        _ => waits,
    }
}

impl Names {
    fn named(&self, waits: Waits) -> Awaited {
        match waits {
            Waits::Not => Awaited::Nothing,
            Waits::Input(held) => match self.from(held) {
                Some((from, sent)) => Awaited::Message { from, sent },
                None if self.is_input(held) => Awaited::Input,
                None => Awaited::Other,
            },
            Waits::Room(held) => match self.from(held) {
                Some((to, _)) => Awaited::Reader { to },
                None => Awaited::Other,
            },
            Waits::Connection(held) if self.listens(held) => Awaited::Client,
            Waits::Connection(_) => Awaited::Server,
            Waits::Any(all) => {
                let from = all.iter().filter_map(|one| Some(self.from(one.held)?.0));
                let is_awaited = |held| is_one_of(held, &self.awaited);
                Awaited::Any {
                    from: from.collect(),
                    client: all.iter().any(|one| self.listens(one.held)),
                    input: all.iter().any(|one| self.is_input(one.held)),
                    once: all.iter().any(|one| one.once && is_awaited(one.held)),
                }
            }
            Waits::Lock(by) => Awaited::Lock { held_by: Some(by) },
            Waits::End(of) => Awaited::End { of: Some(of) },
            Waits::Thread => Awaited::Thread,
            Waits::Child => Awaited::Child,
            Waits::Signal => Awaited::Signal,
            Waits::Time => Awaited::Time,
            Waits::Unknown => Awaited::Other,
        }
    }

    fn from(&self, held: Held) -> Option<(Member, u64)> {
        match held {
            Held::Socket(inode) => self.conversations.get(&inode).cloned(),
            Held::Pipe(_) | Held::Other => None,
        }
    }

    fn listens(&self, held: Held) -> bool {
        is_one_of(held, &self.listeners)
    }

    fn is_input(&self, held: Held) -> bool {
        matches!(held, Held::Pipe(inode) if self.input == Some(inode))
    }
}

fn is_one_of(held: Held, sockets: &[u64]) -> bool {
    matches!(held, Held::Socket(inode) if sockets.contains(&inode))
}

#[cfg(test)]
mod tests {
    use super::{Awaited, told_by};

    #[test]
    fn a_function_tells_what_a_word_in_memory_does_not() {
        let told = |calls| told_by(calls, Awaited::Thread);
        let lock = Awaited::Lock { held_by: None };
        let mutex = "std::sync::poison::mutex::Mutex<T>::lock";
        assert_eq!(told(Some(mutex)), lock);
        assert_eq!(
            told(Some("lock<alloc::vec::Vec<u8, alloc::alloc::Global>>")),
            lock
        );
        let received = "<std::sync::mpsc::IntoIter<T> as core::iter::Iterator>::next";
        assert_eq!(told(Some(received)), Awaited::Channel);
        assert_eq!(told(Some("wait<(usize, u64)>")), Awaited::Condition);
        assert_eq!(told(Some("join<()>")), Awaited::End { of: None });
        assert_eq!(told(Some("park")), Awaited::Thread);
        assert_eq!(told(None), Awaited::Thread);
        // What is known from the kernel stands.
        assert_eq!(told_by(Some(mutex), Awaited::Client), Awaited::Client);
    }
}
