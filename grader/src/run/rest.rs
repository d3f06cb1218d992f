//! When nothing can happen any more.
//!
//! All that happens on a stage comes from its programs, from bytes that are on their way, or from the script, which waits.
//! When every thread of every program is blocked in a call without a time-out, the network is quiet, no lane waits for a
//! moment, and two looks at all of it are the same, then nothing has moved in between and nothing will: the wait is over.
//! What cannot be told is no rest; nor is it while an end that the grader made may not have come (`Moment`).

use std::mem;
use std::time::{Duration, Instant};

use super::stage::Stage;
use crate::machine::{Blocked, MachineError, Moment, Rest, Stand};
use crate::network::Lane;

/// A wait goes on for so long before it looks for rest: most are over by then.
const FIRST: Duration = Duration::from_millis(10);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);
/// By so much longer after each that found no rest,
const SLOWER: Duration = Duration::from_millis(5);
/// and at the most.
const LONGEST: Duration = Duration::from_millis(50);
/// After programs were found asleep but with a timer, what costs more to find out is left for a time.
const AGAIN: Duration = Duration::from_secs(1);

/// What a wait has seen of rest so far.
pub struct Watch {
    last: Instant,
    next: Instant,
    pause: Duration,
    seen: Option<Scene>,
    /// When that was first seen: what had been closed then must be closed for the programs, too.
    since: Moment,
    /// Nothing else can wake the programs as they were seen.
    sleeps_on: bool,
    not_before: Instant,
}

/// All that moves on a stage; two equal ones mean that nothing has moved in between.
#[derive(PartialEq)]
struct Scene {
    noted: u64,
    /// How many programs may still be typed to.
    inputs: usize,
    lanes: Vec<[u64; 2]>,
    programs: Vec<Rest>,
}

impl Watch {
    /// A wait that begins now.
    pub fn new(now: Instant) -> Self {
        Self {
            last: now,
            next: now + FIRST,
            pause: PAUSE,
            seen: None,
            since: Moment::now(),
            sleeps_on: false,
            not_before: now,
        }
    }

    /// When to look next.
    pub fn next(&self) -> Instant {
        self.next
    }
}

impl Stage<'_> {
    /// Whether nothing can happen any more, as far as this look and those before it tell. What the wait is for must have
    /// been looked at since the look before.
    pub fn rests_for_good(&mut self, watch: &mut Watch, now: Instant) -> bool {
        if now < watch.next {
            return false;
        }
        let since = now - mem::replace(&mut watch.last, now);
        watch.next = now + watch.pause;
        let has_settled = watch.since.has_settled();
        // A program that may not be looked at is one that cannot be told.
        let blocked = self.blocked(since).ok().flatten();
        // The kernel forgets with a thread what it has waited.
        let tasks = blocked.is_none().then(|| self.threads());
        self.patience.look(tasks.as_deref(), now);
        if !self.setting.rest {
            // The deadline alone decides.
            watch.pause = LONGEST;
            return false;
        }
        let scene = blocked.and_then(|all| self.scene(all).ok().flatten());
        if scene.is_none() || scene != watch.seen {
            watch.pause = (watch.pause + SLOWER).min(LONGEST);
            watch.seen = scene;
            watch.since = Moment::now();
            watch.sleeps_on = false;
            return false;
        }
        if !has_settled {
            return false;
        }
        if watch.sleeps_on {
            return true;
        }
        if now >= watch.not_before {
            watch.sleeps_on = scene.is_some_and(|scene| self.sleep_on(&scene).unwrap_or(false));
            if watch.sleeps_on {
                // Once more, behind all that has come by now.
                watch.next = now;
            } else {
                watch.not_before = now + AGAIN;
            }
        }
        false
    }

    /// The threads of each program, if all are blocked. The last look was `since`: in that time, programs that are found to
    /// wait for the host have lacked it.
    fn blocked(&mut self, since: Duration) -> Result<Option<Vec<Vec<Blocked>>>, MachineError> {
        let mut all = Vec::new();
        let (mut goes, mut lacks) = (false, false);
        for program in self.living() {
            match program.machine.stand()? {
                Stand::Blocked(threads) => all.push(threads),
                Stand::Goes => goes = true,
                Stand::Disk => (goes, lacks) = (true, true),
            }
        }
        if lacks {
            // What lies between two looks beyond a pause is the grader's own absence.
            self.patience.lacked(since.min(LONGEST));
        }
        Ok((!goes).then_some(all))
    }

    /// How everything stands now that the threads of all programs were found blocked, if nothing is on its way. To look at a network
    /// costs ten times as much as to look at threads: so this is done last.
    fn scene(&self, blocked: Vec<Vec<Blocked>>) -> Result<Option<Scene>, MachineError> {
        let lanes = || self.conversations.iter().flat_map(|one| &one.lanes);
        if lanes().any(|lane| lane.due().is_some()) {
            return Ok(None);
        }
        let mut programs = Vec::new();
        for (program, threads) in self.living().zip(blocked) {
            match program.machine.rest(threads)? {
                Some(rest) => programs.push(rest),
                None => return Ok(None),
            }
        }
        let moved = |lane: &Lane| [lane.total, lane.gone];
        Ok(Some(Scene {
            noted: self.recorder.noted(),
            inputs: self.living().filter(|one| one.input().is_some()).count(),
            lanes: lanes().map(moved).collect(),
            programs,
        }))
    }

    /// Whether no timer of any program will end that.
    fn sleep_on(&self, scene: &Scene) -> Result<bool, MachineError> {
        for (program, rest) in self.living().zip(&scene.programs) {
            if !program.machine.sleeps_on(rest)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
