//! Why a check gave no points, for the student who wrote the program: a sentence of cause, the evidence, what to do
//! next, and how to see it again.
//!
//! Pure: a report in, texts out. Every sentence is chosen by the kind of the verdict, never by the text of a message.

mod advice;
mod alike;
mod called;
mod canvas;
mod cause;
mod contrast;
pub mod diagram;
mod earlier;
mod ending;
mod fold;
mod growth;
mod kept;
mod lifelines;
mod look;
pub mod machines;
mod mistake;
mod moment;
mod particular;
mod pattern;
mod payload;
mod picture;
mod printed;
mod quote;
mod repeat;
mod rows;
mod size;
mod stuck;
mod tasks;
mod who;
mod wrap;

pub use alike::told_once;
pub use cause::{ended_briefly, limit_fact};
pub use printed::printed;
pub use quote::{quoted, without_middle};
pub use repeat::{build_again, check_again, hint_on, whole_again};
pub use size::size;
pub use stuck::stuck_threads;
pub use wrap::{folded_at, wrapped};

use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Doubt, Fact, Failure, Likeness, Mistake, Outcome, Report, Until};
use diagram::{Event, Runs, What};
use quote::Page;

/// At most so many rows of the exchange stand in a report: more would not be read.
const MOST_ROWS: usize = 10;

/// Why a check gave no points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, in a sentence.
    pub cause: String,
    /// The usual mistake that is behind it, in a sentence, where the cause has not named it.
    pub mistake: Option<String>,
    /// Why that mistake has such an effect.
    pub why: Option<String>,
    /// What to do.
    pub next: Option<String>,
    /// What the exercise's author says of it, where no usual mistake was found and no program told of an error of its own.
    pub hint: Option<String>,
    /// All that helps to find what to do, the most precise last: what is said of a mistake that was found, where to look ahead of
    /// what to do; or, where none was found, what the exercise's author says of all who lose the check.
    pub steps: Vec<String>,
    /// The command that asks this check again in the same way.
    pub repeat: String,
}

/// Explains a check of `report`; a passed one needs no words. What was seen of it is [`evidence`].
pub fn explain(report: &Report, check: &CheckReport, catalog: &Catalog) -> Option<Explanation> {
    let hint = match &check.outcome {
        Outcome::Passed => return None,
        // Whoever has no program has not come to what the author speaks of.
        Outcome::Failed(Failure::NoProgram { .. }) => None,
        Outcome::Failed(_) => check.hint.as_ref(),
        Outcome::Skipped { .. } | Outcome::Inconclusive(_) => None,
    };
    // What an earlier check has shown already is to be corrected there.
    let earlier = earlier::wrong_alike(report, check);
    let hint = hint.filter(|_| earlier.is_none());
    let hint = hint.map(|hint| hint.get(catalog.lang()).to_owned());
    let advice = advice::advice(check, catalog);
    // What only repeats what was asked says less than the author does.
    let advice = advice.filter(|advice| hint.is_none() || !advice.is_general);
    let advice = match (repeat::wants_isolation(report, check), earlier) {
        (true, _) => Some(catalog.plain("advice-leave-out-isolation")),
        (false, Some(earlier)) => {
            Some(catalog.text("advice-wrong-as-earlier", &args!["check" => &earlier.id]))
        }
        (false, None) => advice.map(|advice| advice.text),
    };
    let told = mistake::told(check, catalog);
    let (mistake, look, why, next) = match told {
        // Whoever asks for a hint has read the advice.
        None => (None, look::look(check, catalog), None, advice),
        Some(told) => (
            told.sentence.filter(|_| !names_itself(check)),
            Some(told.look),
            Some(told.why),
            told.next.or(advice),
        ),
    };
    // What is said of a mistake that was found is nearer than what is said of all who lose the check, of which the author may have
    // thought of another.
    let hint = hint.filter(|_| check.mistake.is_none_or(Mistake::is_symptom));
    let steps = [&look, &why, &next, &hint];
    let steps = steps.into_iter().flatten().cloned().collect();
    // So is what a program says of its own error.
    let hint = hint.filter(|_| !ending::is_of_an_error(check));
    Some(Explanation {
        cause: cause::sentence(check, catalog),
        mistake,
        steps,
        why,
        next,
        hint,
        repeat: check_again(report, &check.id),
    })
}

