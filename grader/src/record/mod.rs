//! A grading on the disk: a whole report, to be shown again in any form without grading again.
//!
//! A record is one JSON object: `record`, the version of the form, then the report, bytes of programs spelt so that
//! people can read them. It is written whole or not at all. Nothing is judged here, and nothing rendered.

mod last;

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::Report;

pub use last::Last;

/// The version of the form.
const VERSION: u32 = 1;

/// The most bytes that are read as a record. A check's trace is bounded to some megabytes.
const MOST: u64 = 1 << 30;

/// The mode of files that we keep for their user alone.
pub const PRIVATE: u32 = 0o600;

/// The mode of files that a user has asked for: of it, the umask leaves what it leaves of any other file.
pub const SHARED: u32 = 0o666;

/// Why a record cannot be had, or kept.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// There is none.
    #[error("there is no `{0}`")]
    NotThere(PathBuf),
    /// The file system refuses.
    #[error("`{path}` cannot be used")]
    Files {
        /// What was to be read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("`{0}` is no record of a grading")]
    Foreign(PathBuf),
    /// The file was written by another version of the grader, which this one cannot read.
    #[error("`{path}` has the form {version}, not {VERSION}")]
    Version {
        /// The file.
        path: PathBuf,
        /// The version of its form.
        version: u32,
    },
    /// The file is a record that was damaged, or has what this version of the grader does not know.
    #[error("`{path}` cannot be read as a record")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
}

#[derive(Serialize)]
struct Written<'a> {
    record: u32,
    grader: &'a str,
    report: &'a Report,
}

#[derive(Deserialize)]
struct Head {
    record: u32,
}

#[derive(Deserialize)]
struct Body {
    report: Report,
}

/// Writes a report to `path`, whose folder is made where it is missing. Whatever happens meanwhile, the file is there
/// whole, or as it was before.
///
/// # Errors
/// When the file system refuses.
pub fn save(path: &Path, report: &Report) -> Result<(), RecordError> {
    let written = Written {
        record: VERSION,
        grader: env!("CARGO_PKG_VERSION"),
        report,
    };
    let mut text =
        serde_json::to_vec_pretty(&written).expect("a report has nothing that JSON has not");
    text.push(b'\n');
    write_whole(path, &text, PRIVATE).map_err(refused(path))
}

/// Reads the report that [`save`] has written.
///
/// # Errors
/// When there is no file, when it holds no record, or none that this version reads.
pub fn load(path: &Path) -> Result<Report, RecordError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(RecordError::NotThere(path.to_owned()));
        }
        file => file.map_err(refused(path))?,
    };
    let mut text = Vec::new();
    file.take(MOST)
        .read_to_end(&mut text)
        .map_err(refused(path))?;
    let head: Head =
        serde_json::from_slice(&text).map_err(|_| RecordError::Foreign(path.to_owned()))?;
    if head.record != VERSION {
        return Err(RecordError::Version {
            path: path.to_owned(),
            version: head.record,
        });
    }
    let body: Body = serde_json::from_slice(&text).map_err(|source| RecordError::Damaged {
        path: path.to_owned(),
        source,
    })?;
    Ok(body.report)
}

/// Writes a file such that, even if the computer stops at any moment, it has all of `bytes` or is as it was before.
/// Its folder is made where it is missing.
///
/// # Errors
/// When the file system refuses.
pub fn write_whole(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    // A pipe or a device, such as `/dev/stderr`, is written to, not replaced.
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return fs::write(path, bytes);
    }
    let folder = around(path);
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The new name is on the disk once the folder is. Not every folder can be read, nor asked for that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The folder in which `path` names something: a name alone is one in the current folder.
pub fn around(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> RecordError + use<> {
    let path = path.to_owned();
    move |source| RecordError::Files { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::sample::{self, check, every, text};
    use crate::model::{Outcome, Trace};

    /// All that can be said of checks.
    fn everything() -> Report {
        let facts = (0_u64..).zip(every::facts()).collect();
        let trace = Trace {
            left_out: 5,
            ..sample::trace(facts)
        };
        let failed = every::failures().into_iter().map(Outcome::Failed);
        let doubtful = every::doubts().into_iter().map(Outcome::Inconclusive);
        let checks = failed
            .chain(doubtful)
            .map(|outcome| check("a-check", 1, text("Titre", "Title"), outcome, trace.clone()));
        sample::report(checks.collect())
    }

    #[test]
    fn a_report_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        for report in [sample::mixed(), everything()] {
            let path = folder.path().join("new/one.json");
            save(&path, &report).unwrap();
            assert_eq!(load(&path).unwrap(), report);
        }
        let left: Vec<_> = fs::read_dir(folder.path().join("new")).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing is left beside the record");
    }

    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        write_whole(&link, b"x", SHARED).unwrap();
        assert!(link.is_symlink());
    }

    #[test]
    fn a_file_is_for_its_user_alone_or_as_any_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
        write_whole(&path("private"), b"", PRIVATE).unwrap();
        write_whole(&path("shared"), b"", SHARED).unwrap();
        fs::write(path("other"), "").unwrap();
        assert_eq!(mode("private") & 0o077, 0);
        assert_eq!(mode("shared"), mode("other"));
    }

    #[test]
    fn a_name_alone_is_in_the_current_folder() {
        for (path, folder) in [("x", "."), ("a/x", "a"), ("/x", "/"), ("./x", ".")] {
            assert_eq!(around(Path::new(path)), Path::new(folder));
        }
    }

    #[test]
    fn what_is_no_record_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let told = |text: &str| {
            fs::write(&path, text).unwrap();
            load(&path).unwrap_err()
        };
        assert!(matches!(load(&path), Err(RecordError::NotThere(_))));
        for foreign in ["", "{\"format\":1}", "[]", "\u{1}", "{\"record\":\"1\"}"] {
            assert!(
                matches!(told(foreign), RecordError::Foreign(_)),
                "{foreign}"
            );
        }
        assert!(matches!(
            told("{\"record\":2,\"new\":true}"),
            RecordError::Version { version: 2, .. }
        ));
        let damaged = told("{\"record\":1,\"report\":{}}");
        assert!(matches!(damaged, RecordError::Damaged { .. }));
        let cut = told("{\"record\":1,\"report\":{\"exercise\":\"ex");
        assert!(matches!(cut, RecordError::Foreign(_)));
        assert!(matches!(
            load(folder.path()),
            Err(RecordError::Files { .. })
        ));
    }
}
