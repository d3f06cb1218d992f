//! Who takes part in a check: its own actors, those of the shared ones that it mentions, and whom they dial.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Actor, ActorName, By, Conduct, Pieces, Role};

use super::check::Mentioned;
use super::{Shared, Used};
use crate::spec::node::{Fields, Name, Node};
use crate::spec::problem::{Problems, quoted};

/// An actor as far as its table was right; what was wrong has been told.
pub(super) struct Player<'f> {
    pub(super) name: &'f Name,
    pub(super) fields: Option<&'f Fields>,
    pub(super) role: Option<&'f Role>,
    pub(super) by: Option<By>,
    pub(super) count: u32,
    pub(super) dials: Option<ActorName>,
}

/// A check's cast.
pub(super) type Cast<'f> = BTreeMap<ActorName, Player<'f>>;

/// The cast of a check whose steps mention these actors.
pub(super) fn cast<'f>(
    own: &'f [(Name, Option<Node>)],
    mentioned: &Mentioned,
    shared: &Shared<'f>,
    used: &mut Used,
    problems: &mut Problems,
) -> Cast<'f> {
    let own: BTreeMap<&str, (&Name, Option<&Fields>)> = own
        .iter()
        .map(|(name, node)| {
            (
                name.text.as_str(),
                (name, node.as_ref().and_then(Node::table)),
            )
        })
        .collect();
    let mut cast = Cast::new();
    let mut wanted: Vec<&str> = own.keys().copied().collect();
    wanted.extend(mentioned.actors.iter().map(String::as_str));
    while let Some(name) = wanted.pop() {
        if cast.contains_key(name) {
            continue;
        }
        let (name, fields) = match (own.get(name), shared.cast.get(name)) {
            (Some(entry), _) => *entry,
            (None, Some(entry)) => {
                used.actors.insert(name.to_owned());
                *entry
            }
            (None, None) => continue,
        };
        if own.contains_key(name.text.as_str()) {
            super::name("an actor's name", &name.text, &name.span, problems);
        }
        let player = player(name, fields, shared, problems);
        if let Some(dialled) = fields.and_then(|fields| fields.word("dials")) {
            wanted.push(dialled);
        }
        cast.insert(name.text.clone(), player);
    }
    find_dialled(&mut cast, problems);
    if !mentioned.unread {
        idle(own.keys().copied(), mentioned, &cast, problems);
    }
    cast
}

/// The actors of the model; those that were wrong are left out.
pub(super) fn actors(cast: Cast<'_>) -> BTreeMap<ActorName, Actor> {
    let actors = cast.into_values().filter_map(|player| {
        let fields = player.fields?;
        let actor = Actor {
            name: player.name.text.clone(),
            role: player.role?.name.clone(),
            by: player.by?,
            count: player.count,
            dials: player.dials,
            arguments: fields.list("arguments").map(|list| super::templates(list)),
            answers: fields.template("answers").cloned(),
            pieces: fields.pieces("pieces").copied().unwrap_or(Pieces::Whole),
            connections: { fields.integer("connections") }
                .and_then(|connections| u64::try_from(*connections).ok()),
        };
        Some((actor.name.clone(), actor))
    });
    actors.collect()
}

impl Player<'_> {
    /// Whether it is known to listen, or known not to.
    pub(super) fn listens(&self) -> Option<bool> {
        let role = self.role?;
        Some(matches!(role.conduct, Conduct::Listens { .. }))
    }

    /// Whether it is known to be played by a program, or known not to.
    pub(super) fn is_program(&self) -> Option<bool> {
        Some(self.by? != By::Script)
    }

    /// Whether it answers by itself.
    pub(super) fn answers(&self) -> bool {
        self.fields.is_some_and(|fields| fields.has("answers"))
    }

    /// A key's place in its table.
    pub(super) fn place(&self, key: &str) -> &Range<usize> {
        self.fields
            .map_or(&self.name.span, |fields| fields.place(key))
    }
}

fn player<'f>(
    name: &'f Name,
    fields: Option<&'f Fields>,
    shared: &Shared<'f>,
    problems: &mut Problems,
) -> Player<'f> {
    let role = fields.and_then(|fields| {
        let role = fields.word("role")?;
        match shared.roles.get(role) {
            Some(role) => role.as_ref(),
            None => {
                let roles = shared.roles.keys().map(String::as_str);
                problems.unknown(fields.place("role"), "role", role, roles);
                None
            }
        }
    });
    let by = fields.and_then(|fields| fields.word("by"));
    let count = fields.and_then(|fields| fields.integer("count"));
    let player = Player {
        name,
        fields,
        role,
        by: by.map(|by| match by.as_str() {
            "submission" => By::Submission,
            "submission-or-reference" => By::SubmissionOrReference,
            "reference" => By::Reference,
            _ => By::Script,
        }),
        count: count
            .and_then(|count| u32::try_from(*count).ok())
            .unwrap_or(1),
        dials: fields.and_then(|fields| fields.word("dials")).cloned(),
    };
    out_of_place(&player, problems);
    player
}

