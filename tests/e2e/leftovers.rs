//! However a run ends, it leaves no process, no mount and no scratch behind.
//!
//! The submissions here never come to an end by themselves: the server, or the script that cargo runs while it builds,
//! starts a program of its own in another process group, and sleeps.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::{folder, root};

const SLEEPS: &str = r#"
use std::os::unix::process::CommandExt;
fn main() {
    let _ = std::process::Command::new("/bin/sleep").arg("4321").process_group(0).spawn();
    let sleeper = std::thread::Builder::new().name("SLEEPER".into());
    let sleeper = sleeper.spawn(|| std::thread::sleep(std::time::Duration::from_secs(4321)));
    sleeper.unwrap().join().unwrap();
}
"#;

/// When a run is ended.
#[derive(Clone, Copy)]
enum Moment {
    Build,
    Check,
}

#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    for isolation in ["isolated", "plain"] {
        let Some(mut run) = Run::begin("grader-int", isolation, Moment::Check) else {
            continue;
        };
        run.interrupt();
        assert_eq!(run.child.wait().unwrap().code(), Some(130), "{isolation}");
        run.nothing_is_left();
    }
}

#[test]
fn an_interrupted_build_leaves_nothing_behind() {
    let mut run = Run::begin("grader-int-bld", "plain", Moment::Build).unwrap();
    run.interrupt();
    assert_eq!(run.child.wait().unwrap().code(), Some(130));
    run.nothing_is_left();
}

#[test]
fn a_terminated_run_leaves_nothing_behind() {
    let mut run = Run::begin("grader-term", "plain", Moment::Check).unwrap();
    run.signal(Signal::TERM);
    assert_eq!(run.child.wait().unwrap().code(), Some(130));
    run.nothing_is_left();
}

#[test]
fn a_killed_run_leaves_what_the_next_one_sweeps() {
    for isolation in ["isolated", "plain"] {
        if let Some(run) = Run::begin("grader-kill", isolation, Moment::Check) {
            run.killed(isolation);
        }
    }
}

#[test]
fn a_killed_build_leaves_what_the_next_one_sweeps() {
    let run = Run::begin("grader-kil-bld", "plain", Moment::Build);
    run.unwrap().killed("plain");
}

#[test]
fn a_finished_run_leaves_nothing_behind() {
    let scratch = tempfile::tempdir().unwrap();
    let submission = root().join("reference/ex1");
    let mut command = command(&submission, scratch.path(), "plain");
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .wait_for();
    assert!(matches!(status.code(), Some(0 | 3)), "{status:?}");
    assert_eq!(left_in(scratch.path()), [""; 0]);
}

/// Several at once, on one submission that nobody has built yet, are no trouble to each other.
#[test]
fn runs_of_one_submission_share_it() {
    let reference = root().join("reference/ex1");
    let text = |file: &str| fs::read_to_string(reference.join(file)).unwrap();
    let submission = folder(&[
        (
            "Cargo.toml",
            "[package]\nname = \"own\"\nedition = \"2024\"\n",
        ),
        ("src/bin/server.rs", &text("src/bin/server.rs")),
        ("src/bin/client.rs", &text("src/bin/client.rs")),
    ]);
    let scratch = tempfile::tempdir().unwrap();
    let begin = |_| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
        command
            .args(["check", "ex1"])
            .arg(submission.path())
            .args(["--only", "together"])
            .env("TMPDIR", scratch.path())
            .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).begin()
    };
    let runs: Vec<Child> = (0..3).map(begin).collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    assert_eq!(left_in(scratch.path()), [""; 0]);
}

/// A run that is under way: what the submission starts sleeps.
struct Run {
    child: Child,
    /// Everything that the run had started at that moment: process and start time.
    family: BTreeMap<u32, String>,
    /// The only place for scratch that the run knows.
    scratch: tempfile::TempDir,
    _submission: tempfile::TempDir,
}

impl Run {
    /// Begins a run, up to this moment; none where this host refuses such machines. `name` is what the sleeping thread is
    /// called.
    fn begin(name: &str, isolation: &str, moment: Moment) -> Option<Self> {
        let sleeper = SLEEPS.replace("SLEEPER", name);
        let (script, server) = match moment {
            Moment::Build => (sleeper.as_str(), "fn main() {}"),
            Moment::Check => ("fn main() {}", sleeper.as_str()),
        };
        let submission = folder(&[
            (
                "Cargo.toml",
                "[package]\nname = \"own\"\nedition = \"2021\"\n",
            ),
            ("build.rs", script),
            ("src/bin/server.rs", server),
        ]);
        let scratch = tempfile::tempdir().unwrap();
        let mut command = command(submission.path(), scratch.path(), isolation);
        // A group of its own, as a shell would start it.
        command.args(["--only", "server-listens"]).process_group(0);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).begin();
        let mut run = Self {
            child,
            family: BTreeMap::new(),
            scratch,
            _submission: submission,
        };
        let deadline = Instant::now() + Duration::from_secs(120);
        while !run.family.keys().any(|pid| sleeps(*pid, name)) {
            if let Some(status) = run.child.try_wait().unwrap() {
                // Exit status 3, and nothing graded: these machines cannot be had here.
                assert_eq!((status.code(), isolation), (Some(3), "isolated"));
                println!("this host makes no {isolation} machines: nothing was tested");
                return None;
            }
            assert!(Instant::now() < deadline, "{name} was never launched");
            pause();
            run.family = family(run.child.id());
        }
        Some(run)
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.id().try_into().unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Ctrl-C: the terminal tells everybody of the group.
    fn interrupt(&self) {
        let group = Pid::from_raw(self.child.id().try_into().unwrap()).unwrap();
        kill_process_group(group, Signal::INT).unwrap();
    }

