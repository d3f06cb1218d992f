//! A submission, built: its programs by role, and what was said while they were built.
//!
//! Everything is built once, on machines of its own where the host makes isolated ones. What does not build is the
//! student's failure and a value: it takes only its own roles with it. An error is the host's: no cargo, no place to build
//! in. Nothing that a submission's build has written is ever read by another build.

mod cargo;
mod command;
mod interpreter;
mod resolve;
mod store;
mod wanted;

use std::fs::{File, Permissions};
use std::io::{self, Seek};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::event::Event;
use crate::machine::{Excess, MachineError, QueryError, ToolCommand, ToolEnd};
use crate::model::{
    Allowed, Build, BuildLimit, CommandFailure, Diagnostic, Exit, FailedCommand, Programs,
};
use crate::submission::{Answer, Submission, Tools, open_built, take_out};

pub use store::{DONE as LAYER_FILE, Prefetched, prefetch};

/// How many messages of a build are kept, errors first.
const DIAGNOSTICS: usize = 60;

/// How many programs are taken from a build.
const PROGRAMS: usize = 64;

/// Why nothing can be built on this host.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// There is no cargo.
    #[error("`cargo` is not on the `PATH`")]
    NoCargo,
    /// There is no folder for what is built beforehand.
    #[error("there is no cache folder")]
    NoCache,
    /// Crates that the exercise allows were not fetched.
    #[error("the crates {} are not on this host", names.join(", "))]
    Unfetched {
        /// Their names.
        names: Vec<String>,
    },
    /// Something cannot be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A tool could not be run.
    #[error("cannot run `{command}`")]
    Tool {
        /// The command.
        command: String,
        /// Why.
        source: MachineError,
    },
    /// The Rust toolchain cannot be found, or does not answer.
    #[error("cannot ask the Rust toolchain")]
    Toolchain(#[source] QueryError),
    /// The Python interpreter did not answer.
    #[error("cannot ask `python3` where it is")]
    Python(#[source] QueryError),
}

impl BuildError {
    /// For `map_err`: a file or folder of ours cannot be written.
    fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }

    /// For `map_err`: a tool could not be run.
    fn tool(command: &str) -> impl FnOnce(MachineError) -> Self {
        let command = command.to_owned();
        move |source| Self::Tool { command, source }
    }
}

/// Builds what `submission` provides, within `limit` in all; `allowed` are the crates of its exercise.
///
/// # Errors
/// When this host cannot build; that something does not build is no error.
pub fn build(
    submission: &Submission,
    tools: &Tools<'_>,
    allowed: Option<&Allowed>,
    limit: Duration,
    on_event: &dyn Fn(Event),
) -> Result<(Programs, Build), BuildError> {
    let command = shown(submission);
    if !command.is_empty() {
        on_event(Event::BuildStarted {
            command: command.clone(),
        });
    }
    let refused = submission.refused.len() + submission.refusals.len();
    let mut work = Work {
        tools,
        allowed,
        on_event,
        folder: submission.folder.clone(),
        digest: &submission.digest,
        deadline: Instant::now() + limit,
        limit,
        succeeded: refused == 0,
        diagnostics: submission.refused.clone(),
        failed: None,
        excess: None,
    };
    if !submission.packages.is_empty() || !submission.commands.is_empty() {
        let handed = tools.host.hand_over(&submission.folder);
        handed.map_err(BuildError::tool("cargo"))?;
    }
    let mut artifacts = cargo::Artifacts::new();
    for packages in &submission.packages {
        cargo::build(packages, &mut work, &mut artifacts, on_event)?;
    }
    for words in &submission.commands {
        command::build(words, &mut work)?;
    }

    let programs = resolve::programs(submission, &work, &artifacts)?;
    let build = Build {
        command,
        succeeded: work.succeeded,
        refusals: submission.refusals.clone(),
        diagnostics: errors_first(work.diagnostics),
        failed: work.failed,
        limit: work.excess,
    };
    if !build.command.is_empty() {
        on_event(Event::Built(build.clone()));
    }
    Ok((programs, build))
}

/// What a build has come to so far.
struct Work<'a> {
    tools: &'a Tools<'a>,
    allowed: Option<&'a Allowed>,
    on_event: &'a dyn Fn(Event),
    /// The submission as it is now: build commands make a new copy of it.
    folder: PathBuf,
    /// What it was known by as it was handed in.
    digest: &'a str,
    deadline: Instant,
    limit: Duration,
    succeeded: bool,
    diagnostics: Vec<Diagnostic>,
    failed: Option<FailedCommand>,
    excess: Option<BuildLimit>,
}

