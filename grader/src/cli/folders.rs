//! Which of a batch's folders is which: where another one was given, it is told, and which one is meant.

use std::fs;
use std::path::{Path, PathBuf};

use super::Problem;
use super::class::ClassTrouble;
use super::handed_in::folders;
use crate::batch::Store;
use crate::explain::quoted;
use crate::i18n::{Arg, Catalog, args};
use crate::model::Unfit;
use crate::spec;

/// From the file of a result to the folder of its batch.
const ABOVE: usize = 2;

/// Sees that results can be in this folder, which need not be there yet.
pub(super) fn for_results(out: &Path) -> Result<(), Problem> {
    // Another batch within the results of one would go by none of its rules, and be no result that it can read.
    if has_results(out) && !is_batch(out) {
        let (folder, meant) = (out.to_owned(), meant(out));
        return Err(ClassTrouble::NoBatch { folder, meant }.into());
    }
    match out.ancestors().find(|one| one.exists()) {
        Some(there) if !there.is_dir() => Err(Problem::NotAFolder(there.to_owned())),
        Some(_) | None => Ok(()),
    }
}

/// Whether a folder is that of a batch, or the one in it that has the results.
pub(super) fn has_results(folder: &Path) -> bool {
    let Ok(whole) = fs::canonicalize(folder) else {
        return false;
    };
    let holds = |batch: &Path| is_batch(batch) && Store::new(batch).results() == whole;
    is_batch(&whole) || whole.parent().is_some_and(holds)
}

fn is_batch(folder: &Path) -> bool {
    folder.is_dir()
        && Store::new(folder)
            .batch()
            .is_ok_and(|batch| batch.is_some())
}

/// The folders of batches that may be meant by one that is none: above it, in it, or beside it by nearly the same name.
pub(super) fn meant(folder: &Path) -> Vec<PathBuf> {
    if let Ok(whole) = fs::canonicalize(folder) {
        let mut above = whole.ancestors().skip(1).take(ABOVE);
        return match above.find(|one| is_batch(one)) {
            Some(above) => vec![above.to_owned()],
            None => within(folder),
        };
    }
    let parent = folder.parent().filter(|one| !one.as_os_str().is_empty());
    let beside = within(parent.unwrap_or(Path::new(".")));
    let name = |path: &Path| path.file_name().unwrap_or_default().display().to_string();
    let names: Vec<String> = beside.iter().map(|path| name(path)).collect();
    let near = spec::near(&name(folder), names.iter().map(String::as_str));
    let is_near = |path: &PathBuf| near.contains(&name(path).as_str());
    beside.into_iter().filter(is_near).collect()
}

/// The folders of batches in a folder.
fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut found: Vec<PathBuf> = paths.filter(|path| is_batch(path)).collect();
    found.sort();
    found
}

/// That a folder is not that of a batch, and which one is meant.
pub(super) fn no_batch(
    folder: &Path,
    meant: &[PathBuf],
    catalog: &Catalog,
) -> (String, Vec<String>) {
    let id = match (folder.exists(), folder.is_dir()) {
        (false, _) => "no-such-folder",
        (true, false) => "not-a-folder",
        (true, true) => "batch-none",
    };
    let error = catalog.text(id, &args!["path" => Arg::shown(folder.display())]);
    let mut more = vec![catalog.plain("batch-none-remedy")];
    if !meant.is_empty() {
        let names = args!["names" => folders(meant, catalog)];
        more.push(catalog.text("batch-no-such-near", &names));
    }
    (error, more)
}

/// That the archive of all submissions cannot be unpacked, or is none of a form that is opened.
pub(super) fn packed(
    file: &Path,
    refusal: Option<&Unfit>,
    catalog: &Catalog,
) -> (String, Vec<String>) {
    let (why, remedy) = match refusal {
        None => ("class-archive-none", "class-archive-none-remedy"),
        Some(Unfit::TooManyFiles) => ("class-archive-too-many", "class-archive-remedy"),
        Some(Unfit::TooLarge) => ("class-archive-too-large", "class-archive-remedy"),
        Some(Unfit::Encrypted) => ("class-archive-encrypted", "class-archive-remedy"),
        Some(
            Unfit::Damaged
            | Unfit::Unopened { .. }
            | Unfit::SeveralArchives { .. }
            | Unfit::Empty
            | Unfit::OnlyMade { .. }
            | Unfit::NoProgram { .. }
            | Unfit::Several { .. }
            | Unfit::Declaration { .. }
            | Unfit::NoSubmission { .. },
        ) => ("class-archive-damaged", "class-archive-remedy"),
    };
    let args = args!["path" => Arg::shown(file.display()), "why" => catalog.plain(why)];
    (
        catalog.text("class-archive", &args),
        vec![catalog.plain(remedy)],
    )
}

/// That a submission is no folder of submissions, and what grades it alone.
pub(super) fn itself(
    folder: &Path,
    sign: &str,
    class: &Path,
    exercise: &str,
    catalog: &Catalog,
) -> (String, Vec<String>) {
    let say = |id: &str, args| catalog.text(id, &args);
    let path = |path: &Path| Arg::shown(path.display());
    let mut more = vec![say("batch-itself-remedy", args!["path" => path(class)])];
    if folder.is_dir() {
        let folder = quoted(&folder.display().to_string());
        let command = format!("grader check {exercise} {folder}");
        more.push(say("batch-itself-alone", args!["command" => command]));
    }
    more.push(catalog.plain("batch-itself-class"));
    let error = args!["folder" => path(folder), "sign" => Arg::shown(sign)];
    (say("batch-itself", error), more)
}