/// Tells of keys that say nothing of such an actor.
fn out_of_place(player: &Player<'_>, problems: &mut Problems) {
    let has = |key| player.fields.is_some_and(|fields| fields.has(key));
    let name = &player.name.text;
    if has("dials") && player.listens() == Some(true) {
        let message = format!("`{name}` listens, and cannot have `dials`");
        problems.add(player.place("dials"), message);
    }
    let scripted_server = player.is_program() != Some(true) && player.listens() != Some(false);
    if has("answers") && !scripted_server {
        problems.add_with(
            player.place("answers"),
            format!("`{name}` cannot have `answers`"),
            "only an actor with `by = \"script\"`, of a role that listens, answers by itself",
        );
    }
    if has("pieces") && !has("answers") {
        problems.add_with(
            player.place("pieces"),
            format!("`{name}` has `pieces` without `answers`"),
            "here they say how its answers are cut; a step `send` has its own `pieces`",
        );
    }
    if has("connections") && !has("answers") {
        problems.add_with(
            player.place("connections"),
            format!("`{name}` has `connections` without `answers`"),
            "they are counted of an actor that answers by itself",
        );
    }
    if has("arguments") && player.is_program() == Some(false) {
        let message = format!("`{name}` is played by the script, and takes no arguments");
        problems.add(player.place("arguments"), message);
    }
}

/// For each actor that dials: whom, if anybody.
fn find_dialled(cast: &mut Cast<'_>, problems: &mut Problems) {
    let listening: Vec<(ActorName, String, u32)> = cast
        .values()
        .filter(|player| player.listens() == Some(true))
        .filter_map(|player| {
            Some((
                player.name.text.clone(),
                player.role?.name.clone(),
                player.count,
            ))
        })
        .collect();
    let known: Vec<ActorName> = cast.keys().cloned().collect();
    for player in cast.values_mut() {
        let Some(Conduct::Dials { role }) = player.role.map(|role| &role.conduct) else {
            continue;
        };
        let candidates: Vec<&str> = listening
            .iter()
            .filter(|(_, plays, _)| plays == role)
            .map(|(name, ..)| name.as_str())
            .collect();
        match &player.dials {
            None => match candidates[..] {
                [] => {}
                [only] => player.dials = Some(only.to_owned()),
                _ => problems.add_with(
                    &player.name.span,
                    format!("`{}` could dial {}", player.name.text, quoted(&candidates)),
                    format!("say which: `dials = \"{}\"`", candidates[0]),
                ),
            },
            Some(dialled) if !known.contains(dialled) => {
                problems.unknown(player.place("dials"), "actor", dialled, candidates);
            }
            // Not among the candidates because its role is wrong was told already.
            Some(dialled) => {
                let wrong = listening
                    .iter()
                    .any(|(name, plays, _)| name == dialled && plays != role);
                if wrong {
                    let message = format!(
                        "`{dialled}` does not play the role `{role}`, which `{}` dials",
                        player.name.text
                    );
                    problems.add(player.place("dials"), message);
                }
            }
        }
        let group = listening
            .iter()
            .find(|(name, _, count)| Some(name) == player.dials.as_ref() && *count > 1);
        if let Some((group, ..)) = group {
            problems.add_with(
                player.place("dials"),
                format!("`{}` cannot dial the group `{group}`", player.name.text),
                "an actor that is dialled has no `count`",
            );
        }
    }
}

/// Tells of own actors that neither a step nor another actor mentions.
fn idle<'n>(
    own: impl Iterator<Item = &'n str>,
    mentioned: &Mentioned,
    cast: &Cast<'_>,
    problems: &mut Problems,
) {
    for name in own {
        let dialled = cast
            .values()
            .any(|player| player.dials.as_deref() == Some(name));
        if let Some(player) = cast
            .get(name)
            .filter(|_| !dialled && !mentioned.actors.contains(name))
        {
            problems.add(
                &player.name.span,
                format!("no step mentions the actor `{name}`"),
            );
        }
    }
}
