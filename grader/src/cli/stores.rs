//! What is kept of builds in the user's own folder: how much it is, and whether nobody else can change it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::build::LAYER_FILE;
use crate::submission::{ANSWER_FILE, Environment, Unfit, unfit};

/// What the kernel counts the room of files in.
const BLOCK: u64 = 512;

/// A folder in which something is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Store {
    pub(super) kind: Kind,
    pub(super) path: PathBuf,
    /// How many things are kept, and the bytes that they take.
    pub(super) count: usize,
    pub(super) bytes: u64,
    /// What is wrong, and with which folder: this one, or the one above.
    pub(super) wrong: Option<(PathBuf, Unfit)>,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Crates that were built beforehand.
    Layers,
    /// What tools have answered.
    Answers,
}

impl Kind {
    /// Its name, for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Layers => "layers",
            Self::Answers => "answers",
        }
    }
}

/// The folders of a user who has a place for them.
pub(super) fn stores(environment: &Environment) -> Option<[Store; 2]> {
    let layers = Store::at(Kind::Layers, environment.layers()?, LAYER_FILE);
    let answers = Store::at(Kind::Answers, environment.answers()?, ANSWER_FILE);
    Some([layers, answers])
}

impl Store {
    /// What is whole there has a file of that name in it.
    fn at(kind: Kind, path: PathBuf, whole: &str) -> Self {
        let kept = entries(&path).filter(|one| one.join(whole).is_file());
        Self {
            kind,
            count: kept.count(),
            bytes: bytes(&path),
            wrong: unfit(&path),
            path,
        }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path())
}

/// The room that a folder takes; links count as themselves.
fn bytes(folder: &Path) -> u64 {
    let size = |path: PathBuf| match fs::symlink_metadata(&path) {
        Ok(found) if found.is_dir() => found.blocks() * BLOCK + bytes(&path),
        Ok(found) => found.blocks() * BLOCK,
        // It was removed since.
        Err(_) => 0,
    };
    entries(folder).map(size).sum()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, lchown};
    use std::path::Path;

    use rustix::process::geteuid;

    use super::{Kind, Store, Unfit};

    #[test]
    fn a_store_is_counted_and_is_nobody_elses() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join("grader/layers");
        let look = || Store::at(Kind::Layers, folder.clone(), "done");
        let wrong = || look().wrong;
        let of = |folder: &Path, wrong| Some((folder.to_path_buf(), wrong));
        let above = cache.path().join("grader");
        assert_eq!((look().count, look().bytes, wrong()), (0, 0, None));

        fs::create_dir_all(folder.join("whole")).unwrap();
        fs::create_dir(folder.join("begun")).unwrap();
        fs::write(folder.join("whole/done"), "").unwrap();
        fs::write(folder.join("begun/crate"), [7; 10_000]).unwrap();
        assert_eq!((look().count, wrong()), (1, None));
        assert!(look().bytes >= 10_000);

        let open =
            |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        open(&folder, 0o775);
        assert_eq!(wrong(), of(&folder, Unfit::Open));
        open(&folder, 0o700);
        open(&above, 0o777);
        assert_eq!(wrong(), of(&above, Unfit::Open));
        open(&above, 0o755);
        if geteuid().is_root() {
            lchown(&folder, Some(54321), None).unwrap();
            assert_eq!(wrong(), of(&folder, Unfit::Foreign));
        }
        fs::remove_dir_all(&folder).unwrap();
        fs::write(&folder, "").unwrap();
        assert_eq!((look().count, wrong()), (0, of(&folder, Unfit::Closed)));
    }
}
