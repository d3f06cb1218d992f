//! Whether a program waits to read from a connection.

use std::collections::HashSet;

use super::call::{Awaits, Call};
use super::error::MachineError;
use super::look::sockets_of;
use super::polled::polled;
use super::rest::{Blocked, Stand, stand};

/// Whether no thread of these processes goes on, and one waits to read from the socket with this inode.
pub(super) fn waits_to_read(pids: &[u32], inode: u64) -> Result<bool, MachineError> {
    let whatever = |_: &Call| true;
    let Stand::Blocked(before) = stand(pids, whatever)? else {
        return Ok(false);
    };
    // They may have gone on, and come back, while we looked: then their turns on a processor have changed.
    Ok(one_reads(pids, &before, inode)? && stand(pids, whatever)? == Stand::Blocked(before))
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
            pid: *pid,
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

/// A process that holds the socket.
struct Holder<'a> {
    pid: u32,
    /// The descriptors by which it holds it.
    held: &'a HashSet<u64>,
    inode: u64,
}

impl Holder<'_> {
    fn reads(&self, call: &Call) -> Result<bool, MachineError> {
        if let Awaits::Input(descriptor) = call.awaits() {
            return Ok(self.held.contains(&descriptor));
        }
        let asked = polled(self.pid, call)?;
        Ok(asked.iter().any(|one| match one.inode {
            Some(inode) => inode == self.inode,
            None => self.held.contains(&one.descriptor),
        }))
    }
}
