//! Reports and expectations in; differences out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::cases::read;
use super::{Aim, Case, Losses, Standing, Wrong, cases, differences, never_failed, standing};
use crate::explain::sample::{self, text};
use crate::model::{Doubt, Exercise, Failure, LimitKind, Limits, Outcome, Report, Trace};

fn exercise() -> Exercise {
    let check = |id: &str| {
        format!(
            "[[check]]\nid = \"{id}\"\npoints = 1\ntitle = {{ fr = \"a\", en = \"a\" }}\nsteps = [{{ start = \"server\" }}]\n"
        )
    };
    let head = r#"format = 1
id = "own"
title = { fr = "À moi", en = "Own" }
stars = 1
roles.server = { names = [], ports = [8000] }
[cast]
server = { role = "server", by = "submission" }
"#;
    let file = format!("{head}{}{}{}", check("one"), check("two"), check("three"));
    let exercise = crate::spec::parse("exercise.toml", &file).unwrap();
    assert_eq!(exercise.limits, Limits::default());
    exercise
}

/// A report on `one`, `two` and `three`: `+` passed, `-` failed, `m` failed at the limit of memory, `s` skipped, `?` could not be told.
fn report(outcomes: &str) -> Report {
    let outcome = |sign| match sign {
        '+' => Outcome::Passed,
        '-' => Outcome::Failed(Failure::NeverListened {
            actor: sample::one("server"),
        }),
        'm' => Outcome::Failed(Failure::Limit {
            actor: sample::one("server"),
            limit: LimitKind::Memory,
            allowed: "1 MiB".into(),
        }),
        's' => Outcome::Skipped {
            needs: "one".into(),
        },
        _ => Outcome::Inconclusive(Doubt::NeedsIsolation { role: None }),
    };
    let checks = outcomes.chars().zip(["one", "two", "three"]);
    let checks = checks
        .map(|(sign, id)| sample::check(id, 1, text("a", "a"), outcome(sign), Trace::default()));
    sample::report(checks.collect())
}

fn losses(failed: &[&str], skipped: &[&str]) -> Losses {
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    Losses {
        failed: set(failed),
        skipped: set(skipped),
        ..Losses::default()
    }
}

#[track_caller]
fn check(outcomes: &str, aim: Aim<'_>, expected: &str, stands: Standing) {
    let report = report(outcomes);
    let differences = differences(&report, aim);
    let line = |one: &super::Difference<'_>| format!("{} {:?}", one.check.id, one.expected);
    let shown: Vec<String> = differences.iter().map(line).collect();
    assert_eq!(shown.join(", "), expected);
    assert_eq!(standing(&differences), stands);
}

#[test]
fn the_reference_passes_everything() {
    check("+++", Aim::Everything, "", Standing::Holds);
    check(
        "+-s",
        Aim::Everything,
        "two Passed, three Passed",
        Standing::Differs,
    );
    check("++?", Aim::Everything, "three Passed", Standing::Unclear);
    check(
        "-+?",
        Aim::Everything,
        "one Passed, three Passed",
        Standing::Differs,
    );
}

#[test]
fn the_starter_earns_nothing() {
    check("-ss", Aim::Nothing, "", Standing::Holds);
    check("-+s", Aim::Nothing, "two NoPoints", Standing::Differs);
    check("-s?", Aim::Nothing, "three NoPoints", Standing::Unclear);
}

#[test]
fn a_submission_loses_what_it_should_and_nothing_else() {
    let losses = losses(&["one"], &["two"]);
    let aim = Aim::Exactly(&losses);
    check("-s+", aim, "", Standing::Holds);
    check("+++", aim, "one Failed, two Skipped", Standing::Differs);
    check(
        "s--",
        aim,
        "one Failed, two Skipped, three Passed",
        Standing::Differs,
    );
    check("-s?", aim, "three Passed", Standing::Unclear);
}

#[test]
fn a_limit_is_reached_or_not() {
    let limited = |kind| Losses {
        limits: BTreeMap::from([("one".to_owned(), kind)]),
        ..losses(&["two"], &[])
    };
    let memory = limited(LimitKind::Memory);
    check("mm+", Aim::Exactly(&memory), "", Standing::Holds);
    let differs = "one Limit(Memory)";
    check("--+", Aim::Exactly(&memory), differs, Standing::Differs);
    let file = limited(LimitKind::File);
    let differs = "one Limit(File)";
    check("m-+", Aim::Exactly(&file), differs, Standing::Differs);
}

#[test]
fn a_check_that_nobody_fails_is_named() {
    let case = |failed: &[&str]| Case {
        name: String::new(),
        folder: "there".into(),
        losses: losses(failed, &["three"]),
    };
    let exercise = exercise();
    assert_eq!(
        never_failed(&exercise, &[case(&["one"]), case(&["two"])]),
        ["three"]
    );
    assert_eq!(never_failed(&exercise, &[]), ["one", "two", "three"]);
}

#[test]
fn what_is_expected_is_read_or_refused() {
    let read = |text: &str| {
        read(Path::new("expect.toml"), text, &exercise())
            .map_err(|wrong| wrong.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(
        read("about = 'late'\nfailed = ['two']\nskipped = ['three']"),
        Ok(losses(&["two"], &["three"]))
    );
    assert_eq!(read(""), Ok(losses(&[], &[])));
    assert_eq!(
        read("failed = ['tow', 'four']"),
        Err(vec![
            "`expect.toml` names a check `four`".to_owned(),
            "`expect.toml` names a check `tow`".to_owned()
        ])
    );
    for (text, line) in [("a = = 1", 1), ("\nfaild = []", 2), ("failed = 'one'", 1)] {
        let wrong = read(text).unwrap_err();
        assert!(
            wrong[0].starts_with(&format!("`expect.toml:{line}`: ")),
            "{wrong:?}"
        );
    }
}

#[test]
fn submissions_stand_alone_or_in_folders_by_kind() {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let found = || cases(folder.path(), &exercise());
    assert!(matches!(found().unwrap_err()[..], [Wrong::Nothing { .. }]));

    file("README.md", "");
    file("alone/expect.toml", "failed = ['one']");
    file("alone/src/main.rs", "");
    file("broken/slow/expect.toml", "failed = ['two']");
    let names = |cases: Vec<Case>| cases.into_iter().map(|case| case.name).collect::<Vec<_>>();
    assert_eq!(names(found().unwrap()), ["alone", "broken/slow"]);

    file("broken/silent/server.py", "");
    file("forgotten/src/main.rs", "");
    file("wrong/expect.toml", "failed = ['ten']");
    let wrong = found().unwrap_err();
    let shown: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    let root = folder.path().display();
    assert_eq!(
        shown,
        [
            format!("no `expect.toml` in `{root}/broken/silent`"),
            format!("no `expect.toml` in `{root}/forgotten`"),
            format!("`{root}/wrong/expect.toml` names a check `ten`"),
        ]
    );
}

#[test]
fn a_failure_has_the_kind_that_it_should() {
    let named = |name: &str| Losses {
        kinds: [("a".to_owned(), name.to_owned())].into(),
        ..losses(&["a"], &[])
    };
    let failure = Failure::NotExited {
        actor: sample::one("server"),
    };
    let outcome = Outcome::Failed(failure);
    let report = sample::report(vec![sample::check(
        "a",
        1,
        sample::text("T", "T"),
        outcome,
        Trace::default(),
    )]);
    let differ = |losses: &Losses| differences(&report, Aim::Exactly(losses)).len();
    assert_eq!(differ(&named("not-exited")), 0);
    assert_eq!(differ(&named("one-at-a-time")), 1);
}
