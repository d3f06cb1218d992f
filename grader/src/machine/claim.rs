//! Ports of a shared network that one check has for itself: the runs of a user queue for each, and then it is seen
//! whether the port is free.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::poll;
use rustix::fs::{FlockOperation, flock};
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    AddressFamily, SocketAddrUnix, SocketFlags, SocketType, bind, socket_with, sockopt,
};

use super::Host;
use super::error::MachineError;

/// How long the kernel keeps a port from new servers after a conversation on it (`TCP_TIMEWAIT_LEN`), and a little more.
const LINGERING: Duration = Duration::from_secs(65);
/// Nobody is told when that is over: it is looked at so often.
const AGAIN: rustix::time::Timespec = rustix::time::Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};

/// Ports that this check alone uses, among the runs of this user, until it is dropped.
#[derive(Debug)]
pub struct Claim {
    locks: Vec<(PathBuf, File)>,
}

impl Host {
    /// Claims ports of the host's network. Who has them already is waited for, in an order in which nobody waits in a
    /// circle; `Err(port)` inside when one is in somebody else's use.
    ///
    /// # Errors
    /// When they cannot be locked.
    pub fn claim(&self, ports: &BTreeSet<u16>) -> Result<Result<Claim, u16>, MachineError> {
        let mut claim = Claim { locks: Vec::new() };
        for port in ports {
            let path = self.locks().join(format!("port-{port}"));
            let file = lock(&path).map_err(MachineError::host("lock a port"))?;
            claim.locks.push((path, file));
        }
        let deadline = Instant::now() + LINGERING;
        for port in ports {
            while !is_free(*port, false) {
                if !is_free(*port, true) || Instant::now() > deadline {
                    return Ok(Err(*port));
                }
                // Interrupted, it only looks again earlier.
                let _ = poll(&mut [], Some(&AGAIN));
            }
        }
        Ok(Ok(claim))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        for (path, _) in &self.locks {
            // While it is locked: who waits for it finds out that it is another file, and makes a new one.
            let _ = fs::remove_file(path);
        }
    }
}

fn lock(path: &Path) -> io::Result<File> {
    loop {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)?;
        retry_on_intr(|| flock(&file, FlockOperation::LockExclusive))?;
        let (ours, now) = (file.metadata()?, fs::metadata(path));
        if now.is_ok_and(|now| (now.dev(), now.ino()) == (ours.dev(), ours.ino())) {
            return Ok(file);
        }
    }
}

/// Keeps a port of this network from all other graders on it, whoever runs them, for as long as the socket is open: an
/// abstract name (unix(7)) belongs to a network, to one socket, and goes with it. `None` when another one keeps it.
pub(super) fn reserve(port: u16) -> Option<OwnedFd> {
    let name = format!("grader-port-{port}");
    let name = SocketAddrUnix::new_abstract_name(name.as_bytes()).ok()?;
    let socket = socket_with(
        AddressFamily::UNIX,
        SocketType::STREAM,
        SocketFlags::CLOEXEC,
        None,
    );
    let socket = socket.ok()?;
    // Where nobody may have such names, the port is as good without.
    (bind(&socket, &name) != Err(Errno::ADDRINUSE)).then_some(socket)
}

/// Whether a server could have the port, on any address: nobody listens there and, unless it asks to reuse addresses, no
/// conversation of an earlier one lingers.
pub(super) fn is_free(port: u16, reuse: bool) -> bool {
    let any: [SocketAddr; 2] = [
        (Ipv4Addr::UNSPECIFIED, port).into(),
        (Ipv6Addr::UNSPECIFIED, port).into(),
    ];
    any.iter().all(|address| {
        let family = match address {
            SocketAddr::V4(_) => AddressFamily::INET,
            SocketAddr::V6(_) => AddressFamily::INET6,
        };
        let bound = socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC, None).and_then(
            |socket| {
                sockopt::set_socket_reuseaddr(&socket, reuse)?;
                bind(&socket, address)
            },
        );
        // A host without IPv6 has its port free there.
        bound != Err(Errno::ADDRINUSE)
    })
}

#[cfg(test)]
mod tests {
    use super::reserve;

    #[test]
    fn a_port_is_kept_until_it_is_let_go() {
        // None of those that are handed out.
        let port = (std::process::id() % 9_999) as u16;
        let kept = reserve(port);
        assert!(kept.is_some());
        assert!(reserve(port).is_none());
        drop(kept);
        assert!(reserve(port).is_some());
    }
}
