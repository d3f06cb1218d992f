//! What scripted clients and servers do, and what they wait for.

use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use super::program::partner;
use super::stage::{Stage, Wait};
use super::{Stop, values};
use crate::judge::matching::{self, Match};
use crate::model::{
    Cut, Expectation, Fact, Failure, Likeness, Line, Member, Payload, Pieces, Template, Variables,
};
use crate::network::{Conversation, Dialled, End, Side, Wire, dial};

/// How long a wrong line is given to become whole, so that it is shown whole.
const WHOLE: Duration = Duration::from_millis(100);

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
    fn current(&self, member: &Member) -> Option<usize> {
        self.scripts.get(member)?.conversations.last().copied()
    }

    /// The conversation of a scripted actor, the side that it is, and its partner.
    fn talk(&self, member: &Member) -> Option<(usize, usize, Member)> {
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
            self.note(Fact::Sent {
                from: member.clone(),
                to,
                bytes,
            });
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

    /// Scripts wait for a message each.
    pub fn expect(
        &mut self,
        members: &[Member],
        what: &Expectation,
        within: Duration,
    ) -> Result<(), Stop> {
        let mut wrong_since: Option<Instant> = None;
        self.wait_each(members, within, |stage, member| match what {
            Expectation::Line(templates) => {
                let values = stage.values.of(member);
                stage.expect_line(member, templates, &values, &mut wrong_since)
            }
            Expectation::Match(pattern) => stage.expect_match(member, pattern),
        })
    }

    fn expect_line(
        &mut self,
        member: &Member,
        templates: &[Template],
        values: &Variables,
        wrong_since: &mut Option<Instant>,
    ) -> Result<Wait, Stop> {
        let expected: Vec<String> = templates
            .iter()
            .map(|template| template.fill(values))
            .collect();
        let at = member.clone();
        let Some((index, side, _)) = self.talk(member) else {
            return Err(Failure::EndedEarly {
                at,
                expected,
                got: vec![],
                reset: false,
            }
            .into());
        };
        let from = 1 - side;
        self.skip_open_end(index, from);
        let got = self.conversations[index].inbox(from).to_vec();
        let ended = self.conversations[index].ends[from];
        match matching::line(&got, &expected) {
            Match::Yes { taken, ended } => {
                self.conversations[index].taken[from] += taken;
                self.conversations[index].open_line[from] = !ended;
                let script = self
                    .scripts
                    .get_mut(member)
                    .expect("who expects is scripted");
                script.expected = expected;
                Ok(Wait::Done)
            }
            Match::No { wrong_at } => {
                let since = *wrong_since.get_or_insert_with(Instant::now);
                let whole = matching::first_line(&got).is_some() || ended.is_some();
                let likeness = self.likeness(member, &got, &expected, templates);
                let failure = Failure::WrongAnswer {
                    at,
                    expected,
                    got,
                    wrong_at,
                    likeness,
                };
                if whole || since.elapsed() > WHOLE {
                    return Err(failure.into());
                }
                self.look_again();
                Ok(Wait::Pending(failure))
            }
            Match::Perhaps => match ended {
                Some(end) => Err(Failure::EndedEarly {
                    at,
                    expected,
                    got,
                    reset: end == End::Reset,
                }
                .into()),
                None => Ok(Wait::Pending(Failure::NoAnswer { at, expected, got })),
            },
        }
    }

    /// The end of a line that was taken without it may have come since.
    fn skip_open_end(&mut self, index: usize, from: usize) {
        let conversation = &mut self.conversations[index];
        if !conversation.open_line[from] {
            return;
        }
        let inbox = conversation.inbox(from);
        let end = usize::from(inbox.starts_with(b"\r"));
        if inbox.get(end) == Some(&b'\n') {
            conversation.taken[from] += end + 1;
        }
        if !inbox_is_end_only(conversation.inbox(from)) {
            conversation.open_line[from] = false;
        }
    }

    fn likeness(
        &self,
        member: &Member,
        got: &[u8],
        expected: &[String],
        templates: &[Template],
    ) -> Likeness {
        let fill = |other: &Member| {
            let values = self.values.of(other);
            templates
                .iter()
                .map(move |template| template.fill(&values))
                .collect::<Vec<_>>()
        };
        let others = self
            .scripts
            .keys()
            .filter(|other| other.index != member.index);
        let others: Vec<String> = others
            .flat_map(fill)
            .filter(|line| !expected.contains(line))
            .collect();
        matching::likeness(got, expected, &others, &self.scripts[member].expected)
    }

    fn expect_match(&mut self, member: &Member, pattern: &Line) -> Result<Wait, Stop> {
        let expected = vec![format!("/{}/", pattern.0.as_str())];
        let at = member.clone();
        let Some((index, side, _)) = self.talk(member) else {
            return Err(Failure::EndedEarly {
                at,
                expected,
                got: vec![],
                reset: false,
            }
            .into());
        };
        let from = 1 - side;
        self.skip_open_end(index, from);
        let got = self.conversations[index].inbox(from).to_vec();
        let Some((line, taken)) = self.whole_message(index, from)? else {
            return match self.conversations[index].ends[from] {
                Some(end) => Err(Failure::EndedEarly {
                    at,
                    expected,
                    got,
                    reset: end == End::Reset,
                }
                .into()),
                None => Ok(Wait::Pending(Failure::NoAnswer { at, expected, got })),
            };
        };
        match matching::captures(&pattern.0, &line) {
            Some(captured) => {
                self.conversations[index].taken[from] += taken;
                self.values.capture(member, captured);
                Ok(Wait::Done)
            }
            None => Err(Failure::WrongAnswer {
                at,
                expected,
                got,
                wrong_at: 0,
                likeness: Likeness::Unknown,
            }
            .into()),
        }
    }

    /// The next message that a program sent to a script, and the bytes that it takes: a line, or what is there when
    /// the program has ended its stream or waits to read the answer without having ended its line.
    fn whole_message(
        &mut self,
        index: usize,
        from: usize,
    ) -> Result<Option<(String, usize)>, Stop> {
        let conversation = &self.conversations[index];
        let inbox = conversation.inbox(from);
        let text = |line: &[u8]| String::from_utf8_lossy(line).into_owned();
        if let Some((line, taken)) = matching::first_line(inbox) {
            return Ok(Some((text(line), taken)));
        }
        if inbox.is_empty() {
            return Ok(None);
        }
        let (line, taken) = (text(inbox), inbox.len());
        let is_whole = conversation.ends[from].is_some() || {
            self.look_again();
            self.waits_to_read(index, from)?
        };
        // What it sent before it began to wait is here by now; more may have come while we looked.
        self.conversations[index].pump(Instant::now(), u64::MAX);
        if !is_whole || self.conversations[index].inbox(from).len() != taken {
            return Ok(None);
        }
        self.conversations[index].open_line[from] = true;
        Ok(Some((line, taken)))
    }

    /// Lets the scripted servers that answer by themselves answer what they received.
    pub fn answer(&mut self) -> Result<bool, Stop> {
        let mut answered = false;
        let members: Vec<Member> = self.scripts.keys().cloned().collect();
        for member in members {
            let actor = self.actor(&member.actor);
            let Some(answer) = &actor.answers else {
                continue;
            };
            for index in self.scripts[&member].conversations.clone() {
                let Some(side) = self.conversations[index].script() else {
                    continue;
                };
                self.skip_open_end(index, 1 - side);
                while let Some((line, taken)) = self.whole_message(index, 1 - side)? {
                    self.conversations[index].taken[1 - side] += taken;
                    let nonce = values::word(&mut self.source);
                    let text = answer.fill_with(|name| match name {
                        "line" => Some(line.clone()),
                        "nonce" => Some(nonce.clone()),
                        _ => None,
                    });
                    let bytes = format!("{text}\n").into_bytes();
                    self.conversations[index].lanes[side].send(&bytes, actor.pieces);
                    let to = self.conversations[index].members[1 - side].clone();
                    self.note(Fact::Sent {
                        from: member.clone(),
                        to,
                        bytes,
                    });
                    let script = self
                        .scripts
                        .get_mut(&member)
                        .expect("it is one of the scripts");
                    script.received.push(line);
                    script.nonces.push(nonce);
                    answered = true;
                }
            }
        }
        Ok(answered)
    }

    /// Self-answering servers wait for a message that the pattern matches.
    pub fn received(
        &mut self,
        members: &[Member],
        pattern: &Line,
        within: Duration,
    ) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let script = &stage.scripts[member];
            let found = script
                .received
                .iter()
                .find_map(|line| matching::captures(&pattern.0, line));
            if let Some(captured) = found {
                stage.values.capture(member, captured);
                return Ok(Wait::Done);
            }
            let failure = Failure::NotReceived {
                by: member.clone(),
                expected: pattern.0.as_str().to_owned(),
                got: script.received.clone(),
            };
            let diallers: Vec<(&Member, _)> = stage
                .programs
                .iter()
                .filter(|(other, _)| {
                    stage.actor(&other.actor).dials.as_deref() == Some(&member.actor)
                })
                .collect();
            if script.conversations.is_empty()
                && let [(dialler, program)] = diallers[..]
            {
                let actor = dialler.clone();
                let ports = stage.ports(stage.actor(&dialler.actor)).to_vec();
                return match program.exit {
                    Some(exit) => Err(Failure::ExitedBeforeConnecting { actor, exit }.into()),
                    None => Ok(Wait::Pending(Failure::NeverConnected { actor, ports })),
                };
            }
            match !diallers.is_empty() && diallers.iter().all(|(_, program)| program.exit.is_some())
            {
                true => Err(failure.into()),
                false => Ok(Wait::Pending(failure)),
            }
        })
    }

    /// Scripts wait until their peers have ended the stream.
    pub fn expect_end(&mut self, members: &[Member], within: Duration) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let Some((index, side, _)) = stage.talk(member) else {
                return Ok(Wait::Done);
            };
            let conversation = &stage.conversations[index];
            let got = conversation.inbox(1 - side).to_vec();
            match conversation.ends[1 - side] {
                Some(_) => Ok(Wait::Done),
                None => Ok(Wait::Pending(Failure::NotEnded {
                    at: member.clone(),
                    got,
                })),
            }
        })
    }

    /// Scripts end their streams and go on reading.
    pub fn half_close(&mut self, members: &[Member]) -> Result<(), Stop> {
        for member in members {
            let Some((index, side, to)) = self.talk(member) else {
                continue;
            };
            self.conversations[index].half_close(side);
            self.note(Fact::Ended {
                from: member.clone(),
                to,
            });
        }
        self.serve()
    }

    /// Scripts leave.
    pub fn leave(&mut self, members: &[Member], how: Cut) -> Result<(), Stop> {
        for member in members {
            let Some((index, side, to)) = self.talk(member) else {
                continue;
            };
            self.leave_one(index, side, member, to, how);
        }
        self.mark_printed();
        self.serve()
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
            program.printed_before = [program.printed[0].len(), program.printed[1].len()];
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

/// Whether all that is there is a part of a line's end.
fn inbox_is_end_only(inbox: &[u8]) -> bool {
    inbox.is_empty() || inbox == b"\r"
}
