//! What goes into a file, whose line is whose, and what is said of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cell::{has_no_mark, html, is, spelt};
use super::kind::{Kind, columns_of_marks};
use super::skipped::Skipped;
use super::table::{Table, TableError};
use super::whose::{Keys, Lead, Whose};
use crate::model::{Name, Student, folded};

/// A student's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The student.
    pub student: Student,
    /// What the submission is called.
    pub submission: String,
    /// Whose it is by its own name, where that is none of its students.
    pub anothers: Option<String>,
    /// What is known of it.
    pub stands: Stands,
    /// The mark in hundredths and the full mark, if there is one that counts and will not change.
    pub mark: Option<(u32, u32)>,
    /// What the student reads beside it: lines of text.
    pub comment: Vec<String>,
}

/// What is known of a student's submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// What came of it.
    Told,
    /// Nothing yet: of this student, nobody knows which submission will count.
    Pending,
    /// That there is none: another student's mark is not to go by the name to this one.
    Nothing,
}

impl Line {
    /// The student's name, as a file may have it.
    pub(super) fn name(&self) -> Name {
        Name::new(self.student.own_name(&self.submission))
    }
}

/// Why a file is not filled in. Nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It lacks a column that it should have.
    #[error("there is no column `{wanted}`")]
    NoColumn {
        /// What it is called, or a word for it.
        wanted: String,
        /// The columns that marks can go into.
        found: Vec<String>,
    },
    /// It lacks the column by which students are found.
    #[error("there is no column {wanted:?}, by which students are found")]
    NoStudents {
        /// What it is called.
        wanted: Vec<String>,
        /// The columns that there are.
        found: Vec<String>,
    },
    /// Several columns may be meant.
    #[error("several columns are called `{wanted}`")]
    SeveralColumns {
        /// What they are called.
        wanted: String,
        /// The columns that marks can go into.
        found: Vec<String>,
    },
    /// It has no column of marks that is called as a worksheet's is, in the languages that are known.
    #[error("it has no column of marks that is known by its name")]
    NoWorksheet {
        /// What such a column is called.
        wanted: Vec<String>,
        /// The columns that there are.
        found: Vec<String>,
    },
    /// The column is none of marks.
    #[error("`{wanted}` is no column of marks")]
    NotMarks {
        /// What it is called.
        wanted: String,
        /// The columns that marks can go into.
        found: Vec<String>,
    },
    /// It is a file of another kind.
    #[error("it looks like another kind of file: {0:?}")]
    OtherKind(Kind),
    /// The column of marks has no name that would be the same in every such file, and none is given.
    #[error("no column is named")]
    Unnamed {
        /// The columns that marks can go into.
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
    /// It says no full mark: what it is for is not graded in points.
    #[error("the file has `{file}` for its full mark, ours are out of {ours}")]
    NoPoints {
        /// What the file says.
        file: String,
        /// The full mark of ours.
        ours: u32,
    },
    /// It has a mark that ours could not be.
    #[error("the file has a mark of `{mark}`, ours are out of {ours}")]
    Above {
        /// The mark in the file.
        mark: String,
        /// The full mark of ours.
        ours: u32,
    },
    /// The marks are on several scales themselves.
    #[error("our marks are on several scales: {0:?}")]
    SeveralScales(Vec<u32>),
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
    /// Those of them that went into the place of another mark.
    pub replaced: Vec<Replaced>,
    /// How many comments went into the place of another one.
    pub comments_replaced: usize,
    /// Students whose mark was not.
    pub skipped: Vec<(Student, Skipped)>,
    /// Students whose mark was written, and of whom there is nothing to say: what was said before stays.
    pub kept: Vec<Student>,
    /// Students whose line had no cell there, and got empty ones up to it.
    pub padded: Vec<Student>,
    /// The full mark of the marks, where the file does not say its own: nobody has looked at it.
    pub unseen: Option<u32>,
    /// Lines without a mark that none of our students was found to have, as the file names them.
    pub empty: Vec<String>,
    /// Such lines of which the file says that something was handed in.
    pub submitted: Vec<String>,
}

/// A mark in the place of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Whose it is.
    pub name: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub now: String,
}

/// Where marks go.
pub(super) struct Into<'a> {
    /// The rows of students.
    pub(super) rows: Range<usize>,
    /// What stands ahead of decimals.
    pub(super) sign: char,
    /// The column of the marks.
    pub(super) mark: usize,
    /// The column of what is said of them, as HTML.
    pub(super) comment: Option<usize>,
    /// The full mark of the marks, where the file does not say its own.
    pub(super) unseen: Option<u32>,
    /// Why a row must not be changed, if so.
    pub(super) locked: &'a dyn Fn(&Table, usize) -> Option<Skipped>,
    /// Whether a row says that its student has handed something in.
    pub(super) submitted: &'a dyn Fn(&Table, usize) -> bool,
}

/// The full mark of all marks of `lines`, if there are any.
///
/// # Errors
/// When they have not one.
pub(super) fn full(lines: &[Line]) -> Result<Option<u32>, FillError> {
    let scales: BTreeSet<u32> = lines.iter().filter_map(|line| Some(line.mark?.1)).collect();
    match scales.len() {
        0 | 1 => Ok(scales.into_iter().next()),
        _ => Err(FillError::SeveralScales(scales.into_iter().collect())),
    }
}

