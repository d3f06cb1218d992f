//! A conversation between two actors, carried and recorded.

use std::time::Instant;

use super::{End, Lane, Ready, Wire};
use crate::model::{Cut, Member, Pieces};

/// Bytes that are taken from a side at once; whoever has more is asked again.
const AT_ONCE: usize = 1 << 20;

/// One side of a conversation.
#[derive(Debug)]
pub enum Side {
    /// A program.
    Program(Wire),
    /// A program that is about to see a reset.
    Resetting(Wire),
    /// The check's script: what was received for it.
    Script(Vec<u8>),
    /// Nobody any more.
    Gone,
}

/// What happened on a conversation since it was last looked at.
#[derive(Debug, PartialEq, Eq)]
pub enum Incident {
    /// The side (0 dialled, 1 was dialled) sent bytes.
    Sent(usize, Vec<u8>),
    /// The side ended its stream.
    Ended(usize, End),
}

/// A conversation: who dialled is side 0, who was dialled is side 1; lane `i` carries what side `i` sends.
#[derive(Debug)]
pub struct Conversation {
    /// Who takes part.
    pub members: [Member; 2],
    /// The sides.
    pub sides: [Side; 2],
    /// What each side sends.
    pub lanes: [Lane; 2],
    /// How each side's stream ended, once it has.
    pub ends: [Option<End>; 2],
    /// Up to where the script has taken what each side sent.
    pub taken: [usize; 2],
    /// Whether the line that the script took last from a side was not ended, so that its end may still come.
    pub open_line: [bool; 2],
}

impl Conversation {
    /// A conversation that begins.
    pub fn new(members: [Member; 2], sides: [Side; 2]) -> Self {
        Self {
            members,
            sides,
            lanes: [Lane::default(), Lane::default()],
            ends: [None, None],
            taken: [0, 0],
            open_line: [false, false],
        }
    }

    /// Tells the wires what the poller said.
    pub fn wake(&mut self, number: usize, ready: Ready) -> bool {
        let mut woken = false;
        for side in &mut self.sides {
            if let Side::Program(wire) | Side::Resetting(wire) = side
                && wire.number() == number
            {
                wire.wake(ready);
                woken = true;
            }
        }
        woken
    }

    /// Whether nothing can happen on it any more.
    pub fn is_over(&self) -> bool {
        self.sides
            .iter()
            .all(|side| matches!(side, Side::Gone | Side::Script(_)))
    }

    /// Moves what can be moved, in both directions, and says what happened.
    #[must_use]
    pub fn pump(&mut self, now: Instant) -> Vec<Incident> {
        let mut incidents = Vec::new();
        for from in [0, 1] {
            self.take_in(from, &mut incidents);
            self.hand_on(from, now);
        }
        // What one side took may have made room for the other to send.
        for from in [0, 1] {
            self.take_in(from, &mut incidents);
        }
        incidents
    }

    /// Reads what a program sent, as far as there is room.
    fn take_in(&mut self, from: usize, incidents: &mut Vec<Incident>) {
        let Side::Program(wire) = &mut self.sides[from] else {
            return;
        };
        let lane = &mut self.lanes[from];
        let mut left = AT_ONCE;
        while let Some(bytes) = wire.read(lane.room().min(left)) {
            left -= bytes.len();
            lane.push(&bytes);
            incidents.push(Incident::Sent(from, bytes));
        }
        if self.ends[from].is_none()
            && let Some(end) = wire.ended
        {
            self.ends[from] = Some(end);
            lane.ending = true;
            incidents.push(Incident::Ended(from, end));
        }
    }

    /// Hands on what may go of what a side has sent.
    pub fn hand_on(&mut self, from: usize, now: Instant) {
        let to = 1 - from;
        let lane = &mut self.lanes[from];
        match &mut self.sides[to] {
            Side::Program(wire) => {
                lane.flow(now, |bytes| wire.write(bytes));
                if wire.deaf {
                    lane.clear();
                }
            }
            Side::Script(inbox) => lane.flow(now, |bytes| {
                inbox.extend_from_slice(bytes);
                bytes.len()
            }),
            Side::Resetting(_) | Side::Gone => lane.clear(),
        }
        if self.ends[from] == Some(End::Reset) {
            // A reset overtakes what lanes hold, as it does on a real network.
            if let Side::Program(_) = self.sides[to] {
                self.end_side(to, Cut::Reset);
            }
            if let Side::Program(_) = self.sides[from] {
                self.sides[from] = Side::Gone;
            }
        } else if self.lanes[from].ending
            && self.lanes[from].is_empty()
            && let Side::Program(wire) = &mut self.sides[to]
        {
            wire.shut();
        }
    }

    /// The script's side, if it has one.
    pub fn script(&self) -> Option<usize> {
        self.sides
            .iter()
            .position(|side| matches!(side, Side::Script(_)))
    }

    /// What side `from` sent to the script and the script has not taken.
    pub fn inbox(&self, from: usize) -> &[u8] {
        match &self.sides[1 - from] {
            Side::Script(inbox) => &inbox[self.taken[from].min(inbox.len())..],
            Side::Program(_) | Side::Resetting(_) | Side::Gone => &[],
        }
    }

    /// The script says something, of which nothing goes out before its stream ends.
    pub fn say_last(&mut self, side: usize, bytes: &[u8]) {
        if let Side::Program(wire) = &self.sides[1 - side] {
            wire.keep_for_the_end();
        }
        self.lanes[side].send(bytes, Pieces::Whole);
    }

    /// The script ends its stream.
    pub fn half_close(&mut self, side: usize) {
        self.lanes[side].ending = true;
    }

    /// The script leaves, in order or by a reset.
    pub fn leave(&mut self, side: usize, how: Cut) {
        self.end_side(1 - side, how);
        self.sides[side] = Side::Gone;
    }

    /// Both sides are cut off.
    pub fn cut(&mut self, how: Cut) {
        self.end_side(0, how);
        self.end_side(1, how);
    }

    /// The wire of a side that is about to see a reset.
    pub fn resetting(&self, side: usize) -> Option<&Wire> {
        match &self.sides[side] {
            Side::Resetting(wire) => Some(wire),
            Side::Program(_) | Side::Script(_) | Side::Gone => None,
        }
    }

    /// Sends the reset that a side is about to see. It must not overtake, within the kernel, what was sent before it: one
    /// whose number is ahead of what has arrived is not believed (RFC 5961, section 3.2), and never sent again.
    pub fn reset(&mut self, side: usize) {
        if let Side::Resetting(_) = &self.sides[side]
            && let Side::Resetting(wire) = std::mem::replace(&mut self.sides[side], Side::Gone)
        {
            wire.reset();
        }
    }

    fn end_side(&mut self, side: usize, how: Cut) {
        self.sides[side] = match std::mem::replace(&mut self.sides[side], Side::Gone) {
            Side::Program(wire) => match how {
                Cut::Close => {
                    wire.close();
                    Side::Gone
                }
                Cut::Reset => Side::Resetting(wire),
            },
            other => other,
        };
        self.lanes[1 - side].clear();
    }
}
