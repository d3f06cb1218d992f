//! How a submission was taken in and built.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Exit;

/// How a submission was built.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Build {
    /// The command as its student would type it; empty when nothing had to be built.
    pub command: String,
    /// Whether all of it was built.
    pub succeeded: bool,
    /// What in its manifests cannot be built here, in the order of the files.
    #[serde(default)]
    pub refusals: Vec<Refusal>,
    /// What cargo or the command said of errors, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// The command that failed, where what it said does not tell how.
    #[serde(default)]
    pub failed: Option<FailedCommand>,
    /// The limit that ended it or made it fail, if one did.
    pub limit: Option<BuildLimit>,
}

/// One message of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The text as the tool prints it, with its colours (ANSI).
    pub rendered: String,
    /// Whether it is an error.
    pub error: bool,
    /// The compiler's name for what it says, such as `unused_must_use` or `E0308`.
    #[serde(default)]
    pub code: Option<String>,
    /// Where it is, if that is in a file.
    #[serde(default)]
    pub place: Option<Place>,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, as whoever named it did: a compiler, or a program.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, if it is known.
    pub column: Option<usize>,
}

/// A command of a build that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedCommand {
    /// As its student would type it.
    pub command: String,
    /// How it failed.
    #[serde(flatten)]
    pub how: CommandFailure,
}

/// How a command of a build failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum CommandFailure {
    /// It begins with a name that neither a command of this host has, nor a program of the submission.
    Absent {
        /// The name.
        program: String,
    },
    /// It begins with a path at which the submission has no program.
    NoFile {
        /// The path.
        path: String,
    },
    /// It could not be executed.
    CannotExecute {
        /// What the system said.
        why: String,
    },
    /// It ended, and not with status 0.
    Exited {
        /// How.
        exit: Exit,
    },
    /// It was stopped at the limit of the build.
    Stopped,
}

/// A limit of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BuildLimit {
    /// Seconds, in all.
    Time(u64),
    /// Bytes of memory, of everything that it started together.
    Memory(u64),
    /// Bytes that it printed.
    Output(u64),
    /// Processes and threads at a time.
    Processes(u64),
}

/// A place of a manifest that cannot be built here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The file, relative to the submission.
    pub file: String,
    /// The lines around the place.
    pub source: String,
    /// The number of the first of these lines, from 1.
    pub line: usize,
    /// The place in them, in bytes.
    pub span: Range<usize>,
    /// What is there.
    pub what: Refused,
}

/// What cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refused", rename_all = "kebab-case")]
pub enum Refused {
    /// A path that leads out of the submission.
    Outside {
        /// The path.
        path: String,
    },
    /// A workspace that is not in the submission.
    WorkspaceOutside,
    /// A crate from a git repository.
    Git {
        /// The crate.
        name: String,
    },
    /// A crate from another registry than Rust's own.
    Registry {
        /// The crate.
        name: String,
    },
    /// Crates replaced by others: `[patch]` or `[replace]`.
    Replaced,
    /// A crate that the exercise does not allow.
    NotAllowed {
        /// The crate.
        name: String,
        /// Those that it allows.
        allowed: Vec<String>,
    },
    /// A manifest that is no text, or larger than any is.
    Unreadable,
}

/// What is taken in at most.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Files and folders.
    pub entries: usize,
    /// Bytes of one file.
    pub file: u64,
    /// Bytes in all.
    pub total: u64,
    /// Folders in each other.
    pub depth: usize,
}

impl Bounds {
    /// Of what a student hands in.
    pub const SUBMISSION: Self = Self {
        entries: 5_000,
        file: 8 << 20,
        total: 64 << 20,
        depth: 16,
    };
}

/// Things of a submission that were not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Why.
    pub why: Unwanted,
    /// The first of them, relative to the submission; folders end with a slash.
    pub paths: Vec<String>,
    /// How many there are.
    pub count: usize,
}

/// Why something of a submission is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unwanted {
    /// Tools make it anew: `target/`, `.git/`.
    Made,
    /// It would tell cargo or rustup how to build.
    Settings,
    /// It is a symbolic link.
    Link,
    /// It is a file with another name somewhere, which may be somebody else's.
    HardLink,
    /// It is neither a file nor a folder.
    Special,
    /// It is too large, alone or with what came before it.
    Large,
    /// It lies too deep.
    Deep,
    /// It has too many entries, or there were too many before it.
    Many,
    /// A program in another language plays its role.
    PassedOver,
    /// It cannot be read.
    Unreadable,
}

#[cfg(test)]
mod tests {
    use super::{Build, CommandFailure, Exit, FailedCommand};

    #[test]
    fn a_build_that_was_kept_before_there_was_more_to_say_is_still_read() {
        let kept = r#"{"command":"make","succeeded":false,"diagnostics":[],"limit":{"time":60}}"#;
        let read: Build = serde_json::from_str(kept).unwrap();
        assert_eq!((read.failed, read.succeeded), (None, false));
    }

    #[test]
    fn how_a_command_failed_is_kept() {
        let exit = Exit::Code(2);
        let failed = FailedCommand {
            command: "make".into(),
            how: CommandFailure::Exited { exit },
        };
        let kept = serde_json::to_string(&failed).unwrap();
        assert_eq!(
            kept,
            r#"{"command":"make","how":"exited","exit":{"code":2}}"#
        );
        assert_eq!(
            serde_json::from_str::<FailedCommand>(&kept).unwrap(),
            failed
        );
    }
}
