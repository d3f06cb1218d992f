//! Programs that a signal has ended.

use std::collections::BTreeSet;

use crate::judge::seen::Seen;
use crate::model::{Exit, Fact, Member, Mistake};

const SIGPIPE: i32 = 13;

impl Seen<'_> {
    /// A program was killed as it wrote to a connection that was over, after somebody had left it.
    pub(super) fn killed_by_sigpipe(&self, actor: &Member) -> Option<Mistake> {
        // Its conversations in which it may still write: one that has ended its own stream has left itself.
        let mut open: BTreeSet<&Member> = BTreeSet::new();
        let mut was_left = false;
        for fact in self.facts() {
            match fact {
                Fact::Launched { actor: who, .. } if who == actor => {
                    open.clear();
                    was_left = false;
                }
                Fact::Connected { from, to } if from == actor => drop(open.insert(to)),
                Fact::Connected { from, to } if to == actor => drop(open.insert(from)),
                Fact::Cut { from, to } if from == actor => was_left |= open.contains(to),
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if to == actor =>
                {
                    was_left |= open.contains(from);
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } if from == actor => {
                    open.remove(to);
                }
                Fact::Exited { actor: who, exit } if who == actor => {
                    let is_killed = *exit == Exit::Signal(SIGPIPE) && (self.yours)(&actor.actor);
                    return (is_killed && was_left).then_some(Mistake::KilledBySigpipe);
                }
                _ => {}
            }
        }
        None
    }
}
