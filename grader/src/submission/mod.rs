//! A folder, and what it is: which program plays each role of an exercise, before anything is built.
//!
//! Three kinds are known, in this order: a `grader.toml`, which then is all that counts; cargo packages; Python files.
//! Of the last two every role takes what is found. Nothing of a submission is executed here, and nothing that a
//! student got wrong is an error: a role without a program is a value, as is a package that cargo refuses.

mod answers;
mod declared;
mod environment;
mod intake;
mod lock;
mod own;
mod profile;
mod python;
mod roles;
mod rust;
mod tools;
mod vet;
mod walk;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::machine::{MachineError, QueryError};
use crate::model::{
    Diagnostic, Exercise, LeftOut, Missing, Refusal, RoleName, Unfit as Refused, Unwanted,
};

pub use answers::{Answer, INDEX as ANSWER_FILE, Question, touch};
pub use declared::Problems;
pub use environment::{Environment, executable};
pub use intake::{Snapshot, digest, open_built, take_in, take_out};
pub use own::{Unfit, is_made, unfit};
pub use profile::Profile;
pub use rust::{Member, Packages, own_paths};
pub use tools::{Rust, Tools, settings_of};
pub use vet::Dependency;
pub use walk::{files, project_above, tree};

/// How many folders below a submission's own are looked into.
pub const DEPTH: usize = 2;

/// So many programs that are passed over are named.
const MOST_NAMED: usize = 3;

/// The name of the file in which a student names the programs.
pub const DECLARATION: &str = "grader.toml";

/// What a folder provides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its copy (absolute).
    pub folder: PathBuf,
    /// What the copy is known by.
    pub digest: String,
    /// What the copy lacks.
    pub left_out: Vec<LeftOut>,
    /// For every role of the exercise, where its program comes from.
    pub roles: BTreeMap<RoleName, Result<Source, Missing>>,
    /// The cargo packages that hold one of these programs, by workspace.
    pub packages: Vec<Packages>,
    /// The build commands of its `grader.toml`, each as words.
    pub commands: Vec<Vec<String>>,
    /// What cargo said of the packages that it refuses.
    pub refused: Vec<Diagnostic>,
    /// Places of manifests that cannot be built here.
    pub refusals: Vec<Refusal>,
}

/// Where a role's program comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A binary target of a cargo package.
    Rust {
        /// The package's manifest (relative to the submission).
        manifest: PathBuf,
        /// The target's name.
        target: String,
    },
    /// A Python file (relative to the folder).
    Python(PathBuf),
    /// A command of a `grader.toml`, as words; there is at least one.
    Command(Vec<String>),
}

impl Source {
    /// How its student knows it: by its name, behind the folder that it is in.
    pub fn label(&self) -> String {
        match self {
            Self::Rust { manifest, target } => {
                manifest.with_file_name(target).display().to_string()
            }
            Self::Python(file) => file.display().to_string(),
            Self::Command(words) => words.join(" "),
        }
    }
}

/// Why it cannot be said what a folder provides.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    /// It does not exist.
    #[error("no folder `{}`", folder.display())]
    NoSuchFolder {
        /// The folder, as it was named.
        folder: PathBuf,
    },
    /// It is something else.
    #[error("`{}` is not a folder", folder.display())]
    NotAFolder {
        /// The path, as it was named.
        folder: PathBuf,
    },
    /// Something in it cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing in it could play a role.
    #[error("nothing in `{}` could play a role of `{}`", _0.folder.display(), _0.exercise)]
    Nothing(Box<Nothing>),
    /// It holds several, and which of them is meant is not said.
    #[error("`{}` holds several submissions of `{exercise}`", folder.display())]
    Several {
        /// The folder, as it was named.
        folder: PathBuf,
        /// The exercise.
        exercise: String,
        /// Their folders, relative to it.
        found: Vec<String>,
    },
    /// Its `grader.toml` is wrong.
    #[error(transparent)]
    Declaration(Problems),
    /// Its packages cannot be looked at.
    #[error("`cargo` is not on the `PATH`, and `{}` needs it", manifest.display())]
    NoCargo {
        /// The manifest.
        manifest: PathBuf,
    },
    /// Cargo did not answer.
    #[error("cannot ask cargo about `{}`", manifest.display())]
    Cargo {
        /// The manifest.
        manifest: PathBuf,
        /// Why.
        source: MachineError,
    },
    /// The Rust toolchain cannot be found.
    #[error("cannot ask rustc where it is")]
    Toolchain {
        /// Why.
        source: QueryError,
    },
    /// Cargo answered something that is not understood.
    #[error("cannot understand what cargo says of `{}`", manifest.display())]
    Metadata {
        /// The manifest.
        manifest: PathBuf,
        /// What is wrong with it.
        source: cargo_metadata::Error,
    },
}

/// A folder without programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nothing {
    /// The folder, as it was named.
    pub folder: PathBuf,
    /// The exercise.
    pub exercise: String,
    /// Its roles.
    pub roles: Vec<String>,
    /// The words in programs' names that were looked for.
    pub names: Vec<String>,
    /// What is there instead.
    pub found: Vec<String>,
    /// What was there, and was left out.
    pub left_out: Vec<LeftOut>,
}

