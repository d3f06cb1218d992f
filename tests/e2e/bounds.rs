//! What the network of a check costs the grader: no more than its host allows, whatever programs do.

use super::{folder, report};

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
