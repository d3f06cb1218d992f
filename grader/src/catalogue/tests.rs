//! The exercises that the program brings along are right, and nothing in the program knows them.

use std::fs;
use std::path::Path;

use crate::model::{Action, Check, Group, Lang, Step};

use super::{Catalogue, CatalogueError, Reference, embedded, handed_out, play};

#[test]
fn the_built_in_exercises_are_right() {
    let catalogue = Catalogue::builtin();
    assert!(!catalogue.ids().is_empty());
    for id in catalogue.ids() {
        let exercise = catalogue
            .exercise(id)
            .unwrap_or_else(|error| panic!("{error}"));
        assert!(exercise.points() > 0);
        for lang in [Lang::Fr, Lang::En] {
            assert!(
                catalogue
                    .statement(id, lang)
                    .is_ok_and(|text| !text.is_empty()),
                "{id}"
            );
        }
        let starters = [Lang::Fr, Lang::En].map(|lang| catalogue.starter(id, lang).unwrap());
        let [fr, en] = starters.map(|files| files.into_iter().map(|(path, _)| path));
        let (fr, en): (Vec<_>, Vec<_>) = (fr.collect(), en.collect());
        assert!(!fr.is_empty(), "{id}");
        assert_eq!(fr, en, "{id}: the same files in both languages");
        let reference = catalogue.reference(id).unwrap();
        assert!(matches!(reference, Reference::Played { .. }), "{id}");
        let roles: Vec<&str> = exercise.roles.keys().map(String::as_str).collect();
        assert_eq!(embedded::roles(id), roles, "{id}: a program for each role");
        for check in &exercise.checks {
            assert!(check.hint.is_some(), "{id}: {} has no hint", check.id);
        }
    }
}

#[test]
fn robustness_is_a_small_part_of_the_points() {
    let catalogue = Catalogue::builtin();
    for id in catalogue.ids() {
        let exercise = catalogue.exercise(id).unwrap();
        let robust = exercise
            .checks
            .iter()
            .filter(|check| check.group == Group::Robustness);
        let robust: u32 = robust.map(|check| check.points).sum();
        let most = if exercise.stars < 3 { 5 } else { 4 };
        assert!(
            robust * most <= exercise.points(),
            "{id}: {robust} of {}",
            exercise.points()
        );
    }
}

#[test]
fn words_that_programs_take_as_commands_are_never_sent() {
    fn told(steps: &[Step], texts: &mut Vec<String>) {
        for step in steps {
            match &step.action {
                Action::Type { lines, .. } => texts.extend(lines.iter().map(ToString::to_string)),
                Action::Repeat { steps, .. } => told(steps, texts),
                Action::Send { payload, .. } => texts.push(format!("{payload:?}")),
                _ => {}
            }
        }
    }
    let catalogue = Catalogue::builtin();
    for id in catalogue.ids() {
        for Check {
            id: check, steps, ..
        } in catalogue.exercise(id).unwrap().checks
        {
            let mut texts = Vec::new();
            told(&steps, &mut texts);
            for text in texts {
                let mut words = text.split(|c: char| !c.is_alphanumeric());
                let command =
                    words.find(|word| ["quit", "exit", "q", "bye", "shutdown"].contains(word));
                assert_eq!(command, None, "{id}: {check}: {text}");
            }
        }
    }
}

#[test]
fn a_folder_of_exercises_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (builtin, folder) = (
        Catalogue::builtin(),
        Catalogue::folder(&root.join("exercises")).unwrap(),
    );
    assert_eq!(builtin.ids(), folder.ids());
    for id in folder.ids() {
        assert_eq!(builtin.exercise(id).unwrap(), folder.exercise(id).unwrap());
        for lang in [Lang::Fr, Lang::En] {
            let starters = [&builtin, &folder].map(|one| one.starter(id, lang).unwrap());
            assert_eq!(starters[0], starters[1]);
        }
        assert!(matches!(
            folder.reference(id).unwrap(),
            Reference::Folder(_)
        ));
    }
    let nowhere = Catalogue::folder(&root.join("no such folder"));
    assert!(matches!(nowhere, Err(CatalogueError::Unreadable { .. })));
    assert!(matches!(
        Catalogue::folder(&root.join("grader")),
        Err(CatalogueError::Empty { .. })
    ));
}

#[test]
fn a_starter_is_handed_out_in_one_language() {
    let named = |path: &str, lang| {
        let path = handed_out(Path::new(path), lang)?;
        Some(path.to_str().unwrap().to_owned())
    };
    for (path, fr, en) in [
        ("src/bin/a.fr.rs", Some("src/bin/a.rs"), None),
        ("b.en.py", None, Some("b.py")),
        ("a.b.en.md", None, Some("a.b.md")),
        ("Cargo.toml", Some("Cargo.toml"), Some("Cargo.toml")),
        ("fr/notes.fr", Some("fr/notes.fr"), Some("fr/notes.fr")),
        (".fr.rs", Some(".fr.rs"), Some(".fr.rs")),
    ] {
        assert_eq!(named(path, Lang::Fr).as_deref(), fr, "{path}");
        assert_eq!(named(path, Lang::En).as_deref(), en, "{path}");
    }
}

#[test]
fn an_exercise_that_is_not_there_is_told_with_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    for id in ["echo", "primes"] {
        fs::create_dir(folder.path().join(id)).unwrap();
        fs::write(folder.path().join(id).join("exercise.toml"), "format = 2\n").unwrap();
    }
    let catalogue = Catalogue::folder(folder.path()).unwrap();
    let told = |id| catalogue.exercise(id).unwrap_err().to_string();
    assert_eq!(
        told("ecoh"),
        "no exercise is named `ecoh`: did you mean `echo`? there is `echo`, `primes`"
    );
    assert_eq!(
        told("../echo"),
        "no exercise is named `../echo`: there is `echo`, `primes`"
    );
    assert!(
        told("echo").contains("`format` cannot be 2"),
        "{}",
        told("echo")
    );
}

#[test]
fn only_model_solutions_are_played() {
    for argv0 in [
        "grader",
        "reference",
        "reference/",
        "reference/no/such",
        "/usr/bin/grader",
    ] {
        assert!(play(argv0).is_none(), "{argv0}");
    }
}

#[test]
fn nothing_in_the_program_knows_an_exercise_by_name() {
    fn walk(folder: &Path, ids: &[String]) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ids);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let mut words = text.split(|c: char| !c.is_alphanumeric());
                let known = words.find(|word| ids.iter().any(|id| id == word));
                assert_eq!(known, None, "{}", path.display());
            }
        }
    }
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        Catalogue::builtin().ids(),
    );
}

#[test]
fn whatever_line_is_missing_the_file_is_read_or_its_problems_are_told() {
    let catalogue = Catalogue::builtin();
    for id in catalogue.ids() {
        let source = catalogue.text(id, "exercise.toml").unwrap();
        let lines: Vec<&str> = source.lines().collect();
        // Each line would take too long.
        for missing in (0..lines.len()).step_by(37) {
            let kept = lines.iter().enumerate().filter(|(at, _)| *at != missing);
            let kept: Vec<&str> = kept.map(|(_, line)| *line).collect();
            if let Err(problems) = crate::spec::parse(id, &kept.join("\n")) {
                let told = problems.problems.len();
                assert!(told < 30, "{id}: line {}: {problems}", missing + 1);
                assert!(problems.to_string().contains("error: "));
            }
        }
    }
}
