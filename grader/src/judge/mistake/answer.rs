//! Answers that did not come.

use crate::judge::matching::first_line;
use crate::judge::seen::{Seen, lines};
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

/// So many bytes are no chance.
const TELLING: usize = 4;

impl Seen<'_> {
    pub(super) fn no_answer(&self, at: &Member) -> Option<Mistake> {
        if self.answered_another(at) {
            return Some(Mistake::AnsweredAnother);
        }
        if let Some(mistake) = self.deadlock() {
            return Some(mistake);
        }
        if let Some(mistake) = self.queued(at) {
            return Some(mistake);
        }
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        if let Some(mistake) = self.spins() {
            return Some(mistake);
        }
        if self.sent(peer, at).is_empty() && self.left_unawaited(peer) {
            return Some(Mistake::NeverAwaited);
        }
        let writes_to =
            |thread: &Waiting| matches!(&thread.waits, Awaited::Reader { to } if to != at);
        if self.waiting().any(writes_to) || self.is_full(at) {
            return Some(Mistake::BlockedByWriting);
        }
        if !self.is_after_a_leave(at, peer)
            && let Some(mistake) = self.task_waits(peer, Some(at))
        {
            return Some(mistake);
        }
        if self.reads_from(at) {
            return self.unanswered(at, peer);
        }
        if lines(&self.sent(at, peer)) == 0 {
            return None;
        }
        let busy = self.others_read(at);
        let behind = |thread: &Waiting| {
            thread.thread > 1
                && matches!(
                    thread.waits,
                    Awaited::Thread | Awaited::Lock { .. } | Awaited::Channel
                )
        };
        match busy.len() {
            0 if self.is_unread(at) => {
                { self.left_after_answer(at, peer) }.or_else(|| self.left_unread())
            }
            0 => self.waits_for_dead(),
            _ if self.blocked_by_reading() => Some(Mistake::BlockedByReading),
            // Threads of a runtime that have no task wait like those that want a lock.
            _ if !self.polls() && self.waiting().any(behind) => Some(Mistake::BehindLock),
            1 => None,
            _ => Some(Mistake::AllBusy),
        }
    }

    /// The program has read what `at` has sent, and waits for more; or some of it lies there, and what would read it waits for
    /// something else.
    fn unanswered(&self, at: &Member, peer: &Member) -> Option<Mistake> {
        if lines(&self.sent(at, peer)) == 0 {
            return self.both_wait(at);
        }
        if self.is_passed_over(at) {
            return Some(Mistake::LeftUnread);
        }
        let is_unread = self.is_unread(at);
        let said = self.said_between(at, peer);
        // From there on, how many lines each has ended.
        let ended = |from: usize| {
            let count = |own: bool| {
                let parts = said[from..].iter().filter(|(is_own, _)| *is_own == own);
                lines(&parts.map(|(_, part)| *part).collect::<Vec<_>>())
            };
            (count(true), count(false))
        };
        let together = |(is_own, part): &(bool, &[u8])| *is_own && lines(&[part]) > 1;
        if let Some(from) = said.iter().rposition(together) {
            let (asked, answered) = ended(from);
            if answered > 0 && answered < asked {
                return Some(match self.has_loop_of(at) && !is_unread {
                    true => Mistake::LinesLeft,
                    false => Mistake::LinesLost,
                });
            }
        }
        let (asked, answered) = ended(0);
        let last = said.iter().rposition(|(is_own, _)| *is_own)?;
        let is_last_unanswered = said[last].1.ends_with(b"\n") && ended(last).1 == 0;
        let is_kept = asked > answered || is_last_unanswered;
        let left = self.is_after_a_leave(at, peer) && !self.thread_died();
        (is_kept && !is_unread).then_some(match left {
            true => Mistake::AfterALeave,
            false => Mistake::KeptAnswer,
        })
    }

    /// Whether bytes of `at` were left unread for good by a program that was told of them: its task waits for something else.
    fn is_passed_over(&self, at: &Member) -> bool {
        let is_told = |thread: &Waiting| match &thread.waits {
            Awaited::Any { from, .. } => from.contains(at),
            _ => false,
        };
        let passes_over = |fact: &Fact| match fact {
            // What has no room for its answer does not read on, which is no fault.
            Fact::Stuck {
                threads,
                unread,
                full,
                ..
            } => unread.contains(at) && !full.contains(at) && threads.iter().any(is_told),
            _ => false,
        };
        self.rests() && self.facts().any(passes_over)
    }

    /// Whether a client of `peer` had left before `at` last said something, `at` itself on an earlier connection among them.
    fn is_after_a_leave(&self, at: &Member, peer: &Member) -> bool {
        let (mut left, mut has_ended, mut is_after) = (false, false, false);
        for fact in self.before() {
            match fact {
                Fact::Ended { from, to } | Fact::Reset { from, to } if to == peer => {
                    left |= from != at;
                    has_ended |= from == at;
                }
                // What it had ended was another conversation.
                Fact::Connected { from, to } if (from, to) == (at, peer) => left |= has_ended,
                Fact::Sent { from, to, .. } if (from, to) == (at, peer) => is_after = left,
                _ => {}
            }
        }
        is_after
    }

    /// Whether what came to `at` begins with a line that the same program had sent it before.
    pub(super) fn said_again(&self, at: &Member, got: &[u8]) -> bool {
        let partners = self.partners(at);
        let ([peer], Some((line, _))) = (&partners[..], first_line(got)) else {
            return false;
        };
        let said = self.sent(peer, at).concat();
        // What the script had not taken is at the end of what came.
        let before = said.strip_suffix(got).unwrap_or_default();
        let mut earlier = before.split(|byte| *byte == b'\n');
        (self.yours)(&peer.actor)
            && !line.is_empty()
            && earlier.any(|one| one.trim_ascii_end() == line)
    }

    /// Whether what reads from `at` is a loop of the program's own over what comes first, not one of a runtime of tasks.
    fn has_loop_of(&self, at: &Member) -> bool {
        let polls = |thread: &Waiting| match &thread.waits {
            Awaited::Any { from, .. } => from.contains(at),
            _ => false,
        };
        self.waiting().any(polls) && !self.waiting().any(Waiting::is_in_runtime)
    }

    /// The parts that two have sent each other, in order, with whether they are those of `at`.
    fn said_between(&self, at: &Member, peer: &Member) -> Vec<(bool, &[u8])> {
        let parts = self.before().filter_map(|fact| match fact {
            Fact::Sent { from, to, bytes } if (from, to) == (at, peer) => {
                Some((true, bytes.as_slice()))
            }
            Fact::Sent { from, to, bytes } if (from, to) == (peer, at) => {
                Some((false, bytes.as_slice()))
            }
            _ => None,
        });
        parts.collect()
    }

    /// Somebody was accepted whom nobody reads, while the program waits to accept others.
    fn left_unread(&self) -> Option<Mistake> {
        let accepts = |thread: &Waiting| match &thread.waits {
            Awaited::Client => true,
            Awaited::Any { client, .. } => *client,
            _ => false,
        };
        // Who waits for another thread may be the one that would read.
        let rest_of = |thread: &Waiting| accepts(thread) || thread.thread == 1;
        (self.waiting().any(accepts) && self.waiting().all(rest_of)).then_some(Mistake::LeftUnread)
    }

    /// A server has answered `at` on this connection, reads no more of it, and waits for others to accept with all its threads.
    fn left_after_answer(&self, at: &Member, peer: &Member) -> Option<Mistake> {
        let talk = self.talks(at, peer).pop()?;
        let accept = { self.threads(peer)?.iter() }.all(|thread| thread.waits == Awaited::Client);
        let is_certain = self.rests() && !self.thread_died();
        (accept && is_certain && lines(&[&talk.answered]) > 0).then_some(Mistake::LeftAfterAnswer)
    }

    /// Neither `at` nor the program that has dialled it has sent anything, and that one waits to read.
    pub(super) fn both_wait(&self, at: &Member) -> Option<Mistake> {
        let dialled = self.before().find_map(|fact| match fact {
            Fact::Connected { from, to } if to == at && (self.yours)(&from.actor) => Some(from),
            _ => None,
        })?;
        let silent = self.sent(dialled, at).is_empty() && self.sent(at, dialled).is_empty();
        (silent && self.reads_from(at)).then_some(Mistake::BothWait)
    }

    /// Whether a program answered another first what it then answered `at`, in all more often than it was asked for it, and somebody
    /// more than that one had asked.
    pub(super) fn sent_to_all(&self, at: &Member, got: &[u8]) -> bool {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return false;
        };
        let line = first_line(got).map_or(got, |(line, _)| line);
        let count = |parts: &[&[u8]], is: &dyn Fn(&[u8]) -> bool| {
            let all = parts.concat();
            let lines = all.split(|byte| *byte == b'\n');
            lines.filter(|one| is(one.trim_ascii_end())).count()
        };
        let others = self.partners(peer);
        let is_asked = |one: &[u8]| one.len() >= TELLING && line.ends_with(one);
        let asked = |other: &Member| count(&self.sent(other, peer), &is_asked);
        let told = |other: &Member| count(&self.sent(peer, other), &|one| one == line);
        let answered =
            { others.iter() }.any(|other| *other != at && asked(other) > 0 && told(other) > 0);
        let all = |counted: &dyn Fn(&Member) -> usize| -> usize {
            others.iter().map(|other| counted(other)).sum()
        };
        (self.yours)(&peer.actor)
            && answered
            && all(&told) > all(&asked)
            && others
                .iter()
                .any(|other| self.is_answered_unasked(other, peer))
    }

    /// Whether `at` has got more lines of `peer`, at some moment, than it had sent it itself. Where all have asked at once, that
    /// is seen only after the first of them has got what is not its own.
    fn is_answered_unasked(&self, at: &Member, peer: &Member) -> bool {
        let (mut asked, mut answered) = (0, 0);
        self.facts().any(|fact| {
            if let Fact::Sent { from, to, bytes } = fact {
                match (from == at && to == peer, from == peer && to == at) {
                    (true, _) => asked += lines(&[bytes]),
                    (_, true) => answered += lines(&[bytes]),
                    (false, false) => {}
                }
            }
            answered > asked
        })
    }

    /// Whether the answer to a message of `at` went to somebody who had not sent the like.
    pub(super) fn answered_another(&self, at: &Member) -> bool {
        // Whole lines, in however many pieces they were sent.
        let said = |who: &Member| -> Vec<Vec<u8>> {
            let partners = self.partners(who);
            let parts = partners.iter().map(|peer| self.sent(who, peer).concat());
            let lines = |part: Vec<u8>| -> Vec<Vec<u8>> {
                let lines = part.split(|byte| *byte == b'\n');
                lines.map(|line| line.trim_ascii().to_vec()).collect()
            };
            parts.flat_map(lines).collect()
        };
        let peers = self.partners(at);
        let mut own = said(at);
        own.retain(|line| line.len() >= TELLING);
        self.before().any(|fact| match fact {
            Fact::Sent { from, to, bytes }
                if to != at && peers.contains(&from) && (self.yours)(&from.actor) =>
            {
                let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
                lines.any(|line| {
                    let is_own = |own: &Vec<u8>| line.ends_with(own) && !said(to).contains(own);
                    own.iter().any(is_own)
                })
            }
            _ => false,
        })
    }
}
