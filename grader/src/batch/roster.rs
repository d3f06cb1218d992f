//! A roster: a CSV file that says whose each submission is.
//!
//! Its header names the columns: `submission` (the name of a folder or an archive, with or without extension, or the
//! number or name in it), `name`, and maybe `id`, `email` and `submitted`. Students with the same `submission` share it;
//! an empty one says that nothing was handed in.

use std::collections::BTreeSet;

use super::form::stem;
use super::slip::anothers;
use crate::model::{Name, Student, composed};

/// The columns that are known; the first two must be there.
pub const COLUMNS: [&str; 5] = ["submission", "name", "id", "email", "submitted"];

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
    /// It is not in UTF-8; nothing more is looked at.
    NotUtf8,
    /// It is no CSV.
    NoCsv(String),
    /// The header lacks a column.
    NoColumn {
        /// What it is called.
        name: &'static str,
        /// The columns that say nothing here.
        unknown: Vec<String>,
    },
    /// This row has more cells than the header: nobody knows which of them is which.
    Uneven(String),
    /// A cell that must say something is empty.
    Empty(&'static str),
    /// What stands where it says when work was handed in cannot be read as a time.
    NoTime(String),
    /// The student was there before, in the line `before`.
    Twice {
        /// The student's name.
        name: String,
        /// The line.
        before: u64,
    },
    /// The id is that of another student, in the line `before`.
    SameId {
        /// The id.
        id: String,
        /// The other student's name.
        name: String,
        /// The line.
        before: u64,
    },
    /// A quote opens a cell and does not close it: what comes after it would be one cell.
    OpenQuote,
    /// It is not known in which zone work was handed in, and another time of the same submission says its own.
    NoZone(String),
    /// There is no row of a student.
    Nobody,
}

/// Students, by what their submissions are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    rows: Vec<Row>,
    /// Columns that say nothing here.
    unknown: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u64,
    /// Where it is empty, nothing was handed in.
    submission: Option<String>,
    student: Student,
    /// What it says, and the seconds by which it is compared with others.
    submitted: Option<(i64, String)>,
}

impl Row {
    fn name(&self) -> &str {
        &self.student.name
    }

    /// Whether it gives the id that this student is given.
    fn has_id_of(&self, student: &Student) -> bool {
        student.id.is_some() && self.student.id == student.id
    }

    /// Whether its student has this one's name, however that is spelt.
    fn has_name_of(&self, student: &Student) -> bool {
        Name::new(&self.student.name).is(&Name::new(&student.name))
    }
}

/// What a roster and the submissions in a folder have to do with each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// The lines of the rows whose submission is there.
    pub found: BTreeSet<u64>,
    /// How many rows name no submission: nothing was handed in.
    pub without: usize,
    /// The rows whose submission is not there.
    pub astray: Vec<Astray>,
    /// The rows that give a submission to another student than its own name does.
    pub slips: Vec<Slip>,
    /// The submissions that no row names.
    pub unnamed: Vec<String>,
    /// The columns that say nothing here.
    pub unknown: Vec<String>,
}

/// A row that gives a submission to another student than its own name does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The line, from 1.
    pub line: u64,
    /// What the row calls the submission.
    pub submission: String,
    /// What it is called.
    pub found: String,
    /// The student, as the row has it.
    pub name: String,
}

/// A row that names a submission which is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Astray {
    /// The line, from 1.
    pub line: u64,
    /// The submission.
    pub submission: String,
    /// The student.
    pub name: String,
}

