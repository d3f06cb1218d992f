//! What a server has only so many of, and does not get back.

use crate::judge::seen::Seen;
use crate::model::{Member, Mistake};

/// Whoever could serve so many was not made for fewer.
const MANY: usize = 8;

impl Seen<'_> {
    /// `mistake`, or what comes to its end, where a server has done for many others what it does not do for `at`: the way in which
    /// it goes about it is good enough, then.
    pub(super) fn or_used_up(&self, mistake: Option<Mistake>, at: &Member) -> Option<Mistake> {
        let is_told = match mistake {
            None
            | Some(
                Mistake::NotAccepting
                | Mistake::AfterALeave
                | Mistake::KeptAnswer
                | Mistake::TaskWaits
                | Mistake::LeftUnread
                | Mistake::LeftAfterAnswer,
            ) => false,
            Some(_) => true,
        };
        match is_told || !self.is_used_up(at) {
            true => mistake,
            false => Some(Mistake::UsedUp),
        }
    }

    fn is_used_up(&self, at: &Member) -> bool {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return false;
        };
        if self.trace.left_out > 0 || !(self.yours)(&peer.actor) || !self.rests() {
            return false;
        }
        let served = self.trace.served(peer);
        // Many have left, and each time it went on; or nobody has, and what came was read: it was no limit on who is there at once.
        served.outlived >= MANY
            || (served.messages >= 2 * MANY
                && served.outlived == 0
                && !served.is_left
                && !self.is_unread(at)
                && self.queued(at).is_none())
    }
}
