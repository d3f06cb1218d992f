//! What happened, in one sentence, by the kind of the verdict.

use std::collections::BTreeSet;

use crate::i18n::{Arg, Catalog, args};
use crate::model::{
    CheckReport, Doubt, Exit, ExitStatus, Fact, Failure, Likeness, LimitKind, Listener, Member,
    Missing, Outcome,
};

use super::{ending, growth, size, who};

/// The sentence for a check's outcome, empty for one that passed.
pub(super) fn sentence(check: &CheckReport, catalog: &Catalog) -> String {
    let text = match &check.outcome {
        Outcome::Passed => String::new(),
        Outcome::Failed(failure) => failed(failure, check, catalog),
        Outcome::Skipped { needs } => catalog.text("skipped", &args!["needs" => needs]),
        Outcome::Inconclusive(doubt) => doubtful(doubt, check, catalog),
    };
    capitalised(&text)
}

fn failed(failure: &Failure, check: &CheckReport, catalog: &Catalog) -> String {
    let who = |member: &Member| who::named(member, &check.cast, catalog);
    let peer = |member: &Member| who::peer(member, &check.evidence).map(who);
    let how = |exit: &Exit| ended(*exit, catalog);
    let say = |id: &str, args| catalog.text(id, &args);
    match failure {
        Failure::NoProgram { role, missing } => absent(role, missing, catalog),
        Failure::CannotExecute { actor, why } => {
            say("cannot-execute", args!["actor" => who(actor), "why" => why])
        }
        Failure::NeverListened { actor } => say("never-listened", args!["actor" => who(actor)]),
        Failure::ListensElsewhere {
            actor,
            asked,
            listens,
        } => say(
            "listens-elsewhere",
            args!["actor" => who(actor), "asked" => Arg::shown(asked), "listens" => places(listens)],
        ),
        Failure::Unreachable { actor, listens } => say(
            "unreachable",
            args!["actor" => who(actor), "listens" => places(listens)],
        ),
        Failure::ExitedBeforeListening { actor, exit } => say(
            "exited-before-listening",
            args!["actor" => who(actor), "exit" => how(exit)],
        ),
        Failure::ExitedBeforeConnecting { actor, exit } => say(
            "exited-before-connecting",
            args!["actor" => who(actor), "exit" => how(exit)],
        ),
        Failure::NeverConnected { actor, ports } => say(
            "never-connected",
            args!["actor" => who(actor), "count" => ports.len(), "ports" => listed(ports)],
        ),
        Failure::Exited { actor, exit } => {
            say("exited", args!["actor" => who(actor), "exit" => how(exit)])
        }
        Failure::Refused { actor, by } => {
            say("refused", args!["actor" => who(actor), "by" => who(by)])
        }
        Failure::NotAccepted { actor, by } => say(
            "not-accepted",
            args!["actor" => who(actor), "by" => who(by)],
        ),
        Failure::NoAnswer { at, got, .. } if got.is_empty() => match peer(at) {
            Some(peer) => say("no-answer-from", args!["at" => who(at), "peer" => peer]),
            None => say("no-answer", args!["at" => who(at)]),
        },
        Failure::NoAnswer { at, .. } => say("no-answer-partial", args!["at" => who(at)]),
        Failure::WrongAnswer {
            at,
            likeness: Likeness::SomeoneElses,
            got,
            ..
        } if ends_with_its_own(check, at, got) => {
            say("wrong-answer-others-in-front", args!["at" => who(at)])
        }
        Failure::WrongAnswer { at, likeness, .. } => {
            say(wrong_answer(*likeness), args!["at" => who(at)])
        }
        Failure::EndedEarly { at, reset, .. } => match (peer(at), reset) {
            (Some(peer), false) => say("ended-early-by", args!["at" => who(at), "peer" => peer]),
            (Some(peer), true) => say(
                "ended-early-reset-by",
                args!["at" => who(at), "peer" => peer],
            ),
            (None, false) => say("ended-early", args!["at" => who(at)]),
            (None, true) => say("ended-early-reset", args!["at" => who(at)]),
        },
        Failure::NotEnded { at, got: _ } => say("not-ended", args!["at" => who(at)]),
        Failure::NotRead { from, by, unread } => say(
            "not-read",
            args!["from" => who(from), "by" => who(by), "unread" => *unread],
        ),
        Failure::NotPrinted { by, .. } => match ending::ended_before(check, by) {
            Some(exit) => say(
                "not-printed-ended",
                args!["by" => who(by), "exit" => how(&exit)],
            ),
            None => say("not-printed", args!["by" => who(by)]),
        },
        Failure::NotReceived { by, .. } => say("not-received", args!["by" => who(by)]),
        Failure::NotExited { actor } => say("not-exited", args!["actor" => who(actor)]),
        Failure::WrongStatus {
            actor,
            exit,
            wanted,
        } => say(
            match wanted {
                ExitStatus::Success => "wrong-status-success",
                ExitStatus::Failure => "wrong-status-failure",
                ExitStatus::Any => "wrong-status-any",
            },
            args!["actor" => who(actor), "exit" => how(exit)],
        ),
        Failure::SaidNothing { actor } => say("said-nothing", args!["actor" => who(actor)]),
        Failure::NotCarried {
            from,
            to,
            expected: _,
        } => match ending::closed_by(check, from, to) {
            Some((by, with)) => say(
                "not-carried-closed",
                args!["by" => who(by), "with" => who(with)],
            ),
            None if ending::is_left_unanswered(check, from, to) => say(
                "not-carried-unanswered",
                args!["from" => who(from), "to" => who(to)],
            ),
            None => say("not-carried", args!["from" => who(from), "to" => who(to)]),
        },
        Failure::RuleBroken {
            from,
            line: _,
            rule,
        } => say("rule-broken", args!["from" => who(from), "rule" => rule]),
        Failure::NotCovered {
            from,
            first,
            last,
            twice,
            lines: _,
        } => {
            let id = if *twice {
                "covered-twice"
            } else {
                "not-covered"
            };
            let many = last.abs_diff(*first).saturating_add(1);
            // As they stand in the lines, which have no separators.
            let (first, last) = (first.to_string(), last.to_string());
            say(
                id,
                args!["from" => who(from), "many" => many, "first" => first, "last" => last],
            )
        }
        Failure::Grows {
            actor,
            what,
            before,
            now,
        } => growth::sentence(actor, what, [*before, *now], check, catalog),
        Failure::Burns { actor } => say("burns", args!["actor" => who(actor)]),
        Failure::Limit {
            actor,
            limit,
            allowed,
        } => say(
            match limit {
                LimitKind::Output => "limit-output",
                LimitKind::Traffic => "limit-traffic",
                LimitKind::Connections => "limit-connections",
                LimitKind::Messages => "limit-messages",
                LimitKind::Cpu => "limit-cpu",
                LimitKind::File => "limit-file",
                LimitKind::Memory => "limit-memory",
                LimitKind::Processes => "limit-processes",
            },
            args!["actor" => who(actor), "allowed" => size::allowed(allowed, catalog)],
        ),
    }
}