impl Roster {
    /// Reads a roster; `seconds` says which texts are times, and which of two is later.
    ///
    /// # Errors
    /// With all that is wrong with it.
    pub fn read(bytes: &[u8], seconds: impl Fn(&str) -> Option<i64>) -> Result<Self, Vec<Problem>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if let Err(error) = std::str::from_utf8(bytes) {
            let line = line_of(bytes, error.valid_up_to());
            let wrong = Wrong::NotUtf8;
            return Err(vec![Problem { line, wrong }]);
        }
        let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        let count = |byte: &u8| header.iter().filter(|one| *one == byte).count();
        // Of those that are there equally often, the last.
        let delimiter = { *b"\t;," }.into_iter().max_by_key(count).unwrap_or(b',');
        // A quote that is left open in the last line goes on in this one, too.
        let more = [bytes, b"\n."].concat();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(&more[..]);
        let no_csv = |error: &csv::Error, line| {
            let line = { error.position() }.map_or(line, |at| line_of(bytes, begin(&more, at)));
            let wrong = Wrong::NoCsv(error.to_string());
            Problem { line, wrong }
        };
        let header = reader
            .headers()
            .map_err(|error| vec![no_csv(&error, 1)])?
            .clone();
        let is_open = |record: &csv::StringRecord| record.iter().any(|text| text.contains('\n'));
        if is_open(&header) {
            let wrong = Wrong::OpenQuote;
            return Err(vec![Problem { line: 1, wrong }]);
        }
        let is_known = |cell: &&str| COLUMNS.iter().any(|name| cell.eq_ignore_ascii_case(name));
        let unknown = header
            .iter()
            .filter(|cell| !cell.is_empty() && !is_known(cell));
        let unknown: Vec<String> = unknown.map(Into::into).collect();
        let place = |name| { header.iter() }.position(|cell| cell.eq_ignore_ascii_case(name));
        let at = COLUMNS.map(place);
        let missing = COLUMNS[..2].iter().zip(&at).filter(|(_, at)| at.is_none());
        let mut problems: Vec<Problem> = missing
            .map(|(name, _)| Problem {
                line: 1,
                wrong: Wrong::NoColumn {
                    name,
                    unknown: unknown.clone(),
                },
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
            let begins = record.position().map_or(0, |at| begin(&more, at));
            if begins == more.len() - 1 {
                break;
            }
            let line = line_of(bytes, begins);
            let [submission, name, id, email, submitted] = at.map(|at| {
                let text = record.get(at?)?.to_owned();
                Some(text).filter(|text| !text.is_empty())
            });
            let mut wrong = |wrong| problems.push(Problem { line, wrong });
            if is_open(&record) {
                wrong(Wrong::OpenQuote);
                continue;
            }
            // Empty cells at the end mean nothing.
            let mut more = record.iter().skip(header.len());
            if more.any(|text| !text.is_empty()) {
                let row: Vec<&str> = record.iter().collect();
                let separator = char::from(delimiter).to_string();
                wrong(Wrong::Uneven(row.join(&separator)));
                continue;
            }
            let Some(name) = name else {
                wrong(Wrong::Empty(COLUMNS[1]));
                continue;
            };
            // However its accents are encoded.
            let submission = submission.map(|text| composed(&text));
            let submitted = match submitted.map(|text| (seconds(&text), text)) {
                Some((None, text)) => {
                    wrong(Wrong::NoTime(text));
                    continue;
                }
                Some((Some(seconds), text)) => Some((seconds, text)),
                None => None,
            };
            let student = Student {
                name,
                id,
                email,
                number: None,
            };
            // Who has handed in several submissions has a row for each.
            let is_same = |row: &Row| match (&row.submission, &submission) {
                (Some(one), Some(other)) => one == other,
                (None, _) | (_, None) => true,
            };
            // Whoever has the same id may be spelt in another way.
            let is_spelt = |row: &Row| row.has_id_of(&student) && row.has_name_of(&student);
            let is_twice = |row: &&Row| (row.student == student || is_spelt(row)) && is_same(row);
            if let Some(before) = rows.iter().find(is_twice) {
                let (name, before) = (before.student.name.clone(), before.line);
                wrong(Wrong::Twice { name, before });
                continue;
            }
            let is_other = |row: &&Row| row.has_id_of(&student) && !row.has_name_of(&student);
            if let Some(id) = &student.id
                && let Some(other) = rows.iter().find(is_other)
            {
                let (id, name, before) = (id.clone(), other.student.name.clone(), other.line);
                wrong(Wrong::SameId { id, name, before });
                continue;
            }
            rows.push(Row {
                line,
                submission,
                student,
                submitted,
            });
        }
        if problems.is_empty() {
            Ok(Self { rows, unknown })
        } else {
            Err(problems)
        }
    }

    /// Whose the submission `entry` is, its name's own student where the roster does not say, and when it was handed in: the
    /// last time, where those who share it have several.
    pub fn of(&self, entry: &str, named: Student) -> (Vec<Student>, Option<String>) {
        let rows: Vec<&Row> = self.rows_of(entry, &named).collect();
        let submitted = rows.iter().filter_map(|row| row.submitted.clone()).max();
        let submitted = submitted.map(|(_, text)| text);
        let mut students: Vec<Student> = rows.iter().map(|row| row.student.clone()).collect();
        match &mut students[..] {
            [] => students.push(named),
            [one] => one.number = named.number,
            // Which of them it is, the roster does not say.
            [..] => {}
        }
        (students, submitted)
    }

