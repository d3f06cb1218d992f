//! What is asked of a grading, and where its report goes.

use std::ffi::OsString;
use std::path::Path;

use super::{grader, settings, stages, told, with_settings};
use crate::cli::{ExitStatus, Settings, run};
use crate::explain::sample::{self, text};
use crate::grade::{GradeError, Graded};
use crate::model::{Doubt, Lang, Outcome, Trace};
use crate::record::Last;

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
            "error: this computer failed; for whoever looks after it: a thread ended\nfree memory, processes or room on the disk, then try again\n",
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
        ci: crate::cli::Ci::Github {
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

#[test]
fn of_some_checks_alone_no_mark_is_handed_on() {
    let refused = |words: &[&str]| {
        let (text, status) = told(words, Lang::En);
        assert_eq!(status, ExitStatus::Usage, "{words:?}: {text}");
        text
    };
    let text = refused(&["check", "echo", "--only", "a", "--format", "gradescope"]);
    assert!(text.contains("`gradescope` takes a mark"), "{text}");
    refused(&["check", "echo", "--first-failure", "--report", "vpl=x"]);
    let text = refused(&["check", "echo", "--only", "a", "--min-mark", "0"]);
    assert!(text.contains("`--min-mark` takes a mark"), "{text}");
    let text = refused(&["check", "echo", "--report", "tap=x", "--report", "json=x"]);
    assert!(
        text.contains("two reports would be written to `x`"),
        "{text}"
    );
}

#[test]
fn what_an_earlier_report_has_left_is_not_taken_for_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("artemis");
    std::fs::create_dir(&place).unwrap();
    for name in [
        "00-ungraded.json",
        "17-gone.json",
        "notes.json",
        "17-gone.txt",
    ] {
        std::fs::write(place.join(name), "{}").unwrap();
    }
    let report = format!("artemis={}", place.display());
    let words = [
        "check",
        "echo",
        folder.path().to_str().unwrap(),
        "--report",
        &report,
    ];
    let (text, _) = grader(&words, Lang::En, &stages(|_| Ok(sample::mixed())));
    let names = std::fs::read_dir(&place).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    let names: Vec<_> = names.iter().map(|name| name.to_str().unwrap()).collect();
    assert!(
        names.contains(&"notes.json") && names.contains(&"17-gone.txt"),
        "{text}"
    );
    assert!(names.contains(&"01-server-answers.json"), "{names:?}");
    assert!(
        !names.contains(&"00-ungraded.json") && !names.contains(&"17-gone.json"),
        "{names:?}"
    );
}
