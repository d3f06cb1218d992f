//! Scripted servers that answer by themselves, and what is waited for of what they receive.

use std::time::Duration;

use super::stage::{Stage, Wait};
use super::{Stop, values};
use crate::model::{Fact, Failure, LimitKind, Line, Member};
use crate::network::{self, End};

/// Messages that a script takes which answers by itself: it keeps them, and what it has answered.
pub const MESSAGES: usize = 10_000;
/// How many messages are told of those among which one was missed.
const TOLD: usize = 200;
/// How much of them, together.
const BYTES: usize = 128 << 10;

impl Stage<'_> {
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
                // As a server that writes to somebody who does not read: it reads no more either.
                while self.conversations[index].lanes[side].room() > 0
                    && let Some((line, taken)) = self.whole_message(index, 1 - side)?
                {
                    let to = self.conversations[index].members[1 - side].clone();
                    if self.scripts[&member].received.len() >= MESSAGES {
                        return Err(self.limit_reached(&to, LimitKind::Messages));
                    }
                    if let Some(most) = actor.connections {
                        let others = self.scripts[&member].conversations.iter();
                        let spoken = others.filter(|other| {
                            **other == index || self.conversations[**other].taken[1 - side] > 0
                        });
                        if spoken.count() as u64 > most {
                            let most = most.to_string();
                            return Err(self.limited(&to, LimitKind::Connections, most));
                        }
                    }
                    self.conversations[index].taken[1 - side] += taken;
                    let mut nonce = values::word(&mut self.source);
                    if !line.is_ascii() {
                        // Who prints it prints what is not ASCII, too.
                        nonce.pop();
                        nonce.push('é');
                    }
                    let text = answer.fill_with(|name| match name {
                        "line" => Some(line.clone()),
                        "nonce" => Some(nonce.clone()),
                        _ => None,
                    });
                    let bytes = format!("{text}\n").into_bytes();
                    self.conversations[index].lanes[side].send(&bytes, actor.pieces);
                    for bytes in network::told(&bytes, actor.pieces) {
                        let (from, to) = (member.clone(), to.clone());
                        self.note(Fact::Sent { from, to, bytes });
                    }
                    let script = self
                        .scripts
                        .get_mut(&member)
                        .expect("it is one of the scripts");
                    script.received.push(line);
                    script.nonces.push(nonce);
                    answered = true;
                }
                answered |= self.leave_answered(index, side, &member);
            }
        }
        Ok(answered)
    }

    /// Lets a server end its stream, as servers do, once its client has ended its own and has all its answers: whoever reads until
    /// the server leaves would wait for that. Says whether it did.
    fn leave_answered(&mut self, index: usize, side: usize, member: &Member) -> bool {
        let conversation = &mut self.conversations[index];
        let is_over = conversation.ends[1 - side] == Some(End::Closed)
            && conversation.lanes[1 - side].is_empty()
            && conversation.inbox(1 - side).is_empty();
        if !is_over || conversation.lanes[side].ending {
            return false;
        }
        conversation.half_close(side);
        let (from, to) = (member.clone(), conversation.members[1 - side].clone());
        self.note(Fact::Ended { from, to });
        true
    }

    /// Self-answering servers wait for a message that the pattern matches.
    pub fn received(
        &mut self,
        members: &[Member],
        pattern: &Line,
        within: Duration,
    ) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let pattern = pattern.fill(&stage.values.of(member));
            let script = &stage.scripts[member];
            let found = script
                .received
                .iter()
                .find_map(|line| pattern.captures(line));
            if let Some(captured) = found {
                stage.values.capture(member, captured);
                return Ok(Wait::Done);
            }
            let failure = Failure::NotReceived {
                by: member.clone(),
                expected: pattern.to_string(),
                got: told(&script.received),
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
}

/// The messages that a failure holds: the last ones, and of each no more than its beginning.
fn told(received: &[String]) -> Vec<String> {
    let last = &received[received.len().saturating_sub(TOLD)..];
    let room = BYTES / TOLD;
    last.iter()
        .map(|line| line.chars().take(room).collect())
        .collect()
}
