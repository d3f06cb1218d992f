//! A submission is copied before anything else looks at it: regular files and folders, within bounds, and nothing that a
//! name in it leads to elsewhere. What is left out is told.
//!
//! Every name is looked up in its open folder and never followed, so that nothing that changes meanwhile can lead out. A
//! file that has other names is left out, too: they may be anybody's, and what the programs print of it would be in the
//! report.

use std::collections::BTreeMap;
use std::ffi::{CStr, CString, OsStr};
use std::fs::{DirBuilder, File, FileTimes};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, fstat, openat, statat};
use sha2::{Digest, Sha256};

use super::SubmissionError;
use crate::model::{Bounds, LeftOut, Unwanted, escape};

/// What is taken at most of what build commands have made of a submission.
const BUILT: Bounds = Bounds {
    entries: 20_000,
    file: 256 << 20,
    total: 1 << 30,
    depth: 32,
};

/// How many paths are named for each reason.
const NAMED: usize = 5;

/// Folders that tools make anew; in a home, those of this program are among them.
const MADE: [&str; 9] = [
    "target",
    ".git",
    ".cache",
    ".local",
    "node_modules",
    "__pycache__",
    "site-packages",
    "venv",
    ".venv",
];

/// A submission as it was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The copy (absolute).
    pub folder: PathBuf,
    /// The folder as it was named.
    pub named: PathBuf,
    /// What the copy lacks.
    pub left_out: Vec<LeftOut>,
    /// All manifests and lock files of cargo's in it (relative).
    pub manifests: Vec<PathBuf>,
    /// What it is known by: two copies with the same digest are the same, but for times.
    pub digest: String,
}

/// Copies what `named` holds into the new folder `into`.
///
/// # Errors
/// When there is no such folder, it cannot be read, or nothing can be written.
pub fn take_in(named: &Path, into: &Path) -> Result<Snapshot, SubmissionError> {
    let folder = super::open(named)?;
    let unreadable = |source| SubmissionError::Unreadable {
        path: named.into(),
        source,
    };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let root =
        openat(CWD, &folder, flags, Mode::empty()).map_err(|errno| unreadable(errno.into()))?;
    let taken = copy(root.as_fd(), into, Bounds::SUBMISSION, true).map_err(unreadable)?;
    Ok(Snapshot {
        folder: into.into(),
        named: named.into(),
        left_out: taken.left_out.values().cloned().collect(),
        manifests: taken.manifests,
        digest: escape::hexadecimal(&taken.hasher.finalize()),
    })
}

/// Copies what build commands have left in a folder into the new folder `into`; what is no file or folder is left behind.
///
/// # Errors
/// When it cannot be read, or nothing can be written.
pub fn take_out(built: &OwnedFd, into: &Path) -> io::Result<()> {
    copy(built.as_fd(), into, BUILT, false).map(drop)
}

