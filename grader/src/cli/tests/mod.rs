//! Words in, answers out, with stages made up.

mod batches;
mod begins;
mod chosen;
mod class;
mod compared;
mod entries;
mod filled;
mod folders;
mod grading;
mod hints;
mod place;
mod reports;
mod rosters;
mod rules;
mod words;
mod written;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{ExitStatus, Library, Settings, Stages, Trouble, run};
use crate::build::Prefetched;
use crate::catalogue::CatalogueError;
use crate::explain::sample::{self, text};
use crate::grade::{Graded, Order};
use crate::model::{
    Allowed, AllowedCrate, Check, Exercise, Group, Isolation, Lang, Limits, Outcome, Report, Trace,
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
        let more = Check {
            id: "more".to_owned(),
            title: text("Encore", "More"),
            hint: None,
            wrong: vec![],
            points: 5,
            group: Group::Basic,
            needs: vec![],
            isolated_only: false,
            rounds: 1,
            draws: vec![],
            cast: Default::default(),
            steps: vec![],
            hidden: true,
        };
        Ok(Exercise {
            checks: vec![more],
            ..self.exercise(id)?
        })
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

    fn complete(&self, _: &Exercise, _: &[String]) -> Result<(), Trouble> {
        Ok(())
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

fn told(words: &[&str], lang: Lang) -> (String, ExitStatus) {
    grader(words, lang, &stages(|_| Ok(sample::mixed())))
}

/// What is said with a last run of the folder that is returned, and of the current one.
fn with_a_run() -> (tempfile::TempDir, impl Fn(&[&str], Lang) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let last = Last::new(state.clone());
    for submission in [folder.path(), Path::new(".")] {
        last.keep(submission, &sample::mixed(), true).unwrap();
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
    assert!(text.contains("\ndiffère      broken/slow, "), "{text}");
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
    assert!(stderr.contains(&told), "{stderr}");
    // The batch's command makes it anew.
    let to_come = "One of 2 submissions has no result yet";
    assert!(stderr.starts_with(to_come), "{stderr}");
    assert_eq!(status, ExitStatus::Unknown);
}
