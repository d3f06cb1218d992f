//! Conversations that end too early.

use std::collections::BTreeMap;

use crate::judge::seen::{Seen, Talk, lines};
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

/// So many microseconds without an event are no delay of the host, where it has answered quicker.
const IDLE: u64 = 800_000;

/// A line of so many bytes at most is no long one.
const ORDINARY: usize = 200;

impl Seen<'_> {
    /// A program goes on without a thread that it has lost, and no other thread has anything to come.
    pub(super) fn lost_a_thread(&self, by: &Member) -> Option<Mistake> {
        let reads = |thread: &Waiting| {
            matches!(
                thread.waits,
                Awaited::Message { .. } | Awaited::Any { .. } | Awaited::Time
            )
        };
        let is_over = self.rests() && !self.waiting().any(reads);
        (is_over && self.lost_thread(by)).then_some(Mistake::ThreadDied)
    }

    pub(super) fn died(&self, at: &Member) -> Option<Mistake> {
        self.thread_died_on(at).then_some(Mistake::ThreadDied)
    }

    /// A program failed by a socket that does not wait.
    pub(super) fn fell_by_a_wait(&self, actor: &Member) -> Option<Mistake> {
        let mistake = match self.was_writing(actor) {
            true => Mistake::NoRoomToWrite,
            false => Mistake::NonBlocking,
        };
        self.ended_by_a_wait(actor).then_some(mistake)
    }

    pub(super) fn ended_early(&self, at: &Member, reset: bool) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        if self.would_wait(at) {
            return Some(Mistake::NonBlocking);
        }
        if !reset && self.closed_when_idle(at, peer) {
            return Some(Mistake::ClosedWhenIdle);
        }
        let mut talks = self.talks(at, peer);
        let last = talks.pop().unwrap_or_default();
        // Whether what came after the answer found it closed or still being closed is a race: a reset says nothing more.
        if lines(&[&last.answered]) > 0 {
            return (!self.raised_on(at)).then_some(Mistake::ClosedAfterFirst);
        }
        // One that the loop which accepts has closed has answered nothing yet.
        if self.used_closed(Some(at)) {
            return Some(Mistake::ClosedWhileUsed);
        }
        // What fails leaves its connections closed: that they look as if they had been closed on purpose says nothing.
        if self.failed_since(at, peer) {
            return None;
        }
        let had_its_answer = |talk: &Talk| {
            lines(&[&talk.answered]) > 0 && (last.asked.is_empty() || talk.asked == last.asked)
        };
        if last.answered.is_empty() && !self.used_closed(None) && talks.iter().any(had_its_answer) {
            return Some(Mistake::TurnedAway);
        }
        if last.answered.is_empty() {
            let never = self
                .never_awaited(peer)
                .or_else(|| self.never_served(at, peer));
            if never.is_some() {
                return never;
            }
        }
        reset.then_some(Mistake::ResetUnread)
    }

    /// Whether `peer` ended its conversation with `at`, which had not left, when nobody had done anything for much longer than it
    /// has taken to answer anybody: no event has moved it but the end of a limit of time.
    fn closed_when_idle(&self, at: &Member, peer: &Member) -> bool {
        let (mut asked, mut slowest) = (BTreeMap::<&Member, u64>::new(), None);
        // Where it has answered nobody, it has at least begun to listen.
        let (mut launched, mut began) = (0, None);
        let (mut last, mut owes, mut idle) = (0, 0, None);
        for seen in &self.trace.observations {
            match &seen.what {
                Fact::Failed { .. } => break,
                Fact::Connected { from, to } if (from, to) == (at, peer) => {
                    (last, owes, idle) = (seen.at, 0, None);
                }
                Fact::Sent { from, to, bytes } if to == peer => {
                    asked.insert(from, seen.at);
                    last = seen.at;
                    // Half a line is owed nothing.
                    if from == at {
                        owes += lines(&[bytes]);
                    }
                }
                Fact::Sent { from, to, bytes } if from == peer => {
                    if to == at {
                        owes = owes.saturating_sub(lines(&[bytes]));
                    }
                    let took = asked.remove(to).map(|asked| seen.at.saturating_sub(asked));
                    slowest = slowest.max(took);
                    last = seen.at;
                }
                Fact::Ended { from, to } if (from, to) == (peer, at) => {
                    idle = (owes == 0).then_some(seen.at.saturating_sub(last));
                }
                // Others that it ends with at the same time do not move it.
                Fact::Ended { from, .. } if from == peer => {}
                Fact::Launched { actor, .. } if actor == peer => launched = seen.at,
                Fact::Listening { actor, .. } if actor == peer => {
                    began = Some(seen.at.saturating_sub(launched));
                }
                Fact::Connected { .. }
                | Fact::Ended { .. }
                | Fact::Reset { .. }
                | Fact::Cut { .. }
                | Fact::Launched { .. }
                | Fact::Signalled { .. } => last = seen.at,
                _ => {}
            }
        }
        // A program is launched in less than a busy host may hold it up by: that tells less.
        let slowest = slowest.or_else(|| began.map(|took: u64| took.saturating_mul(2)));
        let (Some(idle), Some(slowest)) = (idle, slowest) else {
            return false;
        };
        self.trace.left_out == 0 && idle >= IDLE && idle >= slowest.saturating_mul(2)
    }

    /// A program closed its conversation with `at` when the last piece that had come ended within a character.
    pub(super) fn closed_within_a_character(&self, at: &Member) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        // What a piece has begun of a character; whatever follows may have been sent before it was seen that all is over.
        let (mut begun, mut is_cut, mut is_text) = (vec![], false, true);
        for fact in self.before() {
            match fact {
                Fact::Sent { from, to, bytes } if (from, to) == (at, peer) && is_text => {
                    begun.extend_from_slice(bytes);
                    match std::str::from_utf8(&begun) {
                        Ok(_) => begun.clear(),
                        Err(error) => {
                            is_text = error.error_len().is_none();
                            is_cut |= is_text;
                            begun.drain(..error.valid_up_to());
                        }
                    }
                }
                Fact::Sent { from, to, .. } if (from, to) == (peer, at) => {
                    (begun, is_cut, is_text) = (vec![], false, true);
                }
                _ => {}
            }
        }
        ((self.yours)(&peer.actor) && is_cut).then_some(Mistake::CharacterCut)
    }

    /// A program has made a coroutine that was never awaited.
    pub(super) fn never_awaited(&self, by: &Member) -> Option<Mistake> {
        self.left_unawaited(by).then_some(Mistake::NeverAwaited)
    }

    /// What `at` has sent are ordinary lines, nobody has left `peer` before, and nobody has ever got a byte of it.
    fn never_served(&self, at: &Member, peer: &Member) -> Option<Mistake> {
        // A line that came whole, in plain letters, and in no great number: nothing in it gives a reason to close.
        let is_ordinary = |part: &&[u8]| {
            let plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
            let line = part.strip_suffix(b"\n").unwrap_or_default();
            (1..=ORDINARY).contains(&line.trim_ascii().len()) && line.iter().all(plain)
        };
        let asked = self.sent(at, peer);
        let is_asked = !asked.is_empty() && asked.iter().all(is_ordinary);
        let has_reason = self.before().any(|fact| match fact {
            Fact::Sent { from, .. } => from == peer,
            Fact::Ended { to, .. } | Fact::Reset { to, .. } => to == peer,
            Fact::Cut { .. } | Fact::Signalled { .. } => true,
            _ => false,
        });
        (self.trace.left_out == 0 && is_asked && !has_reason).then_some(Mistake::NeverServed)
    }

    /// A program ended its stream to `by`, which had not ended its own, and was typed more lines than it has sent.
    pub(super) fn half_closed(&self, by: &Member) -> Option<Mistake> {
        let typed = self.typed()?;
        let (mut due, mut ended, mut lives) = (0, false, true);
        for fact in self.before() {
            match fact {
                Fact::Typed { actor, bytes } if actor == typed => due += lines(&[bytes]),
                Fact::InputEnded { actor } if actor == typed && !ended => return None,
                Fact::Connected { from, to } if (from, to) == (typed, by) => ended = false,
                Fact::Ended { from, to } if (from, to) == (typed, by) => ended = true,
                Fact::Ended { from, to } | Fact::Reset { from, to }
                    if (from, to) == (by, typed) && !ended =>
                {
                    return None;
                }
                Fact::Exited { actor, .. } if actor == typed => lives = false,
                _ => {}
            }
        }
        let sent = lines(&self.sent(typed, by));
        // A program that ends closes what it has: that is the cause only where it had closed it itself before.
        let is_own = lives || self.broke_a_pipe(typed);
        (ended && is_own && (1..due).contains(&sent)).then_some(Mistake::HalfClosed)
    }

    /// A program closed its conversation with `at` because of a socket that does not wait, or before it had answered, and used
    /// it afterwards.
    pub(super) fn closed_by_mistake(&self, at: &Member) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        let is_end = |fact: &Fact| match fact {
            Fact::Ended { from, to } | Fact::Reset { from, to } => (from, to) == (peer, at),
            _ => false,
        };
        if !(self.yours)(&peer.actor) || !self.before().any(is_end) {
            return None;
        }
        if self.would_wait(at) {
            return Some(Mistake::NonBlocking);
        }
        (self.sent(peer, at).is_empty() && self.used_closed(Some(at)))
            .then_some(Mistake::ClosedWhileUsed)
    }
}
