//! Files of students side by side, as Canvas hands them out, and Moodle on request: all those of a student are one
//! submission.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::names::File;
use crate::model::Student;

/// Files that are no archives, by what those of a student are called together.
#[derive(Debug, Default)]
pub(super) struct Loose {
    students: BTreeMap<String, Files>,
}

/// What a student has handed in.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) student: Student,
    /// What they are called together.
    pub(super) work: String,
    /// Each by the name that its student gave it.
    pub(super) files: Vec<(String, PathBuf)>,
    /// Whether there is an archive as well: that is the work then.
    pub(super) packed: bool,
    /// Whether the names may have got numbers.
    numbered: bool,
    /// Whether they may be of several students.
    doubtful: bool,
}

impl Files {
    /// Whether they may be of several students, and each is a submission of its own.
    pub(super) fn stand_alone(&self) -> bool {
        self.doubtful && (self.packed || self.files.len() > 1)
    }
}

impl Loose {
    /// What the student of this file has handed in, as far as it was found.
    pub(super) fn of(&mut self, file: &File) -> &mut Files {
        let files = self.students.entry(file.work.clone()).or_default();
        files.student.clone_from(&file.student);
        files.work.clone_from(&file.work);
        files.numbered |= file.numbered;
        files.doubtful |= file.doubtful;
        files
    }

    /// A file that was found at `path`.
    pub(super) fn add(&mut self, file: File, path: PathBuf) {
        self.of(&file).files.push((file.name, path));
    }

    /// What each student has handed in, the files in the order of their names.
    pub(super) fn into_students(self) -> impl Iterator<Item = Files> {
        self.students.into_values().map(|mut one| {
            one.files.sort();
            if one.numbered {
                restore(&mut one.files);
            }
            one
        })
    }
}

/// A file that is handed in anew is `server-1.py` for Canvas. It gets its name back where that is no other file's.
fn restore(files: &mut [(String, PathBuf)]) {
    let names: Vec<String> = files.iter().map(|(name, _)| unnumbered(name)).collect();
    for ((name, _), own) in files.iter_mut().zip(&names) {
        if names.iter().filter(|other| *other == own).count() == 1 {
            name.clone_from(own);
        }
    }
}

/// A name without the number ahead of its extension, if it has one.
fn unnumbered(name: &str) -> String {
    let (stem, extension) = name.split_at(name.rfind('.').unwrap_or(name.len()));
    match stem.rsplit_once('-') {
        Some((before, number))
            if !before.is_empty()
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{before}{extension}")
        }
        Some(_) | None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::restore;

    #[test]
    fn names_are_those_that_students_gave() {
        for (given, restored) in [
            (
                &["server-1.py", "client.py"][..],
                &["server.py", "client.py"][..],
            ),
            (&["server-12.tar.x"], &["server-12.tar.x"]),
            (&["part-1.py", "part-2.py"], &["part-1.py", "part-2.py"]),
            (&["server.py", "server-1.py"], &["server.py", "server-1.py"]),
            (
                &["Makefile-2", "-1.py", "a-b.py"],
                &["Makefile", "-1.py", "a-b.py"],
            ),
        ] {
            let file = |name: &&str| ((*name).to_owned(), "".into());
            let mut files: Vec<_> = given.iter().map(file).collect();
            restore(&mut files);
            let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, restored);
        }
    }
}
