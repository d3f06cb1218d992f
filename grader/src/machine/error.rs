//! What can go wrong with a machine. None of it is ever a student's fault.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use crate::model::{IsolationKind, Remedy};

/// Why a machine could not be had or used.
#[derive(Debug, thiserror::Error)]
pub enum MachineError {
    /// The scratch folder could not be made.
    #[error("cannot make the scratch folder `{path}`; set `TMPDIR` to a folder that you may write")]
    Scratch {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody else's folder stands where ours should.
    #[error("`{path}` does not belong to you alone; remove it, or set `TMPDIR` to another folder")]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// This host gives no machines of the kind that was asked for.
    #[error("this host refuses such machines: {failed}")]
    Refused {
        /// The kind.
        kind: IsolationKind,
        /// The stage.
        failed: Failed,
        /// What to do.
        remedy: Remedy,
    },
    /// A stage of making a machine or of launching a program failed.
    #[error("the machine failed: {0}; if this goes on, run with `--isolation plain`")]
    Stage(Failed),
    /// A call of the grader's own about a machine failed.
    #[error("cannot {what}; close other programs and try again")]
    Host {
        /// What was tried.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// Only root can read what the program runs with, and on a plain machine that is not lent to another user.
    #[error(
        "`{label}` runs with an interpreter that only root can read; install one for everybody, or run as another user"
    )]
    OutOfReach {
        /// The program.
        label: String,
    },
    /// The supervisor ended, or did not answer.
    #[error("the machine's supervisor did not answer; run the check again")]
    Gone,
    /// A program of the machine could not be looked at.
    #[error(
        "cannot look at a program in `{path}`; the host must let you see your own processes in `/proc`"
    )]
    Look {
        /// The file of `/proc`.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl MachineError {
    /// For `map_err`: a call of the grader's own failed.
    pub(super) fn host<E: Into<io::Error>>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Host {
            what,
            source: source.into(),
        }
    }
}

/// The stage that failed, and what the system said: `mount proc: Operation not permitted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// What was being done.
    pub stage: String,
    /// The system's error number.
    pub errno: i32,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.stage, said(self.errno))
    }
}

impl std::error::Error for Failed {}

/// The system's words for an error number.
pub(super) fn said(errno: i32) -> String {
    let text = io::Error::from_raw_os_error(errno).to_string();
    match text.rfind(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// Names the stage that a system call belongs to.
pub(super) trait Stage<T> {
    fn stage(self, stage: &str) -> Result<T, Failed>;
}

impl<T> Stage<T> for rustix::io::Result<T> {
    fn stage(self, stage: &str) -> Result<T, Failed> {
        self.map_err(|errno| Failed {
            stage: stage.to_owned(),
            errno: errno.raw_os_error(),
        })
    }
}

impl<T> Stage<T> for io::Result<T> {
    fn stage(self, stage: &str) -> Result<T, Failed> {
        self.map_err(|error| Failed {
            stage: stage.to_owned(),
            errno: error.raw_os_error().unwrap_or(Errno::INVAL.raw_os_error()),
        })
    }
}
