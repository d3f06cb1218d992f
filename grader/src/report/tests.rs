//! Reports in, pages out. The pages are in `tests-data/report/`; with `UPDATE=1` in the environment they are written
//! anew, to be looked at.

use std::fs;
use std::path::Path;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::{Look, json, table, terminal, words};
use crate::explain::sample::{self, text};
use crate::i18n::Catalog;
use crate::model::{
    Asked, Build, CheckReport, CommandFailure, Diagnostic, Doubt, Exit, FailedCommand, Failure,
    Group, IsolationKind, Lang, LeftOut, Likeness, Mark, Missing, Outcome, Refusal, Refused,
    Report, Trace, Unwanted,
};

fn look(width: usize) -> Look {
    Look {
        width,
        colour: false,
        ascii: false,
    }
}

fn page(report: &Report, lang: Lang, look: Look) -> String {
    terminal::render(report, &Catalog::new(lang), look)
}

/// Compares with the page that was looked at.
fn check(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests-data/report")
        .join(name);
    if update() {
        fs::write(&path, page).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(page, expected, "the page differs from {}", path.display());
}

#[expect(
    clippy::disallowed_methods,
    reason = "a switch for those who change pages"
)]
fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn who_lacks_only_bonus_points_is_not_asked_to_correct_anything() {
    let mut report = sample::mixed();
    let told = |report: &Report| page(report, Lang::En, look(80));
    report.build.diagnostics = vec![];
    for check in &mut report.checks {
        if !matches!(check.outcome, Outcome::Failed(_)) {
            check.outcome = Outcome::Passed;
        }
    }
    assert!(told(&report).contains("After a correction"));
    for check in &mut report.checks {
        check.group = Group::Bonus;
    }
    let bonus = told(&report);
    assert!(bonus.contains("Only bonus points are missing"), "{bonus}");
    assert!(!bonus.contains("After a correction"), "{bonus}");
}

#[test]
fn a_page_in_french() {
    check("mixed.fr.txt", &page(&sample::mixed(), Lang::Fr, look(80)));
}

#[test]
fn a_page_in_english() {
    check("mixed.en.txt", &page(&sample::mixed(), Lang::En, look(80)));
}

#[test]
fn a_narrow_page() {
    check(
        "mixed.fr.40.txt",
        &page(&sample::mixed(), Lang::Fr, look(40)),
    );
}

#[test]
fn a_page_of_ascii() {
    let look = Look {
        ascii: true,
        ..look(80)
    };
    let page = page(&sample::mixed(), Lang::Fr, look);
    assert!(page.is_ascii());
    check("mixed.fr.ascii.txt", &page);
}

#[test]
fn a_page_of_a_failed_build() {
    check("unbuilt.fr.txt", &page(&unbuilt(), Lang::Fr, look(80)));
}

#[test]
fn nothing_but_commands_is_wider_than_the_page() {
    for width in [40, 57, 80, 100] {
        for lang in [Lang::Fr, Lang::En] {
            let page = page(&sample::mixed(), lang, look(width));
            for line in page.lines().filter(|line| !line.contains("grader check")) {
                assert!(line.width() <= width, "{} columns: {line}", line.width());
            }
        }
    }
}

#[test]
fn colour_is_only_added() {
    let coloured = page(
        &sample::mixed(),
        Lang::En,
        Look {
            colour: true,
            ..look(80)
        },
    );
    let escape = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    assert!(escape.is_match(&coloured));
    let plain = page(&sample::mixed(), Lang::En, look(80));
    assert_eq!(escape.replace_all(&coloured, ""), plain);
}

#[test]
fn marks_show_what_they_need() {
    let mark = |hundredths, lang| {
        let mark = Mark {
            hundredths,
            out_of: 20,
            earned: 0,
            points: 0,
            provisional: false,
        };
        words::mark(&mark, lang)
    };
    assert_eq!(mark(1400, Lang::Fr), "14/20");
    assert_eq!(mark(1450, Lang::Fr), "14,5/20");
    assert_eq!(mark(1405, Lang::En), "14.05/20");
    assert_eq!(mark(0, Lang::En), "0/20");
}

/// A report of a submission that does not build.
fn unbuilt() -> Report {
    let missing = Failure::NoProgram {
        role: "server".to_owned(),
        missing: Missing::DidNotBuild {
            label: "server".to_owned(),
        },
    };
    let title = text(
        "Le serveur répond à un message",
        "The server answers a message",
    );
    let outcome = Outcome::Failed(missing);
    Report {
        build: Build {
            command: "cargo build".to_owned(),
            succeeded: false,
            diagnostics: vec![Diagnostic {
                place: None,
                rendered: "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: expected `;`\n --> src/main.rs:3:5\n  |\n3 |     a\u{1b}[2J\n".to_owned(),
                error: true,code: None,
            }],
            ..Build::default()
        },
        ..sample::report(vec![sample::check("server-answers", 2, title, outcome, Trace::default())])
    }
}

