//! Classes to be graded in benchmarks, and what grading them costs: in one batch, and one submission after the other.

mod table;

use std::collections::BTreeMap;
use std::fs;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::processor::children;
pub use table::table;

pub const EXERCISE: &str = "ex2";
const ROLES: [&str; 2] = ["server", "client"];
/// Submissions of the corpus; their programs are named after their roles.
const TOKIO: &[&str] = &["ex2/good/tokio"];
const PLAIN: &[&str] = &["ex2/good/growing-pool", "ex2/good/scoped-threads"];
const WRONG: &[&str] = &["ex2/broken/answers-once", "ex2/broken/sequential"];
const HOSTILE: &[&str] = &["ex1/hostile/fork-bomb", "ex1/hostile/leaves-daemons"];
/// What stands behind a submission's number in its name.
const NAMES: [&str; 6] = [
    "Zoé",
    "O'Brien",
    "\"L’Été\"",
    "Dupont, Léa",
    "=cmd()",
    "a\nb",
];

/// What some work cost.
#[derive(Default, Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    pub processor: Duration,
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.wall += other.wall;
        self.processor += other.processor;
    }
}

/// A way to check the programs that are in a folder, what that cost, and what it has found of each submission.
pub struct Checker<'a, T> {
    pub name: &'static str,
    pub check: &'a dyn Fn(&Path) -> T,
    pub cost: Cost,
    pub found: BTreeMap<usize, T>,
}

impl<'a, T> Checker<'a, T> {
    pub fn new(name: &'static str, check: &'a dyn Fn(&Path) -> T) -> Self {
        let (cost, found) = Default::default();
        Self {
            name,
            check,
            cost,
            found,
        }
    }
}

/// Whether the submission of this number attacks whoever runs it.
pub fn is_hostile(number: usize) -> bool {
    number % 24 == 11
}

/// Makes a class of these numbers in `folder`: a folder for each. No class is like another: nothing of it was built before.
pub fn class(numbers: impl Iterator<Item = usize>, folder: &Path) -> Vec<(usize, PathBuf)> {
    let made = |number| (number, submission(number, folder));
    numbers.map(made).collect()
}

fn submission(number: usize, class: &Path) -> PathBuf {
    let is_hostile = is_hostile(number);
    let kinds = match number % 8 {
        _ if is_hostile => HOSTILE,
        0 | 2 | 4 | 6 => TOKIO,
        1 => WRONG,
        _ => PLAIN,
    };
    let source = root()
        .join("tests/submissions")
        .join(kinds[number / 8 % kinds.len()]);
    let folder = class.join(format!("{number} {}", NAMES[number % NAMES.len()]));
    copy(&source, &folder);
    let server = ["src/bin/server.rs", "server.py"].map(|name| folder.join(name));
    let server = server.iter().find(|file| file.is_file()).unwrap();
    let comment = if is_hostile { "##" } else { "//" };
    // Every twentieth hands in the same.
    let own = Some(number).filter(|number| number % 20 != 3);
    let text = fs::read_to_string(server).unwrap();
    fs::write(
        server,
        format!("{text}\n{comment} {own:?} of {}\n", class.display()),
    )
    .unwrap();
    folder
}

/// Copies a submission, without what was built of it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "target" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(source, target).unwrap();
        }
    }
}

/// Grades a class in one batch: its cost, and the most memory that its process held, in bytes.
pub fn batch(class: &Path, out: &Path) -> (Cost, u64) {
    let mut command = grader(&["batch", EXERCISE]);
    command.arg(class).arg("--out").arg(out);
    command.stdout(Stdio::null());
    cost(|| {
        let mut child = command.spawn().unwrap();
        let mut most = 0;
        loop {
            // The last look before it ends is near enough: it is the most so far.
            most = held(child.id()).unwrap_or(most);
            if let Some(status) = child.try_wait().unwrap() {
                assert_eq!(status.code(), Some(0), "every submission has a result");
                return most;
            }
            std::thread::park_timeout(Duration::from_millis(100));
        }
    })
}

/// The most memory that a process has held so far.
fn held(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes << 10)
}

/// Builds each submission in its folder and has its programs checked in each way, one after the other; what the builds cost.
pub fn one_after_the_other<T>(
    submissions: &[(usize, PathBuf)],
    checkers: &mut [Checker<'_, T>],
) -> Cost {
    let mut builds = Cost::default();
    if checkers.is_empty() {
        return builds;
    }
    for (number, folder) in submissions {
        builds += cost(|| build(folder)).0;
        let programs = tempfile::tempdir().unwrap();
        for role in ROLES {
            let built = folder.join("target/debug").join(role);
            fs::copy(built, programs.path().join(role)).unwrap();
        }
        // Those of a hundred would fill the disk.
        fs::remove_dir_all(folder.join("target")).unwrap();
        for checker in &mut *checkers {
            let (cost, found) = cost(|| (checker.check)(programs.path()));
            checker.cost += cost;
            checker.found.insert(*number, found);
        }
    }
    builds
}

/// Builds a folder as a script would.
fn build(folder: &Path) {
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--offline"])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .status();
    assert!(status.unwrap().success());
}

/// What `grader` says of programs that are built, as JSON: without a machine to make, one check after the other, each wait
/// until its deadline, as in a script.
pub fn naively(programs: &Path) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    // They stay where they are: a copy of a submission is bounded, and a default build of tokio is above that.
    let commands = ROLES.map(|role| {
        let program = programs.join(role);
        format!("[roles.{role}]\ncommand = [{program:?}]\n")
    });
    let text = format!("build = [\"true\"]\n{}", commands.concat());
    fs::write(folder.path().join("grader.toml"), text).unwrap();
    let mut command = grader(&["check", EXERCISE, "--format", "json"]);
    command.args(["--isolation", "plain", "--jobs", "1", "--no-rest"]);
    let output = command.arg(folder.path()).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)));
    output.stdout
}

pub fn grader(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.args(words);
    command
}

fn cost<T>(work: impl FnOnce() -> T) -> (Cost, T) {
    let (begun, before) = (Instant::now(), children());
    let came = work();
    let cost = Cost {
        wall: begun.elapsed(),
        processor: children() - before,
    };
    (cost, came)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
