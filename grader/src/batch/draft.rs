//! A folder of results in the making: it has its name once it is whole, and whatever happens before, nothing is there.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use super::store::{Store, StoreError, refused};
use crate::record::around;

/// A folder that is not there yet.
#[derive(Debug)]
pub struct Draft {
    made: TempDir,
    to: PathBuf,
}

impl Draft {
    /// Begins what will be the folder `to`. Nothing is ever written over.
    ///
    /// # Errors
    /// When there is something in `to` already, or the file system refuses.
    pub fn begin(to: &Path) -> Result<Self, StoreError> {
        match fs::read_dir(to).map(|mut entries| entries.next()) {
            Ok(None) => {}
            Ok(Some(_)) => return Err(StoreError::NotEmpty { folder: to.into() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refused(to)(error)),
        }
        let beside = around(to);
        fs::create_dir_all(beside).map_err(refused(beside))?;
        let made = Builder::new()
            .prefix(".results-")
            // As any folder that is made here; the umask takes from it.
            .permissions(Permissions::from_mode(0o777))
            .tempdir_in(beside)
            .map_err(refused(beside))?;
        let to = to.to_owned();
        Ok(Self { made, to })
    }

    /// The folder, as long as it has no name.
    pub fn store(&self) -> Store {
        Store::new(self.made.path())
    }

    /// Gives the folder its name.
    ///
    /// # Errors
    /// When the file system refuses; nothing is left then.
    pub fn finish(self) -> Result<(), StoreError> {
        let Self { made, to } = self;
        fs::rename(made.path(), &to).map_err(refused(&to))?;
        // What was to be removed has another name now.
        let _ = made.keep();
        let beside = around(&to);
        File::open(beside)
            .and_then(|folder| folder.sync_all())
            .map_err(refused(beside))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Draft, StoreError};

    #[test]
    fn a_folder_is_there_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let to = place.path().join("new/out");
        let names = || fs::read_dir(place.path().join("new")).unwrap().count();

        let draft = Draft::begin(&to).unwrap();
        fs::write(draft.store().folder().join("file"), "x").unwrap();
        drop(draft);
        assert_eq!((names(), to.exists()), (0, false));

        // An empty one may be there.
        fs::create_dir(&to).unwrap();
        let draft = Draft::begin(&to).unwrap();
        fs::write(draft.store().folder().join("file"), "x").unwrap();
        draft.finish().unwrap();
        assert_eq!(fs::read_to_string(to.join("file")).unwrap(), "x");
        assert_eq!(names(), 1);

        let again = Draft::begin(&to).unwrap_err();
        assert!(matches!(again, StoreError::NotEmpty { .. }));
        let file = Draft::begin(&to.join("file")).unwrap_err();
        assert!(matches!(file, StoreError::Files { .. }));
    }
}
