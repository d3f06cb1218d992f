//! What to do next, by the kind of the verdict.

use super::{ending, who};
use crate::i18n::{Catalog, args};
use crate::model::{
    Awaited, CheckReport, Doubt, Exit, ExitStatus, Fact, Failure, Likeness, Member, Missing,
    Outcome,
};

/// What to do next.
pub(super) struct Advice {
    /// In words.
    pub(super) text: String,
    /// Whether it says no more than that what was asked is to be done: what the exercise's author says of the check says more.
    pub(super) is_general: bool,
}

/// The advice on what came of `check`, where there is something to do.
pub(super) fn advice(check: &CheckReport, catalog: &Catalog) -> Option<Advice> {
    let special = |text| {
        Some(Advice {
            text,
            is_general: false,
        })
    };
    let failure = match &check.outcome {
        Outcome::Passed | Outcome::Skipped { .. } => return None,
        Outcome::Failed(failure) => failure,
        Outcome::Inconclusive(doubt) => return special(doubtful(doubt, catalog)?),
    };
    if let Failure::NoProgram { role, missing } = failure {
        return special(absent(role, missing, catalog));
    }
    if let Some(text) = seen(check, failure, catalog) {
        return special(text);
    }
    Some(Advice {
        text: catalog.plain(failed(failure)),
        is_general: is_general(failure) || ending::is_after_a_word(check, failure),
    })
}

/// The advice that what was seen of a failure gives, where its kind alone would say less.
fn seen(check: &CheckReport, failure: &Failure, catalog: &Catalog) -> Option<String> {
    let id = match failure {
        Failure::NotPrinted { by, .. } => match ending::exited(check, by)? {
            Exit::Code(0) => "advice-not-printed-ended",
            exit @ (Exit::Code(_) | Exit::Signal(_)) => ended(exit),
        },
        Failure::NotCarried { from, to, .. } => {
            let (by, _) = ending::closed_by(check, from, to)?;
            who::is_yours(by, &check.cast).then_some("advice-not-carried-closed")?
        }
        Failure::NotExited { actor } => stays(check, actor)?,
        Failure::Refused { by, .. } => {
            let runs = ending::exited(check, by).is_none() && !ending::has_failed(check, by);
            runs.then_some("advice-refused-runs")?
        }
        Failure::EndedEarly { at, .. } => {
            let by = who::peer(at, &check.evidence)?;
            if let Some((exit, _)) = ending::ended_unasked(check, by) {
                ended(exit)
            } else if ending::told_of_an_error(check, by, at) {
                "advice-ended-early-failed"
            } else {
                return None;
            }
        }
        Failure::Burns { actor } if ending::is_alone(check, actor) => "advice-burns-nobody",
        Failure::Burns { actor } => {
            let left = ending::left_within_a_line(check, actor)?;
            let left = who::named(left, &check.cast, catalog);
            return Some(catalog.text("advice-burns-half-line", &args!["actor" => left]));
        }
        Failure::Exited {
            actor,
            exit: Exit::Code(_),
        } => return after_many(check, actor, catalog),
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::Exited { .. }
        | Failure::NeverConnected { .. }
        | Failure::NotAccepted { .. }
        | Failure::NoAnswer { .. }
        | Failure::WrongAnswer { .. }
        | Failure::NotEnded { .. }
        | Failure::NotRead { .. }
        | Failure::NotReceived { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::RuleBroken { .. }
        | Failure::NotCovered { .. }
        | Failure::Grows { .. }
        | Failure::Limit { .. } => return None,
    };
    Some(catalog.plain(id))
}

/// What to look for where a program has ended like this, and not with success.
fn ended(exit: Exit) -> &'static str {
    match exit {
        Exit::Code(_) => "advice-exited",
        Exit::Signal(6) => "advice-killed-abort",
        Exit::Signal(7 | 11) => "advice-killed-memory",
        Exit::Signal(8) => "advice-killed-division",
        Exit::Signal(_) => "advice-killed",
    }
}

