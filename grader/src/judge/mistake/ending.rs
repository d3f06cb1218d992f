//! Conversations that end too early.

use crate::judge::seen::{Seen, lines};
use crate::model::{Member, Mistake};

impl Seen<'_> {
    pub(super) fn died(&self, at: &Member) -> Option<Mistake> {
        self.thread_died_on(at).then_some(Mistake::ThreadDied)
    }

    pub(super) fn ended_early(&self, at: &Member, reset: bool) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        // Whether what came after the answer found it closed or still being closed is a race: a reset says nothing more.
        let answered = lines(&self.sent(peer, at));
        match answered {
            0 => reset.then_some(Mistake::ResetUnread),
            _ => Some(Mistake::ClosedAfterFirst),
        }
    }
}
