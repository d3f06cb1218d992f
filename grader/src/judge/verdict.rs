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
        _ => return None,
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
    trace.observations.iter().find_map(|seen| match &seen.what {
        Fact::Exited { actor, exit } if partners.contains(actor) => Some(Failure::Exited {
            actor: actor.clone(),
            exit: *exit,
        }),
        _ => None,
    })
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
        Failure::NotCarried { from, .. } | Failure::RuleBroken { from, .. } => Some(from),
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
