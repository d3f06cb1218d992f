//! Control groups of version 2, where the host has given us one to divide: the kernel then bounds what all programs of a
//! machine hold together, between two looks too. What is said here of groups is in the kernel's `admin-guide/cgroup-v2`.

use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Access, access};
use rustix::io::Errno;

use super::error::{Failed, MachineError, Stage};
use super::limits::Bounds;

/// Where hosts have the groups.
const ROOT: &str = "/sys/fs/cgroup";
/// The part of a divided group in which the grader itself is: a group that hands controllers on has no processes of its own.
const OURS: &str = "grader";
const CONTROLLERS: [&str; 2] = ["memory", "pids"];
const PROCESSES: &str = "cgroup.procs";
const HANDED_ON: &str = "cgroup.subtree_control";
/// Seconds within which what was killed in a group is gone.
const GONE: i64 = 60;

/// What of control groups there is for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cgroup {
    /// A group of version 2 that is ours alone, with `memory` and `pids`: machines have groups in it.
    Delegated,
    /// Version 2, and not ours to divide.
    NotDelegated,
    /// No group of version 2 with these two.
    None,
}

/// A group that was given to us and is divided: machines have groups of their own in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Divided(PathBuf);

impl Divided {
    /// The group that this process was given, divided now if it is not yet.
    pub(super) fn own() -> Result<Self, Cgroup> {
        let all = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        let own = group_of(&all).ok_or(Cgroup::None)?;
        Self::at(&Path::new(ROOT).join(own))
    }

    /// The same of the group in which this process is.
    fn at(own: &Path) -> Result<Self, Cgroup> {
        if own.ends_with(OURS)
            && let Some(parent) = own.parent()
            && has_all(&parent.join(HANDED_ON))
        {
            return Ok(Self(parent.to_owned()));
        }
        if !has_all(&own.join("cgroup.controllers")) {
            return Err(Cgroup::None);
        }
        divide(own).map_err(|_| Cgroup::NotDelegated)?;
        Ok(Self(own.to_owned()))
    }

    /// A group for a machine, within `bounds`.
    pub(super) fn group(&self, bounds: &Bounds) -> Result<Group, MachineError> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let group = loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let name = format!("machine-{}-{number}", std::process::id());
            match fs::create_dir(self.0.join(&name)) {
                // Of a grader that was killed, when it had our number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                done => {
                    done.map_err(MachineError::host("make a control group"))?;
                    break Group(self.0.join(name));
                }
            }
        };
        group
            .bound(bounds)
            .map_err(MachineError::host("bound a control group"))?;
        Ok(group)
    }
}

/// Takes a group apart, if nobody else is in it: moves this process into a part, so that others can have theirs.
fn divide(own: &Path) -> io::Result<()> {
    let me = std::process::id().to_string();
    let members = fs::read_to_string(own.join(PROCESSES))?;
    if members.lines().any(|member| member != me) {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    access(own.join(HANDED_ON), Access::WRITE_OK)?;
    let ours = own.join(OURS);
    match fs::create_dir(&ours) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        done => done?,
    }
    fs::write(ours.join(PROCESSES), me)?;
    fs::write(
        own.join(HANDED_ON),
        CONTROLLERS.map(|name| format!("+{name}")).join(" "),
    )
}

/// The group of version 2 in `/proc/self/cgroup`, below the root of all.
fn group_of(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix("0::/"))
}

fn has_all(controllers: &Path) -> bool {
    let text = fs::read_to_string(controllers).unwrap_or_default();
    let has = |name| text.split_ascii_whitespace().any(|known| known == name);
    CONTROLLERS.into_iter().all(has)
}

/// A machine's group. When it is dropped, nothing is left in it, nor of it.
#[derive(Debug)]
pub(super) struct Group(PathBuf);

