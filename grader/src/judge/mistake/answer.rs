//! Answers that did not come.

use crate::judge::matching::first_line;
use crate::judge::seen::{Seen, lines};
use crate::model::{Awaited, Fact, Member, Mistake, Waiting};

/// So many bytes are no chance.
const TELLING: usize = 4;

impl Seen<'_> {
    pub(super) fn no_answer(&self, at: &Member) -> Option<Mistake> {
        if self.answered_another(at) {
            return Some(Mistake::AnsweredAnother);
        }
        if let Some(mistake) = self.deadlock() {
            return Some(mistake);
        }
        if let Some(mistake) = self.queued(at) {
            return Some(mistake);
        }
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        if let Some(mistake) = self.spins() {
            return Some(mistake);
        }
        let writes_to =
            |thread: &Waiting| matches!(&thread.waits, Awaited::Reader { to } if to != at);
        if self.waiting().any(writes_to) {
            return Some(Mistake::BlockedByWriting);
        }
        let asked = lines(&self.sent(at, peer));
        let answered = lines(&self.sent(peer, at));
        if self.reads_from(at) {
            return self.unanswered(at, asked, answered);
        }
        if asked == 0 {
            return None;
        }
        let busy = self.others_read(at);
        let behind = |thread: &Waiting| {
            thread.thread > 1
                && matches!(
                    thread.waits,
                    Awaited::Thread | Awaited::Lock { .. } | Awaited::Channel
                )
        };
        match busy.len() {
            0 => None,
            _ if self.waiting().any(behind) => Some(Mistake::BehindLock),
            1 => None,
            _ => Some(Mistake::AllBusy),
        }
    }

    /// The program has read all that `at` has sent, and waits for more.
    pub(super) fn unanswered(&self, at: &Member, asked: usize, answered: usize) -> Option<Mistake> {
        if asked == 0 {
            return self.both_wait(at);
        }
        if self.asked_together(at) && answered > 0 && answered < asked {
            return Some(Mistake::LinesLost);
        }
        (asked > answered).then_some(Mistake::KeptAnswer)
    }

    /// Neither `at` nor the program that has dialled it has sent anything, and that one waits to read.
    pub(super) fn both_wait(&self, at: &Member) -> Option<Mistake> {
        let dialled = self.before().find_map(|fact| match fact {
            Fact::Connected { from, to } if to == at && (self.yours)(&from.actor) => Some(from),
            _ => None,
        })?;
        let silent = self.sent(dialled, at).is_empty() && self.sent(at, dialled).is_empty();
        (silent && self.reads_from(at)).then_some(Mistake::BothWait)
    }

    /// Whether a program answered another first what it then answered `at`, and somebody more often than was asked.
    pub(super) fn sent_to_all(&self, at: &Member, got: &[u8]) -> bool {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return false;
        };
        let line = first_line(got).map_or(got, |(line, _)| line);
        let has_line = |parts: &[&[u8]], is: &dyn Fn(&[u8]) -> bool| {
            let all = parts.concat();
            all.split(|byte| *byte == b'\n')
                .any(|one| is(one.trim_ascii_end()))
        };
        let others = self.partners(peer);
        let asked = |one: &[u8]| one.len() >= TELLING && line.ends_with(one);
        let answered = others.iter().any(|other| {
            *other != at
                && has_line(&self.sent(other, peer), &asked)
                && has_line(&self.sent(peer, other), &|one| one == line)
        });
        (self.yours)(&peer.actor)
            && answered
            && others
                .iter()
                .any(|other| self.is_answered_unasked(other, peer))
    }

    /// Whether `at` has got more lines of `peer`, at some moment, than it had sent it itself.
    fn is_answered_unasked(&self, at: &Member, peer: &Member) -> bool {
        let (mut asked, mut answered) = (0, 0);
        self.before().any(|fact| {
            if let Fact::Sent { from, to, bytes } = fact {
                match (from == at && to == peer, from == peer && to == at) {
                    (true, _) => asked += lines(&[bytes]),
                    (_, true) => answered += lines(&[bytes]),
                    (false, false) => {}
                }
            }
            answered > asked
        })
    }

    /// Whether the answer to a message of `at` went to somebody who had not sent the like.
    pub(super) fn answered_another(&self, at: &Member) -> bool {
        let said = |who: &Member| {
            let partners = self.partners(who);
            let parts = partners.iter().flat_map(|peer| self.sent(who, peer));
            let lines = parts.flat_map(|part| part.split(|byte| *byte == b'\n'));
            lines.map(<[u8]>::trim_ascii).collect::<Vec<_>>()
        };
        let peers = self.partners(at);
        let mut own = said(at);
        own.retain(|line| line.len() >= TELLING);
        self.before().any(|fact| match fact {
            Fact::Sent { from, to, bytes }
                if to != at && peers.contains(&from) && (self.yours)(&from.actor) =>
            {
                let theirs = said(to);
                let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
                lines.any(|line| {
                    let is_own = |own: &&[u8]| line.ends_with(own) && !theirs.contains(own);
                    own.iter().any(is_own)
                })
            }
            _ => false,
        })
    }
}
