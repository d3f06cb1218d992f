//! The files of a submission, as deep and as many as are looked at. Links are not followed: they may lead anywhere.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};

use super::SubmissionError;

/// The most entries of a submission that are looked at.
const ENTRIES: usize = 4096;

/// How many names are shown of what is there.
const SHOWN: usize = 12;

/// Folders of things that are not a student's own programs.
const SKIPPED: [&str; 6] = [
    "target",
    "node_modules",
    "__pycache__",
    "site-packages",
    "venv",
    "env",
];

/// What is in a folder, relative to it; the less deep first, else in the order of the names.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The folders, of which the first is the folder itself.
    pub folders: Vec<PathBuf>,
}

/// The files of `folder` and of the folders up to `depth` below it.
pub fn files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, SubmissionError> {
    Ok(tree(folder, depth)?.files)
}

/// The files of `folder` and of the folders up to `depth` below it, and these folders.
pub fn tree(folder: &Path, depth: usize) -> Result<Tree, SubmissionError> {
    let mut tree = Tree::default();
    let mut folders = vec![PathBuf::new()];
    let mut seen = 0;
    for level in 0..=depth {
        let mut deeper = Vec::new();
        for relative in folders {
            tree.folders.push(relative.clone());
            for (name, kind) in entries(&folder.join(&relative))? {
                seen += 1;
                if seen > ENTRIES {
                    return Ok(tree);
                }
                if kind.is_file() {
                    tree.files.push(relative.join(name));
                } else if kind.is_dir() && level < depth && !skipped(&name) {
                    deeper.push(relative.join(name));
                }
            }
        }
        folders = deeper;
    }
    Ok(tree)
}

/// The first names in `folder`, with a slash after those of folders.
pub fn top(folder: &Path) -> Result<Vec<String>, SubmissionError> {
    let entries = entries(folder)?;
    let more = entries.len() > SHOWN;
    let mut names: Vec<String> = entries
        .into_iter()
        .take(SHOWN)
        .map(|(name, kind)| if kind.is_dir() { name + "/" } else { name })
        .collect();
    if more {
        names.push("…".into());
    }
    Ok(names)
}

/// At most the first `most` bytes of a file. What is no file of bytes is refused, and not waited for: a pipe would keep
/// us until somebody writes to it.
pub fn beginning(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut options = File::options();
    let opened = options
        .read(true)
        .custom_flags(libc::O_NONBLOCK)
        .open(file)?;
    if !opened.metadata()?.is_file() {
        let why = "it is not a regular file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    let mut bytes = Vec::new();
    opened.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The nearest folder above that begins a project: whoever stands in `src` meant that one.
pub fn project_above(folder: &Path) -> Option<PathBuf> {
    let begins = ["Cargo.toml", super::DECLARATION];
    let mut above = folder.join("..");
    for _ in 0..3 {
        if begins.iter().any(|file| above.join(file).is_file()) {
            return Some(plain(&above));
        }
        above.push("..");
    }
    None
}

/// A path without what leads down and up again, where that is the same folder: a link may lead elsewhere.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match (part, plain.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(plain.pop()),
            (part, _) => plain.push(part),
        }
    }
    if plain.as_os_str().is_empty() {
        plain.push(".");
    }
    match (plain.canonicalize(), path.canonicalize()) {
        (Ok(one), Ok(other)) if one == other => plain,
        _ => path.to_owned(),
    }
}

fn skipped(folder: &str) -> bool {
    folder.starts_with('.') || SKIPPED.contains(&folder)
}

/// What is in `folder`, by name. A name that is no text cannot be a program's that we could show.
fn entries(folder: &Path) -> Result<Vec<(String, FileType)>, SubmissionError> {
    let unreadable = |source| SubmissionError::Unreadable {
        path: folder.into(),
        source,
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)?.take(ENTRIES) {
        let entry = entry.map_err(unreadable)?;
        if let Ok(name) = entry.file_name().into_string() {
            entries.push((name, entry.file_type().map_err(unreadable)?));
        }
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{plain, project_above};

    #[test]
    fn the_project_above_is_named_plainly() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("mine");
        fs::create_dir_all(project.join("src/bin")).unwrap();
        assert_eq!(project_above(&project.join("src")), None);
        fs::write(project.join("Cargo.toml"), "").unwrap();
        for inside in ["src", "src/bin"] {
            assert_eq!(
                project_above(&project.join(inside)).as_ref(),
                Some(&project)
            );
        }
        // Behind a link, up again is elsewhere.
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(project.join("src/bin"), &link).unwrap();
        assert_eq!(project_above(&link), Some(link.join("../..")));
        assert_eq!(plain("./..".as_ref()), std::path::Path::new(".."));
    }
}
