//! Words in, answers out, with stages made up.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use unicode_width::UnicodeWidthStr;

use super::{ExitStatus, Library, Settings, Stages, Trouble, run};
use crate::build::Prefetched;
use crate::catalogue::CatalogueError;
use crate::explain::sample::{self, text};
use crate::grade::{GradeError, Graded, Order};
use crate::model::{
    Allowed, AllowedCrate, Doubt, Exercise, Isolation, Lang, Limits, Outcome, Report, Trace,
};
use crate::record::Last;

struct Shelf;

impl Library for Shelf {
    fn ids(&self) -> Vec<String> {
        vec!["echo".to_owned(), "salon".to_owned()]
    }

    fn exercise(&self, id: &str) -> Result<Exercise, Trouble> {
        Ok(Exercise {
            id: id.to_owned(),
            title: text("Un exercice", "An exercise"),
            stars: 2,
            scale: 20,
            limits: Limits::default(),
            allowed: (id == "salon").then(|| Allowed {
                crates: vec![AllowedCrate {
                    name: "tokio".to_owned(),
                    version: "1".to_owned(),
                    features: vec![],
                }],
            }),
            roles: Default::default(),
            checks: vec![],
        })
    }

    fn overlaid(&self, id: &str, _: crate::spec::Overlay<'_>) -> Result<Exercise, Trouble> {
        self.exercise(id)
    }

    fn statement(&self, _: &str, lang: Lang) -> Result<String, Trouble> {
        Ok(text("# Énoncé\n", "# Statement\n").get(lang).to_owned())
    }

    fn starter(&self, _: &str, _: Lang) -> Result<Vec<(PathBuf, Vec<u8>)>, Trouble> {
        Ok(vec![(
            "src/bin/server.rs".into(),
            b"fn main() {}\n".to_vec(),
        )])
    }

    fn submissions(&self, _: &str) -> Result<Option<PathBuf>, Trouble> {
        Ok(None)
    }

    fn reference_digest(&self, _: &str) -> Result<String, Trouble> {
        Ok(String::new())
    }
}

fn stages(grade: impl Fn(&Order) -> Result<Report, Trouble> + Send + Sync + 'static) -> Stages {
    Stages {
        library: Box::new(|folder| match folder {
            Some(folder) if folder != Path::new("mine") => {
                let folder = folder.to_owned();
                Err(CatalogueError::Empty { folder }.into())
            }
            Some(_) | None => Ok(Box::new(Shelf)),
        }),
        grade: Box::new(move |order, _| grade(order)),
        probe: Box::new(|forced| {
            let found = sample::report(vec![]).isolation;
            let kind = forced.unwrap_or(found.kind);
            Ok(Isolation { kind, ..found })
        }),
        conditions: Box::new(|exercise, _| Ok(exercise.id.clone())),
        prefetch: Box::new(|allowed, _, _| {
            assert_eq!(allowed.names(), ["tokio"]);
            Ok(Prefetched::Made)
        }),
    }
}

fn settings(lang: Lang) -> Settings {
    Settings {
        lang,
        colour: None,
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        width: None,
        ascii: false,
        ci: Default::default(),
        delivery: Err(vec!["COMMIT_URL", "RELEASE_URL"]),
        state: None,
        environment: Default::default(),
    }
}

/// What is printed, on both, and the status.
fn grader(words: &[&str], lang: Lang, stages: &Stages) -> (String, ExitStatus) {
    let (mut stdout, stderr, status) = with_settings(words, &settings(lang), stages);
    assert!(stdout.is_empty() || stderr.is_empty());
    stdout += &stderr;
    (stdout, status)
}

/// What is printed on standard output and on standard error, and the status.
fn with_settings(
    words: &[&str],
    settings: &Settings,
    stages: &Stages,
) -> (String, String, ExitStatus) {
    let words: Vec<OsString> = ["grader"].iter().chain(words).map(Into::into).collect();
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let status = run(words, settings, stages, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status)
}

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

fn told(words: &[&str], lang: Lang) -> (String, ExitStatus) {
    grader(words, lang, &stages(|_| Ok(sample::mixed())))
}

