//! Lines that do not end, and what is printed of them.

use crate::judge::seen::{Seen, lines};
use crate::model::{Awaited, Member, Mistake, Waiting};

impl Seen<'_> {
    pub(super) fn not_printed(&self, by: &Member, got: &[u8]) -> Option<Mistake> {
        let partners = self.partners(by);
        let received = |partner: &&Member| lines(&self.sent(partner, by)) > 0;
        let open = partners.iter().find_map(|partner| {
            // Who was answered all the same lacks something else.
            let own = self.no_newline(by, partner).filter(|_| !received(partner));
            own.or_else(|| self.no_newline(partner, by))
        });
        let out = open.or_else(|| self.leaves(|actor, queued| actor == by && !queued.is_empty()));
        if out.is_some() {
            return out;
        }
        if !partners.iter().any(received) {
            return self.locked();
        }
        let printed = String::from_utf8_lossy(got);
        let own = partners.iter().flat_map(|partner| self.sent(by, partner));
        let own = own.flat_map(|part| part.split(|byte| *byte == b'\n'));
        let mut own = own.map(|line| String::from_utf8_lossy(line).trim().to_owned());
        own.any(|line| !line.is_empty() && printed.contains(&line))
            .then_some(Mistake::PrintsOwnMessage)
            .or_else(|| self.locked())
    }

    /// The last line that `from` has sent `to` is not ended, and it waits for the answer.
    pub(super) fn no_newline(&self, from: &Member, to: &Member) -> Option<Mistake> {
        let waits = self.reads_from(to) || self.reads_from(from);
        (self.is_open(from, to) && waits).then_some(Mistake::NoNewline)
    }

    /// The last line that a program has sent `by` is not ended, and none of its threads is about to end it: they wait to
    /// read, or run without ever waiting.
    pub(super) fn unended(&self, by: &Member) -> Option<Mistake> {
        let runs = |thread: &Waiting| thread.waits == Awaited::Nothing;
        let partners = self.partners(by);
        let is_open = partners.iter().any(|from| self.is_open(from, by));
        let given_up = self.waiting().any(runs) || self.reads_from(by);
        (is_open && given_up).then_some(Mistake::NoNewline)
    }
}

/// Whether something follows the whole of `line` in `got` that is not its end.
pub(super) fn follows_on(got: &[u8], line: &str) -> bool {
    let rest = got.strip_prefix(line.as_bytes());
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with(b"\n") && !rest.starts_with(b"\r")
    })
}
