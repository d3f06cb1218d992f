//! From an exercise file to an exercise, or to everything that is wrong with the file.
//!
//! The only room that knows TOML. Reading has three stages: `syntax` finds what is no TOML; `walk` goes along the
//! grammar and finds what is unknown, missing, or of a wrong type; `lower` finds what makes no sense as a whole.
//! The first stage's problems hide the others', because half a file says little; the second's and the third's are
//! told together. The reference page and the schema for editors are made from the same grammar.
//!
//! It reads no files, and does not know whether an exercise is any good: that is for its wrong submissions to show.

mod check;
mod grammar;
mod leaf;
mod lower;
mod node;
mod overlay;
mod problem;
mod reference;
mod schema;
mod syntax;
#[cfg(test)]
mod tests;
mod verbs;
mod walk;

use crate::model::Exercise;

pub use overlay::{Overlay, overlaid};
pub use problem::{SpecProblem, SpecProblems, near, nearest};
pub use reference::reference;
pub use schema::schema;
pub use syntax::{NoToml, Syntax, read_toml};

use grammar::Table;
use node::Fields;
use problem::{Problems, Source};

/// Reads an exercise file; `file` is how it is named where its problems are shown.
///
/// # Errors
/// With all that is wrong with it.
pub fn parse(file: &str, source: &str) -> Result<Exercise, SpecProblems> {
    let mut problems = Problems::default();
    let fields = fields(&grammar::EXERCISE, source, 0, &mut problems);
    let text = Source {
        text: source,
        overlay: source.len() + 1,
    };
    let exercise = fields.and_then(|fields| lower::exercise(&fields, text, &mut problems));
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

/// What stands in a file, whose text is that of `text` from `begins` on; `None` where it is no TOML.
fn fields(
    grammar: &'static Table,
    text: &str,
    begins: usize,
    problems: &mut Problems,
) -> Option<Fields> {
    // Blanks mean nothing, and keep each place where it is.
    let source = format!("{:begins$}{}", "", &text[begins..]);
    let (table, wrong) = read_toml(&source);
    for NoToml { span, kind, said } in &wrong {
        // The blanks are the other file's.
        let span = span.start.max(begins)..span.end.max(begins);
        if *kind == Syntax::NoComma {
            let help = "a `}` or a `]` may be missing in the lines before";
            problems.add_with(&span, said, help);
        } else {
            problems.add(&span, said);
        }
    }
    if !wrong.is_empty() {
        return None;
    }
    // A missing key of the file as a whole is told at its beginning.
    let beginning = begins..begins;
    Some(walk::table(grammar, table.get_ref(), beginning, problems))
}
