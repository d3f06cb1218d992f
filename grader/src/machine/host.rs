//! What kind of machines a host gives: found by making one, never by asking what it might allow.

use std::fs;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with};

use super::control::{Control, readable};
use super::error::{Failed, MachineError, Remedy};
use super::lent::Lent;
use super::limits::Bounds;
use super::process::{Ended, Process};
use super::protocol::World;
use super::sock_diag::SockDiag;
use super::supervisor::PROBE;
use super::view;
use super::{Home, Machine, SUPERVISOR, Scratch, lock};
use crate::model::{Exit, Isolation, IsolationKind, Limits};

/// Makes machines of the kind that was found.
pub struct Host {
    isolation: Isolation,
    supervisor: PathBuf,
    scratch: PathBuf,
    made: AtomicU64,
    lent: Option<Arc<Lent>>,
}

impl Host {
    /// Finds the kind of machines that this host gives, or makes sure that it gives the kind that is asked for.
    pub fn probe(forced: Option<IsolationKind>, scratch: &Scratch) -> Result<Self, MachineError> {
        let host = |kind, why| Self {
            isolation: Isolation { kind, why },
            supervisor: scratch.supervisor().to_owned(),
            scratch: scratch.path().to_owned(),
            made: AtomicU64::new(0),
            lent: Lent::new(scratch.path(), kind).map(Arc::new),
        };
        let refused = match forced {
            Some(IsolationKind::Plain) => None,
            None | Some(IsolationKind::Isolated) => {
                let isolated = host(IsolationKind::Isolated, None);
                match isolated.try_it() {
                    Ok(()) => return Ok(isolated),
                    Err(MachineError::Stage(failed)) => Some(failed),
                    Err(error) => return Err(error),
                }
            }
        };
        if let (Some(IsolationKind::Isolated), Some(failed)) = (forced, &refused) {
            let remedy = remedy(failed);
            return Err(MachineError::Refused {
                failed: failed.clone(),
                remedy,
            });
        }
        let plain = host(
            IsolationKind::Plain,
            refused.map(|failed| failed.to_string()),
        );
        if plain.lent.is_some() {
            scratch.let_through()?;
        }
        Ok(plain)
    }

    /// The kind that was found, and why it is not the better one.
    pub fn isolation(&self) -> &Isolation {
        &self.isolation
    }

    /// A fresh machine on which each program may use what `limits` says.
    pub fn machine(&self, limits: &Limits) -> Result<Machine, MachineError> {
        let kind = self.isolation.kind;
        let (bounds, home) = match kind {
            IsolationKind::Isolated => (Bounds::isolated(limits), None),
            IsolationKind::Plain => (Bounds::plain(limits), Some(self.home()?)),
        };
        let (control, diag) = self.control()?;
        Ok(Machine {
            kind,
            control,
            bounds,
            diag: Mutex::new(SockDiag::new(diag)),
            ours: Mutex::default(),
            ports: Ports::new(kind),
            lent: self.lent.clone(),
            home,
        })
    }

    /// The supervisor of a new machine, and the socket that looks at its network.
    pub(super) fn control(&self) -> Result<(Control, OwnedFd), MachineError> {
        let world = match self.isolation.kind {
            IsolationKind::Isolated => World::Isolated {
                mountpoint: self.scratch.clone(),
            },
            IsolationKind::Plain => World::Plain,
        };
        Control::start(&self.supervisor, world)
    }

    fn home(&self) -> Result<Home, MachineError> {
        let home = self.scratch.join(format!(
            "machine-{}",
            self.made.fetch_add(1, Ordering::Relaxed)
        ));
        let cannot = |source| MachineError::Scratch {
            path: home.clone(),
            source,
        };
        fs::create_dir(&home).map_err(cannot)?;
        fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).map_err(cannot)?;
        Ok(Home(home))
    }

    /// Makes a machine, runs a program on it (this one, which says nothing) and lists its sockets.
    fn try_it(&self) -> Result<(), MachineError> {
        let failed = |stage: &str, errno| {
            MachineError::Stage(Failed {
                stage: stage.into(),
                errno,
            })
        };
        let machine = self.machine(&Limits::default())?;
        let order = view::itself(&[SUPERVISOR, PROBE], machine.bounds.clone());
        let mut process = Process::launch(&machine.control, order, None)?;
        while process.exit()?.is_none() {
            readable(&process.status, 60)?;
        }
        match process.exit()? {
            Some(Ended::Exited(Exit::Code(0))) => {}
            _ => return Err(failed("execute a program", libc::ENOEXEC)),
        }
        lock(&machine.diag).listeners().map(drop)
    }
}

fn remedy(failed: &Failed) -> Remedy {
    let says =
        |file: &str, text: &str| fs::read_to_string(file).is_ok_and(|found| found.trim() == text);
    if failed.errno == libc::ENOSPC || says("/proc/sys/user/max_user_namespaces", "0") {
        Remedy::MoreNamespaces
    } else if says(
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
    ) {
        Remedy::AppArmor
    } else if Path::new("/.dockerenv").exists() || Path::new("/run/.containerenv").exists() {
        Remedy::Container
    } else {
        Remedy::Allow
    }
}

/// The ports that a machine hands out: for an isolated one any will do, a plain one shares the host's with everybody.
pub(super) enum Ports {
    Own(AtomicU16),
    Shared,
}

/// Below the range that kernels hand out for outgoing connections.
const FIRST: u16 = 10_000;
const COUNT: u16 = 20_000;

/// The next port of all plain machines together; every run begins elsewhere.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl Ports {
    fn new(kind: IsolationKind) -> Self {
        match kind {
            IsolationKind::Isolated => Self::Own(AtomicU16::new(0)),
            IsolationKind::Plain => Self::Shared,
        }
    }

    pub(super) fn next(&self) -> u16 {
        match self {
            Self::Own(count) => FIRST + count.fetch_add(1, Ordering::Relaxed) % COUNT,
            Self::Shared => {
                let start = u64::from(std::process::id()) * 97;
                let port = || {
                    let count = (start + NEXT.fetch_add(1, Ordering::Relaxed)) % u64::from(COUNT);
                    FIRST + u16::try_from(count).unwrap_or(0)
                };
                // Somebody has to have twenty thousand servers before the last one is returned untested.
                (0..COUNT)
                    .map(|_| port())
                    .find(|port| is_free(*port))
                    .unwrap_or(FIRST)
            }
        }
    }
}

/// Whether a server that does not ask to reuse addresses could have it, on any address: nobody listens there, and no
/// conversation of an earlier one lingers.
fn is_free(port: u16) -> bool {
    let any: [SocketAddr; 2] = [
        (Ipv4Addr::UNSPECIFIED, port).into(),
        (Ipv6Addr::UNSPECIFIED, port).into(),
    ];
    any.iter().all(|address| {
        let family = match address {
            SocketAddr::V4(_) => AddressFamily::INET,
            SocketAddr::V6(_) => AddressFamily::INET6,
        };
        let bound = socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC, None)
            .and_then(|socket| bind(&socket, address));
        // A host without IPv6 has its port free there.
        bound != Err(Errno::ADDRINUSE)
    })
}
