//! For how long the threads of programs have waited for a processor.
//!
//! The kernel counts it for each thread, and forgets it with the thread. Work may be done by threads, or processes, of which
//! each lives for a moment: so what one that ends has waited is left to all others, any of which may have waited for it, and a new
//! one begins with what the others have waited, one of which has made it. What is shorter than the time between two looks is
//! not seen.

use std::collections::BTreeMap;
use std::mem;
use std::time::{Duration, Instant};

use crate::machine::Task;

/// What threads have waited since a moment.
#[derive(Debug)]
pub struct Queue {
    since: Instant,
    looked: Instant,
    /// By their numbers.
    threads: BTreeMap<u32, Thread>,
    /// What those that have ended have waited.
    ended: Duration,
}

/// A living thread.
#[derive(Debug)]
struct Thread {
    /// How it stood at the beginning, or when it was first seen, and when that was.
    before: Task,
    at: Instant,
    /// What had been waited by then, by itself or by those it may have waited for.
    left: Duration,
    /// What has been waited by the last look.
    total: Duration,
}

impl Queue {
    /// It is counted from now on.
    pub fn new(now: Instant) -> Self {
        Self {
            since: now,
            looked: now,
            threads: BTreeMap::new(),
            ended: Duration::ZERO,
        }
    }

    /// The same, of threads that stand like this now.
    pub fn of(tasks: &[Task], now: Instant) -> Self {
        let mut queue = Self::new(now);
        let threads = tasks
            .iter()
            .map(|task| (task.id, Thread::new(*task, now, Duration::ZERO)));
        queue.threads = threads.collect();
        queue
    }

    /// Threads stand like this now.
    pub fn look(&mut self, tasks: &[Task], now: Instant) {
        let mut known = mem::take(&mut self.threads);
        let living = tasks.iter().map(|task| (task, known.remove(&task.id)));
        let living: Vec<_> = living.collect();
        let gone = longest(known.values());
        self.ended = self.ended.max(gone);
        let others = longest(living.iter().filter_map(|(_, known)| known.as_ref()));
        let others = others.max(self.ended);
        let passed = now - self.looked;
        for (task, known) in living {
            let thread = match known {
                Some(mut thread) => {
                    thread.left += gone.saturating_sub(thread.total);
                    thread.total =
                        thread.left + waited(Some(&thread.before), task, now - thread.at);
                    thread
                }
                // Whatever it has waited before the last look is not of this time.
                None => Thread::new(*task, now, others + waited(None, task, passed).min(passed)),
            };
            self.threads.insert(task.id, thread);
        }
        self.looked = now;
    }

    /// Nobody was in the queue at this moment.
    pub fn is_empty_at(&mut self, now: Instant) {
        self.looked = now;
    }

    /// For how long the one that has waited longest has done so, by the last look.
    pub fn longest(&self) -> Duration {
        let longest = longest(self.threads.values()).max(self.ended);
        longest.min(self.looked - self.since)
    }
}

fn longest<'a>(threads: impl Iterator<Item = &'a Thread>) -> Duration {
    threads.map(|thread| thread.total).max().unwrap_or_default()
}

impl Thread {
    fn new(before: Task, at: Instant, left: Duration) -> Self {
        Self {
            before,
            at,
            left,
            total: left,
        }
    }
}

/// For how long a thread has waited for a processor since it stood as `before`, which was `passed` ago.
fn waited(before: Option<&Task>, task: &Task, passed: Duration) -> Duration {
    let since = |of: fn(&Task) -> u64| of(task).saturating_sub(before.map_or(0, of));
    // Who is ready, and was given no processor anew, is still in the queue or waits for a disk, but for what it ran with the last
    // one: nobody has counted that yet.
    if !task.asleep && !task.stopped && since(|task| task.turns) == 0 {
        return passed.saturating_sub(Duration::from_nanos(since(|task| task.ran_ns)));
    }
    Duration::from_nanos(since(|task| task.waited_ns))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: Duration = Duration::from_millis(50);

    /// A thread that has waited for so many steps, and sleeps.
    fn task(id: u32, steps: u64) -> Task {
        Task {
            id,
            ran_ns: 1_000_000,
            waited_ns: steps * 50_000_000,
            turns: 1,
            asleep: true,
            stopped: false,
        }
    }

    /// What was waited, in steps, when threads stood like this, one step after the other.
    fn steps(looks: &[&[Task]]) -> u128 {
        let begun = Instant::now();
        let mut queue = Queue::new(begun);
        for (step, tasks) in (1..).zip(looks) {
            queue.look(tasks, begun + STEP * step);
        }
        queue.longest().as_millis() / STEP.as_millis()
    }

    #[test]
    fn children_that_wait_one_after_the_other_have_waited_all_of_the_time() {
        // A parent sleeps until its child has ended, and makes the next one: five, of three steps each.
        let looks: Vec<[Task; 2]> = (0..20)
            .map(|step| [task(1, 0), task(10 + step / 4, u64::from(step % 4))])
            .collect();
        let looks: Vec<&[Task]> = looks.iter().map(<[Task; 2]>::as_slice).collect();
        assert_eq!(steps(&looks), 15);
        // What a parent waits in between comes on top of it.
        assert_eq!(
            steps(&[
                &[task(1, 0), task(2, 0)],
                &[task(1, 0), task(2, 1)],
                &[task(1, 1)],
                &[task(1, 1), task(3, 1)],
                &[task(1, 2)],
            ]),
            4
        );
    }

    #[test]
    fn threads_that_wait_side_by_side_have_waited_once() {
        assert_eq!(
            steps(&[
                &[task(1, 0), task(2, 0), task(3, 0)],
                &[task(1, 1), task(2, 1), task(3, 1)],
                &[task(1, 2), task(2, 2)],
                &[task(1, 3)],
            ]),
            3
        );
    }

    #[test]
    fn what_was_waited_before_is_not_of_this_time() {
        // A thread that is older than the first look, and others whose end was not seen in between.
        assert_eq!(steps(&[&[task(1, 900)], &[task(1, 901)]]), 2);
        let begun = Instant::now();
        let mut queue = Queue::of(&[task(1, 900)], begun);
        queue.is_empty_at(begun + STEP * 9);
        queue.look(&[task(1, 900), task(2, 70)], begun + STEP * 10);
        assert_eq!(queue.longest(), STEP);
    }

    #[test]
    fn what_the_last_one_has_waited_is_known_after_its_end() {
        assert_eq!(steps(&[&[task(1, 0)], &[task(1, 1)], &[]]), 1);
    }
}