/// What was seen of a check that failed, as far as it shows why: lines of at most `width` columns, to be shown as they are.
pub fn evidence(check: &CheckReport, catalog: &Catalog, width: usize, ascii: bool) -> Vec<String> {
    let page = Page { width, ascii };
    let failure = match &check.outcome {
        Outcome::Failed(failure) => failure,
        Outcome::Passed | Outcome::Skipped { .. } | Outcome::Inconclusive(_) => return vec![],
    };
    let mut evidence = contrast::lines(failure, catalog, page);
    let own_words = ending::lines(check, failure, catalog, page);
    // Where the program's end is what failed, what it said of it tells more than what was seen.
    let (first, last) = match failure {
        Failure::Exited { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. } => (own_words, vec![]),
        _ => (vec![], own_words),
    };
    evidence.extend(first);
    if !who::concerned(failure).is_empty() {
        let room = picture::room(page);
        let short = diagram::short(check, failure, catalog, room, MOST_ROWS);
        evidence.extend(picture::lines(&short, catalog, page));
        evidence.extend(waited(check, catalog, page));
    }
    evidence.extend(stuck::lines(check, failure, catalog, page));
    evidence.extend(last);
    evidence
}

/// The check that has to pass before `check` is judged at all; itself, where it was judged.
pub fn behind<'a>(report: &'a Report, check: &'a CheckReport) -> &'a CheckReport {
    let mut behind = check;
    // What a check needs never leads back to it; but a record may have been tampered with.
    for _ in &report.checks {
        let needs = match &behind.outcome {
            Outcome::Skipped { needs } | Outcome::Inconclusive(Doubt::NeedsUnknown { needs }) => {
                needs
            }
            Outcome::Passed | Outcome::Failed(_) | Outcome::Inconclusive(_) => break,
        };
        match report.checks.iter().find(|check| check.id == *needs) {
            Some(needed) => behind = needed,
            None => break,
        }
    }
    behind
}

/// Explains a check as [`explain`] does; a passed one in a word.
pub fn explain_any(report: &Report, check: &CheckReport, catalog: &Catalog) -> Explanation {
    explain(report, check, catalog).unwrap_or_else(|| Explanation {
        cause: catalog.plain("passed"),
        mistake: None,
        why: None,
        next: None,
        hint: None,
        steps: vec![],
        repeat: check_again(report, &check.id),
    })
}

/// All that was seen of a check, whatever came of it, in lines like those of [`evidence`]; and whether some of it is folded.
pub fn whole(
    check: &CheckReport,
    catalog: &Catalog,
    width: usize,
    ascii: bool,
    runs: Runs,
) -> (Vec<String>, bool) {
    let page = Page { width, ascii };
    let diagram = diagram::whole(check, catalog, picture::room(page), runs);
    let is_folded = |event: &Event| matches!(event.what, What::More(_));
    let is_folded = diagram.events.iter().any(is_folded);
    let exchange = picture::whole(&diagram, catalog, page);
    let lines = match &check.outcome {
        Outcome::Failed(failure) => {
            let mut evidence = contrast::lines(failure, catalog, page);
            evidence.extend(exchange);
            evidence.extend(waited(check, catalog, page));
            evidence.extend(stuck::lines(check, failure, catalog, page));
            evidence
        }
        Outcome::Passed | Outcome::Skipped { .. } | Outcome::Inconclusive(_) => exchange,
    };
    (lines, is_folded)
}

/// Whether the sentence of cause has named the mistake already.
fn names_itself(check: &CheckReport) -> bool {
    check.mistake == Some(Mistake::ReplyPerRead)
        && matches!(
            &check.outcome,
            Outcome::Failed(Failure::WrongAnswer {
                likeness: Likeness::ReplyPerRead,
                ..
            })
        )
}

/// What ended the wait for what did not come.
fn waited(check: &CheckReport, catalog: &Catalog, page: Page) -> Vec<String> {
    let seen = &check.evidence.observations;
    let until = seen.iter().find_map(|seen| match seen.what {
        Fact::Waited { until, .. } => Some(until),
        _ => None,
    });
    let told = until.map(|until| match until {
        Until::Rest => catalog.plain("waited-rest"),
        Until::Deadline => catalog.plain("waited-deadline"),
    });
    told.map_or(vec![], |told| wrap::indented(&told, 2, 2, page.width))
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
