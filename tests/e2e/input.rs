//! What is wrong before anything runs: the exit status is 2 (3 where the host is to blame), nothing is on standard
//! output, and standard error says what is wrong and what to do.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use assert_cmd::Command;
use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::{contains, folder, grader, report, run};

/// These arguments are refused with all of `parts` said.
#[track_caller]
fn refused(arguments: &[&str], parts: &[&str]) -> String {
    let said = grader(arguments);
    assert_eq!(said.status, Some(2), "{}\n{}", said.stdout, said.stderr);
    assert_eq!(said.stdout, "");
    contains(&said.stderr, parts);
    said.stderr
}

#[test]
fn no_such_exercise() {
    let parts = ["error: ", "`ex9`", "`ex1`", "`ex2`", "`ex3`"];
    refused(&["check", "ex9", "."], &parts);
    refused(&["show", "ex9"], &parts);
    refused(&["start", "ex9", "/nonexistent/new"], &parts);
}

#[test]
fn no_such_folder() {
    refused(
        &["check", "ex1", "/nonexistent/folder"],
        &["error: ", "/nonexistent/folder"],
    );
    let folder = folder(&[("file", "")]);
    let file = folder.path().join("file");
    let file = file.to_str().unwrap();
    refused(&["check", "ex1", file], &["error: ", file]);
}

#[test]
fn no_such_check() {
    let arguments = ["check", "ex1", ".", "--only", "server-anwsers"];
    refused(&arguments, &["`server-anwsers`", "`server-answers`"]);
}

#[test]
fn wrong_words() {
    refused(&[], &["check", "list", "show", "start", "verify"]);
    refused(&["chekc", "ex1"], &["chekc", "check"]);
    refused(&["check"], &["EXERCISE"]);
    refused(&["check", "ex1", "--format", "xml"], &["xml", "json"]);
    refused(&["check", "ex1", "--seed", "zz"], &["zz"]);
    refused(&["check", "ex1", "--jobs", "0"], &["`0`", "--jobs"]);
    refused(&["check", "ex1", "--min-mark", "much"], &["much"]);
}

#[test]
fn a_folder_with_nothing_in_it() {
    let folder = folder(&[("notes.txt", "hello")]);
    refused(
        &["check", "ex1", folder.path().to_str().unwrap()],
        &[
            "error: ",
            "`client`",
            "`server`",
            "Cargo.toml",
            "grader.toml",
            "notes.txt",
            "grader start ex1",
        ],
    );
}

/// Who stands above several submissions is told so, and graded by none of them.
#[test]
fn a_folder_of_several_submissions() {
    let class = folder(&[
        ("ali/server.py", ""),
        ("ali/client.py", ""),
        ("léa/server.py", ""),
        ("léa/client.py", ""),
        ("notes/a.txt", ""),
    ]);
    let class = class.path().to_str().unwrap();
    let one = format!("to grade one of them: grader check ex1 {class}/ali\n");
    let all = format!("to grade all of them: grader batch ex1 {class} --out results\n");
    refused(&["check", "ex1", class], &["`ali`, `léa`\n", &one, &all]);
    let said = run(&["check", "ex1"], |command| {
        command.current_dir(class);
    });
    assert_eq!((said.status, said.stdout.as_str()), (Some(2), ""));
    let (one, all) = (
        "grader check ex1 ali\n",
        "grader batch ex1 . --out ../results\n",
    );
    contains(&said.stderr, &["`.`", one, all]);
}

/// In a home, what is kept there is no part of the work.
#[test]
fn what_tools_keep_beside_a_submission_is_left_out() {
    let home = folder(&[
        ("server.py", "print(1)\n"),
        (".cache/grader/layers/one/Cargo.toml", "[package]\n"),
        (".local/state/grader/record.json", "{}"),
    ]);
    let home = home.path().to_str().unwrap();
    let said = grader(&["check", "ex1", home, "--only", "server-listens"]);
    assert_eq!(said.status, Some(1), "{}", said.stderr);
    contains(&said.stdout, &[" .cache/, .local/\n"]);
}

/// A hint goes to what is behind: that nothing compiles. A check that was left out is told from one that there is not.
#[test]
fn a_hint_on_what_was_not_judged() {
    let manifest = "[package]\nname = \"own\"\nedition = \"2021\"\n";
    let wrong = folder(&[
        ("Cargo.toml", manifest),
        ("src/bin/server.rs", "fn main() { wrong }"),
        ("src/bin/client.rs", "fn main() {}"),
    ]);
    let dir = wrong.path().to_str().unwrap();
    let words = [
        "check",
        "ex1",
        dir,
        "--only",
        "server-listens,server-answers",
    ];
    assert_eq!(grader(&words).status, Some(1));
    let said = grader(&["hint", "server-answers", "ex1", dir]);
    contains(
        &said.stdout,
        &[
            "because it needs `server-listens`",
            "\nYour program `server` does not compile.\nHint 1 of 1: ",
            &format!("\n  cd {dir} && cargo build\n"),
        ],
    );
    let again = format!("grader check ex1 {dir} --only client-connects");
    refused(
        &["explain", "client-connects", "ex1", dir],
        &["did not include", &again],
    );
    refused(
        &["hint", "server-anwsers", "ex1", dir],
        &["did you mean `server-answers`?"],
    );
}

