//! What there is to grade: the submissions of a folder, or of an archive that holds all of them, and whose they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Batch as Words;
use super::class::ClassTrouble;
use super::interrupt::{self, Interrupt};
use super::{Problem, Trouble};
use crate::batch::{self, ArchiveTrouble, Class, Form, Found, Names, Roster};
use crate::grade::GradeError;
use crate::machine::Scratch;
use crate::model::Discarded;
use crate::policy;

/// What was handed in.
pub(super) struct HandedIn {
    pub(super) class: Class,
    /// What was left out of the archive of all.
    pub(super) left_out: Vec<Discarded>,
    /// Where that was unpacked: it is there as long as this.
    pub(super) unpacked: Option<(Interrupt, Arc<Scratch>)>,
}

/// What there is to grade, all of it: what a share or a choice leaves out is known all the same.
pub(super) fn find(words: &Words) -> Result<HandedIn, Problem> {
    let names = Names::new(words.names.as_deref()).map_err(ClassTrouble::Pattern)?;
    let roster = match &words.roster {
        None => Roster::default(),
        Some(file) => {
            let bytes = fs::read(file).map_err(ClassTrouble::unreadable(file))?;
            Roster::read(&bytes, policy::is_time).map_err(|problems| ClassTrouble::Roster {
                file: file.clone(),
                problems,
            })?
        }
    };
    let given = &words.class;
    let name = given.file_name().unwrap_or_default().to_string_lossy();
    let (folder, left_out, unpacked) = match batch::form(&name).filter(|_| given.is_file()) {
        Some(form) => {
            let (folder, left_out, unpacked) = unpacked(given, form, &names)?;
            (folder, left_out, Some(unpacked))
        }
        None if given.is_dir() => (given.clone(), vec![], None),
        None if given.exists() => return Err(Problem::NotAFolder(given.clone())),
        None => return Err(Problem::NoSuchFolder(given.clone())),
    };
    let class = batch::find(&folder, &names, &roster).map_err(ClassTrouble::unreadable(given))?;
    if class.submissions.is_empty() {
        return Err(ClassTrouble::NoSubmissions(given.clone()).into());
    }
    Ok(HandedIn {
        class,
        left_out,
        unpacked,
    })
}

type Unpacked = (PathBuf, Vec<Discarded>, (Interrupt, Arc<Scratch>));

fn unpacked(archive: &Path, form: Form, names: &Names) -> Result<Unpacked, Problem> {
    let scratch = Arc::new(Scratch::new().map_err(|error| Trouble::from(GradeError::from(error)))?);
    let swept = scratch.clone();
    let hook = interrupt::register(move || swept.remove());
    let folder = scratch.path();
    let left_out = batch::unpack_class(archive, form, folder).map_err(|trouble| match trouble {
        ArchiveTrouble::Refused(refusal) => ClassTrouble::Archive {
            file: archive.to_owned(),
            refusal,
        },
        ArchiveTrouble::Host(source) => ClassTrouble::unreadable(archive)(source),
    })?;
    let folder = batch::unwrapped(folder, names).map_err(ClassTrouble::unreadable(archive))?;
    Ok((folder, left_out, (hook, scratch)))
}

/// Leaves out what is not asked for.
pub(super) fn choose(words: &Words, class: &mut Class) -> Result<(), Problem> {
    let named = |found: &Found, name: &String| {
        found.name == *name || found.students.iter().any(|student| student.name == *name)
    };
    for name in &words.only_student {
        if !class.submissions.iter().any(|found| named(found, name)) {
            let (name, folder) = (name.clone(), words.class.clone());
            return Err(ClassTrouble::NoSuchSubmission { name, folder }.into());
        }
    }
    class.submissions.retain(|found| {
        let only = &words.only_student;
        let chosen = only.is_empty() || only.iter().any(|name| named(found, name));
        chosen && words.shard.is_none_or(|shard| shard.has(&found.name))
    });
    Ok(())
}
