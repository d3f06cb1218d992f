//! The report for the places where others read it: continuous integration, course platforms, browsers.
//!
//! What they have in common is here: the account of a check in lines of text, harmless in all of them. No form makes a
//! zero of a check that could not be judged without saying so.

pub(super) mod artemis;
pub(super) mod autolab;
pub(super) mod classroom;
pub(super) mod classroom50;
pub(super) mod github;
pub(super) mod gradescope;
pub(super) mod html;
pub(super) mod junit;
pub(super) mod markdown;
mod mermaid;
mod place;
pub(super) mod prairielearn;
pub(super) mod tap;
pub mod ungraded;
pub(super) mod vpl;

use super::json::{number, outcome};
use super::{build, words};
use crate::explain::{self, Explanation};
use crate::i18n::{Catalog, args};
use crate::model::{Build, CheckReport, Failure, Group, Missing, Outcome, Report, Text, escape};

/// The columns of evidence that is shown in letters of one width.
const WIDTH: usize = 80;

/// Its title and its id.
fn name(check: &CheckReport, catalog: &Catalog) -> String {
    let title = check.title.get(catalog.lang());
    escape::harmless(&format!("{title} ({})", check.id))
}

/// A sentence in pieces, every other one of which stood between two backticks and is code; `None` where those do not come
/// in pairs around something.
fn by_backticks(sentence: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = sentence.split('`').collect();
    let mut between = parts.iter().skip(1).take(parts.len().saturating_sub(2));
    let is_paired = parts.len() % 2 == 1 && between.all(|part| !part.is_empty());
    is_paired.then_some(parts)
}

/// The outcome in a word.
fn word(outcome: &Outcome, catalog: &Catalog) -> String {
    catalog.plain(words::word(outcome))
}

/// The sign that stands before the word.
fn sign(outcome: &Outcome) -> &'static str {
    words::sign(outcome).0
}

fn is_inconclusive(check: &CheckReport) -> bool {
    matches!(check.outcome, Outcome::Inconclusive(_))
}

/// Whether a check could not be judged, so that nobody can tell the mark yet.
fn is_unknown(report: &Report) -> bool {
    report.checks.iter().any(is_inconclusive)
}

fn evidence(check: &CheckReport, catalog: &Catalog) -> Vec<String> {
    explain::evidence(check, catalog, WIDTH, false)
}

/// All that is said of a check that was not passed, line by line: cause, evidence, what to do, how to see it again.
fn account(report: &Report, check: &CheckReport, catalog: &Catalog) -> Vec<String> {
    told(report, check, catalog, vec![])
}

/// The same where a check stands alone, away from what is said of the build.
fn account_alone(report: &Report, check: &CheckReport, catalog: &Catalog) -> Vec<String> {
    told(report, check, catalog, first_error(report, check))
}

/// The account with what a tool has said of its cause.
fn told(report: &Report, check: &CheckReport, catalog: &Catalog, said: Vec<String>) -> Vec<String> {
    let Some(explanation) = explain::explain(report, check, catalog) else {
        return Vec::new();
    };
    let mut lines = causes(&explanation, catalog);
    lines.extend(said);
    let evidence = evidence(check, catalog);
    lines.extend(evidence.iter().map(|line| format!("  {line}")));
    lines.extend(advice(&explanation, catalog));
    lines.push(repeat(&explanation, catalog));
    if is_inconclusive(check) {
        lines.push(catalog.plain("not-a-zero"));
    }
    lines
}

/// So many lines tell of a compile error what one needs to find it.
const ERROR_LINES: usize = 20;

