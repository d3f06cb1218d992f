//! The page of a submission.

use super::*;

#[test]
fn what_a_submission_says_is_text() {
    for lang in [Lang::Fr, Lang::En] {
        let (catalog, rows) = (Catalog::new(lang), rows(lang));
        let index = index(&summary(), &rows, &|_| "x.html".to_owned(), &catalog);
        let page = page(&summary(), &entries()[0], &rows[0], None, &catalog);
        for text in [&index, &page] {
            assert!(!text.contains("<script>alert"), "{text}");
            assert!(!text.contains('\u{202e}'));
            assert!(text.contains("&lt;script&gt;alert(1)"));
            assert!(text.starts_with("<!DOCTYPE html><html lang="));
        }
        assert!(
            !page.contains("<script"),
            "a page of a student has no script"
        );
        assert_eq!(index.matches("<script>").count(), 1);
        for loads in [
            "src=",
            "href=\"http",
            "url(",
            "@import",
            "<link",
            "<img",
            "style=\"",
        ] {
            assert!(!index.contains(loads) && !page.contains(loads), "{loads}");
        }
    }
}

#[test]
fn a_refusal_is_told_in_the_language_of_the_report() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let found = names(&["tp2.rar"]);
    let form = ".rar".to_owned();
    let unopened = Unfit::Unopened { form, found };
    let no_program = Unfit::NoProgram {
        roles: names(&["client", "server"]),
        names: names(&["client", "serveur"]),
        depth: 2,
        found: names(&["rapport.pdf"]),
        left_out: vec![],
    };
    let older = r#"{"kind":"no-submission","said":"nothing\nfound: `x`"}"#;
    let older: Unfit = serde_json::from_str(older).unwrap();
    for (refusal, lang, whole, brief) in [
        (
            &unopened,
            Lang::En,
            "The archive `tp2.rar` is of a form that is not opened: hand in a `.zip`, a `.tar` or a `.tar.gz`.",
            "`.rar` is not opened",
        ),
        (
            &unopened,
            Lang::Fr,
            "L’archive `tp2.rar` est d’un format qui n’est pas ouvert : rendez un `.zip`, un `.tar` ou un `.tar.gz`.",
            "`.rar` n’est pas ouvert",
        ),
        (
            &no_program,
            Lang::En,
            "Nothing in it could play `client` or `server`: up to 2 folders deep, there is no `Cargo.toml` with a program, no Python file whose name contains `client` or `serveur`, and no `grader.toml`. There is: `rapport.pdf`.",
            "no program",
        ),
        (
            &older,
            Lang::En,
            "nothing · found: `x`",
            "cannot be graded as it was handed in",
        ),
    ] {
        let catalog = Catalog::new(lang);
        let refusal = refusal.clone();
        let entry = entry("eve", Came::Refused { refusal });
        let row = Row::new(&entry, Ruling::plain(&entry), &catalog);
        let said = row.said.as_deref().unwrap().replace('\u{a0}', " ");
        assert_eq!(said, whole);
        assert_eq!(row.refusal.as_ref().unwrap().1, brief);
        let index = index(&summary(), &[row], &|_| String::new(), &catalog);
        assert!(
            !index.contains("rapport.pdf"),
            "only its page has all of it"
        );
    }
}

#[test]
fn the_page_of_a_student_names_what_was_left_out_of_the_folder() {
    let mut report = sample::mixed();
    report.left_out = vec![LeftOut {
        why: Unwanted::Link,
        paths: vec!["lib.py".to_owned()],
        count: 1,
    }];
    let report = Box::new(report);
    let entry = entry("eve", Came::Graded { report });
    let catalog = Catalog::new(Lang::En);
    let row = Row::new(&entry, Ruling::plain(&entry), &catalog);
    let page = page(&summary(), &entry, &row, None, &catalog);
    assert!(page.contains("Left out") && page.contains("lib.py"));
}

#[test]
fn two_submissions_of_one_student_are_told_apart() {
    let mut rows = rows(Lang::En);
    for (row, name) in rows.iter_mut().zip(["eve.zip", "eve"]) {
        row.name = name.to_owned();
        row.students[0].name = "Eve".to_owned();
        row.namesakes = true;
    }
    assert_eq!(rows[0].shown(), "Eve (eve.zip)");
    assert_eq!(rows[1].shown(), "Eve (eve)");
}

