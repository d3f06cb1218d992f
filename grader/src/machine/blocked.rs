//! What each thread of a machine's programs is blocked in, and on what.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::Machine;
use super::call::{Awaits, Call, Look};
use super::error::MachineError;
use super::look::{self, content, read, threads};
use super::polled::polled;
use super::stack::{self, Site};

/// So many threads are looked at: more than programs may have where an exercise does not say otherwise, so that a number of them
/// that is told is right.
const MOST: usize = 1024;
/// So many descriptors of a call that asks for several: each is looked up.
const MOST_DESCRIPTORS: usize = 1024;

/// A thread at one moment. Two equal looks mean that it has stayed blocked in between, or ran both times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Which of the machine's processes it belongs to, from 1, parents first.
    pub process: u32,
    /// Which of its process's threads it is, from 1, the first.
    pub number: u32,
    /// What it is blocked in.
    pub waits: Waits,
    /// Their numbers on the host.
    ids: [u32; 2],
    look: Option<Look>,
}

/// What a thread is blocked in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// Nothing: it runs, or is about to.
    Not,
    /// Reading.
    Input(Held),
    /// Writing.
    Room(Held),
    /// Accepting a connection, or making one.
    Connection(Held),
    /// Asking whether one of these can be read or accepted.
    Any(Vec<Asked>),
    /// Asking for a lock that this thread of its process holds.
    Lock(u32),
    /// Waiting for the end of this thread of its process.
    End(u32),
    /// Waiting for something that another thread does.
    Thread,
    /// Waiting for the end of a child.
    Child,
    /// Waiting for a signal.
    Signal,
    /// Sleeping.
    Time,
    /// Something else.
    Unknown,
}

/// What a thread asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What it leads to.
    pub held: Held,
    /// Whether it is told once only of what comes there.
    pub once: bool,
}

/// What a descriptor leads to, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Held {
    /// The socket with this inode.
    Socket(u64),
    /// The pipe with this inode.
    Pipe(u64),
    /// Something else.
    Other,
}

impl Machine {
    /// What the threads of the machine's programs are blocked in.
    pub fn threads(&self) -> Result<Vec<Thread>, MachineError> {
        let mut found = Vec::new();
        for (process, pid) in (1..).zip(look::programs(self.control.pid())) {
            let room = MOST.saturating_sub(found.len());
            found.extend(Process::look(process, pid, room)?);
        }
        Ok(found)
    }

    /// Where in their own source threads are, in the same order. Calls that they are blocked in may end early by this.
    pub fn sites(&self, threads: &[Thread]) -> Vec<Option<Site>> {
        let mut of_process: HashMap<u32, Vec<u32>> = HashMap::new();
        for thread in threads {
            let [process, id] = thread.ids;
            of_process.entry(process).or_default().push(id);
        }
        let sites = of_process
            .into_iter()
            .flat_map(|(process, ids)| stack::sites(process, &ids));
        let mut sites: HashMap<u32, Site> = sites.collect();
        let each = threads.iter().map(|thread| sites.remove(&thread.ids[1]));
        each.collect()
    }
}

/// A process that is looked at.
struct Process {
    id: u32,
    /// The numbers that its threads have in their own namespace.
    own: Vec<u32>,
}

impl Process {
    fn look(process: u32, pid: u32, room: usize) -> Result<Vec<Thread>, MachineError> {
        let ids = threads(pid)?;
        let ids = ids
            .iter()
            .filter_map(|folder| folder.file_name()?.to_str()?.parse().ok());
        let mut ids = by_birth(pid, ids.collect());
        ids.truncate(room);
        let folder = |id: &u32| format!("/proc/{pid}/task/{id}");
        let own = ids.iter().map(|id| inner_number(Path::new(&folder(id))));
        let it = Self {
            id: pid,
            own: own.collect::<Result<_, _>>()?,
        };
        let each = (1..).zip(&ids).map(|(number, id)| {
            let look = Look::at(Path::new(&folder(id)))?;
            let waits = match &look {
                None => awake(Path::new(&folder(id)))?,
                Some(look) => it.waits(&look.call)?,
            };
            Ok(Thread {
                process,
                number,
                waits,
                ids: [pid, *id],
                look,
            })
        });
        each.collect()
    }

