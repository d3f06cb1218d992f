//! The grader's end of a supervisor: starts it, asks it, and ends it.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{
    AddressFamily, RecvFlags, Shutdown, SocketFlags, SocketType, shutdown, socketpair,
};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::SUPERVISOR;
use super::cgroup::Group;
use super::error::{Failed, MachineError};
use super::isolated::map_users;
use super::protocol::{Reply, Request, World, receive, send};
use super::starts::Start;

/// Seconds after which a supervisor that says nothing is taken for dead. It answers in microseconds, on a host
/// that has any time left at all.
const SILENCE: i64 = 60;

/// A supervisor.
pub(super) struct Control {
    child: Child,
    /// One question and its answer at a time.
    socket: Mutex<OwnedFd>,
    /// Where the kernel bounds the machine's programs. Goes after the supervisor.
    _group: Option<Group>,
}

impl Control {
    /// Starts a supervisor, with an empty environment, and makes its machine; with the socket that looks at the machine's
    /// network.
    pub(super) fn start(
        executable: &Path,
        world: World,
        group: Option<Group>,
    ) -> Result<(Self, OwnedFd), MachineError> {
        let (ours, theirs) = socketpair(
            AddressFamily::UNIX,
            SocketType::SEQPACKET,
            SocketFlags::CLOEXEC,
            None,
        )
        .map_err(MachineError::host("make a control socket"))?;
        let mut command = Command::new(executable);
        command
            .arg0(SUPERVISOR)
            .stdin(theirs)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .env_clear();
        let start = Start::begin();
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the door through which processes start"
        )]
        let child = command
            .spawn()
            .map_err(MachineError::host("start a supervisor"))?;
        // The command owns their end of the socket: only the supervisor may, or its death would go unnoticed.
        drop(command);
        let boot = Request::Boot {
            world,
            group: group.as_ref().map(|group| group.path().to_owned()),
        };
        let control = Self {
            child,
            socket: Mutex::new(ours),
            _group: group,
        };
        let (mut reply, mut descriptors) = control.ask(&boot, &[])?;
        drop(start);
        if matches!(reply, Reply::Unshared) {
            map_users(control.pid()).map_err(MachineError::Stage)?;
            (reply, descriptors) = control.ask(&Request::Mapped, &[])?;
        }
        match (reply, descriptors.pop()) {
            (Reply::Ready, Some(diag)) => Ok((control, diag)),
            (Reply::Failed(failed), _) => Err(MachineError::Stage(failed)),
            _ => Err(MachineError::Gone),
        }
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn ask(
        &self,
        request: &Request,
        with: &[BorrowedFd<'_>],
    ) -> Result<(Reply, Vec<OwnedFd>), MachineError> {
        let socket = self.socket.lock().unwrap_or_else(PoisonError::into_inner);
        send(&*socket, request, with).map_err(|_| MachineError::Gone)?;
        readable(&*socket, SILENCE)?;
        receive(&*socket, RecvFlags::DONTWAIT)
            .map_err(MachineError::host("hear a supervisor"))?
            .ok_or(MachineError::Gone)
    }

    /// Asks for something that is answered elsewhere.
    pub(super) fn tell(
        &self,
        request: &Request,
        with: &[BorrowedFd<'_>],
    ) -> Result<(), MachineError> {
        let socket = self.socket.lock().unwrap_or_else(PoisonError::into_inner);
        send(&*socket, request, with).map_err(|errno| {
            MachineError::Stage(Failed {
                stage: "tell the supervisor".into(),
                errno: errno.raw_os_error(),
            })
        })
    }
}

/// Waits until there is something to read, or an end; not for ever.
pub(super) fn readable(socket: impl AsFd, seconds: i64) -> Result<(), MachineError> {
    let limit = Timespec {
        tv_sec: seconds,
        tv_nsec: 0,
    };
    let ready = rustix::io::retry_on_intr(|| {
        poll(&mut [PollFd::new(&socket, PollFlags::IN)], Some(&limit))
    });
    match ready.map_err(MachineError::host("wait for a supervisor"))? {
        0 => Err(MachineError::Gone),
        _ => Ok(()),
    }
}

impl Drop for Control {
    /// The end of the control socket is the end of the machine; it is waited for.
    fn drop(&mut self) {
        let socket = self
            .socket
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        let _ = shutdown(&*socket, Shutdown::Both);
        if !self.ends_by_itself() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Control {
    fn ends_by_itself(&self) -> bool {
        let pid = i32::try_from(self.child.id())
            .ok()
            .and_then(Pid::from_raw)
            .ok_or(rustix::io::Errno::SRCH);
        match pid.and_then(|pid| pidfd_open(pid, PidfdFlags::empty())) {
            Ok(process) => readable(process, SILENCE).is_ok(),
            // No such call (before Linux 5.3): trust it.
            Err(errno) => io::Error::from(errno).kind() == io::ErrorKind::Unsupported,
        }
    }
}