#[test]
fn the_page_of_a_student_gives_commands_that_students_can_type() {
    let mut report = sample::mixed();
    report.asked.exercises = Some("/home/prof/tp".to_owned());
    let report = Box::new(report);
    let mut entry = entry("eve", Came::Graded { report });
    entry.ask_as_student();
    let catalog = Catalog::new(Lang::En);
    let row = Row::new(&entry, Ruling::plain(&entry), &catalog);
    let page = page(&summary(), &entry, &row, None, &catalog);
    assert!(page.contains("grader check"));
    assert!(!page.contains("/home/prof"), "{page}");
}

#[test]
fn a_check_that_a_teacher_has_added_says_so_on_the_page_of_a_student() {
    let mut report = sample::mixed();
    let failed = report
        .checks
        .iter()
        .position(|check| matches!(check.outcome, Outcome::Failed(_)));
    let mut twin = report.checks[failed.unwrap()].clone();
    twin.id = "added".to_owned();
    twin.hidden = true;
    report.checks.push(twin.clone());
    let shown = |report: Report| {
        let report = Box::new(report);
        let entry = entry("eve", Came::Graded { report });
        let catalog = Catalog::new(Lang::En);
        let row = Row::new(&entry, Ruling::plain(&entry), &catalog);
        page(&summary(), &entry, &row, None, &catalog)
    };
    // Beside a check of the exercise that was lost alike.
    let page = shown(report.clone());
    assert!(
        page.contains("This check is one that your teacher has added"),
        "{page}"
    );
    assert!(page.contains("(added by your teacher)"));
    assert!(!page.contains("--only added"));
    // With another that was added, and where it is passed.
    twin.id = "added-too".to_owned();
    report.checks.push(twin.clone());
    let page = shown(report.clone());
    assert!(
        page.contains("These checks are ones that your teacher has added"),
        "{page}"
    );
    report
        .checks
        .iter_mut()
        .for_each(|check| check.outcome = Outcome::Passed);
    assert_eq!(shown(report).matches("(added by your teacher)").count(), 2);
}

#[test]
fn lateness_is_told_to_the_second() {
    let entry = entries().remove(0);
    let catalog = Catalog::new(Lang::En);
    for (seconds, expected) in [
        (1, "Handed in 1 s late: −1."),
        (59, "Handed in 59 s late: −1."),
        (60, "Handed in 1 min late: −1."),
        (3660, "Handed in 1 h 1 min late: −1."),
        (24 * 3600, "Handed in 24 h late: −1."),
        (24 * 3600 + 30, "Handed in 24 h 0 min 30 s late: −1."),
        (47 * 3600, "Handed in 47 h late: −1."),
        (76 * 3600, "Handed in 3 days 4 h late: −1."),
        (76 * 3600 + 61, "Handed in 3 days 4 h 1 min 1 s late: −1."),
    ] {
        let mut ruling = Ruling::plain(&entry);
        let late = Adjustment::Late {
            seconds: Some(seconds),
            taken: 100,
            is_most: false,
        };
        ruling.given.as_mut().unwrap().steps = vec![late];
        let row = Row::new(&entry, ruling.clone(), &catalog);
        assert!(comment(&row, &catalog).contains(&expected.to_owned()));
        // By how much, tells when.
        ruling.hide();
        let row = Row::new(&entry, ruling, &catalog);
        assert!(comment(&row, &catalog).contains(&"Handed in late: −1.".to_owned()));
    }
    // So does the deadline that held.
    for (lang, extra, expected) in [
        (Lang::En, 0, "Handed in 2 h late: −1. It was due on D."),
        (
            Lang::En,
            7200,
            "Handed in 2 h late: −1. It was due on D, with 2 h of extra time.",
        ),
        (
            Lang::Fr,
            48 * 3600,
            "Rendu avec 2 h de retard\u{a0}: −1. L’échéance était le D, avec 2 jours de temps supplémentaire.",
        ),
    ] {
        let mut ruling = Ruling::plain(&entry);
        ruling.given.as_mut().unwrap().steps = vec![Adjustment::Late {
            seconds: Some(7200),
            taken: 100,
            is_most: false,
        }];
        let catalog = Catalog::new(lang);
        let row = Row {
            due: Some(Due {
                when: "D".to_owned(),
                extra,
            }),
            ..Row::new(&entry, ruling, &catalog)
        };
        assert!(comment(&row, &catalog).contains(&expected.to_owned()));
    }
    // That a limit has cut what was taken explains it.
    let mut ruling = Ruling::plain(&entry);
    ruling.given.as_mut().unwrap().steps = vec![Adjustment::Late {
        seconds: Some(7200),
        taken: 100,
        is_most: true,
    }];
    let row = Row::new(&entry, ruling, &catalog);
    let said = "Handed in 2 h late: −1. No more than that is taken for being late.";
    assert!(comment(&row, &catalog).contains(&said.to_owned()));
}

