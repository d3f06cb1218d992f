//! What the network of a check costs the grader: no more than its host allows, whatever programs do.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

use super::{LIMIT, checks, folder, lost, report, root};

/// Makes a thousand connections and closes each at once, before the one that it talks on.
const CLIENT: &str = "
import socket, sys
host, port = sys.argv[1].split(':')
for _ in range(1000):
    socket.create_connection((host, int(port))).close()
connection = socket.create_connection((host, int(port)))
lines = connection.makefile()
for line in sys.stdin:
    connection.sendall(line.encode())
    print(lines.readline(), end='')
";

/// The report on a folder, of a grader that was started with these limits.
fn graded(limits: &str, folder: &Path, only: &str) -> Value {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", &format!("{limits} && exec \"$@\""), "sh"])
        .arg(env!("CARGO_BIN_EXE_grader"))
        .args(["check", "ex1"])
        .arg(folder)
        .args(["--only", only, "--format", "json"])
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .timeout(LIMIT);
    let output = command.output().unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn conversations_that_are_over_are_not_held_open() {
    let submission = folder(&[("client.py", CLIENT)]);
    let only = "client-prints-answer";
    let report = graded("ulimit -n 256", submission.path(), only);
    assert_eq!(checks(&report, "passed"), [only], "{:?}", lost(&report));
}

#[test]
fn as_many_descriptors_are_used_as_may_be() {
    let only = "server-answers";
    let report = graded("ulimit -S -n 16", &root().join("reference/ex1"), only);
    assert_eq!(checks(&report, "passed"), [only], "{:?}", lost(&report));
}

/// A client that sends more than it may, on two connections of which neither carries too much.
#[test]
fn what_a_program_sends_is_added_up_over_its_connections() {
    let client = "
import socket, sys
host, port = sys.argv[1].split(':')
both = [socket.create_connection((host, int(port))) for _ in range(2)]
for line in sys.stdin:
    for connection in both:
        connection.sendall(b'x' * 700 + b'\\n')
        connection.recv(1000)
    print('done')
";
    let exercise = r#"
format = 1
id = "talk"
title = { fr = "Parler", en = "Talk" }
stars = 1

[limits]
traffic = "1 KiB"

[roles.server]
names = ["server"]
ports = [8000]

[roles.client]
names = ["client"]
dials = "server"

[cast]
client = { role = "client", by = "submission" }
echo = { role = "server", by = "script", answers = "{line}" }

[[check]]
id = "talks"
points = 1
title = { fr = "Le client parle", en = "The client talks" }
steps = [
  { start = "client" },
  { type = "go", to = "client" },
  { received = "x", by = "echo" },
  { prints = "done", by = "client" },
]
"#;
    let exercises = folder(&[
        ("talk/exercise.toml", exercise),
        ("talk/statement.fr.md", "# Parler\n"),
        ("talk/statement.en.md", "# Talk\n"),
    ]);
    let submission = folder(&[("client.py", client)]);
    let more = ["--exercises", exercises.path().to_str().unwrap()];
    let (report, _) = report("talk", submission.path(), &more);
    let check = &report["checks"][0];
    assert_eq!(check["kind"], "limit", "{check}");
    assert_eq!(check["details"]["limit"], "traffic", "{check}");
}