#[test]
fn mistakes_are_told_in_the_language_and_end_with_two() {
    let cases = [
        (
            &["chek"][..],
            "erreur : il n’y a pas de commande `chek`\nvouliez-vous dire `check` ?\n",
        ),
        (
            &["check", "echo", "--sed", "1"],
            "erreur : `--sed` n’est pas une option connue ici\nvouliez-vous dire `--seed` ?\n",
        ),
        (
            &["check", "echo", "a", "b"],
            "erreur : `b` est de trop\nl’aide est là : grader check --help\n",
        ),
        (
            &["check"],
            "erreur : il manque <EXERCICE>\nnommez un exercice ; pour voir lesquels il y a : grader list\npar exemple : grader check ",
        ),
        (
            &["start", "salon"],
            "erreur : il manque <DOSSIER>\npar exemple : grader start salon mon-salon\nl’aide est là : grader start --help\n",
        ),
        (
            &["start", "mon salon", "salon"],
            "erreur : `mon salon` n’est pas un exercice : l’exercice vient d’abord, puis le dossier\nvouliez-vous dire `grader start salon 'mon salon'` ?\n",
        ),
        (
            &["batch", "--at-a-time", "2", "echo"],
            "erreur : il manque : --out <DOSSIER>, <RENDUS>\npar exemple : grader batch --at-a-time 2 echo rendus --out resultats\n",
        ),
        (
            &["hint"],
            "erreur : il manque <CONTRÔLE>\npar exemple : grader hint server-answers\n",
        ),
        (
            &["report"],
            "erreur : il manque <DOSSIER>\npar exemple : grader report resultats\n",
        ),
        (
            &["check", "/", "--only", "x"],
            "erreur : `/` n’est pas un exercice : l’exercice vient d’abord, puis le dossier\npar exemple : grader check echo /\nexercices : `echo`, `salon`\n",
        ),
        (
            &["/"],
            "erreur : `/` est un dossier, pas une commande\npar exemple : grader check echo /\nexercices : `echo`, `salon`\n",
        ),
        (
            &["SALON", "mien", "--only", "x"],
            "erreur : `salon` est un exercice, pas une commande\npour noter un dossier, par défaut le dossier courant : grader check salon mien\n",
        ),
        (
            &["show", "ECHO"],
            "erreur : il n’y a pas d’exercice `ECHO`\nvouliez-vous dire `echo` ?\n",
        ),
        (
            &["check", "echo", "--only", "x,y"],
            "erreur : l’exercice `echo` n’a pas de contrôle `x`\n",
        ),
        (
            &["check", "echo", "--report", "junit=/no/such/x.xml"],
            "erreur : aucun rapport ne peut être écrit dans `/no/such/x.xml` : le dossier `/no/such` n’existe pas\ncréez-le d’abord : mkdir -p /no/such\n",
        ),
        (
            &["check", "echo", "--report", "junit=/"],
            "erreur : aucun rapport ne peut être écrit dans `/` : c’est un dossier\n",
        ),
        (
            &["check", "echo", "--report", "json=/dev/null/report.json"],
            "erreur : aucun rapport ne peut être écrit dans `/dev/null/report.json` : une partie du chemin n’est pas un dossier\n",
        ),
        (
            &["salon", "mon rendu"],
            "erreur : `salon` est un exercice, pas une commande\npour noter un dossier, par défaut le dossier courant : grader check salon 'mon rendu'\npour le commencer dans un dossier nouveau : grader start salon mon-salon\n",
        ),
        (
            &["check", "echo", "--format", "xml"],
            "erreur : `xml` ne convient pas pour `--format <FORME>`\nvaleurs possibles : text, json, junit,",
        ),
        (
            &["check", "echo", "--report", "junit"],
            "erreur : `junit` ne convient pas pour `--report <FORME=FICHIER>`\nun rapport s’écrit FORME=FICHIER, et les formes sont : text, json,",
        ),
        (
            &["check", "echo", "--report", "artemi=x"],
            "erreur : `artemi=x` ne convient pas pour",
        ),
        (
            &["check", "echo", "--min-mark", "20,5"],
            "erreur : la note 20,5 ne peut pas être atteinte : le barème s’arrête à 20\ndemandez 20 au plus\n",
        ),
        (
            &["check", "echo", "--report", "classroom50=result.json"],
            "erreur : la forme `classroom50` doit dire de qui est le rendu, et les variables COMMIT_URL, RELEASE_URL ne sont pas définies\n",
        ),
        (
            &["show", "echoo"],
            "erreur : il n’y a pas d’exercice `echoo`\nvouliez-vous dire `echo` ?\n",
        ),
        (
            &["check", "salon", "/no/such"],
            "erreur : le dossier `/no/such` n’existe pas\n",
        ),
        (
            &["check", "echo", "/dev/null"],
            "erreur : `/dev/null` n’est pas un dossier\n",
        ),
        (
            &["check", "echo", "--only", "x"],
            "erreur : l’exercice `echo` n’a pas de contrôle `x`\n",
        ),
        (
            &["list", "--exercises", "yours"],
            "erreur : aucun exercice dans `yours`\nun exercice est un dossier qui contient `exercise.toml`\n",
        ),
    ];
    for (words, expected) in cases {
        let (text, status) = told(words, Lang::Fr);
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(status, ExitStatus::Usage, "{text}");
    }
    let (text, _) = told(&["--lang", "en", "chek"], Lang::Fr);
    assert_eq!(
        text,
        "error: there is no command `chek`\ndid you mean `check`?\n"
    );
}

