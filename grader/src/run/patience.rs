//! How long a wait lasts on a busy host.
//!
//! A wait is given in time that programs could have run. What a thread spends ready to run, waiting for a processor, is the
//! host's doing, and is given back at the end of the wait. Of several threads the one that waited longest counts (`Queue`): any of
//! them may be the one that owes the answer, and to wait too long costs nobody a point.
//!
//! So does the time in which a program waited for a disk, as all do whose code has to be read anew since memory is short. The kernel
//! counts none of that: it is what lies between two looks at programs of which the second finds one waiting so.
//!
//! And so does the time in which the grader itself was not there, queued or stopped: what it has not looked at it cannot have
//! seen. That is the part of a wait in which it neither ran nor had asked to sleep. A program that stops itself, or sleeps,
//! gets nothing back.
//!
//! On a busy host, one of many threads is in the queue at any moment, each time another one, and giving back would have no
//! end. So a wait is over, too, once every thread has had [`ENOUGH`] times as much again as the wait gives, its own time in the
//! queue left out. An answer that goes through several threads may be queued in each of them, but not for as long as that.
//!
//! Programs that talk are at work: a wait begins anew with what one of them last sent, up to the limit of the whole check. To
//! do much, slowly, is no mistake.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use super::Stop;
use super::program::Running;
use super::queue::Queue;
use super::rest::Watch;
use super::stage::Stage;
use crate::machine::Task;
use crate::model::{Doubt, Member};

/// Less than this is no reason to wait on.
const LEAST: Duration = Duration::from_millis(100);
/// To wake up so much later than was asked is usual.
const LATE: Duration = Duration::from_millis(5);
/// More than this given back in one check, and the host is too busy to tell anything. A program that spins is ready all the time: on a host
/// that gives it a tenth of a processor, a wait of ten seconds is one of a hundred.
const MOST: Duration = Duration::from_secs(300);

/// So many times what a wait gives is enough for each thread, from when the wait would be over but for what is given back.
const ENOUGH: u32 = 2;
/// What a short wait counts as there: the queues that an answer goes through are no shorter for it.
const SHORT: Duration = Duration::from_secs(10);

/// For how long programs are looked at, at the most, after a failure: a host that gives them no time for longer is not waited for.
const LINGER: Duration = Duration::from_secs(3);
/// Until the next look at whether they had their moment.
const LATER: Duration = Duration::from_millis(20);

/// What is known of the threads' waiting.
#[derive(Debug)]
pub struct Patience {
    /// Since the wait began or was given time.
    queue: Queue,
    /// What was given back so far.
    given: Duration,
    /// Since the wait was given time first.
    extended: Option<Extended>,
    /// For how long the grader had asked to sleep, and did, since the wait began or was given time.
    slept: Duration,
    /// What it had run by then.
    ran: Duration,
    /// For how long programs were found waiting for a disk since then.
    lacked: Duration,
    /// Whether a program has sent something since the wait began, or began anew.
    heard: bool,
}

/// A wait that has been given time.
#[derive(Debug)]
struct Extended {
    /// When it was first.
    since: Instant,
    /// Since then.
    queue: Queue,
    /// For how long the grader was not there, or programs waited for a disk, meanwhile.
    lost: Duration,
}

impl Patience {
    /// Of a wait that begins now.
    pub fn new(now: Instant) -> Self {
        Self {
            queue: Queue::new(now),
            given: Duration::ZERO,
            extended: None,
            slept: Duration::ZERO,
            ran: ran(),
            lacked: Duration::ZERO,
            heard: false,
        }
    }

    /// A program has sent something.
    pub fn heard(&mut self) {
        self.heard = true;
    }

    /// A wait begins, or begins anew.
    pub fn begin(&mut self, now: Instant) {
        self.extended = None;
        self.queue = Queue::new(now);
        self.resume();
    }

    /// A wait goes on with the time that it was given.
    fn resume(&mut self) {
        self.heard = false;
        self.slept = Duration::ZERO;
        self.lacked = Duration::ZERO;
        self.ran = ran();
    }

    /// A look in the middle of a wait: threads stand like this, or all of them are blocked.
    pub fn look(&mut self, tasks: Option<&[Task]>, now: Instant) {
        let extended = self.extended.as_mut().map(|extended| &mut extended.queue);
        for queue in [&mut self.queue].into_iter().chain(extended) {
            match tasks {
                Some(tasks) => queue.look(tasks, now),
                None => queue.is_empty_at(now),
            }
        }
    }

    /// For so long, a program has waited for a disk.
    pub fn lacked(&mut self, time: Duration) {
        self.lacked += time;
    }

    /// The grader had asked to sleep for `limit` at the most, and came back after `took`.
    pub fn slept(&mut self, limit: Duration, took: Duration) {
        self.slept += if took > limit + LATE { limit } else { took };
    }

