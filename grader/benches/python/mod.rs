//! pytest and check50, with the checks of the exercise in Python.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const REQUIREMENTS: &str = include_str!("requirements.txt");

/// A virtual environment that has them.
pub struct Python {
    environment: PathBuf,
}

impl Python {
    /// Makes the environment, unless the one of before is as it is wanted.
    pub fn at_hand() -> Self {
        let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
        let python = Self { environment };
        // Written last of all.
        let made = python.environment.join("requirements.txt");
        if fs::read_to_string(&made).is_ok_and(|text| text == REQUIREMENTS) {
            return python;
        }
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"])
            .arg(&python.environment);
        ends_well(&mut venv, "Debian has it in python3-venv");
        let mut install = python.command("pip");
        install.args(["install", "--quiet", "--requirement"]);
        install.arg(checks("requirements.txt"));
        ends_well(&mut install, "it needs a network, once");
        fs::write(made, REQUIREMENTS).unwrap();
        python
    }

    /// The checks that programs do not pass, with pytest.
    pub fn pytest(&self, programs: &Path) -> BTreeSet<String> {
        let mut command = self.command("pytest");
        command.args(["--verbose", "-p", "no:cacheprovider"]);
        command.arg(checks("test_ex2.py"));
        let output = command.current_dir(programs).output().unwrap();
        // A line such as `test_ex2.py::test[silent_client] FAILED  [ 23%]` for each.
        let said = String::from_utf8_lossy(&output.stdout);
        let results = said.lines().filter_map(|line| {
            let (_, result) = line.split_once("::test[")?;
            let (name, outcome) = result.split_once("] ")?;
            outcome.contains('%').then_some((name, outcome))
        });
        let lost = results.map(|(name, outcome)| (name, outcome.starts_with("PASSED")));
        not_passed(lost, &output)
    }

    /// Those with check50, which copies the folder for each check and runs several at a time.
    pub fn check50(&self, programs: &Path) -> BTreeSet<String> {
        let mut command = self.command("check50");
        // With `--dev`, it takes the checks from a folder and asks no server for anything.
        command.args(["--output", "json", "--dev"]);
        command.arg(checks("problem"));
        let output = command.current_dir(programs).output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let results = said["results"].as_array().into_iter().flatten();
        let lost = results.map(|one| (one["name"].as_str().unwrap(), one["passed"] == true));
        not_passed(lost, &output)
    }

    fn command(&self, tool: &str) -> Command {
        Command::new(self.environment.join("bin").join(tool))
    }
}

/// Those that were not passed, by their names in the exercise.
fn not_passed<'a>(
    results: impl Iterator<Item = (&'a str, bool)>,
    output: &Output,
) -> BTreeSet<String> {
    let results: Vec<(&str, bool)> = results.collect();
    assert!(!results.is_empty(), "{output:?}");
    let lost = results.into_iter().filter(|(_, passed)| !passed);
    lost.map(|(name, _)| name.replace('_', "-")).collect()
}

fn ends_well(command: &mut Command, hint: &str) {
    let status = command.status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "pytest and check50 cannot be had: {command:?} has failed ({hint})"
    );
}

fn checks(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("benches/python")
        .join(name)
}