/// So many connections are many: what each of them leaves behind may have been used up.
const MANY: usize = 200;

/// What to look for where a program ended after many connections.
pub(super) fn after_many(check: &CheckReport, actor: &Member, catalog: &Catalog) -> Option<String> {
    let seen = check.evidence.observations.iter();
    let made = seen.filter(|seen| matches!(&seen.what, Fact::Connected { to, .. } if to == actor));
    // A long exchange is not kept whole: how many there were is not known.
    (made.count() >= MANY).then(|| catalog.plain("advice-exited-many"))
}

/// The advice on a program that does not end, by what its first thread waits for.
fn stays(check: &CheckReport, actor: &Member) -> Option<&'static str> {
    let mut seen = check.evidence.observations.iter();
    let threads = seen.find_map(|seen| match &seen.what {
        Fact::Stuck {
            actor: stuck,
            threads,
            ..
        } if stuck == actor => Some(threads),
        _ => None,
    })?;
    let first = threads
        .iter()
        .find(|thread| (thread.process, thread.thread) == (1, 1))?;
    match first.waits {
        // It is a task that waits, for nobody knows what.
        Awaited::Thread if first.is_in_runtime() => None,
        Awaited::Message { .. } => Some("advice-not-exited-reads"),
        Awaited::Client => Some("advice-not-exited-accepts"),
        Awaited::Input if is_client_of_nobody(check, actor) => {
            Some("advice-not-exited-unconnected")
        }
        Awaited::Input => Some("advice-not-exited-input"),
        Awaited::End { .. } | Awaited::Thread | Awaited::Channel | Awaited::Condition => {
            let accepts = { threads.iter() }.any(|thread| thread.waits == Awaited::Client);
            Some(match accepts {
                true => "advice-not-exited-thread-accepts",
                false => "advice-not-exited-thread",
            })
        }
        Awaited::Time => Some("advice-not-exited-sleeps"),
        Awaited::Nothing
        | Awaited::Reader { .. }
        | Awaited::Server
        | Awaited::Any { .. }
        | Awaited::Lock { .. }
        | Awaited::Child
        | Awaited::Signal
        | Awaited::Other => None,
    }
}

/// Whether a program has never listened, nor been connected.
fn is_client_of_nobody(check: &CheckReport, member: &Member) -> bool {
    let mut seen = check.evidence.observations.iter();
    !seen.any(|seen| match &seen.what {
        Fact::Listening { actor, .. } => actor == member,
        Fact::Connected { from, to } => from == member || to == member,
        _ => false,
    })
}

fn doubtful(doubt: &Doubt, catalog: &Catalog) -> Option<String> {
    let id = match doubt {
        Doubt::NeedsIsolation { .. } => "advice-needs-isolation",
        Doubt::PortTaken { .. } => "advice-port-taken",
        Doubt::ReferenceFailed { .. } => "advice-reference-failed",
        Doubt::ProgramLacks { needs, .. } => return Some(lacks(needs, catalog)),
        Doubt::OutOfReach { .. } => "advice-out-of-reach",
        Doubt::HostFailed { .. } => "advice-host-failed",
        Doubt::GraderFailed { .. } => "advice-grader-failed",
        Doubt::NeedsUnknown { .. } | Doubt::NeedsRun => return None,
    };
    Some(catalog.plain(id))
}

