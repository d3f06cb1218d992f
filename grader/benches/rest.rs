//! What it is worth to end a wait as soon as nothing can happen any more: a whole exercise on a server that serves one client
//! after the other, and how soon after it is stuck a failing check ends.
//!
//! Both sides run in turns on the same machine; the ratio means something, the times do not.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const ROUNDS: usize = 5;
/// The exercise, and the wrong submission of the corpus that is stuck in most of its checks.
const EXERCISE: &str = "ex2";
const SUBMISSION: &str = "tests/submissions/ex2/broken/sequential";

fn main() {
    let (mut rest, mut no_rest, mut stuck) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (took, report) = graded(&[]);
        rest.push(took);
        stuck.extend(
            report["checks"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(after_stuck),
        );
        no_rest.push(graded(&["--no-rest"]).0);
    }
    let (rest, no_rest) = (median(rest), median(no_rest));
    println!("{EXERCISE} on a sequential server, median of {ROUNDS} rounds");
    println!(
        "until nothing can happen any more  {:>8.2} s",
        rest.as_secs_f64()
    );
    println!(
        "until the time is over (--no-rest) {:>8.2} s",
        no_rest.as_secs_f64()
    );
    println!("ratio: {:.2}", rest.as_secs_f64() / no_rest.as_secs_f64());
    let longest = stuck.iter().max().unwrap();
    println!(
        "from the last thing that happened to the verdict, {} checks: median {} ms, at the most {} ms",
        stuck.len(),
        median(stuck.clone()).as_millis(),
        longest.as_millis()
    );
}

fn graded(more: &[&str]) -> (Duration, Value) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args(["check", EXERCISE, "--format", "json"])
        .arg(root.join(SUBMISSION))
        .args(more)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    (
        begun.elapsed(),
        serde_json::from_slice(&output.stdout).unwrap(),
    )
}

/// How long after the last thing that happened a check ended that rest ended.
fn after_stuck(check: &Value) -> Option<Duration> {
    let seen = check["evidence"]["observations"].as_array()?;
    let ended = seen.iter().position(|one| one["what"]["until"] == "rest")?;
    let at = |index: usize| seen[index]["at"].as_u64().unwrap();
    Some(Duration::from_micros(at(ended) - at(ended - 1)))
}

fn median(mut values: Vec<Duration>) -> Duration {
    values.sort();
    values[values.len() / 2]
}
