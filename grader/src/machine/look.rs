//! Looks at processes from outside, in `/proc`: who descends from whom, and what they hold and use.
//! A process that ends while it is looked at is left out; one that may not be looked at is an error, never a guess.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::call::Look;
use super::error::MachineError;

/// What the programs of a machine use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// How many living threads they have.
    pub threads: u64,
    /// How many processes they belong to.
    pub processes: u64,
    /// Their open descriptors.
    pub descriptors: u64,
    /// Their open connections, each counted once, however many processes hold it.
    pub connections: u64,
    /// Nanoseconds that their living threads have spent on a processor, or waiting for one.
    pub busy_ns: u64,
}

/// A living thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Its number on the host.
    pub id: u32,
    /// Nanoseconds that it has spent on a processor.
    pub ran_ns: u64,
    /// Nanoseconds that it has spent waiting for one, its present wait left out.
    pub waited_ns: u64,
    /// How often it was given one.
    pub turns: u64,
    /// Whether it sleeps until something happens.
    pub asleep: bool,
    /// Whether somebody has stopped it; one that neither is stopped nor sleeps runs, is ready to, or waits for a disk.
    pub stopped: bool,
}

/// The processes of a supervisor's programs; its children are their first processes, which are ours.
pub(super) fn programs(supervisor: u32) -> Vec<u32> {
    children(supervisor)
        .into_iter()
        .flat_map(descendants)
        .collect()
}

/// All that descend from a process, parents first.
pub(super) fn descendants(ancestor: u32) -> Vec<u32> {
    let mut found = children(ancestor);
    let mut next = 0;
    while let Some(pid) = found.get(next) {
        found.extend(children(*pid));
        next += 1;
    }
    found
}

fn children(pid: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for thread in names(Path::new(&format!("/proc/{pid}/task"))).unwrap_or_default() {
        let list =
            fs::read_to_string(format!("/proc/{pid}/task/{thread}/children")).unwrap_or_default();
        found.extend(
            list.split_ascii_whitespace()
                .filter_map(|child| child.parse::<u32>().ok()),
        );
    }
    found
}

/// What these processes use, but for connections: of a socket, `/proc` says no more than that it is one.
pub(super) fn usage(pids: &[u32]) -> Result<Usage, MachineError> {
    let mut usage = Usage::default();
    for pid in pids {
        let tasks = tasks(&[*pid])?;
        usage.threads += tasks.len() as u64;
        usage.busy_ns += { tasks.iter() }
            .map(|task| task.ran_ns + task.waited_ns)
            .sum::<u64>();
        usage.processes += u64::from(!tasks.is_empty());
        usage.descriptors += seen(names(&descriptors(*pid)), &descriptors(*pid))?.len() as u64;
    }
    Ok(usage)
}

/// The living threads of these processes.
pub(super) fn tasks(pids: &[u32]) -> Result<Vec<Task>, MachineError> {
    let mut tasks = Vec::new();
    for pid in pids {
        for thread in threads(*pid)? {
            tasks.extend(task(&thread)?);
        }
    }
    Ok(tasks)
}

/// The bytes of memory that these processes hold, without what they share with files.
pub(super) fn memory(pids: &[u32]) -> Result<u64, MachineError> {
    let mut kilobytes = 0;
    for pid in pids {
        let status = read(Path::new(&format!("/proc/{pid}/status")))?.unwrap_or_default();
        let held = status.lines().filter_map(|line| {
            let value = line
                .strip_prefix("RssAnon:")
                .or_else(|| line.strip_prefix("RssShmem:"))?;
            value.trim().strip_suffix(" kB")?.parse::<u64>().ok()
        });
        kilobytes += held.sum::<u64>();
    }
    Ok(kilobytes << 10)
}

/// How many threads these processes have.
pub(super) fn count(pids: &[u32]) -> Result<u64, MachineError> {
    let mut count = 0;
    for pid in pids {
        count += threads(*pid)?.len() as u64;
    }
    Ok(count)
}

/// How a thread stands; none if it has ended meanwhile.
fn task(thread: &Path) -> Result<Option<Task>, MachineError> {
    let times = read(&thread.join("schedstat"))?.unwrap_or_default();
    let mut times = times
        .split_ascii_whitespace()
        .map_while(|time| time.parse().ok());
    let mut next = || times.next().unwrap_or(0);
    let (ran_ns, waited_ns, turns) = (next(), next(), next());
    let Some(stat) = read(&thread.join("stat"))? else {
        return Ok(None);
    };
    let id = thread
        .file_name()
        .and_then(|name| name.to_str()?.parse().ok())
        .unwrap_or(0);
    let state = state(&stat);
    let (runs, stopped) = (state == Some('R'), matches!(state, Some('T' | 't')));
    Ok(Some(Task {
        id,
        ran_ns,
        waited_ns,
        turns,
        asleep: !runs && !stopped && !waits_for_disk(thread, &stat)?,
        stopped,
    }))
}

