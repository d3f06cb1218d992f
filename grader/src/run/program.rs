//! The programs of a check: launching, listening, talking on standard streams, ending.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::fd::OwnedFd;
use std::time::Duration;

use rand::RngExt;
use rustix::io::Errno;

use super::Stop;
use super::stage::{Stage, Wait};
use crate::judge;
use crate::machine::{Ended, Launch, ListenerState, Machine, Process, Signal};
use crate::model::{
    Actor, AddressForm, By, Conduct, Doubt, Exit, Fact, Failure, IsolationKind, LimitKind,
    Listener, Member, Stream, Template,
};
use crate::network::{Conversation, Dialled, Door, Poller, Ready, Side, Wire, dial};

/// A program that was launched.
pub struct Running {
    /// Where it runs.
    pub machine: Machine,
    /// Where it listens, once it does.
    pub listening: Option<SocketAddr>,
    /// How it ended, once it has and all that it printed is read.
    pub exit: Option<Exit>,
    /// What it printed on standard output and on standard error.
    pub printed: [Vec<u8>; 2],
    /// How much of that it had printed when the script last left or cut a conversation.
    pub printed_before: [usize; 2],
    /// The port that it was given.
    pub port: u16,
    process: Process,
    outputs: [Output; 2],
    input: VecDeque<u8>,
    input_ends: bool,
    input_ready: bool,
    input_number: usize,
    doors: Vec<Door>,
}

struct Output {
    number: usize,
    ready: bool,
    open: bool,
}

impl Running {
    /// Notes what the poller said.
    pub fn wake(&mut self, number: usize, ready: Ready) {
        for output in &mut self.outputs {
            output.ready |= output.number == number;
        }
        if self.input_number == number {
            self.input_ready |= ready.writable;
        }
        for door in self.doors.iter_mut().filter(|door| door.number() == number) {
            door.wake(ready);
        }
    }

    /// All that it printed on a stream.
    pub fn output(&self, stream: Stream) -> Vec<u8> {
        match stream {
            Stream::Stdout => self.printed[0].clone(),
            Stream::Stderr => self.printed[1].clone(),
            Stream::Any => self.printed.concat(),
        }
    }

    /// Queues lines for its standard input.
    pub fn type_in(&mut self, bytes: &[u8]) {
        self.input.extend(bytes);
    }

    /// Ends its standard input once what is queued is written.
    pub fn end_input(&mut self) {
        self.input_ends = true;
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) -> Result<(), Stop> {
        if self.exit.is_none() {
            self.process.signal(signal)?;
        }
        Ok(())
    }

    fn read_output(&mut self, which: usize, room: usize) -> Vec<u8> {
        let output = &mut self.outputs[which];
        let fd: &OwnedFd = if which == 0 {
            &self.process.stdout
        } else {
            &self.process.stderr
        };
        let mut all = Vec::new();
        while output.open && output.ready && all.len() < room {
            let mut buffer = vec![0; 16 << 10];
            match rustix::io::read(fd, buffer.as_mut_slice()) {
                Ok(0) => output.open = false,
                Ok(count) => all.extend_from_slice(&buffer[..count]),
                Err(Errno::AGAIN) => output.ready = false,
                Err(Errno::INTR) => {}
                Err(_) => output.open = false,
            }
        }
        all
    }

    fn write_input(&mut self) {
        let Some(fd) = &self.process.stdin else {
            return;
        };
        while self.input_ready && !self.input.is_empty() {
            match rustix::io::write(fd, self.input.as_slices().0) {
                Ok(count) => {
                    self.input.drain(..count);
                }
                Err(Errno::AGAIN) => self.input_ready = false,
                Err(Errno::INTR) => {}
                // It does not read any more: what is left is nobody's.
                Err(_) => self.input.clear(),
            }
        }
        if self.input_ends && self.input.is_empty() {
            self.process.stdin = None;
        }
    }
}

