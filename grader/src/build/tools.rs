//! How a tool of the host is run that may execute a submission's code (build scripts, makefiles): by whom is for the
//! caller to say, so that nothing here starts a process.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// A command, run without an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolCommand {
    /// What is executed (absolute).
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// The folder that it runs in.
    pub dir: PathBuf,
    /// Variables of its environment that are set, or removed, on top of what it inherits.
    pub env: Vec<(OsString, Option<OsString>)>,
}

/// What came of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToolOutput {
    /// Whether it ended with status 0.
    pub success: bool,
    /// The end of what it wrote on its standard output.
    pub stdout: Vec<u8>,
    /// The end of what it wrote on its standard error.
    pub stderr: Vec<u8>,
    /// Whether it was ended at its limit.
    pub timed_out: bool,
}

/// Runs tools; everything that they start is gone when `run` returns.
pub trait Tools {
    /// Runs `command` for at most `limit`, and hands on each line of its standard output as it comes.
    fn run(
        &self,
        command: &ToolCommand,
        on_line: &mut dyn FnMut(&str),
        limit: Duration,
    ) -> Result<ToolOutput, Box<dyn std::error::Error + Send + Sync>>;
}
