//! The JSON Schema of exercise files, for editors, made from the grammar.

use serde_json::{Map, Value, json};

use super::grammar::{EXERCISE, Key, Kind, Table};
use super::verbs::{self, Verb};

/// The schema, as text.
pub fn schema() -> String {
    let mut schema = table(&EXERCISE);
    let steps: Vec<Value> = verbs::all().map(step).collect();
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An exercise of grader",
        "definitions": {
            "text": {
                "type": "object",
                "properties": { "fr": { "type": "string" }, "en": { "type": "string" } },
                "required": ["fr", "en"],
                "additionalProperties": false
            },
            "step": { "oneOf": steps }
        }
    });
    if let (Value::Object(schema), Value::Object(mut head)) = (&mut schema, head) {
        head.append(schema);
        *schema = head;
    }
    format!("{schema:#}\n")
}

fn table(table: &Table) -> Value {
    object(table.doc, table.keys.iter())
}

fn step(verb: &'static Verb) -> Value {
    object(verb.key.doc, verb.keys())
}

fn object<'k>(doc: &str, keys: impl Iterator<Item = &'k Key>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in keys {
        let mut value = kind(&key.kind);
        // Beside a reference, draft 7 reads nothing else.
        if value.get("$ref").is_some() {
            value = json!({ "allOf": [value] });
        }
        value["description"] = key.doc.into();
        properties.insert(key.name.into(), value);
        if key.required {
            required.push(key.name);
        }
    }
    json!({
        "type": "object",
        "description": doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

fn kind(of: &Kind) -> Value {
    match of {
        Kind::Text => json!({ "$ref": "#/definitions/text" }),
        Kind::Word | Kind::Raw | Kind::Template | Kind::Comparison => json!({ "type": "string" }),
        Kind::Integer(least, i64::MAX) => json!({ "type": "integer", "minimum": least }),
        Kind::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Duration => json!({ "type": "string", "pattern": "^[0-9]+ *(ms|s|min)$" }),
        Kind::Size => json!({ "type": "string", "pattern": "^[0-9]+ *(B|KiB|MiB|GiB)$" }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Templates => json!({
            "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }]
        }),
        Kind::Pattern => json!({ "type": "string", "format": "regex" }),
        Kind::Bytes => {
            json!({ "type": "string", "pattern": "^ *[0-9a-fA-F]{2}( +[0-9a-fA-F]{2})* *$" })
        }
        Kind::Actor => json!({ "type": "string", "pattern": "^[a-z][a-z0-9_-]*(\\[[0-9]+\\])?$" }),
        Kind::Pieces => {
            json!({ "oneOf": [{ "enum": ["bytes", "character"] }, { "type": "integer", "minimum": 2 }] })
        }
        Kind::Draw => json!({
            "oneOf": [
                { "enum": ["word", "accents"] },
                {
                    "type": "object",
                    "properties": { "line": kind(&Kind::Size) },
                    "required": ["line"],
                    "additionalProperties": false
                },
                { "type": "array", "items": { "type": ["integer", "string"] }, "minItems": 2, "maxItems": 2 }
            ]
        }),
        Kind::List(item) => json!({ "type": "array", "items": kind(item) }),
        Kind::Table(grammar) => table(grammar),
        Kind::Named(value) => json!({ "type": "object", "additionalProperties": kind(value) }),
        Kind::Step => json!({ "$ref": "#/definitions/step" }),
    }
}
