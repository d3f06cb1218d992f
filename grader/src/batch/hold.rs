//! A batch's folder is one process's at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::store::{Store, StoreError, refused};

/// The file that is locked.
const LOCK: &str = ".lock";

/// How the files are called that a process writes before they have their names.
const BEGUN: &str = ".tmp";

/// The right to write to a batch's folder, until it is dropped or the process ends, however that comes.
#[derive(Debug)]
pub struct Hold(#[expect(dead_code, reason = "it is locked as long as it is open")] File);

impl Store {
    /// Takes the folder, and removes the files that a process which was killed had begun.
    ///
    /// # Errors
    /// When another process has it, or the file system refuses.
    pub fn hold(&self) -> Result<Hold, StoreError> {
        let path = self.folder().join(LOCK);
        fs::create_dir_all(self.folder()).map_err(refused(self.folder()))?;
        // Never removed: who locks a file that has lost its name holds nothing.
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(refused(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let folder = self.folder().to_owned();
                return Err(StoreError::Busy { folder });
            }
            Err(TryLockError::Error(source)) => return Err(refused(&path)(source)),
        }
        for folder in [self.folder(), &self.results()] {
            sweep(folder).map_err(refused(folder))?;
        }
        Ok(Hold(file))
    }
}

/// Removes what was begun and never finished.
fn sweep(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let begun = entry.file_name().to_string_lossy().starts_with(BEGUN);
        if begun && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn one_at_a_time_writes_and_what_was_begun_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(&folder.path().join("out"));
        let hold = store.hold().unwrap();
        let begun = store.folder().join("results/.tmpAbC123");
        fs::create_dir_all(begun.parent().unwrap()).unwrap();
        fs::write(&begun, "{\"batch\":1,").unwrap();
        let kept = store.folder().join("changes.toml");
        fs::write(&kept, "").unwrap();
        let refused = store.hold().unwrap_err();
        assert!(matches!(refused, StoreError::Busy { .. }), "{refused}");
        assert!(begun.exists());
        drop(hold);
        let _hold = store.hold().unwrap();
        assert!(!begun.exists());
        assert!(kept.exists());
    }
}
