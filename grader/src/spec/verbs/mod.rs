//! The verbs of steps, as data: for each its key, what goes with it, and how a step of it is lowered to the model.

//!
//! A new verb is an entry here and a variant of the model's `Action`; reader, documents and schema follow.

mod flow;
mod links;
mod peers;
mod programs;

use std::iter;

use crate::model::Action;

use super::grammar::{Key, Kind, optional};
use super::lower::Script;
use super::node::Fields;

/// A verb: what a step can do, or wait for.
pub(super) struct Verb {
    /// The key that makes a step one of this verb, and what the verb does.
    pub(super) key: Key,
    /// The other keys of such a step.
    pub(super) modifiers: &'static [Key],
    /// How it is lowered.
    pub(super) lower: Lower,
    /// A step of it, as one would write it.
    pub(super) example: &'static str,
}

/// How a verb is lowered to the model.
pub(super) enum Lower {
    /// To an action, with the semantic checks that it needs.
    Action(fn(&mut Script<'_>, &Fields) -> Option<Action>),
    /// To the steps of a sequence, in its place.
    Inline,
}

/// Verbs that belong together.
pub(super) struct Topic {
    /// Its title in the documents.
    pub(super) title: &'static str,
    /// What they have in common.
    pub(super) doc: &'static str,
    /// The verbs.
    pub(super) verbs: &'static [Verb],
}

/// All verbs, by topic.
pub(super) static TOPICS: &[&Topic] =
    &[&programs::TOPIC, &peers::TOPIC, &links::TOPIC, &flow::TOPIC];

/// What every step may say.
static WITHIN: Key = optional(
    "within",
    Kind::Duration,
    "How long the step waits, where that differs from `limits.step`.",
);

/// All verbs.
pub(super) fn all() -> impl Iterator<Item = &'static Verb> {
    TOPICS.iter().flat_map(|topic| topic.verbs)
}

impl Verb {
    /// The keys of a step of this verb, its own first.
    pub(super) fn keys(&'static self) -> impl Iterator<Item = &'static Key> {
        iter::once(&self.key)
            .chain(self.modifiers)
            .chain(iter::once(&WITHIN))
    }
}
