//! Whether the programs of a machine can still go on by themselves.
//!
//! They cannot when each of their threads is blocked in a call that ends only when something happens, nothing is on its
//! way to them, and no timer of theirs is set. What is not understood is never taken for rest: a look that finds any of it
//! finds nothing, and the caller's deadline decides.

use std::fs::{self, Metadata};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::net::sockopt::{
    Timeout, socket_domain, socket_peercred, socket_protocol, socket_timeout,
};
use rustix::net::{AddressFamily, ipproto};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};

use super::Machine;
use super::call::{Awaits, Call, Look};
use super::error::MachineError;
use super::look::{self, read, threads};
use super::network::{self, Conversation};
use crate::model::IsolationKind;

/// Programs that were found blocked, and the network between them and the grader. Two equal ones mean that nothing has
/// happened in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    threads: Vec<Blocked>,
    network: Vec<Conversation>,
}

/// A thread that is blocked, or is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    pub(super) process: u32,
    folder: PathBuf,
    /// What it is blocked in; `None` when it has ended and nobody has asked for its end yet.
    pub(super) look: Option<Look>,
}

/// How programs stand, whatever may be on its way to them.
#[derive(Debug, PartialEq, Eq)]
pub enum Stand {
    /// All their threads are blocked.
    Blocked(Vec<Blocked>),
    /// A thread waits for the host: for a disk, or for memory.
    Disk,
    /// A thread may go on by itself.
    Goes,
}

/// So many threads are looked at for one that waits for a disk, once one was found that goes on.
const MOST_BESIDE: usize = 64;

impl Machine {
    /// How the programs stand: blocked is each of their threads that is in a call that ends only when something happens.
    pub fn stand(&self) -> Result<Stand, MachineError> {
        stand(&look::programs(self.control.pid()), Call::is_endless)
    }

    /// How programs that were just found blocked rest, as far as connections tell; `None` when something is on its way.
    pub fn rest(&self, threads: Vec<Blocked>) -> Result<Option<Rest>, MachineError> {
        let conversations = super::lock(&self.diag).conversations()?;
        let listeners = self.listeners()?;
        let conversations = match self.kind {
            IsolationKind::Isolated => conversations,
            // The host's other conversations are nobody's business.
            IsolationKind::Landlock | IsolationKind::Plain => {
                let mut pids: Vec<u32> = threads.iter().map(|thread| thread.process).collect();
                pids.dedup();
                network::of(&look::sockets(&pids)?, &listeners, &conversations)
            }
        };
        Ok(
            network::is_quiet(&conversations, &listeners).then_some(Rest {
                threads,
                network: conversations,
            }),
        )
    }

