//! A busy and unkind host: all processors are kept busy, and processes that the corpus started are stopped for a moment,
//! again and again. No verdict may depend on either.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
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

/// What this program is told to be a process that spins.
const SPIN: &str = "GRADER_CORPUS_SPIN";

/// Spins, in a process that was started for it, until whoever started it is no more; false in any other.
pub fn spins() -> bool {
    if std::env::var_os(SPIN).is_none() {
        return false;
    }
    thread::spawn(|| {
        loop {
            std::hint::spin_loop();
        }
    });
    // Nothing is ever written to it: it ends with the one who holds the other end.
    let _ = io::stdin().read(&mut [0]);
    true
}

/// Has the command run in a session of its own, as one that is typed into a terminal: Linux shares the processors out
/// among sessions first. It ends with the thread that started it.
pub fn in_its_own_session(command: &mut Command) {
    #[expect(unsafe_code, reason = "a session begins between fork and exec")]
    // SAFETY: `setsid(2)` and `prctl(2)` are system calls, and nothing else happens there.
    unsafe {
        command.pre_exec(|| {
            rustix::process::setsid()?;
            Ok(rustix::process::set_parent_process_death_signal(Some(
                Signal::TERM,
            ))?)
        });
    }
}

/// The load; it ends when this is dropped.
pub struct Load {
    over: Arc<AtomicBool>,
    stopping: Option<JoinHandle<()>>,
    spinning: Vec<Child>,
}

impl Load {
    /// As many spinning processes, and a thread that stops others, but for the graders of these folders and what they start.
    pub fn begin(spinning: usize, folders: Vec<PathBuf>) -> Self {
        let spin = || {
            let this = std::env::current_exe().expect("this program is a file");
            let mut command = Command::new(this);
            command.env(SPIN, "1").stdin(Stdio::piped());
            in_its_own_session(&mut command);
            command.spawn().expect("this program can be started again")
        };
        let spinning: Vec<Child> = (0..spinning).map(|_| spin()).collect();
        let spared: Vec<u32> = spinning.iter().map(Child::id).collect();
        let over = Arc::new(AtomicBool::new(false));
        let until = over.clone();
        let stopping = thread::spawn(move || stop_now_and_then(&until, &spared, &folders));
        Self {
            over,
            stopping: Some(stopping),
            spinning,
        }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        // One that panicked has said so.
        let _ = self.stopping.take().map(JoinHandle::join);
        for process in &mut self.spinning {
            // It ends with its input.
            drop(process.stdin.take());
            let _ = process.wait();
        }
    }
}

fn stop_now_and_then(over: &AtomicBool, spared: &[u32], folders: &[PathBuf]) {
    let mut source = ChaCha8Rng::try_from_rng(&mut SysRng).expect("the system has random numbers");
    while !over.load(Ordering::Relaxed) {
        let all = descendants(|pid| spared.contains(&pid) || grades_one_of(folders, pid));
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

/// Whether a process has the path of one of these among its arguments.
fn grades_one_of(folders: &[PathBuf], pid: u32) -> bool {
    let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let mut arguments = arguments.split(|byte| *byte == 0);
    let is_one =
        |argument: &[u8]| { folders.iter() }.any(|one| one.as_os_str().as_bytes() == argument);
    arguments.any(is_one)
}

/// All that this process has started, and what that has: graders, machines, programs, tools. Without those that it has started
/// itself and that are `spared`, and what they have.
fn descendants(spared: impl Fn(u32) -> bool) -> Vec<u32> {
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
    let mut found = parents.remove(&std::process::id()).unwrap_or_default();
    found.retain(|pid| !spared(*pid));
    let mut next = 0;
    while let Some(pid) = found.get(next) {
        let children = parents.remove(pid).unwrap_or_default();
        found.extend(children);
        next += 1;
    }
    found
}