impl Work<'_> {
    /// Runs a command in what is left of the time; nothing is left once a command was ended at the limit.
    fn run(
        &mut self,
        command: &ToolCommand,
        on_line: &mut dyn FnMut(&str),
    ) -> Result<Output, BuildError> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let output = self.tools.host.tool(command, on_line, left);
        let name = command.program.display().to_string();
        let output = output.map_err(BuildError::tool(&name))?;
        let mut excess = None;
        let failed = match output.ended {
            ToolEnd::Exited(Exit::Code(0)) => None,
            ToolEnd::Exited(exit) => Some(CommandFailure::Exited { exit }),
            ToolEnd::CannotExecute(why) => Some(CommandFailure::CannotExecute { why }),
            ToolEnd::Exceeded(what) => {
                excess = Some(match what {
                    Excess::Time(_) => BuildLimit::Time(self.limit.as_secs()),
                    Excess::Memory(bytes) => BuildLimit::Memory(bytes),
                    Excess::Output(bytes) => BuildLimit::Output(bytes),
                });
                Some(CommandFailure::Stopped)
            }
        };
        if failed.is_some() {
            let crowded = output.crowded.map(BuildLimit::Processes);
            self.excess = self.excess.or(excess).or(crowded);
        }
        self.succeeded &= failed.is_none();
        Ok(Output {
            failed,
            stdout: output.stdout,
            stderr: output.stderr,
            kept: output.kept,
        })
    }

    /// A new folder to build into, where it is not a machine's own.
    fn place(&self) -> Result<PathBuf, BuildError> {
        if self.tools.are_isolated() {
            return Ok(PathBuf::new());
        }
        self.fresh("target-")
    }

    /// A new folder of the run's: it may build several submissions.
    fn fresh(&self, prefix: &str) -> Result<PathBuf, BuildError> {
        let scratch = self.tools.scratch.path();
        let made = tempfile::Builder::new()
            .prefix(prefix)
            .permissions(Permissions::from_mode(0o755))
            .tempdir_in(scratch);
        Ok(made.map_err(BuildError::write(scratch))?.keep())
    }

    /// Takes a program from where it was built; none if there is no such file.
    fn program(&self, built: &Built, file: &Path) -> Result<Option<PathBuf>, BuildError> {
        let Some(mut from) = built.open(file) else {
            return Ok(None);
        };
        let place = self.fresh("program-")?;
        let place = place.join(file.file_name().unwrap_or_default());
        let mut write = || {
            let mut options = File::options();
            let mut to = options
                .write(true)
                .create_new(true)
                .mode(0o755)
                .open(&place)?;
            io::copy(&mut from, &mut to)
        };
        write().map_err(BuildError::write(&place))?;
        Ok(Some(place))
    }

    /// What a build command has made is the submission from now on.
    fn go_on_with(&mut self, built: &OwnedFd) -> Result<(), BuildError> {
        if self.tools.are_isolated() {
            let place = self.fresh("built-")?.join("copy");
            take_out(built, &place).map_err(BuildError::write(&place))?;
            let handed = self.tools.host.hand_over(&place);
            handed.map_err(BuildError::tool("make"))?;
            self.folder = place;
        }
        Ok(())
    }

    /// Keeps how a command failed: the first that did, since what follows may come of it.
    fn fails(&mut self, command: String, how: CommandFailure) {
        self.succeeded = false;
        self.failed.get_or_insert(FailedCommand { command, how });
    }
}

/// Where programs were built.
enum Built {
    /// In this folder.
    Now(OwnedFd),
    /// When the same was built before.
    Before(Answer),
}

impl Built {
    fn open(&self, file: &Path) -> Option<File> {
        match self {
            Self::Now(folder) => open_built(folder, file).ok(),
            Self::Before(answer) => {
                let (_, found) = answer.files.iter().find(|(path, _)| path == file)?;
                let mut file = found.try_clone().ok()?;
                file.rewind().ok()?;
                Some(file)
            }
        }
    }
}

/// What came of a command.
struct Output {
    /// Why it is no success, if it is none.
    failed: Option<CommandFailure>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// The folder that was to be kept.
    kept: Option<OwnedFd>,
}

/// The build as its student would type it.
fn shown(submission: &Submission) -> String {
    let cargo = submission.packages.iter().map(cargo::shown);
    let commands = submission
        .commands
        .iter()
        .map(|words| command::shown(words));
    let mut parts: Vec<String> = cargo.chain(commands).collect();
    let refused = submission.refused.len() + submission.refusals.len();
    if parts.is_empty() && refused > 0 {
        parts.push("cargo build".into());
    }
    parts.join(" && ")
}

fn errors_first(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| !diagnostic.error);
    diagnostics.truncate(DIAGNOSTICS);
    diagnostics
}
