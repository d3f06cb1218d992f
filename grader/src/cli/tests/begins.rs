//! What one begins with: exercises, folders, crates, the manual.

use clap::CommandFactory;

use super::told;
use crate::cli::ExitStatus;
use crate::model::Lang;

#[test]
fn crates_are_fetched_for_the_exercises_that_allow_some() {
    let (said, status) = told(&["prefetch"], Lang::En);
    assert_eq!(
        said,
        "echo: no crates are listed\nsalon: the crate is at hand, with all that it needs\n"
    );
    assert_eq!(status, ExitStatus::Earned);
    let (said, _) = told(&["prefetch", "echo"], Lang::Fr);
    assert_eq!(said, "echo\u{a0}: aucun crate n’est listé\n");
}

#[test]
fn exercises_are_listed_shown_and_started() {
    let (list, _) = told(&["list"], Lang::En);
    assert_eq!(
        list,
        "echo   **     An exercise\nsalon  **     An exercise\n\nTo read a statement: grader show echo\n"
    );
    let (shown, _) = told(&["show", "echo"], Lang::Fr);
    assert!(shown.starts_with("# Énoncé\n\n"), "{shown}");

    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("mon echo");
    let name = dir.to_str().unwrap();
    let (text, status) = told(&["start", "echo", name, "--exercises", "mine"], Lang::Fr);
    assert_eq!(status, ExitStatus::Earned);
    assert!(
        text.ends_with(&format!(
            "  cd '{name}'\n  grader check echo --exercises mine\n"
        )),
        "{text}"
    );
    assert!(dir.join("src/bin/server.rs").is_file() && dir.join("ENONCE.md").is_file());
    let readme = std::fs::read_to_string(dir.join("README.md")).unwrap();
    assert!(
        readme.starts_with("# echo\u{a0}: Un exercice\n\n"),
        "{readme}"
    );
    assert!(readme.contains("[ENONCE.md](ENONCE.md)"), "{readme}");
    assert!(dir.join(".gitignore").is_file() && !dir.join(".github").exists());
    let (text, status) = told(&["start", "echo", name], Lang::Fr);
    assert!(text.contains("n’est pas vide"), "{text}");
    let beside = folder.path().join("mon-echo");
    let command = format!("grader start echo {}\n", beside.display());
    assert!(text.ends_with(&command), "{text}");
    std::fs::create_dir(&beside).unwrap();
    let (text, _) = told(&["start", "echo", name], Lang::Fr);
    assert!(text.ends_with("mon-echo-2\n"), "{text}");
    assert_eq!(status, ExitStatus::Usage);
}

#[test]
fn a_workflow_is_handed_out_on_request() {
    let pinned = regex::Regex::new("uses: (actions/[a-z-]+@[0-9a-f]{40} # v|\\./)").unwrap();
    for (ci, file) in [
        ("github", ".github/workflows/grader.yml"),
        ("gitlab", ".gitlab-ci.yml"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().to_str().unwrap();
        let (told, status) = told(&["start", "echo", name, "--ci", ci], Lang::Fr);
        assert!(told.contains("GRADER_REF"), "{told}");
        assert_eq!(status, ExitStatus::Earned);
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(
            !text.contains("EXERCISE") && !text.contains("LANG"),
            "{text}"
        );
        assert!(text.contains("echo") && text.contains("fr"), "{text}");
        let uses = text.lines().filter(|line| line.contains("uses:"));
        uses.for_each(|line| assert!(pinned.is_match(line), "{line}"));
    }
}

#[test]
fn completions_and_pages_come_from_the_definition() {
    let commands = crate::cli::Arguments::command();
    let names: Vec<&str> = commands
        .get_subcommands()
        .map(|command| command.get_name())
        .collect();
    for shell in ["bash", "zsh", "fish"] {
        let (script, status) = told(&["completions", shell], Lang::Fr);
        assert_eq!(status, ExitStatus::Earned);
        names
            .iter()
            .for_each(|name| assert!(script.contains(name), "{shell}: {name}"));
        assert!(script.contains("first-failure"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("man");
    let (text, status) = told(&["man", dir.to_str().unwrap()], Lang::Fr);
    assert_eq!(status, ExitStatus::Earned, "{text}");
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), names.len() + 1);
    let page = std::fs::read_to_string(dir.join("grader-check.1")).unwrap();
    assert!(
        page.contains("\n.SH \"NOM\"\n") && !page.contains("\n.SH NAME"),
        "{page}"
    );
    assert!(page.contains("Note un rendu"), "{page}");
}
