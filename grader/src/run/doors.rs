//! Where programs that dial find whom they dial.
//!
//! On a program's machine the grader listens in the server's place, as long as the server does: who dials a server that is
//! not there is refused, as on any network.

use std::collections::BTreeMap;
use std::iter;

use super::Stop;
use super::stage::Stage;
use crate::machine::Machine;
use crate::model::{Actor, By, Fact, LimitKind, Member};
use crate::network::{Conversation, Dialled, Door, Side, Wire, dial};

/// Programs that are taken in at once through a door; what they want is done before others are.
const AT_ONCE: usize = 64;
/// Conversations that may be open before it is looked which of them are over.
const MANY: usize = 64;

/// What programs have used of the network.
#[derive(Default)]
pub struct Used {
    /// Connections that each has made.
    connections: BTreeMap<Member, u64>,
    /// Bytes that each has sent, on all of its connections.
    pub traffic: BTreeMap<Member, u64>,
    /// Conversations that were still open when it was last looked.
    open: usize,
}

impl Stage<'_> {
    pub fn doors_for(
        &mut self,
        actor: &Actor,
        member: &Member,
        machine: &Machine,
        port: u16,
    ) -> Result<Vec<Door>, Stop> {
        let Some(dialled) = &actor.dials else {
            return Ok(vec![]);
        };
        let target = self.actor(dialled);
        let everywhere = self.has_usual_ports;
        let mut ports = if everywhere {
            self.ports(actor).to_vec()
        } else {
            vec![]
        };
        if !ports.contains(&port) {
            ports.push(port);
        }
        if target.by == By::Script {
            if self
                .scripts
                .iter()
                .any(|(other, script)| other.actor == *dialled && script.closed)
            {
                return Ok(vec![]);
            }
        } else {
            let server = partner(member, target);
            let Some(address) = self
                .programs
                .get(&server)
                .and_then(|server| server.listening)
            else {
                return Ok(vec![]);
            };
            if everywhere && !ports.contains(&address.port()) {
                ports.push(address.port());
            }
        }
        let mut doors = Vec::new();
        for v6 in [false, true] {
            for port in &ports {
                match machine
                    .socket(v6)
                    .map(|socket| Door::open(socket, v6, *port, &mut self.poller))
                {
                    Ok(Ok(door)) => doors.push(door),
                    // Without IPv6 on this host, its addresses are nobody's.
                    _ if v6 => {}
                    Ok(Err(error)) => return Err(error.into()),
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(doors)
    }

    /// Opens doors for programs that were launched before the servers that they dial.
    pub fn open_doors_to(&mut self, servers: &[Member]) -> Result<(), Stop> {
        let waiting: Vec<Member> = self
            .programs
            .iter()
            .filter(|(member, program)| {
                let dials = self.actor(&member.actor).dials.as_deref();
                program.doors.is_empty()
                    && servers.iter().any(|server| dials == Some(&server.actor))
            })
            .map(|(member, _)| member.clone())
            .collect();
        for member in waiting {
            let Some(mut program) = self.programs.remove(&member) else {
                continue;
            };
            let actor = self.actor(&member.actor);
            let doors = self.doors_for(actor, &member, &program.machine, program.port);
            program.doors = doors?;
            self.programs.insert(member, program);
        }
        Ok(())
    }

    /// Closes the doors to a scripted server.
    pub fn close_doors_to(&mut self, name: &str) {
        for (member, program) in &mut self.programs {
            if self
                .check
                .cast
                .get(&member.actor)
                .and_then(|actor| actor.dials.as_deref())
                == Some(name)
            {
                program.doors.clear();
            }
        }
    }

    /// Takes in some of the programs that dialled, and dials for them; whether there were any.
    pub fn accept(&mut self) -> Result<bool, Stop> {
        self.let_finished_go()?;
        let most = self.limits().connections;
        let mut came = Vec::new();
        for (member, program) in &mut self.programs {
            for door in &mut program.doors {
                let port = door.port();
                for accepted in iter::from_fn(|| door.accept().transpose()).take(AT_ONCE) {
                    let (socket, from) = accepted?;
                    came.push((member.clone(), socket, from, port));
                }
            }
        }
        let any = !came.is_empty();
        for (member, socket, from, port) in came {
            let made = self.used.connections.entry(member.clone()).or_default();
            *made += 1;
            if *made > most {
                return Err(self.limit_reached(&member, LimitKind::Connections));
            }
            let wire = Wire::new(socket, from, &mut self.poller)?;
            let actor = self.actor(&member.actor);
            let Some(dialled) = &actor.dials else {
                continue;
            };
            let target = self.actor(dialled);
            let server = partner(&member, target);
            if target.by == By::Script {
                let sides = [Side::Program(wire), Side::Script(vec![])];
                let index = self.begin(Conversation::new([member, server.clone()], sides));
                self.scripts
                    .get_mut(&server)
                    .expect("it is scripted")
                    .joined(index, port);
                continue;
            }
            match self.dial_server(&server)? {
                Some(onward) => {
                    let sides = [Side::Program(wire), Side::Program(onward)];
                    self.begin(Conversation::new([member, server], sides));
                }
                None => {
                    wire.reset();
                    self.note(Fact::Refused {
                        from: member,
                        to: server,
                    });
                }
            }
        }
        Ok(any)
    }

    /// Lets the descriptors of conversations go that are over on both sides, once there are many: the grader has only so many.
    fn let_finished_go(&mut self) -> Result<(), Stop> {
        // As many again as there were left, so that this costs each of them little.
        if self.live.len() < MANY.max(2 * self.used.open) {
            return Ok(());
        }
        for index in self.live.clone() {
            if self.conversations[index].is_said() && !self.is_held(index)? {
                self.conversations[index].let_go();
            }
        }
        let conversations = &self.conversations;
        self.live.retain(|index| !conversations[*index].is_over());
        self.used.open = self.live.len();
        Ok(())
    }

    /// Whether a program still has its end of a conversation. Nothing can be told any more of one that none has.
    fn is_held(&self, index: usize) -> Result<bool, Stop> {
        let conversation = &self.conversations[index];
        for (side, member) in conversation.sides.iter().zip(&conversation.members) {
            if let (Side::Program(wire), Some(program)) = (side, self.programs.get(member)) {
                let (theirs, ours) = wire.addresses();
                let end = program.machine.endpoint(theirs, ours)?;
                if end.is_some_and(|end| end.accepted) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Dials a program on its machine; `None` when it refuses.
    fn dial_server(&mut self, server: &Member) -> Result<Option<Wire>, Stop> {
        let Some(program) = self.programs.get(server) else {
            return Ok(None);
        };
        let Some(address) = program.listening else {
            return Ok(None);
        };
        let socket = program.machine.socket(address.is_ipv6())?;
        match dial(&socket, address)? {
            Dialled::Connected | Dialled::UnderWay => {
                Ok(Some(Wire::new(socket, address, &mut self.poller)?))
            }
            Dialled::Refused => Ok(None),
        }
    }
}

/// The member of `target` whom `member` dials.
pub fn partner(member: &Member, target: &Actor) -> Member {
    let alone = target.count == 1;
    Member {
        actor: target.name.clone(),
        index: if alone {
            0
        } else {
            member.index % target.count
        },
        alone,
    }
}
