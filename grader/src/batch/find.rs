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
use crate::model::{Student, Without, escape};

/// A submission that was found; nothing of it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name of its folder or archive, which tells it from all others, made harmless.
    pub name: String,
    /// What was handed in.
    pub handed_in: HandedIn,
    /// Whose it is: at least one student, several when they share it.
    pub students: Vec<Student>,
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
        let (students, submitted) = roster.of(shown, student);
        self.submissions.push(Found {
            name,
            handed_in,
            students,
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
mod tests {
    use std::fs;

    use super::{HandedIn, Names, Roster, Why, find};

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
            "eve.tar.xz",
            "eve.py",
            "said.md",
            "batch.toml",
            "Thumbs.db",
            "._eve.py",
        ] {
            fs::write(root.join(name), "").unwrap();
        }
        std::os::unix::fs::symlink("/", root.join("link")).unwrap();
        let roster = Roster::read(b"submission,name\nsaid.md,Sa\xc3\xafd\n", |_| Some(0)).unwrap();
        let class = find(root, &Names::new(None).unwrap(), &roster).unwrap();
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
                ("eve.py", "eve (eve.py)", None),
                ("eve.tar.xz", "eve (eve.tar.xz)", None),
                ("said.md", "Saïd", None),
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
                ("batch.toml", Why::NoWork),
                ("grades.csv", Why::NoWork),
                ("link", Why::Special),
            ]
        );
    }

    #[test]
    fn files_side_by_side_are_a_submission_for_each_student() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "dupontlea_12_700_server.py",
            "dupontlea_12_701_client-1.py",
            "zoe_LATE_31_77_my_server.py",
            "ali_9_1_report.pdf",
            "ali_9_2_tp.zip",
            "Kim Li_41_assignsubmission_file_client-1.py",
            "Kim Li_41_assignsubmission_file_my_server.py",
            "Kim Li_41_assignsubmission_onlinetext_onlinetext.html",
            "notes.txt",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let roster = Roster::read(b"submission,name\n12,L\xc3\xa9a\n", |_| Some(0)).unwrap();
        let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
        let found = class.submissions.iter().map(|found| {
            let files: Vec<(&str, &str)> = match &found.handed_in {
                HandedIn::Files(files) => { files.iter() }
                    .map(|(name, path)| {
                        (name.as_str(), path.file_name().unwrap().to_str().unwrap())
                    })
                    .collect(),
                HandedIn::Folder(_) | HandedIn::Archive(..) => vec![],
            };
            (found.name.as_str(), found.students[0].name.as_str(), files)
        });
        let lea = [
            ("client.py", "dupontlea_12_701_client-1.py"),
            ("server.py", "dupontlea_12_700_server.py"),
        ];
        let kim = [
            ("client-1.py", "Kim Li_41_assignsubmission_file_client-1.py"),
            (
                "my_server.py",
                "Kim Li_41_assignsubmission_file_my_server.py",
            ),
        ];
        let zoe = [("my_server.py", "zoe_LATE_31_77_my_server.py")];
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                ("Kim Li_41_assignsubmission_file", "Kim Li", kim.to_vec()),
                ("ali_9_2_tp.zip", "ali", vec![]),
                ("dupontlea_12", "Léa", lea.to_vec()),
                ("zoe_31", "zoe", zoe.to_vec()),
            ]
        );
        let ignored = class.ignored.iter().map(|one| (one.name.as_str(), one.why));
        assert_eq!(
            ignored.collect::<Vec<_>>(),
            [
                (
                    "Kim Li_41_assignsubmission_onlinetext_onlinetext.html",
                    Why::TypedText
                ),
                ("ali_9_1_report.pdf", Why::NoWork),
                ("notes.txt", Why::NoWork),
            ]
        );
        // Whoever says how names are read says it of these, too.
        let own = Names::new(Some("^(?<name>.+)[.]py$")).unwrap();
        let class = find(folder.path(), &own, &roster).unwrap();
        let names = class.submissions.iter().map(|one| &*one.students[0].name);
        let own = ["Kim Li_41_assignsubmission_file_client-1"];
        assert_eq!(names.filter(|name| own.contains(name)).count(), 1);
        assert_eq!(class.submissions.len(), 6);
    }

    #[test]
    fn of_files_that_would_be_one_the_newest_is_taken() {
        for (names, taken, left) in [
            (
                &["lea_12_900_server.py", "lea_12_9500_server-1.py"][..],
                &["lea_12_9500_server-1.py"][..],
                &["lea_12_900_server.py"][..],
            ),
            // The number in the name says less than Canvas's, which another download may have given.
            (
                &["lea_12_950_server.py", "lea_12_900_server-1.py"],
                &["lea_12_950_server.py"],
                &["lea_12_900_server-1.py"],
            ),
            (
                &[
                    "lea_12_900_server-1.py",
                    "lea_12_950_server-2.py",
                    "lea_12_800_server.py",
                ],
                &["lea_12_950_server-2.py"],
                &["lea_12_800_server.py", "lea_12_900_server-1.py"],
            ),
            (
                &["lea_12_950_server.py", "lea_12_900_server.py"],
                &["lea_12_950_server.py"],
                &["lea_12_900_server.py"],
            ),
            (
                &[
                    "lea_12_900_server.py",
                    "lea_LATE_12_950_server.py",
                    "lea_12_901_client.py",
                ],
                &["lea_12_901_client.py", "lea_LATE_12_950_server.py"],
                &["lea_12_900_server.py"],
            ),
            (
                &["lea_12_900_server.py", "bob_13_950_server.py"],
                &["bob_13_950_server.py", "lea_12_900_server.py"],
                &[],
            ),
            // These may be of two students.
            (
                &["ex_2026_300_tp.py", "ex_2026_400_tp-1.py"],
                &["ex_2026_300_tp.py", "ex_2026_400_tp-1.py"],
                &[],
            ),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                fs::write(folder.path().join(name), "").unwrap();
            }
            let all = Names::new(None).unwrap();
            let class = find(folder.path(), &all, &Roster::default()).unwrap();
            let files = class
                .submissions
                .iter()
                .flat_map(|one| match &one.handed_in {
                    HandedIn::Files(files) => files.clone(),
                    HandedIn::Folder(_) | HandedIn::Archive(..) => vec![],
                });
            let files: Vec<_> = files.collect();
            let names = files
                .iter()
                .map(|(_, path)| path.file_name().unwrap().to_str().unwrap());
            assert_eq!(names.collect::<Vec<_>>(), taken);
            assert!(
                files
                    .iter()
                    .all(|(name, _)| ["server.py", "client.py", "tp.py"].contains(&&**name))
            );
            let older: Vec<&str> = class.older.iter().map(|(older, _)| &**older).collect();
            assert_eq!(older, left);
            assert!(
                class
                    .older
                    .iter()
                    .all(|(_, newer)| taken.contains(&&**newer))
            );
        }
    }

    #[test]
    fn the_newest_of_an_archive_and_programs_is_the_work() {
        for (names, work, ignored, why) in [
            (
                &["lea_12_900_tp.zip", "lea_12_950_server.py"],
                "lea_12",
                "lea_12_900_tp.zip",
                Why::Outdated,
            ),
            (
                &["lea_12_900_server.py", "lea_12_950_tp.zip"],
                "lea_12_950_tp.zip",
                "lea_12_900_server.py",
                Why::Packed,
            ),
            // A report is none.
            (
                &["lea_12_900_tp.zip", "lea_12_950_report.pdf"],
                "lea_12_900_tp.zip",
                "lea_12_950_report.pdf",
                Why::Packed,
            ),
            // Moodle's names do not tell which is newer.
            (
                &[
                    "Lea_12_assignsubmission_file_server.py",
                    "Lea_12_assignsubmission_file_tp.zip",
                ],
                "Lea_12_assignsubmission_file_tp.zip",
                "Lea_12_assignsubmission_file_server.py",
                Why::Packed,
            ),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                fs::write(folder.path().join(name), "").unwrap();
            }
            let all = Names::new(None).unwrap();
            let class = find(folder.path(), &all, &Roster::default()).unwrap();
            let found: Vec<&str> = class.submissions.iter().map(|one| &*one.name).collect();
            assert_eq!(found, [work]);
            let left: Vec<(&str, Why)> = { class.ignored.iter() }
                .map(|one| (&*one.name, one.why))
                .collect();
            assert_eq!(left, [(ignored, why)]);
        }
    }

    #[test]
    fn files_that_may_be_of_several_students_are_a_submission_each() {
        for (names, count) in [
            (
                [
                    "lab2_2026_03_server_durand.py",
                    "lab2_2026_04_server_blanc.py",
                ],
                2,
            ),
            (["ex_2026_300_durand.py", "ex_2026_400_blanc.py"], 2),
            (["tp_1_2_durand.py", "tp_1_3_blanc.py"], 2),
            (["tp_1_2_durand.py", "tp_1_3_blanc.zip"], 2),
            (["ada_12_700_server.py", "bob_12_701_server.py"], 2),
            (["ada_12_700_server.py", "ada_LATE_12_701_client.py"], 1),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                fs::write(folder.path().join(name), "").unwrap();
            }
            let all = Names::new(None).unwrap();
            let class = find(folder.path(), &all, &Roster::default()).unwrap();
            assert_eq!(class.submissions.len(), count, "{names:?}");
            // Where they seem to be of one student all the same, it is told.
            let seem = names[0].starts_with("ex_") || names[0].starts_with("tp_");
            assert_eq!(
                !class.several.is_empty(),
                seem || names[1].starts_with("bob")
            );
        }
    }

    #[test]
    fn rows_find_their_submissions_however_accents_are_encoded_or_are_astray() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "Le\u{301}a",
            "Noe\u{308}l_7_assignsubmission_file",
            "bob",
            "eve",
        ] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let text = "submission,name\nL\u{e9}a,L\nNo\u{eb}l,N\nbobb,B\n,Z\n";
        let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
        let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
        let matched = class.roster;
        assert_eq!(matched.found.into_iter().collect::<Vec<_>>(), [2, 3]);
        let astray: Vec<(u64, &str)> = { matched.astray.iter() }
            .map(|row| (row.line, &*row.submission))
            .collect();
        assert_eq!((astray, matched.without), (vec![(4, "bobb")], 1));
        let mut unnamed = matched.unnamed;
        unnamed.sort();
        assert_eq!(unnamed, ["bob", "eve"]);
        let without: Vec<&str> = class.without.iter().map(|one| &*one.student.name).collect();
        assert_eq!(without, ["B", "Z"]);
        // Of one the roster says that there is something, of the other that there is nothing.
        let missing = class.without.iter().map(|one| one.missing);
        assert_eq!(missing.collect::<Vec<_>>(), [true, false]);
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
        let both = ["x", "x.zip"].map(str::to_owned).to_vec();
        assert_eq!(class.several, [("x".to_owned(), both)]);
        for name in ["durand_7_1_tp.zip", "durand_7_2_tp-1.zip"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let class = find(
            folder.path(),
            &Names::new(None).unwrap(),
            &Roster::default(),
        );
        let both = ["durand_7_1_tp.zip", "durand_7_2_tp-1.zip"];
        let both = both.map(str::to_owned).to_vec();
        assert_eq!(class.unwrap().several[0], ("durand".to_owned(), both));
    }

    #[test]
    fn namesakes_with_numbers_or_addresses_of_their_own_have_not_several_submissions() {
        let [a, b] = [
            "Paul Martin_3_assignsubmission_file",
            "Paul Martin_4_assignsubmission_file",
        ];
        for (names, rows, several) in [
            (
                [a, b],
                "3,Paul Martin,p@u.fr\n4,Paul Martin,q@u.fr\n",
                false,
            ),
            ([a, b], "3,Paul Martin,\n4,Paul Martin,q@u.fr\n", false),
            // One person has one address, also where the numbers are of two assignments.
            ([a, b], "3,Paul Martin,p@u.fr\n4,Paul Martin,P@u.fr\n", true),
            (
                ["x", "y"],
                "x,Paul Martin,p@u.fr\ny,Paul Martin,q@u.fr\n",
                false,
            ),
            (["x", "y"], "x,Paul Martin,p@u.fr\ny,Paul Martin,\n", true),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                fs::create_dir(folder.path().join(name)).unwrap();
            }
            let text = format!("submission,name,email\n{rows}");
            let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
            let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
            assert_eq!(!class.several.is_empty(), several, "{rows}");
        }
    }

    #[test]
    fn namesakes_are_told_apart_also_where_one_has_handed_in_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tp-3")).unwrap();
        let roster = b"submission,name,id\ntp-3,Paul Martin,u003\n,Paul Martin,u004\n,Eve,u005\n";
        let roster = Roster::read(roster, |_| Some(0)).unwrap();
        let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
        assert_eq!(class.submissions[0].students[0].name, "Paul Martin (u003)");
        let names: Vec<&str> = class.without.iter().map(|one| &*one.student.name).collect();
        assert_eq!(names, ["Paul Martin (u004)", "Eve"]);
    }
}
