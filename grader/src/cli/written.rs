//! What reports have written: into a folder, so that the next one takes away what it does not write itself, and nothing
//! else; and to single files, so that it writes over no other.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Component, Path, PathBuf};

use super::Problem;
use super::class::ClassTrouble;
use super::report::write;
use crate::batch::Hash;
use crate::model::escape;

/// The pages of a batch in a folder, which may hold those of others, and files of the user's.
pub(super) struct Written {
    folder: PathBuf,
    /// Where they are listed.
    list: PathBuf,
    earlier: BTreeSet<PathBuf>,
}

impl Written {
    /// What earlier reports have written into `folder`, as the list of this name says.
    pub(super) fn read(folder: &Path, list: &str) -> Result<Self, Problem> {
        let list = folder.join(list);
        let text = match fs::read_to_string(&list) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            text => text.map_err(ClassTrouble::unreadable(&list))?,
        };
        Ok(Self {
            folder: folder.to_owned(),
            earlier: text.lines().filter_map(place).collect(),
            list,
        })
    }

    /// The lists of other batches in `folder`, whose names all begin alike: what `list`, that of ours, does without its code.
    pub(super) fn of_others(folder: &Path, begin: &str, list: &str) -> Result<Vec<Self>, Problem> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
            entries => entries.map_err(ClassTrouble::unreadable(folder))?,
        };
        let mut others = vec![];
        for entry in entries {
            let name = entry.map_err(ClassTrouble::unreadable(folder))?.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(begin) && name != list {
                others.push(Self::read(folder, &name)?);
            }
        }
        Ok(others)
    }

    /// Whether no report has written into the folder.
    pub(super) fn is_new(&self) -> bool {
        self.earlier.is_empty()
    }

    /// Whether an earlier report has written to this place.
    pub(super) fn has(&self, place: &Path) -> bool {
        self.earlier.contains(place)
    }

    /// Whether one of these places was written to.
    pub(super) fn first_of<'a>(&self, places: &'a BTreeSet<PathBuf>) -> Option<&'a PathBuf> {
        places.iter().find(|place| self.earlier.contains(*place))
    }

    /// Lists what is about to be written, beside what was: whatever ends this, the next report knows of all.
    pub(super) fn begin(&self, places: &BTreeSet<PathBuf>) -> Result<(), Problem> {
        self.keep(&(&self.earlier | places))
    }

    /// Takes away what was written earlier, and not now.
    pub(super) fn finish(&self, places: &BTreeSet<PathBuf>) -> Result<(), Problem> {
        for place in self.earlier.difference(places) {
            self.remove(place)?;
        }
        self.keep(places)
    }

    fn remove(&self, place: &Path) -> Result<(), Problem> {
        let path = self.folder.join(place);
        let parent = path.parent().unwrap_or(&self.folder);
        // Where a link leads, nothing is ours.
        if !fs::symlink_metadata(parent).is_ok_and(|found| found.is_dir()) {
            return Ok(());
        }
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Problem::CannotWrite { path, source });
            }
            Ok(()) | Err(_) => {}
        }
        // It goes when it is empty: whoever has put a file there has it still.
        let _ = fs::remove_dir(parent);
        Ok(())
    }

    fn keep(&self, places: &BTreeSet<PathBuf>) -> Result<(), Problem> {
        let lines =
            { places.iter() }.map(|place| escape::bytes(place.as_os_str().as_bytes()) + "\n");
        write(&self.list, lines.collect::<String>().as_bytes())
    }
}

/// The place that a line of a list names: a page in a folder of ours, and nothing else, whoever wrote the line.
fn place(line: &str) -> Option<PathBuf> {
    let place = PathBuf::from(OsString::from_vec(escape::parse(line)?));
    let is_name = |part: Component<'_>| matches!(part, Component::Normal(_));
    let parts = place.components();
    let fits = place.extension().is_some_and(|found| found == "html")
        && parts.clone().count() == 2
        && parts.into_iter().all(is_name);
    fits.then_some(place)
}

