//! What programs use, now against earlier.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::Stop;
use super::queue::Queue;
use super::stage::{Progress, Stage, Wait};
use crate::machine::Task;
use crate::model::{Fact, Failure, Member};

/// Over this time a program's use of the processor is looked at.
const WINDOW: Duration = Duration::from_millis(250);
/// The part of such a time that a program at rest may spend on the processors.
const RUNNING: f64 = 0.4;
/// The part of it in which a thread that never sleeps is running or ready to. One that looks around every 10 ms stays below
/// on a busy host too; one that spins does not, however little of the processor it gets.
const READY: f64 = 0.95;
/// For so long nothing may move until the scene counts as still, in time that the programs could have run.
const STILL: Duration = Duration::from_millis(250);
/// What programs use, by the names that a failure has for it.
const USED: [&str; 4] = ["threads", "descriptors", "processes", "connections"];
/// Until the next look at programs that were not all asleep, or use too much.
const SOON: Duration = Duration::from_millis(20);
/// A look at what hundreds of threads use takes its time on the processor, which they wait for: it is a tenth of a wait at most.
const SELDOM: u32 = 10;

impl Stage<'_> {
    /// What a program uses, as in [`USED`].
    fn uses(&mut self, member: &Member) -> Result<[u64; 4], Stop> {
        let program = self.running(member)?;
        let usage = program.machine.usage()?;
        Ok([
            usage.threads,
            usage.descriptors,
            usage.processes,
            usage.connections,
        ])
    }

    fn note_used(&mut self, member: &Member, used: [u64; 4]) {
        let [threads, descriptors, processes, connections] = used;
        self.note(Fact::Used {
            actor: member.clone(),
            threads,
            descriptors,
            processes: Some(processes),
            connections: Some(connections),
        });
    }

    /// Remembers what programs use.
    pub fn measure(&mut self, members: &[Member], name: &str) -> Result<(), Stop> {
        for member in members {
            let used = self.uses(member)?;
            self.note_used(member, used);
            let used = USED.iter().zip(used);
            let measured = used.map(|(what, now)| (format!("{name} {what}"), now.to_string()));
            self.values.capture(member, measured.collect());
        }
        Ok(())
    }

    /// Waits until programs use no more than they did, and a slack.
    pub fn settles(
        &mut self,
        members: &[Member],
        since: &str,
        slack: [u64; 2],
        within: Duration,
    ) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let values = stage.values.of(member);
            let before = |what: &str| -> u64 {
                values
                    .get(&format!("{since} {what}"))
                    .and_then(|value| value.parse().ok())
                    .unwrap_or(0)
            };
            let begun = Instant::now();
            let now = stage.uses(member)?;
            let took = begun.elapsed();
            let earlier = USED.map(before);
            if let Some((what, before, now)) = grown(earlier, now, slack) {
                stage.look_in(SOON.max(took * SELDOM));
                return Ok(Wait::Pending(Failure::Grows {
                    actor: member.clone(),
                    what: what.to_owned(),
                    before,
                    now,
                }));
            }
            stage.note_used(member, now);
            Ok(Wait::Done)
        })
    }

    /// Whether a program has read all that was sent to it.
    fn has_read_everything(&self, member: &Member) -> Result<bool, Stop> {
        for index in &self.live {
            let sides = self.conversations[*index].members.iter();
            for (side, _) in sides.enumerate().filter(|(_, other)| *other == member) {
                if !self.has_read_all(*index, side)? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Waits until programs have read all that was sent to them, and burn no processor. One that has burnt it for all of the
    /// time has failed, however little of it a busy host had to give: that is no waiting of the program's.
    pub fn rests(&mut self, members: &[Member], within: Duration) -> Result<(), Stop> {
        for member in members {
            let mut window: Option<Window> = None;
            let mut burnt = Duration::ZERO;
            self.wait(within, |stage| {
                stage.look_in(SOON);
                let failure = Failure::Burns {
                    actor: member.clone(),
                };
                if !stage.has_read_everything(member)? {
                    window = None;
                    return Ok(Wait::Measuring(failure));
                }
                let now = Instant::now();
                let tasks = stage.running(member)?.machine.tasks()?;
                let Some(open) = &mut window else {
                    window = Some(Window::open(now, tasks));
                    return Ok(Wait::Measuring(failure));
                };
                open.look(&tasks);
                let passed = now - open.since;
                if passed < WINDOW {
                    return Ok(Wait::Measuring(failure));
                }
                let burning = burns(&open.before, &tasks, passed);
                let at_rest = open.all_slept(&tasks) && !burning;
                window = Some(Window::open(now, tasks));
                if burning {
                    burnt += passed;
                }
                if burnt >= within {
                    return Err(failure.into());
                }
                Ok(if at_rest {
                    Wait::Done
                } else {
                    Wait::Measuring(failure)
                })
            })?;
        }
        Ok(())
    }

    /// Waits until nothing moves any more: all programs rest for good, or all were asleep at two looks, between which no byte
    /// came, went or was read though they had the time for it. Where that does not come, the check goes on all the same: it
    /// is not what is asked.
    pub fn still(&mut self, within: Duration) -> Result<(), Stop> {
        let mut quiet: Option<Quiet> = None;
        let mut due = Instant::now();
        self.wait_until(within, |stage| {
            let now = Instant::now();
            if now < due && quiet.as_ref().is_some_and(|one| one.moved == stage.moved()) {
                stage.look_in(due - now);
                return Ok(Progress::Waiting);
            }
            let (moved, unread, tasks) = (stage.moved(), stage.all_unread()?, stage.tasks()?);
            let sleeps = tasks.iter().all(|task| task.asleep);
            let left = match (&mut quiet, unread) {
                (Some(one), Some(unread)) if one.moved == moved && one.unread == unread => {
                    one.queue.look(&tasks, now);
                    STILL.saturating_sub((now - one.since).saturating_sub(one.queue.longest()))
                }
                _ => {
                    quiet = unread.filter(|_| sleeps).map(|unread| Quiet {
                        since: now,
                        moved,
                        unread,
                        queue: Queue::of(&tasks, now),
                    });
                    quiet.as_ref().map_or(SOON, |_| STILL)
                }
            };
            if left.is_zero() && sleeps {
                return Ok(Progress::Done);
            }
            due = now + left.max(SOON);
            stage.look_in(due - now);
            Ok(Progress::Waiting)
        })?;
        Ok(())
    }

    /// All threads of all programs.
    fn tasks(&self) -> Result<Vec<Task>, Stop> {
        let mut tasks = Vec::new();
        for program in self.living() {
            tasks.extend(program.machine.tasks()?);
        }
        Ok(tasks)
    }

    /// How many bytes were sent and went on.
    fn moved(&self) -> [u64; 2] {
        let lanes = self.conversations.iter().flat_map(|one| &one.lanes);
        lanes.fold([0, 0], |[sent, gone], lane| {
            [sent + lane.total, gone + lane.gone]
        })
    }

    /// How many bytes lie unread, if none is about to reach a program or to leave one.
    fn all_unread(&self) -> Result<Option<u64>, Stop> {
        let mut unread = 0;
        for (index, conversation) in self.conversations.iter().enumerate() {
            for (side, lane) in conversation.lanes.iter().enumerate() {
                // Lane `side` leads to the program on the other side.
                let is_flushed = lane.is_flushed();
                let Some([here, there]) = self.ends(index, 1 - side)? else {
                    if !is_flushed {
                        return Ok(None);
                    }
                    continue;
                };
                // Who has read everything gets more, though the network may take a moment over it.
                if there.unread == 0 && (here.unacked > 0 || !is_flushed) {
                    return Ok(None);
                }
                // A program that is blocked in writing goes on once what it has written has found room: that there is none
                // is known when a system has asked for it and was refused.
                if there.unacked > 0 && !there.probes {
                    return Ok(None);
                }
                let lying = [here.unacked, there.unread, there.unacked];
                unread += lying.into_iter().map(u64::from).sum::<u64>();
            }
        }
        Ok(Some(unread))
    }
}

/// How everything stood at a look at which all programs were asleep.
struct Quiet {
    since: Instant,
    moved: [u64; 2],
    unread: u64,
    queue: Queue,
}

/// A time over which a program is looked at.
struct Window {
    since: Instant,
    before: Vec<Task>,
    /// The threads that were seen asleep. One that was stopped meanwhile uses nothing either, and that is not rest.
    slept: BTreeSet<u32>,
}

impl Window {
    fn open(since: Instant, before: Vec<Task>) -> Self {
        Self {
            since,
            slept: asleep(&before).collect(),
            before,
        }
    }

    fn look(&mut self, tasks: &[Task]) {
        self.slept.extend(asleep(tasks));
    }

    fn all_slept(&self, tasks: &[Task]) -> bool {
        tasks.iter().all(|task| self.slept.contains(&task.id))
    }
}

fn asleep(tasks: &[Task]) -> impl Iterator<Item = u32> {
    let asleep = tasks.iter().filter(|task| task.asleep);
    asleep.map(|task| task.id)
}

/// What of [`USED`] there is more of now than before and a slack of threads and descriptors, with both numbers. Each process has a
/// thread: where as many more are processes, it is these that grow. Each connection has a descriptor in every process that holds it:
/// that there are no more of these, where children have ended since, says nothing of connections.
fn grown(before: [u64; 4], now: [u64; 4], slack: [u64; 2]) -> Option<(&'static str, u64, u64)> {
    let [threads, descriptors] = slack;
    let more = |at: usize, slack: u64| {
        (now[at] > before[at] + slack).then_some((USED[at], before[at], now[at]))
    };
    let runs = more(0, threads).map(|more_threads| more(2, threads).unwrap_or(more_threads));
    runs.or_else(|| more(3, descriptors))
        .or_else(|| more(1, descriptors))
}

/// Whether threads that are as `after` now, and were as `before`, burn the processor.
fn burns(before: &[Task], after: &[Task], passed: Duration) -> bool {
    let share = |ns: u64| Duration::from_nanos(ns).as_secs_f64() / passed.as_secs_f64();
    let mut running = 0.0;
    for task in after {
        let Some(was) = before.iter().find(|was| was.id == task.id) else {
            continue;
        };
        // A number may have come to mean another thread, which has its own times.
        let ran = task.ran_ns.saturating_sub(was.ran_ns);
        let waited = task.waited_ns.saturating_sub(was.waited_ns);
        if share(ran + waited) >= READY {
            return true;
        }
        running += share(ran);
    }
    running >= RUNNING
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(id: u32, ran: u64, waited: u64) -> Task {
        Task {
            id,
            ran_ns: ran * 1_000_000,
            waited_ns: waited * 1_000_000,
            turns: 1,
            asleep: false,
            stopped: false,
        }
    }

    #[test]
    fn what_grows_is_named_after_what_it_is_made_of() {
        let grown = |now| grown([10, 20, 1, 8], now, [2, 5]);
        assert_eq!(grown([12, 25, 3, 13]), None);
        assert_eq!(grown([13, 90, 1, 90]), Some(("threads", 10, 13)));
        assert_eq!(grown([13, 90, 3, 90]), Some(("threads", 10, 13)));
        assert_eq!(grown([13, 20, 4, 8]), Some(("processes", 1, 4)));
        assert_eq!(grown([10, 26, 1, 8]), Some(("descriptors", 20, 26)));
        assert_eq!(grown([10, 26, 1, 13]), Some(("descriptors", 20, 26)));
        assert_eq!(grown([10, 26, 1, 14]), Some(("connections", 8, 14)));
        assert_eq!(grown([10, 15, 1, 14]), Some(("connections", 8, 14)));
    }

    #[test]
    fn who_is_stopped_is_not_at_rest() {
        let stopped = Task {
            stopped: true,
            ..task(1, 0, 0)
        };
        let asleep = Task {
            asleep: true,
            ..task(1, 0, 0)
        };
        let mut window = Window::open(Instant::now(), vec![stopped]);
        assert!(!window.all_slept(&[stopped]));
        window.look(&[asleep]);
        assert!(window.all_slept(&[stopped]));
        // One that was born meanwhile has not been seen yet.
        assert!(!window.all_slept(&[stopped, task(2, 0, 0)]));
    }

    #[test]
    fn who_never_sleeps_burns_whatever_it_gets() {
        let window = Duration::from_millis(250);
        let began = [task(1, 0, 0), task(2, 0, 0)];
        // A spinner on a busy host, one on an idle host, a poller on a busy host, many pollers.
        assert!(burns(&began, &[task(1, 30, 220), task(2, 0, 0)], window));
        assert!(burns(&began, &[task(1, 250, 0)], window));
        assert!(!burns(&began, &[task(1, 2, 180), task(2, 2, 180)], window));
        assert!(burns(&began, &[task(1, 60, 0), task(2, 60, 0)], window));
        assert!(!burns(&[], &[task(3, 250, 0)], window));
    }
}
