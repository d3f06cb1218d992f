//! How marks, groups and outcomes are written, wherever they stand.

use super::look::Tone;
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Group, Lang, Mark, Outcome, Report};

/// A mark such as `14/20` or `14,25/20`.
pub fn mark(mark: &Mark, lang: Lang) -> String {
    let comma = match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    let (whole, part) = (mark.hundredths / 100, mark.hundredths % 100);
    let part = match part {
        0 => String::new(),
        part if part % 10 == 0 => format!("{comma}{}", part / 10),
        part => format!("{comma}{part:02}"),
    };
    format!("{whole}{part}/{}", mark.out_of)
}

/// The title of a group of checks.
pub(super) fn group_title(group: Group, catalog: &Catalog) -> String {
    catalog.plain(match group {
        Group::Basic => "group-basic",
        Group::Robustness => "group-robustness",
        Group::Bonus => "group-bonus",
    })
}

/// The mark with its points. Of some checks alone there is none: what was left out would count for nothing, or for all.
pub(super) fn mark_in_words(report: &Report, catalog: &Catalog) -> (String, String) {
    let given = &report.mark;
    let id = match (given.provisional, unknown(report)) {
        (false, _) => "mark",
        (true, 0) => "mark-partial",
        (true, _) => "mark-provisional",
    };
    let mark = mark(given, catalog.lang());
    let points = args!["earned" => given.earned, "points" => given.points];
    (
        catalog.text(id, &args!["mark" => mark]),
        catalog.text("mark-points", &points),
    )
}

/// Why the mark may still change, if there is one and it may.
pub(super) fn provisional(report: &Report, catalog: &Catalog) -> Option<String> {
    let count = unknown(report);
    (count > 0).then(|| catalog.text("provisional-unknown", &args!["count" => count]))
}

/// How many checks could not be judged.
fn unknown(report: &Report) -> usize {
    let unknown = |check: &&CheckReport| matches!(check.outcome, Outcome::Inconclusive(_));
    report.checks.iter().filter(unknown).count()
}

/// The id of the word for an outcome.
pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "word-passed",
        Outcome::Failed(_) => "word-failed",
        Outcome::Skipped { .. } => "word-skipped",
        Outcome::Inconclusive(_) => "word-inconclusive",
    }
}

/// What was earned of what could be; of what nobody could judge, no number looks like a zero.
pub(super) fn points(check: &CheckReport) -> String {
    match &check.outcome {
        Outcome::Inconclusive(_) => format!("–/{}", check.of),
        Outcome::Passed | Outcome::Failed(_) | Outcome::Skipped { .. } => {
            format!("{}/{}", check.points, check.of)
        }
    }
}

/// The sign that stands before the word, and its tone.
pub(super) fn sign(outcome: &Outcome) -> (&'static str, Tone) {
    match outcome {
        Outcome::Passed => ("✓", Tone::Good),
        Outcome::Failed(_) => ("✗", Tone::Bad),
        Outcome::Skipped { .. } => ("–", Tone::Faint),
        Outcome::Inconclusive(_) => ("?", Tone::Doubtful),
    }
}
