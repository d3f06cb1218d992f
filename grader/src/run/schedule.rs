//! Plays checks side by side, each once those that it needs have passed.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Setting, play};
use crate::event::{Event, Listener};
use crate::judge;
use crate::model::{
    Actor, By, Check, CheckId, Doubt, Fact, Observation, Outcome, Tally, Trace, Until,
};
use crate::pace::Permits;

/// What came of a check.
#[derive(Debug)]
pub struct Played {
    /// What came out.
    pub outcome: Outcome,
    /// What was seen.
    pub trace: Trace,
    /// What came of each time, where it was played more than once.
    pub tally: Option<Tally>,
    /// How long it took.
    pub took: Duration,
}

/// How many of the checks are played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of them, side by side.
    All,
    /// One after the other, up to the first that is not passed.
    ToFirstFailure,
}

/// The checks that are waiting, and what came of the others; `None` while one is being played.
type Board<'c> = (Vec<&'c Check>, BTreeMap<CheckId, Option<Played>>);

/// Plays `checks` in at most `jobs` threads, and only so many at a time as `permits` allow where several gradings share
/// them. A check whose prerequisite is among them and was not passed is skipped.
pub fn schedule(
    setting: &Setting<'_>,
    checks: &[&Check],
    extent: Extent,
    jobs: usize,
    permits: Option<&Permits>,
    listener: &Listener,
) -> BTreeMap<CheckId, Played> {
    let board: Mutex<Board<'_>> = Mutex::new((checks.to_vec(), BTreeMap::new()));
    let changed = Condvar::new();
    let jobs = match extent {
        Extent::All => jobs.clamp(1, checks.len().max(1)),
        Extent::ToFirstFailure => 1,
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| work(setting, checks, extent, &board, &changed, permits, listener));
        }
    });
    let (_, played) = board.into_inner().unwrap_or_else(PoisonError::into_inner);
    played
        .into_iter()
        .filter_map(|(id, played)| Some((id, played?)))
        .collect()
}

fn work(
    setting: &Setting<'_>,
    checks: &[&Check],
    extent: Extent,
    board: &Mutex<Board<'_>>,
    changed: &Condvar,
    permits: Option<&Permits>,
    listener: &Listener,
) {
    let lock = || board.lock().unwrap_or_else(PoisonError::into_inner);
    let mut guard = lock();
    loop {
        let Some((check, missing)) = next(&mut guard, checks) else {
            if guard.0.is_empty() {
                return;
            }
            guard = changed.wait(guard).unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        guard.1.insert(check.id.clone(), None);
        drop(guard);
        let played = match missing {
            Some(outcome) => Played {
                outcome,
                trace: Trace::default(),
                tally: None,
                took: Duration::ZERO,
            },
            None => {
                let _permit = permits.map(Permits::take);
                listener(Event::CheckStarted {
                    check: check.id.clone(),
                });
                play_often(setting, check)
            }
        };
        listener(Event::CheckEnded {
            check: check.id.clone(),
            outcome: played.outcome.clone(),
        });
        guard = lock();
        if extent == Extent::ToFirstFailure && played.outcome != Outcome::Passed {
            guard.0.clear();
        }
        guard.1.insert(check.id.clone(), Some(played));
        changed.notify_all();
    }
}

/// The next check that can be played, with the outcome that it has already if one that it needs was not passed.
fn next<'c>(
    guard: &mut MutexGuard<'_, Board<'c>>,
    asked: &[&Check],
) -> Option<(&'c Check, Option<Outcome>)> {
    let (waiting, played) = &mut **guard;
    let is_asked = |id: &&String| asked.iter().any(|check| check.id == **id);
    let decided = |id: &String| matches!(played.get(id), Some(Some(_)));
    let at = waiting
        .iter()
        .position(|check| check.needs.iter().filter(is_asked).all(decided))?;
    let check = waiting.remove(at);
    let missing = judge::missing(check, &|id| Some(&played.get(id)?.as_ref()?.outcome));
    Some((check, missing))
}

/// Plays a check as often as was asked; the first failure counts, or else the first time that nobody could tell.
fn play_often(setting: &Setting<'_>, check: &Check) -> Played {
    let begun = Instant::now();
    let of = setting.repeat.max(1);
    let mut tally = Tally {
        of,
        failed: 0,
        inconclusive: 0,
    };
    let mut counted = (Outcome::Passed, Trace::default());
    for repetition in 0..of {
        let played = play_safely(setting, check, repetition);
        match &played.0 {
            Outcome::Passed | Outcome::Skipped { .. } => {}
            Outcome::Failed(_) => tally.failed += 1,
            Outcome::Inconclusive(_) => tally.inconclusive += 1,
        }
        let counts = match &counted.0 {
            Outcome::Passed => true,
            Outcome::Inconclusive(_) => matches!(played.0, Outcome::Failed(_)),
            Outcome::Failed(_) | Outcome::Skipped { .. } => false,
        };
        if counts {
            counted = played;
        }
    }
    let (outcome, trace) = counted;
    Played {
        outcome,
        trace,
        tally: (of > 1).then_some(tally),
        took: begun.elapsed(),
    }
}

/// A host that fails once is asked again; a bug of ours costs the check its verdict, not the run its end.
fn play_safely(setting: &Setting<'_>, check: &Check, repetition: u16) -> (Outcome, Trace) {
    let attempt = || {
        catch_unwind(AssertUnwindSafe(|| play(setting, check, repetition))).unwrap_or_else(
            |panic| {
                let why = panic
                    .downcast_ref::<String>()
                    .cloned()
                    .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                    .unwrap_or_else(|| "no message".into());
                (
                    Outcome::Inconclusive(Doubt::GraderFailed { why }),
                    Trace::default(),
                )
            },
        )
    };
    let mut played = attempt();
    if matches!(
        played.0,
        Outcome::Inconclusive(Doubt::HostFailed { .. } | Doubt::ReferenceFailed { .. })
    ) {
        played = attempt();
    }
    if missed_its_time(&played)
        && let Some(doubt) = reference_in_doubt(setting, check)
    {
        played.0 = Outcome::Inconclusive(doubt);
    }
    played
}

/// Whether a check failed because the time for a step was over.
fn missed_its_time((outcome, trace): &(Outcome, Trace)) -> bool {
    let is_late = |seen: &Observation| {
        matches!(
            seen.what,
            Fact::Waited {
                until: Until::Deadline,
                ..
            }
        )
    };
    matches!(outcome, Outcome::Failed(_)) && trace.observations.iter().any(is_late)
}

/// A time limit is fair only where the model solution keeps it, on this host and now.
fn reference_in_doubt(setting: &Setting<'_>, check: &Check) -> Option<Doubt> {
    let played = |actor: &Actor| match actor.by {
        By::Submission | By::SubmissionOrReference => setting.reference.contains_key(&actor.role),
        By::Reference | By::Script => true,
    };
    if !check.cast.values().all(played) {
        return None;
    }
    let ours = setting.reference.iter();
    let setting = Setting {
        submission: ours
            .map(|(role, performer)| (role.clone(), Ok(performer.clone())))
            .collect(),
        reference: setting.reference.clone(),
        ..*setting
    };
    match catch_unwind(AssertUnwindSafe(|| play(&setting, check, 0)))
        .ok()?
        .0
    {
        Outcome::Inconclusive(doubt) => Some(doubt),
        Outcome::Failed(failure) => Some(Doubt::ReferenceFailed {
            failure: Box::new(failure),
        }),
        Outcome::Passed | Outcome::Skipped { .. } => None,
    }
}
