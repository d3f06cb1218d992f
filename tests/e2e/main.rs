//! The compiled program, from its command line to its exit status.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]
#![expect(
    clippy::print_stdout,
    reason = "a test says when its host does not let it test"
)]

mod bounds;
mod browser;
mod class;
mod hidden;
mod input;
mod leftovers;
mod machines;
mod marks;
mod own;
mod pace;
mod pages;
mod rejudge;
mod reports;
mod rest;
mod verify;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;

/// The tests must outlive a program that hangs.
const LIMIT: Duration = Duration::from_secs(600);

/// What a command said, and how it ended.
struct Said {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs `grader` with these arguments, in English.
fn grader(arguments: &[&str]) -> Said {
    run(arguments, |_| {})
}

/// As [`grader`], with something changed.
fn run(arguments: &[&str], change: impl FnOnce(&mut Command)) -> Said {
    run_in("en", arguments, change)
}

/// As [`run`], in a language.
fn run_in(lang: &str, arguments: &[&str], change: impl FnOnce(&mut Command)) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command
        .args(arguments)
        .args(["--lang", lang])
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        // These tests may themselves run there.
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITLAB_CI")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .timeout(LIMIT);
    change(&mut command);
    let output = command.output().unwrap();
    Said {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The report on `folder`, and the exit status.
fn report(exercise: &str, folder: &Path, more: &[&str]) -> (Value, Option<i32>) {
    let folder = folder.to_str().unwrap();
    let mut arguments = vec!["check", exercise, folder, "--format", "json"];
    arguments.extend(more);
    let said = grader(&arguments);
    let report = serde_json::from_str(&said.stdout).unwrap_or_else(|error| {
        panic!(
            "no report ({error}); {:?}\n{}\n{}",
            said.status, said.stdout, said.stderr
        )
    });
    (report, said.status)
}

/// The ids of the checks with this outcome.
fn checks<'a>(report: &'a Value, outcome: &str) -> Vec<&'a str> {
    let checks = report["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["outcome"] == outcome)
        .map(|check| check["id"].as_str().unwrap())
        .collect()
}

/// Every check that was not passed, with what is said of it.
fn lost(report: &Value) -> Vec<String> {
    let checks = report["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["outcome"] != "passed")
        .map(|check| {
            let text = |key: &str| check[key].as_str().unwrap_or_default();
            format!("{} ({}) {}", text("id"), text("kind"), text("cause"))
        })
        .collect()
}

/// Whether this host makes isolated machines.
fn isolates() -> bool {
    let reference = root().join("reference/ex1");
    let (report, _) = report("ex1", &reference, &["--only", "server-listens"]);
    report["isolation"] == "isolated"
}

/// A new folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap().into()
}

/// The exercises that the program comes with.
fn exercises() -> Vec<String> {
    let entries = fs::read_dir(root().join("exercises")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}