/// Writes the marks of `lines`, each into the row that is its student's. A row that several submissions lead to is left as
/// it is.
pub(super) fn fill(mut table: Table, into: &Into<'_>, keys: &Keys, lines: &[Line]) -> Filled {
    let mut filled = Filled {
        bytes: vec![],
        written: 0,
        replaced: vec![],
        comments_replaced: 0,
        skipped: vec![],
        kept: vec![],
        padded: vec![],
        unseen: into.unseen,
        empty: vec![],
        submitted: vec![],
    };
    let whose = Whose::new(&table, into.rows.clone(), keys);
    let (leads, claimed) = whose.leads(lines);
    for (line, lead) in lines.iter().zip(leads) {
        let skipped = match (lead, line.mark) {
            (Lead::Untold, _) => continue,
            (Lead::Left(why @ Skipped::Several(_)), _) => why,
            (Lead::Left(_) | Lead::To(_), None) => Skipped::NoMark(line.submission.clone()),
            (Lead::Left(why), Some(_)) => why,
            (Lead::To(row), Some((mark, _))) => match (into.locked)(&table, row) {
                Some(why) => why,
                None => {
                    filled.write(&mut table, into, row, line, mark);
                    continue;
                }
            },
        };
        filled.skipped.push((line.student.clone(), skipped));
    }
    let left: BTreeSet<&str> = { filled.skipped.iter() }
        .flat_map(|(_, why)| why.lines())
        .collect();
    let empty = whose.shown().filter(|(row, shown)| {
        let is_empty = has_no_mark(&table.cell(*row, into.mark));
        // Why the others stay so, is said of their students.
        is_empty && !shown.is_empty() && !claimed.contains(row) && !left.contains(shown)
    });
    let empty: Vec<(usize, &str)> = empty.collect();
    for (row, shown) in empty {
        let list = match (into.submitted)(&table, row) {
            true => &mut filled.submitted,
            false => &mut filled.empty,
        };
        list.push(shown.to_owned());
    }
    filled.bytes = table.written();
    filled
}

impl Filled {
    /// Writes a mark and what is said of it, unless there is nothing to say: then what was said before stays.
    fn write(&mut self, table: &mut Table, into: &Into<'_>, row: usize, line: &Line, mark: u32) {
        let before = table.cell(row, into.mark);
        let other = !has_no_mark(&before) && !is(&before, mark);
        let now = spelt(mark, into.sign);
        table.set(row, into.mark, &now);
        self.written += 1;
        if other {
            let name = line.student.name.clone();
            self.replaced.push(Replaced { name, before, now });
        }
        let mut reached = into.mark;
        if let Some(column) = into.comment {
            let (before, said) = (table.cell(row, column), html(&line.comment));
            let nothing_before = before.trim().is_empty();
            if !said.is_empty() {
                table.set(row, column, &said);
                reached = reached.max(column);
                self.comments_replaced += usize::from(!nothing_before && before != said);
            } else if !nothing_before {
                self.kept.push(line.student.clone());
            }
        }
        if table.width(row) <= reached {
            self.padded.push(line.student.clone());
        }
    }

    /// Whether the file is hardly the one of these students and of what they were graded for.
    pub fn is_of_others(&self) -> bool {
        self.written == 0 || self.disagreeing() > self.written
    }

    /// How many lines were left because what is known of a student disagrees with them.
    pub fn disagreeing(&self) -> usize {
        let disagree = |why: &Skipped| {
            matches!(
                why,
                Skipped::TwoLines { .. } | Skipped::Differs { .. } | Skipped::Slip { .. }
            )
        };
        self.skipped.iter().filter(|(_, why)| disagree(why)).count()
    }
}

/// The column that is asked for. By nothing but spaces, a column would be found that has no name.
pub(super) fn asked(column: Option<&str>) -> Option<&str> {
    column.filter(|name| !name.trim().is_empty())
}

/// That no column is asked for, where one has to be.
pub(super) fn unnamed(table: &Table) -> FillError {
    FillError::Unnamed {
        found: columns_of_marks(table),
    }
}

/// That there is no column by which students are found.
pub(super) fn no_students(table: &Table, wanted: &[&str]) -> FillError {
    FillError::NoStudents {
        wanted: wanted.iter().map(|name| (*name).to_owned()).collect(),
        found: table.row(0),
    }
}

/// That there is no column of this name to fill in, or not only one.
pub(super) fn no_column(table: &Table, wanted: &str) -> FillError {
    let name = folded(wanted);
    let is = |cell: &&String| {
        let cell = folded(cell);
        let more = cell.strip_prefix(&name);
        more.is_some_and(|more| more.is_empty() || more.starts_with(" ("))
    };
    let (wanted, found) = (wanted.to_owned(), columns_of_marks(table));
    match table.row(0).iter().filter(is).count() {
        0 | 1 => FillError::NoColumn { wanted, found },
        _ => FillError::SeveralColumns { wanted, found },
    }
}
