//! Checks: their names, what they need, what they draw.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::{Check, Draw, Group, WrongAnswer};

use super::cast::{self, Cast};
use super::scope::Scope;
use super::script::Script;
use super::{Shared, Used};
use crate::spec::node::{Fields, Name, Node, Value};
use crate::spec::problem::Problems;

/// The longest title that reports have room for, in characters.
const TITLE: usize = 60;

/// The checks that were right.
pub(super) fn checks(
    nodes: &[Node],
    shared: &Shared<'_>,
    used: &mut Used,
    problems: &mut Problems,
) -> Vec<Check> {
    let tables: Vec<&Fields> = nodes.iter().filter_map(Node::table).collect();
    let all: Vec<&str> = tables
        .iter()
        .filter_map(|table| table.word("id"))
        .map(String::as_str)
        .collect();
    let mut earlier: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
    let mut checks = Vec::new();
    for fields in tables {
        let needs = needs(fields, &all, &earlier, problems);
        if let Some(id) = fields.word("id") {
            let span = fields.place("id");
            super::name("a check's name", id, span, problems);
            if earlier.insert(id, span).is_some() {
                problems.add(span, format!("two checks are named `{id}`"));
            }
        }
        checks.extend(check(fields, needs, shared, used, problems));
    }
    checks
}

fn check(
    fields: &Fields,
    needs: Vec<String>,
    shared: &Shared<'_>,
    used: &mut Used,
    problems: &mut Problems,
) -> Option<Check> {
    title(fields, problems);
    let steps = fields.list("steps").map_or(&[][..], Vec::as_slice);
    if steps.is_empty()
        && fields
            .node("steps")
            .is_some_and(|node| node.span.len() <= 2)
    {
        problems.add(fields.place("steps"), "a check without steps asks nothing");
    }
    let mut mentioned = Mentioned::default();
    mentioned.look(steps, shared, &mut Vec::new());
    used.unread |= mentioned.unread;
    let cast = cast::cast(
        super::entries(fields, "cast"),
        &mentioned,
        shared,
        used,
        problems,
    );

    let (draws, mut scope) = draws(super::entries(fields, "draw"), problems);
    answers(&cast, &mut scope, problems);
    let mut script = Script::new(&cast, shared, scope, used, problems);
    script.unread = mentioned.unread;
    let lowered = script.steps(steps);
    let scope = script.into_scope();
    if !mentioned.unread {
        unused(&scope, super::entries(fields, "draw"), problems);
    }
    Some(Check {
        id: fields.word("id")?.clone(),
        title: fields.text("title")?.clone(),
        hint: fields.text("hint").cloned(),
        wrong: wrong(fields, problems),
        points: u32::try_from(*fields.integer("points")?).ok()?,
        group: match fields.word("group").map_or("basic", String::as_str) {
            "robustness" => Group::Robustness,
            "bonus" => Group::Bonus,
            _ => Group::Basic,
        },
        needs,
        isolated_only: fields.flag("isolated_only").copied().unwrap_or(false),
        rounds: u32::try_from(fields.integer("rounds").copied().unwrap_or(1)).ok()?,
        draws,
        cast: cast::actors(cast),
        steps: lowered,
        hidden: shared.source.is_overlay(&fields.span),
    })
}

fn title(fields: &Fields, problems: &mut Problems) {
    let Some(title) = fields.text("title") else {
        return;
    };
    for (language, text) in [("fr", &title.fr), ("en", &title.en)] {
        let length = text.chars().count();
        if length > TITLE {
            problems.add_with(
                fields.place("title"),
                format!("the title in `{language}` has {length} characters"),
                format!("a title has at most {TITLE}; a `hint` has room for more"),
            );
        }
    }
}

/// The answers that tell what is wrong.
fn wrong(fields: &Fields, problems: &mut Problems) -> Vec<WrongAnswer> {
    let nodes = fields.list("wrong").map_or(&[][..], Vec::as_slice);
    let mut answers = Vec::new();
    for fields in nodes.iter().filter_map(Node::table) {
        let (Some(got), Some(hint)) = (fields.pattern("got"), fields.text("hint")) else {
            continue;
        };
        if let Some(name) = got.variables().next() {
            let message = format!(
                "`{{{name}}}` has no value here: which answer came is asked when the check is over"
            );
            problems.add_with(
                fields.place("got"),
                message,
                "write a pattern of the answers that may come, such as `\\d+`",
            );
        }
        answers.push(WrongAnswer {
            got: got.clone(),
            hint: hint.clone(),
        });
    }
    answers
}