impl Stage<'_> {
    /// Launches a program, with the doors open that it may dial.
    pub fn launch(
        &mut self,
        member: &Member,
        arguments: Option<&[Template]>,
        form: Option<AddressForm>,
        elsewhere: bool,
    ) -> Result<(), Stop> {
        let actor = self.actor(&member.actor);
        let performer = self.performer(actor)?;
        let form = form.unwrap_or(performer.approach.form);
        let plain = self.setting.host.isolation().kind == IsolationKind::Plain;
        if plain && !performer.approach.heeds && !elsewhere {
            return Err(Stop::Doubt(Doubt::NeedsIsolation {
                role: Some(actor.role.clone()),
            }));
        }
        let mut machine = self.setting.host.machine(self.limits())?;
        let usual = self.ports(actor);
        let port = match usual.first() {
            _ if plain => machine.free_port(),
            Some(_) if elsewhere => loop {
                let port = self.source.random_range(20_000..30_000);
                if !usual.contains(&port) {
                    break port;
                }
            },
            Some(first) => *first,
            None => machine.free_port(),
        };
        let doors = self.doors_for(actor, member, &machine, port, plain)?;
        let rest = arguments
            .or(actor.arguments.as_deref())
            .unwrap_or(&self.role(actor).arguments);
        let values = self.values.of(member);
        let mut words = form.arguments(port);
        words.extend(rest.iter().map(|word| word.fill(&values)));
        let launch = Launch {
            program: performer.program.clone(),
            arguments: words.clone(),
        };
        let process = machine.launch(&launch)?;
        self.note(Fact::Launched {
            actor: member.clone(),
            arguments: words,
        });
        let running = Running::new(machine, process, port, doors, &mut self.poller)?;
        self.programs.insert(member.clone(), running);
        Ok(())
    }

    /// Waits until launched servers listen, each where it can be dialled.
    pub fn wait_listening(
        &mut self,
        members: &[Member],
        within: Duration,
        may_exit: bool,
        at_address: bool,
    ) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let program = stage
                .programs
                .get(member)
                .expect("a server is waited for once launched");
            if let Some(exit) = program.exit {
                return match exit {
                    Exit::Code(0) if may_exit => Ok(Wait::Done),
                    exit => Err(Failure::ExitedBeforeListening {
                        actor: member.clone(),
                        exit,
                    }
                    .into()),
                };
            }
            stage.look_again();
            let found = stage.programs[member].machine.listeners()?;
            let listens: Vec<Listener> = found
                .iter()
                .map(|state| Listener {
                    address: state.address,
                })
                .collect();
            let asked = stage.programs[member].port;
            let Some(address) = choose(&found, asked) else {
                return Ok(Wait::Pending(match listens.is_empty() {
                    true => Failure::NeverListened {
                        actor: member.clone(),
                    },
                    false => Failure::Unreachable {
                        actor: member.clone(),
                        listens,
                    },
                }));
            };
            if at_address && (address.port() != asked || !reaches_v4(&found, asked)) {
                return stage.listens_elsewhere(member, asked, listens);
            }
            stage.note(Fact::Listening {
                actor: member.clone(),
                at: listens,
            });
            stage
                .programs
                .get_mut(member)
                .expect("it was there")
                .listening = Some(address);
            Ok(Wait::Done)
        })?;
        self.open_doors_to(members)
    }

    /// A server that listens elsewhere may be about to listen where it was told: not once it waits for clients.
    fn listens_elsewhere(
        &mut self,
        member: &Member,
        asked: u16,
        listens: Vec<Listener>,
    ) -> Result<Wait, Stop> {
        let asked = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), asked);
        let failure = Failure::ListensElsewhere {
            actor: member.clone(),
            asked,
            listens,
        };
        let busy = |stage: &Self| Ok::<_, Stop>(stage.programs[member].machine.usage()?.busy_ns);
        let before = busy(self)?;
        self.linger(Duration::from_millis(30));
        if busy(self)? == before {
            Err(failure.into())
        } else {
            Ok(Wait::Pending(failure))
        }
    }

    /// Reads and writes the standard streams of all programs, and sees who ended.
    pub fn serve_programs(&mut self) -> Result<(), Stop> {
        let members: Vec<Member> = self.programs.keys().cloned().collect();
        for member in members {
            self.serve_program(&member)?;
        }
        Ok(())
    }

    fn serve_program(&mut self, member: &Member) -> Result<(), Stop> {
        let limit = usize::try_from(self.limits().output).unwrap_or(usize::MAX);
        let program = self
            .programs
            .get_mut(member)
            .expect("it is one of the programs");
        program.write_input();
        if program.exit.is_some() {
            return Ok(());
        }
        // Its end is looked at first: what it printed before is then all in the pipes.
        let ended = program.process.exit()?;
        if ended.is_some() {
            program
                .outputs
                .iter_mut()
                .for_each(|output| output.ready = true);
        }
        for which in [0, 1] {
            let room = (limit + 1).saturating_sub(program.printed.iter().map(Vec::len).sum());
            let bytes = program.read_output(which, room);
            if bytes.is_empty() {
                continue;
            }
            program.printed[which].extend_from_slice(&bytes);
            self.recorder.note(Fact::Printed {
                actor: member.clone(),
                error: which == 1,
                bytes,
            });
        }
        if program.printed.iter().map(Vec::len).sum::<usize>() > limit {
            return Err(self.limit_reached(member, LimitKind::Output));
        }
        match ended {
            None => Ok(()),
            Some(Ended::CannotExecute(why)) => Err(Failure::CannotExecute {
                actor: member.clone(),
                why,
            }
            .into()),
            Some(Ended::Exited(exit)) => self.has_exited(member, exit),
        }
    }

    fn has_exited(&mut self, member: &Member, exit: Exit) -> Result<(), Stop> {
        self.note(Fact::Exited {
            actor: member.clone(),
            exit,
        });
        let program = self
            .programs
            .get_mut(member)
            .expect("it is one of the programs");
        program.exit = Some(exit);
        program.listening = None;
        // Who dials it from now on is refused, as on any network.
        let dialling: Vec<Member> = self
            .programs
            .keys()
            .filter(|other| self.actor(&other.actor).dials.as_deref() == Some(&member.actor))
            .cloned()
            .collect();
        let gone = |program: &Running| program.exit.is_some();
        if self
            .programs
            .iter()
            .filter(|(other, _)| other.actor == member.actor)
            .all(|(_, p)| gone(p))
        {
            for other in dialling {
                self.programs
                    .get_mut(&other)
                    .expect("it is one of the programs")
                    .doors
                    .clear();
            }
        }
        match judge::limit_of(exit) {
            Some(limit) => Err(self.limit_reached(member, limit)),
            None => Ok(()),
        }
    }

    /// A limit ends a program, and the check with it.
    pub fn limit_reached(&mut self, actor: &Member, limit: LimitKind) -> Stop {
        let limits = self.limits();
        let allowed = match limit {
            LimitKind::Output => size(limits.output),
            LimitKind::Traffic => size(limits.traffic),
            LimitKind::File => size(limits.file),
            LimitKind::Cpu => format!("{} s", limits.cpu.as_secs()),
        };
        let actor = actor.clone();
        self.note(Fact::LimitReached {
            actor: actor.clone(),
            limit,
            allowed: allowed.clone(),
        });
        Failure::Limit {
            actor,
            limit,
            allowed,
        }
        .into()
    }

    fn doors_for(
        &mut self,
        actor: &Actor,
        member: &Member,
        machine: &Machine,
        port: u16,
        plain: bool,
    ) -> Result<Vec<Door>, Stop> {
        let Some(dialled) = &actor.dials else {
            return Ok(vec![]);
        };
        let target = self.actor(dialled);
        let mut ports = if plain {
            vec![]
        } else {
            self.ports(actor).to_vec()
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
            if !plain && !ports.contains(&address.port()) {
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
    fn open_doors_to(&mut self, servers: &[Member]) -> Result<(), Stop> {
        let plain = self.setting.host.isolation().kind == IsolationKind::Plain;
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
            let Some(program) = self.programs.remove(&member) else {
                continue;
            };
            let actor = self.actor(&member.actor);
            let doors = self.doors_for(actor, &member, &program.machine, program.port, plain);
            self.programs.insert(
                member,
                Running {
                    doors: doors?,
                    ..program
                },
            );
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

    /// Takes in the programs that dialled, and dials for them.
    pub fn accept(&mut self) -> Result<(), Stop> {
        let mut came = Vec::new();
        for (member, program) in &mut self.programs {
            for door in &mut program.doors {
                while let Some((socket, from)) = door.accept()? {
                    came.push((member.clone(), socket, from, door.port()));
                }
            }
        }
        for (member, socket, from, port) in came {
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
        Ok(())
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

impl Running {
    fn new(
        machine: Machine,
        process: Process,
        port: u16,
        doors: Vec<Door>,
        poller: &mut Poller,
    ) -> Result<Self, Stop> {
        let mut output = |fd: &OwnedFd| {
            Ok::<_, Stop>(Output {
                number: poller.watch(fd)?,
                ready: true,
                open: true,
            })
        };
        let outputs = [output(&process.stdout)?, output(&process.stderr)?];
        let status = poller.watch(&process.status)?;
        let input_number = match &process.stdin {
            Some(fd) => poller.watch(fd)?,
            None => status,
        };
        Ok(Self {
            machine,
            listening: None,
            exit: None,
            printed: [vec![], vec![]],
            printed_before: [0, 0],
            port,
            process,
            outputs,
            input: VecDeque::new(),
            input_ends: false,
            input_ready: true,
            input_number,
            doors,
        })
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

/// Where to dial a server: on the port that it was given if it listens there, else on the lowest.
fn choose(found: &[ListenerState], asked: u16) -> Option<SocketAddr> {
    let reachable = |address: SocketAddr| {
        let ip: IpAddr = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        ip.is_loopback()
            .then(|| SocketAddr::new(ip, address.port()))
    };
    found
        .iter()
        .filter_map(|state| reachable(state.address))
        .min_by_key(|address| (address.port() != asked, address.is_ipv6(), address.port()))
}

/// Whether what is dialled at 127.0.0.1 on that port reaches the server.
fn reaches_v4(found: &[ListenerState], port: u16) -> bool {
    found.iter().any(|state| {
        state.address.port() == port
            && match state.address.ip() {
                IpAddr::V4(ip) => ip.is_unspecified() || ip == Ipv4Addr::LOCALHOST,
                // Such a socket takes both families on this system.
                IpAddr::V6(ip) => ip.is_unspecified(),
            }
    })
}

/// A number of bytes in words.
fn size(bytes: u64) -> String {
    match bytes {
        bytes if bytes >= 1 << 20 => format!("{} MiB", bytes >> 20),
        bytes if bytes >= 1 << 10 => format!("{} KiB", bytes >> 10),
        bytes => format!("{bytes} B"),
    }
}

/// Whether the actor's role listens.
pub fn listens(stage: &Stage<'_>, actor: &Actor) -> bool {
    matches!(stage.role(actor).conduct, Conduct::Listens { .. })
}