    /// How much of the time that has `passed` is lost for all: the grader was not there, or programs waited for a disk.
    fn lost(&self, passed: Duration) -> Duration {
        let absent = passed
            .saturating_sub(self.slept)
            .saturating_sub(ran().saturating_sub(self.ran));
        absent + self.lacked
    }

    /// How much of the time that has `passed` is to be given back, now that threads stand like this, and so much of it was
    /// `lost`.
    fn give(&mut self, tasks: &[Task], lost: Duration, now: Instant, passed: Duration) -> Duration {
        self.look(Some(tasks), now);
        let longest = self.queue.longest().max(lost).min(passed);
        self.queue = Queue::of(tasks, now);
        if longest < LEAST {
            return Duration::ZERO;
        }
        self.given += longest;
        longest
    }

    /// Whether each thread has had enough of a wait that gives `within`, now that they stand like this, and so much was `lost`
    /// since this was asked last. They have just been looked at.
    fn had_enough(
        &mut self,
        tasks: &[Task],
        lost: Duration,
        now: Instant,
        within: Duration,
    ) -> bool {
        let Some(extended) = &mut self.extended else {
            self.extended = Some(Extended {
                since: now,
                queue: Queue::of(tasks, now),
                lost: Duration::ZERO,
            });
            return false;
        };
        extended.lost += lost;
        let passed = now - extended.since;
        let had = passed.saturating_sub(extended.queue.longest() + extended.lost);
        had >= within.max(SHORT) * ENOUGH
    }
}

impl Stage<'_> {
    /// What is given back of a wait that gives `within`, and has lasted since `begun`.
    ///
    /// # Errors
    /// A doubt, when the host has been too busy for too long.
    pub fn give_back(&mut self, begun: Instant, within: Duration) -> Result<Duration, Stop> {
        let tasks = self.threads();
        let now = Instant::now();
        let passed = now - begun;
        let lost = self.patience.lost(passed);
        let given = self.patience.give(&tasks, lost, now, passed);
        self.patience.resume();
        if self.patience.had_enough(&tasks, lost, now, within) {
            return Ok(Duration::ZERO);
        }
        if self.patience.given > MOST {
            let waited = self.patience.given.as_secs();
            let why =
                format!("it is too busy: programs waited {waited} s for a processor or a disk");
            return Err(Stop::Doubt(Doubt::HostFailed { why }));
        }
        Ok(given)
    }

    /// Whether a wait that is over begins anew, since programs have talked in it.
    pub fn goes_on(&mut self) -> bool {
        if !self.patience.heard {
            return false;
        }
        self.patience.begin(Instant::now());
        true
    }

    /// Lets things happen for a moment without waiting for any of them, so that the trace shows how a failure went on: a
    /// moment in which the programs could run, on a busy host a longer one. Nothing more is seen once they rest. One that has ended
    /// all its conversations may be on its way out: its end is awaited.
    pub fn linger(&mut self, moment: Duration, leaving: Option<&Member>) {
        let begun = Instant::now();
        self.patience.begin(begun);
        let mut watch = Watch::new(begun);
        loop {
            let now = Instant::now();
            let passed = now - begun;
            if passed >= moment {
                self.patience.look(Some(&self.threads()), now);
                let queued = self.patience.queue.longest();
                let ran = passed.saturating_sub(queued.max(self.patience.lost(passed)));
                let is_leaving = leaving.is_some_and(|member| self.is_leaving(member));
                if (ran >= moment && !is_leaving) || passed >= LINGER {
                    return;
                }
            }
            if self.rests_for_good(&mut watch, now) {
                return;
            }
            let left = moment.saturating_sub(passed).max(LATER);
            let next = left.min(watch.next().saturating_duration_since(now));
            if self.pump(next).is_err() {
                return;
            }
        }
    }

    /// Whether a program that has not ended has ended all the conversations that it had.
    fn is_leaving(&self, member: &Member) -> bool {
        let lives = { self.programs.get(member) }.is_some_and(|program| program.exit.is_none());
        let all = self.conversations.iter();
        let sides = all.flat_map(|one| one.members.iter().zip(&one.ends));
        let mut own = sides.filter(|(other, _)| *other == member).peekable();
        lives && own.peek().is_some() && own.all(|(_, end)| end.is_some())
    }

    /// The threads of all programs. One that does not let itself be looked at gets nothing back.
    pub fn threads(&self) -> Vec<Task> {
        let tasks = |program: &Running| program.machine.tasks().unwrap_or_default();
        self.living().flat_map(tasks).collect()
    }
}

