//! Threads that hold up one another, or turn for ever.

use std::collections::BTreeMap;

use crate::judge::seen::Seen;
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

/// A program that stood still.
pub(super) struct Still<'a> {
    /// What its threads wait for.
    pub(super) threads: &'a [Waiting],
    /// Whom it has not accepted, writes to in vain, and has not read all of.
    pub(super) left: [&'a [Member]; 3],
    /// Whether it has an `epoll` open, as loops over events and runtimes of tasks have.
    pub(super) polls: bool,
}

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

    /// Threads of a server read one client, and none reads another: `left`, or whoever it is.
    pub(super) fn read_twice(&self, by: &Member, left: Option<&Member>) -> Option<Mistake> {
        let is_certain = (self.yours)(&by.actor) && self.rests();
        let twice = self.trace.read_twice(by).filter(|_| is_certain)?;
        let is_left = left.is_none_or(|member| twice.left.contains(&member));
        is_left.then_some(Mistake::ReadTwice)
    }

    /// The same, of the program that `at` talks with.
    pub(super) fn left_for_another(&self, at: &Member) -> Option<Mistake> {
        let partners = self.partners(at);
        { partners.iter() }.find_map(|peer| self.read_twice(peer, Some(at)))
    }

    /// Its threads wait for one another: for what one has left behind, if that is to be seen.
    pub(super) fn waits_in_vain(&self, by: &Member) -> Option<Mistake> {
        match self.waits_for_itself(by)? {
            Mistake::WaitsForItself => self.not_handed_on(by).or(Some(Mistake::WaitsForItself)),
            woken => Some(woken),
        }
    }

    /// A program that is to speak next has read all, and its threads wait for one another for ever.
    pub(super) fn waits_for_itself(&self, by: &Member) -> Option<Mistake> {
        let threads = self.idle(by)?;
        let for_others = |thread: &Waiting| thread.waits.is_for_a_thread();
        let is_first = |thread: &Waiting| (thread.process, thread.thread) == (1, 1);
        let may_go_on = |thread: &Waiting| !for_others(thread) && thread.waits != Awaited::Client;
        let is_stuck = threads.iter().any(for_others) && !threads.iter().any(may_go_on);
        // Who waits for the end of one that is not woken waits for that as well.
        let to_be_woken = |thread: &Waiting| thread.waits == Awaited::Condition;
        let for_more = |thread: &Waiting| {
            for_others(thread)
                && !to_be_woken(thread)
                && !matches!(thread.waits, Awaited::End { .. })
        };
        if is_stuck && threads.iter().any(to_be_woken) && !threads.iter().any(for_more) {
            return Some(Mistake::NotWoken);
        }
        // Threads that wait for work, while the first one accepts, do as they should.
        let waits = |thread: &Waiting| is_first(thread) && for_others(thread);
        (is_stuck && threads.iter().any(waits)).then_some(Mistake::WaitsForItself)
    }

    /// A program that is to speak next has read all, and reads on. Where somebody has left, what was to be said may be owed to
    /// that, and not to a line.
    pub(super) fn awaits_more(&self, by: &Member) -> Option<Mistake> {
        let mut threads = self.idle(by)?.iter();
        let reads = threads.any(|thread| !thread.waits.reads().is_empty());
        (reads && !self.was_left(by)).then_some(Mistake::AwaitsMore)
    }

    /// A server that has ended all its conversations, or whose clients have, and of which every thread waits for another client.
    pub(super) fn accepts_on(&self, by: &Member) -> Option<Mistake> {
        let accepts = { self.threads(by)?.iter() }.all(|thread| thread.waits == Awaited::Client);
        (accepts && self.is_through(by)).then_some(Mistake::AcceptsOn)
    }

    /// The same of a server that is to end, whose first thread waits for the others.
    pub(super) fn waits_for_an_accept(&self, by: &Member) -> Option<Mistake> {
        let [first, others @ ..] = self.threads(by)? else {
            return None;
        };
        let accept = others.iter().all(|thread| thread.waits == Awaited::Client);
        let is_first = (first.process, first.thread) == (1, 1);
        let waits = is_first && first.waits.is_for_a_thread() && !others.is_empty();
        (waits && accept && self.rests() && self.is_through(by)).then_some(Mistake::AcceptsOn)
    }

    /// Whether somebody has connected to this program, and all who have are done with.
    fn is_through(&self, by: &Member) -> bool {
        let mut open: Vec<&Member> = vec![];
        let mut came = false;
        for fact in self.before() {
            match fact {
                Fact::Connected { from, to } if to == by => {
                    came = true;
                    open.push(from);
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } if from == by || to == by => {
                    open.retain(|one| *one != from && *one != to);
                }
                _ => {}
            }
        }
        came && open.is_empty()
    }

    /// A program that accepts nobody, and that is connected with nobody, goes on instead of ending: it sleeps, or did between two
    /// looks, as whoever tries again does.
    pub(super) fn tries_on(&self, actor: &Member) -> Option<Mistake> {
        let sleeps = |thread: &Waiting| matches!(thread.waits, Awaited::Time | Awaited::End { .. });
        let goes_on = !self.rests() && self.threads(actor)?.iter().all(sleeps);
        let (mut listens, mut talks) = (false, false);
        for fact in self.before() {
            match fact {
                Fact::Listening { actor: who, .. } => listens |= who == actor,
                Fact::Connected { from, .. } if from == actor => talks = true,
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if from == actor || to == actor =>
                {
                    talks = false;
                }
                _ => {}
            }
        }
        (goes_on && !listens && !talks).then_some(Mistake::TriesOn)
    }

    /// What the threads of a program of the submission wait for, if all are known.
    pub(super) fn threads(&self, by: &Member) -> Option<&[Waiting]> {
        let still = self.still(by).filter(|_| (self.yours)(&by.actor))?;
        Some(still.threads)
    }

    /// How a program stood still, if all its threads are known.
    pub(super) fn still(&self, by: &Member) -> Option<Still<'_>> {
        self.facts().find_map(|fact| match fact {
            Fact::Stuck {
                actor,
                threads,
                more: 0,
                queued,
                full,
                unread,
                polls,
            } if actor == by => Some(Still {
                threads,
                left: [queued, full, unread],
                polls: *polls,
            }),
            _ => None,
        })
    }

    /// Whether a conversation of this program's is over.
    fn was_left(&self, by: &Member) -> bool {
        self.before().any(|fact| match fact {
            Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to } => {
                from == by || to == by
            }
            _ => false,
        })
    }

    /// The threads of a program that is to speak next and has read all, once nothing can happen any more.
    fn idle(&self, by: &Member) -> Option<&[Waiting]> {
        let still = self.still(by)?;
        let has_read_all = still.left.iter().all(|others| others.is_empty());
        let is_idle = has_read_all && self.rests() && (self.yours)(&by.actor);
        (is_idle && self.is_to_speak(by)).then_some(still.threads)
    }

    /// Whether all who are connected with `by`, one at least, were the last to say something.
    fn is_to_speak(&self, by: &Member) -> bool {
        let mut has_spoken: BTreeMap<&Member, bool> = BTreeMap::new();
        for fact in self.before() {
            let other = |from, to| if to == by { from } else { to };
            match fact {
                Fact::Connected { from, to } if from == by || to == by => {
                    has_spoken.insert(other(from, to), false);
                }
                Fact::Sent { from, to, .. } if from == by || to == by => {
                    { has_spoken.entry(other(from, to)) }.and_modify(|spoken| *spoken = to == by);
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if from == by || to == by =>
                {
                    has_spoken.remove(other(from, to));
                }
                _ => {}
            }
        }
        !has_spoken.is_empty() && has_spoken.into_values().all(|spoken| spoken)
    }

    /// The same, where nobody is left who reads what could come.
    pub(super) fn all_wait_for_dead(&self) -> Option<Mistake> {
        let is_read = self
            .waiting()
            .any(|thread| !thread.waits.reads().is_empty());
        self.waits_for_dead().filter(|_| !is_read)
    }
}
