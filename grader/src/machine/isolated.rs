//! Entering an isolated machine, and launching a program on it in namespaces of its own.
//! Every stage that a host may refuse is named, so that a refusal can be explained.

use std::fs;
use std::io::Write;
use std::os::fd::BorrowedFd;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, socket_with};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, getgid, getuid};
use rustix::thread::{UnshareFlags, unshare_unsafe};

use super::cgroup::Seat;
use super::error::{Failed, Stage};
use super::init::{Init, Streams};
use super::protocol::{Order, Reply, Request, receive, send};
use super::root::NewRoot;
use super::system::{Child, bring_up_loopback, clone};

/// The user and the group of programs, as a machine numbers them.
pub(super) const STUDENT: u32 = 1000;
/// The same as a host numbers them where the grader is root: `nobody`, who owns nothing.
pub(super) const NOBODY: u32 = 65534;

/// Enters namespaces of our own: users, network, IPC, host name.
#[expect(
    unsafe_code,
    reason = "unshare can close descriptors that safe code relies on; these flags do not"
)]
pub(super) fn enter(control: BorrowedFd<'_>) -> Result<(), Failed> {
    let own =
        UnshareFlags::NEWUSER | UnshareFlags::NEWNET | UnshareFlags::NEWIPC | UnshareFlags::NEWUTS;
    // SAFETY: descriptors stay as they are without UnshareFlags::FILES.
    unsafe { unshare_unsafe(own) }.stage("unshare")?;
    send(control, &Reply::Unshared, &[]).stage("answer")?;
    match receive::<Request>(control, RecvFlags::empty()).stage("listen")? {
        Some((Request::Mapped, _)) => {}
        _ => return Err(rustix::io::Errno::PIPE).stage("listen"),
    }
    rustix::system::sethostname(b"machine").stage("name the machine")?;
    let socket = socket_with(
        AddressFamily::INET,
        SocketType::DGRAM,
        SocketFlags::CLOEXEC,
        None,
    )
    .stage("open a socket")?;
    bring_up_loopback(rustix::fd::AsFd::as_fd(&socket)).stage("bring up the loopback interface")?;
    // So that a server may have port 80 in its code. A host that forbids it loses no more than that.
    let _ = fs::write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
    Ok(())
}

/// Gives a supervisor that has unshared its users' numbers: the grader's own and, for root, another one as which programs
/// run. Called by the grader, because nobody may map numbers that are not their own from inside.
pub(super) fn map_users(supervisor: u32) -> Result<(), Failed> {
    let folder = format!("/proc/{supervisor}");
    let two = has_another_user();
    let lines = |own: u32| match two {
        true => format!("0 {own} 1\n{STUDENT} {NOBODY} 1\n"),
        false => format!("{STUDENT} {own} 1\n"),
    };
    if !two {
        fs::write(format!("{folder}/setgroups"), "deny").stage("deny groups")?;
    }
    let (user, group) = (rustix::process::geteuid(), rustix::process::getegid());
    fs::write(format!("{folder}/uid_map"), lines(user.as_raw())).stage("map users")?;
    fs::write(format!("{folder}/gid_map"), lines(group.as_raw())).stage("map groups")
}

/// Whether the grader is root and has a second user to run programs as. The root of a namespace with one user has none,
/// and is an ordinary user outside.
pub(super) fn has_another_user() -> bool {
    let maps = |file: &str| {
        fs::read_to_string(file).is_ok_and(|text| {
            text.lines().any(|line| {
                let numbers: Vec<u32> = line.split_ascii_whitespace().flat_map(str::parse).collect();
                matches!(numbers[..], [first, _, count] if (first..first.saturating_add(count)).contains(&NOBODY))
            })
        })
    };
    rustix::process::geteuid().is_root() && maps("/proc/self/uid_map") && maps("/proc/self/gid_map")
}

/// Launches a program under a first process of its own, with users, processes, files, IPC and a host name of its own:
/// it owns nothing of the machine's network. Returns in the supervisor only.
pub(super) fn launch(
    mountpoint: &Path,
    order: Order,
    seat: Option<&Seat>,
    streams: Streams,
    status: &OwnedFd,
) -> Result<Child, Failed> {
    let root = NewRoot::new(mountpoint, &order);
    let init = Init::new(order, Some(root), seat)?;
    let (mapped, tell) = pipe_with(PipeFlags::CLOEXEC).stage("open a pipe")?;
    let own = libc::CLONE_NEWUSER
        | libc::CLONE_NEWPID
        | libc::CLONE_NEWNS
        | libc::CLONE_NEWIPC
        | libc::CLONE_NEWUTS;
    match clone(own).stage("clone into namespaces")? {
        None => {
            drop(tell);
            // End of file: the supervisor is gone, or could not map.
            if rustix::io::read(&mapped, &mut [0; 1]) != Ok(1) {
                super::system::exit(1);
            }
            init.run(streams, status)
        }
        Some(child) => {
            map_again(child.pid)?;
            fs::File::from(tell).write_all(b"m").stage("let it go on")?;
            Ok(child)
        }
    }
}

/// The machine's numbers are the program's too.
fn map_again(pid: Pid) -> Result<(), Failed> {
    let folder = format!("/proc/{}", pid.as_raw_pid());
    let lines = |own: u32| match own {
        STUDENT => format!("{STUDENT} {STUDENT} 1\n"),
        own => format!("{own} {own} 1\n{STUDENT} {STUDENT} 1\n"),
    };
    fs::write(format!("{folder}/uid_map"), lines(getuid().as_raw()))
        .stage("map a program's users")?;
    fs::write(format!("{folder}/gid_map"), lines(getgid().as_raw())).stage("map a program's groups")
}
