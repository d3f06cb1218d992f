//! What programs use, now against earlier.

use std::time::{Duration, Instant};

use super::Stop;
use super::stage::{Stage, Wait};
use crate::model::{Fact, Failure, Member};

/// Over this time a program's use of the processor is looked at.
const WINDOW: Duration = Duration::from_millis(250);
/// The part of such a time that a program at rest may be running or waiting for a processor: one that looks around every
/// 10 ms stays below, one that spins is at 1, on a busy host too, since waiting for a processor counts.
const SHARE: f64 = 0.4;

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

    /// Waits until programs have read all that was sent to them, and burn no processor.
    pub fn rests(&mut self, members: &[Member], within: Duration) -> Result<(), Stop> {
        for member in members {
            let mut window: Option<(Instant, u64)> = None;
            self.wait(within, |stage| {
                stage.look_again();
                let failure = Failure::Burns {
                    actor: member.clone(),
                };
                if !stage.has_read_everything(member)? {
                    window = None;
                    return Ok(Wait::Pending(failure));
                }
                let now = Instant::now();
                let Some((since, before)) = window else {
                    window = Some((now, stage.running(member)?.machine.usage()?.busy_ns));
                    return Ok(Wait::Pending(failure));
                };
                let passed = now - since;
                if passed < WINDOW {
                    return Ok(Wait::Pending(failure));
                }
                let busy = stage.running(member)?.machine.usage()?.busy_ns;
                let spent = Duration::from_nanos(busy.saturating_sub(before));
                window = Some((now, busy));
                match spent.as_secs_f64() < SHARE * passed.as_secs_f64() {
                    true => Ok(Wait::Done),
                    false => Ok(Wait::Pending(failure)),
                }
            })?;
        }
        Ok(())
    }
}
