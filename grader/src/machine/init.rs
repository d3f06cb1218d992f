//! The first process of a program's family: it prepares what the program will see, starts it, waits for it, and reports.
//! When it ends, so does the rest of the family.

use std::ffi::CString;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::{
    DumpableBehavior, Pid, Signal, WaitOptions, WaitStatus, set_dumpable_behavior,
    set_parent_process_death_signal, wait,
};

use super::confine::confine;
use super::error::{Failed, Stage};
use super::plain;
use super::protocol::{Order, Report, send};
use super::root::NewRoot;
use super::system::{clone, close_on_exec, close_standard_streams, execute, exit, reset_signals};
use crate::model::Exit;

/// A program's standard streams.
pub(super) struct Streams {
    pub stdin: OwnedFd,
    pub stdout: OwnedFd,
    pub stderr: OwnedFd,
}

/// A program about to be launched: everything is in the form that the kernel wants.
pub(super) struct Init {
    order: Order,
    executable: CString,
    arguments: Vec<CString>,
    environment: Vec<CString>,
    /// None: it sees the host's files.
    root: Option<NewRoot>,
}

impl Init {
    pub(super) fn new(order: Order, root: Option<NewRoot>) -> Result<Self, Failed> {
        let kernel = |text: &[u8]| {
            CString::new(text)
                .map_err(|_| Errno::INVAL)
                .stage("read the arguments")
        };
        let environment = order
            .environment
            .iter()
            .map(|(name, value)| kernel(&[name.as_bytes(), b"=", value.as_bytes()].concat()));
        Ok(Self {
            executable: kernel(order.executable.as_bytes())?,
            arguments: order
                .arguments
                .iter()
                .map(|word| kernel(word.as_bytes()))
                .collect::<Result<_, _>>()?,
            environment: environment.collect::<Result<_, _>>()?,
            order,
            root,
        })
    }

    /// The life of the first process; it starts where its parent's `clone` returned `None`.
    pub(super) fn run(self, streams: Streams, status: &OwnedFd) -> ! {
        if let Err(failed) = self.start(streams, status) {
            let _ = send(status, &Report::Failed(failed), &[]);
        }
        exit(0)
    }

    fn start(&self, streams: Streams, status: &OwnedFd) -> Result<(), Failed> {
        set_parent_process_death_signal(Some(Signal::KILL)).stage("die with the supervisor")?;
        // The first of these closes our copy of the control socket.
        rustix::stdio::dup2_stdin(&streams.stdin).stage("redirect input")?;
        rustix::stdio::dup2_stdout(&streams.stdout).stage("redirect output")?;
        rustix::stdio::dup2_stderr(&streams.stderr).stage("redirect errors")?;
        drop(streams);
        match &self.root {
            Some(root) => root.enter()?,
            None => plain::enter()?,
        }
        // Opened before the program could shut it.
        let kept = self.order.keeps.as_ref().map(|folder| {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            open(folder, flags, Mode::empty()).stage("open the folder to keep")
        });
        let kept = kept.transpose()?;
        // The program cannot read the memory, the environment or the descriptors of this process.
        set_dumpable_behavior(DumpableBehavior::NotDumpable).stage("hide the first process")?;
        // The parent goes on only when the child executes its program, so "started" means started.
        let Some(program) = clone(libc::CLONE_VFORK).stage("clone a process")? else {
            self.program(status)
        };
        close_standard_streams();
        send(status, &Report::Started, &[program.pidfd.as_fd()]).stage("report")?;
        let exit = wait_for(program.pid).stage("wait")?;
        let kept: Vec<_> = kept.iter().map(AsFd::as_fd).collect();
        send(status, &Report::Ended(exit), &kept).stage("report")?;
        if self.root.is_none() {
            plain::sweep();
        }
        Ok(())
    }

    /// The second process becomes the program.
    fn program(&self, status: &OwnedFd) -> ! {
        let report = match confine(&self.order, self.root.is_some()) {
            Ok(()) => {
                reset_signals();
                close_on_exec();
                Report::CannotExecute(
                    execute(&self.executable, &self.arguments, &self.environment).raw_os_error(),
                )
            }
            Err(failed) => Report::Failed(failed),
        };
        let _ = send(status, &report, &[]);
        exit(127)
    }
}

/// Waits for one process, and takes leave of all others that end meanwhile.
fn wait_for(program: Pid) -> rustix::io::Result<Exit> {
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((pid, status))) if pid == program => return Ok(exit_of(status)),
            Ok(_) | Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
}

fn exit_of(status: WaitStatus) -> Exit {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, signal) => Exit::Signal(signal.unwrap_or(libc::SIGKILL)),
    }
}