#[test]
fn help_is_in_the_language() {
    for words in [
        &["--help"][..],
        &["check", "--help"],
        &["start", "-h"],
        &["list", "-h"],
        &["show", "-h"],
        &["verify", "-h"],
        &["batch", "-h"],
        &["report", "-h"],
        &["rejudge", "-h"],
        &["watch", "-h"],
        &["completions", "-h"],
        &["man", "-h"],
    ] {
        let (french, status) = told(words, Lang::Fr);
        assert_eq!(status, ExitStatus::Earned);
        assert!(
            french.contains("Utilisation\u{a0}:") && french.contains("Options\u{a0}:"),
            "{french}"
        );
        let (english, _) = told(words, Lang::En);
        assert!(
            english.contains("Usage:") && english.contains("Options:"),
            "{english}"
        );
        for word in ["Usage", "Print", "default", "possible values"] {
            assert!(!french.contains(word), "{french}");
        }
    }
}

#[test]
fn what_help_adds_fits_a_narrow_terminal() {
    let stages = stages(|_| Ok(sample::mixed()));
    for lang in [Lang::Fr, Lang::En] {
        let settings = Settings {
            width: Some(40),
            ..settings(lang)
        };
        for words in [&["--help"][..], &["watch", "--help"]] {
            let (text, ..) = with_settings(words, &settings, &stages);
            let begin = ["To begin", "Pour commencer", "Keys,", "Touches,"];
            let begin = begin.iter().find_map(|begin| text.find(begin)).unwrap();
            for line in text[begin..].lines() {
                assert!(line.width() <= 40, "{words:?}: {line}");
            }
        }
        let (text, ..) = with_settings(&["--help"], &settings, &stages);
        assert!(text.contains("\n  grader list\n      "), "{text}");
    }
}

#[test]
fn help_is_a_command_too() {
    for (words, same) in [
        (&["help"][..], &["--help"][..]),
        (&["--lang", "fr", "help"], &["--help", "--lang", "fr"]),
        (&["help", "check"], &["check", "--help"]),
    ] {
        assert_eq!(told(words, Lang::En), told(same, Lang::En));
        assert_eq!(told(words, Lang::En).1, ExitStatus::Earned);
    }
    let (text, status) = told(&["help", "chek"], Lang::En);
    assert!(text.ends_with("\ndid you mean `check`?\n"), "{text}");
    assert_eq!(status, ExitStatus::Usage);
}

#[test]
fn every_word_that_may_be_missing_has_an_example() {
    let catalog = super::Catalog::new(Lang::Fr);
    let mut words = 0;
    for command in super::Arguments::command().get_subcommands() {
        for arg in command.get_arguments().filter(|arg| arg.is_required_set()) {
            let id = format!("cli-example-{}", arg.get_id());
            assert!(catalog.has(&id), "there is no message `{id}`");
            words += 1;
        }
    }
    assert!(words > 10);
}

/// What is said with a last run of the folder that is returned, and of the current one.
fn with_a_run() -> (tempfile::TempDir, impl Fn(&[&str], Lang) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let last = Last::new(state.clone());
    for submission in [folder.path(), Path::new(".")] {
        last.keep(submission, &sample::mixed()).unwrap();
    }
    let said = move |words: &[&str], lang| {
        let settings = Settings {
            state: Some(state.clone()),
            ..settings(lang)
        };
        let stages = stages(|_| Ok(sample::mixed()));
        let (stdout, stderr, _) = with_settings(words, &settings, &stages);
        (stdout + &stderr).replace(['\u{a0}', '\u{202f}'], " ")
    };
    (folder, said)
}

