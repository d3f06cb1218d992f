//! What links are told, and what is waited for on them.

use std::time::Duration;

use super::Stop;
use super::carry::Rule;
use super::doors::partner;
use super::stage::{Stage, Wait};
use crate::model::{ActorRef, Comparison, Cut, Fact, Failure, Line, Member, Payload};
use crate::network::End;

/// How much is told of a line that breaks a rule, in characters.
const TOLD: usize = 4 << 10;

/// What named groups captured.
type Captured = Vec<(String, String)>;

/// A sender and its receiver.
pub type Pair = (Member, Member);

impl Stage<'_> {
    /// The pairs that a step on a link names: each member of the one with its partner in the other.
    pub fn pairs(&self, from: &ActorRef, to: &ActorRef) -> Vec<Pair> {
        let (senders, receivers) = (self.members(from), self.members(to));
        let dials = |one: &ActorRef, other: &ActorRef| {
            self.actor(&one.name).dials.as_deref() == Some(&other.name)
        };
        if dials(from, to) {
            let target = self.actor(&to.name);
            senders
                .into_iter()
                .map(|sender| (sender.clone(), partner(&sender, target)))
                .collect()
        } else {
            let target = self.actor(&from.name);
            receivers
                .into_iter()
                .map(|receiver| (partner(&receiver, target), receiver))
                .collect()
        }
    }

    /// The last conversation of a pair, and the sender's side in it.
    fn link(&self, (from, to): &Pair) -> Option<(usize, usize)> {
        self.conversations
            .iter()
            .enumerate()
            .rev()
            .find_map(|(index, conversation)| {
                let side = conversation
                    .members
                    .iter()
                    .position(|member| member == from)?;
                (conversation.members[1 - side] == *to).then_some((index, side))
            })
    }

    /// Changes what links are told, those that are and those that will be.
    pub fn rule(&mut self, pairs: &[Pair], change: impl Fn(&mut Rule)) {
        for pair in pairs {
            let rule = self.rules.entry(pair.clone()).or_default();
            change(rule);
            let rule = rule.clone();
            if rule.hold.is_some() {
                let (from, to) = pair.clone();
                self.note(Fact::Holding { from, to });
            }
            if let Some((index, side)) = self.link(pair) {
                self.apply(index, side, &rule);
            }
        }
    }

    /// Nothing more can come on a link: its sender has ended its stream, or ended as a whole.
    fn is_dry(&self, pair: &Pair) -> bool {
        let exited = |member: &Member| {
            self.programs
                .get(member)
                .is_some_and(|program| program.exit.is_some())
        };
        match self.link(pair) {
            Some((index, side)) => self.conversations[index].ends[side].is_some(),
            None => exited(&pair.0) || exited(&pair.1),
        }
    }

    /// Waits until links hold a whole line.
    pub fn held(&mut self, pairs: &[Pair], within: Duration) -> Result<(), Stop> {
        self.wait_each(pairs, within, |stage, pair| {
            if let Some((index, side)) = stage.link(pair)
                && stage.conversations[index].lanes[side].holds_a_line()
            {
                return Ok(Wait::Done);
            }
            stage.not_carried(pair, String::new())
        })?;
        for (from, to) in pairs.iter().cloned() {
            self.note(Fact::Held { from, to });
        }
        Ok(())
    }

    fn not_carried(&self, pair: &Pair, expected: String) -> Result<Wait, Stop> {
        let (from, to) = pair.clone();
        let failure = match self.programs.get(&from).and_then(|program| program.exit) {
            Some(exit) if self.link(pair).is_none() => {
                Failure::ExitedBeforeConnecting { actor: from, exit }
            }
            _ => Failure::NotCarried { from, to, expected },
        };
        if self.is_dry(pair) {
            Err(failure.into())
        } else {
            Ok(Wait::Pending(failure))
        }
    }

    /// Links let go what they held, all at one moment.
    pub fn release(&mut self, pairs: &[Pair], but_last: usize) -> Result<(), Stop> {
        for pair in pairs {
            if let Some(rule) = self.rules.get_mut(pair) {
                rule.hold = None;
            }
            let Some((index, side)) = self.link(pair) else {
                continue;
            };
            let bytes = self.conversations[index].lanes[side].release(but_last) as u64;
            let (from, to) = pair.clone();
            self.note(Fact::Released { from, to, bytes });
        }
        self.serve()?;
        self.wait_each(pairs, self.limits().step, |stage, pair| {
            let Some((index, side)) = stage.link(pair) else {
                return Ok(Wait::Done);
            };
            let unread = stage.unread(index, 1 - side)?.unwrap_or(0);
            let (from, by) = pair.clone();
            match stage.conversations[index].lanes[side].is_flushed() {
                true => Ok(Wait::Done),
                false => Ok(Wait::Pending(Failure::NotRead { from, by, unread })),
            }
        })
    }

    /// Waits until links have carried a line that the pattern matches.
    pub fn carries(
        &mut self,
        pairs: &[Pair],
        pattern: &Line,
        within: Duration,
    ) -> Result<(), Stop> {
        self.wait_each(pairs, within, |stage, pair| {
            let whose = whose(pair);
            let pattern = pattern.fill(&stage.values.of(whose));
            if let Some((index, side)) = stage.link(pair)
                && let Some((captured, end)) = stage.carried(index, side, &pattern)?
            {
                stage.conversations[index].lanes[side].taken = end;
                stage.values.capture(whose, captured);
                return Ok(Wait::Done);
            }
            stage.not_carried(pair, pattern.to_string())
        })
    }

    /// What the pattern captures in the next line that it matches, and where that line ends. The last line counts without
    /// its end once its sender has no more to say, or waits to read the answer.
    fn carried(
        &mut self,
        index: usize,
        side: usize,
        pattern: &Line,
    ) -> Result<Option<(Captured, usize)>, Stop> {
        let lane = &self.conversations[index].lanes[side];
        let found = lane
            .lines(lane.taken)
            .find_map(|(line, end)| Some((pattern.captures(&line)?, end)));
        if found.is_some() {
            return Ok(found);
        }
        let open = lane.open_line();
        let Some((line, end)) = open else {
            return Ok(None);
        };
        let Some(captured) = pattern.captures(&line) else {
            return Ok(None);
        };
        let is_whole = self.conversations[index].ends[side].is_some() || {
            self.look_again();
            self.has_said_all(index, side)?
        };
        Ok(is_whole.then_some((captured, end)))
    }

    /// All whole lines that a pair's links have carried, of each of its conversations.
    pub fn lines_of<'s>(&'s self, (from, to): &'s Pair) -> impl Iterator<Item = String> + 's {
        let links = self.conversations.iter().filter_map(move |conversation| {
            let mut members = conversation.members.iter();
            let side = members.position(|member| member == from)?;
            (conversation.members[1 - side] == *to).then_some(&conversation.lanes[side])
        });
        links.flat_map(|lane| lane.lines(0).map(|(line, _)| line))
    }

    /// Looks whether all lines that links carried and the pattern matches keep a rule.
    pub fn each(&mut self, pairs: &[Pair], pattern: &Line, rule: &Comparison) -> Result<(), Stop> {
        for pair in pairs {
            let (from, to) = pair.clone();
            let values = self.values.of(whose(pair));
            let pattern = pattern.fill(&values);
            let mut any = false;
            for line in self.lines_of(pair) {
                let Some(captured) = pattern.captures(&line) else {
                    continue;
                };
                any = true;
                let mut values = values.clone();
                values.extend(captured);
                if rule.holds(&values) != Some(true) {
                    return Err(Failure::RuleBroken {
                        from,
                        line: line.chars().take(TOLD).collect(),
                        rule: rule.told(&values),
                    }
                    .into());
                }
            }
            if !any {
                let expected = pattern.to_string();
                return Err(Failure::NotCarried { from, to, expected }.into());
            }
        }
        Ok(())
    }

    /// Links cut conversations on both sides.
    pub fn cut(&mut self, pairs: &[Pair], how: Cut) -> Result<(), Stop> {
        for pair in pairs {
            let Some((index, _)) = self.link(pair) else {
                continue;
            };
            let end = match how {
                Cut::Close => End::Closed,
                Cut::Reset => End::Reset,
            };
            self.conversations[index].cut(how);
            self.conversations[index].ends = [Some(end); 2];
            let (from, to) = pair.clone();
            self.note(Fact::Cut { from, to });
        }
        self.mark_printed();
        self.serve()?;
        self.resets_go()
    }

    /// Links add bytes to what a sender sends, ahead of what they hold.
    pub fn insert(&mut self, pairs: &[Pair], payload: &Payload) -> Result<(), Stop> {
        for pair in pairs {
            let Some((index, side)) = self.link(pair) else {
                continue;
            };
            let bytes = self.payload(payload, whose(pair));
            self.conversations[index].lanes[side].insert(&bytes);
            let (from, to) = pair.clone();
            self.note(Fact::Sent { from, to, bytes });
        }
        self.serve()
    }
}

/// Whose variables count on a link: those of the side that is one of a group.
fn whose(pair: &Pair) -> &Member {
    if pair.0.alone { &pair.1 } else { &pair.0 }
}
