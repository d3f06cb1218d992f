//! What is known and a size in, lines out.

use unicode_width::UnicodeWidthStr;

use super::{View, Watching};
use crate::event::Event;
use crate::explain::sample::{self, text};
use crate::i18n::Catalog;
use crate::model::{
    Check, CheckId, CheckReport, CommandFailure, Diagnostic, Exercise, FailedCommand, Failure,
    Lang, Limits, Missing, Outcome, Report,
};
use crate::report::Look;

/// An exercise that asks what the report has.
fn exercise(report: &Report) -> Exercise {
    let check = |id: &String| Check {
        id: id.clone(),
        title: text("T", "T"),
        hint: None,
        wrong: vec![],
        group: crate::model::Group::Basic,
        points: 1,
        needs: vec![],
        draws: Default::default(),
        cast: Default::default(),
        steps: vec![],
        isolated_only: false,
        hidden: false,
        rounds: 1,
    };
    Exercise {
        id: report.exercise.clone(),
        title: report.title.clone(),
        stars: 1,
        scale: 20,
        limits: Limits::default(),
        allowed: None,
        roles: Default::default(),
        checks: report.checks.iter().map(|one| check(&one.id)).collect(),
    }
}

fn watching() -> Watching {
    let report = sample::mixed();
    let mut watching = Watching::new(exercise(&report));
    watching.graded(report);
    watching
}

fn page(watching: &mut Watching, width: usize, height: usize) -> Vec<String> {
    let look = Look::new(width, false, false);
    watching.page(&Catalog::new(Lang::Fr), look, height)
}

#[test]
fn a_page_fits_its_terminal() {
    let mut watching = watching();
    for view in [View::Summary, View::Hint, View::Explanation] {
        watching.turn(view);
        for (width, height) in [(40, 10), (80, 24), (120, 60), (20, 6)] {
            let page = page(&mut watching, width, height);
            assert_eq!(page.len(), height, "{view:?} {width}×{height}");
            for line in page.iter().filter(|line| !line.contains("grader check")) {
                assert!(line.width() <= width, "{width}: {line}");
            }
            let last = page.last().unwrap();
            assert!(last.ends_with("q quitter"), "{width}: {last}");
            if width >= 40 {
                let keys = page.join(" ");
                let told = match view {
                    View::Summary => ["n suivant  p précédent  h indice", "↑↓ déplacer  a tout"],
                    View::Hint | View::Explanation => ["h indice  e expliquer", "Entrée retour"],
                };
                let has = |part: &&str| keys.contains(*part);
                assert!(told.iter().all(has), "{keys}");
            }
        }
    }
}

#[test]
fn what_is_not_passed_comes_first_and_is_explained() {
    let mut watching = watching();
    let shown = page(&mut watching, 80, 24).join("\n");
    assert!(
        shown.starts_with("salon — Serveur multi-clients\nNote provisoire\u{a0}: 8/20"),
        "{shown}"
    );
    assert!(
        shown.contains("\n> ✗ échoué   0/1  La réponse commence par le préfixe (server-prefix)\n"),
        "{shown}"
    );
    assert!(
        shown.contains("\nserver-prefix\n  Le client `chatty` a reçu autre chose"),
        "{shown}"
    );
    watching.choose(true);
    watching.hint();
    (0..9).for_each(|_| watching.hint());
    let shown = page(&mut watching, 80, 24).join("\n");
    assert!(
        shown.contains("\n> ✗ échoué   0/4  Un client muet"),
        "{shown}"
    );
    assert!(shown.contains("\u{a0}: Un thread par client"), "{shown}");
    // The choice stays, as long as that check is not passed.
    watching.graded(sample::mixed());
    assert!(
        page(&mut watching, 80, 24)
            .join("\n")
            .contains("\n> ✗ échoué   0/4")
    );
    let mut better = sample::mixed();
    better.checks[2].outcome = Outcome::Passed;
    watching.graded(better);
    assert!(
        page(&mut watching, 80, 24)
            .join("\n")
            .contains("\n> ✗ échoué   0/1")
    );
}

