//! What `grader batch` is worth on a class: against the naive loop, a default `cargo build` in each folder and then its checks, one
//! after the other, one submission after the other.
//!
//! `GRADER_BENCH_SUBMISSIONS=200` makes a class of so many. Half of them use tokio, an eighth are wrong, some are hostile (left out of
//! the loop, which would run them unprotected), a twentieth are identical, and they have names such as strangers have. In the
//! loop, what a folder's build made is checked where it stands, with `--isolation plain --jobs 1 --no-rest`: without a machine
//! to make, one check at a time, each wait until its deadline, as a script would. Both sides run on the same machine in the
//! same run; ratios mean something, times do not.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

mod processor;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use processor::children;

const EXERCISE: &str = "ex2";
/// How many, unless the environment says so.
const SUBMISSIONS: usize = 12;
/// Submissions of the corpus; their programs are named after their roles.
const TOKIO: &[&str] = &["ex2/good/tokio"];
const PLAIN: &[&str] = &["ex2/good/growing-pool", "ex2/good/scoped-threads"];
const WRONG: &[&str] = &["ex2/broken/sequential", "ex2/broken/answers-once"];
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

/// A submission of the class.
struct Submission {
    folder: PathBuf,
    is_hostile: bool,
}

/// What it cost.
struct Cost {
    wall: Duration,
    processor: Duration,
}

fn main() {
    let count = std::env::var("GRADER_BENCH_SUBMISSIONS");
    let count = count.map_or(SUBMISSIONS, |count| count.parse().unwrap());
    let place = tempfile::tempdir().unwrap();
    let submissions = class(count, &place.path().join("class"));
    // Both sides have the crates at hand.
    assert!(grader(&["prefetch", EXERCISE]).status().unwrap().success());

    let mut most = 0;
    let batch = cost(|| most = batch(&place.path().join("class"), &place.path().join("out")));
    let harmless: Vec<&Submission> = submissions.iter().filter(|one| !one.is_hostile).collect();
    let naive = place.path().join("naive");
    let mut built = Duration::ZERO;
    let naive = cost(|| {
        for (number, submission) in harmless.iter().enumerate() {
            let begun = Instant::now();
            let programs = build(&submission.folder);
            built += begun.elapsed();
            check(&programs, &naive.join(number.to_string()));
        }
    });

    println!(
        "{count} submissions to {EXERCISE}, {} of them hostile",
        count - harmless.len()
    );
    let line = |what: &str, cost: &Cost, submissions: usize| {
        let wall = cost.wall.as_secs_f64();
        println!(
            "{what:<28} {wall:>8.1} s  {:>8.1} s of processor time  {:>6.1} submissions a minute",
            cost.processor.as_secs_f64(),
            submissions as f64 / wall * 60.0
        );
    };
    line("grader batch", &batch, count);
    line("the naive loop", &naive, harmless.len());
    println!(
        "  of which the builds        {:>8.1} s",
        built.as_secs_f64()
    );
    let each = |cost: &Cost, submissions: usize| cost.wall.as_secs_f64() / submissions as f64;
    let ratio = each(&naive, harmless.len()) / each(&batch, count);
    println!("submissions a minute, against the loop: {ratio:.1}");
    println!(
        "memory of `grader batch` itself, at the most: {} MiB",
        most >> 20
    );
}

/// Makes a class of `count` in `folder`.
fn class(count: usize, folder: &Path) -> Vec<Submission> {
    (0..count)
        .map(|number| {
            let is_hostile = number % 24 == 11;
            let kinds = match number % 8 {
                _ if is_hostile => HOSTILE,
                0 | 2 | 4 | 6 => TOKIO,
                7 => WRONG,
                _ => PLAIN,
            };
            let source = root()
                .join("tests/submissions")
                .join(kinds[number / 8 % kinds.len()]);
            let folder = folder.join(format!("{number} {}", NAMES[number % NAMES.len()]));
            copy(&source, &folder);
            // Every twentieth hands in the same.
            if number % 20 != 1 {
                let server = ["src/bin/server.rs", "server.py"].map(|name| folder.join(name));
                let server = server.iter().find(|file| file.is_file()).unwrap();
                let comment = if is_hostile { '#' } else { '/' };
                let text = fs::read_to_string(server).unwrap();
                fs::write(server, format!("{text}\n{comment}{comment} {number}\n")).unwrap();
            }
            Submission { folder, is_hostile }
        })
        .collect()
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

/// Grades the class in one batch; the most memory that its process held, in bytes.
fn batch(class: &Path, out: &Path) -> u64 {
    let mut command = grader(&["batch", EXERCISE]);
    command.arg(class).arg("--out").arg(out);
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

/// Builds a folder as a script would; the programs of the two roles.
fn build(folder: &Path) -> [PathBuf; 2] {
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--offline"])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .status();
    assert!(status.unwrap().success());
    ["server", "client"].map(|role| folder.join("target/debug").join(role))
}

/// Checks programs that are built, one check after the other.
fn check(programs: &[PathBuf; 2], folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let mut commands = String::from("build = [\"true\"]\n");
    for program in programs {
        let name = program.file_name().unwrap();
        fs::copy(program, folder.join(name)).unwrap();
        let role = name.to_str().unwrap();
        commands += &format!("[roles.{role}]\ncommand = [\"./{role}\"]\n");
    }
    fs::write(folder.join("grader.toml"), commands).unwrap();
    let mut command = grader(&["check", EXERCISE]);
    command.arg(folder);
    command.args(["--isolation", "plain", "--jobs", "1", "--no-rest"]);
    let code = command.status().unwrap().code();
    assert!(matches!(code, Some(0 | 1 | 3)), "{code:?}");
}

fn grader(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.args(words).stdout(Stdio::null());
    command
}

fn cost(work: impl FnOnce()) -> Cost {
    let (begun, before) = (Instant::now(), children());
    work();
    Cost {
        wall: begun.elapsed(),
        processor: children() - before,
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
