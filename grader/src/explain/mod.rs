//! Why a check gave no points, for the student who wrote the program: a sentence of cause, the evidence, what to do
//! next, and how to see it again.
//!
//! Pure: a report in, texts out. Every sentence is chosen by the kind of the verdict, never by the text of a message.

mod advice;
mod cause;
mod contrast;
mod ending;
mod exchange;
pub mod machines;
mod quote;
mod repeat;
mod who;

pub use cause::limit_fact;
pub use quote::quoted;
pub use repeat::{check_again, whole_again};

use crate::i18n::Catalog;
use crate::model::{CheckReport, Outcome, Report};
use quote::Page;

/// Why a check gave no points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, in a sentence.
    pub cause: String,
    /// What was seen: lines that fit the width asked for, to be shown as they are.
    pub evidence: Vec<String>,
    /// What to do.
    pub next: Option<String>,
    /// What the exercise's author says of it.
    pub hint: Option<String>,
    /// The command that asks this check again in the same way.
    pub repeat: String,
}

/// Explains a check of `report`, with evidence in lines of at most `width` columns; a passed one needs no words.
pub fn explain(
    report: &Report,
    check: &CheckReport,
    catalog: &Catalog,
    width: usize,
    ascii: bool,
) -> Option<Explanation> {
    let page = Page { width, ascii };
    let (evidence, hint) = match &check.outcome {
        Outcome::Passed => return None,
        Outcome::Failed(failure) => {
            let mut evidence = contrast::lines(failure, catalog, page);
            evidence.extend(exchange::lines(check, failure, catalog, page));
            evidence.extend(ending::lines(check, failure, catalog, page));
            (evidence, check.hint.as_ref())
        }
        Outcome::Skipped { .. } | Outcome::Inconclusive(_) => (Vec::new(), None),
    };
    Some(Explanation {
        cause: cause::sentence(check, catalog),
        evidence,
        next: advice::sentence(&check.outcome, catalog),
        hint: hint.map(|hint| hint.get(catalog.lang()).to_owned()),
        repeat: check_again(report, &check.id),
    })
}

/// The kind of a verdict that is not `passed`, as the JSON contract names it.
pub fn kind(outcome: &Outcome) -> Option<String> {
    let value = match outcome {
        Outcome::Passed => return None,
        Outcome::Skipped { .. } => return Some("needs-failed".to_owned()),
        Outcome::Failed(failure) => serde_json::to_value(failure),
        Outcome::Inconclusive(doubt) => serde_json::to_value(doubt),
    };
    Some(value.ok()?.get("kind")?.as_str()?.to_owned())
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
