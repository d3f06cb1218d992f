//! What ten checks cost over the bare minimum.
//!
//! The bare program does the exchanges of `exercises/echo` with nothing around them: start the server, connect, talk,
//! kill. The grader does them on a fresh isolated machine each. Both use this benchmark's own program as the server.
//! Processor time is user and system time of everything that was started; ratios mean something, times do not.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

mod processor;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use processor::children;

const ROUNDS: usize = 15;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if arguments[0].ends_with("server") {
        return serve(&arguments[1]);
    }
    let folder = tempfile::tempdir().unwrap();
    let server = folder.path().join("server");
    fs::copy(env::current_exe().unwrap(), &server).unwrap();
    fs::write(
        folder.path().join("grader.toml"),
        "[roles.server]\ncommand = [\"./server\"]\n",
    )
    .unwrap();

    let mut bare = Vec::new();
    let mut graded = Vec::new();
    for round in 0..ROUNDS {
        bare.push(measure(|| floor(&server, round)));
        graded.push(measure(|| grade(folder.path())));
    }
    let (bare, graded) = (median(bare), median(graded));
    let line = |name: &str, (cpu, wall): (f64, f64)| {
        println!("{name:<34} {cpu:>8.1} ms of processor time {wall:>8.1} ms");
    };
    println!("ten checks, median of {ROUNDS} rounds");
    line("bare: spawn, connect, talk, kill", bare);
    line("grader: fresh isolated machines", graded);
    println!("ratio of processor times: {:.2}", graded.0 / bare.0);
}

/// The ten exchanges, one server after the other.
fn floor(server: &Path, round: usize) {
    let talks: [&dyn Fn(u16); 10] = [
        &|port| talk(&mut dial(port), 1),
        &|port| talk(&mut dial(port), 2),
        &|port| talk(&mut dial(port), 20),
        &|port| all_at_once(port, 5),
        &|port| all_at_once(port, 20),
        &|port| (0..20).for_each(|_| talk(&mut dial(port), 1)),
        &|port| talk(&mut dial(port), 1),
        &|port| talk(&mut dial(port), 1),
        &|port| (0..2).for_each(|_| talk(&mut dial(port), 1)),
        &|port| {
            drop(dial(port));
            talk(&mut dial(port), 1);
        },
    ];
    for (index, talk) in talks.iter().enumerate() {
        // Below the ports that the system hands out itself.
        let port = u16::try_from(12_000 + (round * talks.len() + index) % 10_000).unwrap();
        let mut child = Command::new(server)
            .arg0("server")
            .arg(format!("127.0.0.1:{port}"))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        talk(port);
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

fn dial(port: u16) -> BufReader<TcpStream> {
    loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(stream) => return BufReader::new(stream),
            Err(_) => thread::sleep(Duration::from_micros(100)),
        }
    }
}

fn talk(stream: &mut BufReader<TcpStream>, times: usize) {
    for _ in 0..times {
        stream.get_mut().write_all(b"bonjour\n").unwrap();
        hear(stream);
    }
}

fn hear(stream: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    assert_eq!(line, "Echo: bonjour\n");
}

fn all_at_once(port: u16, count: usize) {
    let mut streams: Vec<_> = (0..count).map(|_| dial(port)).collect();
    streams
        .iter_mut()
        .for_each(|stream| stream.get_mut().write_all(b"bonjour\n").unwrap());
    streams.iter_mut().for_each(hear);
}

fn grade(folder: &Path) {
    let exercises = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/exercises");
    let output = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args([
            "check",
            "echo",
            "--format",
            "json",
            "--isolation",
            "isolated",
            "--exercises",
        ])
        .arg(exercises)
        .arg(folder)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
}

/// Processor time and wall time in milliseconds.
fn measure(work: impl FnOnce()) -> (f64, f64) {
    let (before, begun) = (children(), Instant::now());
    work();
    let wall = begun.elapsed();
    (
        (children() - before).as_secs_f64() * 1e3,
        wall.as_secs_f64() * 1e3,
    )
}

fn median(mut values: Vec<(f64, f64)>) -> (f64, f64) {
    let mut middle = |key: fn(&(f64, f64)) -> f64| {
        values.sort_by(|a, b| key(a).total_cmp(&key(b)));
        key(&values[values.len() / 2])
    };
    (middle(|value| value.0), middle(|value| value.1))
}

/// The server: a thread for each client.
fn serve(address: &str) {
    let listener = TcpListener::bind(address).unwrap();
    for stream in listener.incoming().flatten() {
        thread::spawn(move || {
            let mut lines = BufReader::new(stream);
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|count| count > 0) {
                if lines
                    .get_mut()
                    .write_all(format!("Echo: {line}").as_bytes())
                    .is_err()
                {
                    return;
                }
                line.clear();
            }
        });
    }
}
