//! Conversations on the stage: they begin, are told what links are told, and move.

use std::time::{Duration, Instant};

use super::Stop;
use super::stage::{Progress, Stage};
use crate::machine::Endpoint;
use crate::model::{Fact, LimitKind, Line, Pieces};
use crate::network::{Conversation, End, Incident, Side};

/// A system acknowledges what arrives within a fraction of this, whatever its programs do.
const ACKNOWLEDGED: Duration = Duration::from_secs(2);

/// From where on a link holds.
#[derive(Debug, Clone)]
pub enum Hold {
    /// From now on.
    Now,
    /// From the first line that the pattern matches.
    From(Line),
}

/// What links are told to do before they exist.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// From which line on to hold, if at all.
    pub hold: Option<Hold>,
    /// How to cut.
    pub pieces: Option<Pieces>,
    /// By how much to delay.
    pub delay: Duration,
}

impl Stage<'_> {
    /// Begins a conversation.
    pub fn begin(&mut self, conversation: Conversation) -> usize {
        let index = self.conversations.len();
        let [from, to] = conversation.members.clone();
        self.conversations.push(conversation);
        for (side, pair) in [
            (0, (from.clone(), to.clone())),
            (1, (to.clone(), from.clone())),
        ] {
            if let Some(rule) = self.rules.get(&pair).cloned() {
                self.apply(index, side, &rule);
            }
        }
        self.live.push(index);
        self.note(Fact::Connected { from, to });
        index
    }

    /// Tells a lane what a rule says.
    pub fn apply(&mut self, index: usize, side: usize, rule: &Rule) {
        let lane = &mut self.conversations[index].lanes[side];
        if let Some(pieces) = rule.pieces {
            lane.pieces = pieces;
        }
        lane.delay = rule.delay;
        match &rule.hold {
            Some(Hold::From(line)) => lane.hold(Some(line.clone())),
            Some(Hold::Now) => lane.hold(None),
            None => {}
        }
    }

    pub fn serve_conversations(&mut self) -> Result<bool, Stop> {
        let mut moved = false;
        for index in self.live.clone() {
            moved |= self.serve_conversation(index)?;
            self.let_pieces_go(index)?;
            self.let_resets_go(index)?;
        }
        let conversations = &self.conversations;
        self.live.retain(|index| !conversations[*index].is_over());
        Ok(moved)
    }

    /// Moves what can be moved in one conversation, and notes it; whether there was anything.
    fn serve_conversation(&mut self, index: usize) -> Result<bool, Stop> {
        let traffic = self.limits().traffic;
        let conversation = &mut self.conversations[index];
        let incidents = conversation.pump(Instant::now());
        let members = conversation.members.clone();
        let mut over = None;
        let moved = !incidents.is_empty();
        for incident in incidents {
            let pair = |side: usize| (members[side].clone(), members[1 - side].clone());
            let fact = match incident {
                Incident::Sent(side, bytes) => {
                    let (from, to) = pair(side);
                    self.patience.heard();
                    let sent = self.used.traffic.entry(from.clone()).or_default();
                    *sent += bytes.len() as u64;
                    over = over.or((*sent > traffic).then_some(side));
                    Fact::Sent { from, to, bytes }
                }
                Incident::Ended(side, end) => {
                    let (from, to) = pair(side);
                    match end {
                        End::Closed => Fact::Ended { from, to },
                        End::Reset => Fact::Reset { from, to },
                    }
                }
            };
            self.note(fact);
        }
        match over {
            Some(side) => Err(self.limit_reached(&members[side], LimitKind::Traffic)),
            None => Ok(moved),
        }
    }

    /// Lets the next piece go where the program has read the last.
    fn let_pieces_go(&mut self, index: usize) -> Result<(), Stop> {
        for side in [0, 1] {
            if !self.conversations[index].lanes[side].awaits_reading() {
                continue;
            }
            if self.has_read_all(index, 1 - side)? {
                self.conversations[index].lanes[side].was_read();
                self.looks = 0;
                self.conversations[index].hand_on(side, Instant::now());
            }
            self.look_again();
        }
        Ok(())
    }

    /// Lets the reset of a program go where all has arrived that was sent before.
    fn let_resets_go(&mut self, index: usize) -> Result<(), Stop> {
        for side in [0, 1] {
            let conversation = &self.conversations[index];
            let Some(wire) = conversation.resetting(side) else {
                continue;
            };
            let (theirs, ours) = wire.addresses();
            let here = match self.programs.get(&conversation.members[side]) {
                Some(program) => program.machine.endpoint(ours, theirs)?,
                None => None,
            };
            if here.is_none_or(|here| here.unacked == 0 || here.probes) {
                self.conversations[index].reset(side);
            } else {
                self.look_again();
            }
        }
        Ok(())
    }

    /// Waits until the resets that were asked for have been sent.
    pub fn resets_go(&mut self) -> Result<(), Stop> {
        let under_way = |stage: &Self| {
            let sides = |index: &usize| {
                let conversation = &stage.conversations[*index];
                [0, 1]
                    .iter()
                    .any(|side| conversation.resetting(*side).is_some())
            };
            stage.live.iter().any(sides)
        };
        self.wait_until(ACKNOWLEDGED, |stage| {
            Ok(if under_way(stage) {
                Progress::Measuring
            } else {
                Progress::Done
            })
        })?;
        Ok(())
    }

    /// Whether the program on that side has read all that was sent to it.
    pub fn has_read_all(&self, index: usize, side: usize) -> Result<bool, Stop> {
        Ok(self.unread(index, side)?.is_none_or(|unread| unread == 0))
    }

    /// How many bytes the program on that side has not read, on their way or with it; `None` when it is gone.
    pub fn unread(&self, index: usize, side: usize) -> Result<Option<u64>, Stop> {
        Ok(self
            .under_way(index, side)?
            .map(|[on_their_way, with_it]| on_their_way + with_it))
    }

    /// How many bytes are on their way to the program on that side, and how many are with it and not read; `None` when it
    /// is gone.
    pub fn under_way(&self, index: usize, side: usize) -> Result<Option<[u64; 2]>, Stop> {
        let ends = self.ends(index, side)?;
        Ok(ends.map(|[here, there]| [u64::from(here.unacked), u64::from(there.unread)]))
    }

    /// Our end of the conversation with the program on that side, and the program's own; `None` when it is gone.
    pub fn ends(&self, index: usize, side: usize) -> Result<Option<[Endpoint; 2]>, Stop> {
        let conversation = &self.conversations[index];
        let Side::Program(wire) = &conversation.sides[side] else {
            return Ok(None);
        };
        let Some(program) = self.programs.get(&conversation.members[side]) else {
            return Ok(None);
        };
        let (theirs, ours) = wire.addresses();
        let here = program.machine.endpoint(ours, theirs)?;
        let there = program.machine.endpoint(theirs, ours)?;
        Ok(here.zip(there).map(|(here, there)| [here, there]))
    }

    /// Whether the program on that side has said all that it says before it is answered: it waits to read, has nothing
    /// else to do, and nothing that it sent is still on its way.
    pub fn has_said_all(&self, index: usize, side: usize) -> Result<bool, Stop> {
        let conversation = &self.conversations[index];
        let Side::Program(wire) = &conversation.sides[side] else {
            return Ok(false);
        };
        let Some(program) = self.programs.get(&conversation.members[side]) else {
            return Ok(false);
        };
        let (theirs, ours) = wire.addresses();
        let end = || program.machine.endpoint(theirs, ours);
        let Some(before) = end()? else {
            return Ok(false);
        };
        if !before.accepted || before.unread > 0 || !program.machine.waits_to_read(before.inode)? {
            return Ok(false);
        }
        // Its system keeps the rest of a line back until the beginning is acknowledged (Nagle's algorithm, RFC 896).
        wire.acknowledge();
        Ok(end()?.is_some_and(|after| after.unacked == 0) && !wire.has_more())
    }
}
