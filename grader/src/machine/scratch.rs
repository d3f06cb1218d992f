//! The folder of a run: made for it, locked while it lives, removed with it. What runs that were killed have left is swept
//! by the next one.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use tempfile::Builder;

use super::error::MachineError;

/// A run's folder: `<tmp>/grader-<uid>/<pid>-…/`.
pub struct Scratch {
    path: PathBuf,
    supervisor: PathBuf,
    /// Held while the run lives; a sweeper takes only what nobody holds.
    _lock: File,
}

impl Scratch {
    /// Makes the folder of this run, and removes those of dead ones.
    pub fn new() -> Result<Self, MachineError> {
        Self::supervised_by(Path::new("/proc/self/exe"))
    }

    /// As [`Scratch::new`], for a process that is not the grader itself: machines made from it are supervised by the grader's
    /// executable that is named.
    pub fn supervised_by(executable: &Path) -> Result<Self, MachineError> {
        let parent =
            std::env::temp_dir().join(format!("grader-{}", rustix::process::geteuid().as_raw()));
        let cannot = |source| MachineError::Scratch {
            path: parent.clone(),
            source,
        };
        match DirBuilder::new().mode(0o700).create(&parent) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(cannot(error));
            }
            _ => {}
        }
        let found = fs::symlink_metadata(&parent).map_err(cannot)?;
        if !found.is_dir()
            || found.uid() != rustix::process::geteuid().as_raw()
            || found.mode() & 0o022 != 0
        {
            return Err(MachineError::Taken { path: parent });
        }
        // While this is held, no folder exists that its run has not locked yet.
        let door = open_folder(&parent).map_err(cannot)?;
        flock(&door, FlockOperation::LockExclusive).map_err(|errno| cannot(errno.into()))?;
        let dead = dead_runs(&parent);
        let (path, lock) = make(&parent).map_err(cannot)?;
        drop(door);
        for (path, _lock) in dead {
            remove_tree(&path);
        }
        Ok(Self {
            path,
            supervisor: executable.to_owned(),
            _lock: lock,
        })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the folder now. It may be called again.
    pub fn remove(&self) {
        remove_tree(&self.path);
    }

    pub(super) fn supervisor(&self) -> &Path {
        &self.supervisor
    }

    /// Lets other users pass through, though not list: root's plain machines run programs as nobody.
    pub(super) fn let_through(&self) -> Result<(), MachineError> {
        for folder in [self.path.parent(), Some(&self.path)].into_iter().flatten() {
            fs::set_permissions(folder, Permissions::from_mode(0o711)).map_err(|source| {
                MachineError::Scratch {
                    path: folder.to_owned(),
                    source,
                }
            })?;
        }
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

fn make(parent: &Path) -> io::Result<(PathBuf, File)> {
    let path = Builder::new()
        .prefix(&format!("{}-", std::process::id()))
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(parent)?
        .keep();
    let lock = open_folder(&path)?;
    flock(&lock, FlockOperation::LockExclusive)?;
    Ok((path, lock))
}

/// The folders that no run holds, each locked by us.
fn dead_runs(parent: &Path) -> Vec<(PathBuf, File)> {
    let found = fs::read_dir(parent).into_iter().flatten().flatten();
    found
        .filter_map(|entry| {
            let lock = open_folder(&entry.path()).ok()?;
            flock(&lock, FlockOperation::NonBlockingLockExclusive).ok()?;
            Some((entry.path(), lock))
        })
        .collect()
}

fn open_folder(path: &Path) -> io::Result<File> {
    File::options()
        .read(true)
        .custom_flags(libc::O_DIRECTORY | libc::O_NOFOLLOW)
        .open(path)
}

/// Removes a folder that programs may have written to: also what they have locked against us.
fn remove_tree(path: &Path) {
    if fs::remove_dir_all(path).is_err() && path.exists() {
        unlock(path);
        // What cannot be removed now is tried again by the next run.
        let _ = fs::remove_dir_all(path);
    }
}

fn unlock(folder: &Path) {
    let _ = fs::set_permissions(folder, Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            unlock(&entry.path());
        }
    }
}
