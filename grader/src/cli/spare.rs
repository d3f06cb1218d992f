//! Places that no report may take: the batch's own files, what was handed in, and whatever else no report has written.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::Problem;
use super::class::ClassTrouble;
use super::decided::{CHANGES, POLICY};
use super::report::{Book, write};
use super::written::{FILES, Files};
use crate::batch::Head;

impl Book<'_> {
    /// Writes a report to a file, over nothing but an earlier report of this batch.
    pub(super) fn put(&self, file: &Path, bytes: &[u8]) -> Result<(), Problem> {
        self.spare_batch(file)?;
        let files = Files::of(self.store.folder());
        if !files.may_take(file) {
            return Err(ClassTrouble::NoReport(file.to_owned()).into());
        }
        write(file, bytes)?;
        files.keep(file, bytes);
        Ok(())
    }

    /// Refuses to write a report over what the batch is made of: its files, those of the teacher that it reads, its results.
    fn spare_batch(&self, file: &Path) -> Result<(), Problem> {
        let home = self.store.folder();
        let overlay = self.policy.overlay.iter().map(|name| home.join(name));
        let own = [POLICY, CHANGES, FILES].map(|name| home.join(name));
        let own = own.into_iter().chain(overlay).chain(self.store.own_files());
        let is_own = own.into_iter().any(|own| is_place(file, &own));
        if is_own || is_same(within(file), &self.store.results()) {
            return Err(ClassTrouble::OverBatch(file.to_owned()).into());
        }
        Ok(())
    }

    /// Refuses to write pages into the folder of what was handed in, where the next run would take them for it. That folder has
    /// something of each submission's name, which no report has written.
    pub(super) fn spare_submissions(&self, folder: &Path) -> Result<(), Problem> {
        let mut names = self.shown().map(Head::name).peekable();
        let Some(first) = names.peek().map(|name| (*name).to_owned()) else {
            return Ok(());
        };
        if names.all(|name| folder.join(name).exists()) {
            let folder = folder.to_owned();
            return Err(ClassTrouble::AmongSubmissions {
                folder,
                name: first,
            }
            .into());
        }
        Ok(())
    }
}

/// Whether a path leads, or would, to this place.
fn is_place(path: &Path, place: &Path) -> bool {
    let is_called = path.file_name() == place.file_name();
    is_same(path, place) || (is_called && is_same(within(path), within(place)))
}

/// The folder of a path that may be a name alone.
fn within(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Whether two paths lead to one file or folder, which is there.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let file = |path| fs::metadata(path).map(|found| (found.dev(), found.ino()));
    matches!((file(one), file(other)), (Ok(one), Ok(other)) if one == other)
}
