//! The submissions in a folder: a folder or an archive each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::form::{self, Form};
use super::loose::{Archive, Files, Loose};
use super::names::{Names, Said};
use super::roster::{Matched, Roster};
use crate::model::{Number, Student, Without, escape};

/// A submission that was found; nothing of it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name of its folder or archive, which tells it from all others, made harmless.
    pub name: String,
    /// What was handed in.
    pub handed_in: HandedIn,
    /// Whose it is: at least one student, several when they share it.
    pub students: Vec<Student>,
    /// The number that a system has put into its name: of those who share it, nobody knows whose it is.
    pub number: Option<Number>,
    /// When it was handed in, as the roster says it.
    pub submitted: Option<String>,
    /// Whether Canvas says in its name that it was late, by its own deadline.
    pub is_late: bool,
}

/// How a submission was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedIn {
    /// As a folder.
    Folder(PathBuf),
    /// As an archive.
    Archive(PathBuf, Form),
    /// As files that stand beside those of others, each by the name that its student gave it.
    Files(Vec<(String, PathBuf)>),
}

impl HandedIn {
    fn is_late(&self, names: &Names) -> bool {
        let is_late = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            names.is_late(&name.to_string_lossy())
        };
        match self {
            Self::Folder(path) | Self::Archive(path, _) => is_late(path),
            Self::Files(files) => files.iter().any(|(_, path)| is_late(path)),
        }
    }
}

/// Something in the folder that is no submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Its name, made harmless.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why something in the folder is no submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A file that is neither an archive nor a program, and that no roster names.
    NoWork,
    /// A file whose student has handed in an archive as well.
    Packed,
    /// An archive whose student has handed in programs after it.
    Outdated,
    /// A text that a student typed into a form.
    TypedText,
    /// Neither a folder nor a file; links are not followed.
    Special,
}

/// What a folder of submissions holds, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    /// The submissions.
    pub submissions: Vec<Found>,
    /// The rest.
    pub ignored: Vec<Ignored>,
    /// Files that are left for a newer one of the same student's, each with that one.
    pub older: Vec<(String, String)>,
    /// Students of the roster who have none.
    pub without: Vec<Without>,
    /// Students who have several, with the names of these.
    pub several: Vec<(String, Vec<String>)>,
    /// What the roster has to do with the submissions.
    pub roster: Matched,
    /// The submissions whose names the user's own pattern does not read.
    pub unread: Vec<String>,
}

/// Finds the submissions in `folder`.
///
/// # Errors
/// When the folder cannot be read.
pub fn find(folder: &Path, names: &Names, roster: &Roster) -> io::Result<Class> {
    let (mut class, mut loose) = (Class::default(), Loose::default());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let raw = entry.file_name();
        let name = escape::bytes(raw.as_bytes());
        let shown = raw.to_string_lossy();
        if shown.starts_with('.') || form::is_litter(&shown) {
            continue;
        }
        let kind = entry.file_type()?;
        let (path, file) = (entry.path(), names.file_of(&shown));
        let (handed_in, said) = if kind.is_dir() {
            (HandedIn::Folder(path), names.read(&shown))
        } else if !kind.is_file() {
            let why = Why::Special;
            class.ignored.push(Ignored { name, why });
            continue;
        } else if let Some(form) = form::form(&shown) {
            match (file, names.read_file(&shown)) {
                (Some(file), Said::Work(student)) => {
                    let archive = Archive {
                        student,
                        path,
                        form,
                    };
                    loose.pack(&file, archive);
                    continue;
                }
                (_, said) => (HandedIn::Archive(path, form), said),
            }
        } else if let Some(file) = file {
            loose.add(file, path);
            continue;
        } else {
            let said = names.read_file(&shown);
            let is_work = form::is_work(&shown) || roster.has_file(&shown);
            if said != Said::TypedText && !is_work {
                let why = Why::NoWork;
                class.ignored.push(Ignored { name, why });
                continue;
            }
            (HandedIn::Files(vec![(shown.to_string(), path)]), said)
        };
        let Said::Work(student) = said else {
            let why = Why::TypedText;
            class.ignored.push(Ignored { name, why });
            continue;
        };
        class.add(name, &shown, student, handed_in, roster);
    }
    for one in loose.into_students() {
        class.add_files(one, roster);
    }
    let Matched {
        found,
        unnamed,
        mut slips,
        ..
    } = std::mem::take(&mut class.roster);
    slips.sort_by_key(|slip| slip.line);
    class.roster = Matched {
        slips,
        ..roster.matched(found, unnamed)
    };
    class.submissions.sort_by(|a, b| a.name.cmp(&b.name));
    class.ignored.sort_by(|a, b| a.name.cmp(&b.name));
    for found in &mut class.submissions {
        found.is_late = found.handed_in.is_late(names);
    }
    let handed_in: BTreeSet<Student> = class
        .submissions
        .iter()
        .flat_map(|found| found.students.iter().cloned())
        .map(|student| Student {
            number: None,
            ..student
        })
        .collect();
    let without = roster
        .students()
        .filter(|(one, _)| !handed_in.contains(one));
    let without = without.map(|(student, missing)| Without {
        student: student.clone(),
        missing,
    });
    class.without = without.collect();
    class.several = several(&class.submissions);
    let called = class.submissions.iter().map(|found| &found.name);
    class.unread = called.filter(|name| !names.reads(name)).cloned().collect();
    tell_apart(&mut class.submissions, &mut class.without);
    Ok(class)
}

