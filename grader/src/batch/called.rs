//! What files and folders about a submission are called.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use super::digest::Hash;
use super::form::stem;
use crate::model::escape;

/// The most bytes of a name, as of the file systems in use.
const NAME: usize = 255;

/// How Moodle's folders end, after the number of their student.
const MOODLE: &str = "_assignsubmission_file";

/// A name for files about a submission: readable as far as it may be, different for all, and good on any file system.
pub fn file_name(name: &str) -> String {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let readable: String = name
        .chars()
        .map(|c| if letter(c) { c } else { '-' })
        .take(48)
        .collect();
    let digest = Hash::default().with(name).finish();
    format!("{readable}.{}", &digest[..12])
}

/// What the folders of what is given back about the submissions of a class are called, each differently.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// Whose folder each of these could be.
    wanted: BTreeMap<OsString, BTreeSet<String>>,
}

impl Folders {
    /// Those for the submissions of these names.
    pub fn new(names: impl Iterator<Item = String>) -> Self {
        let mut folders = Self::default();
        for name in names {
            for called in [folder_name(&name), whole_name(&name)] {
                let wanted = folders.wanted.entry(called).or_default();
                wanted.insert(name.clone());
            }
        }
        folders
    }

    /// That for a submission: by the name of its archive alone, unless another one's could be called so: `group1` and
    /// `group1.zip`.
    pub fn of(&self, name: &str) -> OsString {
        let called = folder_name(name);
        match self.wanted.get(&called) {
            Some(wanted) if wanted.len() > 1 => whole_name(name),
            Some(_) | None => called,
        }
    }
}

/// A name for the folder of what is given back about a submission: as the download had it, by which Moodle knows it
/// again, where a folder can have that name; else a safe one with the end that Moodle looks for.
pub(super) fn folder_name(name: &str) -> OsString {
    match String::from_utf8(raw(name)) {
        Ok(text) => good(stem(&text).into(), name),
        Err(error) => good(error.into_bytes(), name),
    }
}

/// As `folder_name`, with how an archive's name ends.
fn whole_name(name: &str) -> OsString {
    good(raw(name), name)
}

fn raw(name: &str) -> Vec<u8> {
    escape::parse(name).unwrap_or_else(|| name.into())
}

fn good(raw: Vec<u8>, name: &str) -> OsString {
    let bad = raw.contains(&b'/') || raw.contains(&0) || matches!(&raw[..], b"" | b"." | b"..");
    if !bad && raw.len() <= NAME {
        return OsString::from_vec(raw);
    }
    let mut safe = file_name(name);
    if let Some((before, _)) = name.rsplit_once(MOODLE)
        && let Some((_, id)) = before.rsplit_once('_')
        && id.bytes().all(|byte| byte.is_ascii_digit())
    {
        safe += &format!("_{id}{MOODLE}");
    }
    safe.into()
}
