//! Machines: hosts of their own, on which programs run. The only room that starts processes.
//!
//! A machine belongs to a supervisor: this very executable, started again under another name, with one thread, an empty
//! environment and nothing of a check in its memory. It makes the machine's network, hands its sockets out, launches
//! programs, and ends with all of them when the grader does, however that ends.
//!
//! Nothing here knows what a program should do, or waits for it to do it: the room tells what is, the caller decides.

mod blocked;
mod call;
mod cgroup;
mod claim;
mod confine;
mod control;
mod error;
mod family;
mod filter;
mod host;
mod init;
mod isolated;
mod landlock;
mod layer;
mod lent;
mod limits;
mod look;
mod network;
mod plain;
mod polled;
mod process;
mod protocol;
mod query;
mod registers;
mod rest;
mod root;
mod scratch;
mod sock_diag;
mod stack;
mod starts;
mod supervisor;
mod survey;
mod system;
mod tool;
mod view;
mod wait;

use std::collections::HashSet;
use std::fs;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::os::unix::fs::chown;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use blocked::{Asked, Held, Thread, Waits};
pub use cgroup::Cgroup;
pub use claim::Claim;
pub use error::{Failed, MachineError};
pub use host::Host;
pub use limits::open_more_descriptors;
pub use look::{Task, Usage};
pub use process::{Ended, Process, Signal};
pub use query::{Answer, QueryError, query};
pub use rest::{Blocked, Rest, Stand};
pub use root::SUBMISSION;
pub use scratch::Scratch;
pub use sock_diag::{Endpoint, ListenerState};
pub use stack::Site;
pub use starts::Moment;
pub use supervisor::supervise;
pub use survey::{Survey, Tried};
pub use tool::{Excess, Layer, ToolCommand, ToolEnd, ToolOutput};
pub use view::Reach;

use self::control::Control;
use self::lent::Lent;
use self::limits::Bounds;
use self::protocol::{Reply, Request};
use self::sock_diag::SockDiag;
use crate::model::{IsolationKind, Program};

/// The name under which this executable is a supervisor: `main` calls [`supervise`] before anything else.
pub const SUPERVISOR: &str = "grader-machine";

/// A machine. When it is dropped, everything on it is killed, and gone when the drop returns.
pub struct Machine {
    kind: IsolationKind,
    control: Control,
    bounds: Bounds,
    diag: Mutex<SockDiag>,
    /// The sockets that were handed out, by inode: what listens on them is no program.
    ours: Mutex<HashSet<u64>>,
    ports: host::Ports,
    /// Where the grader is root: what its programs' user cannot read as it is.
    lent: Option<Arc<Lent>>,
    /// A plain machine's folder to write to; goes after all that writes to it.
    home: Option<Home>,
}

/// A folder that goes with its owner.
struct Home(PathBuf);

/// A program to launch, with the arguments that follow its own.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The program.
    pub program: Program,
    /// What follows its own arguments.
    pub arguments: Vec<String>,
    /// The ports that it may use, where it shares them.
    pub reach: Reach,
}

impl Machine {
    /// A TCP socket of the machine's network: nonblocking, closed in programs that are launched later.
    pub fn socket(&self, v6: bool) -> Result<OwnedFd, MachineError> {
        let socket = match self.control.ask(&Request::Socket { v6 }, &[])? {
            (Reply::Socket, mut descriptors) => descriptors.pop().ok_or(MachineError::Gone)?,
            (Reply::Failed(failed), _) => return Err(MachineError::Stage(failed)),
            _ => return Err(MachineError::Gone),
        };
        let inode = rustix::fs::fstat(&socket)
            .map_err(MachineError::host("look at a socket"))?
            .st_ino;
        lock(&self.ours).insert(inode);
        Ok(socket)
    }

    /// Launches a program; returns when it runs, or cannot be executed.
    pub fn launch(&mut self, launch: &Launch) -> Result<Process, MachineError> {
        let (more, bounds) = (&launch.arguments, self.bounds.clone());
        // Root's programs run as a user who owns nothing, where that one can run them.
        let (program, owner) = match &self.lent {
            Some(lent) if lent.reaches(&launch.program) => {
                (&lent.program(&launch.program)?, Some(isolated::NOBODY))
            }
            // Root's own interpreter is no reason to run strangers' programs as root.
            Some(_) => {
                return Err(MachineError::OutOfReach {
                    label: launch.program.label.clone(),
                });
            }
            None => (&launch.program, None),
        };
        let order = match &self.home {
            None => view::isolated(program, more, bounds),
            Some(Home(home)) => {
                chown(home, owner, owner).map_err(MachineError::host("hand a folder over"))?;
                match self.kind {
                    IsolationKind::Landlock => {
                        view::landlock(program, more, bounds, home, owner, launch.reach.clone())
                    }
                    IsolationKind::Isolated | IsolationKind::Plain => {
                        view::plain(program, more, bounds, home, owner)
                    }
                }
            }
        };
        Process::launch(&self.control, order, owner)
    }

    /// Who listens among the machine's own programs; the grader's own sockets are left out.
    pub fn listeners(&self) -> Result<Vec<ListenerState>, MachineError> {
        let mut found = lock(&self.diag).listeners()?;
        match self.kind {
            IsolationKind::Isolated => {
                let ours = lock(&self.ours);
                found.retain(|listener| !ours.contains(&listener.inode));
            }
            IsolationKind::Landlock | IsolationKind::Plain => {
                let theirs = look::sockets(&look::programs(self.control.pid()))?;
                found.retain(|listener| theirs.contains(&listener.inode));
            }
        }
        Ok(found)
    }

    /// The program's end of a conversation, by its addresses; `local` is the program's side.
    pub fn endpoint(
        &self,
        local: SocketAddr,
        remote: SocketAddr,
    ) -> Result<Option<Endpoint>, MachineError> {
        lock(&self.diag).endpoint(local, remote)
    }

    /// Whether the machine's programs have nothing to do, and a thread of theirs waits to read from the socket with this
    /// inode: in a read of it, or in a `poll`, `select` or `epoll_wait` that asks whether it can be read. Two looks must
    /// agree.
    pub fn waits_to_read(&self, inode: u64) -> Result<bool, MachineError> {
        wait::waits_to_read(&look::programs(self.control.pid()), inode)
    }

    /// What the machine's programs use now.
    pub fn usage(&self) -> Result<Usage, MachineError> {
        let pids = look::programs(self.control.pid());
        let mut usage = look::usage(&pids)?;
        let theirs = look::sockets(&pids)?;
        let conversations = lock(&self.diag).conversations()?;
        let held = { conversations.iter() }.filter(|one| theirs.contains(&one.inode));
        usage.connections = held.count() as u64;
        Ok(usage)
    }

    /// The living threads of the machine's programs.
    pub fn tasks(&self) -> Result<Vec<Task>, MachineError> {
        look::tasks(&look::programs(self.control.pid()))
    }

    /// Whether one of the machine's programs has an `epoll` open.
    pub fn polls(&self) -> bool {
        let polls = |pid: u32| {
            let links = look::links(pid).unwrap_or_default();
            { links.iter() }.any(|(_, target)| target == "anon_inode:[eventpoll]")
        };
        look::programs(self.control.pid()).into_iter().any(polls)
    }

    /// A port that no program of the machine was given yet.
    pub fn free_port(&self) -> u16 {
        self.ports.next()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // What cannot be removed goes with the scratch folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
