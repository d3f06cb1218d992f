//! A submission, built: its programs by role, and what was said while they were built.
//!
//! Everything is built once, the way its student would. What does not build is the student's failure and a value: it
//! takes only its own roles with it. An error is the host's: no cargo, no place to build in.

mod cargo;
mod command;
mod interpreter;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::event::Event;
use crate::machine::{self, Ended, MachineError, QueryError, Scratch, ToolCommand};
use crate::model::{Build, Diagnostic, Executable, Exit, Found, Missing, Program, Programs, Word};
use crate::submission::{Environment, Source, Submission};

use interpreter::Interpreter;

/// How many messages of a build are kept, errors first.
const DIAGNOSTICS: usize = 60;

/// Why nothing can be built on this host.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// There is no cargo.
    #[error("`cargo` is not on the `PATH`")]
    NoCargo,
    /// There is no folder to build in.
    #[error("cannot write the build of `{}` anywhere", folder.display())]
    NoTarget {
        /// The folder whose programs are to be built.
        folder: PathBuf,
        /// What the system said of the last place that was tried.
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
    /// The Python interpreter did not answer.
    #[error("cannot ask `python3` where it is")]
    Python(#[source] QueryError),
}

/// Builds what `submission` provides, within `limit` in all.
///
/// # Errors
/// When this host cannot build; that something does not build is no error.
pub fn build(
    submission: &Submission,
    scratch: &Scratch,
    environment: &Environment,
    limit: Duration,
    on_event: &dyn Fn(Event),
) -> Result<(Programs, Build), BuildError> {
    let command = shown(submission);
    if !command.is_empty() {
        on_event(Event::BuildStarted {
            command: command.clone(),
        });
    }
    let mut work = Work {
        scratch,
        deadline: Instant::now() + limit,
        succeeded: submission.refused.is_empty(),
        diagnostics: submission.refused.clone(),
        timed_out: false,
    };
    let mut artifacts = cargo::Artifacts::new();
    for packages in &submission.packages {
        cargo::build(packages, environment, &mut work, &mut artifacts, on_event)?;
    }
    for words in &submission.commands {
        command::build(words, submission, environment, &mut work)?;
    }

    let programs = Resolving {
        submission,
        environment,
        artifacts: &artifacts,
        commands_failed: !work.succeeded,
        python: OnceCell::new(),
    }
    .programs()?;
    let build = Build {
        command,
        succeeded: work.succeeded,
        diagnostics: errors_first(work.diagnostics),
        limit: work.timed_out.then(|| format!("{} s", limit.as_secs())),
    };
    if !build.command.is_empty() {
        on_event(Event::Built(build.clone()));
    }
    Ok((programs, build))
}

/// What a build has come to so far.
struct Work<'a> {
    scratch: &'a Scratch,
    deadline: Instant,
    succeeded: bool,
    diagnostics: Vec<Diagnostic>,
    timed_out: bool,
}

impl Work<'_> {
    /// Runs a command in what is left of the time; nothing is left once a command was ended at the limit.
    fn run(
        &mut self,
        command: &ToolCommand,
        on_line: &mut dyn FnMut(&str),
    ) -> Result<Output, BuildError> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let output = machine::tool(self.scratch, command, on_line, left).map_err(|source| {
            let command = command.program.display().to_string();
            BuildError::Tool { command, source }
        })?;
        let failed = match output.ended {
            Some(Ended::Exited(Exit::Code(0))) => None,
            Some(Ended::Exited(Exit::Code(code))) => Some(format!("it ended with status {code}")),
            Some(Ended::Exited(Exit::Signal(signal))) => Some(format!("signal {signal} ended it")),
            Some(Ended::CannotExecute(why)) => Some(format!("it cannot be executed: {why}")),
            None if output.flooded => Some("it printed too much, and was ended".into()),
            None => Some("it took too long, and was ended".into()),
        };
        self.succeeded &= failed.is_none();
        self.timed_out |= output.timed_out;
        Ok(Output {
            failed,
            stdout: output.stdout,
            stderr: output.stderr,
        })
    }

    fn error(&mut self, rendered: String) {
        self.diagnostics.push(Diagnostic {
            place: None,
            rendered,
            error: true,
        });
    }
}

