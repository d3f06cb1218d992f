//! What scripted clients and servers do, and what they wait for.

use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use super::Stop;
use super::doors::partner;
use super::stage::{Stage, Wait};
use crate::model::{Cut, Fact, Failure, Member, Payload, Pieces};
use crate::network::{self, Conversation, Dialled, Side, Wire, dial};

/// A scripted actor.
#[derive(Debug, Default)]
pub struct Script {
    /// Its conversations, in order.
    pub conversations: Vec<usize>,
    /// The ports on which programs found it.
    pub ports: Vec<u16>,
    /// How many conversations its steps have accepted.
    pub accepted: usize,
    /// Whether it refuses connections.
    pub closed: bool,
    /// The messages that it received, where it answers by itself.
    pub received: Vec<String>,
    /// What it answered: the words that no program could have guessed.
    pub nonces: Vec<String>,
    /// The lines that were expected so far.
    pub expected: Vec<String>,
    /// The connection under way.
    dialling: Option<OwnedFd>,
}

impl Script {
    /// A program dialled it.
    pub fn joined(&mut self, conversation: usize, port: u16) {
        self.conversations.push(conversation);
        self.ports.push(port);
    }
}

impl Stage<'_> {
    /// The conversation that a scripted actor is in: its last.
    pub fn current(&self, member: &Member) -> Option<usize> {
        self.scripts.get(member)?.conversations.last().copied()
    }

    /// The conversation of a scripted actor, the side that it is, and its partner.
    pub fn talk(&self, member: &Member) -> Option<(usize, usize, Member)> {
        let index = self.current(member)?;
        let conversation = &self.conversations[index];
        let side = conversation
            .members
            .iter()
            .position(|other| other == member)?;
        Some((index, side, conversation.members[1 - side].clone()))
    }

    /// Scripted clients connect, at the pace at which the server empties its queue.
    pub fn connect(&mut self, members: &[Member], to: &str, within: Duration) -> Result<(), Stop> {
        let target = self.actor(to);
        self.wait_each(members, within, |stage, member| {
            let server = partner(member, target);
            let refused = || Failure::Refused {
                actor: member.clone(),
                by: server.clone(),
            };
            let full = || Failure::NotAccepted {
                actor: member.clone(),
                by: server.clone(),
            };
            let Some(program) = stage.programs.get(&server) else {
                return Err(refused().into());
            };
            let Some(address) = program.listening else {
                return Err(refused().into());
            };
            let script = stage
                .scripts
                .get_mut(member)
                .expect("a client that connects is scripted");
            let socket = match script.dialling.take() {
                Some(socket) => socket,
                None => {
                    let found = program.machine.listeners()?;
                    let queue = found
                        .iter()
                        .find(|state| state.address.port() == address.port());
                    if queue.is_some_and(|queue| queue.queued >= queue.backlog.max(1)) {
                        stage.look_again();
                        return Ok(Wait::Pending(full()));
                    }
                    program.machine.socket(address.is_ipv6())?
                }
            };
            match dial(&socket, address)? {
                Dialled::Connected => {
                    let wire = Wire::new(socket, address, &mut stage.poller)?;
                    let sides = [Side::Script(vec![]), Side::Program(wire)];
                    let talk = Conversation::new([member.clone(), server], sides);
                    let index = stage.begin(talk);
                    let script = stage.scripts.get_mut(member).expect("it was there");
                    script.conversations.push(index);
                    Ok(Wait::Done)
                }
                Dialled::UnderWay => {
                    stage
                        .scripts
                        .get_mut(member)
                        .expect("it was there")
                        .dialling = Some(socket);
                    stage.look_again();
                    Ok(Wait::Pending(full()))
                }
                Dialled::Refused => {
                    stage.note(Fact::Refused {
                        from: member.clone(),
                        to: server.clone(),
                    });
                    Err(refused().into())
                }
            }
        })
    }

    /// Scripted servers wait for the programs that dial them.
    pub fn accept_from(
        &mut self,
        members: &[Member],
        from: &str,
        within: Duration,
    ) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let script = &stage.scripts[member];
            if script.conversations.len() > script.accepted {
                stage
                    .scripts
                    .get_mut(member)
                    .expect("it was there")
                    .accepted += 1;
                return Ok(Wait::Done);
            }
            let actor = stage.actor(from);
            let dialler = super::stage::members_of(actor)
                .into_iter()
                .find(|dialler| partner(dialler, stage.actor(&member.actor)) == *member);
            let Some(dialler) = dialler else {
                return Ok(Wait::Done);
            };
            let ports = stage.ports(actor).to_vec();
            match stage
                .programs
                .get(&dialler)
                .and_then(|program| program.exit)
            {
                Some(exit) => Err(Failure::ExitedBeforeConnecting {
                    actor: dialler,
                    exit,
                }
                .into()),
                None => Ok(Wait::Pending(Failure::NeverConnected {
                    actor: dialler,
                    ports,
                })),
            }
        })
    }

    /// What a payload is for a member.
    pub fn payload(&self, payload: &Payload, member: &Member) -> Vec<u8> {
        match payload {
            Payload::Text { text, end } => {
                let mut bytes = text.fill(&self.values.of(member)).into_bytes();
                bytes.extend(end.0.as_bytes());
                bytes
            }
            Payload::Bytes(bytes) => bytes.clone(),
        }
    }

    /// Scripts send, and wait until all is with the network.
    pub fn send(
        &mut self,
        members: &[Member],
        payload: &Payload,
        pieces: Pieces,
        times: u32,
        queued: bool,
        within: Duration,
    ) -> Result<(), Stop> {
        for member in members {
            let bytes = self.payload(payload, member);
            let Some((index, side, to)) = self.talk(member) else {
                continue;
            };
            for _ in 0..times {
                self.conversations[index].lanes[side].send(&bytes, pieces);
            }
            let bytes = bytes.repeat(if times > 1 { 2 } else { 1 });
            for bytes in network::told(&bytes, pieces) {
                let (from, to) = (member.clone(), to.clone());
                self.note(Fact::Sent { from, to, bytes });
            }
        }
        self.serve()?;
        if queued {
            return Ok(());
        }
        self.wait_each(members, within, |stage, member| {
            let Some((index, side, to)) = stage.talk(member) else {
                return Ok(Wait::Done);
            };
            if stage.conversations[index].lanes[side].is_flushed() {
                return Ok(Wait::Done);
            }
            let unread = stage.unread(index, 1 - side)?.unwrap_or(0);
            Ok(Wait::Pending(Failure::NotRead {
                from: member.clone(),
                by: to,
                unread,
            }))
        })
    }

    /// Scripts end their streams and go on reading; what they say with it arrives together with the end.
    pub fn half_close(&mut self, members: &[Member], last: Option<&Payload>) -> Result<(), Stop> {
        for member in members {
            let Some((index, side, to)) = self.talk(member) else {
                continue;
            };
            self.say_last(member, last);
            self.conversations[index].half_close(side);
            self.note(Fact::Ended {
                from: member.clone(),
                to,
            });
        }
        self.serve()
    }

    /// A script says something that arrives together with the end of its stream.
    fn say_last(&mut self, member: &Member, last: Option<&Payload>) {
        let bytes = last.map(|last| self.payload(last, member));
        if let (Some(bytes), Some((index, side, to))) = (bytes, self.talk(member)) {
            self.conversations[index].say_last(side, &bytes, Instant::now());
            let from = member.clone();
            self.note(Fact::Sent { from, to, bytes });
        }
    }

    /// Scripts leave; who hears what they say with it has nobody to answer.
    pub fn leave(
        &mut self,
        members: &[Member],
        how: Cut,
        last: Option<&Payload>,
    ) -> Result<(), Stop> {
        for member in members {
            let Some((index, side, to)) = self.talk(member) else {
                continue;
            };
            self.say_last(member, last);
            self.leave_one(index, side, member, to, how);
        }
        self.mark_printed();
        self.serve()?;
        self.resets_go()
    }

    fn leave_one(&mut self, index: usize, side: usize, member: &Member, to: Member, how: Cut) {
        if matches!(self.conversations[index].sides[side], Side::Gone) {
            return;
        }
        self.conversations[index].leave(side, how);
        let from = member.clone();
        self.note(match how {
            Cut::Close => Fact::Ended { from, to },
            Cut::Reset => Fact::Reset { from, to },
        });
    }

    /// Scripted servers refuse connections from here on, and close those they have.
    pub fn stop_listening(&mut self, members: &[Member]) -> Result<(), Stop> {
        for member in members {
            self.close_doors_to(&member.actor);
            let script = self.scripts.get_mut(member).expect("it is scripted");
            script.closed = true;
            for index in script.conversations.clone() {
                if let Some(side) = self.conversations[index].script() {
                    let to = self.conversations[index].members[1 - side].clone();
                    self.leave_one(index, side, member, to, Cut::Close);
                }
            }
        }
        self.mark_printed();
        self.serve()
    }

    /// What programs print from here on, they print knowing that somebody left.
    pub fn mark_printed(&mut self) {
        for program in self.programs.values_mut() {
            program.written_before = program.written;
        }
    }

    /// Scripts stop reading, or read again.
    pub fn pause_reading(&mut self, members: &[Member], paused: bool) -> Result<(), Stop> {
        for member in members {
            let Some((index, side, _)) = self.talk(member) else {
                continue;
            };
            if let Side::Program(wire) = &mut self.conversations[index].sides[1 - side] {
                wire.paused = paused;
            }
        }
        self.serve()
    }
}