impl Group {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    fn bound(&self, bounds: &Bounds) -> io::Result<()> {
        let set = |file: &str, value: &str| fs::write(self.0.join(file), value);
        set("memory.max", &bounds.held.to_string())?;
        set("pids.max", &bounds.made().to_string())?;
        // A family of which the kernel ended one member only would go on, and nobody would know why it fails.
        set("memory.oom.group", "1")?;
        match set("memory.swap.max", "0") {
            // A kernel that does not count swap.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Waits until no process is left; what cannot be had does not matter: the group is tried to be removed all the same.
    fn empty(&self) -> Option<()> {
        let events = File::open(self.0.join("cgroup.events")).ok()?;
        fs::write(self.0.join("cgroup.kill"), "1").ok()?;
        let limit = Timespec {
            tv_sec: GONE,
            tv_nsec: 0,
        };
        let mut text = [0; 256];
        loop {
            let length = events.read_at(&mut text, 0).ok()?;
            if count(&String::from_utf8_lossy(&text[..length]), "populated") == 0 {
                return Some(());
            }
            let mut changes = [PollFd::new(&events, PollFlags::PRI)];
            if matches!(poll(&mut changes, Some(&limit)), Ok(0)) {
                return None;
            }
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // Gone already where the supervisor has removed it; and not empty only where a program has ended that one.
        if fs::remove_dir(&self.0).is_err() && self.0.exists() {
            self.empty();
            let _ = fs::remove_dir(&self.0);
        }
    }
}

/// A machine's group as those see it who start programs in it.
pub(super) struct Seat {
    path: PathBuf,
    folder: File,
    processes: File,
    events: File,
}

impl Seat {
    /// Opens what is needed of a group, while its path still means the host's.
    pub(super) fn open(path: &Path) -> Result<Self, Failed> {
        let open = |name: &str| File::open(path.join(name)).stage("open a control group");
        Ok(Self {
            path: path.to_owned(),
            folder: open(".")?,
            processes: File::options()
                .write(true)
                .open(path.join(PROCESSES))
                .stage("open a control group")?,
            events: open("memory.events")?,
        })
    }

    /// For a child that is born in the group.
    pub(super) fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_fd()
    }

    /// Moves this process into the group.
    pub(super) fn take(&self) -> Result<(), Failed> {
        rustix::io::write(&self.processes, b"0")
            .map(drop)
            .stage("enter a control group")
    }

    /// How many processes the kernel has ended because the group held too much.
    pub(super) fn killed(&self) -> rustix::io::Result<u64> {
        let mut text = [0; 512];
        let length = self
            .events
            .read_at(&mut text, 0)
            .map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?;
        Ok(count(&String::from_utf8_lossy(&text[..length]), "oom_kill"))
    }

    /// Removes the group, when all that were in it have ended.
    pub(super) fn remove(&self) {
        let _ = fs::remove_dir(&self.path);
    }
}

/// A number in a file of names and numbers; 0 where it is not there.
fn count(text: &str, name: &str) -> u64 {
    let number = |line: &str| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok();
    text.lines().find_map(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_is_that_of_version_2() {
        let text = "4:memory:/a\n1:name=systemd:/b\n0::/user.slice/run-u1.scope\n";
        assert_eq!(group_of(text), Some("user.slice/run-u1.scope"));
        assert_eq!(group_of("0::/\n"), Some(""));
        assert_eq!(group_of("4:memory:/a\n"), None);
    }

    #[test]
    fn events_are_counted_by_their_whole_names() {
        let text = "low 0\nmax 17\noom 2\noom_kill 3\noom_group_kill 1\n";
        assert_eq!(count(text, "oom_kill"), 3);
        assert_eq!(count(text, "oom_k"), 0);
        assert_eq!(count("", "populated"), 0);
    }

    /// Files only: no kernel looks at them.
    fn group(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_group_is_divided_where_nobody_else_is_in_it() {
        let me = format!("{}\n", std::process::id());
        let controllers = ("cgroup.controllers", "cpu memory pids\n");
        let alone = group(&[controllers, (PROCESSES, &me), (HANDED_ON, "")]);
        assert_eq!(
            Divided::at(alone.path()),
            Ok(Divided(alone.path().to_owned()))
        );
        let written = |name: &str| fs::read_to_string(alone.path().join(name)).unwrap();
        assert_eq!(written(HANDED_ON), "+memory +pids");
        assert_eq!(format!("{}\n", written("grader/cgroup.procs")), me);

        let others = format!("1\n{me}");
        let shared = group(&[controllers, (PROCESSES, &others), (HANDED_ON, "")]);
        assert_eq!(Divided::at(shared.path()), Err(Cgroup::NotDelegated));
        let poor = group(&[("cgroup.controllers", "cpu pids\n"), (PROCESSES, &me)]);
        assert_eq!(Divided::at(poor.path()), Err(Cgroup::None));
    }

    #[test]
    fn who_is_in_the_part_of_a_grader_finds_it_divided() {
        let parent = group(&[(HANDED_ON, "memory pids\n")]);
        let own = parent.path().join(OURS);
        fs::create_dir(&own).unwrap();
        assert_eq!(Divided::at(&own), Ok(Divided(parent.path().to_owned())));
        // Another's of the same name.
        fs::write(parent.path().join(HANDED_ON), "cpu\n").unwrap();
        assert_eq!(Divided::at(&own), Err(Cgroup::None));
    }
}
