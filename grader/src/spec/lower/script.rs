//! Steps: each with the actors that its verb is for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ActorName, ActorRef, Step};
use crate::spec::node::{Fields, Node, StepNode};
use crate::spec::problem::Problems;
use crate::spec::verbs::Lower;

use super::cast::{Cast, Player};
use super::scope::Scope;
use super::{Shared, Used};

/// A check's steps, as far as they are lowered.
pub(in crate::spec) struct Script<'a> {
    pub(super) cast: &'a Cast<'a>,
    shared: &'a Shared<'a>,
    pub(super) scope: Scope,
    used: &'a mut Used,
    pub(super) problems: &'a mut Problems,
    /// The programs that were started, and the scripted actors that are connected.
    begun: BTreeSet<ActorName>,
    /// The names of measures, and of whom they are.
    measures: BTreeMap<String, ActorName>,
    /// Whether a step of the check could not be read: it may have started, connected or captured what later steps need.
    pub(super) unread: bool,
    /// The sequences that are being done.
    within: Vec<String>,
}

impl<'a> Script<'a> {
    pub(super) fn new(
        cast: &'a Cast<'a>,
        shared: &'a Shared<'a>,
        scope: Scope,
        used: &'a mut Used,
        problems: &'a mut Problems,
    ) -> Self {
        Self {
            cast,
            shared,
            scope,
            used,
            problems,
            begun: BTreeSet::new(),
            measures: BTreeMap::new(),
            unread: false,
            within: Vec::new(),
        }
    }

    /// The variables at the end.
    pub(super) fn into_scope(self) -> Scope {
        self.scope
    }

    /// The steps that were right.
    pub(in crate::spec) fn steps(&mut self, nodes: &[Node]) -> Vec<Step> {
        let mut steps = Vec::new();
        for step in nodes.iter().filter_map(Node::step) {
            let Lower::Action(lower) = step.verb.lower else {
                steps.extend(self.sequence(step));
                continue;
            };
            let fields = &step.fields;
            match lower(self, fields) {
                Some(action) => steps.push(Step {
                    action,
                    within: fields.duration("within").copied(),
                    line: self.shared.source.line(&fields.span),
                }),
                None => self.define_all(step),
            }
        }
        steps
    }

    fn sequence(&mut self, step: &StepNode) -> Vec<Step> {
        let Some(name) = step.fields.word("do") else {
            return Vec::new();
        };
        let span = step.fields.place("do");
        let Some((_, steps)) = self.shared.sequences.get(name.as_str()) else {
            self.problems.unknown(
                span,
                "sequence",
                name,
                self.shared.sequences.keys().copied(),
            );
            return Vec::new();
        };
        if self.within.contains(name) {
            self.problems
                .add(span, format!("the sequence `{name}` does itself"));
            return Vec::new();
        }
        self.used.sequences.insert(name.clone());
        self.within.push(name.clone());
        let steps = self.steps(steps);
        self.within.pop();
        steps
    }

    /// Whether a pattern of the file, read or not, has a group of this name.
    pub(super) fn has_group(&self, name: &str) -> bool {
        self.shared.source.text.contains(&format!("<{name}>"))
    }

    /// Something is wrong with a key.
    pub(in crate::spec) fn problem(&mut self, step: &Fields, key: &str, message: String) {
        self.problems.add(step.place(key), message);
    }

    /// An actor that exists.
    fn actor(&mut self, step: &Fields, key: &str) -> Option<(ActorRef, &'a Player<'a>)> {
        let actor = step.actor(key)?.clone();
        let Some(player) = self.cast.get(&actor.name) else {
            let own = self.cast.keys().map(String::as_str);
            let known: BTreeSet<&str> = own.chain(self.shared.cast.keys().copied()).collect();
            self.problems
                .unknown(step.place(key), "actor", &actor.name, known);
            return None;
        };
        if actor.member.is_some_and(|member| member >= player.count) {
            let message = match player.count {
                1 => format!("`{}` is one actor, not a group", actor.name),
                count => format!(
                    "`{}` has {count} members, from 0 to {}",
                    actor.name,
                    count - 1
                ),
            };
            self.problem(step, key, message);
            return None;
        }
        Some((actor, player))
    }

    /// A program; all but `start` need it to be started.
    pub(in crate::spec) fn program(&mut self, step: &Fields, key: &str) -> Option<ActorRef> {
        let (actor, player) = self.actor(step, key)?;
        if player.is_program() == Some(false) {
            self.problem(
                step,
                key,
                format!("`{actor}` is played by the script; `{key}` is for programs"),
            );
            return None;
        }
        if key == "start" {
            self.begun.insert(actor.name.clone());
        } else if !self.unread && !self.begun.contains(&actor.name) {
            self.problems.add_with(
                step.place(key),
                format!("`{actor}` is not started yet"),
                format!("write `{{ start = \"{}\" }}` before", actor.name),
            );
        }
        Some(actor)
    }

    /// An actor that is played by the script.
    fn scripted(&mut self, step: &Fields, key: &str) -> Option<(ActorRef, &'a Player<'a>)> {
        let (actor, player) = self.actor(step, key)?;
        if player.is_program() == Some(true) {
            let message = format!(
                "`{actor}` is played by a program; `{key}` is for actors with `by = \"script\"`"
            );
            self.problem(step, key, message);
            return None;
        }
        Some((actor, player))
    }

