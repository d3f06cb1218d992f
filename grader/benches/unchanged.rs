//! What `grader check` costs on a submission that was built before and has not changed: processor time above that of its checks.
//!
//! One check is graded once, and many times in one run: each more costs what a check needs. What the single one costs above
//! that is the grader's own: to start, to look at the submission, to recall its programs, to report.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

mod processor;

use std::path::Path;
use std::process::{Command, Stdio};

use processor::children;

/// How often each is run.
const RUNS: u32 = 20;
/// How often the check is played in a run of many.
const PLAYS: u32 = 21;
/// What it may cost, in milliseconds.
const ALLOWED: f64 = 60.0;

fn main() {
    // It is built now, if it was not.
    graded("1", 1);
    let once = graded("1", RUNS);
    let many = graded(&PLAYS.to_string(), RUNS);
    let check = (many - once) / f64::from(PLAYS - 1);
    let own = once - check;
    println!("processor time of `grader check` with one check, mean of {RUNS} runs");
    println!("the whole run                  {once:>6.1} ms");
    println!("one check more                 {check:>6.1} ms");
    println!("above what its check needs     {own:>6.1} ms");
    println!("ratio to the {ALLOWED} ms allowed: {:.2}", own / ALLOWED);
}

/// The milliseconds of processor time of a run, in the mean.
fn graded(plays: &str, runs: u32) -> f64 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let before = children();
    for _ in 0..runs {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
        command
            .args(["check", "ex1"])
            .arg(root.join("tests/submissions/ex1/good/threads"))
            .args(["--only", "server-answers"])
            .stdout(Stdio::null());
        if plays != "1" {
            command.args(["--repeat", plays]);
        }
        assert!(command.status().unwrap().success());
    }
    (children() - before).as_secs_f64() * 1e3 / f64::from(runs)
}