#[test]
fn a_file_that_cannot_be_read() {
    let folder = folder(&[("server.py", "")]);
    // Root reads what nobody may read; but not what is no file.
    fs::create_dir(folder.path().join("grader.toml")).unwrap();
    let folder = folder.path().to_str().unwrap();
    refused(&["check", "ex1", folder], &["error: ", "grader.toml"]);
    let empty = super::folder(&[("grader.toml", "")]);
    let empty = empty.path().to_str().unwrap();
    let parts = ["error: ", "`[roles.client]`", "`[roles.server]`"];
    refused(&["check", "ex1", empty], &parts);

    let exercises = super::folder(&[]);
    let file = exercises.path().join("own/exercise.toml");
    fs::create_dir_all(file).unwrap();
    let exercises = exercises.path().to_str().unwrap();
    refused(
        &["check", "own", folder, "--exercises", exercises],
        &["error: ", "exercise.toml"],
    );
}

#[test]
fn every_problem_of_a_grader_toml_has_its_line() {
    let declaration = "biuld = ['make']\n[roles.sever]\ncommand = ['s']\n[roles.client]\n";
    let folder = folder(&[("grader.toml", declaration)]);
    refused(
        &["check", "ex1", folder.path().to_str().unwrap()],
        &[
            "grader.toml:1:1: ",
            "`biuld`",
            "grader.toml:2:8: ",
            "`sever`",
            "grader.toml:4:8: ",
        ],
    );
}

#[test]
fn every_problem_of_an_exercise_has_its_line() {
    let exercise = r#"format = 1
id = "own"
title = { fr = "Écho" }
stars = 9
colour = "red"
roles.server = { names = ["serveur"], ports = [8000] }
roles.client = { names = [], dials = "sever" }

[[check]]
id = "one"
pionts = 1
title = { fr = "Un", en = "One" }
needs = ["two"]
cast.server = { role = "servr", by = "submission" }
steps = [
  { start = "server", within = "10" },
  { strat = "server" },
  { prints = "{x}", by = "server" },
]
"#;
    let exercises = folder(&[("own/exercise.toml", exercise)]);
    let exercises = exercises.path().to_str().unwrap();
    let places = [
        "exercise.toml:3:9",
        "exercise.toml:4:9",
        "exercise.toml:5:1",
        "exercise.toml:7:38",
        "exercise.toml:11:1",
        "exercise.toml:13:10",
        "exercise.toml:14:24",
        "exercise.toml:16:32",
        "exercise.toml:17:5",
        "exercise.toml:18:14",
    ];
    let said = refused(&["check", "own", ".", "--exercises", exercises], &places);
    assert_eq!(said.matches("exercise.toml:").count(), 10, "{said}");
}

/// That a package is refused or does not compile is the student's failure: there is a report, with a mark.
#[test]
fn what_does_not_build_has_a_mark_and_the_compilers_words() {
    let manifest = "[package]\nname = \"own\"\nedition = \"2021\"\n";
    let broken = folder(&[
        ("Cargo.toml", "[package\n"),
        ("src/main.rs", "fn main() {}"),
    ]);
    let wrong = folder(&[
        ("Cargo.toml", manifest),
        ("src/bin/server.rs", "fn main() { let x: u8 = \"\"; }"),
        ("src/bin/client.rs", "fn main() { let x: u8 = \"\"; }"),
    ]);
    for (folder, said) in [(&broken, "Cargo.toml"), (&wrong, "mismatched types")] {
        let (report, status) = report("ex1", folder.path(), &[]);
        assert_eq!((status, report["mark"].as_f64()), (Some(1), Some(0.0)));
        assert_eq!(report["build"]["succeeded"], false);
        contains(&report["build"]["errors"].to_string(), &[said]);
        let text = grader(&["check", "ex1", folder.path().to_str().unwrap()]);
        assert_eq!(text.status, Some(1));
        contains(&text.stdout, &[said]);
    }
}

