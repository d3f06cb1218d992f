//! How a sentence names an actor: by what it is, and by its name where there could be another.

use std::collections::BTreeMap;

use crate::i18n::{Catalog, args};
use crate::model::{ActorName, Fact, Failure, Member, Part, Player, Trace};

/// Who took part in the check.
pub(super) type Cast = BTreeMap<ActorName, Part>;

/// `your server`, `your client `five[2]``, `the client `silent``, `the reference worker`.
pub(super) fn named(member: &Member, cast: &Cast, catalog: &Catalog) -> String {
    let shown = member.to_string();
    let Some(part) = cast.get(&member.actor) else {
        return catalog.text("actor-unknown", &args!["member" => shown]);
    };
    let others = cast
        .iter()
        .any(|(name, other)| *name != member.actor && other == part);
    let args = args!["role" => &part.role, "member" => shown];
    match (part.by, member.alone && !others) {
        (Player::Submission, true) => catalog.text("actor-yours", &args),
        (Player::Submission, false) => catalog.text("actor-yours-member", &args),
        (Player::Reference, true) => catalog.text("actor-reference", &args),
        (Player::Reference, false) => catalog.text("actor-reference-member", &args),
        (Player::Script, _) => catalog.text("actor-script", &args),
    }
}

/// Whether the student's program plays `member`, as far as is known.
pub(super) fn is_yours(member: &Member, cast: &Cast) -> bool {
    cast.get(&member.actor)
        .is_some_and(|part| part.by == Player::Submission)
}

/// With whom `member` talked, if that is one.
pub(super) fn peer<'a>(member: &Member, trace: &'a Trace) -> Option<&'a Member> {
    let mut found: Option<&Member> = None;
    for observation in &trace.observations {
        let Fact::Connected { from, to } = &observation.what else {
            continue;
        };
        let other = match (from == member, to == member) {
            (true, false) => to,
            (false, true) => from,
            (true, true) | (false, false) => continue,
        };
        if found.is_some_and(|found| found != other) {
            return None;
        }
        found = Some(other);
    }
    found
}

/// Whom a failure is about.
pub(super) fn concerned(failure: &Failure) -> Vec<&Member> {
    match failure {
        Failure::NoProgram { .. } => vec![],
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
        | Failure::Limit { actor, .. } => vec![actor],
        Failure::Refused { actor, by } | Failure::NotAccepted { actor, by } => vec![actor, by],
        Failure::NoAnswer { at, .. }
        | Failure::WrongAnswer { at, .. }
        | Failure::EndedEarly { at, .. }
        | Failure::NotEnded { at, .. } => vec![at],
        Failure::NotPrinted { by, .. } | Failure::NotReceived { by, .. } => vec![by],
        Failure::NotRead { from, by, .. } => vec![from, by],
        Failure::NotCarried { from, to, .. } => vec![from, to],
        Failure::RuleBroken { from, .. } => vec![from],
    }
}
