//! What files and folders about a submission are called.

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

/// A name for the folder of what is given back about a submission: as the download had it, by which Moodle knows it
/// again, where a folder can have that name; else a safe one with the end that Moodle looks for.
pub fn folder_name(name: &str) -> OsString {
    let raw = escape::parse(name).unwrap_or_else(|| name.into());
    let raw = match String::from_utf8(raw) {
        Ok(text) => stem(&text).into(),
        Err(error) => error.into_bytes(),
    };
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
