//! From TOML to typed values: walks a file along the grammar, and gathers all that does not fit it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::grammar::{Kind, Table};
use super::leaf;
use super::node::{Fields, Name, Node, StepNode, Value};
use super::problem::{Problems, nearest, quoted};
use super::verbs::{self, Verb};

/// Reads a table along its grammar.
pub(super) fn table(
    grammar: &'static Table,
    table: &DeTable<'_>,
    span: Range<usize>,
    problems: &mut Problems,
) -> Fields {
    let mut fields = Fields::new(span);
    let mut meant = Vec::new();
    for (name, value) in table {
        match grammar.keys.iter().find(|key| key.name == name.get_ref()) {
            Some(key) => fields.put(key.name, read(key.name, &key.kind, value, problems)),
            None => {
                let keys: Vec<&str> = grammar.keys.iter().map(|key| key.name).collect();
                let near = nearest(name.get_ref(), keys.iter().copied());
                meant.extend(near);
                let message = format!("{} has no key `{}`", grammar.title, name.get_ref());
                problems.add_with(&name.span(), message, instead(near, &keys));
            }
        }
    }
    for key in grammar.keys.iter().filter(|key| key.required) {
        // A key that was misspelt is not missing as well.
        if !fields.has(key.name) && !meant.contains(&key.name) {
            problems.add_with(
                &fields.span,
                format!("{} must have the key `{}`", grammar.title, key.name),
                format!("write `{} = …`: {}", key.name, key.kind.phrase()),
            );
        }
    }
    fields
}

/// Reads a value; `None` when it is not what it must be, which is then told.
fn read(
    key: &str,
    kind: &'static Kind,
    value: &Spanned<DeValue<'_>>,
    problems: &mut Problems,
) -> Option<Node> {
    let span = value.span();
    let value = match (kind, value.get_ref()) {
        (Kind::List(kind), DeValue::Array(items)) => {
            let items = items.iter().map(|item| {
                let broken = || Node {
                    span: item.span(),
                    value: Value::Broken,
                };
                read(key, kind, item, problems).unwrap_or_else(broken)
            });
            Value::List(items.collect())
        }
        (Kind::Table(grammar), DeValue::Table(value)) => {
            Value::Table(table(grammar, value, span.clone(), problems))
        }
        (Kind::Named(kind), DeValue::Table(value)) => {
            Value::Named(named(key, kind, value, problems))
        }
        (Kind::Step, DeValue::Table(value)) => Value::Step(step(value, span.clone(), problems)?),
        (kind, value) => match leaf::read(kind, value) {
            Ok(value) => value,
            Err(wrong) => {
                let message = wrong
                    .message
                    .unwrap_or_else(|| format!("`{key}` cannot be {}", found(value)));
                let help = wrong
                    .help
                    .unwrap_or_else(|| format!("expected {}", kind.phrase()));
                problems.add_with(&span, message, help);
                return None;
            }
        },
    };
    Some(Node { span, value })
}

/// Reads a table whose keys are names.
fn named(
    key: &str,
    kind: &'static Kind,
    table: &DeTable<'_>,
    problems: &mut Problems,
) -> Vec<(Name, Option<Node>)> {
    let entries = table.iter();
    entries
        .map(|(name, value)| {
            let node = read(&format!("{key}.{}", name.get_ref()), kind, value, problems);
            let name = Name {
                text: name.get_ref().to_string(),
                span: name.span(),
            };
            (name, node)
        })
        .collect()
}

/// Reads a step: exactly one verb, and what goes with it.
fn step(table: &DeTable<'_>, span: Range<usize>, problems: &mut Problems) -> Option<StepNode> {
    let found: Vec<&'static Verb> = table
        .keys()
        .filter_map(|name| verbs::all().find(|verb| verb.key.name == name.get_ref()))
        .collect();
    let verb = match found[..] {
        [verb] => verb,
        [] => {
            no_verb(table, &span, problems);
            return None;
        }
        _ => {
            let names: Vec<&str> = found.iter().map(|verb| verb.key.name).collect();
            problems.add_with(
                &span,
                format!("{} verbs in one step: {}", names.len(), quoted(&names)),
                "write a step for each",
            );
            return None;
        }
    };
    let mut fields = Fields::new(span);
    let mut meant = Vec::new();
    for (name, value) in table {
        match verb.keys().find(|key| key.name == name.get_ref()) {
            Some(key) => fields.put(key.name, read(key.name, &key.kind, value, problems)),
            None => {
                let keys: Vec<&str> = verb.keys().map(|key| key.name).collect();
                let near = nearest(name.get_ref(), keys.iter().copied());
                meant.extend(near);
                let message = format!("`{}` takes no `{}`", verb.key.name, name.get_ref());
                problems.add_with(&name.span(), message, instead(near, &keys[1..]));
            }
        }
    }
    for key in verb.keys().filter(|key| key.required) {
        if !fields.has(key.name) && !meant.contains(&key.name) {
            problems.add_with(
                &fields.span,
                format!("`{}` needs `{}`", verb.key.name, key.name),
                format!("add `{} = …`: {}", key.name, key.kind.phrase()),
            );
        }
    }
    Some(StepNode { verb, fields })
}

/// Tells what could have been meant by a step without a verb.
fn no_verb(table: &DeTable<'_>, span: &Range<usize>, problems: &mut Problems) {
    let near = table.keys().find_map(|name| {
        let verb = nearest(name.get_ref(), verbs::all().map(|verb| verb.key.name))?;
        Some((name, verb))
    });
    match near {
        Some((name, verb)) => problems.add_with(
            &name.span(),
            format!("no verb is named `{}`", name.get_ref()),
            format!("did you mean `{verb}`?"),
        ),
        None => problems.add_with(
            span,
            "a step without a verb",
            format!(
                "the verbs are {}",
                quoted(&verbs::all().map(|verb| verb.key.name).collect::<Vec<_>>())
            ),
        ),
    }
}

/// What to write instead of an unknown key.
fn instead(near: Option<&str>, keys: &[&str]) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its keys are {}", quoted(keys)),
    }
}

/// What somebody wrote, to go on after "cannot be".
fn found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        DeValue::String(_) => "this text".into(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(_) => "a date".into(),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}
