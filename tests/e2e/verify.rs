//! An exercise of a teacher's own proves itself, or not.

use std::fs;

use super::{contains, folder, grader};

const EXERCISE: &str = r#"format = 1
id = "own"
title = { fr = "À moi", en = "My own" }
stars = 1

[roles.server]
names = ["server"]
ports = [8000]

[roles.client]
names = ["client"]
dials = "server"

[cast]
server = { role = "server", by = "submission" }
one = { role = "client", by = "script" }

[[check]]
id = "listens"
points = 1
title = { fr = "Il écoute", en = "It listens" }
steps = [{ start = "server" }]

[[check]]
id = "answers"
points = 1
needs = ["listens"]
title = { fr = "Il répond", en = "It answers" }
draw = { word = "word" }
steps = [
  { start = "server" },
  { connect = "one", to = "server" },
  { send = "{word}", from = "one" },
  { expect = "Echo: {word}", at = "one" },
]
"#;

fn server(prefix: &str) -> String {
    format!(
        r#"import socket, sys
host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    connection, _ = listener.accept()
    for line in connection.makefile("rb"):
        connection.sendall(b"{prefix}" + line)
"#
    )
}

#[test]
fn an_exercise_of_ones_own_proves_itself_or_not() {
    let (right, wrong) = (server("Echo: "), server("Ecco: "));
    let files = [
        ("exercises/own/exercise.toml", EXERCISE),
        (
            "exercises/own/starter/server.py",
            "print('to be written')\n",
        ),
        ("exercises/own/submissions/absent/server.py", "exit(1)\n"),
        (
            "exercises/own/submissions/absent/expect.toml",
            "failed = ['listens']\nskipped = ['answers']\n",
        ),
        ("exercises/own/submissions/misspelt/server.py", &wrong),
        (
            "exercises/own/submissions/misspelt/expect.toml",
            "about = 'answers wrongly'\nfailed = ['answers']\n",
        ),
    ];
    let folder = folder(&files);
    let exercises = folder.path().join("exercises");
    let arguments = ["verify", "own", "--exercises", exercises.to_str().unwrap()];

    let said = grader(&arguments);
    assert_eq!(said.status, Some(2), "{}", said.stdout);
    contains(&said.stderr, &["error: ", "reference"]);

    let reference = folder.path().join("reference/own");
    fs::create_dir_all(&reference).unwrap();
    fs::write(reference.join("server.py"), right).unwrap();
    let said = grader(&arguments);
    assert_eq!(said.status, Some(0), "{}\n{}", said.stdout, said.stderr);
    let parts = ["reference, 20/20", "starter, 0/20", "misspelt, 10/20"];
    contains(&said.stdout, &parts);

    // A check that the misspelt server should have passed, and that nobody fails any more.
    let expectation = exercises.join("own/submissions/misspelt/expect.toml");
    fs::write(expectation, "").unwrap();
    let said = grader(&arguments);
    assert_eq!(said.status, Some(1), "{}\n{}", said.stdout, said.stderr);
    let never = "no submission fails `answers`";
    contains(
        &said.stdout,
        &["should pass: `answers`", "something other", never],
    );
}
