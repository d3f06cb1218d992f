//! Results that are judged again: what comes out is what a new batch would say, or that it takes a run.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::own::{EXERCISE, server};
use super::{Said, contains, folder, grader, isolates};

/// A check more.
const TALKS: &str = r#"
[[check]]
id = "talks"
points = 2
title = { fr = "Il parle", en = "It talks" }
steps = [
  { start = "server" },
  { connect = "one", to = "server" },
  { send = "salut", from = "one" },
  { expect_match = 'salut', at = "one" },
]
"#;

/// The exercise as it was.
fn exercise() -> String {
    format!("{EXERCISE}{TALKS}")
}

/// A class of three, and the exercise as it was.
fn class() -> TempDir {
    let (right, prefix) = (
        server("connection.sendall(b'Echo: ' + line)"),
        server("connection.sendall(line)"),
    );
    let dies = server("sys.exit(3)");
    folder(&[
        ("in/ada/server.py", &right),
        ("in/bob/server.py", &prefix),
        ("in/cleo/server.py", &dies),
        ("in/dan.zip", "no archive"),
        ("old/own/exercise.toml", &exercise()),
    ])
}

/// The exercise as it is now, in the folder `new`.
fn change(class: &TempDir, changes: &[(&str, &str)]) {
    let file = changes.iter().fold(exercise(), |file, (from, to)| {
        assert!(file.contains(from), "{from}");
        file.replace(from, to)
    });
    let folder = class.path().join("new/own");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("exercise.toml"), file).unwrap();
}

fn path(class: &TempDir, name: &str) -> String {
    class.path().join(name).to_str().unwrap().to_owned()
}

fn batch(class: &TempDir, exercises: &str, out: &str, more: &[&str]) -> Said {
    let (from, to) = (path(class, "in"), path(class, out));
    let exercises = path(class, exercises);
    let words = [
        "batch",
        "own",
        &from,
        "--out",
        &to,
        "--exercises",
        &exercises,
    ];
    grader(&[&words, more].concat())
}

fn rejudge(class: &TempDir, out: &str, more: &[&str]) -> Said {
    let (from, to, exercises) = (path(class, "was"), path(class, out), path(class, "new"));
    let words = ["rejudge", &from, "--out", &to, "--exercises", &exercises];
    grader(&[&words, more].concat())
}

/// All that is said of the results in a folder, but for codes, and for how a failure looked: these differ from run to run.
fn told(class: &TempDir, out: &str) -> Value {
    let said = grader(&["report", &path(class, out), "--format", "json"]);
    let mut value: Value = serde_json::from_str(&said.stdout).unwrap();
    for one in value["submissions"].as_array_mut().unwrap() {
        one["code"].take();
        for check in one["checks"].as_array_mut().unwrap() {
            if check["outcome"] == "failed" {
                check["kind"].take();
                check["cause"].take();
            }
        }
    }
    value
}

#[test]
fn another_scale_gives_the_marks_that_a_new_batch_gives() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let class = class();
    let said = batch(&class, "old", "was", &[]);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    let was = told(&class, "was");
    let (cap, rules) = ("cap = 36\n", "scale = 40\ncap = 36\n");
    fs::write(class.path().join("was/batch.toml"), cap).unwrap();
    change(
        &class,
        &[
            ("points = 2\n", "points = 3\nneeds = [\"answers\"]\n"),
            (
                "id = \"listens\"\n",
                "id = \"listens\"\ngroup = \"bonus\"\n",
            ),
            ("scale = 20", "scale = 40"),
            ("It answers", "It answers well"),
        ],
    );

    // Out of what the rule's mark is, nobody knows any more.
    let said = rejudge(&class, "now", &[]);
    assert_eq!(said.status, Some(2), "{}", said.stdout);
    contains(&said.stderr, &["`scale = 20` or `scale = 40`"]);
    fs::write(class.path().join("was/batch.toml"), rules).unwrap();
    let said = rejudge(&class, "now", &[]);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    contains(
        &said.stdout,
        &[
            "own — My own\n",
            "3 results judged again; nothing was run.\n",
            "Not graded before, and left as they were: 1\n",
            "\nbob  30/40 → 10/40\n",
            "  talks: passed 2/2 → skipped 0/3\n",
            "2 results have moved.\n",
        ],
    );
    assert_eq!(batch(&class, "new", "fresh", &[]).status, Some(0));
    fs::write(class.path().join("fresh/batch.toml"), rules).unwrap();
    assert_eq!(told(&class, "now"), told(&class, "fresh"));
    // What was is still there, but for the rules that were written meanwhile.
    fs::remove_file(class.path().join("was/batch.toml")).unwrap();
    assert_eq!(told(&class, "was"), was);

    // The same, in the forms that programs read.
    let (now, old) = (path(&class, "now"), path(&class, "was"));
    let against = |form: &str| grader(&["report", &now, "--against", &old, "--format", form]);
    let value: Value = serde_json::from_str(&against("json").stdout).unwrap();
    let moved = value["moved"].as_array().unwrap();
    let bob = moved.iter().find(|one| one["name"] == "bob").unwrap();
    assert_eq!(
        (&bob["before"]["mark"], &bob["after"]["mark"]),
        (&15.into(), &10.into())
    );
    contains(
        &against("csv").stdout,
        &["own,bob,bob,,,15,20,10,40,talks,passed,2,2,skipped,0,3,checks,false,false\r\n"],
    );
    let page = against("html");
    assert_eq!((page.status, page.stdout.as_str()), (Some(2), ""));
    contains(&page.stderr, &["--format text, json or csv"]);

    let again = rejudge(&class, "now", &[]);
    assert_eq!(again.status, Some(2), "{}", again.stderr);
    contains(&again.stderr, &["now` is not empty"]);
}

