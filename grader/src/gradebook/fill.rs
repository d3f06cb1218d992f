//! What goes into a file, whose line is whose, and what is said of it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::table::{Table, TableError};
use super::whose::{Keys, Whose};
use crate::model::{Name, Student};

/// A student's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The student.
    pub student: Student,
    /// What the submission is called.
    pub submission: String,
    /// The mark in hundredths and the full mark, if there is one that counts and will not change.
    pub mark: Option<(u32, u32)>,
    /// What the student reads beside it: lines of text.
    pub comment: Vec<String>,
}

impl Line {
    /// The student's name, as a file may have it.
    pub(super) fn name(&self) -> Name {
        Name::new(self.student.own_name(&self.submission))
    }

    /// Whether another student is meant, as far as numbers tell.
    fn is_not(&self, other: &Self) -> bool {
        let ids = (&self.student.id, &other.student.id);
        matches!(ids, (Some(one), Some(other)) if one != other)
    }
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
    /// The column of marks has no name that would be the same in every such file, and none is given.
    #[error("no column is named")]
    Unnamed {
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
    /// Students whose mark was written, and of whom there is nothing to say: what was said before stays.
    pub kept: Vec<Student>,
}

/// Why a student's mark was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skipped {
    /// There is none that counts, or it is provisional.
    NoMark,
    /// The file has no line, or more than one, for the student.
    NoLine,
    /// The file says that it must not be changed.
    Locked,
    /// The line is the student's by one thing, and another's by another.
    TwoLines {
        /// What leads to the line.
        by: Key,
        /// Whose it is, as the file says it.
        line: String,
        /// What leads elsewhere.
        also: Key,
        /// Whose that line is.
        other: String,
    },
    /// The line is the student's by one thing, and not by another.
    Differs {
        /// What leads to the line.
        by: Key,
        /// Whose it is, as the file says it.
        line: String,
        /// What is another there.
        not: Key,
    },
    /// Several submissions are the student's: which one counts, is the teacher's to say.
    Several(Vec<String>),
}

/// What a student is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The number by which the system knows them.
    Number,
    /// The number or word by which the school does.
    Id,
    /// The address of their mail.
    Email,
    /// The name.
    Name,
}

impl Key {
    /// All, the surest first.
    pub(super) const ALL: [Self; 4] = [Self::Number, Self::Id, Self::Email, Self::Name];
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrote {
    /// Nothing: it must not be changed.
    Nothing,
    /// The mark, and what is said of it.
    All,
    /// The mark, beside what was said of it before: there is nothing to say.
    Mark,
}

/// Writes a student's mark, as the file spells it, into a row.
pub(super) type Write<'a> = dyn Fn(&mut Table, usize, &Line, &str) -> Wrote + 'a;

/// Writes the marks of `lines`, each into the row that is its student's. A row that several submissions lead to is left as
/// it is.
pub(super) fn fill(
    mut table: Table,
    rows: Range<usize>,
    keys: &Keys,
    sign: char,
    lines: &[Line],
    write: &Write<'_>,
) -> Filled {
    let mut filled = Filled {
        bytes: vec![],
        written: 0,
        skipped: vec![],
        kept: vec![],
    };
    let whose = Whose::new(&table, rows, keys);
    let found: Vec<Result<usize, Skipped>> = lines.iter().map(|line| whose.row_of(line)).collect();
    let mut claims: BTreeMap<usize, Vec<&Line>> = BTreeMap::new();
    for (line, row) in lines.iter().zip(&found) {
        if let Ok(row) = row {
            claims.entry(*row).or_default().push(line);
        }
    }
    for (line, found) in lines.iter().zip(found) {
        let claims = found.as_ref().ok().map(|row| &claims[row][..]);
        let skipped = match (claims, line.mark, found) {
            // Namesakes, one of whom the file does not know.
            (Some([first, more @ ..]), ..) if more.iter().any(|one| one.is_not(first)) => {
                Skipped::NoLine
            }
            (Some(all @ [first, _, ..]), ..) => {
                if !std::ptr::eq(*first, line) {
                    continue;
                }
                let mut names: Vec<String> = all.iter().map(|one| one.submission.clone()).collect();
                names.dedup();
                match names[..] {
                    // Two who share a submission have a line each.
                    [_] => Skipped::NoLine,
                    [..] => Skipped::Several(names),
                }
            }
            (_, None, _) => Skipped::NoMark,
            (_, Some(_), Err(why)) => why,
            (_, Some((mark, _)), Ok(row)) => {
                let wrote = write(&mut table, row, line, &spelt(mark, sign));
                filled.written += usize::from(wrote != Wrote::Nothing);
                match wrote {
                    Wrote::All => continue,
                    Wrote::Mark => {
                        filled.kept.push(line.student.clone());
                        continue;
                    }
                    Wrote::Nothing => Skipped::Locked,
                }
            }
        };
        filled.skipped.push((line.student.clone(), skipped));
    }
    filled.bytes = table.written();
    filled
}

/// Writes what is said of a mark, unless there is nothing to say: then what was said before stays.
pub(super) fn comment(table: &mut Table, row: usize, column: Option<usize>, said: &str) -> Wrote {
    match column {
        Some(column) if !said.is_empty() => table.set(row, column, said),
        Some(column) if !table.cell(row, column).trim().is_empty() => return Wrote::Mark,
        Some(_) | None => {}
    }
    Wrote::All
}

/// A text without what people write in different ways: case, and spaces.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// A mark in hundredths, with as many decimals as it needs after `sign`.
fn spelt(hundredths: u32, sign: char) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}{sign}{}", part / 10),
        part => format!("{whole}{sign}{part:02}"),
    }
}

/// What the file puts ahead of decimals: in these columns of marks, else anywhere. A point, where there are none.
pub(super) fn sign(table: &Table, marks: &[usize]) -> char {
    let signs = |columns: &dyn Fn(usize) -> bool| {
        let (mut points, mut commas) = (0_usize, 0_usize);
        for row in 1..table.height() {
            for column in (0..table.width(row)).filter(|column| columns(*column)) {
                let cell = table.cell(row, column);
                let has = |sign| {
                    let digits = |part: &str| {
                        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
                    };
                    let parts = cell.trim().split_once(sign);
                    parts.is_some_and(|(whole, part)| digits(whole) && digits(part))
                };
                points += usize::from(has('.'));
                commas += usize::from(has(','));
            }
        }
        (points + commas > 0).then_some(if commas > points { ',' } else { '.' })
    };
    let all = || signs(&|_| true);
    { signs(&|column| marks.contains(&column)).or_else(all) }.unwrap_or('.')
}

/// Whether a cell such as `100.00` or `20,0` says this full mark.
pub(super) fn says(cell: &str, full: u32) -> bool {
    let number: Result<f64, _> = cell.trim().replace(',', ".").parse();
    number.is_ok_and(|number| (number - f64::from(full)).abs() < 0.005)
}

/// The column that is asked for. By nothing but spaces, a column would be found that has no name.
pub(super) fn asked(column: Option<&str>) -> Option<&str> {
    column.filter(|name| !name.trim().is_empty())
}

/// That no column is asked for, where one has to be.
pub(super) fn unnamed(table: &Table) -> FillError {
    FillError::Unnamed {
        found: table.row(0),
    }
}

/// That there is not one column of this name.
pub(super) fn no_column(table: &Table, wanted: &str) -> FillError {
    FillError::NoColumn {
        wanted: wanted.to_owned(),
        found: table.row(0),
    }
}
