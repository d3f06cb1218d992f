//! The commands that repeat a run, ready to be copied into a shell.

use super::quoted;
use crate::model::{
    Asked, CheckReport, CommandFailure, Doubt, IsolationKind, Outcome, Report, escape,
};

/// Asks the check `id` again, with the same draws.
pub fn check_again(report: &Report, id: &str) -> String {
    let only = format!(" --only {} --seed {}", quoted(id), quoted(&report.seed));
    let mut asked = report.asked.clone();
    // The same machines would leave it as unknown as it is.
    let mut checks = report.checks.iter();
    if checks.any(|check| check.id == id && wants_isolation(report, check)) {
        asked.isolation = None;
    }
    command(&report.exercise, &asked, &only)
}

/// Whether a check could not be judged for want of isolated machines, and others were asked for.
pub(super) fn wants_isolation(report: &Report, check: &CheckReport) -> bool {
    let is_other = |kind| kind != IsolationKind::Isolated;
    report.asked.isolation.is_some_and(is_other)
        && matches!(
            &check.outcome,
            Outcome::Inconclusive(Doubt::NeedsIsolation { .. } | Doubt::PortTaken { .. })
        )
}

/// Asks everything again, with new draws.
pub fn whole_again(report: &Report) -> String {
    command(&report.exercise, &report.asked, "")
}

/// What shows the errors of the build again, where a tool has run and may tell some. What is refused here may well build
/// at its student's.
pub fn build_again(report: &Report) -> Option<String> {
    let build = &report.build;
    let ran = match build.failed.as_ref().map(|failed| &failed.how) {
        None => build.diagnostics.iter().any(|one| one.error),
        Some(CommandFailure::Absent { .. } | CommandFailure::NoFile { .. }) => false,
        Some(
            CommandFailure::CannotExecute { .. }
            | CommandFailure::Exited { .. }
            | CommandFailure::Stopped,
        ) => true,
    };
    if !ran || !build.refusals.is_empty() || build.command.is_empty() {
        return None;
    }
    let folder = quoted(&report.asked.submission);
    let command = escape::harmless(&build.command);
    Some(match folder.as_str() {
        "." => command,
        _ => format!("cd {folder} && {command}"),
    })
}

/// Gives a hint on the check `id`.
pub fn hint_on(report: &Report, id: &str) -> String {
    let command = format!("grader hint {} {}", quoted(id), quoted(&report.exercise));
    match report.asked.submission.as_str() {
        "." => command,
        folder => format!("{command} {}", quoted(folder)),
    }
}

fn command(exercise: &str, asked: &Asked, options: &str) -> String {
    let mut command = format!("grader check {}", quoted(exercise));
    if asked.submission != "." {
        command += &format!(" {}", quoted(&asked.submission));
    }
    command += options;
    if let Some(folder) = &asked.exercises {
        command += &format!(" --exercises {}", quoted(folder));
    }
    match asked.isolation {
        Some(IsolationKind::Isolated) => command += " --isolation isolated",
        Some(IsolationKind::Landlock) => command += " --isolation landlock",
        Some(IsolationKind::Plain) => command += " --isolation plain",
        None => {}
    }
    if let Some(times) = asked.repeat {
        command += &format!(" --repeat {times}");
    }
    command
}