#[test]
fn hints_say_what_went_wrong_and_what_to_type() {
    let (folder, said) = with_a_run();
    let dir = folder.path().to_str().unwrap();
    let hint = |check: &str, lang| said(&["hint", check, "salon", dir], lang);

    let text = hint("server-answers", Lang::Fr);
    assert_eq!(text, "Le contrôle est réussi : il n’y a rien à faire.\n");

    let text = hint("server-prefix", Lang::Fr);
    assert!(
        text.starts_with("Le client `chatty` a reçu autre chose"),
        "{text}"
    );
    assert!(text.contains("\nIndice 1 sur 2 : "), "{text}");
    let text = hint("server-prefix", Lang::Fr);
    assert!(text.contains("\nIndice 2 sur 2 : "), "{text}");
    let end = format!("grader explain server-prefix salon {dir}\n");
    assert!(text.ends_with(&end), "{text}");

    // What was not judged is helped by what it needs, one hint more each time.
    let text = hint("sixteen-silent", Lang::En);
    let begin = "The check `sixteen-silent` was not judged, because it needs `silent-client`:";
    assert!(text.starts_with(begin), "{text}");
    assert!(text.contains("\nHint 1 of 3: "), "{text}");
    let end = format!("\nFor one more: grader hint silent-client salon {dir}\n");
    assert!(text.ends_with(&end), "{text}");
    assert!(hint("silent-client", Lang::En).contains("\nHint 2 of 3: "));

    // Who has no program is told that first, and nothing of what the check is about.
    let text = hint("client-connects", Lang::En);
    assert!(
        text.starts_with("No program has a name that fits the role `client`"),
        "{text}"
    );
    assert!(
        text.contains("\nHint 1 of 1: Give a program one of these names"),
        "{text}"
    );
    let end = format!("grader check salon {dir} --only client-connects --seed ");
    assert!(text.contains(&end), "{text}");
}

#[test]
fn words_of_a_hint_in_another_order_are_understood() {
    let (folder, said) = with_a_run();
    let dir = folder.path().to_str().unwrap();
    assert_eq!(
        said(&["hint", "server-prefix", dir], Lang::En),
        format!(
            "error: `{dir}` is not an exercise: the exercise comes first, then the folder\n\
             did you mean `grader hint server-prefix salon {dir}`?\n"
        )
    );
    assert_eq!(
        said(&["explain", "salon", "server-prefix"], Lang::Fr),
        "erreur : `salon` n’est pas un contrôle : le contrôle vient d’abord, puis l’exercice\n\
         vouliez-vous dire `grader explain server-prefix salon` ?\n"
    );
    let text = said(&["hint", "server-prefix", "salom"], Lang::En);
    assert!(text.ends_with("\ndid you mean `salon`?\n"), "{text}");
    let text = said(&["hint", "server-prefix", "echo", dir], Lang::En);
    assert!(
        text.ends_with(&format!("\nfirst type: grader check echo {dir}\n")),
        "{text}"
    );
    let text = said(&["hint"], Lang::En);
    assert!(
        text.contains("\nfor example: grader hint server-prefix\n"),
        "{text}"
    );
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
    let commands = super::Arguments::command();
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

#[test]
fn quiet_says_the_mark_and_what_to_type() {
    let (text, _) = told(&["check", "echo", "--quiet"], Lang::En);
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(
        text.starts_with("Provisional mark: 8/20 (8 points out of 20)\n"),
        "{text}"
    );
}

#[test]
fn the_status_says_what_came_of_it() {
    let title = || text("T", "T");
    let check = |outcome| sample::check("a", 2, title(), outcome, Trace::default());
    let doubt = || Outcome::Inconclusive(Doubt::NeedsIsolation { role: None });
    let lost = || Outcome::Skipped {
        needs: "b".to_owned(),
    };
    let status = |outcomes: Vec<Outcome>, words: &[&str]| {
        let report = sample::report(outcomes.into_iter().map(check).collect());
        let words = [&["check", "echo"], words].concat();
        grader(&words, Lang::En, &stages(move |_| Ok(report.clone()))).1
    };
    assert_eq!(status(vec![Outcome::Passed], &[]), ExitStatus::Earned);
    assert_eq!(status(vec![Outcome::Passed, lost()], &[]), ExitStatus::Lost);
    assert_eq!(
        status(vec![Outcome::Passed, lost()], &["--min-mark", "10"]),
        ExitStatus::Earned
    );
    assert_eq!(
        status(vec![Outcome::Passed, lost()], &["--min-mark", "10,5"]),
        ExitStatus::Lost
    );
    assert_eq!(
        status(vec![Outcome::Passed, doubt()], &[]),
        ExitStatus::Unknown
    );
    assert_eq!(
        status(vec![Outcome::Passed, doubt()], &["--min-mark", "10"]),
        ExitStatus::Earned
    );
    let broken = stages(|_| Err(GradeError::Host("a thread ended".to_owned()).into()));
    let (text, status) = grader(&["check", "echo"], Lang::En, &broken);
    assert_eq!(
        (text.as_str(), status),
        (
            "error: this computer failed: a thread ended\nfree memory, processes or room on the disk, then try again\n",
            ExitStatus::Unknown
        )
    );
}

#[test]
fn what_is_asked_reaches_the_stages() {
    let graded = stages(|order| {
        assert_eq!(order.seed, Some(0x4f2a));
        assert_eq!(order.jobs, Some(3));
        assert_eq!(order.asked.exercises.as_deref(), Some("mine"));
        assert_eq!(order.graded, Graded::Folder(".".into()));
        Ok(sample::mixed())
    });
    let words = "check echo --seed 4f2a --jobs 3 --exercises mine --format json --lang fr";
    let words: Vec<&str> = words.split(' ').collect();
    let (text, status) = grader(&words, Lang::En, &graded);
    assert_eq!(status, ExitStatus::Unknown);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["title"], "Serveur multi-clients");
}