    /// The times of which nobody knows whether they are the last ones of their submission: others say a zone, and `knows` of
    /// none for these.
    pub fn unclear(&self, knows: impl Fn(&str) -> bool) -> Vec<Problem> {
        let timed = self.rows.iter().filter_map(|row| {
            let (submission, (_, text)) = (row.submission.as_ref()?, row.submitted.as_ref()?);
            Some((row.line, submission, text))
        });
        let known = timed.clone().filter(|(_, _, text)| knows(text));
        let known: BTreeSet<&String> = known.map(|(_, submission, _)| submission).collect();
        let unclear = timed.filter(|(_, of, text)| known.contains(of) && !knows(text));
        let problem = |(line, _, text): (u64, &String, &String)| Problem {
            line,
            wrong: Wrong::NoZone(text.clone()),
        };
        unclear.map(problem).collect()
    }

    /// All students, and whether a submission of theirs is told of.
    pub fn students(&self) -> impl Iterator<Item = (&Student, bool)> {
        let tells = |row: &Row| row.submission.is_some() || row.submitted.is_some();
        self.rows.iter().map(move |row| (&row.student, tells(row)))
    }

    /// Whether it names this file.
    pub fn has_file(&self, name: &str) -> bool {
        let (name, mut rows) = (composed(name), self.rows.iter());
        rows.any(|row| row.submission.as_ref() == Some(&name))
    }

    /// The lines of the rows that say whose the submission `entry` is.
    pub fn lines_of(&self, entry: &str, named: &Student) -> impl Iterator<Item = u64> {
        self.rows_of(entry, named).map(|row| row.line)
    }

    /// The rows that give the submission `entry` to others than its name does.
    pub fn slips(&self, entry: &str, named: &Student) -> Vec<Slip> {
        let everybody = self.rows.iter().map(Row::name);
        let mut slips = vec![];
        if anothers(named, self.rows_of(entry, named).map(Row::name), everybody).is_some() {
            let slip = |row: &Row| Slip {
                line: row.line,
                submission: row.submission.clone().unwrap_or_default(),
                found: composed(entry),
                name: row.student.name.clone(),
            };
            slips.extend(self.rows_of(entry, named).map(slip));
        }
        slips
    }

    /// What came of its rows, when those in the lines `found` have found their submissions.
    pub fn matched(&self, found: BTreeSet<u64>, unnamed: Vec<String>) -> Matched {
        let mut matched = Matched {
            found,
            unnamed,
            unknown: self.unknown.clone(),
            ..Matched::default()
        };
        for row in &self.rows {
            match &row.submission {
                None => matched.without += 1,
                Some(_) if matched.found.contains(&row.line) => {}
                Some(submission) => matched.astray.push(Astray {
                    line: row.line,
                    submission: submission.clone(),
                    name: row.student.name.clone(),
                }),
            }
        }
        matched
    }

    fn rows_of(&self, entry: &str, named: &Student) -> impl Iterator<Item = &Row> {
        let id = named.id.as_deref().unwrap_or(entry);
        let keys = [entry, stem(entry), &named.name, id].map(composed);
        let means = move |name: &String| keys.contains(name);
        let rows = self.rows.iter();
        rows.filter(move |row| row.submission.as_ref().is_some_and(&means))
    }
}

/// The line of the byte at `at`, from 1.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    let before = bytes.iter().take(at);
    before.filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// The byte at which what is at `at` begins: a record is said to be where the end of the line before it may still come.