/// Opens a file below `folder` that was built there: no link is followed, and it is a regular file.
///
/// # Errors
/// When it is not there, or something else is.
pub fn open_built(folder: &OwnedFd, file: &Path) -> io::Result<File> {
    let parent = file.parent().unwrap_or(Path::new(""));
    let name = file.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let parent = below(folder.as_fd(), parent)?;
    let file = open_file(parent.as_fd(), &CString::new(name.as_bytes())?)?;
    if file.metadata()?.len() > BUILT.file {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(file)
}

fn copy(root: BorrowedFd<'_>, into: &Path, bounds: Bounds, choosy: bool) -> io::Result<Taken> {
    make_folder(into)?;
    let mut taken = Taken {
        bounds,
        choosy,
        entries: 0,
        bytes: 0,
        hasher: Sha256::new(),
        left_out: BTreeMap::new(),
        manifests: vec![],
    };
    // Less deep ones first, and by name: where a bound cuts, it cuts at the same place every time.
    let mut folders = vec![PathBuf::new()];
    for depth in 0..=bounds.depth {
        let mut deeper = Vec::new();
        for relative in folders {
            taken.folder(root, &relative, into, depth, &mut deeper)?;
        }
        folders = deeper;
    }
    Ok(taken)
}

struct Taken {
    bounds: Bounds,
    /// Whether what tools make, and what would tell them how to build, is left out.
    choosy: bool,
    entries: usize,
    bytes: u64,
    hasher: Sha256,
    left_out: BTreeMap<Unwanted, LeftOut>,
    manifests: Vec<PathBuf>,
}

impl Taken {
    fn folder(
        &mut self,
        root: BorrowedFd<'_>,
        relative: &Path,
        into: &Path,
        depth: usize,
        deeper: &mut Vec<PathBuf>,
    ) -> io::Result<()> {
        let entries = below(root, relative).and_then(|folder| {
            let names = names(&folder, self.bounds.entries)?;
            Ok((folder, names))
        });
        let (folder, names) = match entries {
            Ok((folder, Some(names))) => (folder, names),
            Ok((_, None)) => {
                self.leave(Unwanted::Many, relative, true);
                return Ok(());
            }
            // The folder itself is the user's to name; what is in it is the student's.
            Err(error) if relative.as_os_str().is_empty() => return Err(error),
            Err(_) => {
                self.leave(Unwanted::Unreadable, relative, true);
                return Ok(());
            }
        };
        for name in names {
            let path = relative.join(OsStr::from_bytes(name.to_bytes()));
            let Ok(found) = statat(&folder, &name, AtFlags::SYMLINK_NOFOLLOW) else {
                self.leave(Unwanted::Unreadable, &path, false);
                continue;
            };
            let kind = FileType::from_raw_mode(found.st_mode);
            let is_folder = kind == FileType::Directory;
            let unwanted = match kind {
                FileType::Directory if self.choosy && is_made(&name) => Some(Unwanted::Made),
                FileType::Directory | FileType::RegularFile if self.choosy && is_setting(&name) => {
                    Some(Unwanted::Settings)
                }
                FileType::Directory if depth == self.bounds.depth => Some(Unwanted::Deep),
                FileType::RegularFile if found.st_nlink > 1 && self.choosy => {
                    Some(Unwanted::HardLink)
                }
                FileType::Directory | FileType::RegularFile
                    if self.entries >= self.bounds.entries =>
                {
                    Some(Unwanted::Many)
                }
                FileType::Directory | FileType::RegularFile => None,
                FileType::Symlink => Some(Unwanted::Link),
                _ => Some(Unwanted::Special),
            };
            if let Some(why) = unwanted {
                self.leave(why, &path, is_folder);
                continue;
            }
            self.entries += 1;
            if is_folder {
                make_folder(&into.join(&path))?;
                self.mark(b'd', &path);
                deeper.push(path);
            } else {
                self.file(folder.as_fd(), &name, &path, &into.join(&path))?;
            }
        }
        Ok(())
    }

    /// Errors are of writing; what cannot be read is left out.
    fn file(
        &mut self,
        folder: BorrowedFd<'_>,
        name: &CStr,
        path: &Path,
        to: &Path,
    ) -> io::Result<()> {
        let opened = open_file(folder, name).and_then(|file| Ok((file.metadata()?, file)));
        let Ok((found, file)) = opened else {
            self.leave(Unwanted::Unreadable, path, false);
            return Ok(());
        };
        let room = self.bounds.file.min(self.bounds.total - self.bytes);
        if found.len() > room {
            self.leave(Unwanted::Large, path, false);
            return Ok(());
        }
        let mut bytes = Vec::new();
        if file.take(room + 1).read_to_end(&mut bytes).is_err() {
            self.leave(Unwanted::Unreadable, path, false);
            return Ok(());
        }
        if bytes.len() as u64 > room {
            self.leave(Unwanted::Large, path, false);
            return Ok(());
        }
        if path.ends_with("Cargo.toml") || path.ends_with("Cargo.lock") {
            self.manifests.push(path.into());
        }
        self.bytes += bytes.len() as u64;
        let executable = std::os::unix::fs::MetadataExt::mode(&found) & 0o111 != 0;
        self.mark(if executable { b'x' } else { b'f' }, path);
        self.hasher.update((bytes.len() as u64).to_le_bytes());
        self.hasher.update(&bytes);
        let mode = if executable { 0o755 } else { 0o644 };
        let mut copy = File::options()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(to)?;
        copy.write_all(&bytes)?;
        // A file without a sensible time keeps the one of its copy.
        if let Ok(modified) = found.modified() {
            copy.set_times(FileTimes::new().set_modified(modified))?;
        }
        Ok(())
    }

    fn mark(&mut self, kind: u8, path: &Path) {
        let name = path.as_os_str().as_bytes();
        self.hasher.update([kind]);
        self.hasher.update((name.len() as u64).to_le_bytes());
        self.hasher.update(name);
    }

    fn leave(&mut self, why: Unwanted, path: &Path, folder: bool) {
        let left = self.left_out.entry(why).or_insert(LeftOut {
            why,
            paths: vec![],
            count: 0,
        });
        left.count += 1;
        if left.paths.len() < NAMED {
            let slash = if folder { "/" } else { "" };
            let path = match path.as_os_str().as_bytes() {
                b"" => ".".into(),
                path => escape::bytes(path),
            };
            left.paths.push(path + slash);
        }
    }
}

/// What texts are known by, together.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    escape::hexadecimal(&hasher.finalize())
}

fn is_made(name: &CStr) -> bool {
    name.to_str().is_ok_and(|name| MADE.contains(&name))
}

fn is_setting(name: &CStr) -> bool {
    let name = name.to_str().unwrap_or_default();
    name == ".cargo" || name.starts_with("rust-toolchain")
}

/// The names in a folder, in order; none if there are more than `most`.
fn names(folder: &OwnedFd, most: usize) -> io::Result<Option<Vec<CString>>> {
    let mut names = Vec::new();
    for entry in Dir::read_from(folder)? {
        let entry = entry?;
        if !matches!(entry.file_name().to_bytes(), b"." | b"..") {
            names.push(entry.file_name().to_owned());
        }
        if names.len() > most {
            return Ok(None);
        }
    }
    names.sort();
    Ok(Some(names))
}

/// The folder `relative` below `root`; a link on the way is refused.
fn below(root: BorrowedFd<'_>, relative: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut folder = openat(root, c".", flags, Mode::empty())?;
    for part in relative.components() {
        match part {
            Component::Normal(name) => folder = openat(&folder, name, flags, Mode::empty())?,
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
    }
    Ok(folder)
}

/// A regular file, and nothing else; never waits for one.
fn open_file(folder: BorrowedFd<'_>, name: &CStr) -> io::Result<File> {
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = openat(folder, name, flags, Mode::empty())?;
    match FileType::from_raw_mode(fstat(&file)?.st_mode) {
        FileType::RegularFile => Ok(file.into()),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o755).create(path)
}