/// What one program lacks costs nothing of the other's.
#[test]
fn what_builds_is_graded() {
    let server = fs::read_to_string(super::root().join("reference/ex1/src/bin/server.rs")).unwrap();
    let folder = folder(&[
        (
            "Cargo.toml",
            "[package]\nname = \"own\"\nedition = \"2024\"\n",
        ),
        ("src/bin/server.rs", &server),
        ("src/bin/client.rs", "fn main() { wrong }"),
    ]);
    let (report, status) = report("ex1", folder.path(), &[]);
    assert_eq!(status, Some(1));
    assert!(super::checks(&report, "passed").contains(&"server-answers"));
    assert!(super::checks(&report, "failed").contains(&"client-connects"));
}

/// Nobody waits for what is no file: a pipe without a writer, a device without an end, a link to itself.
#[test]
fn what_is_no_file_is_not_waited_for() {
    let pipe = folder(&[]);
    fifo(&pipe.path().join("grader.toml"));
    let pipe = pipe.path().to_str().unwrap();
    refused(
        &["check", "ex1", pipe],
        &["left out: grader.toml (neither files nor folders)"],
    );

    let endless = folder(&[]);
    symlink("/dev/zero", endless.path().join("grader.toml")).unwrap();
    let endless = endless.path().to_str().unwrap();
    refused(
        &["check", "ex1", endless],
        &["left out: grader.toml (symbolic links)"],
    );

    let odd = folder(&[]);
    for name in ["server.py", "Cargo.toml"] {
        fifo(&odd.path().join(name));
    }
    symlink("client.py", odd.path().join("client.py")).unwrap();
    symlink(".", odd.path().join("again")).unwrap();
    let odd = odd.path().to_str().unwrap();
    let parts = [
        "again, client.py (symbolic links)",
        "Cargo.toml, server.py (neither files nor folders)",
    ];
    refused(&["check", "ex1", odd], &parts);
}

#[test]
fn a_name_that_is_no_text_is_no_obstacle() {
    let outer = folder(&[]);
    let inner = outer.path().join(OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("server.py"), "print(1)\n").unwrap();
    fs::write(inner.join(OsStr::from_bytes(b"\xff.py")), "").unwrap();
    fs::create_dir(inner.join(OsStr::from_bytes(b"\xfe"))).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.args(["check", "ex1"]).arg(&inner);
    let ended = command.args(["--only", "server-listens"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let said = String::from_utf8(ended.stdout).unwrap();
    contains(&said, &["server.py", "caf\u{fffd}"]);
}

#[test]
fn a_scratch_folder_that_cannot_be_had_is_the_hosts_fault() {
    let submission = folder(&[("server.py", "")]);
    let scratch = folder(&[("file", "")]);
    let theirs = scratch.path().join("theirs");
    let own = format!("grader-{}", rustix::process::geteuid().as_raw());
    fs::create_dir(&theirs).unwrap();
    symlink("/etc", theirs.join(own)).unwrap();
    for folder in [
        Path::new("/nonexistent"),
        &scratch.path().join("file"),
        &theirs,
    ] {
        let said = run(
            &["check", "ex1", submission.path().to_str().unwrap()],
            |command| {
                command.env("TMPDIR", folder);
            },
        );
        assert_eq!((said.status, said.stdout.as_str()), (Some(3), ""));
        contains(
            &said.stderr,
            &["error: ", folder.to_str().unwrap(), "TMPDIR"],
        );
    }
}

#[test]
fn without_a_tool_that_builds_nothing_is_graded() {
    let submission = super::root().join("reference/ex1");
    let said = run(&["check", "ex1", submission.to_str().unwrap()], |command| {
        command.env_remove("PATH");
    });
    assert_eq!((said.status, said.stdout.as_str()), (Some(3), ""));
    contains(&said.stderr, &["error: ", "`cargo`", "`PATH`"]);
}

#[test]
fn a_folder_that_was_removed_is_said_to_be_gone() {
    let gone = folder(&[]);
    let place = gone.path().join("gone");
    fs::create_dir(&place).unwrap();
    let mut command = Command::new("/bin/sh");
    command.args([
        "-c",
        "cd \"$1\" && rmdir \"$1\" && exec \"$2\" check ex1 --lang en",
        "sh",
    ]);
    command.arg(&place).arg(env!("CARGO_BIN_EXE_grader"));
    let ended = command.output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    contains(
        &String::from_utf8(ended.stderr).unwrap(),
        &["error: ", "`.`"],
    );
}

/// Whoever reads the first line only has it; a report that is lost is an error.
#[test]
fn an_output_that_goes_nowhere() {
    for (sink, status) in [("| head -1", 0), ("> /dev/full", 3), (">&-", 0)] {
        let mut command = Command::new("/bin/bash");
        let line = format!("set -o pipefail; \"$1\" show ex1 --lang en {sink}");
        command.args(["-c", &line, "sh", env!("CARGO_BIN_EXE_grader")]);
        let ended = command.output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(status), "{sink}: {said}");
        assert_eq!(said.contains("error: "), status != 0, "{sink}: {said}");
    }
}

fn fifo(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}