/// Where a batch's folder lists the single files that reports have written.
pub(super) const FILES: &str = ".grader-files";

/// The single files that reports of a batch have written, by their places, with a digest of each: a table of marks can
/// carry no mark of ours, and whoever has changed it since wants to keep it.
pub(super) struct Files {
    list: PathBuf,
    digests: BTreeMap<PathBuf, String>,
}

impl Files {
    /// Those that the batch in `folder` knows of.
    pub(super) fn of(folder: &Path) -> Self {
        let list = folder.join(FILES);
        let text = fs::read_to_string(&list).unwrap_or_default();
        let file = |line: &str| {
            let (digest, place) = line.split_once(' ')?;
            let place = OsString::from_vec(escape::parse(place)?);
            Some((place.into(), digest.to_owned()))
        };
        let digests = text.lines().filter_map(file).collect();
        Self { list, digests }
    }

    /// Whether nothing would be lost there: a file is empty, or as a report has written it.
    pub(super) fn may_take(&self, file: &Path) -> bool {
        // A pipe or a device keeps nothing.
        let Some(found) = file.metadata().ok().filter(fs::Metadata::is_file) else {
            return true;
        };
        let as_written = || {
            let known = self.digests.get(&file.canonicalize().ok()?)?;
            Some(*known == digest(&fs::read(file).ok()?))
        };
        found.len() == 0 || as_written() == Some(true)
    }

    /// Lists what was written to a file. Where that cannot be, the next report leaves it as it is.
    pub(super) fn keep(mut self, file: &Path, bytes: &[u8]) {
        if !file.is_file() {
            return;
        }
        if let Ok(place) = file.canonicalize() {
            self.digests.insert(place, digest(bytes));
        }
        let line = |(place, digest): (&PathBuf, &String)| {
            format!("{digest} {}\n", escape::bytes(place.as_os_str().as_bytes()))
        };
        let lines: String = self.digests.iter().map(line).collect();
        let _ = write(&self.list, lines.as_bytes());
    }
}

fn digest(bytes: &[u8]) -> String {
    Hash::default().with(bytes).finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::{Path, PathBuf};

    use super::{Written, place};

    const LIST: &str = ".list";

    fn report(folder: &Path, places: &[&str]) {
        let written = Written::read(folder, LIST).unwrap();
        let places: BTreeSet<PathBuf> = places.iter().map(PathBuf::from).collect();
        written.begin(&places).unwrap();
        for place in &places {
            fs::create_dir_all(folder.join(place).parent().unwrap()).unwrap();
            fs::write(folder.join(place), "").unwrap();
        }
        written.finish(&places).unwrap();
    }

    #[test]
    fn what_is_not_written_again_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::create_dir_all(folder.join("eve")).unwrap();
        fs::write(folder.join("eve/page.html"), "").unwrap();
        report(
            folder,
            &["ada/page.html", "bob\n/page.html", "dan/page.html"],
        );
        fs::write(folder.join("dan/mine.txt"), "").unwrap();
        report(folder, &["ada/page.html"]);
        let is_there = |name: &str| folder.join(name).exists();
        assert!(is_there("ada/page.html") && is_there("eve/page.html"));
        assert!(!is_there("bob\n") && !is_there("dan/page.html"));
        assert!(is_there("dan/mine.txt"));

        // A folder that has become a link is no longer ours.
        fs::remove_dir_all(folder.join("ada")).unwrap();
        symlink("eve", folder.join("ada")).unwrap();
        report(folder, &[]);
        assert!(is_there("eve/page.html"));
    }

    #[test]
    fn a_list_leads_nowhere_else() {
        for line in [
            "../a.html",
            "/a/b.html",
            "a.html",
            "a/../b.html",
            "a/b.txt",
            "a/b/c.html",
            "\\q/a.html",
            "",
        ] {
            assert_eq!(place(line), None, "{line}");
        }
        assert_eq!(place("a b/c.html"), Some("a b/c.html".into()));
    }
}
