//! The usual mistake behind a failure, by what was seen: which bytes went where, and who waited for whom.
//!
//! A mistake is named only where the trace shows it; a failure whose trace could mean several things keeps its kind alone.

mod altered;
mod answer;
mod closed;
mod encoded;
mod input;
mod line;
mod owing;
mod printed;
mod received;
mod server;
mod shown;
mod signal;
mod tasks;
#[cfg(test)]
mod tests;
mod threads;
mod used_up;

use std::net::IpAddr;

use self::altered::{lost_accents, lost_spaces};
use self::encoded::is_encoded_twice;
use self::line::{behind_head, follows_on, is_end_of};
use self::shown::is_shown;
use super::seen::Seen;
use crate::model::{Exit, Failure, Likeness, LimitKind, Listener, Mistake, Trace};

/// The mistake behind `failure`, if one plainly is; `yours` says which actors the submission plays.
pub fn mistake(failure: &Failure, yours: &dyn Fn(&str) -> bool, trace: &Trace) -> Option<Mistake> {
    let seen = Seen { trace, yours };
    match failure {
        Failure::WrongAnswer {
            at,
            expected,
            got,
            likeness,
            ..
        } => match likeness {
            _ if { expected.iter() }.any(|line| behind_head(got, line.as_bytes()).is_some()) => {
                Some(Mistake::Framed)
            }
            _ if is_shown(got, expected) => Some(Mistake::ReprSent),
            _ if is_encoded_twice(got, expected) => Some(Mistake::EncodedTwice),
            _ if lost_accents(got, expected) => Some(Mistake::AccentsLost),
            _ if lost_spaces(got, expected) => Some(Mistake::SpacesLost),
            Likeness::Unknown | Likeness::Truncated
                if seen.asked_in_pieces(at) && is_end_of(got, expected) =>
            {
                Some(Mistake::BeginningLost)
            }
            Likeness::Unknown if seen.said_again(at, got) => Some(Mistake::SaidAgain),
            Likeness::Unknown => {
                let partners = seen.partners(at);
                let asked = || { partners.iter() }.find_map(|peer| seen.empty_line_added(peer));
                seen.empty_line_answered(at, got).or_else(asked)
            }
            Likeness::PrefixDiffers => None,
            // The second of two lines that came together has no answer of its own.
            Likeness::PrefixMissing if seen.asked_together(at) => Some(Mistake::ReplyPerRead),
            Likeness::PrefixMissing => Some(Mistake::PrefixMissing),
            Likeness::NulPadded => Some(Mistake::NulPadded),
            // The next answer follows the whole of this one.
            Likeness::ReplyPerRead if expected.iter().any(|line| follows_on(got, line)) => {
                Some(Mistake::NoNewline)
            }
            Likeness::ReplyPerRead => Some(Mistake::ReplyPerRead),
            Likeness::SomeoneElses if seen.sent_to_all(at, got) => Some(Mistake::SentToAll),
            Likeness::SomeoneElses => Some(Mistake::SomeoneElses),
            Likeness::Earlier => Some(Mistake::Earlier),
            Likeness::BrokenCharacter => Some(Mistake::BrokenCharacter),
            Likeness::Truncated if seen.asked_in_pieces(at) => Some(Mistake::ReplyPerRead),
            Likeness::Truncated => Some(Mistake::Truncated),
        },
        Failure::Exited { actor, exit }
        | Failure::ExitedBeforeListening { actor, exit }
        | Failure::ExitedBeforeConnecting { actor, exit } => {
            let panicked = (*exit == Exit::Code(101)).then_some(Mistake::Panicked);
            let own = seen.killed_by_sigpipe(actor);
            let own = own.or_else(|| seen.fell_by_a_wait(actor)).or(panicked);
            let own = own.or_else(|| seen.never_awaited(actor));
            own.or_else(|| seen.fell_by_its_input(actor))
        }
        Failure::ListensElsewhere { listens, .. } | Failure::Unreachable { listens, .. } => {
            only_ipv6(listens).then_some(Mistake::OnlyIpv6)
        }
        Failure::NoAnswer { at, .. } => {
            let own = seen.left_for_another(at).or_else(|| seen.no_answer(at));
            let own = seen.or_used_up(own.or_else(|| seen.died(at)), at);
            match own {
                None | Some(Mistake::AfterALeave | Mistake::KeptAnswer) => {
                    seen.left_to_nobody(at).or(own)
                }
                told => told,
            }
        }
        Failure::NotAccepted { actor, by } => {
            let own = seen.queued(actor).or_else(|| seen.busy(by));
            seen.or_used_up(own, actor)
        }
        // What an answer that went astray does to the conversation is its consequence.
        Failure::EndedEarly { at, .. } if seen.answered_another(at) => {
            Some(Mistake::AnsweredAnother)
        }
        // A thread that panics closes what it owns: that outranks what its closing looks like. But one that was left without its
        // socket is not to blame.
        Failure::EndedEarly { at, reset, .. } => match seen.ended_early(at, *reset) {
            Some(told @ (Mistake::ClosedWhileUsed | Mistake::NonBlocking)) => Some(told),
            other => {
                let own = seen.died(at);
                own.or_else(|| seen.closed_within_a_character(at)).or(other)
            }
        },
        Failure::NotPrinted { by, expected, got } => seen
            .killed_by_sigpipe(by)
            .or_else(|| seen.fell_by_a_wait(by))
            .or_else(|| seen.not_cleared(by))
            .or_else(|| seen.framed(by))
            .or_else(|| seen.never_awaited(by))
            .or_else(|| seen.read_twice(by, None))
            .or_else(|| seen.not_printed(by, expected, got))
            .or_else(|| seen.lost_with_a_thread(by))
            .or_else(|| seen.all_wait_for_dead())
            .or_else(|| seen.lost_a_thread(by))
            .or_else(|| seen.waits_in_vain(by))
            .or_else(|| seen.ended_too_soon(by))
            .or_else(|| seen.accepts_on(by))
            .or_else(|| seen.never_given(by))
            .or_else(|| seen.task_waits(by, None))
            .or_else(|| seen.not_handed_on(by))
            .or_else(|| seen.awaits_more(by))
            .or_else(|| seen.answer_ignored(by)),
        Failure::NotCarried { from, to, .. } => {
            let killed = { seen.killed_by_sigpipe(from) }.or_else(|| seen.killed_by_sigpipe(to));
            let framed = || seen.framed(from).or_else(|| seen.framed(to));
            let own = killed.or_else(framed);
            let own = own.or_else(|| seen.read_twice(from, Some(to)));
            let own = own.or_else(|| seen.no_newline(from, to));
            let own = own.or_else(|| seen.no_newline(to, from));
            let own = own.or_else(|| seen.queued(from).or_else(|| seen.queued(to)));
            let own = own.or_else(|| seen.ended_by_an_empty_line(from));
            let own = own.or_else(|| seen.sends_without_spaces(from, to));
            let own = own.or_else(|| seen.closed_by_mistake(to));
            let owing = || seen.ended_owing(from, to).then_some(Mistake::EndedOwing);
            let own = own.or_else(owing);
            let astray = || {
                seen.answered_another(to)
                    .then_some(Mistake::AnsweredAnother)
            };
            let own = own.or_else(astray);
            let doubled = || {
                seen.empty_line_added(from)
                    .or_else(|| seen.empty_line_added(to))
            };
            let own = own.or_else(doubled).or_else(|| seen.locked());
            let own = own.or_else(|| seen.waits_in_vain(from));
            own.or_else(|| seen.task_waits(from, Some(to)))
                .or_else(|| seen.task_waits(to, Some(from)))
                .or_else(|| seen.not_handed_on(from))
        }
        Failure::NotReceived { by, .. } => {
            let framed = || seen.typed().and_then(|typed| seen.framed(typed));
            let unrun = seen.typed().and_then(|typed| seen.never_awaited(typed));
            let own = unrun.or_else(|| seen.both_wait(by)).or_else(framed);
            let empty = || { seen.typed() }.and_then(|typed| seen.ended_by_an_empty_line(typed));
            let own = own.or_else(|| seen.unended(by)).or_else(empty);
            let own = own.or_else(|| seen.not_sent(by));
            let doubled = || seen.typed().and_then(|typed| seen.empty_line_added(typed));
            let own = own.or_else(doubled);
            own.or_else(|| seen.queued(by)).or_else(|| seen.locked())
        }
        Failure::NotExited { actor } => {
            let own = seen.deadlock().or_else(|| seen.spins());
            let own = own.or_else(|| seen.framed(actor));
            let own = own.or_else(|| seen.reads_on(actor));
            let own = own.or_else(|| seen.no_end_sent(actor));
            let own = own.or_else(|| seen.accepts_on(actor));
            let own = own.or_else(|| seen.waits_for_an_accept(actor));
            own.or_else(|| seen.tries_on(actor))
        }
        Failure::NotEnded { .. } => seen.deadlock().or_else(|| seen.spins()),
        Failure::Grows { actor, what, .. } => {
            let own = match what.as_str() {
                "processes" => seen.children_accept(actor),
                "connections" => seen.parent_keeps_copies(actor),
                _ => None,
            };
            own.or_else(|| seen.locked())
        }
        Failure::NotRead { from, by, .. } => seen.read_twice(by, Some(from)),
        Failure::NeverConnected { actor, .. } => seen.input_first(actor),
        Failure::WrongStatus { actor, .. } => {
            { seen.killed_by_sigpipe(actor) }.or_else(|| seen.fell_by_its_input(actor))
        }
        Failure::SaidNothing { actor } => seen.killed_by_sigpipe(actor),
        Failure::Limit {
            actor,
            limit: LimitKind::Connections,
            ..
        } => seen.dials_per_line(actor),
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::Refused { .. }
        | Failure::RuleBroken { .. }
        | Failure::NotCovered { .. }
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
