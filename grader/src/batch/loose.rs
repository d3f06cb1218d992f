//! Files of students side by side, as Canvas hands them out, and Moodle on request: all those of a student are one
//! submission.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::form::{Form, is_program};
use super::names::File;
use crate::model::Student;

/// Files by what those of a student are called together.
#[derive(Debug, Default)]
pub(super) struct Loose {
    students: BTreeMap<String, Files>,
}

/// A name, Canvas's number of the attachment, and the place.
type Found = (String, Option<u64>, PathBuf);

/// An archive of a student's.
#[derive(Debug)]
pub(super) struct Archive {
    /// Whose it is.
    pub(super) student: Student,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its form.
    pub(super) form: Form,
}

/// What a student has handed in.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) student: Student,
    /// What they are called together.
    pub(super) work: String,
    /// Each that is no archive, by the name that its student gave it.
    pub(super) files: Vec<(String, PathBuf)>,
    /// Each file that is left for a newer one, and that one.
    pub(super) older: Vec<(PathBuf, PathBuf)>,
    /// The archives.
    pub(super) archives: Vec<Archive>,
    /// All files that were found and are no archives.
    found: Vec<Found>,
    /// Canvas's largest number of an archive.
    packed: Option<u64>,
    /// Whether they may be of several students.
    doubtful: bool,
}

impl Files {
    /// Whether they may be of several students, and each is a submission of its own.
    pub(super) fn stand_alone(&self) -> bool {
        self.doubtful && self.archives.len() + self.found.len() > 1
    }

    /// Whether what is in an archive is the work: so it is, unless a program was handed in after it.
    pub(super) fn is_packed(&self) -> bool {
        let programs = self.found.iter().filter(|(name, ..)| is_program(name));
        let newest = programs.filter_map(|(_, number, _)| *number).max();
        !self.archives.is_empty() && newest <= self.packed
    }

    /// Of files that would be the same one, as where a download is unpacked over an earlier one, Canvas's largest number is the
    /// newest.
    fn choose(&mut self) {
        self.found.sort();
        let is_one = !self.is_packed() && !self.stand_alone();
        let is_same = |one: &Found, other: &Found| {
            is_one && one.0 == other.0 && one.1.is_some() && other.1.is_some()
        };
        for same in self.found.chunk_by(is_same) {
            let Some(((name, _, newest), older)) = same.split_last() else {
                continue;
            };
            self.files.push((name.clone(), newest.clone()));
            let older = older
                .iter()
                .map(|(.., path)| (path.clone(), newest.clone()));
            self.older.extend(older);
        }
    }
}

impl Loose {
    /// What the student of this file has handed in, as far as it was found.
    fn of(&mut self, file: &File) -> &mut Files {
        let files = self.students.entry(file.work.clone()).or_default();
        files.student.clone_from(&file.student);
        files.work.clone_from(&file.work);
        files.doubtful |= file.doubtful;
        files
    }

    /// A file that was found at `path`. One that is handed in anew is `server-1.py` for Canvas: it gets its name back.
    pub(super) fn add(&mut self, file: File, path: PathBuf) {
        let name = match file.attachment {
            Some(_) => unnumbered(&file.name),
            None => file.name.clone(),
        };
        self.of(&file).found.push((name, file.attachment, path));
    }

    /// An archive that was found.
    pub(super) fn pack(&mut self, file: &File, archive: Archive) {
        let files = self.of(file);
        files.packed = files.packed.max(file.attachment);
        files.archives.push(archive);
    }

    /// What each student has handed in, the files in the order of their names.
    pub(super) fn into_students(self) -> impl Iterator<Item = Files> {
        self.students.into_values().map(|mut one| {
            one.choose();
            one
        })
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
    use super::unnumbered;

    #[test]
    fn names_are_those_that_students_gave() {
        for (given, restored) in [
            ("server-1.py", "server.py"),
            ("client.py", "client.py"),
            ("server-12.tar.x", "server-12.tar.x"),
            ("Makefile-2", "Makefile"),
            ("-1.py", "-1.py"),
            ("a-b.py", "a-b.py"),
        ] {
            assert_eq!(unnumbered(given), restored);
        }
    }
}
