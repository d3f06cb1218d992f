//! A folder of the user's own, in which what was built is kept for later: whoever could write to it could have others graded with
//! a program of theirs.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use rustix::process::geteuid;

/// That others than its owner may write to a file.
const OTHERS: u32 = 0o022;

/// Why a folder is no place to keep anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be made, or not be written to.
    Closed,
    /// It belongs to somebody else.
    Foreign,
    /// Others may write to it.
    Open,
}

/// Makes a folder that nobody else may look into, if it is not there; false where it is no place to keep anything.
pub fn is_made(folder: &Path) -> bool {
    let mut make = DirBuilder::new();
    make.recursive(true).mode(0o700);
    make.create(folder).is_ok() && unfit(folder).is_none()
}

/// What is wrong with a folder, which need not be there yet, and with which: this one, or the one above.
pub fn unfit(folder: &Path) -> Option<(PathBuf, Unfit)> {
    // What is not there yet is made in the first folder above it that is.
    let there = folder.ancestors().find(|one| one.exists())?;
    if !there.is_dir() || access(there, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        return Some((folder.into(), Unfit::Closed));
    }
    // Whoever may write to the one above puts another in its place.
    for own in [Some(folder), folder.parent()].into_iter().flatten() {
        let Ok(found) = fs::metadata(own) else {
            continue;
        };
        if found.uid() != geteuid().as_raw() {
            return Some((own.into(), Unfit::Foreign));
        }
        if found.mode() & OTHERS != 0 {
            return Some((own.into(), Unfit::Open));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::{Unfit, is_made, unfit};

    #[test]
    fn what_others_may_change_is_no_place_to_keep_programs() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join("grader/answers");
        assert!(is_made(&folder));
        let mode = fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        for (path, mode) in [(&*folder, 0o770), (folder.parent().unwrap(), 0o777)] {
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
            assert!(!is_made(&folder));
            assert_eq!(unfit(&folder), Some((path.to_owned(), Unfit::Open)));
            fs::set_permissions(path, Permissions::from_mode(0o700)).unwrap();
            assert!(is_made(&folder));
        }
    }
}
