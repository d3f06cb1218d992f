//! A machine of the host's own: no walls, but an end. Nothing that a program starts can leave the supervisor's family,
//! and the whole family dies with it.

use std::collections::HashSet;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, set_child_subreaper, wait};

use super::error::{Failed, Stage};
use super::look::descendants;

/// Orphans among our descendants become our children.
pub(super) fn enter() -> Result<(), Failed> {
    set_child_subreaper(Some(rustix::process::getpid())).stage("become the reaper of orphans")
}

/// Kills all descendants until none is left. They are stopped first, so that they cannot multiply while they are counted.
pub(super) fn sweep() {
    let me = std::process::id();
    let mut stopped = HashSet::new();
    loop {
        let found = descendants(me);
        let new: Vec<u32> = found
            .into_iter()
            .filter(|pid| stopped.insert(*pid))
            .collect();
        if new.is_empty() {
            break;
        }
        signal(new, Signal::STOP);
    }
    signal(stopped, Signal::KILL);
    loop {
        match wait(WaitOptions::NOHANG) {
            Ok(Some(_)) | Err(Errno::INTR) => {}
            Err(_) => return,
            // One that was let go on by another, before that was stopped, may have started more.
            Ok(None) => {
                signal(descendants(me), Signal::KILL);
                let _ = wait(WaitOptions::empty());
            }
        }
    }
}

fn signal(pids: impl IntoIterator<Item = u32>, signal: Signal) {
    for pid in pids {
        if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
            // One that is gone already is what we want.
            let _ = kill_process(pid, signal);
        }
    }
}
