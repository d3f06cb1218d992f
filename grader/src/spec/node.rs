//! What was read of an exercise file, value by value: each has the type that the grammar asks for, and its place.

use std::ops::Range;
use std::time::Duration;

use crate::model::{ActorRef, Comparison, Draw, Line, Pieces, Template, Text};

use super::verbs::Verb;

/// A value and its place.
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
}

/// A value of a [`super::grammar::Kind`].
pub(super) enum Value {
    Text(Text),
    /// Of `Word`, `Raw` and `Choice`.
    Word(String),
    Integer(i64),
    Flag(bool),
    Duration(Duration),
    Size(u64),
    Template(Template),
    Templates(Vec<Template>),
    Pattern(Line),
    Bytes(Vec<u8>),
    Actor(ActorRef),
    Pieces(Pieces),
    Draw(Draw),
    Comparison(Comparison),
    List(Vec<Node>),
    Table(Fields),
    Named(Vec<(Name, Option<Node>)>),
    Step(StepNode),
    /// An item of a list that was wrong, and has been told.
    Broken,
}

/// A name that the author chose, and its place.
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// A step: its verb, and what stands in it.
pub(super) struct StepNode {
    pub(super) verb: &'static Verb,
    pub(super) fields: Fields,
}

/// What was read of a table: the keys that were right.
pub(super) struct Fields {
    pub(super) span: Range<usize>,
    entries: Vec<(&'static str, Node)>,
    broken: Vec<&'static str>,
}

impl Fields {
    /// A table at `span` of which nothing was read yet.
    pub(super) fn new(span: Range<usize>) -> Self {
        Self {
            span,
            entries: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Adds what was read of a key; `None` for what was wrong, and has been told.
    pub(super) fn put(&mut self, key: &'static str, node: Option<Node>) {
        match node {
            Some(node) => self.entries.push((key, node)),
            None => self.broken.push(key),
        }
    }

    /// Puts the lists and the names of another table behind those that are here.
    pub(super) fn join(&mut self, other: Self) {
        for (key, node) in other.entries {
            let here = self.entries.iter_mut().find(|(name, _)| *name == key);
            match (here.map(|(_, node)| &mut node.value), node.value) {
                (Some(Value::List(items)), Value::List(more)) => items.extend(more),
                (Some(Value::Named(names)), Value::Named(more)) => names.extend(more),
                (_, value) => {
                    let span = node.span;
                    self.entries.push((key, Node { span, value }));
                }
            }
        }
        self.broken.extend(other.broken);
    }

    /// The value of a key that is there and right.
    pub(super) fn node(&self, key: &str) -> Option<&Node> {
        let entry = self.entries.iter().find(|(name, _)| *name == key);
        entry.map(|(_, node)| node)
    }

    /// Whether a key is there, right or wrong.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node(key).is_some() || self.broken.contains(&key)
    }

    /// The place of a key's value, or else of the table.
    pub(super) fn place(&self, key: &str) -> &Range<usize> {
        self.node(key).map_or(&self.span, |node| &node.span)
    }
}

/// A reader for each type of value: `None` where the value is of another.
macro_rules! values {
    ($($name:ident: $variant:ident($type:ty);)*) => {
        impl Node {
            $(pub(super) fn $name(&self) -> Option<&$type> {
                match &self.value {
                    Value::$variant(value) => Some(value),
                    _ => None,
                }
            })*
        }
    };
}

/// A reader for the keys of each type: `None` where the key is not there, or was wrong.
macro_rules! keys {
    ($($name:ident: $type:ty;)*) => {
        impl Fields {
            $(pub(super) fn $name(&self, key: &str) -> Option<&$type> {
                self.node(key).and_then(Node::$name)
            })*
        }
    };
}

values! {
    text: Text(Text);
    word: Word(String);
    integer: Integer(i64);
    flag: Flag(bool);
    duration: Duration(Duration);
    size: Size(u64);
    template: Template(Template);
    templates: Templates(Vec<Template>);
    pattern: Pattern(Line);
    bytes: Bytes(Vec<u8>);
    actor: Actor(ActorRef);
    pieces: Pieces(Pieces);
    draw: Draw(Draw);
    comparison: Comparison(Comparison);
    list: List(Vec<Node>);
    table: Table(Fields);
    named: Named(Vec<(Name, Option<Node>)>);
    step: Step(StepNode);
}

keys! {
    text: Text;
    word: String;
    integer: i64;
    flag: bool;
    duration: Duration;
    size: u64;
    template: Template;
    templates: Vec<Template>;
    pattern: Line;
    bytes: Vec<u8>;
    actor: ActorRef;
    pieces: Pieces;
    comparison: Comparison;
    list: Vec<Node>;
    table: Fields;
    named: Vec<(Name, Option<Node>)>;
}