/// Whether a thread, whose `stat` this is, waits for a disk, or for memory that has to be found or read first: for the host, whatever it
/// has asked for. A parent that waits until its child executes looks the same, and waits for that child.
pub(super) fn waits_for_disk(thread: &Path, stat: &str) -> Result<bool, MachineError> {
    Ok(state(stat) == Some('D') && !Look::at(thread)?.is_some_and(|look| look.call.starts()))
}

/// A thread's state, in the text of its `stat`.
pub(super) fn state(stat: &str) -> Option<char> {
    // Behind the name, which may contain anything.
    stat.rsplit_once(") ")
        .and_then(|(_, rest)| rest.chars().next())
}

/// The number of a process's parent, in the text of its `stat`.
pub(super) fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(") ")?;
    rest.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// The inodes of all sockets that these processes hold.
pub(super) fn sockets(pids: &[u32]) -> Result<HashSet<u64>, MachineError> {
    let mut found = HashSet::new();
    for pid in pids {
        found.extend(sockets_of(*pid)?.into_iter().map(|(_, inode)| inode));
    }
    Ok(found)
}

/// The sockets of a process: descriptor and inode.
pub(super) fn sockets_of(pid: u32) -> Result<Vec<(u64, u64)>, MachineError> {
    let socket = |(number, target): (u64, String)| {
        let inode = target.strip_prefix("socket:[")?.strip_suffix(']')?;
        Some((number, inode.parse().ok()?))
    };
    Ok(links(pid)?.into_iter().filter_map(socket).collect())
}

/// What a process's descriptors lead to, by their numbers.
pub(super) fn links(pid: u32) -> Result<Vec<(u64, String)>, MachineError> {
    let folder = descriptors(pid);
    let mut found = Vec::new();
    for name in seen(names(&folder), &folder)? {
        let Ok(target) = fs::read_link(folder.join(&name)) else {
            continue;
        };
        let number = name.parse().ok();
        found.extend(number.zip(Some(target.to_string_lossy().into_owned())));
    }
    Ok(found)
}

/// The folders of a process's threads.
pub(super) fn threads(pid: u32) -> Result<Vec<PathBuf>, MachineError> {
    let folder = PathBuf::from(format!("/proc/{pid}/task"));
    Ok(seen(names(&folder), &folder)?
        .iter()
        .map(|thread| folder.join(thread))
        .collect())
}

/// A file of `/proc`; `None` if its process has ended.
pub(super) fn read(path: &Path) -> Result<Option<String>, MachineError> {
    seen(fs::read_to_string(path).map(Some), path)
}

/// What stands in a process's memory; less, or nothing, where it has none.
pub(super) fn content(pid: u32, at: u64, length: u64) -> Result<Vec<u8>, MachineError> {
    let path = PathBuf::from(format!("/proc/{pid}/mem"));
    let Some(file) = seen(File::open(&path).map(Some), &path)? else {
        return Ok(Vec::new());
    };
    let mut bytes = vec![0; length as usize];
    let read = file.read_at(&mut bytes, at).unwrap_or(0);
    bytes.truncate(read);
    Ok(bytes)
}

/// Leaves out what has ended.
pub(super) fn seen<T: Default>(result: io::Result<T>, path: &Path) -> Result<T, MachineError> {
    match result {
        Ok(value) => Ok(value),
        Err(error)
            if error.kind() == io::ErrorKind::NotFound
                || error.raw_os_error() == Some(libc::ESRCH) =>
        {
            Ok(T::default())
        }
        Err(_) if is_ending(path) => Ok(T::default()),
        Err(source) => Err(MachineError::Look {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Whether the process that a path of `/proc` belongs to has no memory any more; what is left of it belongs to root.
fn is_ending(path: &Path) -> bool {
    let process: PathBuf = path.components().take(3).collect();
    let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
    // Behind the name, which may contain anything: the state, five numbers, the flags.
    let flags = stat
        .rsplit_once(')')
        .and_then(|(_, rest)| rest.split_ascii_whitespace().nth(6)?.parse::<u64>().ok());
    const PF_EXITING: u64 = 4;
    flags.is_none_or(|flags| flags & PF_EXITING != 0)
}

fn descriptors(pid: u32) -> PathBuf {
    PathBuf::from(format!("/proc/{pid}/fd"))
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}
