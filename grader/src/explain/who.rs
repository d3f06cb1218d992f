//! How a sentence names an actor: by what it is, and by its name where there could be another.

use std::collections::{BTreeMap, BTreeSet};

use crate::i18n::{Catalog, args};
use crate::model::{ActorName, CheckReport, Fact, Failure, Member, Part, Player, Trace};

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

/// The reference's programs that talked to one another alone: they told the script something, before the submission had its
/// part.
pub(super) fn aside(check: &CheckReport) -> BTreeSet<&str> {
    let seen = check.evidence.observations.iter();
    let pairs = seen.filter_map(|seen| match &seen.what {
        Fact::Connected { from, to } | Fact::Refused { from, to } => {
            Some([from.actor.as_str(), to.actor.as_str()])
        }
        _ => None,
    });
    let pairs: BTreeSet<[&str; 2]> = pairs.collect();
    let is_reference = |actor: &&str| {
        let part = check.cast.get(*actor);
        part.is_some_and(|part| part.by == Player::Reference)
    };
    let mut aside: BTreeSet<&str> = pairs.iter().flatten().copied().collect();
    aside.retain(is_reference);
    // Whoever talks to somebody who is not aside is not aside either.
    while let Some(other) = pairs.iter().find_map(|[one, other]| {
        let (here, there) = (aside.contains(one), aside.contains(other));
        (here != there).then_some(if here { *one } else { *other })
    }) {
        aside.remove(other);
    }
    aside
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
        Failure::RuleBroken { from, .. } | Failure::NotCovered { from, .. } => vec![from],
    }
}
