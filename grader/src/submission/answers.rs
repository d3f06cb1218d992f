//! What tools have answered before, so that the same is not asked twice of the same files.
//!
//! An answer is kept under a digest of the whole question: the files of the submission, the command with its environment,
//! what it is built on, the toolchain, this grader. Two submissions never share one unless all of their files are the same. Only
//! success is kept, only of isolated machines, whose programs cannot come near it, and whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::{Timespec, Timestamps, UTIME_NOW, futimens};
use serde::{Deserialize, Serialize};

use super::intake::digest;
use super::{Rust, Tools, is_made, open_built};
use crate::machine::ToolCommand;

/// How many answers are kept, and how many bytes in all: those that were used last.
const KEPT: usize = 1_000;
const BYTES: u64 = 4 << 30;

/// What is still not whole after so long never will be.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);

/// Says what an answer is made of; the files beside it are named by their numbers.
pub const INDEX: &str = "answer.json";

/// What stands for a tool's work on a submission.
#[derive(Debug, Clone)]
pub struct Question {
    place: PathBuf,
    /// Whether an answer of before counts.
    recalls: bool,
}

/// What a tool that ended well has left.
#[derive(Debug)]
pub struct Answer {
    /// What it wrote.
    pub stdout: String,
    /// The files that were taken from the folder that it keeps, by their paths in it.
    pub files: Vec<(PathBuf, File)>,
}

#[derive(Serialize, Deserialize)]
struct Index {
    stdout: String,
    files: Vec<Part>,
}

#[derive(Serialize, Deserialize)]
struct Part {
    path: PathBuf,
    /// Bytes.
    size: u64,
}

impl Tools<'_> {
    /// The question that `command` is, asked of the submission with this digest and of `others` that it depends on; none
    /// where no answers are kept.
    pub fn question(
        &self,
        command: &ToolCommand,
        rust: &Rust,
        submission: &str,
        others: &[u8],
    ) -> Option<Question> {
        // Where the copy lies, which the digest stands for, differs every time.
        let scratch = self.scratch.path();
        let lower = command.layers.iter().flat_map(|layer| &layer.lower);
        let lower: Vec<&PathBuf> = lower.filter(|one| !one.starts_with(scratch)).collect();
        let asked = format!(
            "{:?}",
            (
                &command.program,
                &command.arguments,
                &command.directory,
                &command.environment,
                &command.visible,
                lower,
            )
        );
        let parts = [rust.identity(), submission, &asked].map(str::as_bytes);
        self.question_of(parts.into_iter().chain([others]))
    }

    /// The question that is made of these parts.
    pub(super) fn question_of<'a>(
        &self,
        parts: impl IntoIterator<Item = &'a [u8]>,
    ) -> Option<Question> {
        if !self.are_isolated() {
            return None;
        }
        let folder = self.environment.answers().filter(|one| is_made(one))?;
        let (own, asked) = (own_identity()?, digest(parts));
        let key = digest([own.as_bytes(), asked.as_bytes()]);
        Some(Question {
            place: folder.join(&key[..32]),
            recalls: self.recalls,
        })
    }
}

/// What tells this grader from others: another may ask its tools otherwise.
fn own_identity() -> Option<String> {
    let own = fs::metadata("/proc/self/exe").ok()?;
    let (written, nanoseconds) = (own.mtime(), own.mtime_nsec());
    Some(format!("{} {written} {nanoseconds}", own.len()))
}

impl Question {
    /// The answer, if it is kept.
    pub fn recall(&self) -> Option<Answer> {
        if !self.recalls {
            return None;
        }
        let index = File::open(self.place.join(INDEX)).ok()?;
        let found: Index = serde_json::from_reader(io::BufReader::new(&index)).ok()?;
        let mut files = Vec::new();
        for (number, part) in found.files.into_iter().enumerate() {
            let file = File::open(self.place.join(number.to_string())).ok()?;
            if file.metadata().ok()?.len() != part.size {
                return None;
            }
            files.push((part.path, file));
        }
        // So that the sweeper knows when it was used last.
        let _ = touch(&index);
        Some(Answer {
            stdout: found.stdout,
            files,
        })
    }

