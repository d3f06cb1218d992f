//! A roster: a CSV file that says whose each submission is.
//!
//! Its header names the columns: `submission` (the name of a folder or an archive, with or without extension, or the
//! number or name in it), `name`, and maybe `id`, `email` and `submitted`. Students with the same `submission` share it;
//! an empty one says that nothing was handed in.

use super::form::stem;
use crate::model::Student;

/// The columns that are known; the first two must be there.
const COLUMNS: [&str; 5] = ["submission", "name", "id", "email", "submitted"];

/// Something that is wrong with a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a line of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is no CSV, or not in UTF-8.
    NoCsv(String),
    /// The header lacks a column.
    NoColumn(&'static str),
    /// A cell that must say something is empty.
    Empty(&'static str),
    /// What stands where it says when work was handed in cannot be read as a time.
    NoTime(String),
    /// The student was there before.
    Twice(String),
}

/// Students, by what their submissions are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Where it is empty, nothing was handed in.
    submission: Option<String>,
    student: Student,
    submitted: Option<String>,
}

impl Roster {
    /// Reads a roster; `is_time` says which texts are times.
    ///
    /// # Errors
    /// With all that is wrong with it.
    pub fn read(bytes: &[u8], is_time: impl Fn(&str) -> bool) -> Result<Self, Vec<Problem>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        let count = |byte| header.iter().filter(|one| **one == byte).count();
        let delimiter = if count(b';') > count(b',') {
            b';'
        } else {
            b','
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let no_csv = |error: &csv::Error, line| {
            let line = error.position().map_or(line, csv::Position::line);
            let wrong = Wrong::NoCsv(error.to_string());
            Problem { line, wrong }
        };
        let header = reader.headers().map_err(|error| vec![no_csv(&error, 1)])?;
        let at = COLUMNS.map(|name| {
            header
                .iter()
                .position(|cell| cell.eq_ignore_ascii_case(name))
        });
        let missing = COLUMNS[..2].iter().zip(&at).filter(|(_, at)| at.is_none());
        let mut problems: Vec<Problem> = missing
            .map(|(name, _)| Problem {
                line: 1,
                wrong: Wrong::NoColumn(name),
            })
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut rows: Vec<Row> = vec![];
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    problems.push(no_csv(&error, 0));
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            let [submission, name, id, email, submitted] = at.map(|at| {
                let text = record.get(at?)?.to_owned();
                Some(text).filter(|text| !text.is_empty())
            });
            let mut wrong = |wrong| problems.push(Problem { line, wrong });
            let Some(name) = name else {
                wrong(Wrong::Empty(COLUMNS[1]));
                continue;
            };
            if let Some(text) = submitted.as_ref().filter(|text| !is_time(text)) {
                wrong(Wrong::NoTime(text.clone()));
                continue;
            }
            let student = Student {
                name,
                id,
                email,
                number: None,
            };
            if rows.iter().any(|row| row.student == student) {
                wrong(Wrong::Twice(student.name));
                continue;
            }
            rows.push(Row {
                submission,
                student,
                submitted,
            });
        }
        if problems.is_empty() {
            Ok(Self { rows })
        } else {
            Err(problems)
        }
    }

    /// Whose the submission `entry` is, its name's own student where the roster does not say, and when it was handed in.
    pub fn of(&self, entry: &str, named: Student) -> (Vec<Student>, Option<String>) {
        let rows: Vec<&Row> = self.rows_of(entry, &named).collect();
        let submitted = rows.iter().find_map(|row| row.submitted.clone());
        let mut students: Vec<Student> = rows.iter().map(|row| row.student.clone()).collect();
        match &mut students[..] {
            [] => students.push(named),
            [one] => one.number = named.number,
            // Which of them it is, the roster does not say.
            [..] => {}
        }
        (students, submitted)
    }

    /// All its students.
    pub fn students(&self) -> impl Iterator<Item = &Student> {
        self.rows.iter().map(|row| &row.student)
    }

    /// Whether it names this file.
    pub fn has_file(&self, name: &str) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|row| row.submission.as_deref() == Some(name))
    }

    fn rows_of(&self, entry: &str, named: &Student) -> impl Iterator<Item = &Row> {
        let means = move |name: &str| {
            name == entry
                || name == stem(entry)
                || name == named.name
                || named.id.as_deref() == Some(name)
        };
        let rows = self.rows.iter();
        rows.filter(move |row| row.submission.as_deref().is_some_and(means))
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, Roster, Student, Wrong};
    use crate::model::{Number, System};

    fn named(name: &str, id: &str) -> Student {
        Student {
            name: name.into(),
            id: Some(id.into()),
            number: Some(Number {
                system: System::Moodle,
                number: id.into(),
            }),
            ..Student::default()
        }
    }

    #[test]
    fn students_share_a_submission() {
        let text = "\u{feff}Name;Email;Submission;ID\r\n\
                    Léa;lea@example.org;tp-12;1\r\n\"Ali; B.\";;tp-12;\r\nZoé;;77;\r\n";
        let roster = Roster::read(text.as_bytes(), |_| true).unwrap();
        let names = |entry, student| {
            let (students, _) = roster.of(entry, student);
            students.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!(names("tp-12.zip", named("tp-12", "0")), ["Léa", "Ali; B."]);
        assert_eq!(
            names("z_77_assignsubmission_file", named("z", "77")),
            ["Zoé"]
        );
        assert_eq!(names("other", named("other", "5")), ["other"]);
        assert_eq!(roster.students().count(), 3);
        let number = |entry, id| roster.of(entry, named("z", id)).0[0].number.clone();
        assert_eq!(number("x", "77"), named("", "77").number);
        assert_eq!(number("tp-12", "5"), None);
    }

    #[test]
    fn who_has_handed_in_nothing_has_a_line_without_a_submission() {
        let roster = Roster::read(b"submission,name\n,Ada\n", |_| true).unwrap();
        assert_eq!(roster.students().count(), 1);
        let (students, _) = roster.of("", named("bob", "7"));
        assert_eq!(students, [named("bob", "7")]);
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        let problems = |text: &str| Roster::read(text.as_bytes(), |_| true).unwrap_err();
        let at = |line, wrong| Problem { line, wrong };
        assert_eq!(problems("a,name\n"), [at(1, Wrong::NoColumn("submission"))]);
        assert_eq!(
            problems("submission,name\nx,\nz,Z\nz,Z\n"),
            [at(2, Wrong::Empty("name")), at(4, Wrong::Twice("Z".into())),]
        );
        let text = b"submission,name,submitted\nx,X,soon\ny,Y,now\nz,Z,\n";
        let late = Roster::read(text, |text| text == "now").unwrap_err();
        assert_eq!(late, [at(2, Wrong::NoTime("soon".into()))]);
        let latin = Roster::read(b"submission,name\nx,Jos\xe9\n", |_| true).unwrap_err();
        assert!(matches!(latin[0].wrong, Wrong::NoCsv(_)));
        assert_eq!(latin[0].line, 2);
    }
}
