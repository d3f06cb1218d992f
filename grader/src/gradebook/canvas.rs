//! Canvas's gradebook, exported as CSV: read again by `lib/gradebook_importer.rb`.

use super::cell::{says, sign};
use super::fill::{
    FillError, Filled, Into, Line, asked, fill, full, no_column, no_students, unnamed,
};
use super::kind::{Kind, check_marks, not_marks};
use super::skipped::Skipped;
use super::table::Table;
use super::whose::Keys;
use crate::model::{System, folded};

/// Fills in the column of an assignment: by the number in its name, else by its title.
///
/// # Errors
/// When the file is no such export, no column is named or not one has the name, or marks are on another scale.
pub fn canvas(file: Vec<u8>, column: Option<&str>, lines: &[Line]) -> Result<Filled, FillError> {
    filled(file, column, lines).map_err(|mut error| {
        match &mut error {
            FillError::NoColumn { wanted: _, found }
            | FillError::SeveralColumns { wanted: _, found }
            | FillError::NotMarks { wanted: _, found }
            | FillError::Unnamed { found } => only_assignments(found),
            FillError::Table(_)
            | FillError::NoStudents { .. }
            | FillError::NoWorksheet { .. }
            | FillError::OtherKind(_)
            | FillError::OtherScale { .. }
            | FillError::NoPoints { .. }
            | FillError::Above { .. }
            | FillError::SeveralScales(_)
            | FillError::ReadOnly(_) => {}
        }
        error
    })
}

/// Names no columns but those of assignments, whose names end with a number, if there are any.
fn only_assignments(found: &mut Vec<String>) {
    let is_one = |name: &String| numbered(name).is_some();
    if found.iter().any(is_one) {
        found.retain(is_one);
    }
}

fn filled(file: Vec<u8>, column: Option<&str>, lines: &[Line]) -> Result<Filled, FillError> {
    let table = Table::read(file)?;
    Kind::Canvas.check(&table)?;
    let column = asked(column).ok_or_else(|| unnamed(&table))?;
    let header = table.row(0);
    let at = |name: &str| header.iter().position(|cell| folded(cell) == name);
    let ids = at("id").ok_or_else(|| no_students(&table, &["ID"]))?;
    let names = match (at("student"), at("lastname"), at("firstname")) {
        (Some(student), _, _) => vec![student],
        (None, Some(last), Some(first)) => vec![last, first],
        _ => return Err(no_students(&table, &["Student"])),
    };
    let wanted = folded(column);
    let grade = table
        .column(|cell| numbered(cell).is_some_and(|(_, number)| number == wanted))
        .or_else(|| table.column(|cell| folded(cell) == wanted))
        .or_else(|| table.column(|cell| numbered(cell).is_some_and(|(title, _)| title == wanted)))
        .ok_or_else(|| no_column(&table, column))?;

    let keys = Keys {
        system: System::Canvas,
        number: Some(ids),
        id: at("sis user id"),
        email: at("sis login id"),
        names,
    };
    if grade <= ids || keys.have(grade) {
        return Err(not_marks(&table, column));
    }
    // Rows below the header that are not of students: how points are posted, and how many are possible.
    let above = |row: &usize| {
        let first = table.cell(*row, keys.names[0]);
        let ours = folded(&first) == "points possible" || folded(&first) == "points possibles";
        let blank = first.trim().is_empty() && table.cell(*row, ids).trim().is_empty();
        ours || blank
    };
    let first = (1..table.height().min(4))
        .rev()
        .find(above)
        .map_or(1, |row| row + 1);
    let full = full(lines)?;
    let mut is_seen = false;
    for row in 1..first {
        let cell = table.cell(row, grade);
        if folded(&cell).contains("read only") {
            return Err(FillError::ReadOnly(table.cell(0, grade)));
        }
        let possible = folded(&table.cell(row, keys.names[0])).starts_with("points possible");
        is_seen |= possible;
        // Only assignments have points: a section has none.
        if possible && cell.trim().is_empty() {
            return Err(not_marks(&table, column));
        }
        if let Some(ours) = full.filter(|full| possible && !says(&cell, *full)) {
            return Err(FillError::OtherScale { file: cell, ours });
        }
    }
    let into = Into {
        rows: first..table.height(),
        sign: sign(&table, &[grade]),
        mark: grade,
        comment: None,
        unseen: full.filter(|_| !is_seen),
        locked: &|table, row| {
            let is_excused = folded(&table.cell(row, grade)) == "ex";
            is_excused.then_some(Skipped::Excused)
        },
        submitted: &|_, _| false,
    };
    check_marks(&table, into.rows.clone(), grade)?;
    Ok(fill(table, &into, &keys, lines))
}

/// `TP2 (4242)` in its parts.
fn numbered(cell: &str) -> Option<(String, String)> {
    let cell = folded(cell);
    let (title, number) = cell.strip_suffix(')')?.rsplit_once(" (")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| (title.to_owned(), number.to_owned()))
}
