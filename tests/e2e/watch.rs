//! `grader watch` where there is no terminal: each report follows the last.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::folder;
use super::leftovers::{family, named, pause};

/// A server that answers.
const SERVER: &str = "import socket, sys\n\
    host, port = (sys.argv + ['127.0.0.1:8000'])[1].split(':')\n\
    server = socket.create_server((host, int(port)))\n\
    while True:\n    \
        client, _ = server.accept()\n    \
        for line in client.makefile('rb'):\n        \
            client.sendall(b'Echo: ' + line)\n";

/// What is watched, ended with the test.
struct Watched(Child);

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test of what goes on needs the running program"
)]
fn watch(folder: &str, more: &[&str]) -> (Watched, Receiver<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args(["watch", "ex1", folder, "--lang", "en"])
        .args(more)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in stdout.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    (Watched(child), lines)
}

/// Waits for a line that begins so.
fn awaited(lines: &Receiver<String>, begins: &str) -> String {
    loop {
        let line = lines.recv_timeout(Duration::from_secs(300)).unwrap();
        if line.starts_with(begins) {
            return line;
        }
    }
}

#[test]
fn what_is_saved_is_graded_again() {
    let folder = folder(&[("server.py", "print('nothing')\n")]);
    let (mut watched, lines) = watch(folder.path().to_str().unwrap(), &["--first-failure"]);
    awaited(&lines, "✗ server-listens");
    awaited(&lines, "No mark yet");
    awaited(&lines, "Waiting for a file to be saved");

    // One after the other in their order, up to the next that is not passed.
    fs::write(folder.path().join("server.py"), SERVER).unwrap();
    awaited(
        &lines,
        "  ✓ passed         2/2  The server starts and listens",
    );
    awaited(
        &lines,
        "  ✓ passed         5/5  The server answers a message",
    );
    awaited(&lines, "No mark yet");

    // What fails now stands ahead of what failed before, and what was passed before is not told as if it still were.
    fs::write(folder.path().join("server.py"), "print('nothing')\n").unwrap();
    awaited(
        &lines,
        "  ✗ failed         0/2  The server starts and listens",
    );
    awaited(&lines, "No mark yet");

    let pid = Pid::from_child(&watched.0);
    kill_process(pid, Signal::INT).unwrap();
    assert_eq!(watched.0.wait().unwrap().code(), Some(130));
}

/// What was passed does not stay so because something else is lost.
#[test]
fn all_checks_are_run_again_after_a_save() {
    let folder = folder(&[("server.py", SERVER)]);
    let (_watched, lines) = watch(folder.path().to_str().unwrap(), &[]);
    awaited(
        &lines,
        "  ✓ passed         5/5  The server answers a message",
    );
    awaited(&lines, "Waiting for a file to be saved");
    fs::write(folder.path().join("server.py"), "def x(:\n").unwrap();
    awaited(
        &lines,
        "  ✗ failed         0/2  The server starts and listens",
    );
    awaited(&lines, "Mark: 0/20");

    // A folder that is made later is watched, too.
    let more = folder.path().join("more");
    fs::create_dir(&more).unwrap();
    fs::write(more.join("notes.py"), "").unwrap();
    awaited(&lines, "Mark: 0/20");
}

/// What is saved while checks run ends them, and is told; what was found before is not.
#[test]
fn a_save_during_a_run_counts_at_once() {
    // It looks around for ever, so that only deadlines would end the waits for its answer.
    let mute = "import socket, sys, time\n\
        host, port = (sys.argv + ['127.0.0.1:8000'])[1].split(':')\n\
        server = socket.create_server((host, int(port)))\n\
        while True:\n    time.sleep(0.05)\n";
    let folder = folder(&[("server.py", mute)]);
    let (watched, lines) = watch(folder.path().to_str().unwrap(), &[]);
    let deadline = Instant::now() + Duration::from_secs(120);
    let is_server = |pid: &u32| named(*pid).contains("server.py");
    while !family(watched.0.id()).keys().any(is_server) {
        assert!(Instant::now() < deadline, "the server was never launched");
        pause();
    }
    fs::write(folder.path().join("server.py"), SERVER).unwrap();
    loop {
        let line = lines.recv_timeout(Duration::from_secs(300)).unwrap();
        assert!(!line.contains("0/5  The server answers"), "{line}");
        if line.starts_with("  ✓ passed         5/5  The server answers a message") {
            return;
        }
    }
}
