//! What kind of file one is, as far as its header tells, and which of its columns are none of marks.

use super::cell::number;
use super::fill::FillError;
use super::moodle::{
    CHANGEABLE, EMAIL, FIRST_NAME, FULL_NAME, GRADE, ID_NUMBER, IDENTIFIER, LAST_NAME, MAXIMUM,
    is_feedback,
};
use super::table::Table;
use crate::model::folded;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The grading worksheet of an assignment of Moodle's.
    Worksheet,
    /// A gradebook exported from Moodle.
    Gradebook,
    /// A gradebook exported from Canvas.
    Canvas,
}

/// No mark is above this, on any scale: what is, is a number or a time.
const HIGHEST: f64 = 1000.0;

/// How the names of columns begin that are none of marks, though what is in them may be numbers or nothing: in English, in
/// French and in German.
const OTHERS: [&str; 24] = [
    "course total",
    "total du cours",
    "kurs gesamt",
    "category total",
    "total de la catégorie",
    "maximum grade",
    "note maximale",
    "bestwertung",
    "feedback",
    "commentaire",
    "comment",
    "kommentar",
    "comentario",
    "institution",
    "department",
    "département",
    "abteilung",
    "status",
    "statut",
    "last downloaded",
    "dernier téléchargement",
    "last modified",
    "dernière modification",
    "zuletzt",
];

/// How those end that say a mark otherwise than as a number.
const OTHER_WAYS: [&str; 6] = [
    "(percentage)",
    "(pourcentage)",
    "(prozentsatz)",
    "(letter)",
    "(lettre)",
    "(buchstabe)",
];

/// What columns of Canvas's are called that say whose a row is.
const OF_CANVAS: [&str; 6] = [
    "student",
    "sis user id",
    "sis login id",
    "integration id",
    "root account",
    "section",
];

impl Kind {
    /// The kind that a file is plainly of, by its first line.
    pub fn of_file(bytes: &[u8]) -> Option<Self> {
        let header = bytes.split(|byte| *byte == b'\n').next()?;
        Self::of(&Table::read(header.to_vec()).ok()?)
    }

    /// The kind that the header of a file is plainly of.
    fn of(table: &Table) -> Option<Self> {
        let header: Vec<String> = table.row(0).iter().map(|cell| folded(cell)).collect();
        let has = |names: &[&str]| {
            names
                .iter()
                .any(|name| header.iter().any(|cell| cell == name))
        };
        let is_canvas = has(&["student"]) && has(&["id"]) && has(&["section", "sis login id"]);
        let is_worksheet = has(&IDENTIFIER) && has(&GRADE) && (has(&FULL_NAME) || has(&MAXIMUM));
        let is_gradebook = has(&FIRST_NAME) && has(&LAST_NAME) && has(&EMAIL);
        match (is_canvas, is_worksheet, is_gradebook) {
            (true, false, false) => Some(Self::Canvas),
            (false, true, false) => Some(Self::Worksheet),
            (false, false, true) => Some(Self::Gradebook),
            _ => None,
        }
    }

    /// Refuses a file that is plainly of another kind.
    pub(super) fn check(self, table: &Table) -> Result<(), FillError> {
        match Self::of(table) {
            Some(other) if other != self => Err(FillError::OtherKind(other)),
            Some(_) | None => Ok(()),
        }
    }
}

/// Whether a column of this name may be one of marks.
pub(super) fn may_be_marks(name: &str) -> bool {
    let name = folded(name);
    let other = OTHERS.iter().any(|one| name.starts_with(one));
    let otherwise = OTHER_WAYS.iter().any(|one| name.ends_with(one));
    !(other || otherwise || is_feedback(&name))
}

/// Refuses to write marks into a column that has none: by its name, or because most of what stands there is no mark.
pub(super) fn check_marks(
    table: &Table,
    rows: std::ops::Range<usize>,
    column: usize,
) -> Result<(), FillError> {
    let name = table.cell(0, column);
    match is_of_marks(&name, told(table, rows, column)) {
        true => Ok(()),
        false => Err(not_marks(table, &name)),
    }
}

fn is_of_marks(name: &str, (marks, others): (usize, usize)) -> bool {
    may_be_marks(name) && others <= marks + 1
}

/// That a column is none of marks.
pub(super) fn not_marks(table: &Table, wanted: &str) -> FillError {
    FillError::NotMarks {
        wanted: wanted.to_owned(),
        found: columns_of_marks(table),
    }
}

/// The names of the columns that marks can go into: those that have some, or nothing yet.
pub(super) fn columns_of_marks(table: &Table) -> Vec<String> {
    let of_students: [&[&str]; 8] = [
        &IDENTIFIER,
        &ID_NUMBER,
        &FULL_NAME,
        &FIRST_NAME,
        &LAST_NAME,
        &EMAIL,
        &CHANGEABLE,
        &OF_CANVAS,
    ];
    let is_one = |column: &usize| {
        let name = table.cell(0, *column);
        let (marks, others) = told(table, 1..table.height(), *column);
        let has_none = others > 0 && marks == 0;
        let is_of_student = of_students.iter().any(|all| all.contains(&&*folded(&name)));
        let is_named = !name.trim().is_empty() && !is_of_student;
        is_named && !has_none && is_of_marks(&name, (marks, others))
    };
    let columns = (0..table.width(0)).filter(is_one);
    columns.map(|column| table.cell(0, column)).collect()
}

/// In how many cells of a column something is a mark, and in how many it is something else.
fn told(table: &Table, rows: std::ops::Range<usize>, column: usize) -> (usize, usize) {
    let cells = rows.map(|row| folded(&table.cell(row, column)));
    let cells = cells.filter(|cell| !cell.is_empty() && cell != "-");
    let (marks, others): (Vec<String>, Vec<String>) = cells.partition(|cell| is_mark(cell));
    (marks.len(), others.len())
}

/// `EX` of Canvas excuses a student.
fn is_mark(cell: &str) -> bool {
    cell == "ex" || number(cell).is_some_and(|number| (0.0..=HIGHEST).contains(&number))
}
