//! Whether a student has saved a file: folders are watched, and what changed in them is looked up.
//!
//! An event only says that it is worth looking. Editors write under other names and rename, builds write beside the
//! sources: what counts is whether the submission's own files differ from before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::submission;

/// How deep a submission's own files are looked for.
const DEPTH: usize = 6;

/// When each file was written, and how long it is.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The folders of a submission, watched.
pub(super) struct Saves {
    watcher: RecommendedWatcher,
    folder: PathBuf,
    watched: BTreeSet<PathBuf>,
    seen: Seen,
}

impl Saves {
    /// Watches `folder`, and calls `perhaps` when something may have been saved in it.
    pub(super) fn new(folder: &Path, perhaps: impl Fn() + Send + 'static) -> notify::Result<Self> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // What cannot be told is looked up. Reading is no change.
            if !matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_))) {
                perhaps();
            }
        })?;
        let mut saves = Self {
            watcher,
            folder: folder.to_owned(),
            watched: BTreeSet::new(),
            seen: Seen::new(),
        };
        saves.watcher.watch(folder, RecursiveMode::NonRecursive)?;
        saves.changed();
        Ok(saves)
    }

    /// Whether a file of the submission is another than at the last call. Folders that are new are watched from now on.
    pub(super) fn changed(&mut self) -> bool {
        // Cargo writes its lock file itself, and a file that an editor keeps is nobody's program.
        let own = |file: &Path| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            !(name == "Cargo.lock" || name.starts_with('.') || name.ends_with('~'))
        };
        let files = submission::files(&self.folder, DEPTH).unwrap_or_default();
        let mut seen = Seen::new();
        for file in files.into_iter().filter(|file| own(file)) {
            if let Some(folder) = file.parent()
                && self.watched.insert(folder.to_owned())
            {
                // A folder that has gone again is missed by nobody.
                let folder = self.folder.join(folder);
                let _ = self.watcher.watch(&folder, RecursiveMode::NonRecursive);
            }
            if let Ok(metadata) = self.folder.join(&file).metadata() {
                seen.insert(file, (metadata.modified().ok(), metadata.len()));
            }
        }
        // A folder that is made anew is another one, which has to be watched anew.
        let folder = &self.folder;
        self.watched.retain(|one| folder.join(one).is_dir());
        let changed = seen != self.seen;
        self.seen = seen;
        changed
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::Saves;

    #[test]
    fn what_is_saved_is_noticed_and_what_is_built_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("src/bin")).unwrap();
        fs::create_dir_all(path("target")).unwrap();
        fs::write(path("src/bin/server.rs"), "fn main() {}").unwrap();
        let (sender, events) = mpsc::channel();
        let mut saves = Saves::new(folder.path(), move || {
            let _ = sender.send(());
        })
        .unwrap();
        assert!(!saves.changed());

        fs::write(path("target/own"), "x").unwrap();
        fs::write(path("Cargo.lock"), "x").unwrap();
        fs::write(path("src/bin/.server.rs.swp"), "x").unwrap();
        assert!(!saves.changed());

        let limit = Duration::from_secs(20);
        fs::write(path("src/bin/server.rs"), "fn main() { }").unwrap();
        events.recv_timeout(limit).unwrap();
        assert!(saves.changed() && !saves.changed());

        fs::create_dir(path("src/own")).unwrap();
        fs::write(path("src/own/mod.rs"), "").unwrap();
        assert!(saves.changed());
        while events.try_recv().is_ok() {}
        fs::write(path("src/own/mod.rs"), "fn f() {}").unwrap();
        events.recv_timeout(limit).unwrap();
        assert!(saves.changed());
    }
}
