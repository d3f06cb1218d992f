//! What is shown without grading anything, in both languages.

use std::fs;

use assert_cmd::Command;

use super::{contains, exercises, folder, grader};

#[test]
fn exercises_are_named() {
    let said = grader(&["list"]);
    assert_eq!(said.status, Some(0), "{}", said.stderr);
    let names = exercises();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    contains(&said.stdout, &names);
}

#[test]
fn an_exercise_is_shown_with_its_checks() {
    for exercise in exercises() {
        let said = grader(&["show", &exercise]);
        assert_eq!(said.status, Some(0), "{}", said.stderr);
        let file = super::root()
            .join("exercises")
            .join(&exercise)
            .join("exercise.toml");
        let exercise: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
        for check in exercise["check"].as_array().unwrap() {
            contains(&said.stdout, &[check["title"]["en"].as_str().unwrap()]);
        }
    }
}

#[test]
fn nothing_that_exists_is_written_over() {
    let folder = folder(&[("src/mine.rs", "mine")]);
    let place = folder.path().to_str().unwrap();
    let said = grader(&["start", "ex1", place]);
    assert_eq!(said.status, Some(2), "{}", said.stdout);
    contains(&said.stderr, &[place]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn help_and_version_are_no_failure() {
    for arguments in [&["--help"][..], &["check", "--help"], &["--version"]] {
        let said = grader(arguments);
        assert_eq!((said.status, said.stderr.as_str()), (Some(0), ""));
        assert!(!said.stdout.is_empty());
    }
}

#[test]
fn the_language_is_the_systems_unless_asked_for() {
    let said = |arguments: &[&str], lang: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_grader"))
            .args(arguments)
            .env_remove("LC_ALL")
            .env_remove("LANGUAGE")
            .env_remove("LC_MESSAGES")
            .env("LANG", lang)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let (fr, en) = (said(&["list"], "fr_FR.UTF-8"), said(&["list"], "C"));
    assert_ne!(fr, en);
    assert_eq!(said(&["list", "--lang", "fr"], "C.UTF-8"), fr);
    // The locale of all beginnings has no letters but those of ASCII.
    let plain = said(&["list", "--lang", "fr"], "C");
    assert!(
        plain.is_ascii() && plain.lines().count() == fr.lines().count(),
        "{plain}"
    );
    assert_eq!(said(&["list", "--lang", "en"], "fr_FR.UTF-8"), en);
}
