//! What a trace says of a check.

use std::collections::BTreeSet;

use super::likeness::likened;
use crate::model::{Actor, By, Check, Doubt, Fact, Failure, Member, Outcome, Trace};

/// The outcome of a check of which this was seen.
///
/// The check passed when no step failed. Otherwise the failure is named after what most plainly went wrong: a limit that was
/// reached, or a program that fell, before what was missed because of it.
pub fn outcome(check: &Check, plays: &dyn Fn(&str) -> By, trace: &Trace) -> Outcome {
    let facts = || trace.observations.iter().map(|seen| &seen.what);
    let Some(seen) = facts().find_map(|fact| match fact {
        Fact::Failed { failure } => Some(failure),
        _ => None,
    }) else {
        return Outcome::Passed;
    };
    let limit = facts().find_map(|fact| match fact {
        Fact::LimitReached {
            actor,
            limit,
            allowed,
        } => Some(Failure::Limit {
            actor: actor.clone(),
            limit: *limit,
            allowed: allowed.clone(),
        }),
        _ => None,
    });
    let failure = limit
        .or_else(|| fallen(seen, trace))
        .unwrap_or_else(|| seen.clone());
    let failure = likened(failure, trace);
    if let Some(culprit) = blame(&failure)
        && is_ours(check, plays, &culprit.actor)
    {
        return Outcome::Inconclusive(Doubt::ReferenceFailed {
            failure: Box::new(failure),
        });
    }
    Outcome::Failed(failure)
}

/// Where an answer was missed because the program that owed it ended by itself, its end is the failure.
fn fallen(seen: &Failure, trace: &Trace) -> Option<Failure> {
    let waits = match seen {
        Failure::NoAnswer { at, .. } | Failure::EndedEarly { at, .. } => at,
        Failure::Refused { actor, .. } => actor,
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::NeverConnected { .. }
        | Failure::Exited { .. }
        | Failure::NotAccepted { .. }
        | Failure::WrongAnswer { .. }
        | Failure::NotEnded { .. }
        | Failure::NotRead { .. }
        | Failure::NotPrinted { .. }
        | Failure::NotReceived { .. }
        | Failure::NotExited { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::NotCarried { .. }
        | Failure::RuleBroken { .. }
        | Failure::NotCovered { .. }
        | Failure::Grows { .. }
        | Failure::Burns { .. }
        | Failure::Limit { .. } => return None,
    };
    let refuses = match seen {
        Failure::Refused { by, .. } => Some(by),
        _ => None,
    };
    let partners: BTreeSet<&Member> = trace
        .observations
        .iter()
        .filter_map(|seen| match &seen.what {
            Fact::Connected { from, to } | Fact::Refused { from, to } if from == waits => Some(to),
            Fact::Connected { from, to } if to == waits => Some(from),
            _ => None,
        })
        .chain(refuses)
        .collect();
    // Who was told to end did not end by itself, until it is launched anew.
    let mut told = BTreeSet::new();
    trace.observations.iter().find_map(|seen| {
        match &seen.what {
            Fact::Signalled { actor, signal } if ends(signal) => drop(told.insert(actor)),
            Fact::Launched { actor, .. } => drop(told.remove(actor)),
            Fact::Exited { actor, exit } if partners.contains(actor) && !told.contains(actor) => {
                return Some(Failure::Exited {
                    actor: actor.clone(),
                    exit: *exit,
                });
            }
            _ => {}
        }
        None
    })
}

/// Whether a signal is one to end by.
fn ends(signal: &str) -> bool {
    !matches!(signal, "SIGSTOP" | "SIGCONT")
}

/// The actor whose doing the failure is, where it is one's.
pub fn blame(failure: &Failure) -> Option<&Member> {
    match failure {
        Failure::NoProgram { .. } => None,
        Failure::CannotExecute { actor, .. }
        | Failure::NeverListened { actor }
        | Failure::ListensElsewhere { actor, .. }
        | Failure::Unreachable { actor, .. }
        | Failure::ExitedBeforeListening { actor, .. }
        | Failure::ExitedBeforeConnecting { actor, .. }
        | Failure::NeverConnected { actor, .. }
        | Failure::Exited { actor, .. }
        | Failure::NotExited { actor }
        | Failure::WrongStatus { actor, .. }
        | Failure::SaidNothing { actor }
        | Failure::Grows { actor, .. }
        | Failure::Burns { actor }
        | Failure::Limit { actor, .. } => Some(actor),
        Failure::Refused { by, .. }
        | Failure::NotAccepted { by, .. }
        | Failure::NotRead { by, .. }
        | Failure::NotPrinted { by, .. } => Some(by),
        Failure::NotCarried { from, .. }
        | Failure::RuleBroken { from, .. }
        | Failure::NotCovered { from, .. } => Some(from),
        Failure::NoAnswer { at, .. }
        | Failure::WrongAnswer { at, .. }
        | Failure::EndedEarly { at, .. }
        | Failure::NotEnded { at, .. } => Some(at),
        Failure::NotReceived { by, .. } => Some(by),
    }
}

/// Whether no program of the submission has anything to do with the actor: it neither is one, nor talks to one.
fn is_ours(check: &Check, plays: &dyn Fn(&str) -> By, name: &str) -> bool {
    let is_student = |name: &str| plays(name) == By::Submission;
    let dials = |actor: &Actor, to: &str| actor.dials.as_deref() == Some(to);
    let partners = check.cast.values().filter(|other| {
        dials(other, name)
            || check
                .cast
                .get(name)
                .is_some_and(|actor| dials(actor, &other.name))
    });
    !is_student(name)
        && partners
            .map(|other| other.name.as_str())
            .all(|other| !is_student(other))
}

#[cfg(test)]
mod tests {
    use super::fallen;
    use crate::judge::notation::{member, trace};
    use crate::model::Failure;

    #[test]
    fn who_was_told_to_end_has_not_fallen() {
        let no_answer = Failure::NoAnswer {
            at: member("talker"),
            expected: vec![],
            got: vec![],
        };
        let falls = |text: &str| fallen(&no_answer, &trace(text)).is_some();
        let with = |more: &str| falls(&format!("talker > server connects\n{more}\nfails"));
        assert!(with("server exits 1"));
        assert!(!with("other exits 1"));
        assert!(!with("server signalled SIGTERM\nserver exits 0"));
        assert!(with("server signalled SIGSTOP\nserver exits 1"));
        assert!(with(
            "server signalled SIGKILL\nserver exits 9\nserver starts again\nserver exits 1"
        ));
        // What ends right after the failure has most likely made it.
        assert!(falls("talker > server connects\nfails\nserver exits 101"));
    }
}
