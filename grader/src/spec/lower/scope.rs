//! The variables of a check: who has a value for which, at each step.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ActorRef, Comparison, Line, Template};
use crate::spec::node::{Fields, StepNode};

use super::Script;

/// The variables that are known at a step.
#[derive(Default)]
pub(super) struct Scope {
    /// For each variable, the members that have a value; `None` for everybody.
    values: BTreeMap<String, Option<BTreeSet<u32>>>,
    used: BTreeSet<String>,
}

impl Script<'_> {
    /// What a step says of a program's arguments; those that it gets must be known, wherever they are said.
    pub(in crate::spec) fn arguments(
        &mut self,
        step: &Fields,
        actor: &ActorRef,
    ) -> Option<Vec<Template>> {
        let player = self.cast.get(&actor.name)?;
        let own = step.list("arguments").map(|list| super::templates(list));
        let cast = player.fields.and_then(|fields| fields.list("arguments"));
        let cast = cast.map(|list| super::templates(list));
        let role = player.role.map(|role| role.arguments.clone());
        let given = own.clone().or(cast).or(role).unwrap_or_default();
        for template in &given {
            self.known(
                step,
                if own.is_some() { "arguments" } else { "start" },
                actor,
                template.variables(),
            );
        }
        own
    }

    /// A template of which all variables have a value for the actor.
    pub(in crate::spec) fn one_template(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
    ) -> Option<Template> {
        let template = step.template(key)?;
        self.known(step, key, actor, template.variables());
        Some(template.clone())
    }

    /// Templates of which all variables have a value for the actor.
    pub(in crate::spec) fn templates(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
    ) -> Option<Vec<Template>> {
        let templates = step.templates(key)?;
        for template in templates {
            self.known(step, key, actor, template.variables());
        }
        Some(templates.clone())
    }

    /// A comparison of a pattern's groups and known variables.
    pub(in crate::spec) fn comparison(
        &mut self,
        step: &Fields,
        key: &str,
        pattern: &Line,
        actor: &ActorRef,
    ) -> Option<Comparison> {
        let comparison = step.comparison(key)?;
        let groups: Vec<&str> = pattern.groups().collect();
        let variables = comparison
            .left
            .variables()
            .chain(comparison.right.variables());
        self.known(
            step,
            key,
            actor,
            variables.filter(|name| !groups.contains(name)),
        );
        Some(comparison.clone())
    }

    /// A pattern with two named groups, where a range begins and where it ends.
    pub(in crate::spec) fn ranges(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
    ) -> Option<Line> {
        let pattern = step.pattern(key)?.clone();
        self.pattern_known(step, key, actor, &pattern);
        if pattern.groups().count() == 2 {
            return Some(pattern);
        }
        self.problems.add_with(
            step.place(key),
            "a range has two ends",
            "name two groups: where it begins, and where it ends, as in `'(?<first>\\d+) (?<end>\\d+)'`",
        );
        None
    }

    /// Tells of a pattern's variables without a value for the actor.
    pub(in crate::spec) fn pattern_known(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
        pattern: &Line,
    ) {
        self.known(step, key, actor, pattern.variables());
    }

    /// A pattern whose named groups are variables from here on: the actor's own, if it is one of a group.
    pub(in crate::spec) fn capture(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
    ) -> Option<Line> {
        let pattern = step.pattern(key)?;
        self.pattern_known(step, key, actor, pattern);
        let members = self.members(actor);
        for name in pattern.groups() {
            match &members {
                None => self.scope.define(name),
                Some(members) => self.scope.define_for(name, members),
            }
        }
        Some(pattern.clone())
    }

    /// What a step that was wrong would have captured: that later steps use it is no second mistake.
    pub(super) fn define_all(&mut self, step: &StepNode) {
        let patterns = step
            .verb
            .keys()
            .filter_map(|key| step.fields.pattern(key.name));
        for name in patterns.flat_map(|pattern| pattern.groups()) {
            self.scope.define(name);
        }
    }

    /// The members that an actor stands for; `None` where it is no group.
    fn members(&self, actor: &ActorRef) -> Option<BTreeSet<u32>> {
        let count = self.cast.get(&actor.name)?.count;
        match actor.member {
            _ if count == 1 => None,
            Some(member) => Some(BTreeSet::from([member])),
            None => Some((0..count).collect()),
        }
    }

    /// Tells of variables without a value for the actor.
    fn known<'v>(
        &mut self,
        step: &Fields,
        key: &str,
        actor: &ActorRef,
        variables: impl Iterator<Item = &'v str>,
    ) {
        let members = self.members(actor).unwrap_or_else(|| BTreeSet::from([0]));
        for name in variables {
            self.scope.note_use(name);
            match self.scope.values.get(name) {
                Some(None) => {}
                Some(Some(with)) if members.is_subset(with) => {}
                Some(Some(_)) => {
                    let message = format!("`{{{name}}}` has no value for each of `{actor}`");
                    self.problems.add_with(
                        step.place(key),
                        message,
                        "what a group's member captured is its own, by its number",
                    );
                }
                // Only a group `(?<name>…)` of the step that could not be read would have captured it.
                None if self.unread && self.has_group(name) => {}
                None => self.problems.unknown(
                    step.place(key),
                    "variable",
                    name,
                    self.scope.values.keys().map(String::as_str),
                ),
            }
        }
    }
}

impl Scope {
    /// Everybody has a value.
    pub(super) fn define(&mut self, name: &str) {
        self.values.insert(name.to_owned(), None);
    }

    /// These members have a value, too.
    fn define_for(&mut self, name: &str, members: &BTreeSet<u32>) {
        let known = self
            .values
            .entry(name.to_owned())
            .or_insert_with(|| Some(BTreeSet::new()));
        if let Some(known) = known {
            known.extend(members);
        }
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    pub(super) fn note_use(&mut self, name: &str) {
        self.used.insert(name.to_owned());
    }

    pub(super) fn is_used(&self, name: &str) -> bool {
        self.used.contains(name)
    }
}
