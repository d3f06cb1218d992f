//! From a submission as it was handed in to the folder in which the work is: unpacked, and without the folders that
//! packing has put around it.

use std::fs;
use std::path::{Path, PathBuf};

use super::archive::{self, Trouble};
use super::find::Found;
use crate::model::Discarded;

/// How many folders around the work, or archives around it, are looked into.
const WRAPPERS: usize = 4;

/// What tells that a folder is the work itself.
const SIGNS: [&str; 3] = ["Cargo.toml", "grader.toml", "src"];

/// A submission, ready to be graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The folder of the work.
    pub folder: PathBuf,
    /// What was left out of its archive.
    pub left_out: Vec<Discarded>,
}

/// Opens a submission. What has to be unpacked is unpacked in `scratch`, which is empty.
///
/// # Errors
/// When an archive is refused, or the host fails.
pub fn open(found: &Found, scratch: &Path) -> Result<Opened, Trouble> {
    let mut opened = Opened {
        folder: found.path.clone(),
        left_out: vec![],
    };
    let mut archives = 0;
    let mut unpack = |archive: &Path, form, opened: &mut Opened| {
        archives += 1;
        let folder = scratch.join(archives.to_string());
        fs::create_dir(&folder).map_err(Trouble::Host)?;
        opened
            .left_out
            .extend(archive::unpack(archive, form, &folder)?);
        opened.folder = folder;
        Ok::<(), Trouble>(())
    };
    if let Some(form) = found.packed {
        unpack(&found.path, form, &mut opened)?;
    }
    for _ in 0..WRAPPERS {
        match inside(&opened.folder).map_err(Trouble::Host)? {
            Inside::Work => break,
            Inside::Folder(folder) => opened.folder = folder,
            Inside::Archive(archive, form) => unpack(&archive, form, &mut opened)?,
        }
    }
    Ok(opened)
}

enum Inside {
    /// The work.
    Work,
    /// One folder, and no other that could be the work.
    Folder(PathBuf),
    /// One archive, and no folder.
    Archive(PathBuf, archive::Form),
}

fn inside(folder: &Path) -> std::io::Result<Inside> {
    let (mut folders, mut archives) = (vec![], vec![]);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || archive::is_litter(&name) {
            continue;
        }
        if SIGNS.contains(&&*name) || name.ends_with(".py") {
            return Ok(Inside::Work);
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push(entry.path());
        } else if let Some(form) = archive::form(&name).filter(|_| kind.is_file()) {
            archives.push((entry.path(), form));
        }
    }
    Ok(match (&mut folders[..], &mut archives[..]) {
        ([folder], _) => Inside::Folder(std::mem::take(folder)),
        ([], [(archive, form)]) => Inside::Archive(std::mem::take(archive), *form),
        _ => Inside::Work,
    })
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
            path,
            packed: None,
            students: vec![],
            submitted: None,
        };
        let opened = open(&found, &scratch).unwrap();
        assert_eq!(opened.folder, place.path().join(work));
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
        let inner = zipped(&[("tp/Cargo.toml", b"")]);
        check(&[("tp.zip", &inner)], "scratch/1/tp");
        check(
            &[("tp/tp.zip", &zipped(&[("x.zip", &inner)]))],
            "scratch/2/tp",
        );
        check(&[("a.zip", &inner), ("b.zip", &inner)], "submission");
    }
}
