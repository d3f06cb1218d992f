//! Plays checks side by side, each once those that it needs have passed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Setting, play};
use crate::event::{Event, Listener};
use crate::guard::guarded;
use crate::judge;
use crate::model::{
    Actor, By, Check, CheckId, CheckReport, Doubt, Fact, Observation, Outcome, Tally, Trace, Until,
};
use crate::pace::{Halt, Permits};

/// What is played, and how.
pub struct Round<'a> {
    /// The checks.
    pub checks: &'a [&'a Check],
    /// Those of them that are played before the others, as far as others need not be played before them.
    pub first: &'a [CheckId],
    /// How many of them are played.
    pub extent: Extent,
    /// At most so many threads play them.
    pub jobs: usize,
    /// Only so many are played at a time, where several gradings share these.
    pub permits: Option<&'a Permits>,
}

/// What came of a check.
struct Played {
    outcome: Outcome,
    trace: Trace,
    /// What came of each time, where it was played more than once.
    tally: Option<Tally>,
    took: Duration,
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
type Board<'c> = (Vec<&'c Check>, BTreeMap<CheckId, Option<CheckReport>>);

/// Says what came of a check: of one whose outcome is known already, that, else what comes of playing it.
type Ask<'a> = dyn Fn(&Check, Option<Outcome>) -> CheckReport + Sync + 'a;

/// Plays the checks of `round`. A check whose prerequisite is among them and was not passed is skipped.
pub fn schedule(
    setting: &Setting<'_>,
    round: &Round<'_>,
    listener: &Listener,
) -> BTreeMap<CheckId, CheckReport> {
    let ask = |check: &Check, known: Option<Outcome>| {
        let played = match known {
            Some(outcome) => Played {
                outcome,
                trace: Trace::default(),
                tally: None,
                took: Duration::ZERO,
            },
            None => {
                let _permit = round.permits.map(Permits::take);
                listener(Event::CheckStarted {
                    check: check.id.clone(),
                });
                play_often(setting, check)
            }
        };
        report(setting, check, played)
    };
    side_by_side(round, setting.halt, &ask, listener)
}

fn side_by_side(
    round: &Round<'_>,
    halt: &Halt,
    ask: &Ask<'_>,
    listener: &Listener,
) -> BTreeMap<CheckId, CheckReport> {
    let waiting = ordered(round.checks, round.first);
    let board: Mutex<Board<'_>> = Mutex::new((waiting, BTreeMap::new()));
    let changed = Condvar::new();
    let jobs = match round.extent {
        Extent::All => round.jobs.clamp(1, round.checks.len().max(1)),
        Extent::ToFirstFailure => 1,
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| work(round, halt, ask, &board, &changed, listener));
        }
    });
    let (_, played) = board.into_inner().unwrap_or_else(PoisonError::into_inner);
    played
        .into_iter()
        .filter_map(|(id, played)| Some((id, played?)))
        .collect()
}

/// `checks`, with `first` and all that these need ahead of the others.
fn ordered<'c>(checks: &[&'c Check], first: &[CheckId]) -> Vec<&'c Check> {
    let mut ahead: BTreeSet<&CheckId> = first.iter().collect();
    // What a check needs stands before it.
    for check in checks.iter().rev() {
        if ahead.contains(&check.id) {
            ahead.extend(&check.needs);
        }
    }
    let mut ordered = checks.to_vec();
    ordered.sort_by_key(|check| !ahead.contains(&check.id));
    ordered
}

