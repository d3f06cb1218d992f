//! Whether a student has saved a file: folders are watched, and what changed in them is looked up.
//!
//! An event only says that it is worth looking. Editors write under other names and rename, builds write beside the
//! sources: what counts is whether the submission's own files differ from before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{self, Path, PathBuf};
use std::time::SystemTime;

use notify::{Error, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::submission;

/// How deep a submission's own files are looked for.
const DEPTH: usize = 6;

/// When each file was written, and how long it is.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The folders of a submission, watched.
pub(super) struct Saves {
    watcher: RecommendedWatcher,
    folder: PathBuf,
    seen: Seen,
}

impl Saves {
    /// Watches `folder`, and calls `perhaps` when something may have been saved in it.
    pub(super) fn new(folder: &Path, perhaps: impl Fn() + Send + 'static) -> notify::Result<Self> {
        let folder = path::absolute(folder).map_err(Error::io)?;
        let own = folder.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // What cannot be told is looked up. Reading is no change, and neighbours of the folder do not matter.
            let matters = event.map_or(true, |event| {
                let on_the_way = |path: &PathBuf| path.starts_with(&own) || own.starts_with(path);
                !matches!(event.kind, EventKind::Access(_))
                    && (event.paths.is_empty() || event.paths.iter().any(on_the_way))
            });
            if matters {
                perhaps();
            }
        })?;
        let mut saves = Self {
            watcher,
            folder,
            seen: Seen::new(),
        };
        saves.watch(&saves.folder.clone())?;
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
        let mut seen = Seen::new();
        for file in self.files().into_iter().filter(|file| own(file)) {
            if let Ok(metadata) = self.folder.join(&file).metadata() {
                seen.insert(file, (metadata.modified().ok(), metadata.len()));
            }
        }
        let changed = seen != self.seen;
        self.seen = seen;
        changed
    }

    /// The files, once all that is written after this will be told: every folder is watched before it is looked at for the
    /// last time. One that was watched before is so again, because it may have been made anew, under the same name.
    fn files(&mut self) -> Vec<PathBuf> {
        // The folder itself can go and come back, as can those above it.
        let above = self.folder.ancestors().skip(1).find(|one| one.is_dir());
        if let Some(above) = above.map(Path::to_owned) {
            let _ = self.watch(&above);
        }
        let mut watched = BTreeSet::new();
        loop {
            let tree = submission::tree(&self.folder, DEPTH).unwrap_or_default();
            let folders = tree.folders.into_iter();
            let new: Vec<_> = folders.filter(|one| watched.insert(one.clone())).collect();
            if new.is_empty() {
                return tree.files;
            }
            for folder in new {
                // One that has gone again is missed by nobody.
                let _ = self.watch(&self.folder.join(folder));
            }
        }
    }

    fn watch(&mut self, folder: &Path) -> notify::Result<()> {
        self.watcher.watch(folder, RecursiveMode::NonRecursive)
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

        // A folder that is made is no change; a file in it is, and is told of.
        while events.try_recv().is_ok() {}
        fs::create_dir(path("src/own")).unwrap();
        events.recv_timeout(limit).unwrap();
        assert!(!saves.changed());
        while events.try_recv().is_ok() {}
        fs::write(path("src/own/mod.rs"), "").unwrap();
        events.recv_timeout(limit).unwrap();
        assert!(saves.changed());
    }

    #[test]
    fn a_folder_that_is_made_again_is_watched_again() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("one/two");
        let file = folder.join("src/server.py");
        let make = |text: &str| {
            fs::create_dir_all(folder.join("src")).unwrap();
            fs::write(&file, text).unwrap();
        };
        make("");
        let (sender, events) = mpsc::channel();
        let mut saves = Saves::new(&folder, move || {
            let _ = sender.send(());
        })
        .unwrap();
        // Looks whenever there is something to look at, until something has changed.
        let mut awaited = || {
            loop {
                events.recv_timeout(Duration::from_secs(20)).unwrap();
                if saves.changed() {
                    return;
                }
            }
        };
        let moved = above.path().join("moved");
        let away: [&dyn Fn(); 3] = [
            &|| fs::remove_dir_all(&folder).unwrap(),
            &|| fs::remove_dir_all(folder.parent().unwrap()).unwrap(),
            &|| fs::rename(&folder, &moved).unwrap(),
        ];
        for (round, gone) in away.into_iter().enumerate() {
            gone();
            awaited();
            make(&"x".repeat(round + 1));
            awaited();
            fs::write(&file, "y".repeat(round + 7)).unwrap();
            awaited();
        }
    }
}