    /// Whether nothing else will wake programs that rest like this: no timer is set, no socket has a time-out, and no
    /// descriptor leads to where the grader cannot look.
    pub fn sleeps_on(&self, rest: &Rest) -> Result<bool, MachineError> {
        let mut process = None;
        for thread in &rest.threads {
            if process != Some(thread.process) {
                process = Some(thread.process);
                if self.may_be_woken(thread.process)? {
                    return Ok(false);
                }
            }
            if let Some(look) = &thread.look
                && has_timeout(thread.process, look)
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a process has set a timer, or holds something that may wake it without the grader's knowing.
    fn may_be_woken(&self, pid: u32) -> Result<bool, MachineError> {
        let folder = PathBuf::from(format!("/proc/{pid}"));
        // Timers of `timer_create(2)`; a kernel that does not list them leaves it open.
        if read(&folder.join("timers"))?.is_none_or(|timers| !timers.is_empty()) {
            return Ok(true);
        }
        if awaits_alarm(&read(&folder.join("status"))?.unwrap_or_default()) {
            return Ok(true);
        }
        for (number, target) in look::links(pid)? {
            let path = folder.join(format!("fd/{number}"));
            let told = match target.as_str() {
                "anon_inode:[eventpoll]"
                | "anon_inode:[eventfd]"
                | "anon_inode:[signalfd]"
                | "anon_inode:[pidfd]"
                | "anon_inode:inotify"
                | "/dev/null"
                | "/dev/zero"
                | "/dev/full"
                | "/dev/random"
                | "/dev/urandom" => true,
                "anon_inode:[timerfd]" => !is_armed(&folder.join(format!("fdinfo/{number}")))?,
                target if target.starts_with("pipe:[") => true,
                // Whoever is at the other end may be anybody where programs share the host's network.
                target if target.starts_with("socket:[") => {
                    self.kind == IsolationKind::Isolated || is_known(pid, number)
                }
                _ => fs::metadata(&path).is_ok_and(|found| is_ordinary(&found)),
            };
            if !told {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// How the threads of these processes stand, each of which is blocked if it is in a call that counts.
pub(super) fn stand(pids: &[u32], counts: impl Fn(&Call) -> bool) -> Result<Stand, MachineError> {
    let mut found = Vec::new();
    // Of a machine on which nothing lives any more, the end is about to be told.
    if pids.is_empty() {
        return Ok(Stand::Goes);
    }
    for (which, pid) in pids.iter().enumerate() {
        let folders = threads(*pid)?;
        // It has gone since it was listed, and whom it left behind may not have been.
        if folders.is_empty() {
            return Ok(Stand::Goes);
        }
        let alone = folders.len() == 1;
        for (at, folder) in folders.iter().enumerate() {
            let stat = read(&folder.join("stat"))?.unwrap_or_default();
            let look = match look::state(&stat) {
                Some('S') => Look::at(folder)?.filter(|look| counts(&look.call)),
                _ => None,
            };
            // Its parent may leave an ended process like this, unless that is ours. Of a process whose first thread has ended
            // before the others, the system hides what it holds.
            let is_left = look::state(&stat) == Some('Z')
                && alone
                && look::parent(&stat).is_some_and(|one| pids.contains(&one));
            if look.is_none() && !is_left {
                // It runs, waits for a disk, was stopped, or has gone meanwhile.
                return beside(&folders[at..], &pids[which + 1..]);
            }
            found.push(Blocked {
                process: *pid,
                folder: folder.clone(),
                look,
            });
        }
    }
    Ok(Stand::Blocked(found))
}

/// How programs stand of which one thread is not blocked: the first of these of the process that was looked at; and those of
/// its other processes.
fn beside(left: &[PathBuf], processes: &[u32]) -> Result<Stand, MachineError> {
    let mut room = MOST_BESIDE;
    let mut waits = |folders: &[PathBuf]| -> Result<bool, MachineError> {
        for folder in folders.iter().take(room) {
            room -= 1;
            let stat = read(&folder.join("stat"))?.unwrap_or_default();
            if look::waits_for_disk(folder, &stat)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    if waits(left)? {
        return Ok(Stand::Disk);
    }
    for pid in processes {
        if waits(&threads(*pid)?)? {
            return Ok(Stand::Disk);
        }
    }
    Ok(Stand::Goes)
}

/// Whether a process handles, or has blocked, the signal of `alarm(2)` and `setitimer(2)`, whose timers nothing shows. One
/// that does neither is killed by it, which answers nobody.
fn awaits_alarm(status: &str) -> bool {
    let mask = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
    };
    let alarm = 1 << (libc::SIGALRM - 1);
    ["SigCgt:", "SigBlk:"]
        .iter()
        .any(|name| mask(name).is_none_or(|mask| mask & alarm != 0))
}

/// Whether a descriptor of `timerfd_create(2)` will fire.
fn is_armed(info: &Path) -> Result<bool, MachineError> {
    let text = read(info)?.unwrap_or_default();
    let value = text.lines().find_map(|line| line.strip_prefix("it_value:"));
    Ok(value.is_none_or(|value| value.trim() != "(0, 0)"))
}

/// A file or folder: reading it ends by itself.
fn is_ordinary(found: &Metadata) -> bool {
    let kind = found.file_type();
    kind.is_file() || kind.is_dir()
}

/// Whether a blocked thread's socket has a time-out of its own, or it cannot be told.
fn has_timeout(pid: u32, look: &Look) -> bool {
    let (descriptor, timeouts): (u64, &[Timeout]) = match look.call.awaits() {
        Awaits::Input(descriptor) => (descriptor, &[Timeout::Recv]),
        Awaits::Room(descriptor) => (descriptor, &[Timeout::Send]),
        // Accepting has that of receiving, connecting that of sending.
        Awaits::Connection(descriptor) => (descriptor, &[Timeout::Recv, Timeout::Send]),
        Awaits::Poll
        | Awaits::Select
        | Awaits::Epoll(_)
        | Awaits::Thread
        | Awaits::Child
        | Awaits::Signal
        | Awaits::Time
        | Awaits::Unknown => return false,
    };
    let link = fs::read_link(format!("/proc/{pid}/fd/{descriptor}"));
    if link.is_ok_and(|target| !target.to_string_lossy().starts_with("socket:[")) {
        return false;
    }
    let Some(socket) = borrowed(pid, descriptor) else {
        return true;
    };
    timeouts
        .iter()
        .any(|timeout| !matches!(socket_timeout(&socket, *timeout), Ok(None)))
}

/// Whether a socket's conversations are known: it is one of TCP, which the kernel lists, or its other end is with the
/// process itself.
fn is_known(pid: u32, descriptor: u64) -> bool {
    let Some(socket) = borrowed(pid, descriptor) else {
        return false;
    };
    match socket_domain(&socket) {
        Ok(AddressFamily::INET | AddressFamily::INET6) => {
            socket_protocol(&socket) == Ok(Some(ipproto::TCP))
        }
        Ok(AddressFamily::UNIX) => socket_peercred(&socket)
            .is_ok_and(|peer| peer.pid.as_raw_nonzero().get().cast_unsigned() == pid),
        _ => false,
    }
}

/// A program's own socket, held only for a question.
fn borrowed(pid: u32, descriptor: u64) -> Option<OwnedFd> {
    let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
    let descriptor = i32::try_from(descriptor).ok()?;
    let process = pidfd_open(pid, PidfdFlags::empty()).ok()?;
    pidfd_getfd(process, descriptor, PidfdGetfdFlags::empty()).ok()
}