#[test]
fn warnings_that_may_be_the_cause_are_shown_where_a_check_fails() {
    let warning = |code: &str, rendered: &str| Diagnostic {
        rendered: format!("\u{1b}[33mwarning\u{1b}[0m: {rendered}\n --> src/main.rs:3:5\n"),
        error: false,
        code: Some(code.to_owned()),
        place: None,
    };
    let mut report = unbuilt();
    report.build.succeeded = true;
    report.build.diagnostics = vec![
        warning("unused_imports", "unused import: `a`"),
        warning("dead_code", "function `b` is never used"),
        warning("unused_variables", "unused variable: `c`"),
        warning("unused_must_use", "unused `Result` that must be used"),
    ];
    let failed = page(&report, Lang::En, look(80));
    let (_, shown) = failed.split_once("The compiler has warned").unwrap();
    let (shown, _) = shown.split_once("Mark:").unwrap();
    let kept: Vec<&str> = shown.lines().skip(1).map(str::trim).collect();
    let expected = [
        "warning: unused `Result` that must be used",
        "--> src/main.rs:3:5",
        "warning: unused variable: `c`",
        "--> src/main.rs:3:5",
        "… one more warning",
        "",
    ];
    assert_eq!(kept, expected);
    report.checks[0].outcome = Outcome::Passed;
    assert!(!page(&report, Lang::En, look(80)).contains("has warned"));
}

/// A report of a submission whose build begins with this, and fails like this.
fn failed(command: &str, how: CommandFailure) -> Report {
    let mut report = unbuilt();
    report.build = Build {
        command: command.to_owned(),
        succeeded: false,
        failed: Some(FailedCommand {
            command: command.to_owned(),
            how,
        }),
        ..Build::default()
    };
    report
}

#[test]
fn a_page_of_a_command_that_is_not_there() {
    let program = "mkae".to_owned();
    let mut report = failed("mkae server", CommandFailure::Absent { program });
    report.checks[0].outcome = Outcome::Inconclusive(Doubt::ProgramLacks {
        label: "./server".to_owned(),
        needs: "mkae".to_owned(),
    });
    let report = Report {
        build: report.build,
        ..sample::report(report.checks)
    };
    check("absent.fr.txt", &page(&report, Lang::Fr, look(80)));
}

#[test]
fn how_a_command_failed_is_told_in_words() {
    let told = |how, lang| {
        let report = failed("../x -v", how);
        super::build::why(&report.build, &Catalog::new(lang)).join("\n")
    };
    let path = || "../x".to_owned();
    let absent = || CommandFailure::Absent { program: path() };
    let no_file = || CommandFailure::NoFile { path: path() };
    let cannot = || CommandFailure::CannotExecute { why: path() };
    let exited = |exit| CommandFailure::Exited { exit };
    for (how, fr, en) in [
        (
            absent(),
            "ni une commande de cet ordinateur",
            "neither a command of this computer",
        ),
        (absent(), "installez `../x`", "install `../x`"),
        (
            no_file(),
            "Un chemin part du dossier de `grader.toml` et y reste",
            "A path begins at",
        ),
        (no_file(), "par son nom seul", "by its name alone"),
        (
            cannot(),
            "`../x -v` n’a pas pu être exécutée",
            "`../x -v` could not be executed",
        ),
        (
            exited(Exit::Code(2)),
            "`../x -v` a échoué\u{a0}: code de sortie 2.",
            "failed: exit status 2.",
        ),
        (
            exited(Exit::Signal(9)),
            "tué par le signal 9 (SIGKILL)",
            "killed by signal 9 (SIGKILL)",
        ),
    ] {
        for (lang, words) in [(Lang::Fr, fr), (Lang::En, en)] {
            let told = told(how.clone(), lang);
            assert!(told.contains(words), "{words}: {told}");
        }
    }
    // Its limit is told of a command that was stopped.
    assert_eq!(told(CommandFailure::Stopped, Lang::Fr), "");
}

#[test]
fn what_has_not_run_is_not_typed_again() {
    let again = |how| crate::explain::build_again(&failed("make", how));
    let exit = Exit::Code(2);
    assert_eq!(
        again(CommandFailure::Exited { exit }).unwrap(),
        "cd 'mon rendu' && make"
    );
    let program = "make".to_owned();
    assert_eq!(again(CommandFailure::Absent { program }), None);
}

