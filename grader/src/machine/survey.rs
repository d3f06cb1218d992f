//! What a host gives, each thing found by doing it: for people who want to know why their machines are what they are.

use std::fs;
use std::process::{Command, ExitCode, Stdio};

use rustix::fs::statvfs;
use rustix::io::Errno;
use rustix::thread::{UnshareFlags, unshare_unsafe};
use rustix::time::{ClockId, clock_getres};

use super::cgroup::{Cgroup, Divided};
use super::error::{Failed, MachineError, Stage};
use super::filter::{Filters, Network};
use super::starts::Start;
use super::{Host, SUPERVISOR, Scratch, landlock};
use crate::model::{Isolation, IsolationKind, Remedy};

/// The namespaces that isolated machines are made of, as the kernel names them in `/proc/self/ns`.
const NAMESPACES: [(&str, UnshareFlags); 6] = [
    ("user", UnshareFlags::NEWUSER),
    ("net", UnshareFlags::NEWNET),
    ("pid", UnshareFlags::NEWPID),
    ("mnt", UnshareFlags::NEWNS),
    ("ipc", UnshareFlags::NEWIPC),
    ("uts", UnshareFlags::NEWUTS),
];
/// What a trial of a filter of system calls is named on the command line of its process.
const FILTER: &str = "seccomp";

/// What came of asking for a kind of machine: the stage that failed, and what would help.
pub type Tried = Result<(), (Failed, Remedy)>;

/// What a host gives.
#[derive(Debug)]
pub struct Survey {
    /// The kernel's name, version and architecture.
    pub kernel: String,
    /// The best machines that there are.
    pub isolation: Isolation,
    /// Each kind of machine, and the stage that failed.
    pub kinds: Vec<(IsolationKind, Tried)>,
    /// Each namespace of the isolated kind, by the kernel's name.
    pub namespaces: Vec<(&'static str, Result<(), Failed>)>,
    /// The version of Landlock that there is.
    pub landlock: Result<u32, Failed>,
    /// Whether system calls can be filtered.
    pub seccomp: Result<(), Failed>,
    /// What control groups there are for its machines.
    pub cgroup: Cgroup,
    /// Bytes of memory: available, and in all.
    pub memory: Option<[u64; 2]>,
    /// Bytes free where scratch files go.
    pub disk: Option<u64>,
    /// Processors that may be used.
    pub processors: usize,
    /// Where the clock that waits are measured with comes from, and the nanoseconds of its steps.
    pub clock: (String, u64),
}

impl Survey {
    /// Looks at the host.
    ///
    /// # Errors
    /// When it gives no machine of any kind.
    pub fn of(scratch: &Scratch) -> Result<Self, MachineError> {
        let tried = |kind| match Host::probe(Some(kind), scratch) {
            Ok(_) => Ok((kind, Ok(()))),
            Err(MachineError::Refused { failed, remedy, .. }) => Ok((kind, Err((failed, remedy)))),
            Err(error) => Err(error),
        };
        let system = rustix::system::uname();
        let text = |part: &std::ffi::CStr| part.to_string_lossy().into_owned();
        let kernel = [system.sysname(), system.release(), system.machine()].map(text);
        Ok(Self {
            kernel: kernel.join(" "),
            isolation: Host::probe(None, scratch)?.isolation().clone(),
            kinds: super::host::KINDS
                .into_iter()
                .map(tried)
                .collect::<Result<_, _>>()?,
            namespaces: NAMESPACES
                .iter()
                .map(|(name, _)| (*name, trial(scratch, name)))
                .collect(),
            landlock: landlock::version(),
            seccomp: trial(scratch, FILTER),
            cgroup: Divided::own().err().unwrap_or(Cgroup::Delegated),
            memory: memory(&fs::read_to_string("/proc/meminfo").unwrap_or_default()),
            disk: statvfs(scratch.path())
                .ok()
                .map(|found| found.f_bavail * found.f_frsize),
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            clock: clock(),
        })
    }
}

/// Has a process of its own try it; it ends with the error number.
fn trial(scratch: &Scratch, name: &str) -> Result<(), Failed> {
    use std::os::unix::process::CommandExt;
    let _start = Start::begin();
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the room in which processes start; this one is over at once"
    )]
    let status = Command::new(scratch.supervisor())
        .arg0(SUPERVISOR)
        .args([name])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .stage(name)?;
    match status.code() {
        Some(0) => Ok(()),
        Some(errno) => Err(Errno::from_raw_os_error(errno)).stage(name),
        None => Err(Errno::INTR).stage(name),
    }
}

/// What the process of a trial does, if it is one.
pub(super) fn try_out(name: &str) -> Option<ExitCode> {
    let done = if name == FILTER {
        rustix::thread::set_no_new_privs(true)
            .stage(name)
            .and_then(|()| Filters::new(Network::Own)?.impose())
    } else {
        let (_, flags) = NAMESPACES.iter().find(|(known, _)| *known == name)?;
        #[expect(
            unsafe_code,
            reason = "unshare can close descriptors that safe code relies on; these flags do not"
        )]
        // SAFETY: descriptors stay as they are without UnshareFlags::FILES.
        let done = unsafe { unshare_unsafe(UnshareFlags::NEWUSER | *flags) };
        done.stage(name)
    };
    Some(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => ExitCode::from(u8::try_from(failed.errno).unwrap_or(u8::MAX)),
    })
}

fn memory(text: &str) -> Option<[u64; 2]> {
    let kib = |name: &str| {
        let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
        rest.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()
    };
    Some([kib("MemAvailable:")? << 10, kib("MemTotal:")? << 10])
}

fn clock() -> (String, u64) {
    let source = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
    let source = fs::read_to_string(source).unwrap_or_default();
    let step = clock_getres(ClockId::Monotonic);
    (
        source.trim().to_owned(),
        u64::try_from(step.tv_nsec).unwrap_or(0),
    )
}

#[cfg(test)]
mod tests {
    use super::memory;

    #[test]
    fn memory_is_read_in_bytes() {
        let text = "MemTotal:       24576 kB\nMemFree:  7 kB\nMemAvailable:    1024 kB\n";
        assert_eq!(memory(text), Some([1 << 20, 24 << 20]));
        assert_eq!(memory("MemTotal: 1 kB\n"), None);
    }
}
