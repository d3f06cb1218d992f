//! The results of a class in a long table: a line for each check of each student, with the marks beside it.
//!
//! Columns have the same names in every language, and numbers a point, for programs; a spreadsheet takes no text for a
//! formula.

use super::row::{Row, Summary};
use crate::model::escape::{harmless, inert};
use crate::model::{Lang, Student};

const COLUMNS: [&str; 19] = [
    "exercise",
    "submission",
    "student",
    "id",
    "email",
    "submitted",
    "came",
    "raw_mark",
    "mark",
    "out_of",
    "provisional",
    "check",
    "group",
    "outcome",
    "points",
    "of",
    "cause",
    "gone",
    "code",
];

/// The table in CSV. A submission of several students has its lines for each of them; one without checks has a line, as
/// has a student without a submission.
pub fn long(summary: &Summary, rows: &[Row]) -> String {
    let exercise = &summary.exercise;
    let mut table = COLUMNS.join(",") + "\r\n";
    for row in rows {
        let end = [row.gone.to_string(), row.code.clone()];
        for student in &row.students {
            if row.checks.is_empty() {
                let last = [const { String::new() }; 6];
                let first = first(exercise, row, student);
                line(&mut table, &[&first[..], &last, &end].concat());
            }
            for check in &row.checks {
                let last = [
                    inert(&check.id),
                    check.group.name().to_owned(),
                    check.outcome.to_owned(),
                    check.points.to_string(),
                    check.of.to_string(),
                    inert(check.cause.as_deref().unwrap_or_default()),
                ];
                let first = first(exercise, row, student);
                line(&mut table, &[&first[..], &last, &end].concat());
            }
        }
    }
    for one in &summary.without {
        let mut cells = [const { String::new() }; COLUMNS.len()];
        cells[0] = inert(exercise);
        cells[2..5].clone_from_slice(&student(&one.student, ""));
        cells[6] = if one.missing { "missing" } else { "nothing" }.to_owned();
        line(&mut table, &cells);
    }
    table
}

fn first(exercise: &str, row: &Row, one: &Student) -> [String; 11] {
    let number = |hundredths: u32| super::row::number(u64::from(hundredths), 100, Lang::En);
    let given = row.ruling.given.as_ref();
    let [name, id, email] = student(one, &row.name);
    [
        inert(exercise),
        inert(&row.name),
        name,
        id,
        email,
        optional(&row.submitted),
        row.came.to_owned(),
        row.raw
            .map_or_else(String::new, |mark| number(mark.hundredths)),
        given.map_or_else(String::new, |given| number(given.hundredths)),
        given.map_or_else(String::new, |given| given.out_of.to_string()),
        given.map_or_else(String::new, |given| given.provisional.to_string()),
    ]
}

/// The name alone, the number and the address of a student.
pub(super) fn student(student: &Student, submission: &str) -> [String; 3] {
    [
        inert(&harmless(student.own_name(submission))),
        optional(&student.id),
        optional(&student.email),
    ]
}

/// A text that may be missing, as a cell.
fn optional(text: &Option<String>) -> String {
    let shown = text.as_deref().map(|text| inert(&harmless(text)));
    shown.unwrap_or_default()
}

/// Adds a line. By hand: in some countries a spreadsheet separates at `;`, and the crate `csv` quotes only what separates for
/// itself.
pub(super) fn line(table: &mut String, cells: &[String]) {
    let cells = cells.iter().map(|cell| {
        if cell.contains(['"', ',', '\n', '\r', ';', '\t']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    let cells: Vec<String> = cells.collect();
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}
