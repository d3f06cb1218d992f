//! A submission as the tables of a class show it: all that is said of it in a line, and no evidence.

use std::collections::BTreeSet;

use super::refusal;
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{
    Adjustment, Came, Entry, Group, Lang, Mark, Ruling, Student, Without, escape, plain,
};
use crate::report::json::outcome;
use crate::report::{build, words};

/// A submission in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What its folder or archive is called.
    pub name: String,
    /// The code that stands for it where names are left out; empty where none does.
    pub code: String,
    /// Whose it is.
    pub students: Vec<Student>,
    /// When it was handed in, as the roster says it.
    pub submitted: Option<String>,
    /// The deadline that held for it, if there is one.
    pub due: Option<Due>,
    /// Whether it is no longer in the folder, and shown all the same.
    pub gone: bool,
    /// Whether another submission is by students of the same names.
    pub namesakes: bool,
    /// The submission with the same files.
    pub like: Option<String>,
    /// What came of it: `graded`, `refused` or `set-aside`.
    pub came: &'static str,
    /// Why it cannot be graded as it was handed in: the kind, for programs, and some words, for people.
    pub refusal: Option<(&'static str, String)>,
    /// Why it was not graded, for people.
    pub said: Option<String>,
    /// Why nothing was built, if so, in lines.
    pub unbuilt: Vec<String>,
    /// The mark that was earned.
    pub raw: Option<Mark>,
    /// The mark that counts.
    pub ruling: Ruling,
    /// The checks that were asked, in the order of the exercise.
    pub checks: Vec<RowCheck>,
}

/// The deadline of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// When it was due, to be shown.
    pub when: String,
    /// The seconds of extra time in that.
    pub extra: u64,
}

/// A check in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct RowCheck {
    /// The check.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// Where it stands in the exercise.
    pub group: Group,
    /// What came out: `passed`, `failed`, `skipped` or `inconclusive`.
    pub outcome: &'static str,
    /// What was earned.
    pub points: u32,
    /// What it is worth.
    pub of: u32,
    /// Why it was not passed, for programs.
    pub kind: Option<String>,
    /// Why it was not passed, for people.
    pub cause: Option<String>,
}

/// What all rows have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// Students of whom there is no submission.
    pub without: Vec<Without>,
    /// Submissions that are no longer there, and not shown.
    pub gone: Vec<String>,
    /// Submissions that have no result yet.
    pub pending: Vec<String>,
    /// That results are still to come, if so, in a sentence.
    pub incomplete: Option<String>,
}

impl Row {
    /// The row of a submission.
    pub fn new(entry: &Entry, ruling: Ruling, catalog: &Catalog) -> Self {
        let lang = catalog.lang();
        let (came, refusal, said) = match &entry.came {
            Came::Graded { .. } => ("graded", None, None),
            Came::Refused { refusal } => {
                let brief = refusal::brief(refusal, catalog);
                let said = refusal::of(refusal, &entry.left_out, catalog);
                ("refused", Some((refusal.kind(), brief)), Some(said))
            }
            Came::SetAside { said } => ("set-aside", None, Some(refusal::set_aside(said, catalog))),
        };
        let report = entry.report();
        let checks = report.iter().flat_map(|report| {
            report.checks.iter().map(|check| {
                let explained = explain::explain(report, check, catalog);
                RowCheck {
                    id: check.id.clone(),
                    title: check.title.get(lang).to_owned(),
                    group: check.group,
                    outcome: outcome(&check.outcome),
                    points: check.points,
                    of: check.of,
                    kind: check.outcome.kind(),
                    cause: explained.map(|one| one.cause),
                }
            })
        });
        Self {
            name: entry.name.clone(),
            code: String::new(),
            students: entry.students.clone(),
            submitted: entry.submitted.clone(),
            due: None,
            gone: false,
            namesakes: false,
            like: entry.like.clone(),
            came,
            refusal,
            said,
            unbuilt: report.map_or_else(Vec::new, |report| build::in_lines(&report.build, catalog)),
            raw: report.map(|report| report.mark),
            ruling,
            checks: checks.collect(),
        }
    }

    /// The names of its students, as they are.
    pub fn names(&self) -> String {
        names(&self.students)
    }

    /// Where it stands among others: in the order of names, whatever their accents.
    pub fn place(&self) -> (String, String, String) {
        let names = self.names();
        (plain(&names), names, self.name.clone())
    }

