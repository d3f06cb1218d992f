//! From an exercise file to an exercise, or to everything that is wrong with the file.
//!
//! The only room that knows TOML. Reading has three stages: `toml` finds what is no TOML; `walk` goes along the
//! grammar and finds what is unknown, missing, or of a wrong type; `lower` finds what makes no sense as a whole.
//! The first stage's problems hide the others', because half a file says little; the second's and the third's are
//! told together. The reference page and the schema for editors are made from the same grammar.
//!
//! It reads no files, and does not know whether an exercise is any good: that is for its wrong submissions to show.

mod grammar;
mod leaf;
mod lower;
mod node;
mod problem;
mod reference;
mod schema;
#[cfg(test)]
mod tests;
mod verbs;
mod walk;

use std::ops::Range;

use toml::de::DeTable;

use crate::model::Exercise;

pub use problem::{SpecProblem, SpecProblems, near, nearest};
pub use reference::reference;
pub use schema::schema;

use problem::{Problems, line_of};

/// After a bracket that is missing, everything may look wrong: more than these, one a line, help nobody.
const SYNTAX_ERRORS: usize = 8;

/// Reads an exercise file; `file` is how it is named where its problems are shown.
///
/// # Errors
/// With all that is wrong with it.
pub fn parse(file: &str, source: &str) -> Result<Exercise, SpecProblems> {
    let mut problems = Problems::default();
    let exercise = read(source, &mut problems);
    let problems = problems.into_sorted();
    match exercise {
        Some(exercise) if problems.is_empty() => Ok(exercise),
        _ => {
            assert!(
                !problems.is_empty(),
                "an exercise that cannot be read has a problem"
            );
            Err(SpecProblems {
                file: file.to_owned(),
                source: source.to_owned(),
                problems,
            })
        }
    }
}

fn read(source: &str, problems: &mut Problems) -> Option<Exercise> {
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut lines = Vec::new();
    for error in &errors {
        let span: Range<usize> = error.span().unwrap_or(0..0);
        let line = line_of(source, span.start);
        if !lines.contains(&line) && lines.len() < SYNTAX_ERRORS {
            lines.push(line);
            let message = error.message().to_lowercase();
            if message.starts_with("missing comma") {
                let help = "a `}` or a `]` may be missing in the lines before";
                problems.add_with(&span, message, help);
            } else {
                problems.add(&span, message);
            }
        }
    }
    if !errors.is_empty() {
        return None;
    }
    // A missing key of the file as a whole is told at its beginning.
    let fields = walk::table(&grammar::EXERCISE, table.get_ref(), 0..0, problems);
    lower::exercise(&fields, source, problems)
}
