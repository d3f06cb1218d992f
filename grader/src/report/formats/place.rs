//! The line of the student's own source that a check or a build is about, where one is named.
//!
//! The names come from a compiler, from what a program printed, or from the notes of its build: whoever shows one first asks
//! whether it is a file of the submission.

use std::sync::LazyLock;

use regex::Regex;

use crate::explain::stuck_threads;
use crate::model::{Awaited, CheckReport, Fact, Mistake, Outcome, Place};

/// `panicked at src/main.rs:12:5`, as Rust's standard library prints it.
static PANIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"panicked at ([^\n:]{1,400}):(\d{1,7}):(\d{1,7})").expect("a pattern that is right")
});
/// `File "server.py", line 12`, as Python's traceback prints it, the innermost last.
static TRACEBACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"File "([^"\n]{1,400})", line (\d{1,7})"#).expect("a pattern that is right")
});

/// The place that a failed check's programs named, else where one of their threads was stuck.
pub(super) fn of(check: &CheckReport, locate: &dyn Fn(&str) -> Option<String>) -> Option<Place> {
    printed(check, locate).or_else(|| stuck(check, locate))
}

/// Where the thread was stuck that tells most of why: the first of those.
fn stuck(check: &CheckReport, locate: &dyn Fn(&str) -> Option<String>) -> Option<Place> {
    let is_of_the_first = check.mistake.is_some_and(Mistake::is_of_the_first_thread);
    let mut threads = stuck_threads(check);
    threads.sort_by_key(|thread| match thread.waits {
        _ if is_of_the_first && (thread.process, thread.thread) == (1, 1) => 0,
        Awaited::Nothing | Awaited::Lock { .. } => 0,
        Awaited::Message { .. } | Awaited::Reader { .. } | Awaited::Any { .. } => 1,
        Awaited::Channel | Awaited::Condition | Awaited::End { .. } | Awaited::Thread => 2,
        Awaited::Client | Awaited::Server | Awaited::Input | Awaited::Child => 3,
        Awaited::Signal | Awaited::Time | Awaited::Other => 4,
    });
    threads.into_iter().find_map(|thread| {
        let at = thread.at.as_ref()?;
        Some(Place {
            file: locate(&at.file)?,
            line: usize::try_from(at.line).ok()?,
            column: None,
        })
    })
}

/// The place of the first panic that a failed check's programs printed, which others may be of its making, else that of the
/// last call in a traceback.
fn printed(check: &CheckReport, locate: &dyn Fn(&str) -> Option<String>) -> Option<Place> {
    if !matches!(check.outcome, Outcome::Failed(_)) {
        return None;
    }
    let mut printed = Vec::new();
    for observation in &check.evidence.observations {
        if let Fact::Printed {
            error: true, bytes, ..
        } = &observation.what
        {
            printed.extend_from_slice(bytes);
        }
    }
    let printed = String::from_utf8_lossy(&printed);
    let panics = PANIC.captures_iter(&printed);
    let mut tracebacks: Vec<_> = TRACEBACK.captures_iter(&printed).collect();
    tracebacks.reverse();
    panics.chain(tracebacks).find_map(|one| {
        let number = |group| one.get(group)?.as_str().parse().ok();
        Some(Place {
            file: locate(&one[1])?,
            line: number(2)?,
            column: number(3),
        })
    })
}

/// A place that a compiler named, seen from the repository's top.
pub(super) fn located(place: &Place, locate: &dyn Fn(&str) -> Option<String>) -> Option<Place> {
    Some(Place {
        file: locate(&place.file)?,
        ..place.clone()
    })
}