/// A report in which everything that a submission chooses tries to write to the terminal.
fn hostile() -> Report {
    let evil = "\u{1b}]0;owned\u{7}\u{202e}\r\n::error::x ##[group]";
    let failure = Failure::WrongAnswer {
        at: sample::one("chatty"),
        expected: vec!["Echo: x".to_owned()],
        got: [evil.as_bytes(), b"\xff\0"].concat(),
        wrong_at: 0,
        likeness: Likeness::Unknown,
    };
    let (server, chatty) = (sample::one("server"), sample::one("chatty"));
    let facts = vec![
        (1, sample::sent(&server, &chatty, evil.as_bytes())),
        (
            2,
            crate::model::Fact::Printed {
                actor: server,
                error: true,
                bytes: format!("panicked at {evil}").into_bytes(),
            },
        ),
    ];
    let title = text("Titre", "Title");
    let checks = vec![sample::check(
        "c",
        1,
        title,
        Outcome::Failed(failure),
        sample::trace(facts),
    )];
    let mut report = sample::report(checks);
    report.asked.submission = evil.to_owned();
    report.roles[0].program = Some(evil.to_owned());
    report.isolation.kind = IsolationKind::Plain;
    report.isolation.why = Some(evil.to_owned());
    report.left_out = vec![LeftOut {
        why: Unwanted::Link,
        paths: vec![evil.to_owned()],
        count: 3,
    }];
    report.build = crate::model::Build {
        command: evil.to_owned(),
        refusals: vec![Refusal {
            file: evil.to_owned(),
            source: format!("{evil} = {evil}"),
            line: 1,
            span: 3..9,
            what: Refused::Git {
                name: evil.to_owned(),
            },
        }],
        failed: Some(FailedCommand {
            command: evil.to_owned(),
            how: CommandFailure::CannotExecute {
                why: evil.to_owned(),
            },
        }),
        ..unbuilt().build
    };
    report
}

#[test]
fn nothing_that_a_program_says_is_obeyed() {
    for width in [40, 80] {
        let page = page(&hostile(), Lang::Fr, look(width));
        let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!page.contains(obeyed), "{page:?}");
        let command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
        assert!(!page.lines().any(command), "{page}");
    }
}

#[test]
fn what_is_all_right_needs_little() {
    let title = text("Le serveur répond", "The server answers");
    let passed = sample::check("a", 2, title, Outcome::Passed, Trace::default());
    let page = page(&sample::report(vec![passed]), Lang::Fr, look(80));
    assert!(
        page.ends_with("Note\u{a0}: 20/20 (2 points sur 2)\nTous les contrôles sont réussis.\n"),
        "{page}"
    );
}

#[test]
fn the_json_keeps_its_contract() {
    let mut report = sample::mixed();
    report.asked = Asked {
        submission: "-x".to_owned(),
        exercises: Some("my exercises".to_owned()),
        isolation: Some(IsolationKind::Plain),
        repeat: None,
    };
    let text = json::render(&report, &Catalog::new(Lang::En));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["format"], 1);
    assert_eq!(
        (&value["mark"], &value["out_of"]),
        (&Value::from(8), &Value::from(20))
    );
    assert_eq!(value["provisional"], true);
    let checks = value["checks"].as_array().unwrap();
    let silent = checks
        .iter()
        .find(|check| check["id"] == "silent-client")
        .unwrap();
    assert_eq!(silent["outcome"], "failed");
    assert_eq!(silent["kind"], "no-answer");
    assert_eq!(silent["details"]["at"], "chatty[0]");
    assert_eq!(silent["cast"]["server"]["by"], "submission");
    assert_eq!(
        silent["repeat"],
        "grader check salon ./-x --only silent-client --seed 4f2a9c --exercises 'my exercises' --isolation plain"
    );
    let evidence = silent["evidence"]["observations"].as_array().unwrap();
    assert_eq!(evidence[13]["what"]["bytes"], "bonjour mot0\\n");
    let kinds: Vec<&str> = checks
        .iter()
        .filter_map(|check| check["kind"].as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "wrong-answer",
            "no-answer",
            "needs-failed",
            "exited",
            "no-program",
            "no-program",
            "host-failed"
        ]
    );
    assert!(checks[0].get("cause").is_none());
}

#[test]
fn every_key_of_the_json_is_described() {
    let text = json::render(&sample::mixed(), &Catalog::new(Lang::En));
    let value: Value = serde_json::from_str(&text).unwrap();
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/json.md")).unwrap();
    let mut keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    for check in value["checks"].as_array().unwrap() {
        keys.extend(check.as_object().unwrap().keys());
    }
    for key in keys {
        assert!(
            page.contains(&format!("`{key}`")),
            "docs/json.md does not describe `{key}`"
        );
    }
}

#[test]
fn the_table_adds_up() {
    let exercise = crate::model::Exercise {
        id: "ex9".to_owned(),
        title: text("Neuf", "Nine"),
        stars: 1,
        scale: 20,
        limits: crate::model::Limits::default(),
        allowed: None,
        roles: Default::default(),
        checks: vec![],
    };
    let page = table::render(&exercise, &Catalog::new(Lang::Fr), look(80));
    assert_eq!(
        page,
        "0 point en tout, hors bonus, ramenés à une note sur 20.\n"
    );
}

#[test]
fn checks_that_fail_alike_are_explained_once() {
    let page = page(&sample::mixed(), Lang::Fr, look(80));
    assert_eq!(page.matches("Aucun programme n’a un nom").count(), 1);
    assert!(page.contains("✗ client-connects, client-sends\n"));
    let report = sample::mixed();
    let failed = |check: &&CheckReport| matches!(check.outcome, Outcome::Failed(_));
    assert_eq!(report.checks.iter().filter(failed).count(), 5);
}
