//! What a thread is blocked in: the system call that `/proc` shows, and the arguments that it was given.

use std::path::Path;

use super::error::MachineError;
use super::look::read;

/// A thread at one moment. Two equal looks at it mean that it has not run in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    /// The call that it is blocked in.
    pub call: Call,
    /// How often it was given a processor so far.
    turns: String,
}

impl Look {
    /// What the thread in this folder of `/proc` is blocked in; `None` when it runs, is about to, or has ended.
    pub(super) fn at(thread: &Path) -> Result<Option<Self>, MachineError> {
        let text = read(&thread.join("syscall"))?.unwrap_or_default();
        // A thread that runs says "running"; one that is blocked outside of a call says -1.
        let Some(call) = Call::parse(&text) else {
            return Ok(None);
        };
        let times = read(&thread.join("schedstat"))?.unwrap_or_default();
        let turns = times.split_ascii_whitespace().nth(2).map(str::to_owned);
        Ok(turns.map(|turns| Self { call, turns }))
    }
}

/// A system call that blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// Its number.
    number: libc::c_long,
    /// What it was given.
    pub arguments: [u64; 6],
    /// The thread's stack pointer.
    stack: u64,
}

/// What a call waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Awaits {
    /// Something to read from a descriptor.
    Input(u64),
    /// Room to write to one.
    Room(u64),
    /// A connection on one.
    Connection(u64),
    /// One of the descriptors in an array of `pollfd`.
    Poll,
    /// One of the descriptors in three sets.
    Select,
    /// One of the descriptors that an epoll descriptor watches.
    Epoll(u64),
    /// Another thread: a lock, a condition, an end.
    Thread,
    /// The end of a child.
    Child,
    /// A signal.
    Signal,
    /// A moment.
    Time,
    /// Something else.
    Unknown,
}

/// The calls that newer architectures have only with more arguments.
#[cfg(target_arch = "x86_64")]
mod old {
    pub(super) const POLL: libc::c_long = libc::SYS_poll;
    pub(super) const SELECT: libc::c_long = libc::SYS_select;
    pub(super) const EPOLL_WAIT: libc::c_long = libc::SYS_epoll_wait;
    pub(super) const PAUSE: libc::c_long = libc::SYS_pause;
    pub(super) const VFORK: libc::c_long = libc::SYS_vfork;
}

#[cfg(not(target_arch = "x86_64"))]
mod old {
    pub(super) const POLL: libc::c_long = -1;
    pub(super) const SELECT: libc::c_long = -1;
    pub(super) const EPOLL_WAIT: libc::c_long = -1;
    pub(super) const PAUSE: libc::c_long = -1;
    pub(super) const VFORK: libc::c_long = -1;
}

/// `futex(2)` operations that wait, without their flags.
const FUTEX_WAITS: [u64; 5] = [0, 6, 9, 11, 13];
/// Those flags: private, and which clock a time-out is of.
const FUTEX_FLAGS: u64 = 128 | 256;

impl Call {
    /// The call in a line of `/proc`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let number = words.next()?.parse().ok()?;
        let mut next = || u64::from_str_radix(words.next()?.strip_prefix("0x")?, 16).ok();
        let mut arguments = [0; 6];
        for argument in &mut arguments {
            *argument = next()?;
        }
        let stack = next()?;
        Some(Self {
            number,
            arguments,
            stack,
        })
        .filter(|call| call.number >= 0)
    }

    /// A descriptor among the arguments: an int, the upper half of its register means nothing.
    fn descriptor(&self) -> u64 {
        self.arguments[0] & 0xffff_ffff
    }

    /// Whether it starts a process or a thread.
    pub(super) fn starts(&self) -> bool {
        [old::VFORK, libc::SYS_clone, libc::SYS_clone3].contains(&self.number)
    }

    /// What it waits for.
    pub(super) fn awaits(&self) -> Awaits {
        // A program of 32 bits numbers its calls otherwise; its stack is where no other's is.
        if self.stack <= u64::from(u32::MAX) {
            return Awaits::Unknown;
        }
        match self.number {
            libc::SYS_read
            | libc::SYS_readv
            | libc::SYS_recvfrom
            | libc::SYS_recvmsg
            | libc::SYS_recvmmsg
            | libc::SYS_splice => Awaits::Input(self.descriptor()),
            libc::SYS_write
            | libc::SYS_writev
            | libc::SYS_sendto
            | libc::SYS_sendmsg
            | libc::SYS_sendmmsg => Awaits::Room(self.descriptor()),
            libc::SYS_accept | libc::SYS_accept4 | libc::SYS_connect => {
                Awaits::Connection(self.descriptor())
            }
            libc::SYS_ppoll | old::POLL => Awaits::Poll,
            libc::SYS_pselect6 | old::SELECT => Awaits::Select,
            libc::SYS_epoll_pwait | libc::SYS_epoll_pwait2 | old::EPOLL_WAIT => {
                Awaits::Epoll(self.descriptor())
            }
            libc::SYS_futex if FUTEX_WAITS.contains(&(self.arguments[1] & !FUTEX_FLAGS)) => {
                Awaits::Thread
            }
            libc::SYS_wait4 | libc::SYS_waitid => Awaits::Child,
            libc::SYS_rt_sigtimedwait | libc::SYS_rt_sigsuspend | old::PAUSE => Awaits::Signal,
            libc::SYS_nanosleep | libc::SYS_clock_nanosleep => Awaits::Time,
            _ => Awaits::Unknown,
        }
    }

    /// Whether it goes on until what it waits for happens: it names no time, and is none of the calls that cannot be told.
    /// That a socket has a time-out of its own is another matter.
    pub(super) fn is_endless(&self) -> bool {
        let [_, _, third, fourth, fifth, _] = self.arguments;
        match self.awaits() {
            Awaits::Input(_) => match self.number {
                libc::SYS_recvmmsg => fifth == 0,
                // From a pipe to a file, or the other way.
                libc::SYS_splice => false,
                _ => true,
            },
            Awaits::Room(_) | Awaits::Connection(_) | Awaits::Child => true,
            // An int in milliseconds, negative for none, where it is not a pointer to a time.
            Awaits::Poll if self.number == old::POLL => is_negative(third),
            Awaits::Poll => third == 0,
            Awaits::Select => fifth == 0,
            Awaits::Epoll(_) if self.number == libc::SYS_epoll_pwait2 => fourth == 0,
            Awaits::Epoll(_) => is_negative(fourth),
            Awaits::Thread => fourth == 0,
            // Whose signals it takes out of those that are blocked meanwhile: a timer's may be among them.
            Awaits::Signal => self.number != libc::SYS_rt_sigtimedwait,
            Awaits::Time | Awaits::Unknown => false,
        }
    }
}

