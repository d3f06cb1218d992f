//! `grader watch` where there is no terminal: each report follows the last.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::folder;

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
fn watch(folder: &str) -> (Watched, Receiver<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args(["watch", "ex1", folder, "--first-failure", "--lang", "en"])
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
    let (mut watched, lines) = watch(folder.path().to_str().unwrap());
    awaited(&lines, "✗ server-listens");
    awaited(&lines, "Provisional mark: 0/20");
    awaited(&lines, "Waiting for a file to be saved");

    // What was lost comes first; once that is passed, the others follow, up to the next that is not.
    fs::write(folder.path().join("server.py"), SERVER).unwrap();
    awaited(
        &lines,
        "  ✓ passed         2/2  The server starts and listens",
    );
    awaited(
        &lines,
        "  ✓ passed         5/5  The server answers a message",
    );
    awaited(&lines, "Provisional mark");

    let pid = Pid::from_child(&watched.0);
    kill_process(pid, Signal::INT).unwrap();
    assert_eq!(watched.0.wait().unwrap().code(), Some(130));
}
