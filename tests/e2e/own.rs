//! An exercise of a teacher's own, and a server for it.

/// The exercise, of two checks.
pub const EXERCISE: &str = r#"format = 1
id = "own"
title = { fr = "À moi", en = "My own" }
stars = 1
scale = 20

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

/// A server in Python that does `answer` with each line.
pub fn server(answer: &str) -> String {
    format!(
        r#"import socket, sys
host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    connection, _ = listener.accept()
    for line in connection.makefile("rb"):
        {answer}
"#
    )
}