    /// The names of its students, to be shown, and what the submission is called where the names alone do not tell it from
    /// another.
    pub fn shown(&self) -> String {
        let names = escape::harmless(&self.names());
        if self.namesakes {
            format!("{names} ({})", escape::harmless(&self.name))
        } else {
            names
        }
    }

    /// The mark that counts, in words.
    pub fn mark(&self, lang: Lang) -> String {
        match &self.ruling.given {
            Some(given) => {
                let mark = number(u64::from(given.hundredths), 100, lang);
                format!("{mark}/{}", given.out_of)
            }
            None => "—".to_owned(),
        }
    }

    /// Whether the mark that counts may still change.
    pub fn is_provisional(&self) -> bool {
        let given = self.ruling.given.as_ref();
        given.is_some_and(|given| given.provisional)
    }

    /// The mark that counts, in words, and whether it may still change.
    pub(super) fn mark_as_it_stands(&self, catalog: &Catalog) -> String {
        let mark = self.mark(catalog.lang());
        match self.is_provisional() {
            true => catalog.text("against-provisional", &args!["mark" => mark]),
            false => mark,
        }
    }
}

/// The names that the students of several submissions have.
#[derive(Debug, Default)]
pub struct Namesakes(BTreeSet<String>);

impl Namesakes {
    /// Among submissions, by whose they are.
    pub fn of<'a>(submissions: impl Iterator<Item = &'a [Student]>) -> Self {
        let (mut seen, mut several) = (BTreeSet::new(), BTreeSet::new());
        for names in submissions.map(names) {
            if !seen.insert(names.clone()) {
                several.insert(names);
            }
        }
        Self(several)
    }

    /// Whether another submission is by students of the same names.
    pub fn are(&self, students: &[Student]) -> bool {
        self.0.contains(&names(students))
    }
}

/// The names of students, as they are.
fn names(students: &[Student]) -> String {
    let names: Vec<&str> = students.iter().map(|one| one.name.as_str()).collect();
    names.join(", ")
}

/// `value` parts of a number of which `parts` make one, with as many decimals as it needs.
pub(super) fn number(value: u64, parts: u64, lang: Lang) -> String {
    let comma = match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    let width = parts.ilog10() as usize;
    let decimals = format!("{:0width$}", value % parts);
    match decimals.trim_end_matches('0') {
        "" => (value / parts).to_string(),
        decimals => format!("{}{comma}{decimals}", value / parts),
    }
}

/// How the mark that counts came of the one that was earned, a sentence each.
pub(super) fn steps(row: &Row, catalog: &Catalog) -> Vec<String> {
    steps_told(row, &|_| true, catalog)
}

/// The same for students: that something is not known of the work is their teacher's to know.
pub(super) fn steps_for_students(row: &Row, catalog: &Catalog) -> Vec<String> {
    steps_told(row, &|step| *step != Adjustment::HandedInUnknown, catalog)
}

/// A sentence for each step that is to be told.
pub(super) fn steps_told(
    row: &Row,
    is_told: &dyn Fn(&Adjustment) -> bool,
    catalog: &Catalog,
) -> Vec<String> {
    let lang = catalog.lang();
    let hundredths = |value: u32| number(u64::from(value), 100, lang);
    let steps = row.ruling.given.iter().flat_map(|given| &given.steps);
    steps
        .filter(|step| is_told(step))
        .map(|step| match step {
            Adjustment::Scaled { from, out_of } => catalog.text(
                "step-scaled",
                &args!["from" => hundredths(*from), "scale" => *out_of],
            ),
            Adjustment::Late {
                seconds,
                taken,
                is_most,
            } => {
                let said = late(*seconds, &hundredths(*taken), catalog);
                let said = match is_most {
                    true => catalog.text("step-late-most", &args!["step" => said]),
                    false => said,
                };
                match row.due.as_ref().filter(|_| seconds.is_some()) {
                    Some(due) => was_due(said, due, catalog),
                    None => said,
                }
            }
            Adjustment::HandedInUnknown => catalog.plain("step-unknown"),
            Adjustment::Capped { most } => {
                catalog.text("step-capped", &args!["most" => hundredths(*most)])
            }
            Adjustment::Rounded { from } => {
                let from = number(u64::from(*from), 10_000, lang);
                catalog.text("step-rounded", &args!["from" => from])
            }
            Adjustment::Changed { from, reason } => {
                let from = from.map(hundredths);
                match (from, reason) {
                    (Some(from), Some(reason)) => {
                        catalog.text("step-changed", &args!["from" => from, "reason" => reason])
                    }
                    (Some(from), None) => {
                        catalog.text("step-changed-untold", &args!["from" => from])
                    }
                    (None, Some(reason)) => catalog.text("step-given", &args!["reason" => reason]),
                    (None, None) => catalog.plain("step-given-untold"),
                }
            }
        })
        .collect()
}

