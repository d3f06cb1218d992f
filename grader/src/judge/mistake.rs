//! The usual mistake behind a failure, by what was seen: which bytes went where, and who waited for whom.
//!
//! A mistake is named only where the trace shows it; a failure whose trace could mean several things keeps its kind alone.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::model::{
    Awaited, Exit, Fact, Failure, Likeness, Listener, Member, Mistake, Trace, Waiting,
};

/// The mistake behind `failure`, if one plainly is; `yours` says which actors the submission plays.
pub fn mistake(failure: &Failure, yours: &dyn Fn(&str) -> bool, trace: &Trace) -> Option<Mistake> {
    let seen = Seen { trace, yours };
    match failure {
        Failure::WrongAnswer { likeness, .. } => match likeness {
            Likeness::Unknown => None,
            Likeness::PrefixMissing => Some(Mistake::PrefixMissing),
            Likeness::NulPadded => Some(Mistake::NulPadded),
            Likeness::ReplyPerRead => Some(Mistake::ReplyPerRead),
            Likeness::SomeoneElses => Some(Mistake::SomeoneElses),
            Likeness::Earlier => Some(Mistake::Earlier),
            Likeness::BrokenCharacter => Some(Mistake::BrokenCharacter),
            Likeness::Truncated => Some(Mistake::Truncated),
        },
        Failure::Exited { exit, .. }
        | Failure::ExitedBeforeListening { exit, .. }
        | Failure::ExitedBeforeConnecting { exit, .. } => {
            (*exit == Exit::Code(101)).then_some(Mistake::Panicked)
        }
        Failure::ListensElsewhere { listens, .. } | Failure::Unreachable { listens, .. } => {
            only_ipv6(listens).then_some(Mistake::OnlyIpv6)
        }
        Failure::NoAnswer { at, expected, .. } => seen.no_answer(at, expected),
        Failure::NotAccepted { actor, .. } => seen.queued(actor),
        Failure::EndedEarly { at, reset, .. } => seen.ended_early(at, *reset),
        Failure::NotPrinted { by, got, .. } => seen.not_printed(by, got),
        Failure::NotCarried { from, to, .. } => seen.no_newline(from, to),
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::NeverConnected { .. }
        | Failure::Refused { .. }
        | Failure::NotEnded { .. }
        | Failure::NotRead { .. }
        | Failure::NotReceived { .. }
        | Failure::NotExited { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::RuleBroken { .. }
        | Failure::Grows { .. }
        | Failure::Burns { .. }
        | Failure::Limit { .. } => None,
    }
}

fn only_ipv6(listens: &[Listener]) -> bool {
    let is_six = |listener: &Listener| match listener.address.ip() {
        IpAddr::V4(_) => false,
        // On all addresses, it takes IPv4 connections as well, as the system is usually set.
        IpAddr::V6(ip) => !ip.is_unspecified(),
    };
    !listens.is_empty() && listens.iter().all(is_six)
}

/// What was seen of a check that failed.
struct Seen<'a> {
    trace: &'a Trace,
    yours: &'a dyn Fn(&str) -> bool,
}

impl<'a> Seen<'a> {
    fn facts(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.trace.observations.iter().map(|seen| &seen.what)
    }

    /// Until the failure: what comes later has nothing to do with it.
    fn before(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.facts()
            .take_while(|fact| !matches!(fact, Fact::Failed { .. }))
    }

    /// The bytes that went from one to another, in the parts in which they were seen.
    fn sent(&self, from: &Member, to: &Member) -> Vec<&'a [u8]> {
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
    fn partners(&self, member: &Member) -> Vec<&'a Member> {
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
    fn waiting(&self) -> impl Iterator<Item = &'a Waiting> + use<'a> {
        self.facts()
            .filter_map(|fact| match fact {
                Fact::Stuck { threads, .. } => Some(threads),
                _ => None,
            })
            .flatten()
    }

    /// Whether a thread waits for something to read from `member`.
    fn reads_from(&self, member: &Member) -> bool {
        self.waiting().any(|thread| match &thread.waits {
            Awaited::Message { from, .. } => from == member,
            Awaited::Any { from, .. } => from.contains(member),
            _ => false,
        })
    }

