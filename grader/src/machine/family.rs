//! What a program and all that it has started use together, seen by its first process, which ends them when it is too much.
//!
//! No resource limit says so: the kernel's count for each process, and answer with an error that a program may hide. They
//! are set higher, as a second wall, for what happens between two looks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::param::{clock_ticks_per_second, page_size};

use super::limits::Bounds;
use super::look::descendants;
use super::protocol::Order;
use super::system;
use crate::model::{Exit, LimitKind};

/// Time between two looks. A look costs one file of `/proc` for each process, some ten microseconds: a thousandth of one
/// processor. Meanwhile a program can fill some hundred megabytes.
pub(super) const PERIOD: Duration = Duration::from_millis(50);

/// A program's family.
pub(super) struct Family<'a> {
    bounds: &'a Bounds,
    /// Whether it is alone in a process namespace, so that `/proc` holds nobody else.
    alone: bool,
    /// Where it may write.
    folders: Vec<PathBuf>,
}

/// What one process, or all of them, use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Use {
    /// Threads.
    threads: u64,
    /// Clock ticks on a processor, those of ended children among them.
    ticks: u64,
    /// Pages in memory, those of files and those shared with others among them.
    pages: u64,
}

impl<'a> Family<'a> {
    pub(super) fn new(order: &'a Order, alone: bool) -> Option<Self> {
        let folders = order
            .environment
            .iter()
            .filter(|(name, _)| name == "HOME" || name == "TMPDIR");
        order.bounds.watched.then(|| Self {
            bounds: &order.bounds,
            alone,
            folders: folders.map(|(_, folder)| folder.into()).collect(),
        })
    }

    /// The limit that the family exceeds now.
    pub(super) fn exceeds(&self) -> Option<LimitKind> {
        let members = self.members();
        // Said before each of them is looked at: they may leave us little time for it.
        if members.len() as u64 > self.bounds.processes {
            return Some(LimitKind::Processes);
        }
        let mut sum = Use::default();
        for pid in &members {
            let used = used(*pid).unwrap_or_default();
            sum.threads += used.threads;
            sum.ticks += used.ticks;
            sum.pages += used.pages;
        }
        let memory = self.bounds.memory;
        if sum.threads > self.bounds.processes {
            Some(LimitKind::Processes)
        } else if self.ticks_of(sum.ticks) > self.bounds.cpu_seconds * clock_ticks_per_second() {
            Some(LimitKind::Cpu)
        } else if sum.pages * page_size() as u64 > memory
            // What children share with their parent was counted for each: only the proportional count is true.
            && members.iter().map(|pid| proportional(*pid)).sum::<u64>() > memory
        {
            Some(LimitKind::Memory)
        } else {
            None
        }
    }

    /// The limit that ended a program; what it started may live on.
    pub(super) fn ended_by(&self, exit: Exit) -> Option<LimitKind> {
        let has_used_its_time =
            || self.ticks_of(0) >= self.bounds.cpu_seconds * clock_ticks_per_second();
        match exit {
            Exit::Code(0) => None,
            Exit::Signal(libc::SIGXFSZ) => Some(LimitKind::File),
            Exit::Signal(libc::SIGXCPU | libc::SIGKILL) if has_used_its_time() => {
                Some(LimitKind::Cpu)
            }
            Exit::Code(_) | Exit::Signal(_) if self.has_too_large_a_file() => Some(LimitKind::File),
            Exit::Code(_) | Exit::Signal(_) => {
                // The second wall, hit between two looks. Half as much again is more than any program's own files.
                let peak = system::peak_memory_of_children();
                let memory = self.bounds.memory;
                (peak > memory + memory / 2)
                    .then_some(LimitKind::Memory)
                    .or_else(|| self.exceeds())
            }
        }
    }

    /// Whether a file in the folders that it may write to is larger than one may be. Interpreters get an error, no signal.
    fn has_too_large_a_file(&self) -> bool {
        let mut open = self.folders.clone();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.metadata() {
                    Ok(found) if found.is_dir() => open.push(entry.path()),
                    Ok(found) if found.len() > self.bounds.file => return true,
                    Ok(_) | Err(_) => {}
                }
            }
        }
        false
    }

    /// Ticks of the living, and of those whom this process has taken leave of.
    fn ticks_of(&self, living: u64) -> u64 {
        living + used(std::process::id()).map_or(0, |own| own.ticks)
    }

    fn members(&self) -> Vec<u32> {
        let me = std::process::id();
        if !self.alone {
            return descendants(me);
        }
        let names = fs::read_dir("/proc").into_iter().flatten().flatten();
        names
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter(|pid| *pid != me)
            .collect()
    }
}

fn used(pid: u32) -> Option<Use> {
    parse_stat(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

fn parse_stat(text: &str) -> Option<Use> {
    // Behind the name, which may contain anything: the state is field 3 of proc(5).
    let (_, rest) = text.rsplit_once(") ")?;
    let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
    let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
    Some(Use {
        threads: field(20)?,
        ticks: field(14)? + field(15)? + field(16)? + field(17)?,
        pages: field(24)?,
    })
}

/// Bytes of memory that are a process's alone, and its part of what it shares; files that it maps are nobody's.
fn proportional(pid: u32) -> u64 {
    let path = format!("/proc/{pid}/smaps_rollup");
    let text = fs::read_to_string(Path::new(&path)).unwrap_or_default();
    parse_rollup(&text)
}

fn parse_rollup(text: &str) -> u64 {
    let kib = |name: &str| {
        text.lines().find_map(|line| {
            line.strip_prefix(name)?
                .strip_suffix("kB")?
                .trim()
                .parse::<u64>()
                .ok()
        })
    };
    let memory = match (kib("Pss_Anon:"), kib("Pss_Shmem:")) {
        (Some(anonymous), Some(shared)) => anonymous + shared,
        // Kernels before 5.9 do not tell them apart.
        _ => kib("Pss:").unwrap_or(0),
    };
    (memory + kib("SwapPss:").unwrap_or(0)) << 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_obstacle() {
        let text = "7 (a) R 9 (b) S 1 7 7 0 -1 4194560 107 5 0 0 11 12 13 14 20 0 3 0 117 2961408 224 18446744073709551615";
        let used = Use {
            threads: 3,
            ticks: 50,
            pages: 224,
        };
        assert_eq!(parse_stat(text), Some(used));
        assert_eq!(parse_stat("7 (ended"), None);
    }

    #[test]
    fn memory_is_what_no_file_holds() {
        let text = "00400000-7ffd ---p 00000000 00:00 0   [rollup]\nRss: 4000 kB\nPss: 3000 kB\nPss_Anon: 100 kB\nPss_File: 2890 kB\nPss_Shmem: 10 kB\nSwapPss: 5 kB\n";
        assert_eq!(parse_rollup(text), 115 << 10);
        assert_eq!(parse_rollup("Rss: 4000 kB\nPss: 3000 kB\n"), 3000 << 10);
        assert_eq!(parse_rollup(""), 0);
    }
}