/// That it was handed in late, by how much where that is told, and what was taken for it.
fn late(seconds: Option<u64>, taken: &str, catalog: &Catalog) -> String {
    let Some(seconds) = seconds else {
        return catalog.text("step-late-untold", &args!["taken" => taken]);
    };
    let late = span(seconds, catalog);
    catalog.text("step-late", &args!["late" => late, "taken" => taken])
}

/// That it was handed in late, and when it was due.
fn was_due(late: String, due: &Due, catalog: &Catalog) -> String {
    let args = args![
        "step" => late, "due" => &due.when, "extra" => span(due.extra, catalog)
    ];
    let id = match due.extra {
        0 => "step-late-due",
        1.. => "step-late-due-extra",
    };
    catalog.text(id, &args)
}

/// A span of time, to the second, which may be what a day more was taken for: from the first unit that there is of it to
/// the last.
fn span(seconds: u64, catalog: &Catalog) -> String {
    let hours = seconds / 3600;
    let (days, hours) = match hours {
        0..48 => (0, hours),
        48.. => (hours / 24, hours % 24),
    };
    let units = [
        ("span-days", days),
        ("span-hours", hours),
        ("span-minutes", seconds % 3600 / 60),
        ("span-seconds", seconds % 60),
    ];
    let is_there = |(_, count): &(&str, u64)| *count > 0;
    let first = units.iter().position(is_there).unwrap_or(0);
    let last = units.iter().rposition(is_there).unwrap_or(0);
    let units = units[first..=last].iter();
    let said = units.map(|(id, count)| catalog.text(id, &args!["count" => *count]));
    said.collect::<Vec<_>>().join(" ")
}

/// What was earned, where the first step from it does not say it.
fn earned(row: &Row, catalog: &Catalog) -> Option<String> {
    let steps = &row.ruling.given.as_ref()?.steps;
    let mut steps = { steps.iter() }.filter(|step| **step != Adjustment::HandedInUnknown);
    match steps.next()? {
        Adjustment::Late { .. } | Adjustment::Capped { .. } => {
            let mark = words::mark(row.raw.as_ref()?, catalog.lang());
            Some(catalog.text("page-raw", &args!["mark" => mark]))
        }
        Adjustment::Scaled { .. }
        | Adjustment::HandedInUnknown
        | Adjustment::Rounded { .. }
        | Adjustment::Changed { .. } => None,
    }
}

/// What a student reads beside the mark in a school's system: lines of text.
pub fn comment(row: &Row, catalog: &Catalog) -> Vec<String> {
    let mut lines: Vec<String> = row
        .ruling
        .comment
        .iter()
        .flat_map(|text| text.lines().map(escape::harmless))
        .collect();
    lines.extend(row.said.clone());
    lines.extend(earned(row, catalog));
    lines.extend(steps_for_students(row, catalog));
    lines.extend(row.unbuilt.clone());
    if row.is_provisional() {
        lines.push(catalog.plain("class-provisional"));
    }
    // What only waits for others to pass is said once: of work that does not build, that is all of it.
    let (waiting, judged): (Vec<_>, Vec<_>) = row
        .checks
        .iter()
        .partition(|check| check.outcome == "skipped");
    for check in judged.into_iter().filter(|check| check.outcome != "passed") {
        let cause = check.cause.clone().unwrap_or_default();
        lines.push(catalog.text(
            "class-lost",
            &args![
                "title" => &check.title, "points" => check.points, "of" => check.of,
                "cause" => cause
            ],
        ));
    }
    if !waiting.is_empty() {
        let points: u32 = waiting.iter().map(|check| check.of).sum();
        let said = args!["count" => waiting.len(), "points" => points];
        lines.push(catalog.text("class-waiting", &said));
    }
    lines
}
