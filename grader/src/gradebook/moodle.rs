//! Moodle's files: the grading worksheet of an assignment, and an export of the gradebook.
//!
//! Moodle finds columns by their names in the language of the course. Those that it needs of a worksheet are read by
//! `mod/assign/feedback/offline/importgradeslib.php`; a comment is HTML there.

use super::cell::{is_above, says, sign};
use super::fill::{
    FillError, Filled, Into, Line, asked, fill, full, no_column, no_students, unnamed,
};
use super::kind::{Kind, check_marks, may_be_marks, not_marks};
use super::skipped::Skipped;
use super::table::Table;
use super::whose::Keys;
use crate::model::{Name, System, folded};

/// What a column is called, in English, in French and in German.
pub(super) const IDENTIFIER: [&str; 3] = ["identifier", "identifiant", "id"];
pub(super) const FULL_NAME: [&str; 3] = ["full name", "nom complet", "vollständiger name"];
pub(super) const FIRST_NAME: [&str; 3] = ["first name", "prénom", "vorname"];
pub(super) const LAST_NAME: [&str; 4] = ["last name", "nom de famille", "nom", "nachname"];
pub(super) const EMAIL: [&str; 4] = [
    "email address",
    "adresse de courriel",
    "adresse électronique",
    "e-mail-adresse",
];
pub(super) const ID_NUMBER: [&str; 4] = [
    "id number",
    "numéro d'identification",
    "numéro d’identification",
    "id-nummer",
];
pub(super) const GRADE: [&str; 3] = ["grade", "note", "bewertung"];
/// The same, as people read it, and of the columns by which students are found.
const GRADES: [&str; 3] = ["Grade", "Note", "Bewertung"];
const IDENTIFIERS: [&str; 3] = ["Identifier", "Identifiant", "ID"];
const EMAILS: [&str; 3] = ["Email address", "Adresse de courriel", "E-Mail-Adresse"];
pub(super) const MAXIMUM: [&str; 3] = ["maximum grade", "note maximale", "bestwertung"];
/// What stands in the place of `MAXIMUM` where an assignment is graded by words.
const SCALE: [&str; 3] = ["scale", "barème", "skala"];
pub(super) const CHANGEABLE: [&str; 3] = [
    "grade can be changed",
    "la note peut être modifiée",
    "bewertung kann geändert werden",
];
const COMMENT: [&str; 4] = [
    "feedback comments",
    "feedback par commentaires",
    "commentaires de feedback",
    "feedback als kommentar",
];
const STATUS: [&str; 2] = ["status", "statut"];
/// How the status of who has handed something in begins; it goes on with whether it was graded, and how late it was.
const SUBMITTED: [&str; 3] = [
    "submitted for grading",
    "remis pour évaluation",
    "zur bewertung abgegeben",
];
/// What stands in a line whose mark must not be changed.
const NO: [&str; 3] = ["no", "non", "nein"];

/// Fills in the grading worksheet of an assignment: marks, in `column` if it is said, and comments where it has a column
/// for them.
///
/// # Errors
/// When it is no such worksheet, or its marks are on another scale.
pub fn worksheet(file: Vec<u8>, column: Option<&str>, lines: &[Line]) -> Result<Filled, FillError> {
    let table = Table::read(file)?;
    Kind::Worksheet.check(&table)?;
    let wanted = asked(column);
    let rows = 1..table.height();
    let column = |names: &[&str]| table.column(|cell| names.contains(&folded(cell).as_str()));
    let grade = match wanted {
        Some(wanted) => table.column(|cell| folded(cell) == folded(wanted)),
        None => column(&GRADE),
    };
    let grade = grade.ok_or_else(|| match wanted {
        Some(wanted) => no_column(&table, wanted),
        None => no_grade(&table),
    })?;
    // In whatever other language, participants come first, and names have a column unless they are hidden.
    let ends_in_digit = |row| table.cell(row, 0).ends_with(|c: char| c.is_ascii_digit());
    let first = || Some(0).filter(|_| wanted.is_some() && rows.clone().all(ends_in_digit));
    let number = column(&IDENTIFIER)
        .or_else(first)
        .ok_or_else(|| no_students(&table, &IDENTIFIERS))?;
    let ours: Vec<Name> = lines.iter().map(Line::name).collect();
    let names_us = |cell: &str| {
        let name = Name::new(cell);
        ours.iter().any(|one| !one.is_empty() && one.is(&name))
    };
    let of_names = || {
        (1..table.width(0))
            .find(|column| rows.clone().any(|row| names_us(&table.cell(row, *column))))
    };
    let (maximum, said, changeable) = (column(&MAXIMUM), column(&COMMENT), column(&CHANGEABLE));
    let status = column(&STATUS);
    let keys = Keys {
        system: System::Moodle,
        number: Some(number),
        id: None,
        email: column(&EMAIL),
        names: column(&FULL_NAME).or_else(of_names).into_iter().collect(),
    };
    if keys.have(grade) {
        return Err(not_marks(&table, wanted.unwrap_or("Grade")));
    }
    check_marks(&table, rows.clone(), grade)?;
    let full = full(lines)?;
    if let (Some(maximum), Some(ours)) = (maximum.or_else(|| column(&SCALE)), full) {
        for row in rows.clone() {
            let file = table.cell(row, maximum);
            if table.width(row) > maximum && !says(&file, ours) {
                return Err(match is_above(&file, 0) {
                    true => FillError::OtherScale { file, ours },
                    false => FillError::NoPoints { file, ours },
                });
            }
        }
    }
    let marks: Vec<usize> = { [grade].into_iter() }.chain(maximum).collect();
    let into = Into {
        rows,
        sign: sign(&table, &marks),
        mark: grade,
        comment: said,
        unseen: full.filter(|_| maximum.is_none()),
        locked: &|table, row| {
            let said = changeable.map(|column| folded(&table.cell(row, column)));
            let is_locked = said.is_some_and(|said| NO.contains(&said.as_str()));
            is_locked.then_some(Skipped::Locked)
        },
        submitted: &|table, row| {
            let said = status.map(|column| folded(&table.cell(row, column)));
            said.is_some_and(|said| SUBMITTED.iter().any(|one| said.starts_with(one)))
        },
    };
    Ok(fill(table, &into, &keys, lines))
}

