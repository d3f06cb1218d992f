//! What goes into a file, whose line is whose, and what is said of it.

use std::collections::BTreeSet;

use super::table::{Table, TableError};
use crate::model::Student;

/// A student's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The student.
    pub student: Student,
    /// The mark in hundredths and the full mark, if there is one that counts and will not change.
    pub mark: Option<(u32, u32)>,
    /// What the student reads beside it: lines of text.
    pub comment: Vec<String>,
}

/// Why a file is not filled in. Nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It lacks a column that it should have, or has it twice.
    #[error("there is not one column `{wanted}`")]
    NoColumn {
        /// What it is called, or a word for it.
        wanted: String,
        /// The columns that there are.
        found: Vec<String>,
    },
    /// Its marks are on another scale.
    #[error("the marks of the file are out of `{file}`, ours of {ours}")]
    OtherScale {
        /// What the file says.
        file: String,
        /// The full mark of ours.
        ours: u32,
    },
    /// The column is not to be changed.
    #[error("the column `{0}` is read only")]
    ReadOnly(String),
}

/// A file that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many marks were written.
    pub written: usize,
    /// Students whose mark was not.
    pub skipped: Vec<(Student, Skipped)>,
}

/// Why a student's mark was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// There is none that counts, or it is provisional.
    NoMark,
    /// The file has no line, or more than one, for the student.
    NoLine,
    /// The file says that it must not be changed.
    Locked,
}

/// Columns by which students are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Columns with an id.
    pub(super) ids: Vec<usize>,
    /// Columns with a mail address.
    pub(super) emails: Vec<usize>,
    /// Columns whose texts, one after the other, make a name.
    pub(super) names: Vec<usize>,
}

/// What a row's cell with an id says, for comparison.
pub(super) type Id = fn(&str) -> String;

/// Writes a student's mark (hundredths, full mark) into a row, unless it must not be changed.
pub(super) type Write<'a> = dyn Fn(&mut Table, usize, &Line, (u32, u32)) -> bool + 'a;

/// Writes the marks of `lines`, each into the row that is its student's.
pub(super) fn fill(
    mut table: Table,
    rows: std::ops::Range<usize>,
    keys: &Keys,
    id: Id,
    lines: &[Line],
    write: &Write<'_>,
) -> Filled {
    let mut filled = Filled {
        bytes: vec![],
        written: 0,
        skipped: vec![],
    };
    let mut taken = BTreeSet::new();
    for line in lines {
        let Some(mark) = line.mark else {
            filled.skipped.push((line.student.clone(), Skipped::NoMark));
            continue;
        };
        let found = row_of(&table, rows.clone(), keys, id, &line.student);
        // A row that two students claim belongs to the first, and the other is told.
        let Some(row) = found.filter(|row| taken.insert(*row)) else {
            filled.skipped.push((line.student.clone(), Skipped::NoLine));
            continue;
        };
        if write(&mut table, row, line, mark) {
            filled.written += 1;
        } else {
            filled.skipped.push((line.student.clone(), Skipped::Locked));
        }
    }
    filled.bytes = table.written();
    filled
}

/// The only row of a student: by id, else by mail address, else by name.
fn row_of(
    table: &Table,
    rows: std::ops::Range<usize>,
    keys: &Keys,
    id: Id,
    student: &Student,
) -> Option<usize> {
    let only = |is: &dyn Fn(usize) -> bool| {
        let mut found = rows.clone().filter(|row| is(*row));
        found.next().filter(|_| found.next().is_none())
    };
    let cell_is = |columns: &[usize], wanted: &str, spelt: Id| {
        only(&|row| {
            let cell = |column: &usize| spelt(&table.cell(row, *column));
            !wanted.is_empty() && columns.iter().any(|column| cell(column) == wanted)
        })
    };
    let by_id = student
        .id
        .as_ref()
        .and_then(|wanted| cell_is(&keys.ids, &id(wanted), id));
    let by_email = || {
        let wanted = folded(student.email.as_deref()?);
        cell_is(&keys.emails, &wanted, folded)
    };
    let by_name = || {
        let wanted = folded(&student.name);
        let wanted = Some(wanted).filter(|name| !name.is_empty() && !keys.names.is_empty())?;
        only(&|row| {
            let parts: Vec<String> = keys
                .names
                .iter()
                .map(|column| folded(&table.cell(row, *column)))
                .collect();
            let turned: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
            parts.join(" ") == wanted || turned.join(" ") == wanted
        })
    };
    by_id.or_else(by_email).or_else(by_name)
}

/// A text without what people write in different ways: case, and spaces.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// A mark for a program: with a point, and as many decimals as it needs.
pub(super) fn spelt(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}.{}", part / 10),
        part => format!("{whole}.{part:02}"),
    }
}

/// Whether a cell such as `100.00` or `20,0` says this full mark.
pub(super) fn says(cell: &str, full: u32) -> bool {
    let number: Result<f64, _> = cell.trim().replace(',', ".").parse();
    number.is_ok_and(|number| (number - f64::from(full)).abs() < 0.005)
}

/// That there is not one column of this name.
pub(super) fn no_column(table: &Table, wanted: &str) -> FillError {
    FillError::NoColumn {
        wanted: wanted.to_owned(),
        found: table.row(0),
    }
}
