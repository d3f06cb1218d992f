//! From the name of a folder or an archive to the student whose work it is.

use regex::{Captures, Regex};

use super::form::stem;
use crate::model::{Number, Student, System};

/// What systems that hand out submissions call them. Every one has a group `name`.
const KNOWN: [(System, &str); 2] = [
    // Moodle's "Download all submissions": a folder for each student or, where the teacher has chosen so, their files side
    // by side.
    (
        System::Moodle,
        r"(?s)^(?<name>.+)_(?<id>[0-9]+)_assignsubmission_(?<what>file|onlinetext)(?:_(?<file>.*))?$",
    ),
    // Canvas's "Download Submissions": the student, the student's number, the attachment's, the file. `03` is no number of
    // Canvas's.
    (
        System::Canvas,
        r"(?s)^(?<name>[^_]+)_(?<late>LATE_)?(?<id>[1-9][0-9]*)_(?<part>[1-9][0-9]*)_(?<file>.+)$",
    ),
];

/// A file of a student's, as its name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Whose it is.
    pub student: Student,
    /// What all of the student's files are called together: for Moodle, as it would have called their folder.
    pub work: String,
    /// What its student has named it.
    pub name: String,
    /// Canvas's number of the attachment, which grows: what is handed in anew has a larger one, and may have got a number in
    /// its name, too.
    pub attachment: Option<u64>,
    /// Whether it may be no system that has named it, but a course: `tp_2026_3_durand.py`.
    pub doubtful: bool,
}

/// What a name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// That it is this student's work.
    Work(Student),
    /// That it is what a student typed into a form: no program.
    TypedText,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression.
    #[error("{0}")]
    NoPattern(String),
    /// It does not say where the name is.
    #[error("the pattern has no group `(?<name>…)`")]
    NoName,
}

/// Reads names.
#[derive(Debug, Clone)]
pub struct Names {
    own: Option<Regex>,
    known: Vec<(System, Regex)>,
}

impl Names {
    /// Knows the names of Moodle and of Canvas, and before them those that match `pattern`: a regular expression with
    /// a group `name` and maybe a group `id`. Every other name is a student's, or a repository's, as it is.
    ///
    /// # Errors
    /// When the pattern cannot be used.
    pub fn new(pattern: Option<&str>) -> Result<Self, PatternError> {
        let own = pattern.map(Regex::new).transpose();
        let own = own.map_err(|error| {
            // What is wrong stands in the last of its lines, which draw the place.
            let said = error.to_string();
            let last = said.lines().last().unwrap_or_default();
            PatternError::NoPattern(last.trim_start_matches("error: ").to_owned())
        })?;
        let names = |regex: &Regex| regex.capture_names().flatten().any(|name| name == "name");
        if own.as_ref().is_some_and(|regex| !names(regex)) {
            return Err(PatternError::NoName);
        }
        let known = KNOWN.map(|(system, pattern)| {
            let regex = Regex::new(pattern).expect("the patterns of the program are well formed");
            (system, regex)
        });
        Ok(Self {
            own,
            known: known.into(),
        })
    }

    /// What the name of a file says: a pattern need not match its extension.
    pub fn read_file(&self, name: &str) -> Said {
        let (own, stem) = (self.own.as_ref(), stem(name));
        match own.and_then(|own| own.captures(name).filter(|_| !own.is_match(stem))) {
            Some(found) => Said::Work(Student {
                number: self.number(stem),
                ..student(&found)
            }),
            None => self.read(stem),
        }
    }

    /// What `name`, without an extension, says.
    pub fn read(&self, name: &str) -> Said {
        if let Some(found) = self.own.as_ref().and_then(|own| own.captures(name)) {
            let number = self.number(name);
            return Said::Work(Student {
                number,
                ..student(&found)
            });
        }
        for (system, regex) in &self.known {
            let Some(found) = regex.captures(name) else {
                continue;
            };
            match (system, found.name("what").map(|what| what.as_str())) {
                (System::Moodle, Some("onlinetext")) => return Said::TypedText,
                (System::Moodle | System::Canvas, _) => {
                    return Said::Work(numbered(*system, &found));
                }
            }
        }
        Said::Work(Student {
            name: name.trim().to_owned(),
            ..Student::default()
        })
    }
}

impl Names {
    /// Whether the user's own pattern reads this name, if there is one.
    pub fn reads(&self, name: &str) -> bool {
        let is_match = |own: &Regex| own.is_match(name) || own.is_match(stem(name));
        self.own.as_ref().is_none_or(is_match)
    }

    /// Whose file this is, where a system has put the files of all side by side.
    pub fn file_of(&self, name: &str) -> Option<File> {
        if self.own.as_ref().is_some_and(|own| own.is_match(name)) {
            return None;
        }
        self.known.iter().find_map(|(system, regex)| {
            let found = regex.captures(name)?;
            let typed = found
                .name("what")
                .is_some_and(|what| what.as_str() != "file");
            let file = found
                .name("file")
                .filter(|file| !typed && !file.is_empty())?;
            let work = match system {
                System::Moodle => name[..file.start()].trim_end_matches('_').to_owned(),
                System::Canvas => format!("{}_{}", &found["name"], &found["id"]),
            };
            Some(File {
                student: numbered(*system, &found),
                work,
                name: file.as_str().to_owned(),
                attachment: { found.name("part") }
                    .map(|part| part.as_str().parse().unwrap_or(u64::MAX)),
                doubtful: *system == System::Canvas && is_doubtful(&found),
            })
        })
    }

