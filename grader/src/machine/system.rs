//! The few system calls that rustix leaves out, each behind a safe function.
//! All of them are made by the supervisor and its children, which have one thread.

use std::ffi::{CStr, CString};
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::ptr;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::Pid;

/// A child that was just made.
pub(super) struct Child {
    pub pid: Pid,
    /// Stays its own even when the number is used again.
    pub pidfd: OwnedFd,
}

/// Makes a child that goes on from here, as `fork` does, in the new namespaces that `flags` name. `None` in the child.
#[expect(
    unsafe_code,
    reason = "clone has no safe wrapper; callers have one thread, so the child's memory is whole"
)]
pub(super) fn clone(flags: libc::c_int) -> rustix::io::Result<Option<Child>> {
    match clone3(flags, None) {
        // Containers' filters answer so to clone3, which they cannot look into.
        Err(Errno::NOSYS) => {
            let mut pidfd: libc::c_int = -1;
            let flags = (flags | libc::CLONE_PIDFD | libc::SIGCHLD) as u64;
            // SAFETY: as for clone3; the third argument takes the pidfd on every architecture.
            let pid = unsafe { libc::syscall(libc::SYS_clone, flags, 0, &raw mut pidfd, 0, 0) };
            child(pid, pidfd)
        }
        made => made,
    }
}

/// The same, in a control group (Linux 5.7), a folder of which is given.
pub(super) fn clone_into(
    flags: libc::c_int,
    group: BorrowedFd<'_>,
) -> rustix::io::Result<Option<Child>> {
    clone3(flags, Some(group))
}

#[expect(unsafe_code, reason = "clone3 has no safe wrapper")]
fn clone3(flags: libc::c_int, group: Option<BorrowedFd<'_>>) -> rustix::io::Result<Option<Child>> {
    // `CLONE_INTO_CGROUP` of the kernel's `linux/sched.h`; the C libraries disagree on its type.
    const INTO_GROUP: u64 = 1 << 33;
    let mut pidfd: libc::c_int = -1;
    // SAFETY: clone_args is plain data, for which zero means "nothing asked".
    let mut arguments: libc::clone_args = unsafe { std::mem::zeroed() };
    arguments.flags = (flags | libc::CLONE_PIDFD) as u64;
    arguments.pidfd = &raw mut pidfd as u64;
    arguments.exit_signal = libc::SIGCHLD as u64;
    if let Some(group) = group {
        arguments.flags |= INTO_GROUP;
        arguments.cgroup = u64::try_from(group.as_raw_fd()).map_err(|_| Errno::BADF)?;
    }
    // SAFETY: without CLONE_VM the child has its own copy of all memory, and a zero stack means the same address in it.
    let pid = unsafe {
        libc::syscall(
            libc::SYS_clone3,
            &raw mut arguments,
            size_of::<libc::clone_args>(),
        )
    };
    child(pid, pidfd)
}

/// What a call that makes a child has returned.
#[expect(unsafe_code, reason = "descriptors come as numbers")]
fn child(pid: libc::c_long, pidfd: libc::c_int) -> rustix::io::Result<Option<Child>> {
    match pid {
        -1 => Err(last_errno()),
        0 => Ok(None),
        pid => {
            let pid = i32::try_from(pid)
                .ok()
                .and_then(Pid::from_raw)
                .ok_or(Errno::INVAL)?;
            // SAFETY: the kernel has just put a descriptor there that nobody else knows.
            let pidfd = unsafe { OwnedFd::from_raw_fd(pidfd) };
            Ok(Some(Child { pid, pidfd }))
        }
    }
}

/// Sets attributes (`MOUNT_ATTR_*`) on a mount, and on all below it if it is a detached tree.
#[expect(unsafe_code, reason = "mount_setattr has no safe wrapper")]
pub(super) fn set_mount(
    mount: BorrowedFd<'_>,
    attributes: u64,
    recursive: bool,
) -> rustix::io::Result<()> {
    let attributes = libc::mount_attr {
        attr_set: attributes,
        attr_clr: 0,
        propagation: 0,
        userns_fd: 0,
    };
    let flags = libc::AT_EMPTY_PATH | if recursive { libc::AT_RECURSIVE } else { 0 };
    // SAFETY: the path is a C string, and the attributes live until the call returns.
    let done = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            mount.as_raw_fd(),
            c"".as_ptr(),
            flags,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    if done == -1 {
        Err(last_errno())
    } else {
        Ok(())
    }
}

