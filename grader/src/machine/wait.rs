//! Whether a program waits to read from a connection.

use std::collections::HashSet;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

use super::call::{Awaits, Call};
use super::error::MachineError;
use super::look::{read, seen, sockets_of};
use super::rest::{Blocked, blocked};

/// Whether no thread of these processes goes on, and one waits to read from the socket with this inode.
pub(super) fn waits_to_read(pids: &[u32], inode: u64) -> Result<bool, MachineError> {
    let whatever = |_: &Call| true;
    let Some(before) = blocked(pids, whatever)? else {
        return Ok(false);
    };
    // They may have gone on, and come back, while we looked: then their turns on a processor have changed.
    Ok(one_reads(pids, &before, inode)? && blocked(pids, whatever)?.as_ref() == Some(&before))
}

fn one_reads(pids: &[u32], blocked: &[Blocked], inode: u64) -> Result<bool, MachineError> {
    for pid in pids {
        let held: HashSet<u64> = sockets_of(*pid)?
            .into_iter()
            .filter(|(_, found)| *found == inode)
            .map(|(number, _)| number)
            .collect();
        if held.is_empty() {
            continue;
        }
        let holder = Holder {
            folder: PathBuf::from(format!("/proc/{pid}")),
            held: &held,
            inode,
        };
        let own = blocked.iter().filter(|thread| thread.process == *pid);
        for look in own.filter_map(|thread| thread.look.as_ref()) {
            if holder.reads(&look.call)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// More descriptors than a program may have are not looked through.
const MOST: u64 = 1 << 16;

/// A process that holds the socket.
struct Holder<'a> {
    folder: PathBuf,
    /// The descriptors by which it holds it.
    held: &'a HashSet<u64>,
    inode: u64,
}

impl Holder<'_> {
    fn reads(&self, call: &Call) -> Result<bool, MachineError> {
        let [first, second, ..] = call.arguments;
        match call.awaits() {
            Awaits::Input(descriptor) => Ok(self.held.contains(&descriptor)),
            Awaits::Poll => {
                let list = self.memory(first, second.min(MOST) * 8)?;
                Ok(list.chunks_exact(8).any(|entry| {
                    let number = u32::from_ne_bytes([entry[0], entry[1], entry[2], entry[3]]);
                    let events = i16::from_ne_bytes([entry[4], entry[5]]);
                    self.held.contains(&u64::from(number))
                        && events & (libc::POLLIN | libc::POLLRDNORM) != 0
                }))
            }
            Awaits::Select => {
                let highest = (first & 0xffff_ffff).min(MOST);
                // Sets are made of words; the last one may be used in part.
                let set = self.memory(second, highest.next_multiple_of(64) / 8)?;
                Ok(self
                    .held
                    .iter()
                    .filter(|number| **number < highest)
                    .any(|number| {
                        // In a word of either byte order, on our 64-bit machines: words are native.
                        let word = set
                            .get((number / 64 * 8) as usize..)
                            .and_then(|words| words.first_chunk::<8>());
                        word.is_some_and(|word| u64::from_ne_bytes(*word) >> (number % 64) & 1 == 1)
                    }))
            }
            Awaits::Epoll(descriptor) => {
                let text =
                    read(&self.folder.join(format!("fdinfo/{descriptor}")))?.unwrap_or_default();
                Ok(text.lines().any(|line| self.watches(line)))
            }
            Awaits::Room(_)
            | Awaits::Connection(_)
            | Awaits::Thread
            | Awaits::Child
            | Awaits::Signal
            | Awaits::Time
            | Awaits::Unknown => Ok(false),
        }
    }

    /// One line of an epoll descriptor: `tfd: 5 events: 19 data: 5 pos:0 ino:1c2b sdev:8`.
    fn watches(&self, line: &str) -> bool {
        let field = |name: &str| {
            line.split_once(name)
                .and_then(|(_, rest)| rest.split_ascii_whitespace().next())
        };
        let events = field("events:")
            .and_then(|text| u32::from_str_radix(text, 16).ok())
            .unwrap_or(0);
        let same = match field("ino:").and_then(|text| u64::from_str_radix(text, 16).ok()) {
            Some(inode) => inode == self.inode,
            // Kernels before 4.13 name the descriptor only.
            None => field("tfd:")
                .and_then(|text| text.parse().ok())
                .is_some_and(|number| self.held.contains(&number)),
        };
        same && events & (libc::EPOLLIN | libc::EPOLLRDNORM) as u32 != 0
    }

    /// Bytes of the process's memory; none from where it has none.
    fn memory(&self, at: u64, length: u64) -> Result<Vec<u8>, MachineError> {
        if at == 0 {
            return Ok(Vec::new());
        }
        let path = self.folder.join("mem");
        let Some(file) = seen(File::open(&path).map(Some), &path)? else {
            return Ok(Vec::new());
        };
        let mut bytes = vec![0; length as usize];
        let read = file.read_at(&mut bytes, at).unwrap_or(0);
        bytes.truncate(read);
        Ok(bytes)
    }
}
