//! Lines that do not end, and what is printed of them.

use crate::judge::matching::LONGEST_HEAD;
use crate::judge::seen::{Seen, lines};
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

/// So many letters in a row are no chance.
const TELLING: usize = 4;

impl Seen<'_> {
    /// All that `from` has sent is what it was typed, each line behind bytes that are no text.
    pub(super) fn framed(&self, from: &Member) -> Option<Mistake> {
        let is_framed = |sent: &[u8], typed: &[u8]| {
            let lines = typed.split(|byte| *byte == b'\n');
            are_framed(sent, lines.map(<[u8]>::trim_ascii))
        };
        self.sends_what_was_typed(from, is_framed)
            .then_some(Mistake::Framed)
    }

    /// With each line that was typed for it, `from` has sent all those before it once more.
    pub(super) fn not_cleared(&self, from: &Member) -> Option<Mistake> {
        self.sends_what_was_typed(from, are_piled)
            .then_some(Mistake::NotCleared)
    }

    /// After each line that was typed for it, `from` has sent an empty one, which nobody typed.
    pub(super) fn empty_line_added(&self, from: &Member) -> Option<Mistake> {
        self.sends_what_was_typed(from, are_doubled)
            .then_some(Mistake::EmptyLineAdded)
    }

    /// A server of the submission has answered `at` as it should, and then, behind each answer, sent an empty line.
    pub(super) fn empty_line_answered(&self, at: &Member, got: &[u8]) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        let said = self.sent(peer, at).concat();
        // What the script had not taken is at the end of what came; what it had taken was right.
        let right = said.strip_suffix(got).unwrap_or_default();
        let added = said
            .split_inclusive(|byte| *byte == b'\n')
            .skip(1)
            .step_by(2);
        let are_empty = || added.map(<[u8]>::trim_ascii).all(<[u8]>::is_empty);
        let is_doubled = lines(&[right]) == 1 && right.ends_with(b"\n") && are_empty();
        ((self.yours)(&peer.actor) && is_doubled).then_some(Mistake::EmptyLineAdded)
    }

    /// Whether what a program of the submission has sent somebody `is` made so of what was typed for it.
    fn sends_what_was_typed(&self, from: &Member, is: impl Fn(&[u8], &[u8]) -> bool) -> bool {
        let typed = self.typed_for(from);
        let partners = self.partners(from);
        let mut sent = partners.iter().map(|to| self.sent(from, to).concat());
        (self.yours)(&from.actor) && sent.any(|sent| is(&sent, &typed))
    }

    /// All that was typed for a program.
    pub(super) fn typed_for(&self, program: &Member) -> Vec<u8> {
        let typed = self.before().filter_map(|fact| match fact {
            Fact::Typed { actor, bytes } if actor == program => Some(bytes.as_slice()),
            _ => None,
        });
        typed.collect::<Vec<_>>().concat()
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

/// Whether the only line of `got` is the end of a line that was expected, maybe behind its prefix, or nothing but this one.
pub(super) fn is_end_of(got: &[u8], expected: &[String]) -> bool {
    let Some(body) = got.strip_suffix(b"\n") else {
        return false;
    };
    let prefix = |line: &String| line.find(": ").map_or(0, |at| at + 2);
    let is_end = |line: &String| {
        let (prefix, rest) = line.as_bytes().split_at(prefix(line));
        let body = body.strip_prefix(prefix).unwrap_or(body);
        body.len() < rest.len() && rest.ends_with(body)
    };
    !body.contains(&b'\n') && expected.iter().any(is_end)
}

/// Whether `sent` is the first line that was typed, then the first two, and so on, twice at the least.
fn are_piled(sent: &[u8], typed: &[u8]) -> bool {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        lines.map(|line| line.trim_ascii().to_vec()).collect()
    };
    let (sent, typed) = (lines(sent), lines(typed));
    let mut rest = &sent[..];
    for count in 1..=typed.len() {
        match rest.strip_prefix(&typed[..count]) {
            Some([]) => return count > 1,
            Some(more) => rest = more,
            None => return false,
        }
    }
    false
}

/// Whether `sent` is made of the first of these lines, each behind bytes that are no text, ended or not.
fn are_framed<'a>(mut sent: &[u8], lines: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut any = false;
    for line in lines {
        if sent.is_empty() {
            break;
        }
        let Some(rest) = behind_head(sent, line) else {
            return false;
        };
        sent = rest.strip_prefix(b"\n").unwrap_or(rest);
        any = true;
    }
    any && sent.is_empty()
}

/// Whether `sent` is made of the first lines that were typed, none of them empty, each followed by an empty one; that of the
/// last may still be to come.
fn are_doubled(sent: &[u8], typed: &[u8]) -> bool {
    let lines =
        |bytes| <[u8]>::split_inclusive(bytes, |byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut sent = lines(sent).peekable();
    let mut any = false;
    for line in lines(typed) {
        if sent.peek().is_none() {
            break;
        }
        if line.is_empty() || sent.next() != Some(line) {
            return false;
        }
        match sent.next() {
            Some([]) => any = true,
            Some(_) => return false,
            None => break,
        }
    }
    any && sent.next().is_none()
}

/// What follows `line` in `bytes`, where it stands there behind some bytes that are no text.
pub(super) fn behind_head<'a>(bytes: &'a [u8], line: &[u8]) -> Option<&'a [u8]> {
    let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    // A colour begins with an escape.
    let is_head = |head: &[u8]| head.iter().any(is_control) && !head.contains(&0x1b);
    (1..=LONGEST_HEAD).find_map(|at| {
        let (head, rest) = bytes.split_at_checked(at)?;
        let rest = rest.strip_prefix(line)?;
        (line.len() >= TELLING && is_head(head)).then_some(rest)
    })
}

/// Whether something follows the whole of `line` in `got` that is not its end.
pub(super) fn follows_on(got: &[u8], line: &str) -> bool {
    let rest = got.strip_prefix(line.as_bytes());
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with(b"\n") && !rest.starts_with(b"\r")
    })
}