/// The words with which the exchange shows that a limit was reached.
pub fn limit_fact(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::Output => "fact-limit-output",
        LimitKind::Traffic => "fact-limit-traffic",
        LimitKind::Connections => "fact-limit-connections",
        LimitKind::Messages => "fact-limit-messages",
        LimitKind::Cpu => "fact-limit-cpu",
        LimitKind::File => "fact-limit-file",
        LimitKind::Memory => "fact-limit-memory",
        LimitKind::Processes => "fact-limit-processes",
    }
}

/// Why nothing plays a role.
pub(super) fn absent(role: &str, missing: &Missing, catalog: &Catalog) -> String {
    match missing {
        Missing::NotFound {
            looked_for: _,
            found,
        } if found.is_empty() => catalog.text("no-program-none", &args!["role" => role]),
        Missing::NotFound { looked_for, found } => catalog.text(
            "no-program-found",
            &args!["role" => role, "names" => ticked(looked_for), "found" => ticked(found)],
        ),
        Missing::Ambiguous { candidates } => catalog.text(
            "no-program-ambiguous",
            &args!["role" => role, "candidates" => ticked(candidates)],
        ),
        Missing::DidNotBuild { label } => {
            catalog.text("no-program-did-not-build", &args!["label" => label])
        }
        Missing::NotDeclared => catalog.text("no-program-not-declared", &args!["role" => role]),
        Missing::NoFile { path, .. } => {
            catalog.text("no-program-no-file", &args!["role" => role, "path" => path])
        }
        Missing::NotMade { label } => catalog.text("no-program-not-made", &args!["label" => label]),
        Missing::NoInterpreter { label, needs } => lacks(label, needs, catalog),
    }
}

fn lacks(label: &str, needs: &str, catalog: &Catalog) -> String {
    catalog.text(
        "no-program-no-interpreter",
        &args!["label" => label, "needs" => needs],
    )
}