/// What came of a command.
struct Output {
    /// Why it is no success, if it is none.
    failed: Option<String>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

/// The roles' programs, once what could be built is built.
struct Resolving<'a> {
    submission: &'a Submission,
    environment: &'a Environment,
    artifacts: &'a cargo::Artifacts,
    commands_failed: bool,
    python: OnceCell<Option<Interpreter>>,
}

impl Resolving<'_> {
    fn programs(&self) -> Result<Programs, BuildError> {
        let mut roles = BTreeMap::new();
        for (role, source) in &self.submission.roles {
            let found = match source {
                Ok(source) => self.program(source)?.map(|program| Found { program }),
                Err(missing) => Err(missing.clone()),
            };
            roles.insert(role.clone(), found);
        }
        Ok(Programs { roles })
    }

    fn program(&self, source: &Source) -> Result<Result<Program, Missing>, BuildError> {
        let label = source.label();
        Ok(match source {
            Source::Rust { manifest, target } => {
                match self.artifacts.get(&(manifest.clone(), target.clone())) {
                    Some(artifact) => Ok(Program {
                        executable: Executable::Host(artifact.clone()),
                        arguments: vec![],
                        folder: None,
                        visible: vec![],
                        label,
                    }),
                    None => Err(Missing::DidNotBuild { label }),
                }
            }
            Source::Python(file) => {
                let arguments = vec![Word::InFolder(file.clone())];
                self.python_program(label, arguments)?
            }
            Source::Command(_) if self.commands_failed => Err(Missing::DidNotBuild { label }),
            Source::Command(words) => {
                match command::resolve(words, self.submission, self.environment) {
                    command::Resolved::Program(program) => Ok(program),
                    command::Resolved::Python(arguments) => {
                        self.python_program(label, arguments)?
                    }
                    // A path leads to a file that its student handed in, or did not.
                    command::Resolved::Absent(path) if path.contains('/') => {
                        Err(Missing::NotFound {
                            looked_for: vec![path],
                            found: vec![],
                        })
                    }
                    command::Resolved::Absent(needs) => {
                        Err(Missing::NoInterpreter { label, needs })
                    }
                }
            }
        })
    }

    /// A program that the interpreter runs; its output comes as it is printed, not when a buffer is full.
    fn python_program(
        &self,
        label: String,
        mut arguments: Vec<Word>,
    ) -> Result<Result<Program, Missing>, BuildError> {
        let interpreter = match self.python.get() {
            Some(known) => known,
            None => {
                let asked = interpreter::python(self.environment).map_err(BuildError::Python)?;
                self.python.get_or_init(|| asked)
            }
        };
        let Some(interpreter) = interpreter else {
            let needs = "python3".into();
            return Ok(Err(Missing::NoInterpreter { label, needs }));
        };
        arguments.insert(0, Word::Text("-u".into()));
        Ok(Ok(Program {
            executable: Executable::Host(interpreter.executable.clone()),
            arguments,
            folder: Some(self.submission.folder.clone()),
            visible: interpreter.visible.clone(),
            label,
        }))
    }
}

/// The build as its student would type it.
fn shown(submission: &Submission) -> String {
    let cargo = submission
        .packages
        .iter()
        .map(|packages| cargo::shown(packages, submission));
    let commands = submission
        .commands
        .iter()
        .map(|words| command::shown(words));
    let mut parts: Vec<String> = cargo.chain(commands).collect();
    if parts.is_empty() && !submission.refused.is_empty() {
        parts.push("cargo build".into());
    }
    parts.join(" && ")
}

fn errors_first(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| !diagnostic.error);
    diagnostics.truncate(DIAGNOSTICS);
    diagnostics
}
