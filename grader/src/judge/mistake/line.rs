//! Lines that do not end, and what is printed of them.

use crate::judge::seen::Seen;
use crate::model::{Awaited, Member, Mistake, Waiting};

impl Seen<'_> {
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
