//! Programs that come to their end in the midst of a conversation.

use crate::judge::seen::Seen;
use crate::model::{Exit, Fact, Member};

impl Seen<'_> {
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