/// The first compile error, where a check lost its points because a program did not build.
fn first_error(report: &Report, check: &CheckReport) -> Vec<String> {
    let is_unbuilt = matches!(
        &check.outcome,
        Outcome::Failed(Failure::NoProgram {
            missing: Missing::DidNotBuild { .. } | Missing::NotMade { .. },
            ..
        })
    );
    let mut errors = report.build.diagnostics.iter().filter(|one| one.error);
    let first = errors.next().filter(|_| is_unbuilt);
    let lines = first.map_or("", |error| &error.rendered);
    plain_lines(lines).take(ERROR_LINES).collect()
}

/// What happened, the usual mistake that is behind it, and why that has such an effect.
fn causes(explanation: &Explanation, catalog: &Catalog) -> Vec<String> {
    let mut causes = vec![explanation.cause.clone()];
    causes.extend(explanation.mistake.clone());
    let why = explanation.why.iter();
    causes.extend(why.map(|why| format!("{} {why}", catalog.plain("label-why"))));
    causes
}

/// What to do, and the hint, each with its label.
fn advice(explanation: &Explanation, catalog: &Catalog) -> Vec<String> {
    let labelled = |label: &str, text: &str| format!("{} {text}", catalog.plain(label));
    let next = explanation.next.iter();
    let hint = explanation.hint.iter().map(|hint| escape::harmless(hint));
    next.map(|next| labelled("label-next", next))
        .chain(hint.map(|hint| labelled("label-hint", &hint)))
        .collect()
}

/// How to see it again.
fn repeat(explanation: &Explanation, catalog: &Catalog) -> String {
    format!("{} {}", catalog.plain("label-repeat"), explanation.repeat)
}

/// The mark with its points, and why it may still change.
fn mark(report: &Report, catalog: &Catalog) -> Vec<String> {
    let (mark, points) = words::mark_in_words(report, catalog);
    let mut lines = vec![format!("{mark} {points}")];
    lines.extend(words::provisional(report, catalog));
    lines
}

/// What was graded, and its title.
fn heading(report: &Report, catalog: &Catalog) -> String {
    titled(&report.exercise, &report.title, catalog)
}

/// An exercise with its title.
fn titled(exercise: &str, title: &Text, catalog: &Catalog) -> String {
    let title = title.get(catalog.lang());
    catalog.text("header", &args!["exercise" => exercise, "title" => title])
}

/// That the build failed, why, and what it said of errors, without colours; nothing if it succeeded.
fn build_errors(build: &Build, catalog: &Catalog) -> Vec<String> {
    let mut lines = build_failure(build, catalog);
    if build.succeeded {
        return lines;
    }
    for error in build.diagnostics.iter().filter(|one| one.error) {
        lines.extend(plain_lines(&error.rendered));
    }
    lines
}

/// That the build failed, and why, without what tools have said; nothing if it succeeded.
fn build_failure(build: &Build, catalog: &Catalog) -> Vec<String> {
    if build.succeeded {
        return Vec::new();
    }
    let mut lines = vec![build::told(build, catalog)];
    lines.extend(build::why(build, catalog));
    for refusal in &build.refusals {
        lines.extend(plain_lines(&build::drawn(refusal, catalog, false)));
    }
    lines
}

/// A tool's message in lines without colours.
fn plain_lines(rendered: &str) -> impl Iterator<Item = String> {
    let lines = rendered.trim_end().lines();
    lines.map(|line| build::tame(line, false))
}

/// The groups that have checks, in order, each with its title and its checks.
fn groups<'a>(report: &'a Report, catalog: &Catalog) -> Vec<(String, Vec<&'a CheckReport>)> {
    let of = |group| {
        let checks = report.checks.iter();
        checks.filter(move |check| check.group == group).collect()
    };
    [Group::Basic, Group::Robustness, Group::Bonus]
        .map(|group| (words::group_title(group, catalog), of(group)))
        .into_iter()
        .filter(|(_, checks): &(String, Vec<_>)| !checks.is_empty())
        .collect()
}

/// JSON on one line, with its end.
fn line(value: &serde_json::Value) -> String {
    format!("{value}\n")
}

#[cfg(test)]
mod tests;
