//! How long a wait lasts on a busy host.
//!
//! A wait is given in time that programs could have run. What a thread spends ready to run, waiting for a processor, is the
//! host's doing, and is given back at the end of the wait. Of several threads the one that waited longest counts: any of them
//! may be the one that owes the answer, and to wait too long costs nobody a point. Our own thread is one of them, since what
//! it has not looked at it cannot have seen.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use super::Stop;
use super::stage::Stage;
use crate::machine::Task;
use crate::model::Doubt;

/// Less than this is no reason to wait on.
const LEAST: Duration = Duration::from_millis(100);
/// More than this in one check, and the host is too busy to tell anything.
const MOST: Duration = Duration::from_secs(120);

/// What is known of the threads' waiting.
#[derive(Debug, Default)]
pub struct Patience {
    /// How each thread stood when it was last looked at, by its number.
    known: BTreeMap<u32, Task>,
    /// What was given back so far.
    given: Duration,
}

impl Patience {
    /// How much of the time that has `passed` is to be given back, now that threads stand like this.
    fn give(&mut self, tasks: &[Task], passed: Duration) -> Duration {
        let waited = |task: &Task| {
            let before = self.known.get(&task.id);
            let ran = task.ran_ns - before.map_or(0, |before| before.ran_ns);
            // Who is ready and has not run at all is still in the queue, and nobody has counted that yet.
            let starved = !task.asleep && ran == 0;
            let waited = task
                .waited_ns
                .saturating_sub(before.map_or(0, |before| before.waited_ns));
            if starved {
                passed
            } else {
                Duration::from_nanos(waited)
            }
        };
        let longest = tasks
            .iter()
            .map(waited)
            .max()
            .unwrap_or_default()
            .min(passed);
        self.known = tasks.iter().map(|task| (task.id, *task)).collect();
        if longest < LEAST {
            return Duration::ZERO;
        }
        self.given += longest;
        longest
    }
}

impl Stage<'_> {
    /// What is given back of a wait that has lasted since `begun`.
    ///
    /// # Errors
    /// A doubt, when the host has been too busy for too long.
    pub fn give_back(&mut self, begun: Instant) -> Result<Duration, Stop> {
        let mut tasks = vec![ourselves()];
        for program in self
            .programs
            .values()
            .filter(|program| program.exit.is_none())
        {
            // One that does not let itself be looked at gets nothing back.
            tasks.extend(
                program
                    .machine
                    .usage()
                    .map(|usage| usage.tasks)
                    .unwrap_or_default(),
            );
        }
        let given = self.patience.give(&tasks, begun.elapsed());
        if self.patience.given > MOST {
            let waited = self.patience.given.as_secs();
            let why = format!("it is too busy: programs waited {waited} s for a processor");
            return Err(Stop::Doubt(Doubt::HostFailed { why }));
        }
        Ok(given)
    }
}

/// Our own thread; the number 0 is nobody else's.
fn ourselves() -> Task {
    let times = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let mut times = times
        .split_ascii_whitespace()
        .map_while(|time| time.parse().ok());
    let (ran_ns, waited_ns) = (times.next().unwrap_or(0), times.next().unwrap_or(0));
    Task {
        id: 0,
        ran_ns,
        waited_ns,
        asleep: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(id: u32, ran: u64, waited: u64, asleep: bool) -> Task {
        Task {
            id,
            ran_ns: ran * 1_000_000,
            waited_ns: waited * 1_000_000,
            asleep,
        }
    }

    #[test]
    fn what_was_waited_for_a_processor_is_given_back_once() {
        let mut patience = Patience::default();
        let second = Duration::from_secs(1);
        let seen = [task(1, 5, 400, true), task(2, 5, 700, true)];
        assert_eq!(patience.give(&seen, second), Duration::from_millis(700));
        assert_eq!(patience.give(&seen, second), Duration::ZERO);
        // One that is ready and never ran has waited all the time; one that sleeps has not.
        assert_eq!(patience.give(&[task(3, 0, 0, false)], second), second);
        assert_eq!(
            patience.give(&[task(4, 0, 0, true)], second),
            Duration::ZERO
        );
        // One that runs all the time has not waited.
        assert_eq!(
            patience.give(&[task(5, 990, 10, false)], second),
            Duration::ZERO
        );
    }
}
