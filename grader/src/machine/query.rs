//! Short questions to the host's own tools (`cargo metadata`, `python3 -c`): started, waited for with a limit, and
//! ended when it passes.
//!
//! Only for tools of the host that run nothing of a submission; whatever executes a student's code goes through a
//! machine.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::process::{Command, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt;

use super::starts::Start;

/// The most that is read of either output.
const OUTPUT: u64 = 16 << 20;

/// What a tool answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it ended with status 0.
    pub success: bool,
    /// What it wrote on its standard output, as far as it is text.
    pub stdout: String,
    /// What it wrote on its standard error, as far as it is text.
    pub stderr: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It could not be started, or its output not be read.
    #[error("could not run `{tool}`")]
    Io {
        /// The tool.
        tool: String,
        /// What the system said.
        source: io::Error,
    },
    /// It was ended at its limit.
    #[error("`{tool}` did not answer within {} s", limit.as_secs())]
    TimedOut {
        /// The tool.
        tool: String,
        /// The limit.
        limit: Duration,
    },
}

/// Runs `command` without an input, and returns what it printed once it has ended.
pub fn query(command: &mut Command, limit: Duration) -> Result<Answer, QueryError> {
    let tool = command.get_program().to_string_lossy().into_owned();
    match ask(command, limit) {
        Ok(Some(answer)) => Ok(answer),
        Ok(None) => Err(QueryError::TimedOut { tool, limit }),
        Err(source) => Err(QueryError::Io { tool, source }),
    }
}

fn ask(command: &mut Command, limit: Duration) -> io::Result<Option<Answer>> {
    // Files without a name, not pipes: nobody has to read while the tool runs, and nothing that it leaves behind
    // can keep the end of its output from coming.
    let (stdout, stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone()?)
        .stderr(stderr.try_clone()?);
    let _start = Start::begin();
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the door of `machine` for short tools of the host"
    )]
    let mut child = command.spawn()?;
    let Some(status) = child.wait_timeout(limit)? else {
        child.kill()?;
        child.wait()?;
        return Ok(None);
    };
    Ok(Some(Answer {
        success: status.success(),
        stdout: text(stdout)?,
        stderr: text(stderr)?,
    }))
}

fn text(mut file: File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(OUTPUT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{Answer, QueryError, query};

    fn sh(script: &str, limit: Duration) -> Result<Answer, QueryError> {
        query(Command::new("sh").args(["-c", script]), limit)
    }

    #[test]
    fn both_outputs_and_the_status_come_back() {
        let answer = sh("echo yes; echo no >&2; exit 3", Duration::from_secs(20)).unwrap();
        assert_eq!(
            answer,
            Answer {
                success: false,
                stdout: "yes\n".into(),
                stderr: "no\n".into()
            }
        );
    }

    #[test]
    fn a_tool_that_hangs_is_ended() {
        let error = sh("exec sleep 600", Duration::from_millis(50)).unwrap_err();
        assert!(matches!(error, QueryError::TimedOut { .. }), "{error:?}");
    }

    #[test]
    fn a_tool_that_is_not_there_is_an_error() {
        let error = query(
            &mut Command::new("/nonexistent/tool"),
            Duration::from_secs(20),
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "could not run `/nonexistent/tool`"
        );
    }
}
