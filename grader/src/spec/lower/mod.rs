//! From typed values to the model: what makes sense only as a whole is checked here.

mod cast;
mod check;
mod scope;
mod script;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::time::Duration;

use crate::model::{Allowed, AllowedCrate, Conduct, Exercise, Limits, Role, RoleName, Template};

use super::leaf::is_name;
use super::node::{Fields, Name, Node, Value};
use super::problem::{Problems, Source};

pub(super) use script::Script;

/// The roles of an exercise; `None` for one that was wrong, and has been told.
type Roles = BTreeMap<RoleName, Option<Role>>;

/// What checks share.
struct Shared<'f> {
    source: Source<'f>,
    roles: &'f Roles,
    cast: BTreeMap<&'f str, (&'f Name, Option<&'f Fields>)>,
    sequences: BTreeMap<&'f str, (&'f Name, &'f [Node])>,
}

/// What of it the checks have used.
#[derive(Default)]
struct Used {
    actors: BTreeSet<String>,
    sequences: BTreeSet<String>,
    /// Whether a step could not be read: what it would have used is not known.
    unread: bool,
}

/// The exercise; `None` where that cannot be told, because of what was wrong.
pub(super) fn exercise(
    file: &Fields,
    source: Source<'_>,
    problems: &mut Problems,
) -> Option<Exercise> {
    if let Some(id) = file.word("id") {
        name("an exercise's name", id, file.place("id"), problems);
    }
    for (key, message) in [
        ("roles", "an exercise without roles"),
        ("check", "an exercise without checks"),
    ] {
        let empty = match file.node(key).map(|node| &node.value) {
            Some(Value::Named(entries)) => entries.is_empty(),
            Some(Value::List(items)) => items.is_empty(),
            _ => false,
        };
        if empty {
            problems.add(file.place(key), message);
        }
    }
    let roles = roles(entries(file, "roles"), problems);
    let shared = shared(file, source, &roles, problems);
    let mut used = Used::default();
    let checks = check::checks(
        file.list("check").map_or(&[], Vec::as_slice),
        &shared,
        &mut used,
        problems,
    );
    if !used.unread {
        unused(&shared, &used, problems);
    }
    Some(Exercise {
        id: file.word("id")?.clone(),
        title: file.text("title")?.clone(),
        stars: u8::try_from(*file.integer("stars")?).ok()?,
        scale: u32::try_from(file.integer("scale").copied().unwrap_or(20)).ok()?,
        limits: limits(file.table("limits")),
        allowed: allowed(
            entries(file, "dependencies"),
            file.has("dependencies"),
            problems,
        ),
        roles: roles
            .into_iter()
            .filter_map(|(name, role)| Some((name, role?)))
            .collect(),
        checks,
    })
}

/// Tells when `text` is no name.
fn name(what: &str, text: &str, span: &Range<usize>, problems: &mut Problems) {
    if !is_name(text) {
        problems.add_with(
            span,
            format!("`{text}` cannot be {what}"),
            "a name is a small letter, then small letters, digits, `-` and `_`",
        );
    }
}

pub(super) fn entries<'f>(fields: &'f Fields, key: &str) -> &'f [(Name, Option<Node>)] {
    fields.named(key).map_or(&[], Vec::as_slice)
}

fn limits(fields: Option<&Fields>) -> Limits {
    let default = Limits::default();
    let Some(fields) = fields else { return default };
    let time = |key, default: Duration| fields.duration(key).copied().unwrap_or(default);
    let size = |key, default: u64| fields.size(key).copied().unwrap_or(default);
    let count = |key, default: u64| fields.integer(key).map_or(default, |n| n.unsigned_abs());
    Limits {
        start: time("start", default.start),
        step: time("step", default.step),
        check: time("check", default.check),
        stop: time("stop", default.stop),
        build: time("build", default.build),
        memory: size("memory", default.memory),
        output: size("output", default.output),
        traffic: size("traffic", default.traffic),
        connections: count("connections", default.connections),
        processes: count("processes", default.processes),
        file: size("file", default.file),
        descriptors: count("descriptors", default.descriptors),
        cpu: time("cpu", default.cpu),
    }
}

fn roles(entries: &[(Name, Option<Node>)], problems: &mut Problems) -> Roles {
    let mut roles = Roles::new();
    for (role_name, node) in entries {
        name("a role's name", &role_name.text, &role_name.span, problems);
        let role = node.as_ref().and_then(Node::table);
        let role = role.and_then(|fields| role_of(role_name, fields, entries, problems));
        roles.insert(role_name.text.clone(), role);
    }
    roles
}

