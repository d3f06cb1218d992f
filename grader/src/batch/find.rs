//! The submissions in a folder: a folder or an archive each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::archive::{self, Form};
use super::names::{Names, Said};
use super::roster::Roster;
use crate::model::{Student, escape};

/// A submission that was found; nothing of it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name of its folder or archive, which tells it from all others, made harmless.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// How it is packed, if it is.
    pub packed: Option<Form>,
    /// Whose it is: at least one student, several when they share it.
    pub students: Vec<Student>,
    /// When it was handed in, as the roster says it.
    pub submitted: Option<String>,
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
    /// A file that is no archive of a form that is known.
    NoArchive,
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
    /// Students of the roster who have none.
    pub without: Vec<Student>,
}

/// Finds the submissions in `folder`.
///
/// # Errors
/// When the folder cannot be read.
pub fn find(folder: &Path, names: &Names, roster: &Roster) -> io::Result<Class> {
    let mut class = Class::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let raw = entry.file_name();
        let name = escape::bytes(raw.as_bytes());
        let shown = raw.to_string_lossy();
        if shown.starts_with('.') || archive::is_litter(&shown) {
            continue;
        }
        let kind = entry.file_type()?;
        let packed = archive::form(&shown).filter(|_| kind.is_file());
        let why = match (kind.is_dir(), kind.is_file(), packed) {
            (true, _, _) | (_, true, Some(_)) => None,
            (_, true, None) => Some(Why::NoArchive),
            (_, false, _) => Some(Why::Special),
        };
        let said = names.read(if kind.is_file() {
            archive::stem(&shown)
        } else {
            &shown
        });
        let student = match (why, said) {
            (Some(why), _) => {
                class.ignored.push(Ignored { name, why });
                continue;
            }
            (None, Said::TypedText) => {
                let why = Why::TypedText;
                class.ignored.push(Ignored { name, why });
                continue;
            }
            (None, Said::Work(student)) => student,
        };
        let (students, submitted) = roster.of(&shown, student);
        class.submissions.push(Found {
            students,
            submitted,
            name,
            path: entry.path(),
            packed,
        });
    }
    class.submissions.sort_by(|a, b| a.name.cmp(&b.name));
    class.ignored.sort_by(|a, b| a.name.cmp(&b.name));
    let handed_in: BTreeSet<&Student> = class
        .submissions
        .iter()
        .flat_map(|found| &found.students)
        .collect();
    let without = roster.students().filter(|one| !handed_in.contains(one));
    class.without = without.cloned().collect();
    tell_apart(&mut class.submissions);
    Ok(class)
}

/// Two students of one name, as far as the folder tells, are told apart by their numbers or by their submissions.
fn tell_apart(submissions: &mut [Found]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for student in submissions.iter().flat_map(|found| &found.students) {
        *count.entry(student.name.clone()).or_default() += 1;
    }
    for found in submissions {
        for student in &mut found.students {
            if student.name.is_empty() {
                student.name.clone_from(&found.name);
            } else if count[&student.name] > 1 {
                let more = student.id.as_deref().unwrap_or(&found.name);
                student.name = format!("{} ({more})", student.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Names, Roster, Why, find};

    #[test]
    fn folders_and_archives_are_submissions() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in [
            "Léa Dupont_12_assignsubmission_file",
            "a\nb",
            "__MACOSX",
            ".git",
        ] {
            fs::create_dir(root.join(name)).unwrap();
        }
        fs::create_dir(root.join("Léa Dupont_12_assignsubmission_onlinetext")).unwrap();
        for name in [
            "zoe_31_77_tp.zip",
            "grades.csv",
            ".DS_Store",
            "tp-ali.TAR.GZ",
        ] {
            fs::write(root.join(name), "").unwrap();
        }
        std::os::unix::fs::symlink("/", root.join("link")).unwrap();
        let class = find(root, &Names::new(None).unwrap(), &Roster::default()).unwrap();
        let found: Vec<(&str, &str, Option<&str>)> = class
            .submissions
            .iter()
            .map(|found| {
                let student = &found.students[0];
                (
                    found.name.as_str(),
                    student.name.as_str(),
                    student.id.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (
                    "Léa Dupont_12_assignsubmission_file",
                    "Léa Dupont",
                    Some("12")
                ),
                ("a\\nb", "a\nb", None),
                ("tp-ali.TAR.GZ", "tp-ali", None),
                ("zoe_31_77_tp.zip", "zoe", Some("31")),
            ]
        );
        let ignored: Vec<(&str, Why)> = class
            .ignored
            .iter()
            .map(|one| (one.name.as_str(), one.why))
            .collect();
        assert_eq!(
            ignored,
            [
                ("Léa Dupont_12_assignsubmission_onlinetext", Why::TypedText),
                ("grades.csv", Why::NoArchive),
                ("link", Why::Special),
            ]
        );
    }

    #[test]
    fn namesakes_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "L D_1_assignsubmission_file",
            "L D_2_assignsubmission_file",
            "x",
            "x.zip",
        ] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::remove_dir(folder.path().join("x.zip")).unwrap();
        fs::write(folder.path().join("x.zip"), "").unwrap();
        let class = find(
            folder.path(),
            &Names::new(None).unwrap(),
            &Roster::default(),
        )
        .unwrap();
        let names: Vec<&str> = class
            .submissions
            .iter()
            .map(|found| found.students[0].name.as_str())
            .collect();
        assert_eq!(names, ["L D (1)", "L D (2)", "x (x)", "x (x.zip)"]);
    }
}