/// That no column, or not one alone, is called as that of the marks is.
fn no_grade(table: &Table) -> FillError {
    match table
        .row(0)
        .iter()
        .any(|cell| GRADE.contains(&&*folded(cell)))
    {
        true => no_column(table, "Grade"),
        false => FillError::NoWorksheet {
            wanted: GRADES.map(str::to_owned).to_vec(),
            found: table.row(0),
        },
    }
}

/// Fills in a column of a gradebook that was exported as CSV, and the column of its feedback if there is one.
///
/// # Errors
/// When the file is no such export, or no column is named, or not one has the name.
pub fn gradebook(file: Vec<u8>, column: Option<&str>, lines: &[Line]) -> Result<Filled, FillError> {
    let table = Table::read(file)?;
    Kind::Gradebook.check(&table)?;
    let column = asked(column).ok_or_else(|| unnamed(&table))?;
    let named = |names: &[&str]| table.column(|cell| names.contains(&folded(cell).as_str()));
    let wanted = folded(column);
    let grade = table
        .column(|cell| folded(cell) == wanted)
        .or_else(|| table.column(|cell| title(cell) == wanted && may_be_marks(cell)))
        .ok_or_else(|| no_column(&table, column))?;
    let item = title(&table.cell(0, grade));
    let feedback = table.column(|cell| is_feedback(cell) && title(cell) == item);
    let names: Vec<usize> = [named(&FIRST_NAME), named(&LAST_NAME)]
        .into_iter()
        .flatten()
        .collect();
    let keys = Keys {
        system: System::Moodle,
        number: None,
        id: named(&ID_NUMBER),
        email: named(&EMAIL),
        names: if names.len() == 2 { names } else { vec![] },
    };
    if keys.email.is_none() && keys.id.is_none() && keys.names.is_empty() {
        return Err(no_students(&table, &EMAILS));
    }
    if keys.have(grade) {
        return Err(not_marks(&table, column));
    }
    check_marks(&table, 1..table.height(), grade)?;
    let full = full(lines)?;
    let into = Into {
        rows: 1..table.height(),
        sign: sign(&table, &[grade]),
        mark: grade,
        comment: feedback,
        unseen: full,
        locked: &|_, _| None,
        submitted: &|_, _| false,
    };
    // Such a file does not say its scale; what stands in the column may.
    if let Some(ours) = full
        && let Some(mark) = { into.rows.clone() }
            .map(|row| table.cell(row, grade))
            .find(|cell| is_above(cell, ours))
    {
        return Err(FillError::Above { mark, ours });
    }
    Ok(fill(table, &into, &keys, lines))
}

/// `Assignment: TP2 (Real)` is of the item `assignment: tp2`, and its feedback is `Assignment: TP2 (Feedback)`.
fn title(cell: &str) -> String {
    let cell = folded(cell);
    match cell.rsplit_once(" (") {
        Some((title, _)) => title.to_owned(),
        None => cell,
    }
}

pub(super) fn is_feedback(cell: &str) -> bool {
    ["(feedback)", "(commentaire)", "(commentaires)"]
        .iter()
        .any(|end| folded(cell).ends_with(end))
}