/// Brings the loopback interface up; 127.0.0.1 and ::1 come with it.
#[expect(
    unsafe_code,
    reason = "rustix has no call for the flags of an interface"
)]
pub(super) fn bring_up_loopback(socket: BorrowedFd<'_>) -> rustix::io::Result<()> {
    // SAFETY: ifreq is plain data, for which zero is a valid value.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(b"lo") {
        *to = *from as libc::c_char;
    }
    request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as libc::c_short;
    // SAFETY: the request is an ifreq with a name and flags, as SIOCSIFFLAGS wants it.
    let done = unsafe {
        libc::ioctl(
            socket.as_raw_fd(),
            libc::SIOCSIFFLAGS as _,
            &raw mut request,
        )
    };
    if done == -1 {
        Err(last_errno())
    } else {
        Ok(())
    }
}

/// Gives a program the signals as a shell would: none ignored, none blocked.
#[expect(unsafe_code, reason = "rustix leaves signal handling to the runtime")]
pub(super) fn reset_signals() {
    // SAFETY: no handler is installed, only the default set; the empty set is made by the library itself.
    unsafe {
        for signal in 1..=31 {
            libc::signal(signal, libc::SIG_DFL);
        }
        let mut none = std::mem::zeroed();
        libc::sigemptyset(&raw mut none);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const none, ptr::null_mut());
    }
}

/// Everything but the three standard streams is closed in the program. Kernels that lack the call (before 5.11) are left
/// with what `O_CLOEXEC` does, which all our own descriptors have.
#[expect(unsafe_code, reason = "rustix has no call that marks a range")]
pub(super) fn close_on_exec() {
    // SAFETY: marks descriptors, closes none.
    unsafe {
        libc::syscall(
            libc::SYS_close_range,
            3,
            libc::c_uint::MAX,
            libc::CLOSE_RANGE_CLOEXEC,
        )
    };
}

/// Lets the ends of children wait until they are asked for with [`child_ends`].
#[expect(unsafe_code, reason = "rustix leaves signal handling to the runtime")]
pub(super) fn hold_ends_of_children() {
    // SAFETY: the set is plain data that the library fills.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, libc::SIGCHLD);
        libc::sigprocmask(libc::SIG_BLOCK, &raw const set, ptr::null_mut());
    }
}

/// Waits until a child ends, at most for `limit`; whether one did. Their ends must be held.
#[expect(unsafe_code, reason = "rustix leaves signal handling to the runtime")]
pub(super) fn child_ends(limit: Duration) -> bool {
    let limit = libc::timespec {
        tv_sec: limit.as_secs().cast_signed(),
        tv_nsec: libc::c_long::from(limit.subsec_nanos().cast_signed()),
    };
    // SAFETY: the set is plain data that the library fills; nothing is written but the answer.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, libc::SIGCHLD);
        libc::sigtimedwait(&raw const set, ptr::null_mut(), &raw const limit) == libc::SIGCHLD
    }
}

/// Bytes of memory that the largest process used at once, among the children that have ended, and theirs.
#[expect(unsafe_code, reason = "rustix has no getrusage")]
pub(super) fn peak_memory_of_children() -> u64 {
    // SAFETY: `getrusage` fills the structure that it is given, for which zero is a valid value.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage);
        usage
    };
    usage.ru_maxrss.cast_unsigned() << 10
}

/// The version of the kernel's Landlock.
#[expect(
    unsafe_code,
    reason = "the one question of Landlock's that its crate does not pass on"
)]
pub(super) fn landlock_version() -> rustix::io::Result<u32> {
    const VERSION: libc::c_uint = 1;
    // SAFETY: asked for the version, the kernel reads no rules.
    let version = unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            ptr::null::<libc::c_void>(),
            0,
            VERSION,
        )
    };
    u32::try_from(version).map_err(|_| last_errno())
}

/// Closes the standard streams of a process that has no use for them.
#[expect(unsafe_code, reason = "nothing owns descriptors 0 to 2")]
pub(super) fn close_standard_streams() {
    // SAFETY: nothing in this process uses them after this.
    unsafe {
        for stream in 0..=2 {
            libc::close(stream);
        }
    }
}

/// Becomes another program. Returns only if that fails.
#[expect(unsafe_code, reason = "rustix has no execve")]
pub(super) fn execute(path: &CStr, arguments: &[CString], environment: &[CString]) -> Errno {
    let list = |strings: &[CString]| -> Vec<*const libc::c_char> {
        strings
            .iter()
            .map(|string| string.as_ptr())
            .chain([ptr::null()])
            .collect()
    };
    // SAFETY: both lists end with a null pointer, and the strings outlive the call.
    unsafe {
        libc::execve(
            path.as_ptr(),
            list(arguments).as_ptr(),
            list(environment).as_ptr(),
        )
    };
    last_errno()
}

/// Ends this process at once: no destructors, no buffers of the parent's flushed twice.
#[expect(
    unsafe_code,
    reason = "a child must not run its parent's exit handlers"
)]
pub(super) fn exit(status: i32) -> ! {
    // SAFETY: ends the process.
    unsafe { libc::_exit(status) }
}

fn last_errno() -> Errno {
    Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::INVAL)
}
