//! Programs that end with their input, or what they take for its end.

use crate::judge::seen::{Seen, lines};
use crate::model::{Awaited, Exit, Fact, Member, Mistake, Waiting, tells_of_the_end_of_input};

impl Seen<'_> {
    /// A program was typed an empty line, sent nothing more, and closed its conversation, though its input had not ended.
    pub(super) fn ended_by_an_empty_line(&self, by: &Member) -> Option<Mistake> {
        let failed = |fact: &Fact| matches!(fact, Fact::Exited { actor, exit } if actor == by && *exit != Exit::Code(0));
        if !(self.yours)(&by.actor) || self.facts().any(failed) {
            return None;
        }
        let mut is_empty = false;
        for fact in self.before() {
            match fact {
                Fact::Typed { actor, bytes } if actor == by => {
                    is_empty = bytes.ends_with(b"\n") && bytes.trim_ascii().is_empty();
                }
                Fact::Sent { from, .. } if from == by => is_empty = false,
                Fact::Ended { to, .. } | Fact::Reset { to, .. } if to == by => return None,
                Fact::Cut { from, to } if from == by || to == by => return None,
                Fact::InputEnded { actor } | Fact::Signalled { actor, .. } if actor == by => {
                    return None;
                }
                Fact::Ended { from, .. } | Fact::Reset { from, .. } if from == by => {
                    return is_empty.then_some(Mistake::EmptyLineEnds);
                }
                _ => {}
            }
        }
        None
    }

    /// A client that was typed for has sent a line on each of several connections, and on none of them more.
    pub(super) fn dials_per_line(&self, by: &Member) -> Option<Mistake> {
        let typed = |fact: &Fact| matches!(fact, Fact::Typed { actor, .. } if actor == by);
        let is_per_line = |partner: &&Member| {
            let talks = self.talks(by, partner);
            talks.len() > 1 && talks.iter().all(|talk| lines(&[&talk.asked]) == 1)
        };
        let is_certain = (self.yours)(&by.actor) && self.before().any(typed);
        (is_certain && self.partners(by).iter().any(is_per_line)).then_some(Mistake::DialsPerLine)
    }

    /// A client that ends its lines was typed an empty one and then others, of which it has sent all but the empty one.
    pub(super) fn skips_an_empty_line(&self, by: &Member) -> Option<Mistake> {
        let typed = self.typed_for(by);
        let of = |bytes: &[u8]| -> Vec<Vec<u8>> {
            let all = bytes.split_inclusive(|byte| *byte == b'\n');
            all.map(|line| line.trim_ascii().to_vec()).collect()
        };
        let typed = of(&typed);
        let spoken = typed.iter().filter(|line| !line.is_empty());
        let is_left_out = |to: &Member| {
            let sent = self.sent(by, to).concat();
            sent.ends_with(b"\n") && of(&sent).iter().eq(spoken.clone())
        };
        let has_empty = typed.iter().any(Vec::is_empty);
        let is_skipped = has_empty && self.partners(by).iter().any(|to| is_left_out(to));
        ((self.yours)(&by.actor) && is_skipped).then_some(Mistake::EmptyLineSkipped)
    }

    /// A client that has sent all that was typed, its input being over, and got an answer to each line, reads from a server that is
    /// not the submission's, and has not ended its stream: both wait for the other's end.
    pub(super) fn no_end_sent(&self, by: &Member) -> Option<Mistake> {
        let (mut partner, mut is_over) = (None, false);
        for fact in self.before() {
            match fact {
                Fact::Connected { from, to } if from == by => partner = Some(to),
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if from == by || to == by =>
                {
                    partner = None;
                }
                Fact::InputEnded { actor } => is_over |= actor == by,
                _ => {}
            }
        }
        let server = partner.filter(|server| is_over && !(self.yours)(&server.actor))?;
        let talk = self.talks(by, server).pop()?;
        let typed = self.typed_for(by);
        let said = [&typed, &talk.asked, &talk.answered].map(Vec::as_slice);
        let is_answered = said.iter().all(|part| part.ends_with(b"\n"))
            && said.iter().all(|part| lines(&[part]) == lines(&[&typed]));
        let is_more = |waits: &Awaited| {
            matches!(
                waits,
                Awaited::Any { client: true, .. } | Awaited::Any { input: true, .. }
            )
        };
        let reads = |Waiting { waits, .. }: &Waiting| {
            waits.reads() == std::slice::from_ref(server) && !is_more(waits)
        };
        let threads = self.threads(by)?;
        let waits = threads.iter().any(reads) && { threads.iter() }
            .all(|thread| reads(thread) || thread.waits.is_for_a_thread());
        // Of a long exchange, or of what a link holds, not all was seen.
        let is_known = self.trace.left_out == 0 && self.rests() && !self.is_held(server, by);
        (is_answered && waits && is_known).then_some(Mistake::NoEndSent)
    }

    /// The input of a program of the submission was over, and what it printed of that was the last of it.
    pub(super) fn fell_by_its_input(&self, actor: &Member) -> Option<Mistake> {
        let is_over =
            |fact: &Fact| matches!(fact, Fact::InputEnded { actor: whose } if whose == actor);
        let said = self.facts().filter_map(|fact| match fact {
            Fact::Printed {
                actor: by,
                error: true,
                bytes,
            } if by == actor => Some(bytes.as_slice()),
            _ => None,
        });
        let said = said.collect::<Vec<_>>().concat();
        let fell = (self.yours)(&actor.actor)
            && self.facts().any(is_over)
            && tells_of_the_end_of_input(&String::from_utf8_lossy(&said));
        fell.then_some(Mistake::InputEndUncaught)
    }
}
