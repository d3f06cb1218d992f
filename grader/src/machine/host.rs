//! What kind of machines a host gives: found by making one, never by asking what it might allow.

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use super::cgroup::Divided;
use super::claim::{is_free, reserve};
use super::control::{Control, readable};
use super::error::{Failed, MachineError};
use super::landlock;
use super::lent::Lent;
use super::limits::Bounds;
use super::process::{Ended, Process};
use super::protocol::World;
use super::sock_diag::SockDiag;
use super::supervisor::PROBE;
use super::view;
use super::{Home, Machine, SUPERVISOR, Scratch, lock};
use crate::model::{Exit, Guarantees, Isolation, IsolationKind, Limits, MemoryBound, Remedy};

/// Makes machines of the kind that was found.
pub struct Host {
    isolation: Isolation,
    supervisor: PathBuf,
    scratch: PathBuf,
    made: AtomicU64,
    lent: Option<Arc<Lent>>,
    /// Where the kernel bounds the memory and the processes of each machine.
    groups: Option<Divided>,
}

impl Host {
    /// Finds the best kind of machines that this host gives, or makes sure that it gives the kind that is asked for.
    ///
    /// # Errors
    /// When it does not give that kind, or a machine fails otherwise than by being refused.
    pub fn probe(forced: Option<IsolationKind>, scratch: &Scratch) -> Result<Self, MachineError> {
        let kinds = match &forced {
            Some(kind) => std::slice::from_ref(kind),
            None => &KINDS,
        };
        let mut refusals: Vec<Failed> = Vec::new();
        for kind in kinds {
            let mut host = Self::new(*kind, scratch);
            match host.try_it() {
                Ok(()) => {
                    let why: Vec<String> = refusals.iter().map(Failed::to_string).collect();
                    host.isolation.why = (!why.is_empty()).then(|| why.join("; "));
                    host.isolation.remedy = refusals.first().map(remedy);
                    if host.lent.is_some() && kind.shares_network() {
                        scratch.let_through()?;
                    }
                    return Ok(host);
                }
                Err(MachineError::Stage(failed)) => refusals.push(failed),
                Err(error) => return Err(error),
            }
        }
        let failed = refusals.pop().ok_or(MachineError::Gone)?;
        Err(MachineError::Refused {
            kind: *kinds.last().unwrap_or(&IsolationKind::Plain),
            remedy: remedy(&failed),
            failed,
        })
    }

    fn new(kind: IsolationKind, scratch: &Scratch) -> Self {
        let lent = Lent::new(scratch.path(), kind).map(Arc::new);
        let groups = Divided::own().ok();
        let guarantees = guarantees(kind, lent.is_some(), groups.is_some());
        Self {
            isolation: Isolation {
                kind,
                why: None,
                remedy: None,
                guarantees,
            },
            supervisor: scratch.supervisor().to_owned(),
            scratch: scratch.path().to_owned(),
            made: AtomicU64::new(0),
            lent,
            groups,
        }
    }

    /// Where the runs of this user lock what they share.
    pub(super) fn locks(&self) -> &Path {
        self.scratch.parent().unwrap_or(&self.scratch)
    }

    /// The kind that was found, and why it is not the better one.
    pub fn isolation(&self) -> &Isolation {
        &self.isolation
    }

    /// A fresh machine on which each program may use what `limits` says.
    pub fn machine(&self, limits: &Limits) -> Result<Machine, MachineError> {
        let kind = self.isolation.kind;
        let (bounds, home) = match kind {
            IsolationKind::Isolated => (Bounds::program(limits, true), None),
            IsolationKind::Landlock | IsolationKind::Plain => {
                (Bounds::program(limits, false), Some(self.home()?))
            }
        };
        let (control, diag) = self.control(&bounds)?;
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

    /// The supervisor of a new machine whose programs are within `bounds`, and the socket that looks at its network.
    pub(super) fn control(&self, bounds: &Bounds) -> Result<(Control, OwnedFd), MachineError> {
        let world = match self.isolation.kind {
            IsolationKind::Isolated => World::Isolated {
                mountpoint: self.scratch.clone(),
            },
            IsolationKind::Landlock | IsolationKind::Plain => World::Plain,
        };
        let group = self.groups.as_ref().map(|groups| groups.group(bounds));
        Control::start(&self.supervisor, world, group.transpose()?)
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
        let kind = self.isolation.kind;
        if kind == IsolationKind::Plain {
            // There is nothing that it could be refused.
            return Ok(());
        }
        if kind == IsolationKind::Landlock {
            landlock::version().map_err(MachineError::Stage)?;
        }
        let machine = self.machine(&Limits::default())?;
        let bounds = machine.bounds.clone();
        let order = match &machine.home {
            None => view::itself(&[SUPERVISOR, PROBE], bounds),
            Some(Home(home)) => view::itself_walled(&[SUPERVISOR, PROBE], bounds, home),
        };
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

/// The kinds of machines, the best first.
pub(super) const KINDS: [IsolationKind; 3] = [
    IsolationKind::Isolated,
    IsolationKind::Landlock,
    IsolationKind::Plain,
];

/// What holds on machines of this kind. `others` says whether programs run as another user than the supervisors, and so
/// cannot end them; `groups`, whether each machine has a control group.
fn guarantees(kind: IsolationKind, others: bool, groups: bool) -> Guarantees {
    // Who can end the process that looks is not bounded by it.
    let kept_in =
        || others || landlock::version().is_ok_and(|version| version >= landlock::SIGNALS);
    let watched = match kind {
        IsolationKind::Isolated => true,
        IsolationKind::Landlock => kept_in(),
        IsolationKind::Plain => others,
    };
    let isolated = kind == IsolationKind::Isolated;
    // Who sees the groups, and is their owner, can leave them.
    let grouped = groups && (kind != IsolationKind::Plain || others);
    Guarantees {
        network: kind != IsolationKind::Plain,
        ports: isolated,
        cleanup: watched,
        files: kind != IsolationKind::Plain,
        memory: match (grouped, watched) {
            (true, _) => MemoryBound::Kernel,
            (false, true) => MemoryBound::Watchdog,
            (false, false) => MemoryBound::PerProcess,
        },
        processes: grouped || watched,
        build: isolated,
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
    /// What keeps other graders from those that were handed out.
    Shared(Mutex<Vec<OwnedFd>>),
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
            IsolationKind::Landlock | IsolationKind::Plain => Self::Shared(Mutex::default()),
        }
    }

    pub(super) fn next(&self) -> u16 {
        match self {
            Self::Own(count) => FIRST + count.fetch_add(1, Ordering::Relaxed) % COUNT,
            Self::Shared(held) => {
                let start = u64::from(std::process::id()) * 97;
                let port = || {
                    let count = (start + NEXT.fetch_add(1, Ordering::Relaxed)) % u64::from(COUNT);
                    FIRST + u16::try_from(count).unwrap_or(0)
                };
                // First nobody else may look at it: to look whether a port is free is to use it for a moment.
                let free = |port: u16| {
                    reserve(port)
                        .filter(|_| is_free(port, false))
                        .map(|reserved| {
                            lock(held).push(reserved);
                            port
                        })
                };
                // Somebody has to have twenty thousand servers before the last one is returned untested.
                (0..COUNT).find_map(|_| free(port())).unwrap_or(FIRST)
            }
        }
    }
}