/// What this thread has run so far.
fn ran() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or(0),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(id: u32, ran: u64, waited: u64, asleep: bool) -> Task {
        Task {
            id,
            ran_ns: ran * 1_000_000,
            waited_ns: waited * 1_000_000,
            turns: u64::from(ran > 0),
            asleep,
            stopped: false,
        }
    }

    #[test]
    fn what_was_waited_for_a_processor_is_given_back_once() {
        let begun = Instant::now();
        let mut patience = Patience::new(begun);
        let second = Duration::from_secs(1);
        let mut passed = 0;
        let mut give = |tasks: &[Task]| {
            passed += 1;
            patience.give(tasks, Duration::ZERO, begun + second * passed, second)
        };
        let seen = [task(1, 5, 400, true), task(2, 5, 700, true)];
        assert_eq!(give(&seen), Duration::from_millis(700));
        assert_eq!(give(&seen), Duration::ZERO);
        // One that is ready and never ran has waited all the time; one that sleeps has not.
        assert_eq!(give(&[task(3, 0, 0, false)]), second);
        assert_eq!(give(&[task(4, 0, 0, true)]), Duration::ZERO);
        // One that runs all the time has not waited,
        assert_eq!(give(&[task(5, 990, 10, false)]), Duration::ZERO);
        assert!(give(&[task(5, 1980, 10, false)]) < LEAST);
        // but one that was left after a moment has, whether another was given its processor or the whole machine stood still.
        assert_eq!(
            give(&[task(5, 1985, 10, false)]),
            Duration::from_millis(995)
        );
    }

    #[test]
    fn what_was_waited_for_a_disk_is_given_back_though_a_thread_ran_in_between() {
        let (begun, within) = (Instant::now(), Duration::from_secs(10));
        let mut patience = Patience::new(begun);
        // A little at a time, it runs, and then its next page has to be read: no queue, and a turn for each.
        for passed in 0..100 {
            let second = Duration::from_secs(1);
            let tasks = [Task {
                turns: passed,
                ..task(1, passed, 0, false)
            }];
            (0..19).for_each(|_| patience.lacked(Duration::from_millis(50)));
            patience.slept(second, second);
            let lost = patience.lost(second);
            let now = begun + second * u32::try_from(passed).unwrap();
            let given = patience.give(&tasks, lost, now, second);
            assert!(given >= Duration::from_millis(950), "{given:?}");
            patience.resume();
            assert!(!patience.had_enough(&tasks, lost, now, within));
        }
    }

    #[test]
    fn a_wait_ends_though_one_of_many_threads_is_always_queued() {
        let (begun, within) = (Instant::now(), Duration::from_secs(15));
        let mut patience = Patience::new(begun);
        // Each of two waits for half of the time, in turns: in every second, one does for all of it.
        let tasks = |seconds: u64| {
            let [one, other] = [seconds / 2, seconds.div_ceil(2)];
            [task(1, 5, one * 1000, true), task(2, 5, other * 1000, true)]
        };
        let second = Duration::from_secs(1);
        let mut asked = (0..).map(|passed| {
            let (tasks, now) = (
                tasks(passed),
                begun + second * u32::try_from(passed).unwrap(),
            );
            let given = patience.give(&tasks, Duration::ZERO, now, second);
            assert!(passed == 0 || given == second);
            patience.had_enough(&tasks, Duration::ZERO, now, within)
        });
        assert_eq!(asked.position(|enough| enough), Some(60));

        // Who waits for all of the time has had nothing of it, and what the grader has not seen does not count.
        let starved = |passed: u64| [task(1, 5, passed * 1000, true)];
        let had_enough = |patience: &mut Patience, tasks: &[Task], absent, passed: u64| {
            let now = begun + Duration::from_secs(passed);
            patience.look(Some(tasks), now);
            patience.had_enough(tasks, Duration::from_secs(absent), now, within)
        };
        for (queued, absent, enough) in [(100, 0, false), (0, 100, false), (0, 0, true)] {
            let mut patience = Patience::new(begun);
            assert!(!had_enough(&mut patience, &starved(0), 0, 0));
            assert_eq!(
                had_enough(&mut patience, &starved(queued), absent, 100),
                enough
            );
        }
        // A short wait is no short queue.
        let mut patience = Patience::new(begun);
        let mut short = |passed| {
            let now = begun + Duration::from_secs(passed);
            patience.had_enough(&starved(0), Duration::ZERO, now, second)
        };
        assert_eq!([0, 19, 20].map(&mut short), [false, false, true]);
    }

    #[test]
    fn a_grader_that_was_stopped_gives_back_what_it_missed() {
        let begun = Instant::now();
        let mut patience = Patience::new(begun);
        let (asked, second) = (Duration::from_millis(20), Duration::from_secs(1));
        // It had asked for 20 ms, and was away for a second.
        patience.slept(asked, second);
        let absent = patience.lost(second);
        assert!(absent > Duration::from_millis(900), "{absent:?}");
        assert_eq!(patience.give(&[], absent, begun + second, second), absent);
        // It slept as long as it had asked to.
        patience.begin(begun + second);
        patience.slept(second, second);
        assert_eq!(patience.lost(second), Duration::ZERO);
    }
}
