//! A program that was launched on a machine, seen by the grader.

use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{Gid, Uid, fchown};
use rustix::io::{Errno, ioctl_fionbio};
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, socketpair};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::pidfd_send_signal;

use super::control::{Control, readable};
use super::error::{MachineError, said};
use super::protocol::{Order, Report, Request, receive};
use crate::model::{Exit, LimitKind};

/// Seconds within which a program must have been started; the machine's work, not the program's.
const START: i64 = 60;

/// A program of a machine, alive or ended.
#[derive(Debug)]
pub struct Process {
    /// Its standard input: take it and drop it to end it. Nonblocking.
    pub stdin: Option<OwnedFd>,
    /// Its standard output, nonblocking.
    pub stdout: OwnedFd,
    /// Its standard error, nonblocking.
    pub stderr: OwnedFd,
    /// Readable when it has ended.
    pub status: OwnedFd,
    /// The program itself; none if it could not be executed.
    process: Option<OwnedFd>,
    /// The folder that it was to keep; there once it has ended.
    pub(super) kept: Option<OwnedFd>,
    ended: Option<Ended>,
}

/// What became of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It ran and ended.
    Exited(Exit),
    /// It, with all that it had started, used more than it may. It ended because of that, or was ended.
    OverLimit(LimitKind),
    /// It could not even be executed; what the system said.
    CannotExecute(String),
}

/// What can be sent to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// A request to end.
    Terminate,
    /// The end.
    Kill,
    /// A pause.
    Stop,
    /// The end of a pause.
    Continue,
}

impl Process {
    /// Has a program launched and waits until it runs, or cannot.
    pub(super) fn launch(
        control: &Control,
        order: Order,
        owner: Option<u32>,
    ) -> Result<Self, MachineError> {
        let pipe = || pipe_with(PipeFlags::CLOEXEC).map_err(MachineError::host("open a pipe"));
        let ((stdin, to_stdin), (from_stdout, stdout), (from_stderr, stderr)) =
            (pipe()?, pipe()?, pipe()?);
        for end in [&stdin, &stdout, &stderr] {
            // So that it may open `/dev/stdout` by name.
            if let Some(owner) = owner {
                fchown(end, Some(Uid::from_raw(owner)), Some(Gid::from_raw(owner)))
                    .map_err(MachineError::host("hand a pipe over"))?;
            }
        }
        for end in [&to_stdin, &from_stdout, &from_stderr] {
            ioctl_fionbio(end, true).map_err(MachineError::host("open a pipe"))?;
        }
        let flags = SocketFlags::CLOEXEC;
        let (status, report) = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None)
            .map_err(MachineError::host("make a status socket"))?;
        control.tell(
            &Request::Launch(Box::new(order)),
            &[
                stdin.as_fd(),
                stdout.as_fd(),
                stderr.as_fd(),
                report.as_fd(),
            ],
        )?;
        drop((stdin, stdout, stderr, report));

        let mut process = Self {
            stdin: Some(to_stdin),
            stdout: from_stdout,
            stderr: from_stderr,
            status,
            process: None,
            kept: None,
            ended: None,
        };
        readable(&process.status, START)?;
        process.hear()?;
        Ok(process)
    }

    /// The inode of its standard input, while that is open.
    pub fn input(&self) -> Option<u64> {
        let stdin = self.stdin.as_ref()?;
        Some(rustix::fs::fstat(stdin).ok()?.st_ino)
    }

    /// What became of it, if it has ended. Never waits.
    pub fn exit(&mut self) -> Result<Option<Ended>, MachineError> {
        if self.ended.is_none() {
            self.hear()?;
        }
        Ok(self.ended.clone())
    }

    /// Sends a signal to the program itself. One that has ended takes it without a word.
    pub fn signal(&self, signal: Signal) -> Result<(), MachineError> {
        let signal = match signal {
            Signal::Terminate => rustix::process::Signal::TERM,
            Signal::Kill => rustix::process::Signal::KILL,
            Signal::Stop => rustix::process::Signal::STOP,
            Signal::Continue => rustix::process::Signal::CONT,
        };
        match self
            .process
            .as_ref()
            .map(|process| pidfd_send_signal(process, signal))
        {
            None | Some(Ok(()) | Err(Errno::SRCH)) => Ok(()),
            Some(Err(errno)) => Err(MachineError::host("signal a program")(errno)),
        }
    }

    fn hear(&mut self) -> Result<(), MachineError> {
        match receive::<Report>(&self.status, RecvFlags::DONTWAIT) {
            Err(Errno::AGAIN) => {}
            Err(errno) => return Err(MachineError::host("hear of a program")(errno)),
            Ok(Some((Report::Started, descriptors))) => {
                self.process = descriptors.into_iter().next()
            }
            Ok(Some((Report::Failed(failed), _))) => return Err(MachineError::Stage(failed)),
            Ok(Some((Report::CannotExecute(errno), _))) => {
                self.ended = Some(Ended::CannotExecute(said(errno)))
            }
            Ok(Some((Report::Ended(exit), descriptors))) => {
                self.ended = Some(Ended::Exited(exit));
                self.kept = descriptors.into_iter().next();
            }
            Ok(Some((Report::OverLimit(limit), _))) => self.ended = Some(Ended::OverLimit(limit)),
            // Its first process was killed from outside, and it with that.
            Ok(None) => self.ended = Some(Ended::Exited(Exit::Signal(libc::SIGKILL))),
        }
        Ok(())
    }
}
