//! Whether a teacher's model solution is a copy of one that the program brings along.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{CatalogueError, embedded, entries, unreadable};
use crate::model::escape;

/// The digest of the model solution that the program brings along, where `folder` holds a copy of it: its programs, and
/// nothing else that has a part in what is built.
///
/// # Errors
/// When the folder cannot be read.
pub fn brought_along(folder: &Path) -> Result<Option<&'static str>, CatalogueError> {
    let is_named = |path: &Path, names: &[&str]| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| names.contains(&name))
    };
    let known = ["Cargo.toml", "Cargo.lock", "src", "target"];
    let (source, programs) = (folder.join("src"), folder.join("src/bin"));
    let is_package = entries(folder)?.iter().all(|path| is_named(path, &known));
    if !is_package || !programs.is_dir() {
        return Ok(None);
    }
    let has_more = entries(&source)?
        .iter()
        .any(|path| !is_named(path, &["bin"]));
    let files = entries(&programs)?;
    if has_more || files.iter().any(|file| !file.is_file()) {
        return Ok(None);
    }
    let mut digest = Sha256::new();
    for file in files {
        let role = file.file_stem().unwrap_or_default();
        digest.update(Sha256::digest(role.as_encoded_bytes()));
        let bytes = fs::read(&file).map_err(unreadable(&file))?;
        digest.update(Sha256::digest(bytes));
    }
    Ok(embedded::known(&escape::hexadecimal(&digest.finalize())))
}
