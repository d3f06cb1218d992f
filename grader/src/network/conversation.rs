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

    /// Tells the wires to a program.
    pub fn wake_member(&mut self, member: &Member, ready: Ready) {
        for (side, other) in self.sides.iter_mut().zip(&self.members) {
            if let Side::Program(wire) = side
                && other == member
            {
                wire.wake(ready);
            }
        }
    }

    /// Whether nothing can happen on it any more.
    pub fn is_over(&self) -> bool {
        self.sides
            .iter()
            .all(|side| matches!(side, Side::Gone | Side::Script(_)))
    }

    /// Whether its programs have said all that they say on it, and nothing is left of that on the way.
    pub fn is_said(&self) -> bool {
        let has_said_all = |side: usize| match &self.sides[side] {
            Side::Program(_) => self.ends[side].is_some(),
            Side::Resetting(_) => false,
            Side::Script(_) | Side::Gone => true,
        };
        has_said_all(0) && has_said_all(1) && self.lanes.iter().all(Lane::is_empty)
    }

    /// Lets its wires go: no program has its end of them any more.
    pub fn let_go(&mut self) {
        for side in &mut self.sides {
            if let Side::Program(_) = side
                && let Side::Program(wire) = std::mem::replace(side, Side::Gone)
            {
                // Closed in order, it would keep its port for a minute.
                wire.reset();
            }
        }
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

    /// The script says something, of which nothing goes out before its stream ends, whether it closes or goes on reading.
    pub fn say_last(&mut self, side: usize, bytes: &[u8], now: Instant) {
        if let Side::Program(wire) = &self.sides[1 - side] {
            wire.keep_for_the_end();
        }
        self.lanes[side].send(bytes, Pieces::Whole);
        self.hand_on(side, now);
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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Shutdown, TcpListener, TcpStream};
    use std::time::Instant;

    use super::{Conversation, Side};
    use crate::model::Member;
    use crate::network::{Poller, Ready, Wire};

    /// A program's end of a connection, and our side.
    fn connected() -> (TcpStream, Side) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let program = TcpStream::connect(address).unwrap();
        let (ours, theirs) = listener.accept().unwrap();
        ours.set_nonblocking(true).unwrap();
        let wire = Wire::new(ours.into(), theirs, &mut Poller::new().unwrap());
        (program, Side::Program(wire.unwrap()))
    }

    fn member(actor: &str) -> Member {
        Member {
            actor: actor.into(),
            index: 0,
            alone: true,
        }
    }

    /// Moves what there is, until that is so.
    fn until(talk: &mut Conversation, so: impl Fn(&Conversation) -> bool) {
        while !so(talk) {
            let ready = Ready {
                readable: true,
                writable: true,
            };
            for side in &mut talk.sides {
                if let Side::Program(wire) = side {
                    wire.wake(ready);
                }
            }
            let _ = talk.pump(Instant::now());
        }
    }

    #[test]
    fn all_is_said_once_both_have_ended_and_heard_all() {
        let ((mut client, one), (mut server, other)) = (connected(), connected());
        let mut talk = Conversation::new([member("client"), member("server")], [one, other]);
        client.write_all(b"bonjour").unwrap();
        talk.lanes[0].hold(None);
        drop(client);
        until(&mut talk, |talk| talk.ends[0].is_some());
        assert!(!talk.is_said());
        server.shutdown(Shutdown::Write).unwrap();
        until(&mut talk, |talk| talk.ends[1].is_some());
        // The lane still holds something for the server.
        assert!(!talk.is_said());
        talk.lanes[0].release(0);
        until(&mut talk, Conversation::is_said);
        let mut heard = String::new();
        server.read_to_string(&mut heard).unwrap();
        assert_eq!(heard, "bonjour");
        assert!(!talk.is_over());
        talk.let_go();
        assert!(talk.is_over());
    }

    #[test]
    fn a_script_keeps_what_it_was_told() {
        let (mut client, side) = connected();
        let sides = [side, Side::Script(vec![])];
        let mut talk = Conversation::new([member("client"), member("echo")], sides);
        client.write_all(b"bonjour").unwrap();
        drop(client);
        until(&mut talk, Conversation::is_said);
        talk.let_go();
        assert!(talk.is_over());
        assert_eq!(talk.inbox(0), b"bonjour");
    }
}
