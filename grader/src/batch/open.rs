//! From a submission as it was handed in to the folder in which the work is: unpacked, and without the folders that
//! packing has put around it.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::archive::{self, Trouble};
use super::find::{Found, HandedIn};
use super::form::{self, Form};
use super::names::Names;
use crate::model::{Discarded, DiscardedWhy, Unfit};

/// How many folders around the work, or archives around it, are looked into.
pub(super) const WRAPPERS: usize = 4;

/// How many archives are named where none of them is the work.
const NAMED: usize = 6;

/// What tells that a folder is the work itself.
const SIGNS: [&str; 3] = ["Cargo.toml", "grader.toml", "src"];

/// Opens a submission, and says where the work is. What has to be unpacked is unpacked in `scratch`, which is empty; what
/// is left out of an archive goes to `left_out`, also where nothing is left then.
///
/// # Errors
/// When an archive is refused, or the host fails.
pub fn open(
    found: &Found,
    scratch: &Path,
    left_out: &mut Vec<Discarded>,
) -> Result<PathBuf, Trouble> {
    let (mut archives, mut made) = (0, BTreeSet::new());
    let mut unpack =
        |archive: &Path, form, left_out: &mut Vec<Discarded>, made: &mut BTreeSet<String>| {
            archives += 1;
            let folder = scratch.join(archives.to_string());
            fs::create_dir(&folder).map_err(Trouble::Host)?;
            left_out.extend(archive::unpack(archive, form, &folder, made)?);
            Ok::<PathBuf, Trouble>(folder)
        };
    let mut folder = match &found.handed_in {
        HandedIn::Folder(folder) => folder.clone(),
        HandedIn::Archive(archive, form) => unpack(archive, *form, left_out, &mut made)?,
        HandedIn::Files(files) => {
            let folder = scratch.join("files");
            fs::create_dir(&folder).map_err(Trouble::Host)?;
            *left_out = archive::gather(files, &folder)?;
            folder
        }
    };
    for _ in 0..WRAPPERS {
        match inside(&folder).map_err(Trouble::Host)? {
            Inside::Work => {
                left_out.extend(archives_in(&folder).map_err(Trouble::Host)?);
                break;
            }
            Inside::Folder(within) => {
                left_out.extend(archives_in(&folder).map_err(Trouble::Host)?);
                folder = within;
            }
            Inside::Archive(archive, form) => {
                folder = unpack(&archive, form, left_out, &mut made)?;
            }
            Inside::Nothing(passed_over) => {
                made.extend(passed_over);
                let found = named(made.iter());
                return Err(Trouble::Refused(match found[..] {
                    [] => Unfit::Empty,
                    [_, ..] => Unfit::OnlyMade { found },
                }));
            }
            Inside::Unfit(why) => return Err(Trouble::Refused(why)),
        }
    }
    Ok(folder)
}

/// The archives in a folder in which something else is the work.
fn archives_in(folder: &Path) -> io::Result<Vec<Discarded>> {
    let mut found = vec![];
    for (name, entry) in visible(folder)?.0 {
        let is_archive = form::form(&name).is_some() || form::unopened(&name).is_some();
        if is_archive && entry.file_type()?.is_file() {
            let why = DiscardedWhy::Beside;
            found.push(Discarded { name, why });
        }
    }
    Ok(found)
}

/// Where the submissions are in what was unpacked of all: in the one folder that packing has put around them, if it has.
/// A folder that says whose it is is a submission.
///
/// # Errors
/// When a folder cannot be read.
pub fn unwrapped(folder: &Path, names: &Names) -> io::Result<PathBuf> {
    let (entries, _) = visible(folder)?;
    let around = match &entries[..] {
        [(name, one)] if one.file_type()?.is_dir() && !names.knows(name) => one.path(),
        _ => return Ok(folder.to_owned()),
    };
    let mut submissions = 0;
    for (name, entry) in visible(&around)?.0 {
        let is_file_of = names.file_of(&name).is_some();
        if is_sign(&name) && !is_file_of {
            return Ok(folder.to_owned());
        }
        let may_be = is_file_of || form::is_work(&name) || entry.file_type()?.is_dir();
        submissions += usize::from(may_be);
    }
    Ok(if submissions > 1 {
        around
    } else {
        folder.to_owned()
    })
}

pub(super) type Named = Vec<(String, DirEntry)>;