#[test]
fn what_is_not_known_of_the_work_is_told_to_its_teacher_alone() {
    let catalog = Catalog::new(Lang::En);
    let entry = &entries()[0];
    let mut ruling = Ruling::plain(entry);
    let given = ruling.given.as_mut().unwrap();
    given.steps = vec![
        Adjustment::HandedInUnknown,
        Adjustment::Capped { most: 300 },
    ];
    let row = Row::new(entry, ruling, &catalog);
    let page = |back| page(&summary(), entry, &row, back, &catalog);
    let of_students = [page(None), comment(&row, &catalog).join("\n")];
    let of_teacher = page(Some("../index.html"));
    let (unknown, capped) = ("It is not known when it was handed in", "At most 3.");
    assert!(of_teacher.contains(unknown) && of_teacher.contains(capped));
    for text in of_students {
        assert!(!text.contains(unknown) && text.contains(capped), "{text}");
    }
}

#[test]
fn a_comment_says_what_was_earned_unless_the_first_step_does() {
    let catalog = Catalog::new(Lang::En);
    let entry = &entries()[0];
    let late = Adjustment::Late {
        seconds: Some(60),
        taken: 100,
        is_most: false,
    };
    let capped = Adjustment::Capped { most: 300 };
    let rounded = Adjustment::Rounded { from: 80_000 };
    for (steps, is_said) in [
        (vec![], false),
        (vec![Adjustment::HandedInUnknown], false),
        (vec![Adjustment::HandedInUnknown, capped.clone()], true),
        (vec![late.clone(), capped], true),
        (vec![late, rounded.clone()], true),
        (vec![rounded], false),
    ] {
        let mut ruling = Ruling::plain(entry);
        ruling.given.as_mut().unwrap().steps = steps;
        let told = comment(&Row::new(entry, ruling, &catalog), &catalog);
        assert_eq!(told[0] == "Earned: 8/20", is_said, "{told:?}");
    }
}

#[test]
fn a_comment_says_why_nothing_was_built() {
    let catalog = Catalog::new(Lang::En);
    let of = |report: Report| {
        let report = Box::new(report);
        let entry = entry("ada", Came::Graded { report });
        comment(&Row::new(&entry, Ruling::plain(&entry), &catalog), &catalog)
    };
    let mut report = sample::mixed();
    report.build = Build {
        command: "cargo build".to_owned(),
        succeeded: false,
        diagnostics: vec![Diagnostic {
            rendered: "\u{1b}[91merror[E0308]\u{1b}[0m: mismatched types\n --> src/a.rs:3:5\n"
                .into(),
            error: true,
            code: None,
            place: Some(Place {
                file: "src/a.rs".into(),
                line: 3,
                column: Some(5),
            }),
        }],
        ..Build::default()
    };
    let told = of(report);
    let build = [
        "The build failed: `cargo build`",
        "error[E0308]: mismatched types (src/a.rs:3)",
    ];
    assert!(told.windows(2).any(|lines| lines == build), "{told:?}");
    assert!(!of(sample::mixed()).concat().contains("build failed"));
}

#[test]
fn a_comment_says_once_how_much_waits_for_other_checks() {
    let catalog = Catalog::new(Lang::En);
    let mut report = sample::mixed();
    for check in report.checks.iter_mut().skip(1) {
        check.outcome = Outcome::Skipped {
            needs: "server-answers".into(),
        };
    }
    let (count, points) = (
        report.checks.len() - 1,
        report.checks[1..].iter().map(|check| check.of).sum::<u32>(),
    );
    let entry = entry(
        "ada",
        Came::Graded {
            report: Box::new(report),
        },
    );
    let told = comment(&Row::new(&entry, Ruling::plain(&entry), &catalog), &catalog);
    let waiting: Vec<&String> = told
        .iter()
        .filter(|line| line.contains("not judged"))
        .collect();
    let said = format!(
        "{count} checks ({points} points) were not judged: what they need has to pass first"
    );
    assert_eq!(waiting, [&said]);
}
