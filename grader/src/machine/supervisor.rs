//! The process that owns a machine: it enters the machine's namespaces, hands out sockets and launches programs,
//! and when the grader's end of its control socket closes, it ends all that it started. It has one thread, and knows
//! nothing of exercises and marks.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::process::ExitCode;

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SocketFlags, SocketType, ipproto, netlink, socket_with,
};
use rustix::process::{WaitOptions, setsid, umask};

use super::cgroup::Seat;
use super::error::{Failed, Stage};
use super::init::{Init, Streams};
use super::protocol::{Order, Reply, Report, Request, World, receive, send};
use super::system::{Child, clone};
use super::{isolated, plain, survey};

/// The argument with which this executable does nothing, to see whether it can be executed somewhere.
pub(super) const PROBE: &str = "probe";

/// The whole life of a supervisor. Its standard input is the control socket.
pub fn supervise() -> ExitCode {
    match std::env::args_os().nth(1) {
        Some(argument) if argument == PROBE => return ExitCode::SUCCESS,
        Some(argument) => {
            return argument
                .to_str()
                .and_then(survey::try_out)
                .unwrap_or(ExitCode::FAILURE);
        }
        None => {}
    }
    let control = rustix::stdio::stdin();
    // Programs see the name, and would else see the file's.
    let _ = rustix::thread::set_name(c"machine");
    // A terminal's Ctrl-C is for the grader, which then ends us. Fails where we lead a group already; no harm.
    let _ = setsid();
    umask(rustix::fs::Mode::WGRP | rustix::fs::Mode::WOTH);
    match receive::<Request>(control, RecvFlags::empty()) {
        Ok(Some((Request::Boot { world, group }, _))) => {
            let mut supervisor = Supervisor {
                control,
                world,
                seat: None,
                inits: Vec::new(),
            };
            let served = supervisor.boot(group).and_then(|()| supervisor.serve());
            if let Err(failed) = served {
                // If nobody listens any more, nobody needs to know.
                let _ = send(control, &Reply::Failed(failed), &[]);
            }
            supervisor.end();
            ExitCode::SUCCESS
        }
        // Called by hand, or the grader is gone.
        _ => ExitCode::FAILURE,
    }
}

struct Supervisor {
    control: BorrowedFd<'static>,
    world: World,
    /// Where its programs are bounded together.
    seat: Option<Seat>,
    /// The first process of each program.
    inits: Vec<Child>,
}

impl Supervisor {
    fn boot(&mut self, group: Option<PathBuf>) -> Result<(), Failed> {
        self.seat = group.as_deref().map(Seat::open).transpose()?;
        match self.world {
            World::Isolated { .. } => isolated::enter(self.control)?,
            World::Plain => plain::enter()?,
        }
        let flags = SocketFlags::CLOEXEC;
        let diag = socket_with(
            AddressFamily::NETLINK,
            SocketType::RAW,
            flags,
            Some(netlink::SOCK_DIAG),
        )
        .stage("open a socket that lists sockets")?;
        send(self.control, &Reply::Ready, &[diag.as_fd()]).stage("answer")
    }

    fn serve(&mut self) -> Result<(), Failed> {
        while let Some((request, descriptors)) =
            receive(self.control, RecvFlags::empty()).stage("listen")?
        {
            // Ended programs leave no zombies; their pidfds stay valid.
            while let Ok(Some(_)) = rustix::process::wait(WaitOptions::NOHANG) {}
            match request {
                Request::Boot { .. } | Request::Mapped => return Err(Errno::PROTO).stage("listen"),
                Request::Socket { v6 } => match tcp_socket(v6) {
                    Ok(socket) => send(self.control, &Reply::Socket, &[socket.as_fd()]),
                    Err(failed) => send(self.control, &Reply::Failed(failed), &[]),
                }
                .stage("answer")?,
                Request::Launch(order) => {
                    let descriptors = <[OwnedFd; 4]>::try_from(descriptors)
                        .map_err(|_| Errno::PROTO)
                        .stage("listen")?;
                    self.launch(*order, descriptors);
                }
            }
        }
        Ok(())
    }

    /// What comes of it is said on the status socket.
    fn launch(&mut self, order: Order, [stdin, stdout, stderr, status]: [OwnedFd; 4]) {
        let streams = Streams {
            stdin,
            stdout,
            stderr,
        };
        let seat = self.seat.as_ref();
        let launched = match &self.world {
            World::Isolated { mountpoint } => {
                isolated::launch(mountpoint, order, seat, streams, &status)
            }
            World::Plain => Init::new(order, None, seat).and_then(|init| {
                match clone(0).stage("clone a process")? {
                    None => init.run(streams, &status),
                    Some(child) => Ok(child),
                }
            }),
        };
        match launched {
            Ok(child) => self.inits.push(child),
            Err(failed) => {
                let _ = send(&status, &Report::Failed(failed), &[]);
            }
        }
    }

    /// Nothing that was started outlives this.
    fn end(self) {
        match self.world {
            // The kernel ends a process namespace with its first process, and lets us know when all of it is gone.
            World::Isolated { .. } => {
                for init in &self.inits {
                    let _ = rustix::process::pidfd_send_signal(
                        &init.pidfd,
                        rustix::process::Signal::KILL,
                    );
                }
                while !matches!(
                    rustix::process::wait(WaitOptions::empty()),
                    Err(Errno::CHILD)
                ) {}
            }
            World::Plain => plain::sweep(),
        }
        if let Some(seat) = self.seat {
            seat.remove();
        }
    }
}

fn tcp_socket(v6: bool) -> Result<OwnedFd, Failed> {
    let family = if v6 {
        AddressFamily::INET6
    } else {
        AddressFamily::INET
    };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    socket_with(family, SocketType::STREAM, flags, Some(ipproto::TCP)).stage("open a socket")
}
