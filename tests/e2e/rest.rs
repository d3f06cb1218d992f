//! What ends a wait: that nothing can happen any more, or its time.

use serde_json::Value;

use super::{checks, contains, folder, grader, isolates, report};

/// An exercise of one check, whose waits last two seconds and a half at the most.
const EXERCISE: &str = r#"
format = 1
id = "answer"
title = { fr = "Répondre", en = "Answer" }
stars = 1

[limits]
step = "2500ms"

[roles.server]
names = ["server"]
ports = [8000]

[roles.client]
names = ["client"]
dials = "server"

[cast]
server = { role = "server", by = "submission" }
silent = { role = "client", by = "script" }
client = { role = "client", by = "script" }

[[check]]
id = "answers"
points = 1
title = { fr = "Le serveur répond", en = "The server answers" }
draw = { word = "word" }
steps = [
  { start = "server" },
  { connect = "silent", to = "server" },
  { connect = "client", to = "server" },
  { send = "{word}", from = "client" },
  { expect = "{word}", at = "client" },
]
"#;

/// Serves its first client, then its second, as `ANSWER` says.
const SERVER: &str = "
import select, socket, sys, threading, time
host, port = sys.argv[1].split(':')
server = socket.create_server((host, int(port)))
first, _ = server.accept()
def serve():
    second, _ = server.accept()
    second.sendall(second.recv(100))
ANSWER
";

/// How the only check of the exercise came out on a server that answers like this, and what ended its wait.
fn graded(answer: &str, more: &[&str]) -> (Value, Option<String>) {
    graded_beside("serve()", answer, more)
}

/// The same, where the model solution answers like that.
fn graded_beside(model: &str, answer: &str, more: &[&str]) -> (Value, Option<String>) {
    let code = |answer: &str| SERVER.replace("ANSWER", answer);
    let model = code(model);
    let exercises = folder(&[
        ("answer/exercise.toml", EXERCISE),
        ("answer/statement.fr.md", "# Répondre\n"),
        ("answer/statement.en.md", "# Answer\n"),
        ("answer/reference/server.py", &model),
        ("answer/reference/client.py", "pass\n"),
    ]);
    let code = code(answer);
    let submission = folder(&[("server.py", &code)]);
    let exercises = exercises.path().to_str().unwrap();
    let more = [&["--exercises", exercises], more].concat();
    let (report, _) = report("answer", submission.path(), &more);
    let check = report["checks"][0].clone();
    let seen = check["evidence"]["observations"].as_array().cloned();
    let waited = seen.into_iter().flatten().find_map(|seen| {
        let what = &seen["what"];
        (what["fact"] == "waited").then(|| what["until"].as_str().unwrap().to_owned())
    });
    (check, waited)
}

#[test]
fn a_stuck_server_is_not_waited_for() {
    let stuck = "first.recv(1)";
    if isolates() {
        let (check, waited) = graded(stuck, &[]);
        assert_eq!(check["kind"], "no-answer", "{check}");
        assert_eq!(waited.as_deref(), Some("rest"), "{check}");
    }
    let (check, waited) = graded(stuck, &["--no-rest"]);
    assert_eq!(check["kind"], "no-answer", "{check}");
    assert_eq!(waited.as_deref(), Some("deadline"), "{check}");
}

#[test]
fn a_stuck_rust_program_shows_its_line() {
    let submission = super::root().join("tests/submissions/ex2/broken/sequential");
    let source = std::fs::read_to_string(submission.join("src/bin/server.rs")).unwrap();
    // The loop over what a client says, in which it waits for one that is silent.
    let reads = source.lines().position(|line| line.contains(".split(b'"));
    let place = format!("src/bin/server.rs:{}", reads.unwrap() + 1);
    let said = grader(&[
        "check",
        "ex2",
        submission.to_str().unwrap(),
        "--only",
        "silent-client",
    ]);
    contains(
        &said.stdout,
        &[
            "reads from the client `silent`, which has sent nothing",
            &place,
        ],
    );
}

#[test]
fn who_will_go_on_is_waited_for() {
    for slow in [
        "time.sleep(1.5)",
        "[select.select([first], [], [], 0.05) for _ in range(30)]",
        "threading.Event().wait(1.5)",
        "first.settimeout(0.05)\nfor _ in range(30):\n    try: first.recv(1)\n    except TimeoutError: pass\n",
    ] {
        let (check, _) = graded(&format!("{slow}\nserve()"), &[]);
        assert_eq!(check["outcome"], "passed", "{slow}: {check}");
        // One that would go on later than the check waits is ended by its time, never by rest.
        let (check, waited) = graded(
            &format!("while True:\n {}", slow.replace('\n', "\n ")),
            &["--only", "answers"],
        );
        assert_eq!(check["outcome"], "failed", "{slow}: {check}");
        assert_eq!(waited.as_deref(), Some("deadline"), "{slow}: {check}");
    }
}

#[test]
fn a_time_that_the_model_solution_does_not_keep_is_no_failure() {
    let slow = "time.sleep(1000)";
    let (check, _) = graded_beside(slow, slow, &[]);
    assert_eq!(check["outcome"], "inconclusive", "{check}");
    assert_eq!(check["kind"], "reference-failed", "{check}");
    // Who is stuck is, however slow the model solution.
    if isolates() {
        let (check, _) = graded_beside(slow, "first.recv(1)", &[]);
        assert_eq!(check["outcome"], "failed", "{check}");
    }
}

#[test]
fn a_check_is_played_as_often_as_is_asked() {
    let sometimes = "
import os
second, _ = server.accept()
word = second.recv(100)
second.sendall(word if os.urandom(1)[0] < 128 else word.upper())";
    let (check, _) = graded(sometimes, &["--repeat", "12"]);
    let tally = |key: &str| check["tally"][key].as_u64().unwrap();
    assert_eq!(tally("of"), 12);
    assert_eq!(check["outcome"] == "failed", tally("failed") > 0, "{check}");
    assert!(
        tally("failed") < 12 || tally("inconclusive") == 0,
        "{check}"
    );

    let said = grader(&["check", "ex1", "--repeat", "1"]);
    assert_eq!(said.status, Some(2), "{}", said.stderr);
    let (whole, _) = report(
        "ex1",
        &super::root().join("reference/ex1"),
        &["--only", "server-answers", "--repeat", "3"],
    );
    assert_eq!(checks(&whole, "passed"), ["server-answers"]);
    assert_eq!(whole["checks"][0]["tally"]["of"], 3);
    assert_eq!(whole["checks"][0]["tally"]["failed"], 0);
}