    fn waits(&self, call: &Call) -> Result<Waits, MachineError> {
        let [first, second, third, ..] = call.arguments;
        Ok(match call.awaits() {
            Awaits::Input(descriptor) => Waits::Input(self.held(descriptor)),
            Awaits::Room(descriptor) => Waits::Room(self.held(descriptor)),
            Awaits::Connection(descriptor) => Waits::Connection(self.held(descriptor)),
            Awaits::Poll | Awaits::Select | Awaits::Epoll(_) => {
                let asked = polled(self.id, call)?;
                let first = asked.iter().take(MOST_DESCRIPTORS);
                let asked = first.map(|one| Asked {
                    held: self.held(one.descriptor),
                    once: one.once,
                });
                Waits::Any(asked.collect())
            }
            Awaits::Thread => self.another(first, second, third as u32)?,
            Awaits::Child => Waits::Child,
            Awaits::Signal => Waits::Signal,
            Awaits::Time => Waits::Time,
            Awaits::Unknown => Waits::Unknown,
        })
    }

    /// Which thread another one waits for, by the word in memory (`futex(2)`) that it waits at.
    fn another(&self, word: u64, operation: u64, expected: u32) -> Result<Waits, MachineError> {
        const COMMAND: u64 = 0x7f;
        const PRIVATE: u64 = 0x80;
        const WAIT: [u64; 2] = [0, 9];
        const LOCK_PI: [u64; 2] = [6, 13];
        const TID: u32 = 0x3fff_ffff;
        let bytes = content(self.id, word, 4)?;
        let Some(value) = bytes.first_chunk().map(|bytes| u32::from_ne_bytes(*bytes)) else {
            return Ok(Waits::Thread);
        };
        let thread = |id: u32| {
            let number = self.own.iter().position(|own| *own == id)?;
            u32::try_from(number + 1).ok()
        };
        let command = operation & COMMAND;
        // The kernel itself writes the holder's number into such a lock.
        if LOCK_PI.contains(&command) {
            return Ok(thread(value & TID).map_or(Waits::Thread, Waits::Lock));
        }
        // Where its number stands, the kernel writes 0 at a thread's end and wakes who waits, as `pthread_join` does. That
        // is no private wait, which those of locks are.
        let is_end = WAIT.contains(&command) && operation & PRIVATE == 0 && value == expected;
        Ok(thread(value)
            .filter(|_| is_end)
            .map_or(Waits::Thread, Waits::End))
    }

    fn held(&self, descriptor: u64) -> Held {
        let link = fs::read_link(format!("/proc/{}/fd/{descriptor}", self.id));
        let link = link.unwrap_or_default();
        let inode = |kind: &str| -> Option<u64> {
            let text = link.to_str()?.strip_prefix(kind)?;
            text.strip_suffix(']')?.parse().ok()
        };
        let socket = inode("socket:[").map(Held::Socket);
        socket
            .or_else(|| inode("pipe:[").map(Held::Pipe))
            .unwrap_or(Held::Other)
    }
}

/// How a thread that is in no call stands.
fn awake(folder: &Path) -> Result<Waits, MachineError> {
    let stat = read(&folder.join("stat"))?.unwrap_or_default();
    Ok(match look::state(&stat) {
        // It has been stopped, and goes on with a signal.
        Some('T' | 't') => Waits::Signal,
        // In the middle of its work, it waits for what the host has to fetch first.
        Some('D') => Waits::Unknown,
        _ => Waits::Not,
    })
}

/// The threads of a process in the order in which they were born, of which the first has the process's number. The kernel
/// lists them so; their numbers tell nothing, since the system's begin anew when they are used up.
fn by_birth(process: u32, mut listed: Vec<u32>) -> Vec<u32> {
    listed.sort_by_key(|id| *id != process);
    listed
}

/// The number that a thread has in its own namespace: the last of those that it has.
fn inner_number(thread: &Path) -> Result<u32, MachineError> {
    let text = read(&thread.join("status"))?.unwrap_or_default();
    let numbers = text.lines().find_map(|line| line.strip_prefix("NSpid:"));
    let last = numbers.and_then(|numbers| numbers.split_ascii_whitespace().last());
    Ok(last.and_then(|number| number.parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::by_birth;

    #[test]
    fn a_thread_may_have_a_smaller_number_than_one_that_is_older() {
        assert_eq!(
            by_birth(32_766, vec![32_766, 32_767, 300, 301]),
            [32_766, 32_767, 300, 301]
        );
        assert_eq!(by_birth(7, vec![5, 6, 7]), [7, 5, 6]);
    }
}