#[test]
fn reports_go_into_files_beside_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let junit = folder.path().join("report.xml");
    let artemis = folder.path().join("feedback");
    let reports = [
        format!("junit={}", junit.display()),
        format!("artemis={}", artemis.display()),
    ];
    let words = [
        "check",
        "echo",
        "--report",
        &reports[0],
        "--report",
        &reports[1],
    ];
    let (text, status) = told(&words, Lang::En);
    assert_eq!(status, ExitStatus::Unknown);
    assert!(text.starts_with("salon — Multi-client server\n"), "{text}");
    assert!(std::fs::read_to_string(junit).unwrap().starts_with("<?xml"));
    assert_eq!(std::fs::read_dir(artemis).unwrap().count(), 9);

    // What took long is shown even when a file cannot be written.
    let nowhere = "json=/dev/full";
    let words: Vec<OsString> = ["grader", "check", "echo", "--report", nowhere]
        .map(Into::into)
        .into();
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let stages = stages(|_| Ok(sample::mixed()));
    let status = run(
        words,
        &settings(Lang::En),
        &stages,
        &mut stdout,
        &mut stderr,
    );
    assert_eq!(status, ExitStatus::Unknown);
    assert!(stdout.starts_with(b"salon"));
    let stderr = String::from_utf8(stderr).unwrap();
    assert!(
        stderr.contains("`/dev/full` could not be written"),
        "{stderr}"
    );
}

#[test]
fn a_workflow_gets_annotations_and_a_summary() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "before\n").unwrap();
    let settings = Settings {
        ci: super::Ci::Github {
            workspace: None,
            summary: Some(summary.clone()),
        },
        ..settings(Lang::En)
    };
    let printed = |words: &[&str]| {
        let words: Vec<OsString> = words.iter().map(Into::into).collect();
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let stages = stages(|_| Ok(sample::mixed()));
        run(words, &settings, &stages, &mut stdout, &mut stderr);
        assert!(stderr.is_empty());
        String::from_utf8(stdout).unwrap()
    };
    let log = printed(&["grader", "check", "echo"]);
    assert!(log.starts_with("::stop-commands::grader-"), "{log}");
    assert!(log.contains("\n::error title="), "{log}");
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n## salon"), "{text}");
    assert!(text.contains("```mermaid\n"), "{text}");
    assert!(printed(&["grader", "check", "echo", "--format", "text"]).starts_with("salon"));
}

