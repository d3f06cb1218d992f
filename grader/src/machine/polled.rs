//! Of which descriptors a blocked thread asks whether they can be read, or accepted from: those of an array that `poll` was
//! given, of a set that `select` was given, and those that an epoll descriptor watches.

use std::path::Path;

use super::call::{Awaits, Call};
use super::error::MachineError;
use super::look::{content, read};

/// More descriptors than a program may have are not looked through.
const MOST: u64 = 1 << 16;

/// A descriptor that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Polled {
    /// Its number; of one that is watched, the number that it had when that began.
    pub descriptor: u64,
    /// The inode of what is watched, where the kernel tells it.
    pub inode: Option<u64>,
    /// Whether who asks is told once only of what comes, and asks for nothing but what can be read. A runtime of tasks asks for
    /// room as well, of whatever socket, and remembers what it was told.
    pub once: bool,
}

/// The descriptors that a thread of the process asks about in this call; none if it asks in no such way.
pub(super) fn polled(pid: u32, call: &Call) -> Result<Vec<Polled>, MachineError> {
    let [first, second, ..] = call.arguments;
    let plain = |descriptor| Polled {
        descriptor,
        inode: None,
        once: false,
    };
    Ok(match call.awaits() {
        Awaits::Poll => {
            let array = content(pid, first, 8 * second.min(MOST))?;
            let asked = array.chunks_exact(8).filter_map(asked);
            asked.map(plain).collect()
        }
        Awaits::Select => {
            let most = (first & 0xffff_ffff).min(MOST);
            // A set is made of words, in each of which the lowest bit comes first; the last may be used in part.
            let set = content(pid, second, most.next_multiple_of(64) / 8)?;
            let words = set.chunks_exact(8).filter_map(|word| word.first_chunk());
            let words: Vec<u64> = words.map(|word| u64::from_ne_bytes(*word)).collect();
            let is_set = |number: &u64| {
                let word = words.get((number / 64) as usize);
                word.is_some_and(|word| word >> (number % 64) & 1 == 1)
            };
            (0..most).filter(is_set).map(plain).collect()
        }
        Awaits::Epoll(descriptor) => {
            let info = format!("/proc/{pid}/fdinfo/{descriptor}");
            let text = read(Path::new(&info))?.unwrap_or_default();
            text.lines().filter_map(watched).collect()
        }
        Awaits::Input(_)
        | Awaits::Room(_)
        | Awaits::Connection(_)
        | Awaits::Thread
        | Awaits::Child
        | Awaits::Signal
        | Awaits::Time
        | Awaits::Unknown => vec![],
    })
}

/// The descriptor of a `pollfd` that asks for something to read; `poll` itself skips negative ones.
fn asked(entry: &[u8]) -> Option<u64> {
    let number = i32::from_ne_bytes(*entry.first_chunk()?);
    let events = i16::from_ne_bytes(*entry.get(4..)?.first_chunk()?);
    let number = u64::try_from(number).ok()?;
    (events & (libc::POLLIN | libc::POLLRDNORM) != 0).then_some(number)
}

/// What a line of an epoll descriptor says to be watched for something to read:
/// `tfd: 5 events: 19 data: 5 pos:0 ino:1c2b sdev:8`.
fn watched(line: &str) -> Option<Polled> {
    let mut words = line.split_ascii_whitespace();
    let mut field = |name| {
        words.by_ref().find(|word| *word == name)?;
        words.next()
    };
    let descriptor = field("tfd:")?.parse().ok()?;
    let events = u32::from_str_radix(field("events:")?, 16).ok()?;
    // Kernels before 4.13 name the descriptor only.
    let inode = words.find_map(|word| word.strip_prefix("ino:"));
    let inode = inode.and_then(|inode| u64::from_str_radix(inode, 16).ok());
    let asks = events & (libc::EPOLLIN | libc::EPOLLRDNORM) as u32 != 0;
    let once = events & (libc::EPOLLET | libc::EPOLLOUT) as u32 == libc::EPOLLET as u32;
    asks.then_some(Polled {
        descriptor,
        inode,
        once,
    })
}

#[cfg(test)]
mod tests {
    use super::{Call, Polled, polled, watched};

    /// What this very process would ask about in a call with these arguments.
    fn asked(number: libc::c_long, first: u64, second: u64) -> Vec<u64> {
        let text = format!("{number} {first:#x} {second:#x} 0x0 0x0 0x0 0x0 0x7fff00000000 0x0");
        let call = Call::parse(&text).unwrap();
        let found = polled(std::process::id(), &call).unwrap();
        found.iter().map(|one| one.descriptor).collect()
    }

    #[test]
    fn the_array_of_a_poll_is_read_where_it_is() {
        let entry = |fd, events| libc::pollfd {
            fd,
            events,
            revents: 0,
        };
        let array = [
            entry(5, libc::POLLIN),
            entry(6, libc::POLLOUT),
            entry(-1, libc::POLLIN),
            entry(7, libc::POLLRDNORM | libc::POLLOUT),
            entry(8, libc::POLLIN),
        ];
        let at = array.as_ptr().addr() as u64;
        assert_eq!(asked(libc::SYS_ppoll, at, 4), [5, 7]);
        assert_eq!(asked(libc::SYS_ppoll, 0, 4), [0; 0]);
        assert_eq!(asked(libc::SYS_read, at, 4), [0; 0]);
    }

    #[test]
    fn the_set_of_a_select_is_read_up_to_its_end() {
        let set: [u64; 2] = [1 << 3 | 1 << 63, 1 | 1 << 2];
        let at = set.as_ptr().addr() as u64;
        assert_eq!(asked(libc::SYS_pselect6, 66, at), [3, 63, 64]);
    }

    #[test]
    fn what_an_epoll_descriptor_watches_for_input_is_found() {
        let line = "tfd:        5 events: 80000019 data:                5  pos:0 ino:1c2b sdev:8";
        let found = |inode, once| Polled {
            descriptor: 5,
            inode,
            once,
        };
        assert_eq!(watched(line), Some(found(Some(0x1c2b), true)));
        assert_eq!(
            watched("tfd: 5 events: 19 data: 5"),
            Some(found(None, false))
        );
        // A runtime of tasks asks for room as well.
        assert_eq!(
            watched("tfd: 5 events: 8000201d data: 5"),
            Some(found(None, false))
        );
        assert_eq!(watched("tfd: 5 events: 4 data: 5"), None);
        assert_eq!(watched("pos:\t0"), None);
    }
}