/// Whether the advice on a failure of this kind only repeats what was asked.
fn is_general(failure: &Failure) -> bool {
    match failure {
        Failure::NotPrinted { .. }
        | Failure::NotReceived { .. }
        | Failure::NotCarried { .. }
        | Failure::NotExited { .. } => true,
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::NeverConnected { .. }
        | Failure::Exited { .. }
        | Failure::Refused { .. }
        | Failure::NotAccepted { .. }
        | Failure::NoAnswer { .. }
        | Failure::WrongAnswer { .. }
        | Failure::EndedEarly { .. }
        | Failure::NotEnded { .. }
        | Failure::NotRead { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::RuleBroken { .. }
        | Failure::NotCovered { .. }
        | Failure::Grows { .. }
        | Failure::Burns { .. }
        | Failure::Limit { .. } => false,
    }
}

fn failed(failure: &Failure) -> &'static str {
    match failure {
        Failure::NoProgram { .. } | Failure::CannotExecute { .. } => "advice-cannot-execute",
        Failure::NeverListened { .. } => "advice-never-listened",
        Failure::ListensElsewhere { .. } => "advice-listens-elsewhere",
        Failure::Unreachable { .. } => "advice-unreachable",
        Failure::ExitedBeforeListening {
            exit: Exit::Code(_),
            ..
        }
        | Failure::ExitedBeforeConnecting {
            exit: Exit::Code(_),
            ..
        } => "advice-exited-before",
        Failure::ExitedBeforeListening { exit, .. }
        | Failure::ExitedBeforeConnecting { exit, .. } => ended(*exit),
        Failure::NeverConnected { .. } => "advice-never-connected",
        Failure::Exited {
            exit: Exit::Code(0),
            ..
        } => "advice-exited-success",
        Failure::Exited { exit, .. } => ended(*exit),
        Failure::Refused { .. } => "advice-refused",
        Failure::NotAccepted { .. } => "advice-not-accepted",
        Failure::NoAnswer { .. } => "advice-no-answer",
        Failure::WrongAnswer { likeness, .. } => match likeness {
            Likeness::Unknown => "advice-wrong-answer-unknown",
            Likeness::PrefixMissing => "advice-wrong-answer-prefix-missing",
            Likeness::PrefixDiffers => "advice-wrong-answer-prefix-differs",
            Likeness::NulPadded => "advice-wrong-answer-nul-padded",
            Likeness::ReplyPerRead => "advice-wrong-answer-reply-per-read",
            Likeness::SomeoneElses => "advice-wrong-answer-someone-elses",
            Likeness::Earlier => "advice-wrong-answer-earlier",
            Likeness::BrokenCharacter => "advice-wrong-answer-broken-character",
            Likeness::Truncated => "advice-wrong-answer-truncated",
        },
        Failure::EndedEarly { .. } => "advice-ended-early",
        Failure::NotEnded { .. } => "advice-not-ended",
        Failure::NotRead { .. } => "advice-not-read",
        Failure::NotPrinted { .. } => "advice-not-printed",
        Failure::NotReceived { .. } => "advice-not-received",
        Failure::NotExited { .. } => "advice-not-exited",
        Failure::WrongStatus { wanted, .. } => match wanted {
            ExitStatus::Success | ExitStatus::Any => "advice-wrong-status-success",
            ExitStatus::Failure => "advice-wrong-status-failure",
        },
        Failure::SaidNothing { .. } => "advice-said-nothing",
        Failure::NotCarried { .. } => "advice-not-carried",
        Failure::RuleBroken { .. } => "advice-rule-broken",
        Failure::NotCovered { .. } => "advice-not-covered",
        Failure::Grows { .. } => "advice-grows",
        Failure::Burns { .. } => "advice-burns",
        Failure::Limit { .. } => "advice-limit",
    }
}

fn absent(role: &str, missing: &Missing, catalog: &Catalog) -> String {
    match missing {
        Missing::NotFound { looked_for, .. } => {
            let name = looked_for.first().map_or(role, String::as_str);
            catalog.text("advice-not-found", &args!["name" => name])
        }
        Missing::Ambiguous { .. } => catalog.text("advice-ambiguous", &args!["role" => role]),
        Missing::DidNotBuild { .. } => catalog.plain("advice-did-not-build"),
        Missing::NotDeclared => catalog.text("advice-not-declared", &args!["role" => role]),
        Missing::NotMade { .. } => catalog.plain("advice-not-made"),
        Missing::NoFile { .. } => catalog.plain("advice-no-file"),
        Missing::NoInterpreter { needs, .. } => lacks(needs, catalog),
    }
}

fn lacks(needs: &str, catalog: &Catalog) -> String {
    catalog.text("advice-no-interpreter", &args!["needs" => needs])
}