#[test]
fn a_step_that_has_changed_takes_a_run() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let class = class();
    assert_eq!(batch(&class, "old", "was", &[]).status, Some(0));
    let prefix = "{ expect = \"Echo: {word}\", at = \"one\" }";
    let any = "{ expect = [\"Echo: {word}\", \"{word}\"], at = \"one\" }";
    change(&class, &[(prefix, any)]);

    let said = rejudge(&class, "now", &["--format", "json"]);
    assert_eq!(said.status, Some(3), "{}{}", said.stdout, said.stderr);
    let value: Value = serde_json::from_str(&said.stdout).unwrap();
    let to_run = value["to_run"].as_array().unwrap();
    let named = to_run
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), &one["checks"]));
    let checks = serde_json::json!(["answers"]);
    let expected = ["ada", "bob", "cleo"].map(|name| (name, &checks));
    assert_eq!(named.collect::<Vec<_>>(), expected);
    assert_eq!(value["moved"], serde_json::json!([]));
    contains(
        value["command"].as_str().unwrap(),
        &[
            "grader batch own SUBMISSIONS --out ",
            " --only-changed --exercises ",
        ],
    );
    let now = told(&class, "now");
    let bob = &now["submissions"][1];
    assert_eq!(
        (&bob["provisional"], &bob["checks"][1]["kind"]),
        (&true.into(), &"needs-run".into())
    );

    // One result alone.
    let results = fs::read_dir(class.path().join("was/results")).unwrap();
    let mut results = results.map(|entry| entry.unwrap().path());
    let bob = results.find(|path| path.to_str().unwrap().contains("/bob."));
    let (one, exercises) = (path(&class, "one"), path(&class, "new"));
    let words = ["rejudge", bob.as_ref().unwrap().to_str().unwrap()];
    let said = grader(&[&words[..], &["--out", &one, "--exercises", &exercises]].concat());
    assert_eq!(said.status, Some(3), "{}{}", said.stdout, said.stderr);
    contains(
        &said.stdout,
        &[
            "One submission has to be run again",
            "  bob  answers\n",
            " --only bob\n",
        ],
    );
    assert_eq!(
        told(&class, "one")["submissions"].as_array().unwrap().len(),
        1
    );

    // What is to be run is run, and nothing else.
    let said = batch(&class, "new", "now", &["--only-changed"]);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    contains(&said.stdout, &["20/20  bob\n"]);
    // Results that stand although the exercise has changed since are told.
    let other = "Results of another version of the exercise, or of other added checks: 3.";
    assert!(!said.stdout.contains(other), "{}", said.stdout);
    let stands = batch(&class, "new", "was", &["--only-changed"]);
    contains(&stands.stdout, &[other]);
    let report = |out| grader(&["report", &path(&class, out)]).stderr;
    contains(&report("was"), &[other]);
    assert_eq!((report("now"), report("one")), Default::default());
    let again = batch(&class, "new", "now", &["--only-changed"]);
    contains(
        &again.stdout,
        &["Of these from an earlier run, and unchanged: 4\n"],
    );

    let mut files = fs::read_dir(class.path().join("was/results")).unwrap();
    let file = files.next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let said = rejudge(&class, "other", &[]);
    assert_eq!((said.status, said.stdout.as_str()), (Some(3), ""));
    contains(
        &said.stderr,
        &[
            "error: ",
            file.to_str().unwrap(),
            "cannot be read as a result",
        ],
    );
    assert!(!class.path().join("other").exists());
    let nothing = grader(&[
        "rejudge",
        &path(&class, "in"),
        "--out",
        &path(&class, "other"),
    ]);
    assert_eq!(nothing.status, Some(2));
    contains(&nothing.stderr, &["is not the folder of a batch"]);
}
