//! What a program may use, as resource limits of its process.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};

use super::error::{Failed, Stage};
use crate::model::Limits;

/// Bounds on one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bounds {
    memory: u64,
    processes: u64,
    /// Whether the kernel counts the processes of this machine alone, and not all of the user's, the desktop's too.
    own_users: bool,
    file: u64,
    descriptors: u64,
    cpu_seconds: u64,
}

/// Threads of glibc and of Python get stacks of this size.
const STACK: u64 = 4 << 20;

impl Bounds {
    pub(super) fn isolated(limits: &Limits) -> Self {
        Self {
            own_users: true,
            ..Self::plain(limits)
        }
    }

    pub(super) fn plain(limits: &Limits) -> Self {
        Self {
            memory: limits.memory,
            processes: limits.processes,
            own_users: false,
            file: limits.file,
            descriptors: limits.descriptors,
            cpu_seconds: limits.cpu.as_secs().max(1),
        }
    }

    /// Bytes of memory that a program and all that it starts may use together.
    pub(super) fn memory(&self) -> u64 {
        self.memory
    }

    /// Processes and threads that there may be of them.
    pub(super) fn processes(&self) -> u64 {
        self.processes
    }

    /// Seconds that they may spend on a processor, together.
    pub(super) fn cpu_seconds(&self) -> u64 {
        self.cpu_seconds
    }

    /// Bytes that a file of theirs may have.
    pub(super) fn file(&self) -> u64 {
        self.file
    }

    /// Bytes that fit into each of the machine's writable folders.
    pub(super) fn folder(&self) -> u64 {
        self.file.saturating_mul(4)
    }

    /// Bounds this process, and all that it becomes. What `family` counts for all of them together is bounded for each
    /// process too, a little higher: who gets there has exceeded the limit itself, and can be told so.
    pub(super) fn impose(&self) -> Result<(), Failed> {
        let processes = self.processes.saturating_add(16);
        // DATA and not AS: a program of forty threads reserves a gigabyte of addresses and uses seven megabytes. Stacks
        // count in full, used or not.
        let data = self
            .memory
            .saturating_mul(2)
            .saturating_add(processes.saturating_mul(STACK));
        bound(Resource::Data, data, 0).stage("limit memory")?;
        bound(Resource::Stack, STACK, 0).stage("limit stacks")?;
        bound(Resource::Fsize, self.file.saturating_add(1), 0).stage("limit files")?;
        bound(Resource::Nofile, self.descriptors, 0).stage("limit descriptors")?;
        bound(Resource::Core, 0, 0).stage("limit core dumps")?;
        // Here a second more is enough; the one after it is the end of who ignores the signal.
        bound(Resource::Cpu, self.cpu_seconds.saturating_add(1), 1)
            .stage("limit processor time")?;
        if self.own_users {
            bound(Resource::Nproc, processes, 0).stage("limit processes")?;
        }
        Ok(())
    }
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