fn begin(bytes: &[u8], at: &csv::Position) -> usize {
    let at = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = bytes.get(at..).unwrap_or_default().iter();
    at + rest
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count()
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
        let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
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
    fn what_is_shared_is_handed_in_when_it_was_last() {
        for times in [["1", "2"], ["2", "1"], ["2", ""], ["", "2"], ["2", "2"]] {
            let [a, b] = times;
            let text = format!("submission,name,submitted\ntp,A,{a}\ntp,B,{b}\n");
            let roster = Roster::read(text.as_bytes(), |text| text.parse().ok()).unwrap();
            let (_, submitted) = roster.of("tp", named("tp", "0"));
            assert_eq!(submitted.as_deref(), Some("2"), "{times:?}");
        }
    }

    #[test]
    fn times_of_two_forms_are_unclear_where_they_are_of_one_submission() {
        let text = "submission,name,submitted\nx,A,8\nx,B,9Z\ny,C,8\ny,D,9\nz,E,8Z\nz,F,9Z\n";
        let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
        let wrong = Wrong::NoZone("8".into());
        let unclear = roster.unclear(|text| text.ends_with('Z'));
        assert_eq!(unclear, [Problem { line: 2, wrong }]);
        assert_eq!(roster.unclear(|_| true), []);
    }

    #[test]
    fn who_has_handed_in_nothing_has_a_line_without_a_submission() {
        let roster = Roster::read(b"submission,name\n,Ada\n", |_| Some(0)).unwrap();
        assert_eq!(roster.students().count(), 1);
        let (students, _) = roster.of("", named("bob", "7"));
        assert_eq!(students, [named("bob", "7")]);
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        let problems = |text: &str| Roster::read(text.as_bytes(), |_| Some(0)).unwrap_err();
        let at = |line, wrong| Problem { line, wrong };
        let (name, unknown) = ("submission", vec!["a".into()]);
        let no_column = Wrong::NoColumn { name, unknown };
        assert_eq!(problems("a,name\n"), [at(1, no_column)]);
        assert_eq!(
            problems("submission,name\nx,\nz,Z\nz,Z\n"),
            [
                at(2, Wrong::Empty("name")),
                at(
                    4,
                    Wrong::Twice {
                        name: "Z".into(),
                        before: 3
                    }
                ),
            ]
        );
        let same = Wrong::SameId {
            id: "7".into(),
            name: "Ada Lo".into(),
            before: 2,
        };
        let text = "submission,name,id\na,Ada Lo,7\nb,lo ada,7\nc,Bob,7\nd,Eve,\ne,Zoe,\n";
        assert_eq!(problems(text), [at(4, same)]);
        let spelt = |name: &str| format!("submission,name,id\na,Ada Lo,7\na,{name},7\n");
        let name = "Ada Lo".into();
        let twice = Wrong::Twice { name, before: 2 };
        assert_eq!(problems(&spelt("lo  ada")), [at(3, twice)]);
        // Of a quote, the line in which it opens, whether another one closes it or none.
        for text in [
            "submission,name\na,A\nb,\"B\nc,C\nd,D\n",
            "submission,name\r\na,A\r\nb,\"B\r\nc,C\r\nd,\"D\"\r\n",
            "submission,name,group\na,A,1\nb,B,\"2\nc,C,\"3\"\n",
        ] {
            assert_eq!(problems(text), [at(3, Wrong::OpenQuote)], "{text}");
        }
        let text = "submission,\"name\na,A\nb,B\n";
        assert_eq!(problems(text), [at(1, Wrong::OpenQuote)]);
        let text = "submission,name,id\na,Lo, Ada,7\nb,Bob,8,,\n";
        assert_eq!(problems(text), [at(2, Wrong::Uneven("a,Lo,Ada,7".into()))]);
        let text = b"submission,name,submitted\nx,X,soon\ny,Y,now\nz,Z,\n";
        let late = Roster::read(text, |text| (text == "now").then_some(0)).unwrap_err();
        assert_eq!(late, [at(2, Wrong::NoTime("soon".into()))]);
        let latin = b"submission,name\r\nx,X\r\nx,Jos\xe9\r\ny,Zo\xe9\r\n";
        let latin = Roster::read(latin, |_| Some(0)).unwrap_err();
        assert_eq!(latin, [at(3, Wrong::NotUtf8)]);
        // However lines end, and where some are empty.
        for text in [
            "submission,name\r\na,A\r\nx,\r\n",
            "submission,name\n\nx,\n",
        ] {
            assert_eq!(problems(text), [at(3, Wrong::Empty("name"))]);
        }
    }

    #[test]
    fn cells_are_told_apart_by_commas_semicolons_or_tabs() {
        for text in [
            "submission,name,id\nx,\"A; B\",7\n",
            "submission;name;id\nx;A; B;7\n",
            "submission\tname\tid\nx\tA; B\t7\n",
        ] {
            let text = text.replace(";A; B;", ";\"A; B\";");
            let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
            let (students, _) = roster.of("x", named("x", "1"));
            assert_eq!(
                (&*students[0].name, &*students[0].id.clone().unwrap()),
                ("A; B", "7")
            );
        }
    }
}