#[test]
fn an_explanation_can_be_scrolled_to_its_end() {
    let mut watching = watching();
    watching.choose(true);
    watching.turn(View::Explanation);
    let before = page(&mut watching, 60, 10);
    assert!(
        before.iter().any(|line| line.starts_with("… ")),
        "{before:?}"
    );
    (0..50).for_each(|_| watching.go(true));
    let after = page(&mut watching, 60, 10).join("\n");
    assert!(after.contains("Revoir"), "{after}");
    assert!(after.contains("\nsilent-client\n"), "{after}");
    // The seed of that command is not yet known of what is being run.
    watching.begins();
    let after = page(&mut watching, 60, 10).join("\n");
    assert!(!after.contains("Revoir"), "{after}");
}

#[test]
fn hints_that_have_no_room_below_the_list_take_its_place_and_are_scrolled() {
    let mut watching = watching();
    watching.choose(true);
    watching.hint();
    let shown = page(&mut watching, 60, 24);
    assert!(
        shown.iter().any(|line| line.starts_with("> ✗")),
        "{shown:?}"
    );
    (0..9).for_each(|_| watching.hint());
    let last = |page: &[String]| {
        page.iter()
            .any(|line| line.contains("Un thread par client"))
    };
    // The one that was asked for last is in sight, and those before it can be scrolled to.
    let shown = page(&mut watching, 40, 12);
    assert!(last(&page(&mut watching, 40, 12)), "{shown:?}");
    assert!(
        !shown.iter().any(|line| line.starts_with("> ✗")),
        "{shown:?}"
    );
    (0..50).for_each(|_| watching.go(false));
    let shown = page(&mut watching, 40, 12);
    assert!(
        shown.iter().any(|line| line.contains("Indice 1")),
        "{shown:?}"
    );
    assert!(!last(&shown), "{shown:?}");
    watching.saved();
    let shown = page(&mut watching, 40, 12).join("\n");
    assert!(shown.contains("silent-client (avant"), "{shown}");
    watching.enter();
    let shown = page(&mut watching, 40, 12);
    assert!(shown.iter().any(|line| line.starts_with("> ")), "{shown:?}");
}

/// What is heard of a check of [`sample::mixed`] that has now come out so.
fn ended(id: &str, outcome: Outcome) -> Event {
    let checks = sample::mixed().checks.into_iter();
    let check = checks.into_iter().find(|check| check.id == id).unwrap();
    let points = if outcome == Outcome::Passed {
        check.of
    } else {
        0
    };
    Event::CheckEnded(Box::new(CheckReport {
        outcome,
        points,
        ..check
    }))
}

#[test]
fn what_was_not_run_since_a_file_was_saved_is_shown_as_of_before() {
    let mut watching = watching();
    let look = Look::new(80, true, false);
    let shown = |watching: &mut Watching| {
        let page = watching.page(&Catalog::new(Lang::En), look, 60);
        page.join("\n")
    };
    let (passed, before) = (
        "\u{1b}[32m  ✓ passed   6/6  The server answers",
        "\u{1b}[2m  ✓ before   6/6  The server answers",
    );
    assert!(shown(&mut watching).contains(passed));
    watching.saved();
    let page = shown(&mut watching);
    assert!(page.contains(before) && !page.contains("passed"), "{page}");
    assert!(!page.contains("failed"), "{page}");
    assert!(page.contains("server-prefix (before the save)"), "{page}");

    // What is run again is so again; a save meanwhile makes it of before at once.
    watching.begins();
    watching.hear(&ended("server-answers", Outcome::Passed));
    let page = shown(&mut watching);
    assert!(page.contains(passed) && page.contains("✗ before"), "{page}");
    watching.saved();
    watching.hear(&ended("server-answers", Outcome::Passed));
    watching.graded(sample::mixed());
    assert!(shown(&mut watching).contains(before));

    // A run that stops at a failure leaves the others as they were, and says so.
    watching.begins();
    let mut report = sample::mixed();
    report.checks.truncate(2);
    report.mark.provisional = true;
    watching.graded(report);
    let page = shown(&mut watching);
    assert!(page.contains(passed) && page.contains("✗ failed"), "{page}");
    assert!(page.contains("✗ before"), "{page}");
    assert!(
        page.contains("No mark yet, only some checks were run ("),
        "{page}"
    );
    assert!(!watching.is_complete());
    let page = watching.page(&Catalog::new(Lang::En), look, 8).join("\n");
    assert!(page.contains("No mark yet"), "{page}");
}

