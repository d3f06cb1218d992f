//! What a program may use, as resource limits of its process.

use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};

use super::error::{Failed, Stage};
use super::{layer, tool};
use crate::model::Limits;

/// Bounds on one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bounds {
    /// Bytes of memory that it and all that it starts may use together.
    pub memory: u64,
    /// Bytes that all of its machine may hold, where the kernel bounds that: what is in its folders and what the kernel keeps for it,
    /// too.
    pub held: u64,
    /// Processes and threads that there may be of them.
    pub processes: u64,
    /// Bytes that a file of theirs may have.
    pub file: u64,
    /// Seconds that they may spend on a processor, together.
    pub cpu_seconds: u64,
    /// Whether `family` looks at all of them together. What it counts is bounded for each process too, a little higher: who
    /// gets there has exceeded the limit itself, and can be told so.
    pub watched: bool,
    /// Bytes that fit into each of the machine's writable folders.
    pub room: u64,
    descriptors: u64,
    /// Bytes that a process may allocate.
    data: u64,
    /// How many processes and threads of others the kernel may count with those of this machine: none where it has users of its
    /// own; else all of the user's count, the desktop's too.
    others: u64,
}

/// Threads of glibc and of Python get stacks of this size.
const STACK: u64 = 4 << 20;
/// How many more processes the kernel allows than `family` does.
const SPARE: u64 = 16;
/// Bytes that the kernel keeps for a machine's programs, and counts as theirs: their stacks in it, the tables of their memory, what is in
/// sockets and pipes.
const KERNEL: u64 = 64 << 20;
/// How many more may come on the host while a program runs, where they count: no honest program is refused one, and one that makes
/// them without end ends here if it outruns those who look.
const CROWD: u64 = 2048;

impl Bounds {
    /// What a submission's programs may use, on a machine with users of its own or not.
    pub(super) fn program(limits: &Limits, isolated: bool) -> Self {
        // Stacks count in full, used or not.
        let stacks = (limits.processes.saturating_add(SPARE)).saturating_mul(STACK);
        let room = limits.file.saturating_mul(4);
        Self {
            memory: limits.memory,
            held: held(limits.memory, room),
            processes: limits.processes,
            file: limits.file,
            cpu_seconds: limits.cpu.as_secs().max(1),
            watched: true,
            room,
            descriptors: limits.descriptors,
            data: limits.memory.saturating_mul(2).saturating_add(stacks),
            others: others(isolated),
        }
    }

    /// What a tool that builds may use for as long as `limit`, on a machine of its own or not. The grader looks at it itself.
    pub(super) fn tool(limit: Duration, isolated: bool) -> Self {
        let room = 512 << 20;
        Self {
            memory: tool::MEMORY,
            held: held(tool::MEMORY, room) + layer::ROOM,
            processes: tool::PROCESSES,
            file: 512 << 20,
            // Its time ends it; a processor's would only be in the way of saying so.
            cpu_seconds: 4 * limit.as_secs().max(1),
            watched: false,
            room,
            descriptors: 4096,
            // What is held is looked at from outside, which can say so; this ends what asks for all at once.
            data: 4 * tool::MEMORY,
            others: others(isolated),
        }
    }

    /// Processes and threads that the kernel lets them make.
    pub(super) fn made(&self) -> u64 {
        self.above(self.processes, SPARE)
    }

    /// What the kernel is told of a limit that `family` looks at.
    fn above(&self, limit: u64, spare: u64) -> u64 {
        limit.saturating_add(if self.watched { spare } else { 0 })
    }

    /// Bounds this process, and all that it becomes.
    pub(super) fn impose(&self) -> Result<(), Failed> {
        // DATA and not AS: a program of forty threads reserves a gigabyte of addresses and uses seven megabytes.
        bound(Resource::Data, self.data, 0).stage("limit memory")?;
        bound(Resource::Stack, STACK, 0).stage("limit stacks")?;
        bound(Resource::Fsize, self.above(self.file, 1), 0).stage("limit files")?;
        bound(Resource::Nofile, self.descriptors, 0).stage("limit descriptors")?;
        bound(Resource::Core, 0, 0).stage("limit core dumps")?;
        // The second after it is the end of who ignores the signal.
        let seconds = self.above(self.cpu_seconds, 1);
        bound(Resource::Cpu, seconds, 1).stage("limit processor time")?;
        let processes = self.made().saturating_add(self.others);
        bound(Resource::Nproc, processes, 0).stage("limit processes")
    }
}

/// Lets this process open as many descriptors as it may at all: each check takes some twenty, and many are played at a time.
/// Programs and tools have bounds of their own.
pub fn open_more_descriptors() {
    let limit = getrlimit(Resource::Nofile);
    // Refused, it leaves what most hosts give: enough for a few checks at a time.
    let _ = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        },
    );
}

/// Bytes that a machine with two folders to write to may hold.
fn held(memory: u64, room: u64) -> u64 {
    (memory.saturating_add(room.saturating_mul(2))).saturating_add(KERNEL)
}

/// How many processes and threads of others may count with those of a machine, if it has users of its own or not.
fn others(isolated: bool) -> u64 {
    match isolated {
        true => 0,
        false => on_the_host().saturating_add(CROWD),
    }
}

/// How many processes and threads there are now, of all users: the second number of the fourth field (`proc_loadavg(5)`). Where that
/// cannot be read, as many as there may ever be.
fn on_the_host() -> u64 {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let field = load.split_ascii_whitespace().nth(3);
    let count = field.and_then(|field| field.split_once('/')?.1.parse().ok());
    count.unwrap_or(u64::from(u32::MAX))
}

/// Lowers a limit; one that the host has set lower already stays.
fn bound(resource: Resource, wanted: u64, reserve: u64) -> rustix::io::Result<()> {
    let most = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let maximum = wanted.saturating_add(reserve).min(most);
    setrlimit(
        resource,
        Rlimit {
            current: Some(wanted.min(maximum)),
            maximum: Some(maximum),
        },
    )
}
