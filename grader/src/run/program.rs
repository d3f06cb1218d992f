//! The programs of a check: launching, listening, talking on standard streams, ending.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;

use rustix::io::Errno;

use super::Stop;
use super::answering::MESSAGES;
use super::stage::Stage;
use crate::machine::{Ended, Machine, Process, Signal};
use crate::model::{Exit, Fact, Failure, LimitKind, Member, Stream};
use crate::network::{Door, Poller, Ready};

/// Bytes of a program's output that are read at a time.
const PART: usize = 256 << 10;
/// Bytes of it that are kept at the most, the middle being left out: half as many once it is more.
const KEPT: usize = 2 << 20;
/// Bytes of its beginning that are kept whatever follows.
const BEGINNING: usize = 64 << 10;

/// A program that was launched.
pub struct Running {
    /// Where it runs.
    pub machine: Machine,
    /// Where it listens, once it does.
    pub listening: Option<SocketAddr>,
    /// How it ended, once it has and all that it printed is read.
    pub exit: Option<Exit>,
    /// What it printed on standard output and on standard error, the middle left out where that is much.
    pub printed: [Vec<u8>; 2],
    /// How many bytes that were.
    pub written: [u64; 2],
    /// How many these were when the script last left or cut a conversation.
    pub written_before: [u64; 2],
    /// The port that it was given.
    pub port: u16,
    process: Process,
    outputs: [Output; 2],
    input: VecDeque<u8>,
    input_ends: bool,
    input_ready: bool,
    input_number: usize,
    /// Where it finds whom it dials.
    pub doors: Vec<Door>,
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

    /// Keeps what it printed: the beginning, and the end.
    fn keep(&mut self, which: usize, bytes: &[u8]) {
        self.written[which] += bytes.len() as u64;
        let printed = &mut self.printed[which];
        printed.extend_from_slice(bytes);
        if printed.len() > KEPT {
            let excess = printed.len() - KEPT / 2;
            printed.drain(BEGINNING..BEGINNING + excess);
        }
    }

    /// What it printed on a stream.
    pub fn output(&self, stream: Stream) -> Vec<u8> {
        match stream {
            Stream::Stdout => self.printed[0].clone(),
            Stream::Stderr => self.printed[1].clone(),
            // What ends the one has nothing to do with what begins the other.
            Stream::Any => {
                let printed = self.printed.iter().filter(|one| !one.is_empty());
                printed.map(Vec::as_slice).collect::<Vec<_>>().join(&b'\n')
            }
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

    /// The inode of its standard input, while that is open.
    pub fn input(&self) -> Option<u64> {
        self.process.input()
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
    /// Reads and writes the standard streams of all programs, and sees who ended.
    pub fn serve_programs(&mut self) -> Result<(), Stop> {
        let members: Vec<Member> = self.programs.keys().cloned().collect();
        for member in members {
            self.serve_program(&member)?;
        }
        Ok(())
    }

    fn serve_program(&mut self, member: &Member) -> Result<(), Stop> {
        let limit = self.limits().output;
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
            loop {
                let program = self.programs.get_mut(member).expect("it was there");
                let bytes = program.read_output(which, PART);
                if bytes.is_empty() {
                    break;
                }
                program.keep(which, &bytes);
                let written: u64 = program.written.iter().sum();
                self.note(Fact::Printed {
                    actor: member.clone(),
                    error: which == 1,
                    bytes,
                });
                if written > limit {
                    return Err(self.limit_reached(member, LimitKind::Output));
                }
            }
        }
        match ended {
            None => Ok(()),
            Some(Ended::CannotExecute(why)) => Err(Failure::CannotExecute {
                actor: member.clone(),
                why,
            }
            .into()),
            Some(Ended::Exited(exit)) => {
                self.hear_out(member)?;
                self.has_exited(member, exit);
                Ok(())
            }
            Some(Ended::OverLimit(limit)) => {
                self.has_exited(member, Exit::Signal(libc::SIGKILL));
                Err(self.limit_reached(member, limit))
            }
        }
    }

    /// Takes what a program had sent that has ended, whether or not it was told that something came: it comes before its end.
    fn hear_out(&mut self, member: &Member) -> Result<(), Stop> {
        let ready = Ready {
            readable: true,
            writable: false,
        };
        if let Some(program) = self.programs.get_mut(member) {
            program.doors.iter_mut().for_each(|door| door.wake(ready));
        }
        while self.accept()? {}
        for index in &self.live {
            self.conversations[*index].wake_member(member, ready);
        }
        self.serve_conversations()?;
        Ok(())
    }

    fn has_exited(&mut self, member: &Member, exit: Exit) {
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
    }

    /// A limit ends a program, and the check with it.
    pub fn limit_reached(&mut self, actor: &Member, limit: LimitKind) -> Stop {
        let limits = self.limits();
        let allowed = match limit {
            LimitKind::Output => size(limits.output),
            LimitKind::Traffic => size(limits.traffic),
            LimitKind::Connections => limits.connections.to_string(),
            LimitKind::Messages => MESSAGES.to_string(),
            LimitKind::File => size(limits.file),
            LimitKind::Cpu => format!("{} s", limits.cpu.as_secs()),
            LimitKind::Memory => size(limits.memory),
            LimitKind::Processes => limits.processes.to_string(),
        };
        self.limited(actor, limit, allowed)
    }

    /// A program was allowed so much of something, and no more.
    pub fn limited(&mut self, actor: &Member, limit: LimitKind, allowed: String) -> Stop {
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
}

impl Running {
    /// A program that was just launched.
    pub fn new(
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
            written: [0, 0],
            written_before: [0, 0],
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

/// A number of bytes in words.
fn size(bytes: u64) -> String {
    match bytes {
        bytes if bytes >= 1 << 20 => format!("{} MiB", bytes >> 20),
        bytes if bytes >= 1 << 10 => format!("{} KiB", bytes >> 10),
        bytes => format!("{bytes} B"),
    }
}
