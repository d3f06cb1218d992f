//! The results of a class for other programs: the contract that `docs/json.md` describes.

use serde::Serialize;
use serde_json::Number;

use super::row::{Row, RowCheck, Summary, steps};
use crate::i18n::Catalog;
use crate::model::{Group, Student, Without};
use crate::report::json::number;

/// The version of the contract.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Page<'a> {
    format: u32,
    exercise: &'a str,
    title: &'a str,
    submissions: Vec<Submission<'a>>,
    without: Vec<Without>,
    gone: &'a [String],
    pending: &'a [String],
}

#[derive(Serialize)]
struct Submission<'a> {
    name: String,
    submission: &'a str,
    code: &'a str,
    students: Vec<Student>,
    submitted: Option<&'a str>,
    gone: bool,
    like: Option<&'a str>,
    came: &'static str,
    refusal: Option<&'static str>,
    said: Option<&'a str>,
    mark: Option<Number>,
    out_of: Option<u32>,
    provisional: bool,
    raw_mark: Option<Number>,
    raw_out_of: Option<u32>,
    points: Option<u32>,
    of: Option<u32>,
    adjustments: Vec<String>,
    comment: Option<&'a str>,
    checks: Vec<Check<'a>>,
}

#[derive(Serialize)]
struct Check<'a> {
    id: &'a str,
    group: Group,
    outcome: &'static str,
    points: u32,
    of: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a str>,
}

/// The results as JSON, sentences in the catalogue's language.
pub fn json(summary: &Summary, rows: &[Row], catalog: &Catalog) -> String {
    let page = Page {
        format: FORMAT,
        exercise: &summary.exercise,
        title: &summary.title,
        submissions: rows.iter().map(|row| submission(row, catalog)).collect(),
        without: { summary.without.iter() }
            .map(|one| Without {
                student: alone(&one.student, ""),
                missing: one.missing,
            })
            .collect(),
        gone: &summary.gone,
        pending: &summary.pending,
    };
    let text = serde_json::to_string_pretty(&page).expect("a row has nothing that JSON has not");
    text + "\n"
}

/// A student, by the name alone: what tells namesakes apart is in other cells.
fn alone(student: &Student, submission: &str) -> Student {
    Student {
        name: student.own_name(submission).to_owned(),
        ..student.clone()
    }
}

fn submission<'a>(row: &'a Row, catalog: &Catalog) -> Submission<'a> {
    let given = row.ruling.given.as_ref();
    Submission {
        name: row.names(),
        submission: &row.name,
        code: &row.code,
        students: { row.students.iter() }
            .map(|one| alone(one, &row.name))
            .collect(),
        submitted: row.submitted.as_deref(),
        gone: row.gone,
        like: row.like.as_deref(),
        came: row.came,
        refusal: row.refusal.as_ref().map(|(kind, _)| *kind),
        said: row.said.as_deref(),
        mark: given.map(|given| number(given.hundredths)),
        out_of: given.map(|given| given.out_of),
        provisional: row.is_provisional(),
        raw_mark: row.raw.map(|mark| number(mark.hundredths)),
        raw_out_of: row.raw.map(|mark| mark.out_of),
        points: row.raw.map(|mark| mark.earned),
        of: row.raw.map(|mark| mark.points),
        adjustments: steps(row, catalog),
        comment: row.ruling.comment.as_deref(),
        checks: row.checks.iter().map(check).collect(),
    }
}

fn check(check: &RowCheck) -> Check<'_> {
    Check {
        id: &check.id,
        group: check.group,
        outcome: check.outcome,
        points: check.points,
        of: check.of,
        kind: check.kind.as_deref(),
        cause: check.cause.as_deref(),
    }
}