impl SubmissionError {
    /// Whether the host is to blame, and not what was asked for.
    pub fn is_of_the_host(&self) -> bool {
        match self {
            Self::NoCargo { .. }
            | Self::Cargo { .. }
            | Self::Toolchain { .. }
            | Self::Metadata { .. } => true,
            Self::NoSuchFolder { .. }
            | Self::NotAFolder { .. }
            | Self::Unreadable { .. }
            | Self::Nothing(_)
            | Self::Several { .. }
            | Self::Declaration(_) => false,
        }
    }

    /// Why the folder is none that can be graded, if it is to blame.
    pub fn refusal(&self) -> Option<Refused> {
        match self {
            Self::Nothing(nothing) if nothing.found.is_empty() && nothing.left_out.is_empty() => {
                Some(Refused::Empty)
            }
            Self::Nothing(nothing) => Some(Refused::NoProgram {
                roles: nothing.roles.clone(),
                names: nothing.names.clone(),
                depth: DEPTH,
                found: nothing.found.clone(),
                left_out: nothing.left_out.clone(),
            }),
            Self::Several { found, .. } => Some(Refused::Several {
                found: found.clone(),
            }),
            Self::Declaration(Problems { problems, .. }) => Some(Refused::Declaration {
                problems: problems.clone(),
            }),
            Self::NoSuchFolder { .. }
            | Self::NotAFolder { .. }
            | Self::Unreadable { .. }
            | Self::NoCargo { .. }
            | Self::Cargo { .. }
            | Self::Toolchain { .. }
            | Self::Metadata { .. } => None,
        }
    }
}

/// Finds what a submission provides for the roles of `exercise`.
///
/// # Errors
/// When it provides nothing, or several of everything, or the host cannot tell.
pub fn find(
    snapshot: &Snapshot,
    exercise: &Exercise,
    tools: &Tools<'_>,
) -> Result<Submission, SubmissionError> {
    let (named, folder) = (&snapshot.named, &snapshot.folder);
    if let Some(submission) = declared::find(snapshot, exercise)? {
        return Ok(submission);
    }
    let files = walk::files(folder, DEPTH)?;
    let cargo = rust::find(snapshot, &files, exercise.allowed.as_ref(), tools)?;
    let mut programs = cargo.programs;
    programs.extend(python::find(folder, &files, exercise)?);
    if programs.is_empty() && cargo.refused.is_empty() {
        return Err(SubmissionError::Nothing(Box::new(Nothing {
            folder: named.into(),
            exercise: exercise.id.clone(),
            roles: exercise.roles.keys().cloned().collect(),
            names: words(exercise),
            found: walk::top(folder)?,
            left_out: snapshot.left_out.clone(),
        })));
    }

    let (candidates, sources): (Vec<_>, Vec<_>) = programs.into_iter().unzip();
    let assigned = roles::assign(&exercise.roles, &candidates);
    let several = roles::several(&exercise.roles, &candidates, &assigned);
    if !several.is_empty() {
        return Err(SubmissionError::Several {
            folder: named.into(),
            exercise: exercise.id.clone(),
            found: several,
        });
    }
    let passed_over = roles::passed_over(&exercise.roles, &candidates, &assigned).into_iter();
    let passed_over: Vec<String> = passed_over
        .map(|index| candidates[index].label.clone())
        .collect();
    let roles: BTreeMap<_, _> = assigned
        .into_iter()
        .map(|(role, found)| {
            let source = found.map(|index| sources[index].clone());
            (role, source.map_err(|why| or_refused(why, &cargo.refused)))
        })
        .collect();
    let playing: Vec<&Source> = roles.values().flatten().collect();
    let mut left_out = snapshot.left_out.clone();
    if !passed_over.is_empty() {
        left_out.push(LeftOut {
            why: Unwanted::PassedOver,
            count: passed_over.len(),
            paths: passed_over.into_iter().take(MOST_NAMED).collect(),
        });
    }
    let packages = cargo.packages.into_iter();
    Ok(Submission {
        folder: folder.clone(),
        digest: snapshot.digest.clone(),
        left_out,
        packages: packages
            .filter_map(|packages| packages.holding(&playing))
            .collect(),
        commands: vec![],
        refused: cargo.said,
        refusals: cargo.refusals,
        roles,
    })
}

/// A role that is not found may be played by a package that is refused: then that did not build.
fn or_refused(why: Missing, refused: &[String]) -> Missing {
    match (why, refused) {
        (Missing::NotFound { .. }, [manifest, ..]) => Missing::DidNotBuild {
            label: manifest.clone(),
        },
        (why, _) => why,
    }
}

/// The folder without links, once it is known to be one.
fn open(named: &Path) -> Result<PathBuf, SubmissionError> {
    let folder = named.canonicalize().map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => SubmissionError::NoSuchFolder {
            folder: named.into(),
        },
        io::ErrorKind::NotADirectory => SubmissionError::NotAFolder {
            folder: named.into(),
        },
        _ => SubmissionError::Unreadable {
            path: named.into(),
            source,
        },
    })?;
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(SubmissionError::NotAFolder {
            folder: named.into(),
        })
    }
}

fn words(exercise: &Exercise) -> Vec<String> {
    let roles = exercise.roles.values();
    roles.flat_map(|role| role.names.clone()).collect()
}

/// `text`, or its beginning if it has more than `most` bytes.
pub fn shortened(mut text: String, most: usize) -> String {
    if text.len() > most {
        let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or(0));
        text.push('…');
    }
    text
}