    /// The number that a system has put into a name, however it is read.
    fn number(&self, name: &str) -> Option<Number> {
        let known = self.known.iter();
        { known.filter_map(|(system, regex)| numbered(*system, &regex.captures(name)?).number) }
            .next()
    }

    /// Whether Canvas says in a name that this was handed in late, by its own deadline.
    pub fn is_late(&self, name: &str) -> bool {
        let mut found = { self.known.iter() }.filter_map(|(_, regex)| regex.captures(name));
        found.any(|found| found.name("late").is_some())
    }

    /// Whether a name says of its own whose it is.
    pub fn knows(&self, name: &str) -> bool {
        let known = self.known.iter().map(|(_, regex)| regex);
        { self.own.iter() }
            .chain(known)
            .any(|regex| regex.is_match(name))
    }
}

/// Whether numbers that could be Canvas's are as likely a year or a group: its attachments are counted for all courses.
fn is_doubtful(found: &Captures<'_>) -> bool {
    let is_year = |id: &str| id.len() == 4 && (id.starts_with("19") || id.starts_with("20"));
    is_year(&found["id"]) || found["part"].len() < 3
}

/// The student in a name that a system gave.
fn numbered(system: System, found: &Captures<'_>) -> Student {
    let student = student(found);
    let number = student.id.clone().map(|number| Number { system, number });
    Student { number, ..student }
}

fn student(found: &Captures<'_>) -> Student {
    let text = |group: &str| {
        let text = found.name(group)?.as_str().trim();
        Some(text.to_owned()).filter(|text| !text.is_empty())
    };
    Student {
        name: text("name").unwrap_or_default(),
        id: text("id"),
        email: text("email"),
        number: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, Number, PatternError, Said, Student, System};

    fn check(pattern: Option<&str>, name: &str, expected: Option<(&str, Option<&str>)>) {
        let mut said = Names::new(pattern).unwrap().read(name);
        if let Said::Work(student) = &mut said {
            let number = student.number.take().map(|number| number.number);
            assert_eq!(number, student.id.clone().filter(|_| pattern.is_none()));
        }
        let expected = match expected {
            None => Said::TypedText,
            Some((name, id)) => Said::Work(Student {
                name: name.into(),
                id: id.map(Into::into),
                ..Student::default()
            }),
        };
        assert_eq!(said, expected, "{name}");
    }

    #[test]
    fn systems_have_their_ways() {
        for (name, student, id) in [
            (
                "Dupont Léa_12345_assignsubmission_file",
                "Dupont Léa",
                Some("12345"),
            ),
            (
                "Dupont Léa_12345_assignsubmission_file_",
                "Dupont Léa",
                Some("12345"),
            ),
            (
                "d_e_f_7_assignsubmission_file_tp_2_final",
                "d_e_f",
                Some("7"),
            ),
            ("dupontlea_12345_67890_tp2", "dupontlea", Some("12345")),
            (
                "dupontlea_LATE_12345_67890_tp2-1",
                "dupontlea",
                Some("12345"),
            ),
            ("tp2-lea-dupont", "tp2-lea-dupont", None),
            ("lea_dupont", "lea_dupont", None),
            ("lab2_2026_03_server", "lab2_2026_03_server", None),
            ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", None),
            ("Zoë\n\"Z\", 李", "Zoë\n\"Z\", 李", None),
        ] {
            check(None, name, Some((student, id)));
        }
        check(None, "Dupont Léa_12345_assignsubmission_onlinetext_", None);
    }

    #[test]
    fn an_archive_of_canvas_is_its_students_late_or_not() {
        for late in ["", "LATE_"] {
            let name = format!("doejane_{late}12345_67890_tp_2-1.zip");
            let Said::Work(student) = Names::new(None).unwrap().read_file(&name) else {
                panic!("{name}");
            };
            let number = student.number.map(|number| (number.system, number.number));
            let expected = (System::Canvas, "12345".to_owned());
            assert_eq!((&*student.name, number), ("doejane", Some(expected)));
        }
    }

    #[test]
    fn a_pattern_goes_first() {
        let pattern = Some("^tp2-(?<name>.+?)(?:-(?<id>[0-9]+))?$");
        check(pattern, "tp2-lea", Some(("lea", None)));
        check(pattern, "tp2-lea-12", Some(("lea", Some("12"))));
        check(pattern, "other", Some(("other", None)));
        let error = |pattern| Names::new(Some(pattern)).unwrap_err();
        assert_eq!(error("^tp2-(.+)$"), PatternError::NoName);
        let unclosed = "unclosed group".to_owned();
        assert_eq!(error("("), PatternError::NoPattern(unclosed));
    }

    #[test]
    fn the_number_that_a_system_gave_is_kept() {
        let number = |pattern, name: &str| match Names::new(pattern).unwrap().read(name) {
            Said::Work(student) => student.number,
            Said::TypedText => None,
        };
        let of = |system, number: &str| {
            let number = number.to_owned();
            Some(Number { system, number })
        };
        let folder = "Léa_7_assignsubmission_file";
        assert_eq!(number(None, folder), of(System::Moodle, "7"));
        let own = Some("^(?<name>[^_]+)_(?<id>.)");
        assert_eq!(number(own, folder), of(System::Moodle, "7"));
        assert_eq!(number(None, "lea_8_9_tp"), of(System::Canvas, "8"));
        assert_eq!(number(own, "lea_s"), None);
    }
}
