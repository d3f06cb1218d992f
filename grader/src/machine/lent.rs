//! What root's programs cannot read as the user that they run as: brought, once, as a copy that everybody may read, into
//! the scratch folder. An ordinary user's programs run as that user, and read what it may.

use std::collections::HashMap;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rustix::thread::{CapabilitySet, capabilities};

use super::error::MachineError;
use super::isolated::has_another_user;
use super::lock;
use crate::model::{Executable, IsolationKind, Program};

/// Bytes and entries of a folder that are copied, at most: a submission, not a home.
const BYTES: u64 = 1 << 30;
const ENTRIES: usize = 50_000;

/// The copies that a run has made.
pub(super) struct Lent {
    scratch: PathBuf,
    /// Whether a path must be reachable by everybody, too; on an isolated machine it is mounted.
    by_name: bool,
    /// Where each path that was asked for is read.
    known: Mutex<HashMap<PathBuf, PathBuf>>,
}

impl Lent {
    /// Where the grader is root and can run programs as another user, and still look at them. A container's root often
    /// lacks a right to that; its programs run as itself, without any rights of root's.
    pub(super) fn new(scratch: &Path, kind: IsolationKind) -> Option<Self> {
        let by_name = kind.shares_network();
        let needed = CapabilitySet::SETUID
            | CapabilitySet::SETGID
            | CapabilitySet::CHOWN
            | CapabilitySet::SYS_PTRACE;
        let may = || capabilities(None).is_ok_and(|sets| sets.effective.contains(needed));
        // On an isolated machine, whoever made it may.
        (has_another_user() && (!by_name || may())).then(|| Self {
            scratch: scratch.to_owned(),
            by_name,
            known: Mutex::default(),
        })
    }

    /// The program, with its executable and its folder where everybody may read them.
    pub(super) fn program(&self, program: &Program) -> Result<Program, MachineError> {
        let mut lent = program.clone();
        if let Some(folder) = &program.folder {
            lent.folder = Some(self.readable(folder)?);
        }
        if let Executable::Host(path) = &program.executable {
            let inside = program
                .folder
                .as_ref()
                .and_then(|folder| path.strip_prefix(folder).ok());
            let place = match (inside, &lent.folder) {
                (Some(inside), Some(folder)) => folder.join(inside),
                // An interpreter is nothing without the folders around it.
                _ if program
                    .visible
                    .iter()
                    .any(|folder| path.starts_with(folder)) =>
                {
                    path.clone()
                }
                _ if path.is_file() => self.readable(path)?,
                _ => path.clone(),
            };
            lent.executable = Executable::Host(place);
        }
        Ok(lent)
    }

    /// Whether the other user can run it where it is; on a plain machine, an interpreter in root's own home is out of reach.
    pub(super) fn reaches(&self, program: &Program) -> bool {
        !self.by_name || program.visible.iter().all(|folder| is_reachable(folder))
    }

    /// Where everybody may read this file or folder: there, or in a copy.
    fn readable(&self, path: &Path) -> Result<PathBuf, MachineError> {
        let mut known = lock(&self.known);
        if let Some(place) = known.get(path) {
            return Ok(place.clone());
        }
        let mut found = Found::default();
        let open = found.look(path).is_ok() && found.open && (!self.by_name || is_reachable(path));
        let place = if open {
            path.to_owned()
        } else {
            let folder = self.scratch.join(format!("lent-{}", known.len()));
            let place = folder.join(path.file_name().unwrap_or_default());
            fs::create_dir(&folder)
                .and_then(|()| open_up(&folder, 0o711))
                .and_then(|()| found.fits())
                .and_then(|()| copy(path, &place))
                .map_err(MachineError::host(
                    "copy a program for the user that runs it",
                ))?;
            place
        };
        known.insert(path.to_owned(), place.clone());
        Ok(place)
    }
}

/// What is in a folder.
struct Found {
    /// Whether everybody may read all of it, and execute what its owner may.
    open: bool,
    bytes: u64,
    entries: usize,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            open: true,
            bytes: 0,
            entries: 0,
        }
    }
}

impl Found {
    fn look(&mut self, path: &Path) -> io::Result<()> {
        let found = fs::metadata(path)?;
        self.entries += 1;
        self.bytes += if found.is_file() { found.len() } else { 0 };
        let mode = found.permissions().mode();
        self.open &= mode & 0o004 != 0 && (mode & 0o100 == 0 || mode & 0o001 != 0);
        if !found.is_dir() || self.entries > ENTRIES {
            return Ok(());
        }
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            // Where a link leads to is not looked at, and git's own files are nobody's to read.
            if (kind.is_dir() && entry.file_name() != ".git") || kind.is_file() {
                self.look(&entry.path())?;
            }
        }
        Ok(())
    }

    fn fits(&self) -> io::Result<()> {
        if self.bytes > BYTES || self.entries > ENTRIES {
            return Err(io::Error::from_raw_os_error(libc::EFBIG));
        }
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let found = fs::metadata(from)?;
    let execute = if found.permissions().mode() & 0o100 == 0 {
        0o644
    } else {
        0o755
    };
    if found.is_file() {
        fs::copy(from, to)?;
        return open_up(to, execute);
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, to) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_symlink() {
            symlink(fs::read_link(entry.path())?, to)?;
        } else if (kind.is_dir() && entry.file_name() != ".git") || kind.is_file() {
            copy(&entry.path(), &to)?;
        }
    }
    open_up(to, 0o755)
}

fn open_up(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(mode))
}

/// Whether everybody can get there.
fn is_reachable(path: &Path) -> bool {
    let passes = |folder: &Path| {
        fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o001 != 0)
    };
    fs::canonicalize(path).is_ok_and(|path| path.ancestors().skip(1).all(passes))
}
