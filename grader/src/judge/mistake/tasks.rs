//! Tasks of a runtime that wait for one another: no thread of theirs tells what for.

use std::collections::BTreeMap;
use std::mem;

use crate::judge::seen::Seen;
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

impl Seen<'_> {
    /// A program that looks after many at once has read a line, of `at` where one is named, and not answered it, though it answered
    /// the same line of another: what is to answer it waits for something else.
    pub(super) fn task_waits(&self, by: &Member, at: Option<&Member>) -> Option<Mistake> {
        let (mut asked, mut answered) = (BTreeMap::<&Member, Vec<u8>>::new(), vec![]);
        for fact in self.before() {
            match fact {
                Fact::Connected { from, to } if to == by => {
                    asked.insert(from, vec![]);
                }
                Fact::Sent { from, to, bytes } if to == by => {
                    asked.entry(from).or_default().extend_from_slice(bytes);
                }
                Fact::Sent { from, to, .. } if from == by => {
                    let said = asked.get_mut(to).map(mem::take);
                    answered.extend(said.map(|said| (to, said)));
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to } => {
                    asked.retain(|one, _| *one != from && *one != to);
                }
                _ => {}
            }
        }
        // What a link holds back was not read; the same of a sibling, whose link holds the same, got through.
        let holds = |one: &Member| self.is_held(one, by);
        let gets_through =
            |one: &Member, like: &Member| !holds(one) || (one.actor == like.actor && holds(like));
        let is_left = |one: &Member, said: &Vec<u8>| {
            let is_as_told = |(other, theirs): &(&Member, Vec<u8>)| {
                *other != one && theirs == said && gets_through(one, other)
            };
            said.ends_with(b"\n") && self.has_read(by, one) && answered.iter().any(is_as_told)
        };
        let is_asked = |one: &Member| at.is_none_or(|at| at == one);
        let is_one_left = { asked.iter() }.any(|(one, said)| is_asked(one) && is_left(one, said));
        ((self.yours)(&by.actor) && is_one_left).then_some(Mistake::TaskWaits)
    }

    /// Whether a loop over events or a runtime of tasks has read all that came of `from`, and none of its threads is busy with one
    /// member alone.
    fn has_read(&self, by: &Member, from: &Member) -> bool {
        let is_busy = |thread: &Waiting| {
            matches!(
                thread.waits,
                Awaited::Message { .. } | Awaited::Reader { .. } | Awaited::Nothing
            )
        };
        self.still(by).is_some_and(|still| {
            let is_left = still.left.iter().any(|others| others.contains(from));
            still.polls && !is_left && !still.threads.iter().any(is_busy)
        })
    }

    /// Whether a link to `to` was told to hold back what `from` says, and has not let go of it.
    pub(super) fn is_held(&self, from: &Member, to: &Member) -> bool {
        let mut held = false;
        for fact in self.before() {
            match fact {
                Fact::Holding {
                    from: one,
                    to: other,
                } if (one, other) == (from, to) => held = true,
                Fact::Released {
                    from: one,
                    to: other,
                    ..
                } if (one, other) == (from, to) => {
                    held = false;
                }
                _ => {}
            }
        }
        held
    }
}