fn doubtful(doubt: &Doubt, check: &CheckReport, catalog: &Catalog) -> String {
    match doubt {
        Doubt::NeedsIsolation { role: None } => catalog.plain("doubt-needs-isolation"),
        Doubt::NeedsIsolation { role: Some(role) } => {
            catalog.text("doubt-needs-isolation-role", &args!["role" => role])
        }
        Doubt::PortTaken { port } => {
            catalog.text("doubt-port-taken", &args!["port" => port.to_string()])
        }
        Doubt::ReferenceFailed { failure } => {
            let cause = capitalised(&failed(failure, check, catalog));
            catalog.text("doubt-reference-failed", &args!["cause" => cause])
        }
        Doubt::ProgramLacks { label, needs } => lacks(label, needs, catalog),
        Doubt::OutOfReach { label } => catalog.text("doubt-out-of-reach", &args!["label" => label]),
        Doubt::HostFailed { why } => catalog.text("doubt-host-failed", &args!["why" => why]),
        Doubt::GraderFailed { why } => catalog.text("doubt-grader-failed", &args!["why" => why]),
        Doubt::NeedsUnknown { needs } => {
            catalog.text("doubt-needs-unknown", &args!["needs" => needs])
        }
        Doubt::NeedsRun => catalog.plain("doubt-needs-run"),
    }
}

/// So many bytes are no chance.
pub(super) const TELLING: usize = 4;

/// Whether the line that came to `at` ends with the message that it had sent last; or one behind it does, with the beginning of
/// another's line in front.
fn ends_with_its_own(check: &CheckReport, at: &Member, got: &[u8]) -> bool {
    let sent = || {
        { check.evidence.observations.iter() }.filter_map(|seen| match &seen.what {
            Fact::Sent { from, to, bytes } => Some((from, to, bytes.as_slice())),
            _ => None,
        })
    };
    let own = { sent().rev() }.find_map(|(from, _, bytes)| (from == at).then_some(bytes));
    let own = own.unwrap_or_default().trim_ascii();
    if own.is_empty() {
        return false;
    }
    let peer = who::peer(at, &check.evidence);
    let theirs = sent().filter(|(from, to, _)| *from != at && Some(*to) == peer);
    let theirs = theirs.flat_map(|(_, _, bytes)| lines(bytes));
    let theirs: BTreeSet<&[u8]> = theirs.collect();
    let begins_another = |front: &[u8]| {
        let ends = (0..front.len()).map(|start| &front[start..]);
        let mut ends = ends.take_while(|end| end.len() >= TELLING);
        ends.any(|end| theirs.iter().any(|line| line.starts_with(end)))
    };
    let mut fronts = lines(got).map(|line| line.trim_ascii_end().strip_suffix(own));
    fronts.next().flatten().is_some() || fronts.flatten().any(begins_another)
}

pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n')
}

fn wrong_answer(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Unknown => "wrong-answer-unknown",
        Likeness::PrefixMissing => "wrong-answer-prefix-missing",
        Likeness::PrefixDiffers => "wrong-answer-prefix-differs",
        Likeness::NulPadded => "wrong-answer-nul-padded",
        Likeness::ReplyPerRead => "wrong-answer-reply-per-read",
        Likeness::SomeoneElses => "wrong-answer-someone-elses",
        Likeness::Earlier => "wrong-answer-earlier",
        Likeness::BrokenCharacter => "wrong-answer-broken-character",
        Likeness::Truncated => "wrong-answer-truncated",
    }
}

/// How a program ended, as a part of a sentence.
pub(super) fn ended(exit: Exit, catalog: &Catalog) -> String {
    match exit {
        Exit::Code(0) => catalog.plain("exit-success"),
        Exit::Code(101) => catalog.plain("exit-panic"),
        Exit::Code(code) => catalog.text("exit-code", &args!["code" => code]),
        Exit::Signal(signal) => match signal_name(signal) {
            Some(name) => catalog.text(
                "exit-signal-named",
                &args!["signal" => signal, "name" => name],
            ),
            None => catalog.text("exit-signal", &args!["signal" => signal]),
        },
    }
}

/// The same where there is little room.
pub fn ended_briefly(exit: Exit, catalog: &Catalog) -> String {
    match exit {
        Exit::Code(code) => catalog.text("exit-code", &args!["code" => code]),
        Exit::Signal(_) => ended(exit, catalog),
    }
}

/// The names of signals by which programs die, with their numbers on Linux.
fn signal_name(signal: i32) -> Option<&'static str> {
    Some(match signal {
        1 => "SIGHUP",
        2 => "SIGINT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 => "SIGSYS",
        _ => return None,
    })
}

/// Where a program listens, in words.
pub(super) fn places(listens: &[Listener]) -> String {
    listed(listens.iter().map(|listener| listener.address))
}

fn listed<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}

fn ticked(names: &[String]) -> String {
    listed(names.iter().map(|name| format!("`{name}`")))
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
