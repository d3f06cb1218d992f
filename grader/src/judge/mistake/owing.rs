//! What is owed when a conversation or a program ends.

use std::collections::BTreeMap;

use crate::judge::seen::Seen;
use crate::model::{Exit, Fact, Member, Mistake};

impl Seen<'_> {
    /// What a program had given to one who left without answering went to nobody else.
    pub(super) fn not_handed_on(&self, by: &Member) -> Option<Mistake> {
        let is_known = self.trace.left_out == 0 && (self.yours)(&by.actor);
        (is_known && self.trace.not_handed_on(by).is_some()).then_some(Mistake::NotHandedOn)
    }

    /// The same, of a program that lost a thread over it and went on with the others: they want nothing of that thread but this.
    pub(super) fn lost_with_a_thread(&self, by: &Member) -> Option<Mistake> {
        let left = self
            .trace
            .not_handed_on(by)
            .filter(|_| self.thread_died())?;
        let leaves = |fact: &Fact| match fact {
            Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to } => {
                from == left.to && to == by
            }
            _ => false,
        };
        let mut said: BTreeMap<&Member, usize> = BTreeMap::new();
        for fact in self.before().skip_while(|fact| !leaves(fact)) {
            match fact {
                Fact::Sent { from, to, .. } if from == by => *said.entry(to).or_default() += 1,
                _ => {}
            }
        }
        // The first may have been on its way.
        let goes_on = said.into_values().any(|times| times > 1);
        self.not_handed_on(by).filter(|_| goes_on)
    }

    /// A program that has ended, or that waits for ever, had ended with all others before one left without answering.
    pub(super) fn ended_too_soon(&self, by: &Member) -> Option<Mistake> {
        let has_exited = |fact: &Fact| matches!(fact, Fact::Exited { actor, .. } if actor == by);
        let is_over = self.rests() || self.facts().any(has_exited);
        let is_known = self.trace.left_out == 0 && is_over && (self.yours)(&by.actor);
        (is_known && self.trace.ended_too_soon(by).is_some()).then_some(Mistake::EndedTooSoon)
    }

    /// What a program had been answered, it gave out again, and was answered again.
    pub(super) fn given_again(&self, by: &Member) -> Option<Mistake> {
        let is_known = self.trace.left_out == 0 && (self.yours)(&by.actor);
        (is_known && self.trace.given_again(by).is_some()).then_some(Mistake::GivenAgain)
    }

    /// A program that waits for ever has read all, and given a part to nobody while somebody is free and another silent.
    pub(super) fn never_given(&self, by: &Member) -> Option<Mistake> {
        (self.has_read_all(by) && self.trace.gap(by).is_some()).then_some(Mistake::NeverGiven)
    }

    /// A program that waits for ever has read all, among it an answer that led to nothing.
    pub(super) fn answer_ignored(&self, by: &Member) -> Option<Mistake> {
        (self.has_read_all(by) && self.trace.ignored(by).is_some())
            .then_some(Mistake::AnswerIgnored)
    }

    /// Whether a program waits for ever that has accepted, read and sent all that there was, and all of it was seen.
    fn has_read_all(&self, by: &Member) -> bool {
        let still = self.still(by).filter(|_| (self.yours)(&by.actor));
        let is_left = |others: &&[Member]| !others.is_empty();
        self.trace.left_out == 0
            && self.rests()
            && still.is_some_and(|still| !still.left.iter().any(is_left))
    }

    /// What [`Self::not_handed_on`] says, of the program that `at` talks with.
    pub(super) fn left_to_nobody(&self, at: &Member) -> Option<Mistake> {
        let partners = self.partners(at);
        partners
            .into_iter()
            .find_map(|peer| self.not_handed_on(peer))
    }

    /// A program ended with success after a conversation with `to` that it had ended itself: it was sent nothing in between, so that
    /// whatever it still said to others was the last of it. Its end may be seen after that of the check.
    pub(super) fn ended_owing(&self, by: &Member, to: &Member) -> bool {
        if !(self.yours)(&by.actor) {
            return false;
        }
        let mut is_over = false;
        for fact in self.facts() {
            match fact {
                Fact::Ended { from, to: other } | Fact::Reset { from, to: other }
                    if (from, other) == (by, to) =>
                {
                    is_over = true;
                }
                Fact::Ended { from, to: other } | Fact::Reset { from, to: other }
                    if (from, other) == (to, by) && !is_over =>
                {
                    return false;
                }
                Fact::Connected { from, to } if from == by || to == by => is_over = false,
                Fact::Sent { to, .. } | Fact::Released { to, .. } if to == by => is_over = false,
                // Who is typed for ends by its input, and may have taken a line of it for the end.
                Fact::Typed { actor, .. }
                | Fact::Signalled { actor, .. }
                | Fact::LimitReached { actor, .. }
                    if actor == by =>
                {
                    return false;
                }
                Fact::Exited { actor, exit } if actor == by => {
                    return is_over && *exit == Exit::Code(0);
                }
                _ => {}
            }
        }
        false
    }
}
