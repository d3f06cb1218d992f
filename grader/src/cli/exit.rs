//! The exit statuses, all of them.

use std::process::ExitCode;

use crate::model::{Group, Outcome, Report};

/// How a command ended, for whoever called it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitStatus {
    /// Every point that is not bonus was earned, or the mark that was asked for reached; any other command: done.
    Earned = 0,
    /// Some points were not earned.
    Lost = 1,
    /// Wrong usage, or a wrong exercise file: nothing was graded.
    Usage = 2,
    /// The grader could not tell: a check was inconclusive, or the grader itself failed.
    Unknown = 3,
    /// Interrupted: Ctrl-C, SIGTERM or SIGHUP.
    Interrupted = 130,
}

impl ExitStatus {
    /// The status of a grading. With `min_mark` (in hundredths), reaching it is enough.
    pub fn of(report: &Report, min_mark: Option<u32>) -> Self {
        let counted = || {
            report
                .checks
                .iter()
                .filter(|check| check.group != Group::Bonus)
        };
        let earned = match min_mark {
            Some(least) => report.mark.hundredths >= least,
            None => counted().all(|check| check.outcome == Outcome::Passed),
        };
        if earned {
            Self::Earned
        } else if counted().any(|check| matches!(check.outcome, Outcome::Inconclusive(_))) {
            Self::Unknown
        } else {
            Self::Lost
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}
