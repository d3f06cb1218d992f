//! An answer that a server has read, and that led to nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fact, Member, Trace};

/// A line of a server that was answered, without anything to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ignored<'a> {
    /// Who has answered.
    pub by: &'a Member,
    /// The server's line, without its end.
    pub line: &'a [u8],
    /// The answer, without its end.
    pub answer: &'a [u8],
}

/// What a server and one client have said last.
#[derive(Default)]
struct Talk<'a> {
    /// The server's last line.
    given: Option<&'a [u8]>,
    /// What the client has said since, or ever where the server has said nothing.
    said: Vec<&'a [u8]>,
    /// How much of it came to the server, where a link has kept some.
    came: Option<u64>,
    /// After how many facts it answered last.
    answered: Option<usize>,
    /// Whether the server has ended it.
    is_over: bool,
}

impl<'a> Talk<'a> {
    /// The one line with which the client has answered, if all of it came.
    fn answer(&self) -> Option<&'a [u8]> {
        let [said] = self.said[..] else {
            return None;
        };
        let is_whole = self.came.is_none_or(|came| came >= said.len() as u64);
        let line = said.strip_suffix(b"\n").filter(|_| is_whole)?;
        (!line.is_empty() && !line.contains(&b'\n')).then_some(line)
    }

    /// Whether the client has left a line of the server unanswered, which that one still waits for.
    fn owes(&self) -> bool {
        !self.is_over && self.given.is_some() && self.answer().is_none()
    }
}

impl Trace {
    /// The first answer after which `server` has sent that client nothing, though it reads on from it and has ended with another
    /// that answered later. Nothing, where somebody still owes an answer or has left: the server may wait for that.
    #[must_use]
    pub fn ignored(&self, server: &Member) -> Option<Ignored<'_>> {
        let mut talks = BTreeMap::<&Member, Talk<'_>>::new();
        for (index, seen) in self.observations.iter().enumerate() {
            match &seen.what {
                Fact::Failed { .. } => break,
                Fact::Connected { from, to } if to == server => {
                    talks.insert(from, Talk::default());
                }
                Fact::Held { from, to } if to == server => {
                    talks.entry(from).or_default().came = Some(0);
                }
                Fact::Released { from, to, bytes } if to == server => {
                    talks.entry(from).or_default().came = Some(*bytes);
                }
                Fact::Sent { from, to, bytes } if to == server => {
                    let talk = talks.entry(from).or_default();
                    talk.said.push(bytes);
                    talk.came = None;
                    if talk.given.is_some() {
                        talk.answered = Some(index);
                    }
                }
                Fact::Sent { from, to, bytes } if from == server => {
                    let talk = talks.entry(to).or_default();
                    let said = talk.said.concat();
                    let said = said.trim_ascii_end();
                    // Who gets back what it has said is asked nothing by it.
                    let is_echo = |line: &[u8]| !said.is_empty() && line.ends_with(said);
                    let lines = bytes.split(|byte| *byte == b'\n');
                    let last = { lines }.rfind(|line| !line.is_empty());
                    talk.given = last.filter(|line| !is_echo(line));
                    talk.said.clear();
                }
                Fact::Ended { from, to } if from == server => {
                    talks.entry(to).or_default().is_over = true;
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if from == server || to == server =>
                {
                    let who = if to == server { from } else { to };
                    if !talks.get(who).is_some_and(|talk| talk.is_over) {
                        return None;
                    }
                }
                _ => {}
            }
        }
        if talks.values().any(Talk::owes) {
            return None;
        }
        let read = self.read_by(server);
        let is_through = { talks.values() }.filter(|talk| talk.is_over);
        let last = is_through.filter_map(|talk| talk.answered).max();
        let ignored = talks.iter().filter_map(|(by, talk)| {
            let (line, answer) = (talk.given?, talk.answer()?);
            let answered = talk.answered.filter(|_| !talk.is_over)?;
            let ignored = Ignored { by, line, answer };
            (read.contains(by) && last > Some(answered)).then_some((answered, ignored))
        });
        let first = ignored.min_by_key(|(answered, _)| *answered);
        first.map(|(_, ignored)| ignored)
    }

    /// From whom threads of `server` waited to read when it stood still.
    fn read_by(&self, server: &Member) -> BTreeSet<&Member> {
        let stuck = self
            .observations
            .iter()
            .filter_map(|seen| match &seen.what {
                Fact::Stuck { actor, threads, .. } if actor == server => Some(threads),
                _ => None,
            });
        stuck
            .flatten()
            .flat_map(|thread| thread.waits.reads())
            .collect()
    }
}