fn work(
    round: &Round<'_>,
    halt: &Halt,
    ask: &Ask<'_>,
    board: &Mutex<Board<'_>>,
    changed: &Condvar,
    listener: &Listener,
) {
    let lock = || board.lock().unwrap_or_else(PoisonError::into_inner);
    let mut guard = lock();
    loop {
        if halt.is_called() {
            guard.0.clear();
        }
        let Some((check, missing)) = next(&mut guard, round.checks) else {
            if guard.0.is_empty() {
                return;
            }
            guard = changed.wait(guard).unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        guard.1.insert(check.id.clone(), None);
        drop(guard);
        // Others may wait for this check: whatever breaks, something comes of it.
        let report = guarded(|| ask(check, missing)).unwrap_or_else(|why| {
            let doubt = Doubt::GraderFailed { why };
            ask(check, Some(Outcome::Inconclusive(doubt)))
        });
        // What was ended before its time says nothing.
        if halt.is_called() {
            guard = lock();
            guard.1.remove(&check.id);
            changed.notify_all();
            continue;
        }
        let _ = guarded(|| listener(Event::CheckEnded(Box::new(report.clone()))));
        guard = lock();
        if round.extent == Extent::ToFirstFailure && report.outcome != Outcome::Passed {
            guard.0.clear();
        }
        guard.1.insert(check.id.clone(), Some(report));
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

fn report(setting: &Setting<'_>, check: &Check, played: Played) -> CheckReport {
    let cast = setting.parts(check);
    let (exercise, reference) = (setting.exercise, setting.reference_digest);
    CheckReport {
        id: check.id.clone(),
        title: check.title.clone(),
        group: check.group,
        of: check.points,
        points: check.earned(&played.outcome),
        hidden: check.hidden,
        question: Some(judge::question(exercise, check, &cast, reference)),
        cast,
        mistake: setting.mistake(check, &played.outcome, &played.trace),
        hint: check.hint(&played.outcome).cloned(),
        outcome: played.outcome,
        evidence: played.trace,
        tally: played.tally,
        milliseconds: u64::try_from(played.took.as_millis()).unwrap_or(u64::MAX),
    }
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
        guarded(|| play(setting, check, repetition)).unwrap_or_else(|why| {
            let doubt = Doubt::GraderFailed { why };
            (Outcome::Inconclusive(doubt), Trace::default())
        })
    };
    let mut played = attempt();
    if setting.halt.is_called() {
        return played;
    }
    if matches!(
        played.0,
        Outcome::Inconclusive(Doubt::HostFailed { .. } | Doubt::ReferenceFailed { .. })
    ) {
        played = attempt();
    }
    if missed_its_time(&played)
        && let Some(doubt) = reference_in_doubt(setting, check, repetition)
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
fn reference_in_doubt(setting: &Setting<'_>, check: &Check, repetition: u16) -> Option<Doubt> {
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
    let outcome = match guarded(|| play(&setting, check, repetition)) {
        Ok((outcome, _)) => outcome,
        Err(why) => return Some(Doubt::GraderFailed { why }),
    };
    match outcome {
        Outcome::Inconclusive(doubt) => Some(doubt),
        Outcome::Failed(failure) => Some(Doubt::ReferenceFailed {
            failure: Box::new(failure),
        }),
        Outcome::Passed | Outcome::Skipped { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Extent, Round, ordered, side_by_side};
    use crate::event::{Event, Listener};
    use crate::explain::sample::{self, text};
    use crate::model::{Check, CheckId, Group, Outcome, Trace};
    use crate::pace::Halt;

    fn check(id: &str, needs: &[&str]) -> Check {
        Check {
            id: id.to_owned(),
            title: text("", ""),
            hint: None,
            wrong: vec![],
            group: Group::Basic,
            points: 1,
            needs: needs.iter().map(|id| (*id).to_owned()).collect(),
            draws: Default::default(),
            cast: Default::default(),
            steps: vec![],
            isolated_only: false,
            hidden: false,
            rounds: 1,
        }
    }

    #[test]
    fn what_is_wanted_first_comes_with_all_that_it_needs() {
        let all = [
            check("a", &[]),
            check("b", &[]),
            check("c", &["b"]),
            check("d", &["a"]),
            check("e", &["c"]),
        ];
        let order = |first: &[&str]| {
            let first: Vec<CheckId> = first.iter().map(|id| (*id).to_owned()).collect();
            let checks: Vec<&Check> = all.iter().collect();
            let ordered = ordered(&checks, &first);
            ordered
                .iter()
                .map(|check| check.id.as_str())
                .collect::<String>()
        };
        assert_eq!(order(&[]), "abcde");
        assert_eq!(order(&["e"]), "bcead");
        assert_eq!(order(&["d", "b"]), "abdce");
    }

    #[test]
    fn a_check_that_breaks_the_grader_keeps_no_other_waiting() {
        let all = [check("a", &[]), check("b", &["a"]), check("c", &[])];
        let checks: Vec<&Check> = all.iter().collect();
        let round = Round {
            checks: &checks,
            first: &[],
            extent: Extent::All,
            jobs: 2,
            permits: None,
        };
        let ask = |check: &Check, known: Option<Outcome>| {
            assert!(check.id != "a" || known.is_some(), "a bug");
            let outcome = known.unwrap_or(Outcome::Passed);
            sample::check(&check.id, 1, text("", ""), outcome, Trace::default())
        };
        let listener: Listener = Arc::new(|event| {
            assert!(!matches!(event, Event::CheckEnded(_)), "another");
        });
        let reports = side_by_side(&round, &Halt::default(), &ask, &listener);
        let kinds: Vec<Option<String>> = reports.values().map(|one| one.outcome.kind()).collect();
        let kinds: Vec<Option<&str>> = kinds.iter().map(Option::as_deref).collect();
        assert_eq!(kinds, [Some("grader-failed"), Some("needs-unknown"), None]);
    }
}
