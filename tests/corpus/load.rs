//! A busy and unkind host: all processors are kept busy, and processes that the corpus started are stopped for a moment,
//! again and again. No verdict may depend on either.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rand::rngs::SysRng;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

/// For how long a process is stopped, in milliseconds: far less than any deadline.
const STOPPED: std::ops::Range<u64> = 10..400;
/// How long none is.
const BETWEEN: std::ops::Range<u64> = 20..200;

/// The load; it ends when this is dropped.
pub struct Load {
    over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Load {
    /// As many spinning threads, and one that stops processes.
    pub fn begin(spinning: usize) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let spin = |over: Arc<AtomicBool>| {
            thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            })
        };
        let mut threads: Vec<_> = (0..spinning).map(|_| spin(over.clone())).collect();
        let stopping = over.clone();
        threads.push(thread::spawn(move || stop_now_and_then(&stopping)));
        Self { over, threads }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // One that panicked has said so.
            let _ = thread.join();
        }
    }
}

fn stop_now_and_then(over: &AtomicBool) {
    let mut source = ChaCha8Rng::try_from_rng(&mut SysRng).expect("the system has random numbers");
    while !over.load(Ordering::Relaxed) {
        let all = descendants();
        if !all.is_empty() {
            let chosen = all[source.random_range(0..all.len())];
            // Held by a descriptor, so that its number cannot come to mean another process.
            let pid = i32::try_from(chosen).ok().and_then(Pid::from_raw);
            if let Some(process) = pid.and_then(|pid| pidfd_open(pid, PidfdFlags::empty()).ok()) {
                // One that has ended cannot be stopped.
                let _ = pidfd_send_signal(&process, Signal::STOP);
                pass(source.random_range(STOPPED));
                let _ = pidfd_send_signal(&process, Signal::CONT);
            }
        }
        pass(source.random_range(BETWEEN));
    }
}

/// Lets time pass: that is what this load is made of.
fn pass(milliseconds: u64) {
    let until = Instant::now() + Duration::from_millis(milliseconds);
    while let Some(left) = until.checked_duration_since(Instant::now()) {
        thread::park_timeout(left);
    }
}

/// All that this process has started, and what that has: graders, machines, programs, tools.
fn descendants() -> Vec<u32> {
    let mut parents: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    for pid in entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // Behind the name, which may contain anything: the state, the parent.
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split_ascii_whitespace().nth(1)?.parse().ok());
        if let Some(parent) = parent {
            parents.entry(parent).or_default().push(pid);
        }
    }
    let mut found = vec![std::process::id()];
    let mut next = 0;
    while let Some(pid) = found.get(next) {
        let children = parents.remove(pid).unwrap_or_default();
        found.extend(children);
        next += 1;
    }
    found.split_off(1)
}
