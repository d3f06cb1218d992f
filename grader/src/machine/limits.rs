//! What a program may use, as resource limits of its process.

use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};

use super::error::{Failed, Stage};
use super::tool;
use crate::model::Limits;

/// Bounds on one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bounds {
    memory: u64,
    /// Not on a plain machine: there it would count all processes of the user, the ones of the desktop too.
    processes: Option<u64>,
    file: u64,
    descriptors: u64,
    cpu_seconds: u64,
    /// Bytes that fit into each of the machine's writable folders.
    room: u64,
}

/// Threads of glibc and of Python get stacks of this size, which count as memory: two hundred must fit.
const STACK: u64 = 4 << 20;

impl Bounds {
    pub(super) fn isolated(limits: &Limits) -> Self {
        Self {
            processes: Some(limits.processes),
            ..Self::plain(limits)
        }
    }

    pub(super) fn plain(limits: &Limits) -> Self {
        Self {
            memory: limits.memory,
            processes: None,
            file: limits.file,
            descriptors: limits.descriptors,
            cpu_seconds: limits.cpu.as_secs().max(1),
            room: limits.file.saturating_mul(4),
        }
    }

    /// What a tool that builds may use for as long as `limit`, on a machine of its own or not.
    pub(super) fn tool(limit: Duration, isolated: bool) -> Self {
        Self {
            memory: tool::MEMORY + (1 << 30),
            processes: isolated.then_some(tool::PROCESSES),
            file: 512 << 20,
            descriptors: 4096,
            cpu_seconds: limit.as_secs().max(1),
            room: 512 << 20,
        }
    }

    /// Bytes that fit into each of the machine's writable folders.
    pub(super) fn folder(&self) -> u64 {
        self.room
    }

    /// Bounds this process, and all that it becomes.
    pub(super) fn impose(&self) -> Result<(), Failed> {
        // DATA and not AS: a program of forty threads reserves a gigabyte of addresses and uses seven megabytes.
        bound(Resource::Data, self.memory, 0).stage("limit memory")?;
        bound(Resource::Stack, STACK, 0).stage("limit stacks")?;
        bound(Resource::Fsize, self.file, 0).stage("limit files")?;
        bound(Resource::Nofile, self.descriptors, 0).stage("limit descriptors")?;
        bound(Resource::Core, 0, 0).stage("limit core dumps")?;
        // The first second over the limit is a signal that names it, the next one the end.
        bound(Resource::Cpu, self.cpu_seconds, 1).stage("limit processor time")?;
        if let Some(processes) = self.processes {
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
