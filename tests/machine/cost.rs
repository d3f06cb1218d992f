//! What a machine costs: `cargo run --release --example machine-cost -- target/release/grader`.
#![expect(clippy::print_stdout, reason = "numbers to look at are all it is for")]

use std::path::Path;
use std::time::{Duration, Instant};

use grader::machine::{Host, Launch, Reach, Scratch};
use grader::model::{Executable, Limits, Program};
use rustix::event::{PollFd, PollFlags, poll};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let grader = std::env::args()
        .nth(1)
        .ok_or("name the grader's executable")?;
    let scratch = Scratch::supervised_by(Path::new(&grader))?;
    let host = Host::probe(None, &scratch)?;
    println!("{:?}", host.isolation());
    let program = Program {
        executable: Executable::Host("/bin/true".into()),
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
    let mut stages: [Vec<Duration>; 5] = Default::default();
    let start = Instant::now();
    let before = processor();
    const ROUNDS: u32 = 300;
    for _ in 0..ROUNDS {
        let clock = Instant::now();
        let mut machine = host.machine(&Limits::default())?;
        stages[0].push(clock.elapsed());
        let clock = Instant::now();
        let mut process = machine.launch(&launch)?;
        stages[1].push(clock.elapsed());
        let clock = Instant::now();
        while process.exit()?.is_none() {
            poll(&mut [PollFd::new(&process.status, PollFlags::IN)], None)?;
        }
        stages[2].push(clock.elapsed());
        let clock = Instant::now();
        drop(machine.socket(false)?);
        machine.listeners()?;
        stages[3].push(clock.elapsed());
        let clock = Instant::now();
        drop(machine);
        stages[4].push(clock.elapsed());
    }
    for (name, times) in ["make", "launch", "end", "socket and listeners", "drop"]
        .iter()
        .zip(&mut stages)
    {
        times.sort();
        println!(
            "{name:21} median {:?}, p95 {:?}",
            times[times.len() / 2],
            times[times.len() * 95 / 100]
        );
    }
    println!(
        "whole {:?}, processor {:?}",
        start.elapsed() / ROUNDS,
        (processor() - before) / ROUNDS
    );
    Ok(())
}

/// Processor time of this process and of all its descendants that have ended.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let numbers = stat
        .rsplit_once(')')
        .map_or("", |(_, rest)| rest)
        .split_whitespace()
        .skip(11)
        .take(4);
    Duration::from_millis(10) * numbers.filter_map(|ticks| ticks.parse::<u32>().ok()).sum()
}