/// What is in a folder, in the order of names, but for what is hidden or what tools leave there: of that, the names.
pub(super) fn visible(folder: &Path) -> io::Result<(Named, Vec<String>)> {
    let (mut found, mut passed_over) = (vec![], vec![]);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || form::is_litter(&name) {
            passed_over.push(name);
        } else {
            found.push((name, entry));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok((found, passed_over))
}

/// Whether something of this name tells that its folder is the work.
pub(super) fn is_sign(name: &str) -> bool {
    SIGNS.contains(&name) || name.ends_with(".py")
}

enum Inside {
    /// The work.
    Work,
    /// One folder, and no other that could be the work.
    Folder(PathBuf),
    /// One archive, and no folder.
    Archive(PathBuf, Form),
    /// Nothing but what is hidden or what tools leave there.
    Nothing(Vec<String>),
    /// Nothing that could be, or hold, the work.
    Unfit(Unfit),
}

fn inside(folder: &Path) -> io::Result<Inside> {
    let (mut folders, mut archives, mut unopened) = (vec![], vec![], vec![]);
    let (entries, passed_over) = visible(folder)?;
    if entries.is_empty() {
        return Ok(Inside::Nothing(passed_over));
    }
    for (name, entry) in entries {
        if is_sign(&name) {
            return Ok(Inside::Work);
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push(entry.path());
        } else if !kind.is_file() {
        } else if let Some(form) = form::form(&name) {
            archives.push((name, entry.path(), form));
        } else if let Some(form) = form::unopened(&name) {
            unopened.push((name, form));
        }
    }
    let mut works = vec![];
    if !(archives.is_empty() && unopened.is_empty()) {
        // Beside an archive, a folder is the work only if there is some in it: pictures are none.
        for folder in &folders {
            if holds_work(folder, WRAPPERS)? {
                works.push(folder.file_name().unwrap_or_default().to_string_lossy() + "/");
            }
        }
    }
    let names = || archives.iter().map(|(name, ..)| name.clone());
    Ok(
        match (&folders[..], &works[..], &archives[..], &unopened[..]) {
            (_, [], [(_, archive, form)], _) => Inside::Archive(archive.clone(), *form),
            (_, _, [_, ..], _) => {
                let works = works.iter().map(|name| name.clone().into_owned());
                let found: Vec<String> = works.chain(names()).collect();
                Inside::Unfit(Unfit::SeveralArchives {
                    found: named(found.iter()),
                })
            }
            (_, [], [], [(_, form), ..]) => Inside::Unfit(Unfit::Unopened {
                form: (*form).to_owned(),
                found: named(unopened.iter().map(|(name, _)| name)),
            }),
            ([folder], ..) => Inside::Folder(folder.clone()),
            _ => Inside::Work,
        },
    )
}

/// Whether there is something that tells of work in a folder, or so many folders below.
pub(super) fn holds_work(folder: &Path, depth: usize) -> io::Result<bool> {
    for (name, entry) in visible(folder)?.0 {
        let kind = entry.file_type()?;
        let tells = is_sign(&name) || name.ends_with(".rs");
        if tells || depth > 0 && kind.is_dir() && holds_work(&entry.path(), depth - 1)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The first of some names.
fn named<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = names.cloned().collect();
    if names.len() > NAMED {
        names.truncate(NAMED);
        names.push("…".to_owned());
    }
    names
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(vec![]));
        for (name, bytes) in entries {
            writer
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Where the work is, below the submission or the place to unpack.
    fn check(files: &[(&str, &[u8])], work: &str) {
        assert_eq!(tried(files), Ok(work.to_owned()));
    }

    fn tried(files: &[(&str, &[u8])]) -> Result<String, Unfit> {
        opened(files, &mut vec![])
    }

    fn opened(files: &[(&str, &[u8])], left_out: &mut Vec<Discarded>) -> Result<String, Unfit> {
        let place = tempfile::tempdir().unwrap();
        let (path, scratch) = (
            place.path().join("submission"),
            place.path().join("scratch"),
        );
        fs::create_dir(&path).unwrap();
        fs::create_dir(&scratch).unwrap();
        for (name, bytes) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        let found = Found {
            name: "submission".into(),
            handed_in: HandedIn::Folder(path),
            students: vec![],
            number: None,
            submitted: None,
            is_late: false,
        };
        match open(&found, &scratch, left_out) {
            Ok(folder) => {
                let work = folder.strip_prefix(place.path()).unwrap();
                Ok(work.display().to_string())
            }
            Err(Trouble::Refused(why)) => Err(why),
            Err(Trouble::Host(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn the_work_is_found_in_its_wrappers() {
        check(&[("Cargo.toml", b""), ("a/b", b"")], "submission");
        check(
            &[("tp/mine/Cargo.toml", b""), ("tp/notes.txt", b"")],
            "submission/tp/mine",
        );
        check(
            &[("__MACOSX/x", b""), ("tp/server.py", b"")],
            "submission/tp",
        );
        check(
            &[("client/Cargo.toml", b""), ("server/Cargo.toml", b"")],
            "submission",
        );
        check(&[("report.pdf", b"")], "submission");
        check(
            &[
                ("old/notes.txt", b""),
                ("shots/a.png", b""),
                ("tp.zip", &zipped(&[("tp/server.py", b"")])),
            ],
            "scratch/1/tp",
        );
        let inner = zipped(&[("tp/Cargo.toml", b"")]);
        check(&[("tp.zip", &inner)], "scratch/1/tp");
        check(
            &[("tp/tp.zip", &zipped(&[("x.zip", &inner)]))],
            "scratch/2/tp",
        );
    }

    #[test]
    fn what_cannot_be_the_work_is_told_apart() {
        let inner = zipped(&[("tp/Cargo.toml", b"")]);
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let unopened = |form: &str, found| Unfit::Unopened {
            form: form.to_owned(),
            found,
        };
        let only_made = |found| Unfit::OnlyMade {
            found: names(found),
        };
        let several = Unfit::SeveralArchives {
            found: names(&["a.zip", "b.zip"]),
        };
        let beside = Unfit::SeveralArchives {
            found: names(&["old/", "tp.zip"]),
        };
        for (files, expected) in [
            (&[("b.zip", &inner[..]), ("a.zip", &inner)][..], several),
            (
                &[
                    ("old/tp/server.py", b""),
                    ("shots/a.png", b""),
                    ("tp.zip", &inner),
                ],
                beside,
            ),
            (
                &[("shots/a.png", b""), ("tp.rar", b"")],
                unopened(".rar", names(&["tp.rar"])),
            ),
            (
                &[("tp2.rar", b""), ("rapport.pdf", b"")],
                unopened(".rar", names(&["tp2.rar"])),
            ),
            (
                &[("tp/b.7z", b""), ("tp/a.tar.xz", b"")],
                unopened(".tar.xz", names(&["a.tar.xz", "b.7z"])),
            ),
            (
                &[("__MACOSX/x", b""), (".DS_Store", b"")],
                only_made(&[".DS_Store", "__MACOSX"]),
            ),
            (
                &[("tp/target/x", b""), ("tp/__pycache__/x", b"")],
                only_made(&["__pycache__", "target"]),
            ),
            (
                &[("tp.zip", &zipped(&[("tp/.git/HEAD", b"")]))],
                only_made(&[".git"]),
            ),
        ] {
            assert_eq!(tried(files), Err(expected));
        }
        check(&[("tp2.rar", b""), ("server.py", b"")], "submission");
    }

    #[test]
    fn archives_beside_the_work_are_told() {
        for (files, work, told) in [
            (
                &["server.py", "tp.zip", "old.rar"][..],
                "",
                &["old.rar", "tp.zip"][..],
            ),
            (
                &["tp/server.py", "tp/tp.tgz", "notes.txt"],
                "/tp",
                &["tp.tgz"],
            ),
            (&["tp/server.py", "tp.7z"], "/tp", &["tp.7z"]),
            (&["server.py", "lib/data.zip"], "", &[]),
        ] {
            let files: Vec<(&str, &[u8])> = files.iter().map(|name| (*name, &b""[..])).collect();
            let mut left_out = vec![];
            let found = opened(&files, &mut left_out);
            assert_eq!(found, Ok(format!("submission{work}")));
            assert!({ left_out.iter() }.all(|one| one.why == DiscardedWhy::Beside));
            let names: Vec<&str> = left_out.iter().map(|one| &*one.name).collect();
            assert_eq!(names, told, "{files:?}");
        }
    }

    #[test]
    fn a_folder_around_all_submissions_is_none() {
        let names = Names::new(None).unwrap();
        for (files, expected) in [
            (
                &["all/ada/server.py", "all/bob.zip", "__MACOSX/x"][..],
                "all",
            ),
            (&["ada/server.py", "bob.zip"], ""),
            (&["ada/server.py", "ada/bob.zip"], ""),
            (&["ada/tp/server.py"], ""),
            (&["ada/report.pdf"], ""),
            (
                &[
                    "Ada_3_assignsubmission_file/server/x",
                    "Ada_3_assignsubmission_file/client/x",
                ],
                "",
            ),
        ] {
            let place = tempfile::tempdir().unwrap();
            for name in files {
                let file = place.path().join(name);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, "").unwrap();
            }
            let found = unwrapped(place.path(), &names).unwrap();
            assert_eq!(found, place.path().join(expected), "{files:?}");
        }
    }

    #[test]
    fn files_get_the_names_that_their_student_gave_them() {
        let place = tempfile::tempdir().unwrap();
        let (file, scratch) = (
            place.path().join("lea_1_2_server.py"),
            place.path().join("in"),
        );
        fs::write(&file, "x").unwrap();
        fs::create_dir(&scratch).unwrap();
        let link = place.path().join("link");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let names = ["server.py", "server.py", ".."];
        let files = |path: &Path| {
            names
                .map(|name| (name.to_owned(), path.to_owned()))
                .to_vec()
        };
        let mut found = Found {
            name: "lea_1".into(),
            handed_in: HandedIn::Files(files(&file)),
            students: vec![],
            number: None,
            submitted: None,
            is_late: false,
        };
        let mut left_out = vec![];
        let folder = open(&found, &scratch, &mut left_out).unwrap();
        assert_eq!(fs::read_to_string(folder.join("server.py")).unwrap(), "x");
        assert_eq!(left_out.len(), 2, "{left_out:?}");
        found.handed_in = HandedIn::Files(files(&link));
        fs::remove_dir_all(&folder).unwrap();
        let opened = open(&found, &scratch, &mut vec![]);
        assert!(matches!(opened, Err(Trouble::Host(_))));
    }
}