/// The checks that one needs stand before it, which is why there cannot be a cycle.
fn needs(
    fields: &Fields,
    all: &[&str],
    earlier: &BTreeMap<&str, &Range<usize>>,
    problems: &mut Problems,
) -> Vec<String> {
    let mut needs: Vec<String> = Vec::new();
    for node in fields.list("needs").map_or(&[][..], Vec::as_slice) {
        let Some(id) = node.word() else { continue };
        if fields.word("id") == Some(id) {
            problems.add(&node.span, format!("`{id}` cannot need itself"));
        } else if needs.contains(id) {
            problems.add(&node.span, format!("`{id}` is there twice"));
        } else if earlier.contains_key(id.as_str()) {
            needs.push(id.clone());
        } else if all.contains(&id.as_str()) {
            let message = format!("`{id}` stands after this check, and cannot be needed by it");
            problems.add_with(&node.span, message, "put the needed check first");
        } else {
            problems.unknown(&node.span, "check", id, earlier.keys().copied());
        }
    }
    needs
}

/// What steps say of actors.
#[derive(Default)]
pub(super) struct Mentioned {
    /// Those that they mention.
    pub(super) actors: BTreeSet<String>,
    /// Whether a step could not be read: it may mention others.
    pub(super) unread: bool,
}

impl Mentioned {
    /// Looks at steps, also in steps of steps and in sequences.
    fn look<'f>(&mut self, steps: &'f [Node], shared: &Shared<'f>, within: &mut Vec<&'f str>) {
        for node in steps {
            let Some(step) = node.step() else {
                self.unread = true;
                continue;
            };
            for key in step.verb.keys() {
                match step.fields.node(key.name).map(|node| &node.value) {
                    Some(Value::Actor(actor)) => {
                        self.actors.insert(actor.name.clone());
                    }
                    Some(Value::List(nodes)) if key.name == "steps" => {
                        self.look(nodes, shared, within);
                    }
                    _ => {}
                }
            }
            let name = step.fields.word("do").map(String::as_str);
            let sequence = name.and_then(|name| shared.sequences.get_key_value(name));
            if let Some((name, (_, steps))) = sequence.filter(|(name, _)| !within.contains(name)) {
                within.push(name);
                self.look(steps, shared, within);
                within.pop();
            }
        }
    }
}

/// The draws in the order of the file, and the variables that they define.
fn draws(
    entries: &[(Name, Option<Node>)],
    problems: &mut Problems,
) -> (Vec<(String, Draw)>, Scope) {
    let mut draws = Vec::new();
    let mut scope = Scope::default();
    let mut numbers: Vec<&str> = Vec::new();
    for (name, node) in entries {
        let valid = name.text.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !valid || matches!(name.text.as_str(), "line" | "nonce") {
            problems.add_with(
                &name.span,
                format!("`{}` cannot be a variable's name", name.text),
                "a variable's name is a letter, then letters, digits and `_`; `line` and `nonce` are taken",
            );
        }
        if let Some((node, draw)) = node.as_ref().and_then(|node| Some((node, node.draw()?))) {
            if let Draw::Number(least, most) = draw {
                for variable in least.variables().chain(most.variables()) {
                    scope.note_use(variable);
                    if !numbers.contains(&variable) {
                        let message = format!(
                            "no number named `{variable}` is drawn before `{}`",
                            name.text
                        );
                        problems.add(&node.span, message);
                    }
                }
            }
            draws.push((name.text.clone(), draw.clone()));
        }
        if node
            .as_ref()
            .and_then(Node::draw)
            .is_none_or(|draw| matches!(draw, Draw::Number(..)))
        {
            numbers.push(&name.text);
        }
        scope.define(&name.text);
    }
    (draws, scope)
}

/// Tells of variables that are drawn for nothing.
fn unused(scope: &Scope, draws: &[(Name, Option<Node>)], problems: &mut Problems) {
    for (name, _) in draws.iter().filter(|(name, _)| !scope.is_used(&name.text)) {
        problems.add(
            &name.span,
            format!("`{}` is drawn and never used", name.text),
        );
    }
}

/// The variables in the answers of scripted servers.
fn answers(cast: &Cast<'_>, scope: &mut Scope, problems: &mut Problems) {
    for player in cast.values() {
        let Some(answers) = player.fields.and_then(|fields| fields.template("answers")) else {
            continue;
        };
        for variable in answers.variables() {
            scope.note_use(variable);
            if !matches!(variable, "line" | "nonce") && !scope.knows(variable) {
                let known = ["line", "nonce"].into_iter().chain(scope.names());
                problems.unknown(player.place("answers"), "variable", variable, known);
            }
        }
    }
}
