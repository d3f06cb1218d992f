//! Checks that a teacher adds to an exercise for a class.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::own::{EXERCISE, server};
use super::{Said, contains, folder, grader, isolates};

const OVERLAY: &str = r#"
[[check]]
id = "answers-twice"
points = 3
group = "robustness"
needs = ["answers"]
title = { fr = "Il répond deux fois", en = "It answers twice" }
steps = [
  { start = "server" },
  { connect = "one", to = "server" },
  { send = "a", from = "one" },
  { expect = "Echo: a", at = "one" },
  { send = "b", from = "one" },
  { expect = "Echo: b", at = "one" },
]
"#;

fn path(class: &TempDir, name: &str) -> String {
    class.path().join(name).to_str().unwrap().to_owned()
}

fn batch(class: &TempDir, out: &str, more: &[&str]) -> Said {
    let (from, to) = (path(class, "in"), path(class, out));
    let exercises = path(class, "exercises");
    let words = ["batch", "own", &from, "--out", &to];
    let words = [&words[..], &["--exercises", &exercises]].concat();
    grader(&[&words, more].concat())
}

/// The name, the mark and the outcomes of each.
fn told(class: &TempDir, out: &str) -> Vec<String> {
    let said = grader(&["report", &path(class, out), "--format", "json"]);
    let value: Value = serde_json::from_str(&said.stdout).unwrap();
    let one = |one: &Value| {
        let checks = one["checks"].as_array().unwrap().iter();
        let outcomes = checks.map(|check| check["outcome"].as_str().unwrap());
        let outcomes: Vec<&str> = outcomes.collect();
        let name = one["name"].as_str().unwrap();
        format!("{name} {} {}", one["mark"], outcomes.join(" "))
    };
    let submissions = value["submissions"].as_array().unwrap();
    submissions.iter().map(one).collect()
}

#[test]
fn what_an_overlay_asks_is_part_of_the_mark() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let once = "connection.sendall(b'Echo: ' + line); break";
    let class = folder(&[
        (
            "in/ada/server.py",
            &server("connection.sendall(b'Echo: ' + line)"),
        ),
        ("in/bob/server.py", &server(once)),
        ("exercises/own/exercise.toml", EXERCISE),
    ]);
    let said = batch(&class, "out", &[]);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    let before = ["ada 20 passed passed", "bob 20 passed passed"];
    assert_eq!(told(&class, "out"), before);

    // With an overlay, no earlier result is the same.
    fs::write(path(&class, "out/hidden.toml"), OVERLAY).unwrap();
    let rules = "overlay = \"hidden.toml\"\n";
    fs::write(path(&class, "out/batch.toml"), rules).unwrap();
    let judged = path(&class, "judged");
    let words = ["rejudge", &path(&class, "out"), "--out", &judged];
    let said = grader(&[&words[..], &["--exercises", &path(&class, "exercises")]].concat());
    assert_eq!(said.status, Some(3), "{}{}", said.stdout, said.stderr);
    contains(
        &said.stdout,
        &["2 submissions have to be run again", "ada  answers-twice\n"],
    );
    for (out, more) in [("out", &[][..]), ("judged", &["--only-changed"])] {
        let said = batch(&class, out, more);
        assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
        contains(
            &said.stdout,
            &["2 submissions\nWith one check that students do not have\n"],
        );
        assert!(!said.stdout.contains("earlier run"), "{}", said.stdout);
        // Two points of five.
        let now = ["ada 20 passed passed passed", "bob 8 passed passed failed"];
        assert_eq!(told(&class, out), now);
    }
    contains(
        &batch(&class, "out", &[]).stdout,
        &["Of these from an earlier run, and unchanged: 2\n"],
    );

    let pages = path(&class, "pages");
    let said = grader(&[
        "report",
        &path(&class, "out"),
        "--format",
        "feedback",
        "--out",
        &pages,
    ]);
    assert_eq!(said.status, Some(0), "{}", said.stderr);
    let page = fs::read_to_string(path(&class, "pages/bob/feedback.html")).unwrap();
    contains(
        &page,
        &[
            "It answers twice",
            "your teacher has added: you do not have it",
        ],
    );
    assert!(!page.contains("--only answers-twice"), "{page}");
}

#[test]
fn a_wrong_overlay_is_told_before_anything_is_graded() {
    let class = folder(&[
        ("in/ada/server.py", &server("pass")),
        ("exercises/own/exercise.toml", EXERCISE),
        ("out/batch.toml", "overlay = \"hidden.toml\"\n"),
    ]);
    let said = batch(&class, "out", &["--isolation", "plain"]);
    assert_eq!(said.status, Some(2), "{}", said.stdout);
    contains(&said.stderr, &["out/hidden.toml` cannot be read"]);
    let file = path(&class, "out/hidden.toml");
    fs::write(&file, OVERLAY.replace("-twice", "")).unwrap();
    let said = batch(&class, "out", &["--isolation", "plain"]);
    assert_eq!((said.status, said.stdout.as_str()), (Some(2), ""));
    contains(
        &said.stderr,
        &["two checks are named `answers`", &format!("{file}:3:6")],
    );
    assert!(!class.path().join("out/batch.json").exists());
}
