//! Where reports go, and what a workflow's runner makes of them.

use std::fs;
use std::path::Path;

use super::{contains, folder, isolates, run};

const MANIFEST: &str = "[package]\nname = \"own\"\nedition = \"2021\"\n";

/// Runs `grader check` on `folder/rendu` as a workflow in `folder` would; its log and its summary.
fn workflow(folder: &Path, more: &[&str]) -> (String, String) {
    let summary = folder.join("summary.md");
    let rendu = folder.join("rendu");
    let mut arguments = vec!["check", "ex1", rendu.to_str().unwrap()];
    arguments.extend(more);
    let said = run(&arguments, |command| {
        command
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_WORKSPACE", folder)
            .env("GITHUB_STEP_SUMMARY", &summary);
    });
    (said.stdout, fs::read_to_string(summary).unwrap())
}

/// The compiler names a line from its package's folder, the workflow's annotation from the repository's.
#[test]
fn a_workflow_shows_the_line_that_does_not_compile() {
    let folder = folder(&[
        ("rendu/own/Cargo.toml", MANIFEST),
        (
            "rendu/own/src/bin/server.rs",
            "fn main() {\n    let x: u8 = \"\";\n}",
        ),
        ("rendu/own/src/bin/client.rs", "fn main() {}"),
    ]);
    let only = ["--only", "server-listens"];
    let (log, summary) = workflow(folder.path(), &only);
    let place = "\n::error file=rendu/own/src/bin/server.rs,line=2,col=17,title=error[E0308]%3A mismatched types::";
    contains(&log, &["::stop-commands::", place, "\n::notice title=ex1"]);
    contains(
        &summary,
        &[
            "## ex1",
            "\n**No mark yet, only some checks were run (0 points out of 2)",
            "mismatched types",
        ],
    );
}

#[test]
fn a_workflow_shows_the_line_that_panics() {
    let folder = folder(&[
        ("rendu/Cargo.toml", MANIFEST),
        (
            "rendu/src/bin/server.rs",
            "fn main() {\n    println!(\"::error::forged\");\n    panic!(\"::error::forged\");\n}",
        ),
    ]);
    let (log, summary) = workflow(folder.path(), &["--only", "server-listens"]);
    contains(
        &log,
        &["\n::error file=rendu/src/bin/server.rs,line=3,col=5,title="],
    );
    let forged = |line: &str| line.trim_start().starts_with("::error::");
    assert!(!log.lines().any(forged), "{log}");
    contains(&summary, &["panicked at"]);
}

#[test]
fn a_workflow_shows_the_line_of_a_traceback() {
    if !isolates() {
        println!("skipped: this host has no isolated machines");
        return;
    }
    let folder = folder(&[("rendu/server.py", "import socket\n\nraise OSError('no')\n")]);
    let (log, _) = workflow(folder.path(), &["--only", "server-listens"]);
    contains(&log, &["\n::error file=rendu/server.py,line=3,title="]);
}

/// Several forms of one grading agree.
#[test]
fn several_reports_of_one_grading() {
    let folder = folder(&[("rendu/server.py", "print('::error::forged ]]> </pre>')\n")]);
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let reports = [
        format!("json={}", file("report.json")),
        format!("gradescope={}", file("results.json")),
        format!("tap={}", file("report.tap")),
    ];
    let rendu = file("rendu");
    let mut arguments = vec!["check", "ex1", &rendu];
    reports
        .iter()
        .for_each(|report| arguments.extend(["--report", report]));
    let said = run(&arguments, |_| {});
    assert_eq!(said.status, Some(1), "{}", said.stderr);
    let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("report.json")).unwrap();
    let scores: serde_json::Value = serde_json::from_str(&read("results.json")).unwrap();
    assert_eq!(json["mark"], scores["score"]);
    let count = json["checks"].as_array().unwrap().len();
    let begin = format!("TAP version 14\n1..{count}\nnot ok 1 - ");
    contains(&read("report.tap"), &[begin.as_str()]);
    contains(&said.stdout, &["ex1 — "]);
}