    /// Those whom threads wait for in a read, but for `member`.
    fn others_read(&self, member: &Member) -> BTreeSet<&'a Member> {
        let others = self.waiting().filter_map(|thread| match &thread.waits {
            Awaited::Message { from, .. } if from != member => Some(from),
            _ => None,
        });
        others.collect()
    }

    fn no_answer(&self, at: &Member, expected: &[String]) -> Option<Mistake> {
        if self.answered_another(at, expected) {
            return Some(Mistake::AnsweredAnother);
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
        if self
            .waiting()
            .any(|thread| thread.waits == Awaited::Nothing)
        {
            return Some(Mistake::Spins);
        }
        let asked = lines(&self.sent(at, peer));
        let answered = lines(&self.sent(peer, at));
        if self.reads_from(at) {
            return self.unanswered(at, peer, asked, answered);
        }
        if asked == 0 {
            return None;
        }
        let busy = self.others_read(at);
        let behind = |thread: &Waiting| {
            thread.thread > 1 && matches!(thread.waits, Awaited::Thread | Awaited::Lock { .. })
        };
        match busy.len() {
            0 => None,
            _ if self.waiting().any(behind) => Some(Mistake::BehindLock),
            1 => None,
            _ => Some(Mistake::AllBusy),
        }
    }

    /// The program has read all that `at` has sent, and waits for more.
    fn unanswered(
        &self,
        at: &Member,
        peer: &Member,
        asked: usize,
        answered: usize,
    ) -> Option<Mistake> {
        let parts = self.sent(at, peer);
        let together = parts.iter().any(|part| lines(&[part]) > 1);
        if parts.is_empty() {
            // Who dials speaks first, in our exercises' protocols: this one waits to be spoken to.
            let dialled =
                |fact: &Fact| matches!(fact, Fact::Connected { from, .. } if from == peer);
            let silent = self.sent(peer, at).is_empty();
            return (silent && self.before().any(dialled)).then_some(Mistake::BothWait);
        }
        if together && answered > 0 && answered < asked {
            return Some(Mistake::LinesLost);
        }
        (asked > answered).then_some(Mistake::KeptAnswer)
    }

    /// The mistake of a server that leaves `member` in its queue.
    fn queued(&self, member: &Member) -> Option<Mistake> {
        let threads = self.facts().find_map(|fact| match fact {
            Fact::Stuck {
                threads, queued, ..
            } if queued.contains(member) => Some(threads),
            _ => None,
        })?;
        let first = threads
            .iter()
            .find(|thread| (thread.process, thread.thread) == (1, 1))?;
        match first.waits {
            Awaited::Message { .. } => Some(Mistake::OneAtATime),
            Awaited::End { .. } => Some(Mistake::JoinedAtOnce),
            Awaited::Nothing => Some(Mistake::Spins),
            _ => Some(Mistake::NotAccepting),
        }
    }

    /// Whether what `at` was to get went to another.
    fn answered_another(&self, at: &Member, expected: &[String]) -> bool {
        self.before().any(|fact| match fact {
            Fact::Sent { from, to, bytes } if to != at && (self.yours)(&from.actor) => {
                let mut lines = bytes.split(|byte| *byte == b'\n');
                lines.any(|line| {
                    let is_it = |text: &String| !text.is_empty() && text.as_bytes() == line;
                    expected.iter().any(is_it)
                })
            }
            _ => false,
        })
    }

    fn ended_early(&self, at: &Member, reset: bool) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        if reset {
            return Some(Mistake::ResetUnread);
        }
        let answered = lines(&self.sent(peer, at));
        (answered > 0).then_some(Mistake::ClosedAfterFirst)
    }

    fn not_printed(&self, by: &Member, got: &[u8]) -> Option<Mistake> {
        let partners = self.partners(by);
        if let Some(mistake) = partners
            .iter()
            .find_map(|partner| self.no_newline(by, partner))
        {
            return Some(mistake);
        }
        let received = partners
            .iter()
            .any(|partner| lines(&self.sent(partner, by)) > 0);
        if !received {
            return None;
        }
        if got.trim_ascii().is_empty() {
            return Some(Mistake::PrintsNothing);
        }
        let printed = String::from_utf8_lossy(got);
        let own = partners.iter().flat_map(|partner| self.sent(by, partner));
        let own = own.flat_map(|part| part.split(|byte| *byte == b'\n'));
        let mut own = own.map(|line| String::from_utf8_lossy(line).trim().to_owned());
        own.any(|line| !line.is_empty() && printed.contains(&line))
            .then_some(Mistake::PrintsOwnMessage)
    }

    /// The last line that `from` has sent `to` is not ended, and it waits for the answer.
    fn no_newline(&self, from: &Member, to: &Member) -> Option<Mistake> {
        let sent = self.sent(from, to);
        let last = *sent.last()?.last()?;
        let silent = self.sent(to, from).is_empty();
        let open = last != b'\n' && silent && (self.yours)(&from.actor);
        (open && self.reads_from(to)).then_some(Mistake::NoNewline)
    }
}

/// How many lines end in these parts.
fn lines(parts: &[&[u8]]) -> usize {
    let ends = |part: &&[u8]| part.iter().filter(|byte| **byte == b'\n').count();
    parts.iter().map(ends).sum()
}
