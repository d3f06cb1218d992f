//! The programs that a submission provides, and how they are launched.

use std::collections::BTreeMap;
use std::net::SocketAddrV4;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{ExerciseId, RoleName};

/// A program that can be launched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// What is executed.
    pub executable: Executable,
    /// Its first arguments; the address and the rest follow.
    pub arguments: Vec<Word>,
    /// The folder that it sees, read-only, as its working directory (absolute); without one it works in an empty folder.
    pub folder: Option<PathBuf>,
    /// Folders of the host that it sees, read-only, under their own names: an interpreter's.
    pub visible: Vec<PathBuf>,
    /// How its student knows it: a target's or a file's name.
    pub label: String,
}

/// What is executed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Executable {
    /// A file of the host (absolute).
    Host(PathBuf),
    /// A file of the program's folder (relative).
    InFolder(PathBuf),
    /// The model solution that the grader itself plays.
    Reference {
        /// Of which exercise.
        exercise: ExerciseId,
        /// In which role.
        role: RoleName,
    },
}

/// The name by which the grader, launched under it, knows that it is to play a role of a model solution.
pub fn reference_name(exercise: &str, role: &str) -> String {
    format!("reference/{exercise}/{role}")
}

/// The exercise and the role of such a name.
pub fn reference_named(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix("reference/")?.split_once('/')
}

/// One word of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// As it is.
    Text(String),
    /// The path of a file in the program's folder, wherever that is mounted (relative).
    InFolder(PathBuf),
}

/// The form in which a program takes its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressForm {
    /// `127.0.0.1:8000`
    HostPort,
    /// `8000`
    Port,
    /// `127.0.0.1 8000`
    HostAndPort,
    /// No argument: with one it does not start, or does not heed it.
    None,
}

impl AddressForm {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 4] = [Self::HostPort, Self::Port, Self::HostAndPort, Self::None];

    /// The arguments that tell a program to use this address, as far as the form can.
    pub fn arguments(self, address: SocketAddrV4) -> Vec<String> {
        let (host, port) = (address.ip().to_string(), address.port().to_string());
        match self {
            Self::HostPort => vec![format!("{host}:{port}")],
            Self::Port => vec![port],
            Self::HostAndPort => vec![host, port],
            Self::None => vec![],
        }
    }
}

/// Where a program on an isolated machine finds its submission's folder.
pub const SEEN_FOLDER: &str = "/submission";

/// What a submission provides for one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The program.
    pub program: Program,
}

/// Why a submission provides nothing for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Missing {
    /// No program has a name of the role's.
    NotFound {
        /// The names that were looked for.
        looked_for: Vec<String>,
        /// The programs that were found.
        found: Vec<String>,
    },
    /// The submission's `grader.toml` has no command for it.
    NotDeclared,
    /// The command of its `grader.toml` is a path at which the submission has no program.
    NoFile {
        /// The program's name.
        label: String,
        /// The path.
        path: String,
    },
    /// Several programs could play it.
    Ambiguous {
        /// Their names.
        candidates: Vec<String>,
    },
    /// Its program was found and did not build.
    DidNotBuild {
        /// The program's name.
        label: String,
    },
    /// A build command of its `grader.toml` failed.
    NotMade {
        /// The program's name.
        label: String,
    },
    /// What it needs is not on this host: `python3`, or a command of its `grader.toml`.
    NoInterpreter {
        /// The program's name.
        label: String,
        /// What is not there.
        needs: String,
    },
}

/// A submission's programs, by role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Programs {
    /// For every role of the exercise, what was found.
    pub roles: BTreeMap<RoleName, Result<Found, Missing>>,
}
