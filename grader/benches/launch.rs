//! What the launch of a program on a fresh isolated machine costs, against a plain fork and exec of the same program.
//!
//! Both are timed from the decision to the program's end, in turn, many times; the medians are compared. A launch may cost
//! three times as much, and 5 ms.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use grader::machine::{Host, Launch, Reach, Scratch};
use grader::model::{Executable, IsolationKind, Limits, Program};
use rustix::event::{PollFd, PollFlags, poll};

const ROUNDS: usize = 200;
const PROGRAM: &str = "/bin/true";
const FACTOR: f64 = 3.0;
const EXTRA: f64 = 5.0;

fn main() -> ExitCode {
    let scratch = Scratch::supervised_by(Path::new(env!("CARGO_BIN_EXE_grader"))).unwrap();
    let host = match Host::probe(Some(IsolationKind::Isolated), &scratch) {
        Ok(host) => host,
        Err(error) => {
            println!("left out: {error}");
            return ExitCode::SUCCESS;
        }
    };
    let (mut plain, mut isolated) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        plain.push(timed(|| {
            let mut command = Command::new(PROGRAM);
            let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
            assert!(status.unwrap().success());
        }));
        isolated.push(timed(|| on_a_machine(&host)));
    }
    let (plain, isolated) = (median(plain), median(isolated));
    let allowed = FACTOR * plain + EXTRA;
    println!("fork, exec and end of {PROGRAM}, median of {ROUNDS} rounds");
    println!("plain                      {plain:>8.2} ms");
    println!("on a fresh isolated machine {isolated:>7.2} ms");
    println!(
        "allowed: {FACTOR} × plain + {EXTRA} ms = {allowed:.2} ms; used of it: {:.2}",
        isolated / allowed
    );
    if isolated <= allowed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Makes a machine, and runs the program on it to its end.
fn on_a_machine(host: &Host) {
    let program = Program {
        executable: Executable::Host(PROGRAM.into()),
        arguments: Vec::new(),
        folder: None,
        visible: Vec::new(),
        label: "true".into(),
    };
    let launch = Launch {
        program,
        arguments: Vec::new(),
        reach: Reach::default(),
    };
    let mut machine = host.machine(&Limits::default()).unwrap();
    let mut process = machine.launch(&launch).unwrap();
    while process.exit().unwrap().is_none() {
        poll(&mut [PollFd::new(&process.status, PollFlags::IN)], None).unwrap();
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}