impl Class {
    /// What a student has handed in as files that stand beside those of others.
    fn add_files(&mut self, one: Files, roster: &Roster) {
        let called = |path: &Path| {
            let raw = path.file_name().unwrap_or_default();
            let shown = raw.to_string_lossy().into_owned();
            (escape::bytes(raw.as_bytes()), shown)
        };
        let ignored = |path: &Path, why| {
            let (name, _) = called(path);
            Ignored { name, why }
        };
        let (stand_alone, is_packed) = (one.stand_alone(), one.is_packed());
        for Archive {
            student,
            path,
            form,
        } in one.archives
        {
            if stand_alone || is_packed {
                let (name, shown) = called(&path);
                let archive = HandedIn::Archive(path, form);
                self.add(name, &shown, student, archive, roster);
            } else {
                self.ignored.push(ignored(&path, Why::Outdated));
            }
        }
        if stand_alone {
            for (file, path) in one.files {
                let (name, shown) = called(&path);
                if form::is_work(&shown) || roster.has_file(&shown) {
                    let files = HandedIn::Files(vec![(file, path)]);
                    self.add(name, &shown, one.student.clone(), files, roster);
                } else {
                    self.ignored.push(ignored(&path, Why::NoWork));
                }
            }
        } else if is_packed {
            let files = { one.files.iter() }.map(|(_, path)| ignored(path, Why::Packed));
            self.ignored.extend(files);
        } else {
            let older =
                { one.older.iter() }.map(|(older, newer)| (called(older).0, called(newer).0));
            self.older.extend(older);
            let name = escape::bytes(one.work.as_bytes());
            let files = HandedIn::Files(one.files);
            self.add(name, &one.work, one.student, files, roster);
        }
    }

    fn add(
        &mut self,
        name: String,
        shown: &str,
        student: Student,
        handed_in: HandedIn,
        roster: &Roster,
    ) {
        let before = self.roster.found.len();
        self.roster.found.extend(roster.lines_of(shown, &student));
        if self.roster.found.len() == before {
            self.roster.unnamed.push(name.clone());
        }
        self.roster.slips.extend(roster.slips(shown, &student));
        let number = student.number.clone();
        let (students, submitted) = roster.of(shown, student);
        self.submissions.push(Found {
            name,
            handed_in,
            students,
            number,
            submitted,
            is_late: false,
        });
    }
}

/// Who has several submissions, as far as numbers tell, or else names: of these, other numbers or addresses are of namesakes.
fn several(submissions: &[Found]) -> Vec<(String, Vec<String>)> {
    type Namesakes<'a> = Vec<(&'a Student, Vec<String>)>;
    let mut of: BTreeMap<Result<&str, &str>, Namesakes<'_>> = BTreeMap::new();
    for found in submissions {
        for student in &found.students {
            let key = student.id.as_deref().ok_or(student.name.as_str());
            let known = of.entry(key).or_default();
            match known.iter_mut().find(|(one, _)| !one.is_not(student)) {
                Some((_, names)) => names.push(found.name.clone()),
                None => known.push((student, vec![found.name.clone()])),
            }
        }
    }
    { of.into_values().flatten() }
        .filter(|(_, names)| names.len() > 1)
        .map(|(student, names)| (student.name.clone(), names))
        .collect()
}

/// Students of one name, as far as the folder and the roster tell, are told apart by their numbers or by their submissions.
fn tell_apart(submissions: &mut [Found], without: &mut [Without]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let students = submissions.iter().flat_map(|found| &found.students);
    for student in students.chain(without.iter().map(|one| &one.student)) {
        *count.entry(student.name.clone()).or_default() += 1;
    }
    for found in submissions {
        for student in &mut found.students {
            if student.name.is_empty() {
                student.name.clone_from(&found.name);
            } else if count[&student.name] > 1 {
                student.name = student.told_apart(&found.name);
            }
        }
    }
    for Without { student, .. } in without {
        if count[&student.name] > 1 && student.id.is_some() {
            student.name = student.told_apart("");
        }
    }
}

#[cfg(test)]
mod tests;