#[test]
fn the_choice_goes_to_what_fails_first_and_to_what_was_skipped_last() {
    let mut watching = watching();
    let ids: Vec<CheckId> = watching.lost();
    assert_eq!(ids.len(), 7);
    assert_eq!(ids[0], "server-prefix");
    assert_eq!(ids[6], "sixteen-silent");

    watching.begins();
    let skipped = Outcome::Skipped {
        needs: "server-answers".to_owned(),
    };
    watching.hear(&ended("server-prefix", skipped));
    assert_eq!(watching.chosen.as_deref(), Some("silent-client"));
    watching.hear(&ended("silent-client", Outcome::Passed));
    let next = watching.chosen.clone().unwrap();
    assert_eq!(next, watching.lost()[0]);
    (0..9).for_each(|_| watching.choose(true));
    assert_eq!(watching.chosen.as_deref(), Some("sixteen-silent"));
    watching.graded(sample::mixed());
    assert_eq!(watching.chosen.as_deref(), Some("server-prefix"));
}

/// No program was built, so that nothing could be judged.
fn unbuilt() -> Report {
    let mut report = sample::mixed();
    report.build.succeeded = false;
    for check in &mut report.checks {
        check.outcome = Outcome::Failed(Failure::NoProgram {
            role: "server".to_owned(),
            missing: Missing::DidNotBuild {
                label: "serveur".to_owned(),
            },
        });
    }
    report
}

#[test]
fn of_a_build_that_failed_in_part_the_rest_is_shown() {
    let mut watching = watching();
    let mut report = unbuilt();
    report.build.diagnostics = vec![Diagnostic {
        rendered: "error: wrong\n --> src/client.rs:1:1\n".to_owned(),
        error: true,
        code: None,
        place: None,
    }];
    report.checks[1].outcome = Outcome::Passed;
    report.build.command = "cargo build".to_owned();
    let lost = report.checks[0].id.clone();
    watching.graded(report);
    let shown = page(&mut watching, 80, 40).join("\n");
    let brief = "La compilation a échoué\u{a0}: `cargo build` error: wrong";
    let parts = [brief, "✓ réussi", &format!("({lost})"), "src/client.rs:1:1"];
    for part in parts {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn a_build_that_fails_is_all_that_is_shown() {
    let mut watching = watching();
    watching.hear(&Event::BuildStarted {
        command: "cargo build".to_owned(),
    });
    let building = page(&mut watching, 80, 24);
    assert_eq!(building[1], "Compilation\u{a0}: cargo build");
    let mut report = unbuilt();
    report.build.diagnostics = vec![Diagnostic {
        rendered: "error: wrong\u{1b}[2J\n --> src/main.rs:1:1\n".repeat(30),
        error: true,
        code: None,
        place: None,
    }];
    watching.graded(report);
    let shown = page(&mut watching, 80, 24).join("\n");
    assert!(
        shown.contains("error: wrong\\u{1b}[2J\n --> src/main.rs:1:1"),
        "{shown}"
    );
    assert!(!shown.contains("silent-client"), "{shown}");
    assert!(
        !shown.contains("\n\n\n") && shown.contains("\n\nerror: wrong"),
        "{shown}"
    );
    // However it is asked for, and to its end.
    for view in [View::Hint, View::Explanation] {
        watching.turn(view);
        assert_eq!(page(&mut watching, 80, 24).join("\n"), shown, "{view:?}");
    }
    (0..99).for_each(|_| watching.go(true));
    let end = page(&mut watching, 80, 24).join("\n");
    assert!(shown.contains("autres lignes") && !end.contains("autres lignes"));
    (0..99).for_each(|_| watching.go(false));
    // What no tool has said.
    let mut report = unbuilt();
    let program = "mkae".to_owned();
    report.build.failed = Some(FailedCommand {
        command: program.clone(),
        how: CommandFailure::Absent { program },
    });
    watching.graded(report);
    let shown = page(&mut watching, 80, 24).join("\n");
    assert!(shown.contains("`build` lance `mkae`"), "{shown}");
    watching.failed("erreur : rien ne joue\n".to_owned());
    assert!(
        page(&mut watching, 80, 24)
            .join("\n")
            .contains("rien ne joue")
    );
}
