//! The roles' programs, once what could be built is built.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use super::cargo::Artifacts;
use super::interpreter::{self, Interpreter};
use super::{BuildError, Work, command};
use crate::model::{CommandFailure, Executable, FailedCommand, Found, Missing, Program};
use crate::model::{Programs, Word};
use crate::submission::{Environment, Source, Submission};

/// What plays each role.
///
/// # Errors
/// When this host's interpreter cannot be asked.
pub fn programs(
    submission: &Submission,
    work: &Work<'_>,
    artifacts: &Artifacts,
) -> Result<Programs, BuildError> {
    let resolving = Resolving {
        submission,
        folder: &work.folder,
        environment: work.tools.environment,
        artifacts,
        made: work.succeeded,
        failed: work.failed.as_ref(),
        python: OnceCell::new(),
    };
    resolving.programs()
}

struct Resolving<'a> {
    submission: &'a Submission,
    /// The submission, with what build commands have made of it.
    folder: &'a Path,
    environment: &'a Environment,
    artifacts: &'a Artifacts,
    /// Whether build commands have made what they should.
    made: bool,
    failed: Option<&'a FailedCommand>,
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
            Source::Command(_) if !self.made => Err(self.not_made(label)),
            Source::Command(words) => {
                match command::resolve(words, self.folder, self.environment) {
                    command::Resolved::Program(program) => Ok(program),
                    command::Resolved::Python(arguments) => {
                        self.python_program(label, arguments)?
                    }
                    // A path leads to a file that its student handed in, or did not.
                    command::Resolved::Absent(path) if path.contains('/') => {
                        Err(Missing::NoFile { label, path })
                    }
                    command::Resolved::Absent(needs) => {
                        Err(Missing::NoInterpreter { label, needs })
                    }
                }
            }
        })
    }

    /// Why a program was not made: what this host lacks is not the student's fault.
    fn not_made(&self, label: String) -> Missing {
        let how = self.failed.map(|failed| &failed.how);
        if let Some(CommandFailure::Absent { program }) = how {
            let needs = program.clone();
            return Missing::NoInterpreter { label, needs };
        }
        Missing::NotMade { label }
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
            folder: Some(self.folder.to_owned()),
            visible: interpreter.visible.clone(),
            label,
        }))
    }
}
