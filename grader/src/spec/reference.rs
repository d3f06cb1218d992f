//! The reference page of the grammar, made from the grammar.

use std::fmt::Write;

use super::grammar::{Key, TABLES};
use super::verbs::TOPICS;

const HEAD: &str = "\
# Exercise files

<!-- Made from the grammar in `grader/src/spec`; `UPDATE=1 cargo test -p grader spec` makes it anew. -->

An exercise is a folder with a file `exercise.toml` (TOML 1.1: tables between braces may span lines). It says who
plays which role, and for each check what happens, step by step. `grader` finds every problem of a file in one go;
a key that this page does not name is an error. `exercise.schema.json` beside this page tells editors the same:
`#:schema …/docs/exercise.schema.json` as a file's first line.

## Values

- **Texts in both languages**: `{ fr = \"…\", en = \"…\" }`; both must be there. In French, a plain space ahead of `:`, `;`, `!`, `?`
  or within « » becomes one at which no line breaks.
- **Names** of checks, roles, actors, sequences: a small letter, then small letters, digits, `-` and `_`.
- **Times**: `\"500ms\"`, `\"10s\"`, `\"2min\"`. **Sizes**: `\"100 B\"`, `\"64 KiB\"`, `\"16 MiB\"`, `\"1 GiB\"`.
- **Actors**: `\"server\"`; of a group all, `\"chatty\"`, or one, from 0, `\"chatty[3]\"`.
- **Variables** stand in texts as `{name}`; `{{` and `}}` are braces. A variable is drawn (`draw`) or captured by a named
  group of a pattern, and used after that. Words and lines are drawn for each member of a group: member 3 of any group
  has the same. Numbers are drawn for the whole check. What a group's member captured is its own, by its number; what an
  actor captured that is no group, everybody has.
- **Draws**: `\"word\"` (made up, ASCII letters), `\"accents\"` (with accents and an emoji), `{ line = \"64 KiB\" }` (a line so
  long), `[0, 1000]` (a number, both ends included; ends may be sums of earlier numbers: `[\"a + 1\", \"a + 9\"]`).
- **Patterns** are regular expressions without look-around, each for one line without its end.

## Tables
";

/// The reference page, in Markdown.
pub fn reference() -> String {
    let mut page = HEAD.to_owned();
    for table in TABLES {
        section(&mut page, table.title, table.doc);
        page.push_str("| key | | value | meaning |\n|---|---|---|---|\n");
        for key in table.keys {
            row(&mut page, key);
        }
    }
    page.push_str(
        "\n## Steps\n\nSteps are done in order. A step is a table with one verb: a key of those below, and what goes with it. \
         A step on a group acts on all its\nmembers at once, and waits for all. Each may say `within = \"10s\"`: how long it \
         waits, where that differs from `limits.step`.\n",
    );
    for topic in TOPICS {
        section(&mut page, topic.title, topic.doc);
        for verb in topic.verbs {
            let (key, doc) = (&verb.key, verb.key.doc);
            put(
                &mut page,
                format_args!("\n#### `{}`\n\n{doc}\n\n", key.name),
            );
            put(
                &mut page,
                format_args!("```toml\n{}\n```\n\n", verb.example),
            );
            put(
                &mut page,
                format_args!("- `{}`: {}.\n", key.name, key.kind.phrase()),
            );
            for key in verb.modifiers {
                let optional = if key.required { "" } else { " (optional)" };
                let kind = key.kind.phrase();
                put(
                    &mut page,
                    format_args!("- `{}`{optional}: {kind}. {}\n", key.name, key.doc),
                );
            }
        }
    }
    page
}

fn section(page: &mut String, title: &str, doc: &str) {
    let mut letters = title.chars();
    let title: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    put(page, format_args!("\n### {title}\n\n{doc}\n\n"));
}

fn row(page: &mut String, key: &Key) {
    let required = if key.required { "required" } else { "" };
    let kind = key.kind.phrase().replace('|', "\\|");
    put(
        page,
        format_args!("| `{}` | {required} | {kind} | {} |\n", key.name, key.doc),
    );
}

fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text)
        .expect("a string takes all that is written to it");
}