/// Whether the int in a register is negative.
fn is_negative(register: u64) -> bool {
    register & (1 << 31) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(number: libc::c_long, arguments: &str) -> Call {
        Call::parse(&format!("{number} {arguments} 0x7ffe0 0x7fff0"))
            .map(|call| Call {
                stack: 0x7fff_0000_0000,
                ..call
            })
            .unwrap()
    }

    #[test]
    fn a_thread_that_runs_is_in_no_call() {
        assert_eq!(Call::parse("running"), None);
        assert_eq!(Call::parse("-1 0x7ffd 0x7f00"), None);
        assert_eq!(Call::parse(""), None);
    }

    #[test]
    fn who_names_a_time_will_go_on() {
        let endless = [
            call(libc::SYS_accept4, "0x3 0x0 0x0 0x80000 0x0 0x0"),
            call(libc::SYS_recvfrom, "0xdead00000004 0x1 0x400 0x0 0x0 0x0"),
            call(libc::SYS_ppoll, "0x1 0x2 0x0 0x0 0x8 0x0"),
            call(libc::SYS_epoll_pwait, "0x3 0x1 0x400 0xffffffff 0x0 0x8"),
            call(libc::SYS_epoll_pwait2, "0x3 0x1 0x400 0x0 0x0 0x8"),
            call(libc::SYS_futex, "0x1 0x189 0x0 0x0 0x0 0xffffffff"),
            call(libc::SYS_wait4, "0xffffffff 0x0 0x0 0x0 0x0 0x0"),
        ];
        for call in &endless {
            assert!(call.is_endless(), "{call:?}");
        }
        let timed = [
            call(libc::SYS_ppoll, "0x1 0x2 0x7ffd0 0x0 0x8 0x0"),
            call(libc::SYS_epoll_pwait, "0x3 0x1 0x400 0x32 0x0 0x8"),
            call(libc::SYS_futex, "0x1 0x189 0x0 0x7ffd0 0x0 0xffffffff"),
            call(libc::SYS_clock_nanosleep, "0x1 0x0 0x1 0x0 0x0 0x0"),
            call(libc::SYS_recvmmsg, "0x3 0x1 0x1 0x0 0x7ffd0 0x0"),
            call(libc::SYS_restart_syscall, "0x0 0x0 0x0 0x0 0x0 0x0"),
            call(libc::SYS_io_uring_enter, "0x3 0x0 0x1 0x1 0x0 0x0"),
        ];
        for call in &timed {
            assert!(!call.is_endless(), "{call:?}");
        }
        #[cfg(target_arch = "x86_64")]
        {
            assert!(call(libc::SYS_poll, "0x1 0x2 0xffffffff 0x0 0x0 0x0").is_endless());
            assert!(!call(libc::SYS_poll, "0x1 0x2 0x32 0x0 0x0 0x0").is_endless());
        }
    }

    #[test]
    fn a_program_of_32_bits_cannot_be_told() {
        let call = Call {
            stack: 0xffff_d000,
            ..call(libc::SYS_accept4, "0x3 0x0 0x0 0x0 0x0 0x0")
        };
        assert_eq!(call.awaits(), Awaits::Unknown);
    }
}
