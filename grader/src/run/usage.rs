//! What programs use, now against earlier.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::Stop;
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
/// For so long nothing may move until the scene counts as still.
const STILL: Duration = Duration::from_millis(250);
/// And so often it must have been looked at meanwhile: a host that stops us has stopped the programs, too.
const LOOKS: u32 = 15;
/// And so often all programs must have been asleep: one that looks around now and then is ready to run, too, at many a look on a
/// busy host.
const ASLEEP: u32 = 5;

impl Stage<'_> {
    /// Threads and descriptors of a program.
    fn uses(&mut self, member: &Member) -> Result<[u64; 2], Stop> {
        let program = self.running(member)?;
        let usage = program.machine.usage()?;
        Ok([usage.threads, usage.descriptors])
    }

    /// Remembers what programs use.
    pub fn measure(&mut self, members: &[Member], name: &str) -> Result<(), Stop> {
        for member in members {
            let [threads, descriptors] = self.uses(member)?;
            self.note(Fact::Used {
                actor: member.clone(),
                threads,
                descriptors,
            });
            let number = |what: &str, value: u64| (format!("{name} {what}"), value.to_string());
            let measured = vec![
                number("threads", threads),
                number("descriptors", descriptors),
            ];
            self.values.capture(member, measured);
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
            let before = |what: &str| {
                values
                    .get(&format!("{since} {what}"))
                    .and_then(|value| value.parse().ok())
                    .unwrap_or(0)
            };
            let now = stage.uses(member)?;
            let names = ["threads", "descriptors"];
            for ((what, now), slack) in names.iter().zip(now).zip(slack) {
                let before: u64 = before(what);
                if now > before + slack {
                    stage.look_again();
                    let actor = member.clone();
                    return Ok(Wait::Pending(Failure::Grows {
                        actor,
                        what: (*what).to_owned(),
                        before,
                        now,
                    }));
                }
            }
            let [threads, descriptors] = now;
            stage.note(Fact::Used {
                actor: member.clone(),
                threads,
                descriptors,
            });
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
                stage.look_again();
                let failure = Failure::Burns {
                    actor: member.clone(),
                };
                if !stage.has_read_everything(member)? {
                    window = None;
                    return Ok(Wait::Measuring(failure));
                }
                let now = Instant::now();
                let tasks = stage.running(member)?.machine.usage()?.tasks;
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

    /// Waits until nothing moves any more: all programs rest for good, or sleep for a while in which no byte comes, goes or
    /// is read. Where that does not come, the check goes on all the same: it is not what is asked.
    pub fn still(&mut self, within: Duration) -> Result<(), Stop> {
        let (mut since, mut looks, mut asleep, mut seen) = (Instant::now(), 0, 0, None);
        self.wait_until(within, |stage| {
            stage.look_again();
            let scene = stage.scene()?;
            let sleeps = stage.all_sleep()?;
            looks += 1;
            asleep += u32::from(sleeps);
            if scene != seen || scene.is_none() {
                (since, looks, asleep, seen) = (Instant::now(), 0, 0, scene);
            }
            let looked = looks >= LOOKS && asleep >= ASLEEP;
            Ok(if sleeps && looked && since.elapsed() >= STILL {
                Progress::Done
            } else {
                Progress::Waiting
            })
        })?;
        Ok(())
    }

    /// Whether all threads of all programs sleep.
    fn all_sleep(&self) -> Result<bool, Stop> {
        for program in self.programs.values().filter(|one| one.exit.is_none()) {
            let tasks = program.machine.usage()?.tasks;
            if tasks.iter().any(|task| !task.asleep) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many bytes were sent, went on and lie unread, if nothing is about to reach the programs.
    fn scene(&self) -> Result<Option<[u64; 3]>, Stop> {
        let mut scene = [0; 3];
        for (index, conversation) in self.conversations.iter().enumerate() {
            for (side, lane) in conversation.lanes.iter().enumerate() {
                scene[0] += lane.total;
                scene[1] += lane.gone;
                // Lane `side` leads to the program on the other side.
                let [on_their_way, with_it] = self.under_way(index, 1 - side)?.unwrap_or_default();
                // Who has read everything gets more, though the network may take a moment over it.
                if with_it == 0 && (on_their_way > 0 || !lane.is_flushed()) {
                    return Ok(None);
                }
                scene[2] += on_their_way + with_it;
            }
        }
        Ok(Some(scene))
    }
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

/// Whether threads that are as `after` now, and were as `before`, burn the processor.
fn burns(before: &[Task], after: &[Task], passed: Duration) -> bool {
    let share = |ns: u64| Duration::from_nanos(ns).as_secs_f64() / passed.as_secs_f64();
    let mut running = 0.0;
    for task in after {
        let Some(was) = before.iter().find(|was| was.id == task.id) else {
            continue;
        };
        let (ran, waited) = (task.ran_ns - was.ran_ns, task.waited_ns - was.waited_ns);
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
            asleep: false,
            stopped: false,
        }
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
