//! Moodle's files: the grading worksheet of an assignment, and an export of the gradebook.
//!
//! Moodle finds columns by their names in the language of the course. Those that it needs of a worksheet are read by
//! `mod/assign/feedback/offline/importgradeslib.php`; a comment is HTML there.

use super::fill::{FillError, Filled, Id, Keys, Line, fill, folded, no_column, says, spelt};
use super::table::Table;
use crate::model::escape::inert;

/// What a column is called, in English and in French.
const IDENTIFIER: [&str; 2] = ["identifier", "identifiant"];
const FULL_NAME: [&str; 2] = ["full name", "nom complet"];
const FIRST_NAME: [&str; 2] = ["first name", "prénom"];
const LAST_NAME: [&str; 3] = ["last name", "nom de famille", "nom"];
const EMAIL: [&str; 3] = [
    "email address",
    "adresse de courriel",
    "adresse électronique",
];
const ID_NUMBER: [&str; 3] = [
    "id number",
    "numéro d'identification",
    "numéro d’identification",
];
const GRADE: [&str; 2] = ["grade", "note"];
const MAXIMUM: [&str; 2] = ["maximum grade", "note maximale"];
const CHANGEABLE: [&str; 2] = ["grade can be changed", "la note peut être modifiée"];
const COMMENT: [&str; 3] = [
    "feedback comments",
    "feedback par commentaires",
    "commentaires de feedback",
];

/// Fills in the grading worksheet of an assignment: marks, and comments where it has a column for them.
///
/// # Errors
/// When it is no such worksheet, or its marks are on another scale.
pub fn worksheet(file: Vec<u8>, lines: &[Line]) -> Result<Filled, FillError> {
    let table = Table::read(file)?;
    let column = |names: &[&str]| table.column(|cell| names.contains(&folded(cell).as_str()));
    let ids = column(&IDENTIFIER).ok_or_else(|| no_column(&table, "Identifier"))?;
    let grade = column(&GRADE).ok_or_else(|| no_column(&table, "Grade"))?;
    let (maximum, comment, changeable) = (column(&MAXIMUM), column(&COMMENT), column(&CHANGEABLE));
    let keys = Keys {
        ids: vec![ids],
        emails: column(&EMAIL).into_iter().collect(),
        names: column(&FULL_NAME).into_iter().collect(),
    };
    let full = lines.iter().find_map(|line| Some(line.mark?.1));
    if let (Some(maximum), Some(ours)) = (maximum, full) {
        for row in 1..table.height() {
            let cell = table.cell(row, maximum);
            if table.width(row) > maximum && !says(&cell, ours) {
                return Err(FillError::OtherScale { file: cell, ours });
            }
        }
    }
    let rows = 1..table.height();
    Ok(fill(table, rows, &keys, participant, lines, &|table,
                                                      row,
                                                      line,
                                                      (
        mark,
        _,
    )| {
        let locked = changeable.map(|column| folded(&table.cell(row, column)));
        if locked.is_some_and(|said| ["no", "non"].contains(&said.as_str())) {
            return false;
        }
        table.set(row, grade, &spelt(mark));
        if let Some(comment) = comment {
            table.set(row, comment, &html(&line.comment));
        }
        true
    }))
}

/// Fills in a column of a gradebook that was exported as CSV, and the column of its feedback if there is one.
///
/// # Errors
/// When the file is no such export, or has not one such column.
pub fn gradebook(file: Vec<u8>, column: &str, lines: &[Line]) -> Result<Filled, FillError> {
    let table = Table::read(file)?;
    let named = |names: &[&str]| table.column(|cell| names.contains(&folded(cell).as_str()));
    let wanted = folded(column);
    let grade = table
        .column(|cell| folded(cell) == wanted)
        .or_else(|| table.column(|cell| title(cell) == wanted && !is_feedback(cell)))
        .ok_or_else(|| no_column(&table, column))?;
    let item = title(&table.cell(0, grade));
    let feedback = table.column(|cell| is_feedback(cell) && title(cell) == item);
    let names: Vec<usize> = [named(&FIRST_NAME), named(&LAST_NAME)]
        .into_iter()
        .flatten()
        .collect();
    let keys = Keys {
        ids: named(&ID_NUMBER).into_iter().collect(),
        emails: named(&EMAIL).into_iter().collect(),
        names: if names.len() == 2 { names } else { vec![] },
    };
    if keys.emails.is_empty() && keys.ids.is_empty() && keys.names.is_empty() {
        return Err(no_column(&table, "Email address"));
    }
    let rows = 1..table.height();
    let same: Id = |text| text.trim().to_owned();
    Ok(fill(
        table,
        rows,
        &keys,
        same,
        lines,
        &|table, row, line, (mark, _)| {
            table.set(row, grade, &spelt(mark));
            if let Some(feedback) = feedback {
                table.set(row, feedback, &html(&line.comment));
            }
            true
        },
    ))
}

/// The number in `Participant 1234`.
fn participant(text: &str) -> String {
    let text = text.trim();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    text[text.len() - digits..].to_owned()
}

/// `Assignment: TP2 (Real)` is of the item `assignment: tp2`, and its feedback is `Assignment: TP2 (Feedback)`.
fn title(cell: &str) -> String {
    let cell = folded(cell);
    match cell.rsplit_once(" (") {
        Some((title, _)) => title.to_owned(),
        None => cell,
    }
}

fn is_feedback(cell: &str) -> bool {
    ["(feedback)", "(commentaire)", "(commentaires)"]
        .iter()
        .any(|end| folded(cell).ends_with(end))
}

/// Lines of text as HTML.
fn html(lines: &[String]) -> String {
    let escaped: Vec<String> = lines
        .iter()
        .map(|line| {
            line.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
        })
        .collect();
    inert(&escaped.join("<br>"))
}