    /// Keeps what a tool wrote, and these files of the folder that it kept. An answer that cannot be kept is asked for again.
    pub fn keep(&self, stdout: &[u8], files: &[PathBuf], kept: Option<&OwnedFd>) {
        // What is asked for again costs time, and nothing else.
        let _ = self.write(stdout, files, kept);
    }

    fn write(&self, stdout: &[u8], files: &[PathBuf], kept: Option<&OwnedFd>) -> io::Result<()> {
        let folder = self.place.parent().ok_or(io::ErrorKind::NotFound)?;
        let made = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempdir_in(folder)?;
        let mut index = Index {
            stdout: String::from_utf8_lossy(stdout).into_owned(),
            files: vec![],
        };
        for (number, path) in files.iter().enumerate() {
            let from = kept.ok_or(io::ErrorKind::NotFound)?;
            let mut from = open_built(from, path)?;
            let mut to = create(&made.path().join(number.to_string()))?;
            let size = io::copy(&mut from, &mut to)?;
            to.sync_all()?;
            index.files.push(Part {
                path: path.clone(),
                size,
            });
        }
        let mut file = create(&made.path().join(INDEX))?;
        file.write_all(&serde_json::to_vec(&index)?)?;
        file.sync_all()?;
        let now = file.metadata()?.modified()?;
        // Another grading, or one that counts no more, may have put one there.
        let _ = fs::remove_dir_all(&self.place);
        fs::rename(made.path(), &self.place)?;
        sweep(folder, now)
    }
}

/// Notes that a file was used now.
///
/// # Errors
/// When its times cannot be set.
pub fn touch(file: &File) -> io::Result<()> {
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: UTIME_NOW,
    };
    let times = Timestamps {
        last_access: now,
        last_modification: now,
    };
    Ok(futimens(file, &times)?)
}

const UNFINISHED: &str = "new-";

fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true).mode(0o600).open(path)
}

/// Removes the answers that were not used for the longest time, and what was never finished.
fn sweep(folder: &Path, now: SystemTime) -> io::Result<()> {
    let mut answers = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let began = entry.metadata().and_then(|found| found.modified());
            let age = began.ok().and_then(|began| now.duration_since(began).ok());
            if age.is_some_and(|age| age > ABANDONED) {
                let _ = fs::remove_dir_all(path);
            }
            continue;
        }
        let used = fs::metadata(path.join(INDEX)).and_then(|index| index.modified());
        let parts = fs::read_dir(&path).into_iter().flatten().flatten();
        let size = parts
            .filter_map(|part| Some(part.metadata().ok()?.len()))
            .sum::<u64>();
        answers.push((used.unwrap_or(SystemTime::UNIX_EPOCH), size, path));
    }
    answers.sort();
    let mut bytes = 0;
    for (place, (_, size, path)) in answers.into_iter().rev().enumerate() {
        bytes += size;
        if place >= KEPT || bytes > BYTES {
            let _ = fs::remove_dir_all(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Read;
    use std::os::fd::OwnedFd;
    use std::path::PathBuf;

    use super::Question;

    #[test]
    fn an_answer_comes_back_whole_or_not_at_all() {
        let (cache, built) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(built.path().join("debug")).unwrap();
        fs::write(built.path().join("debug/server"), "program").unwrap();
        let kept: OwnedFd = File::open(built.path()).unwrap().into();
        let question = Question {
            place: cache.path().join("0123"),
            recalls: true,
        };
        assert!(question.recall().is_none());
        // What is not there cannot be kept, and leaves nothing behind.
        question.keep(b"said", &["debug/client".into()], Some(&kept));
        assert!(question.recall().is_none());
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), 0);

        question.keep(b"said", &["debug/server".into()], Some(&kept));
        let mut answer = question.recall().unwrap();
        assert_eq!(answer.stdout, "said");
        let (path, file) = &mut answer.files[0];
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(
            (&*path, text.as_str()),
            (&PathBuf::from("debug/server"), "program")
        );

        // As a crash of the host may leave it.
        fs::write(cache.path().join("0123/0"), "").unwrap();
        assert!(question.recall().is_none());
    }
}
