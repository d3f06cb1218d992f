//! The corpus: every folder of `tests/submissions/<exercise>/<kind>/` is graded by the compiled program, and its
//! verdicts are compared with the `expect.toml` beside the code. A new case is a folder, not code.
//!
//! `GRADER_CORPUS_ROUNDS=5` grades each of them five times: verdicts may not depend on luck. `GRADER_CORPUS_LOAD=4` keeps
//! four processes spinning meanwhile and stops others for moments: nor on the host.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its own setting, starts the program that it tests, and tells what failed before hours have passed"
)]

mod load;
#[path = "../shared/verdicts.rs"]
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use assert_cmd::Command;
use grader::model::Mistake;
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use verdicts::Expect;

/// The kinds of submissions, the names of their folders.
const KINDS: [&str; 4] = ["good", "broken", "surveyed", "hostile"];

/// Right submissions that take it for a failure to be stopped, which a grader does not do: a call with a time-out ends with an
/// error then (EINTR, signal(7)).
const FAIL_WHEN_STOPPED: [&str; 1] = ["tests/submissions/ex2/good/slow-poller"];

/// The harness must outlive a check that lasts as long as it may, on a host that is busy.
const LIMIT: Duration = Duration::from_secs(1800);

/// How many are graded at a time.
const SIDE_BY_SIDE: usize = 4;

fn main() -> ExitCode {
    if load::spins() {
        return ExitCode::SUCCESS;
    }
    let mut arguments = Arguments::from_args();
    // A wrong submission mostly waits for what does not come.
    arguments.test_threads.get_or_insert(SIDE_BY_SIDE);
    let spinning = std::env::var("GRADER_CORPUS_LOAD").ok();
    let spinning = spinning.map(|count| count.parse().expect("GRADER_CORPUS_LOAD is a number"));
    let spared = FAIL_WHEN_STOPPED.map(|folder| root().join(folder));
    let load = spinning.map(|count| load::Load::begin(count, spared.to_vec()));
    let conclusion = libtest_mimic::run(&arguments, trials());
    drop(load);
    conclusion.exit_code()
}

fn trials() -> Vec<Trial> {
    let mut trials = vec![];
    let mut exercises: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (exercise, kind, folder) in submissions() {
        let name = format!("{exercise}::{kind}::{}", name(&folder));
        let known = exercises.entry(exercise.clone()).or_default();
        known.push(folder.clone());
        trials.push(Trial::test(name, move || grade(&exercise, &folder)));
    }
    let all: Vec<PathBuf> = exercises.values().flatten().cloned().collect();
    trials.push(Trial::test(
        "every_mistake_is_made_by_somebody",
        move || made(&all),
    ));
    for (exercise, folders) in exercises {
        let name = format!("{exercise}::every_check_is_failed_by_somebody");
        trials.push(Trial::test(name, move || covered(&exercise, &folders)));
    }
    trials
}

/// Exercise, kind, and folder of every submission.
fn submissions() -> Vec<(String, &'static str, PathBuf)> {
    let mut found = vec![];
    for exercise in folders(&root().join("tests/submissions")) {
        // Others are those of other tests.
        if !root().join("exercises").join(name(&exercise)).is_dir() {
            continue;
        }
        for kind in KINDS {
            for folder in folders(&exercise.join(kind)) {
                found.push((name(&exercise), kind, folder));
            }
        }
    }
    found
}

fn grade(exercise: &str, folder: &Path) -> Result<(), Failed> {
    let expect = Expect::of(folder)?;
    if is_python(folder) && Command::new("python3").arg("--version").output().is_err() {
        return Err("python3 is missing on this host, and this submission needs it".into());
    }
    let rounds = match std::env::var("GRADER_CORPUS_ROUNDS") {
        Ok(rounds) => rounds.parse()?,
        Err(_) => 1,
    };
    for round in 1..=rounds {
        let Err(failed) = grade_once(exercise, folder, &expect) else {
            continue;
        };
        let message = failed.message().filter(|_| rounds > 1);
        let told = message.map(|message| format!("round {round} of {rounds}: {message}"));
        // Many rounds take hours, and the harness tells what failed at their end.
        if let Some(told) = &told {
            eprintln!("{exercise} {}: {told}", name(folder));
        }
        return Err(told.map_or(failed, Failed::from));
    }
    Ok(())
}

fn grade_once(exercise: &str, folder: &Path, expect: &Expect) -> Result<(), Failed> {
    let mut grader = std::process::Command::new(env!("CARGO_BIN_EXE_grader"));
    load::in_its_own_session(&mut grader);
    let output = Command::from_std(grader)
        .args(["check", exercise])
        .arg(folder)
        .args(["--format", "json", "--lang", "en"])
        // What the verdicts do not depend on, and costs most of a build.
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("GITHUB_ACTIONS")
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .timeout(LIMIT)
        .output()?;
    expect.compare(&output).map(drop)
}

/// A check that no wrong submission fails is not a check.
fn covered(exercise: &str, folders: &[PathBuf]) -> Result<(), Failed> {
    #[derive(Deserialize)]
    struct Exercise {
        check: Vec<Check>,
    }
    #[derive(Deserialize)]
    struct Check {
        id: String,
    }
    let file = root()
        .join("exercises")
        .join(exercise)
        .join("exercise.toml");
    let asked: Exercise = toml::from_str(&fs::read_to_string(file)?)?;
    let mut failed = BTreeSet::new();
    for folder in folders {
        let expect = Expect::of(folder)?;
        failed.extend(expect.failed);
        failed.extend(expect.limits.into_keys());
    }
    let never: Vec<String> = asked
        .check
        .into_iter()
        .map(|check| check.id)
        .filter(|id| !failed.contains(id))
        .collect();
    match never[..] {
        [] => Ok(()),
        _ => Err(format!("no submission fails {}", never.join(", ")).into()),
    }
}

/// A mistake that nobody makes is none.
fn made(folders: &[PathBuf]) -> Result<(), Failed> {
    let mut made = BTreeSet::new();
    for folder in folders {
        made.extend(Expect::of(folder)?.kinds.into_values());
    }
    let names = Mistake::ALL.into_iter().map(Mistake::name);
    let never: Vec<String> = names.filter(|name| !made.contains(name)).collect();
    match never[..] {
        [] => Ok(()),
        _ => Err(format!("no submission makes {}", never.join(", ")).into()),
    }
}

fn is_python(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .any(|path| path.extension().is_some_and(|extension| extension == "py"))
}

fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// The folders in `folder`, by name; none if it is not there.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