    /// A scripted actor in a conversation.
    pub(in crate::spec) fn script(&mut self, step: &Fields, key: &str) -> Option<ActorRef> {
        let (actor, player) = self.scripted(step, key)?;
        if !self.unread && !player.answers() && !self.begun.contains(&actor.name) {
            let (verb, other) = match player.listens() {
                Some(true) => ("accept", "from"),
                _ => ("connect", "to"),
            };
            self.problems.add_with(
                step.place(key),
                format!("`{actor}` is not connected yet"),
                format!(
                    "write `{{ {verb} = \"{}\", {other} = \"…\" }}` before",
                    actor.name
                ),
            );
        }
        Some(actor)
    }

    /// A scripted actor that reads only when a step does.
    pub(in crate::spec) fn script_that_reads(
        &mut self,
        step: &Fields,
        key: &str,
    ) -> Option<ActorRef> {
        let actor = self.script(step, key)?;
        if self.cast.get(&actor.name).is_some_and(Player::answers) {
            self.problems.add_with(
                step.place(key),
                format!("`{actor}` answers by itself, and takes what comes"),
                "look at what it was sent with `received`",
            );
            return None;
        }
        Some(actor)
    }

    /// A scripted client, about to connect.
    pub(in crate::spec) fn scripted_client(
        &mut self,
        step: &Fields,
        key: &str,
    ) -> Option<ActorRef> {
        let (actor, player) = self.scripted(step, key)?;
        if player.listens() == Some(true) {
            self.problem(
                step,
                key,
                format!("`{actor}` listens; `{key}` is for actors that dial"),
            );
            return None;
        }
        self.begun.insert(actor.name.clone());
        Some(actor)
    }

    /// A scripted server.
    pub(in crate::spec) fn scripted_server(
        &mut self,
        step: &Fields,
        key: &str,
    ) -> Option<ActorRef> {
        let (actor, player) = self.scripted(step, key)?;
        if player.listens() == Some(false) {
            self.problem(
                step,
                key,
                format!("`{actor}` dials; `{key}` is for actors that listen"),
            );
            return None;
        }
        if key == "accept" {
            self.begun.insert(actor.name.clone());
        }
        Some(actor)
    }

    /// A scripted server that answers by itself.
    pub(in crate::spec) fn answering(&mut self, step: &Fields, key: &str) -> Option<ActorRef> {
        let (actor, player) = self.scripted(step, key)?;
        if !player.answers() {
            let message = format!("`{actor}` does not answer by itself: it has no `answers`");
            self.problem(step, key, message);
            return None;
        }
        Some(actor)
    }

    /// Tells, at `key`, when `from` does not dial `to`.
    pub(in crate::spec) fn dials(
        &mut self,
        step: &Fields,
        key: &str,
        from: &ActorRef,
        to: &ActorRef,
    ) -> Option<()> {
        let (dialler, dialled) = (self.cast.get(&from.name)?, self.cast.get(&to.name)?);
        // Of an actor whose table is wrong it cannot be told.
        dialler.role.zip(dialled.role)?;
        if self.unread && dialler.dials.is_none() {
            return None;
        }
        if dialler.dials.as_ref() != Some(&to.name) {
            let message = match &dialler.dials {
                Some(other) => format!("`{from}` dials `{other}`, not `{to}`"),
                None => format!("`{from}` does not dial `{to}`"),
            };
            self.problem(step, key, message);
            return None;
        }
        Some(())
    }

    /// Two actors that converse, at least one of them a program.
    pub(in crate::spec) fn pair(
        &mut self,
        step: &Fields,
        from: &str,
        to: &str,
    ) -> Option<(ActorRef, ActorRef)> {
        let (first, second) = (self.actor(step, from), self.actor(step, to));
        let ((first, a), (second, b)) = (first?, second?);
        if a.role.is_none() || b.role.is_none() || self.unread {
            return None;
        }
        let converse =
            a.dials.as_ref() == Some(&second.name) || b.dials.as_ref() == Some(&first.name);
        if !converse {
            self.problem(
                step,
                to,
                format!(
                    "there is no link between `{first}` and `{second}`: neither dials the other"
                ),
            );
            return None;
        }
        if a.is_program() == Some(false) && b.is_program() == Some(false) {
            self.problem(
                step,
                to,
                format!("`{first}` and `{second}` are both played by the script"),
            );
            return None;
        }
        Some((first, second))
    }

    /// Whether it listens, as far as is known.
    pub(in crate::spec) fn listens(&self, actor: &ActorRef) -> bool {
        let player = self.cast.get(&actor.name);
        player.and_then(Player::listens) != Some(false)
    }

    /// Whether the name stands for several.
    pub(in crate::spec) fn is_group(&self, actor: &ActorRef) -> bool {
        self.cast
            .get(&actor.name)
            .is_some_and(|player| player.count > 1)
    }

    /// The name of a new measure.
    pub(in crate::spec) fn measured(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
    ) -> Option<String> {
        let name = step.word(key)?.clone();
        self.measures.insert(name.clone(), actor.name.clone());
        Some(name)
    }

    /// The name of a measure that was taken of the actor.
    pub(in crate::spec) fn measure(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
    ) -> Option<String> {
        let name = step.word(key)?;
        if self.unread || self.measures.get(name) == Some(&actor.name) {
            return Some(name.clone());
        }
        let measures: Vec<&str> = self
            .measures
            .iter()
            .filter(|(_, of)| **of == actor.name)
            .map(|(n, _)| n.as_str())
            .collect();
        self.problems.unknown(
            step.place(key),
            &format!("measure of `{actor}`"),
            name,
            measures,
        );
        None
    }
}