#[test]
fn an_exercise_proves_itself_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().to_str().unwrap().to_owned();
    let case = folder.path().join("broken/slow");
    std::fs::create_dir_all(&case).unwrap();
    std::fs::write(case.join("expect.toml"), "").unwrap();

    let check = |outcome| sample::check("a", 2, text("T", "T"), outcome, Trace::default());
    let skipped = || Outcome::Skipped {
        needs: "b".to_owned(),
    };
    // The reference and a submission earn everything, what students begin with nothing.
    let graded = move |lost: &'static str| {
        stages(move |order| {
            let folder = match &order.graded {
                Graded::Folder(folder) => folder.display().to_string(),
                Graded::Reference => "reference".to_owned(),
            };
            let outcome = match folder.contains(lost) || folder.contains("starter") {
                true => skipped(),
                false => Outcome::Passed,
            };
            Ok(sample::report(vec![check(outcome)]))
        })
    };
    let words = ["verify", "echo", "--submissions", &name];
    let (text, status) = grader(&words, Lang::En, &graded("nobody"));
    assert_eq!(status, ExitStatus::Earned, "{text}");
    assert_eq!(text.matches("\nholds    ").count(), 4, "{text}");
    assert!(
        text.ends_with("\n\nThe exercise proves itself.\n"),
        "{text}"
    );

    let (text, status) = grader(&words, Lang::Fr, &graded("slow"));
    assert_eq!(status, ExitStatus::Lost, "{text}");
    let text = text.replace('\u{a0}', " ");
    assert!(text.contains("\ndiffère  broken/slow, "), "{text}");
    assert!(text.contains("devrait réussir : `a`\n"), "{text}");
    assert!(text.contains("sur 4 constats, 1 n’est pas"), "{text}");

    std::fs::write(case.join("expect.toml"), "failed = ['z']").unwrap();
    let (text, status) = grader(&words, Lang::Fr, &graded("nobody"));
    assert_eq!(status, ExitStatus::Usage, "{text}");
    assert!(text.contains("n’a pas\u{a0}: `z`"), "{text}");
}

#[test]
fn a_result_that_cannot_be_read_is_told_and_the_others_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (class, out) = (folder.path().join("in"), folder.path().join("out"));
    for name in ["ada", "bob"] {
        std::fs::create_dir_all(class.join(name)).unwrap();
        std::fs::write(class.join(name).join("server.py"), name).unwrap();
    }
    let (class, out) = (class.to_str().unwrap(), out.to_str().unwrap());
    let stages = stages(|_| Ok(sample::mixed()));
    let grader = |words: &[&str]| with_settings(words, &settings(Lang::En), &stages);
    grader(&["batch", "echo", class, "--out", out]);
    let results = std::fs::read_dir(Path::new(out).join("results")).unwrap();
    let mut results = results.map(|entry| entry.unwrap().path());
    let ada = results.find(|path| path.to_str().unwrap().contains("/ada"));
    std::fs::write(ada.as_ref().unwrap(), "{}").unwrap();

    let (stdout, stderr, status) = grader(&["report", out]);
    assert!(
        stdout.contains("bob") && !stdout.contains("ada"),
        "{stdout}"
    );
    let path = ada.unwrap().display().to_string();
    let told = format!("error: `{path}` cannot be read as a result\n");
    assert!(stderr.starts_with(&told), "{stderr}");
    assert_eq!(status, ExitStatus::Unknown);
}

#[test]
fn a_run_is_kept_and_one_that_cannot_be_is_graded_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let stages = stages(|_| Ok(sample::mixed()));
    let graded = |state: &Path| {
        let settings = Settings {
            state: Some(state.to_owned()),
            ..settings(Lang::En)
        };
        with_settings(&["check", "echo"], &settings, &stages)
    };
    let state = folder.path().join("state");
    let (stdout, stderr, status) = graded(&state);
    assert_eq!((stderr.as_str(), status), ("", ExitStatus::Unknown));
    let hint = ": grader hint server-prefix salon 'mon rendu'\n";
    assert!(stdout.ends_with(hint), "{stdout}");
    let kept = Last::new(state).of("salon", Path::new(".")).unwrap();
    assert_eq!(kept, sample::mixed());

    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let (stdout, stderr, status) = graded(&file);
    assert!(
        stdout.contains("mark: ") && !stdout.contains("grader hint"),
        "{stdout}"
    );
    assert!(
        stderr.starts_with("this run could not be kept: `"),
        "{stderr}"
    );
    assert_eq!(status, ExitStatus::Unknown);
}
