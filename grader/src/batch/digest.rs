//! Whether two submissions are the same: a digest over all their files.
//!
//! It decides whose report counts for whom, so nobody must be able to make two works of one digest.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::form::is_litter;
use crate::model::escape;

/// The most files and folders, and bytes, of a submission that is compared with others at all.
const ENTRIES: usize = 20_000;
const BYTES: u64 = 256 << 20;

/// Hashes texts and bytes, each apart from the next.
#[derive(Default)]
pub struct Hash(Sha256);

impl Hash {
    /// Adds bytes.
    #[must_use]
    pub fn with(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.add(bytes.as_ref());
        self
    }

    /// What it comes to, in hexadecimal.
    pub fn finish(self) -> String {
        escape::hexadecimal(&self.0.finalize())
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }
}

/// The digest of the files in `folder`, but for what tools leave behind; `None` where there is too much to compare. Of
/// what is neither a file nor a folder, and thus no part of the work, only that it is there counts.
///
/// # Errors
/// When something cannot be read.
pub fn digest(folder: &Path) -> io::Result<Option<String>> {
    let mut hash = Hash::default();
    let (mut waiting, mut entries, mut bytes) = (vec![PathBuf::new()], 0, 0);
    while let Some(below) = waiting.pop() {
        let mut names = vec![];
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            if !is_litter(&entry.file_name().to_string_lossy()) {
                names.push((entry.file_name(), entry.file_type()?));
            }
        }
        names.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries += names.len();
        if entries > ENTRIES {
            return Ok(None);
        }
        for (name, kind) in names {
            let path = below.join(name);
            if kind.is_dir() {
                hash.add(b"folder");
                hash.add(path.as_os_str().as_bytes());
                waiting.push(path);
                continue;
            }
            if !kind.is_file() {
                hash.add(b"other");
                hash.add(path.as_os_str().as_bytes());
                continue;
            }
            let file = File::options()
                .read(true)
                .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
                .open(folder.join(&path))?;
            let found = file.metadata()?;
            bytes += found.len();
            if !found.is_file() || bytes > BYTES {
                return Ok(None);
            }
            let executable = found.mode() & 0o100 != 0;
            hash.add(if executable { b"program" } else { b"file" });
            hash.add(path.as_os_str().as_bytes());
            hash = hash.with(content(file)?);
        }
    }
    Ok(Some(hash.finish()))
}

/// The digest of one file's bytes.
///
/// # Errors
/// When it cannot be read.
pub fn content(mut file: impl Read) -> io::Result<Vec<u8>> {
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(hash.finalize().to_vec()),
            Ok(count) => hash.update(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::{Hash, digest};

    fn of(files: &[(&str, &str)]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text).unwrap();
            if name.ends_with(".sh") {
                fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
            }
        }
        digest(folder.path()).unwrap()
    }

    #[test]
    fn the_same_files_have_the_same_digest() {
        let files = [("src/main.rs", "fn main() {}"), ("Cargo.toml", "[package]")];
        let same = of(&files);
        assert!(same.is_some());
        assert_eq!(
            of(&[files[1], files[0], ("target/x", "y"), ("._a", "")]),
            same
        );
        for others in [
            &[("src/main.rs", "fn main() { }"), files[1]][..],
            &[("src/Main.rs", "fn main() {}"), files[1]],
            &[files[0]],
            &[files[0], files[1], ("x", "")],
            &[("src/main.rs", ""), ("Cargo.toml", "fn main() {}[package]")],
        ] {
            assert_ne!(of(others), same, "{others:?}");
        }
        assert_ne!(of(&[("a.sh", "")]), of(&[("a.py", "")]));
    }

    #[test]
    fn links_are_not_followed() {
        let of_link = |target: Option<&str>| {
            let folder = tempfile::tempdir().unwrap();
            if let Some(target) = target {
                std::os::unix::fs::symlink(target, folder.path().join("link")).unwrap();
            }
            digest(folder.path()).unwrap()
        };
        assert!(of_link(Some("/dev/zero")).is_some());
        assert_ne!(of_link(Some("/dev/zero")), of_link(None));
    }

    #[test]
    fn parts_are_kept_apart() {
        let hash = |parts: [&str; 2]| Hash::default().with(parts[0]).with(parts[1]).finish();
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
