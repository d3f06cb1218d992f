//! What lies in a user's folder of kept builds, and what was done to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use grader::submission::digest;

/// Every file of a folder, with what is known by its bytes.
pub struct Kept {
    folder: PathBuf,
    pub files: BTreeMap<PathBuf, String>,
}

impl Kept {
    /// What is there now; nothing if the folder is not.
    pub fn of(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        walk(folder, &mut files);
        Self {
            folder: folder.into(),
            files,
        }
    }

    /// The files that are not as they were. New ones may have come: of the build itself.
    pub fn harmed(&self) -> Vec<&PathBuf> {
        let now = Self::of(&self.folder);
        let harmed = |(path, was): &(&PathBuf, &String)| now.files.get(*path) != Some(was);
        let files = self.files.iter().filter(harmed);
        files.map(|(path, _)| path).collect()
    }
}

fn walk(folder: &Path, files: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            files.insert(path, digest([&bytes[..]]));
        }
    }
}