    /// Kills the run; the next one takes away its scratch, all else goes by itself.
    fn killed(mut self, isolation: &str) {
        self.signal(Signal::KILL);
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), Some(9), "{isolation}");
        self.nothing_lives();
        self.nothing_is_mounted();
        let next = command(
            &root().join("reference/ex1"),
            self.scratch.path(),
            isolation,
        )
        .args(["--only", "server-listens"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .wait_for();
        assert_eq!(next.code(), Some(0), "{isolation}");
        self.no_scratch();
    }

    #[track_caller]
    fn nothing_is_left(&self) {
        self.nothing_lives();
        self.nothing_is_mounted();
        self.no_scratch();
    }

    /// What is killed needs a moment to be gone, not more.
    #[track_caller]
    fn nothing_lives(&self) {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let alive: Vec<String> = self
                .family
                .iter()
                .filter(|(pid, started)| stat(**pid).is_some_and(|(_, now)| now == **started))
                .map(|(pid, _)| format!("{pid} {}", named(*pid)))
                .collect();
            if alive.is_empty() {
                return;
            }
            assert!(Instant::now() < deadline, "still there: {alive:#?}");
            pause();
        }
    }

    #[track_caller]
    fn nothing_is_mounted(&self) {
        let scratch = self.scratch.path().to_str().unwrap();
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
        let left: Vec<&str> = mounts
            .lines()
            .filter(|line| line.contains(scratch))
            .collect();
        assert_eq!(left, [""; 0]);
    }

    #[track_caller]
    fn no_scratch(&self) {
        assert_eq!(left_in(self.scratch.path()), [""; 0]);
    }
}

/// If an assertion fails, what it found must not go on.
impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The runs' folders in a folder for scratch: what is below the user's own one, and what else is there.
fn left_in(scratch: &Path) -> Vec<String> {
    let entries = |folder: &Path| -> Vec<_> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let mut left = vec![];
    for path in entries(scratch) {
        let own = path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("grader-");
        let found = if own && path.is_dir() {
            entries(&path)
        } else {
            vec![path]
        };
        left.extend(found.iter().map(|path| path.display().to_string()));
    }
    left
}

fn command(submission: &Path, scratch: &Path, isolation: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command
        .args(["check", "ex1"])
        .arg(submission)
        .args(["--isolation", isolation])
        .env("TMPDIR", scratch)
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null());
    command
}

/// What a test starts, it starts here.
trait Begin {
    fn begin(&mut self) -> Child;
    fn wait_for(&mut self) -> std::process::ExitStatus;
}

impl Begin for Command {
    #[expect(
        clippy::disallowed_methods,
        reason = "a signal needs the running program"
    )]
    fn begin(&mut self) -> Child {
        self.spawn().unwrap()
    }

    fn wait_for(&mut self) -> std::process::ExitStatus {
        self.begin().wait().unwrap()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "`/proc` tells nobody when it changes"
)]
pub fn pause() {
    std::thread::sleep(Duration::from_millis(10));
}

/// The descendants of a process, each with the time of its start.
pub fn family(ancestor: u32) -> BTreeMap<u32, String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let processes: BTreeMap<u32, (u32, String)> = processes
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, stat(pid)?)))
        .collect();
    let mut family = BTreeMap::new();
    let mut parents = vec![ancestor];
    while let Some(parent) = parents.pop() {
        for (pid, (of, started)) in &processes {
            if *of == parent && family.insert(*pid, started.clone()).is_none() {
                parents.push(*pid);
            }
        }
    }
    family
}

/// The parent of a process that is no zombie, and the time of its start.
fn stat(pid: u32) -> Option<(u32, String)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let alive = !matches!(fields[0], "Z" | "X");
    alive.then(|| (fields[1].parse().unwrap_or(0), fields[19].to_string()))
}

/// Whether one of the threads of a process has this name.
fn sleeps(pid: u32, name: &str) -> bool {
    let threads = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let mut names =
        threads.filter_map(|thread| fs::read_to_string(thread.path().join("comm")).ok());
    names.any(|found| found.trim_end() == name)
}

pub fn named(pid: u32) -> String {
    let words = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&words).replace('\0', " ")
}