fn role_of(
    name: &Name,
    fields: &Fields,
    all: &[(Name, Option<Node>)],
    problems: &mut Problems,
) -> Option<Role> {
    let conduct = match (fields.has("ports"), fields.has("dials")) {
        (true, true) => {
            let message = format!("the role `{}` has both `ports` and `dials`", name.text);
            problems.add_with(&name.span, message, "a role either listens or dials");
            return None;
        }
        (false, false) => {
            problems.add_with(
                &name.span,
                format!("the role `{}` neither listens nor dials", name.text),
                "write `ports = [8000]` if its programs listen, `dials = \"…\"` if they dial those of another role",
            );
            return None;
        }
        (true, false) => Conduct::Listens {
            ports: ports(fields, problems)?,
        },
        (false, true) => {
            let role = fields.word("dials")?.clone();
            let span = fields.place("dials");
            let dialled = all.iter().find(|(other, _)| other.text == role);
            match dialled.map(|(_, node)| node.as_ref().and_then(Node::table)) {
                None => {
                    problems.unknown(
                        span,
                        "role",
                        &role,
                        all.iter().map(|(n, _)| n.text.as_str()),
                    );
                }
                Some(Some(table)) if !table.has("ports") => {
                    problems.add(span, format!("`{role}` dials, too, and cannot be dialled"));
                }
                Some(_) => {}
            }
            Conduct::Dials { role }
        }
    };
    let mut names: Vec<String> = fields
        .list("names")?
        .iter()
        .filter_map(|n| n.word().cloned())
        .collect();
    if !names.contains(&name.text) {
        names.insert(0, name.text.clone());
    }
    let arguments = fields.list("arguments").map_or(&[][..], Vec::as_slice);
    Some(Role {
        name: name.text.clone(),
        names,
        conduct,
        arguments: templates(arguments),
    })
}

/// The crates of `[dependencies]`; without the table, there is no list.
fn allowed(
    entries: &[(Name, Option<Node>)],
    listed: bool,
    problems: &mut Problems,
) -> Option<Allowed> {
    let mut crates = Vec::new();
    for (name, node) in entries {
        let Some(fields) = node.as_ref().and_then(Node::table) else {
            continue;
        };
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.text.is_empty() || !name.text.chars().all(word) {
            problems.add(&name.span, format!("`{}` is no crate's name", name.text));
        }
        let version = fields.word("version").cloned().unwrap_or_default();
        if fields.word("version").is_some() && semver::VersionReq::parse(&version).is_err() {
            problems.add_with(
                fields.place("version"),
                format!("`{version}` is no version that cargo knows"),
                "write a requirement, such as `\"1\"` or `\"0.10\"`",
            );
        }
        let features = fields.list("features").map_or(&[][..], Vec::as_slice);
        crates.push(AllowedCrate {
            name: name.text.clone(),
            version,
            features: features
                .iter()
                .filter_map(|one| one.word().cloned())
                .collect(),
        });
    }
    listed.then_some(Allowed { crates })
}

fn ports(fields: &Fields, problems: &mut Problems) -> Option<Vec<u16>> {
    let list = fields.list("ports")?;
    let mut ports = Vec::new();
    for node in list {
        let port = u16::try_from(*node.integer()?).ok()?;
        if ports.contains(&port) {
            problems.add(&node.span, format!("the port {port} is there twice"));
        }
        ports.push(port);
    }
    if list.is_empty() {
        problems.add_with(
            fields.place("ports"),
            "no port",
            "write the port that is handed out, such as `[8000]`",
        );
    }
    Some(ports)
}

/// The templates of a list.
fn templates(nodes: &[Node]) -> Vec<Template> {
    nodes
        .iter()
        .filter_map(|node| node.template().cloned())
        .collect()
}

fn shared<'f>(
    file: &'f Fields,
    source: Source<'f>,
    roles: &'f Roles,
    problems: &mut Problems,
) -> Shared<'f> {
    let (actors, sequences) = (entries(file, "cast"), entries(file, "sequence"));
    for (actor, _) in actors {
        name("an actor's name", &actor.text, &actor.span, problems);
    }
    for (sequence, _) in sequences {
        name(
            "a sequence's name",
            &sequence.text,
            &sequence.span,
            problems,
        );
    }
    let steps = |node: &'f Option<Node>| {
        let list = node.as_ref().and_then(Node::list);
        list.map_or(&[][..], Vec::as_slice)
    };
    Shared {
        source,
        roles,
        cast: actors
            .iter()
            .map(|(name, node)| {
                (
                    name.text.as_str(),
                    (name, node.as_ref().and_then(Node::table)),
                )
            })
            .collect(),
        sequences: sequences
            .iter()
            .map(|(name, node)| (name.text.as_str(), (name, steps(node))))
            .collect(),
    }
}

/// What is shared by nobody was never looked at, and is most likely a mistake.
fn unused(shared: &Shared<'_>, used: &Used, problems: &mut Problems) {
    for (text, (name, _)) in &shared.cast {
        if !used.actors.contains(*text) {
            problems.add(&name.span, format!("no check has the actor `{text}`"));
        }
    }
    for (text, (name, _)) in &shared.sequences {
        if !used.sequences.contains(*text) {
            problems.add(&name.span, format!("no step does the sequence `{text}`"));
        }
    }
}
