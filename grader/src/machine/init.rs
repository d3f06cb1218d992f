//! The first process of a program's family: it prepares what the program will see, starts it, waits for it, and reports.
//! When it ends, so does the rest of the family.

use std::ffi::CString;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::time::Instant;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::{
    DumpableBehavior, Pid, Signal, WaitOptions, WaitStatus, set_dumpable_behavior,
    set_parent_process_death_signal, wait,
};

use super::cgroup::Seat;
use super::confine::confine;
use super::error::{Failed, Stage};
use super::family::{Family, PERIOD};
use super::filter::Filters;
use super::plain;
use super::protocol::{Order, Report, send};
use super::root::NewRoot;
use super::system::{
    Child, child_ends, clone, clone_into, close_on_exec, close_standard_streams, execute, exit,
    hold_ends_of_children, reset_signals,
};
use crate::model::{Exit, LimitKind};

/// A program's standard streams.
pub(super) struct Streams {
    pub stdin: OwnedFd,
    pub stdout: OwnedFd,
    pub stderr: OwnedFd,
}

/// A program about to be launched: everything is in the form that the kernel wants.
pub(super) struct Init<'a> {
    order: Order,
    executable: CString,
    arguments: Vec<CString>,
    environment: Vec<CString>,
    /// None: it sees the host's files.
    root: Option<NewRoot>,
    /// Where it is bounded with all others of its machine.
    seat: Option<&'a Seat>,
    /// The system calls that it is refused.
    filters: Option<Filters>,
}

impl<'a> Init<'a> {
    pub(super) fn new(
        order: Order,
        root: Option<NewRoot>,
        seat: Option<&'a Seat>,
    ) -> Result<Self, Failed> {
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
            filters: order.walls.network().map(Filters::new).transpose()?,
            order,
            root,
            seat,
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
        hold_ends_of_children();
        // The parent goes on only when the child executes its program, so "started" means started.
        let killed = || {
            self.seat
                .map_or(Ok(0), Seat::killed)
                .stage("look at a control group")
        };
        let before = killed()?;
        let Some(program) = self.second()? else {
            self.program(status)
        };
        close_standard_streams();
        send(status, &Report::Started, &[program.pidfd.as_fd()]).stage("report")?;
        let family = Family::new(&self.order, self.root.is_some());
        let kept: Vec<_> = kept.iter().map(AsFd::as_fd).collect();
        let report = match wait_for(program.pid, family.as_ref()).stage("wait")? {
            End::Exceeded(limit) => Report::OverLimit(limit),
            End::Exited(_) if killed()? > before => Report::OverLimit(LimitKind::Memory),
            End::Exited(exit) => match family.and_then(|family| family.ended_by(exit)) {
                Some(limit) => Report::OverLimit(limit),
                None => Report::Ended(exit),
            },
        };
        send(status, &report, &kept).stage("report")?;
        if self.root.is_none() {
            plain::sweep();
        }
        Ok(())
    }

    /// Makes the second process, in the machine's control group. `None` in it.
    fn second(&self) -> Result<Option<Child>, Failed> {
        let stage = "clone a process";
        let Some(seat) = self.seat else {
            return clone(libc::CLONE_VFORK).stage(stage);
        };
        match clone_into(libc::CLONE_VFORK, seat.folder()) {
            // No `clone3`. To move there costs milliseconds, to be born there nothing.
            Err(Errno::NOSYS) => {
                let child = clone(libc::CLONE_VFORK).stage(stage)?;
                if child.is_none() {
                    seat.take()?;
                }
                Ok(child)
            }
            made => made.stage(stage),
        }
    }

    /// The second process becomes the program.
    fn program(&self, status: &OwnedFd) -> ! {
        let report = match confine(&self.order, self.root.is_some(), self.filters.as_ref()) {
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

/// How a wait for a program ended.
enum End {
    /// As the program did.
    Exited(Exit),
    /// Its family uses more than it may.
    Exceeded(LimitKind),
}

/// Waits for one process, takes leave of all others that end meanwhile, and looks now and then what all of them use.
fn wait_for(program: Pid, family: Option<&Family<'_>>) -> rustix::io::Result<End> {
    let mut looked = Instant::now();
    loop {
        match wait(WaitOptions::NOHANG) {
            Ok(Some((pid, status))) if pid == program => return Ok(End::Exited(exit_of(status))),
            Ok(Some(_)) | Err(Errno::INTR) => {}
            Ok(None) => {
                child_ends(PERIOD.saturating_sub(looked.elapsed()));
            }
            Err(errno) => return Err(errno),
        }
        if looked.elapsed() >= PERIOD {
            if let Some(limit) = family.and_then(Family::exceeds) {
                return Ok(End::Exceeded(limit));
            }
            looked = Instant::now();
        }
    }
}

fn exit_of(status: WaitStatus) -> Exit {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, signal) => Exit::Signal(signal.unwrap_or(libc::SIGKILL)),
    }
}
