//! The registers and stacks of threads that are blocked: each is stopped for a moment (`ptrace(2)`) and goes on where it
//! was. A call that it was blocked in may end early by that, so this is for programs whose check is over.

use std::fs::File;
use std::mem::{self, MaybeUninit};
use std::os::unix::fs::FileExt;
use std::thread;
use std::time::{Duration, Instant};

use libc::{c_int, c_void, pid_t};

/// Bytes that are read of a stack.
const STACK: usize = 256 << 10;
/// How long all of them may take to stop. Those that are asleep, as these are, stop as soon as a processor is free, which on a
/// busy host takes its time.
const MOMENT: Duration = Duration::from_secs(2);

/// What a stopped thread had in its registers and on its stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snapshot {
    /// The thread's number on the host.
    pub thread: u32,
    /// Where its code is.
    pub instruction: u64,
    /// Where its stack ends.
    pub stack: u64,
    /// The frame pointer, if its code uses the register as one.
    pub frame: u64,
    /// The link register of machines that have one.
    pub link: u64,
    bytes: Vec<u8>,
}

impl Snapshot {
    /// The word of its stack at an address.
    pub(super) fn word(&self, at: u64) -> Option<u64> {
        let offset = usize::try_from(at.checked_sub(self.stack)?).ok()?;
        let word = self.bytes.get(offset..)?.first_chunk::<8>()?;
        Some(u64::from_ne_bytes(*word))
    }
}

/// Looks into threads of a process; leaves out those that cannot be stopped, or have ended.
pub(super) fn snapshots(process: u32, threads: &[u32]) -> Vec<Snapshot> {
    let Ok(memory) = File::open(format!("/proc/{process}/mem")) else {
        return vec![];
    };
    // Threads that a thread has stopped go on when it ends, however it does.
    thread::scope(|scope| {
        let tracer = scope.spawn(|| {
            let traced = threads.iter().filter_map(|thread| Traced::stop(*thread));
            let mut waited: Vec<Traced> = traced.collect();
            let until = Instant::now() + MOMENT;
            let mut found = Vec::new();
            loop {
                // Who had no processor meanwhile looks once more.
                let is_last = Instant::now() >= until;
                waited.retain_mut(|traced| match traced.has_stopped() {
                    None => true,
                    Some(false) => false,
                    Some(true) => {
                        found.extend(traced.snapshot(&memory));
                        traced.go_on();
                        false
                    }
                });
                if waited.is_empty() || is_last {
                    break found;
                }
                thread::yield_now();
            }
        });
        tracer.join().unwrap_or_default()
    })
}

/// A thread that was told to stop.
struct Traced {
    thread: pid_t,
    /// The signal that it stopped for instead, which it is to have.
    signal: c_int,
}

#[expect(unsafe_code, reason = "ptrace has no safe wrapper here")]
impl Traced {
    fn stop(thread: u32) -> Option<Self> {
        let thread = pid_t::try_from(thread).ok()?;
        // SAFETY: these requests take no memory of ours.
        let stopped = unsafe {
            libc::ptrace(libc::PTRACE_SEIZE, thread, 0, 0) == 0
                && libc::ptrace(libc::PTRACE_INTERRUPT, thread, 0, 0) == 0
        };
        stopped.then_some(Self { thread, signal: 0 })
    }

    /// Whether it has stopped; `Some(false)` when it has ended.
    fn has_stopped(&mut self) -> Option<bool> {
        let mut status = 0;
        // SAFETY: it writes one status.
        let waited =
            unsafe { libc::waitpid(self.thread, &raw mut status, libc::__WALL | libc::WNOHANG) };
        if waited == 0 {
            return None;
        }
        if waited != self.thread || !libc::WIFSTOPPED(status) {
            return Some(false);
        }
        if status >> 16 == 0 {
            self.signal = libc::WSTOPSIG(status);
        }
        Some(true)
    }

    fn snapshot(&self, memory: &File) -> Option<Snapshot> {
        let mut registers = MaybeUninit::<libc::user_regs_struct>::zeroed();
        let mut place = libc::iovec {
            iov_base: registers.as_mut_ptr().cast::<c_void>(),
            iov_len: mem::size_of::<libc::user_regs_struct>(),
        };
        // SAFETY: the kernel writes at most the length of the structure, which zeroes are valid for.
        let registers = unsafe {
            let done = libc::ptrace(
                libc::PTRACE_GETREGSET,
                self.thread,
                libc::NT_PRSTATUS,
                &raw mut place,
            );
            (done == 0 && place.iov_len == mem::size_of::<libc::user_regs_struct>())
                .then(|| registers.assume_init())?
        };
        let mut snapshot = Snapshot {
            thread: u32::try_from(self.thread).ok()?,
            bytes: vec![0; STACK],
            ..of(&registers)
        };
        // It is short where the stack's beginning is reached.
        let read = memory.read_at(&mut snapshot.bytes, snapshot.stack).ok()?;
        snapshot.bytes.truncate(read);
        Some(snapshot)
    }

    fn go_on(&self) {
        // SAFETY: the request takes no memory of ours.
        unsafe {
            libc::ptrace(libc::PTRACE_DETACH, self.thread, 0, self.signal);
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn of(registers: &libc::user_regs_struct) -> Snapshot {
    Snapshot {
        thread: 0,
        instruction: registers.rip,
        stack: registers.rsp,
        frame: registers.rbp,
        link: 0,
        bytes: Vec::new(),
    }
}

#[cfg(target_arch = "aarch64")]
fn of(registers: &libc::user_regs_struct) -> Snapshot {
    Snapshot {
        thread: 0,
        instruction: registers.pc,
        stack: registers.sp,
        frame: registers.regs[29],
        link: registers.regs[30],
        bytes: Vec::new(),
    }
}
