//! Entries in, pages out.

use serde_json::Value;

use super::moved::moved;
use super::*;
use crate::explain::sample;
use crate::i18n::Catalog;
use crate::model::{
    Adjustment, Came, Entry, Lang, LeftOut, Outcome, Report, Ruling, Student, Unfit, Unwanted,
    escape,
};

const EVIL: &str = "<script>alert(1)</script>\"'&\u{202e}\u{1b}\n=cmd|' /C calc'!A0";

fn entry(name: &str, came: Came) -> Entry {
    Entry {
        name: name.to_owned(),
        students: vec![Student {
            name: name.to_owned(),
            id: Some("=1+1".to_owned()),
            email: None,
            number: None,
        }],
        submitted: None,
        like: None,
        left_out: vec![],
        came,
    }
}

fn entries() -> Vec<Entry> {
    let mut report = sample::mixed();
    report.roles[0].program = Some(EVIL.to_owned());
    let report = Box::new(report);
    let said = EVIL.to_owned();
    vec![
        entry(EVIL, Came::Graded { report }),
        entry(
            "zip",
            Came::Refused {
                refusal: Unfit::TooLarge,
            },
        ),
        entry("bug", Came::SetAside { said }),
    ]
}

fn rows(lang: Lang) -> Vec<Row> {
    let catalog = Catalog::new(lang);
    let row = |entry: &Entry| Row::new(entry, Ruling::plain(entry), &catalog);
    entries().iter().map(row).collect()
}

fn summary() -> Summary {
    Summary {
        exercise: "salon".to_owned(),
        title: EVIL.to_owned(),
        without: vec![Student {
            name: EVIL.to_owned(),
            ..Student::default()
        }],
        gone: vec![EVIL.to_owned()],
        incomplete: None,
    }
}

#[test]
fn programs_read_the_name_without_what_tells_namesakes_apart() {
    let mut rows = rows(Lang::En);
    for row in &mut rows {
        row.students[0].name = "Marie Martin (12)".to_owned();
        row.students[0].id = Some("12".to_owned());
    }
    let text = json(&summary(), &rows, &Catalog::new(Lang::En));
    let value: Value = serde_json::from_str(&text).unwrap();
    let one = &value["submissions"][0];
    assert_eq!(one["name"], "Marie Martin (12)");
    assert_eq!(one["students"][0]["name"], "Marie Martin");
    assert_eq!(one["students"][0]["id"], "12");
    let table = long(&summary(), &rows);
    assert!(table.contains(",Marie Martin,12,"), "{table}");
    assert!(!table.contains("(12)"), "{table}");
}

#[test]
fn what_names_a_student_besides_is_left_out() {
    use crate::model::{Adjustment, Discarded, DiscardedWhy, Given};
    let name = || "tp-marie-martin.rar".to_owned();
    let found = vec![name()];
    let refusals = [
        Unfit::Unopened {
            form: "rar".to_owned(),
            found: found.clone(),
        },
        Unfit::SeveralArchives {
            found: found.clone(),
        },
        Unfit::Several {
            found: found.clone(),
        },
        Unfit::NoProgram {
            roles: vec![],
            names: vec![],
            depth: 1,
            found: found.clone(),
            left_out: vec![LeftOut {
                why: Unwanted::Made,
                paths: found,
                count: 1,
            }],
        },
        Unfit::NoSubmission { said: name() },
    ];
    for refusal in refusals {
        let mut entry = entry("Marie Martin", Came::Refused { refusal });
        entry.left_out = vec![Discarded {
            name: name(),
            why: DiscardedWhy::Link,
        }];
        Anonymous::default().hide(&mut entry, "S-1", &[]);
        let mut ruling = Ruling {
            given: Some(Given {
                hundredths: 700,
                out_of: 20,
                provisional: false,
                steps: vec![Adjustment::Changed {
                    from: None,
                    reason: Some("Marie was here".to_owned()),
                }],
            }),
            comment: Some("Well done, Marie".to_owned()),
        };
        ruling.hide();
        for lang in [Lang::Fr, Lang::En] {
            let catalog = Catalog::new(lang);
            let row = Row::new(&entry, ruling.clone(), &catalog);
            let page = page(&summary(), &entry, &row, None, &catalog);
            for text in [json(&summary(), &[row], &catalog), page] {
                assert!(!text.to_lowercase().contains("marie"), "{text}");
            }
        }
    }
}

#[test]
fn a_name_in_what_a_submission_holds_becomes_a_code() {
    use crate::model::{
        Diagnostic, Fact, Failure, Likeness, Missing, Place, Refusal, Refused, Trace,
    };
    let name = || "marie_martin".to_owned();
    let label = "serveurmarie".to_owned();
    let mut report = sample::mixed();
    report.roles[0].program = None;
    report.roles[0].missing = Some(Missing::DidNotBuild {
        label: label.clone(),
    });
    report.build.succeeded = false;
    report.build.refusals = vec![Refusal {
        file: "marie/Cargo.toml".to_owned(),
        source: "marie = { path = \"/home/marie\" } # Marie".to_owned(),
        line: 1,
        span: 17..30,
        what: Refused::Outside { path: name() },
    }];
    report.build.diagnostics = vec![Diagnostic {
        rendered: "\u{1b}[1mserveurmarie\u{1b}[0m: no".to_owned(),
        error: true,
        code: None,
        place: Some(Place {
            file: "src/marie.rs".to_owned(),
            line: 1,
            column: None,
        }),
    }];
    let role = "server".to_owned();
    let fails = [
        Failure::NoProgram {
            role,
            missing: Missing::DidNotBuild { label },
        },
        Failure::WrongAnswer {
            at: sample::one("chatty"),
            expected: vec!["Marie: hi".to_owned()],
            got: b"Marie: ho".to_vec(),
            wrong_at: 8,
            likeness: Likeness::Unknown,
        },
    ];
    let actor = sample::one("server");
    for (check, failure) in report.checks.iter_mut().zip(fails) {
        let printed = Fact::Printed {
            actor: actor.clone(),
            error: true,
            bytes: b"MARIE <marie@uni.fr>: no".to_vec(),
        };
        let failed = Fact::Failed {
            failure: failure.clone(),
        };
        check.evidence = Trace {
            observations: sample::trace(vec![(1, printed), (2, failed)]).observations,
            left_out: 0,
        };
        check.outcome = Outcome::Failed(failure);
    }
    let report = Box::new(report);
    let mut entry = entry("Marie Martin", Came::Graded { report });
    Anonymous::default().hide(&mut entry, "S-1", &[]);
    let report = entry.report().unwrap();
    let refused = &report.build.refusals[0];
    assert_eq!(&refused.source[refused.span.clone()], "\"/home/S-1\"");
    let Outcome::Failed(Failure::WrongAnswer { got, wrong_at, .. }) = &report.checks[1].outcome
    else {
        panic!("{report:?}");
    };
    assert_eq!(got[*wrong_at], b'o');
    for lang in [Lang::Fr, Lang::En] {
        let catalog = Catalog::new(lang);
        let row = Row::new(&entry, Ruling::plain(&entry), &catalog);
        let cause = row.checks[0].cause.clone().unwrap();
        assert!(cause.contains("`server`"), "{cause}");
        let page = page(&summary(), &entry, &row, None, &catalog);
        for text in [json(&summary(), &[row], &catalog), page] {
            assert!(!text.to_lowercase().contains("marie"), "{text}");
        }
    }
}

#[test]
fn words_of_a_course_in_the_names_of_submissions_name_nobody() {
    let names = ["tp2-echo-lea", "tp2-echo-marie", "tp2-echo-max"];
    let refusal = Unfit::Declaration {
        problems: vec![crate::model::Misdeclared {
            line: 1,
            column: 1,
            wrong: crate::model::Misdeclaring::UnknownKey("marie echo".to_owned()),
        }],
    };
    let mut entry = entry(names[1], Came::Refused { refusal });
    let anonymous = Anonymous::new(names.into_iter(), [].iter());
    anonymous.hide(&mut entry, "S-1", &[]);
    let catalog = Catalog::new(Lang::En);
    let row = Row::new(&entry, Ruling::default(), &catalog);
    assert!(row.said.unwrap().contains("`S-1 echo`"));
}

#[test]
fn who_has_written_what_is_copied_is_not_named_nor_anybody_s_number() {
    let [ada, bob] = [("Ada Roy", "2023001"), ("Bob Lin", "44")].map(|(name, id)| Student {
        name: name.to_owned(),
        id: Some(id.to_owned()),
        email: Some(format!("{}@u.fr", name.replace(' ', "."))),
        number: None,
    });
    let refusal = Unfit::Declaration {
        problems: vec![crate::model::Misdeclared {
            line: 1,
            column: 1,
            wrong: crate::model::Misdeclaring::UnknownKey(
                "aroy|44|2023001|bob.lin@u.fr".to_owned(),
            ),
        }],
    };
    let entry = entry("Marie Martin", Came::Refused { refusal });
    let all = [ada.clone(), bob];
    let anonymous = Anonymous::new([].into_iter(), all.iter());
    for (twins, expected) in [
        (&[("tp-ada", &all[..1])][..], "`S-1|44|S-1|S-1`"),
        (&[], "`aroy|44|S-1|S-1`"),
    ] {
        let mut entry = entry.clone();
        anonymous.hide(&mut entry, "S-1", twins);
        let row = Row::new(&entry, Ruling::default(), &Catalog::new(Lang::En));
        let said = row.said.unwrap();
        assert!(said.contains(expected), "{said}");
    }
}

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
fn the_page_of_a_class_counts_what_failed_and_groups_what_was_refused() {
    let (catalog, rows) = (Catalog::new(Lang::En), rows(Lang::En));
    let index = index(&summary(), &rows, &|_| String::new(), &catalog);
    for part in [
        "<b>1</b> × too large",
        "What cannot be graded",
        "<table id=\"results\" aria-labelledby=\"results-title\">",
        "No longer in the folder",
    ] {
        assert!(index.contains(part), "no {part}");
    }
    let failed = |row: &Row| {
        let checks = row.checks.iter();
        checks.filter(|check| check.outcome == "failed").count()
    };
    let failed: usize = rows.iter().map(failed).sum();
    assert!(
        failed
            < rows[0]
                .checks
                .iter()
                .filter(|one| one.outcome != "passed")
                .count()
    );
    assert_eq!(index.matches(">one fails<").count(), failed);
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
    let entry = entry("eve", Came::Graded { report });
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
fn long_lateness_is_told_in_days() {
    let entry = entries().remove(0);
    let catalog = Catalog::new(Lang::En);
    for (seconds, expected) in [
        (1, "Handed in 1 s late: −1."),
        (59, "Handed in 59 s late: −1."),
        (60, "Handed in 0 h 1 min late: −1."),
        (47 * 3600, "Handed in 47 h 0 min late: −1."),
        (76 * 3600, "Handed in 3 days 4 h late: −1."),
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
    // That a limit has cut what was taken explains it.
    let mut ruling = Ruling::plain(&entry);
    ruling.given.as_mut().unwrap().steps = vec![Adjustment::Late {
        seconds: Some(7200),
        taken: 100,
        is_most: true,
    }];
    let row = Row::new(&entry, ruling, &catalog);
    let said = "Handed in 2 h 0 min late: −1. No more than that is taken for being late.";
    assert!(comment(&row, &catalog).contains(&said.to_owned()));
}

#[test]
fn what_fails_most_comes_first() {
    let catalog = Catalog::new(Lang::En);
    let index = index(&summary(), &rows(Lang::En), &|_| String::new(), &catalog);
    let at = |text: &str| index.find(text).unwrap_or_else(|| panic!("no {text}"));
    let head = &index[at("<thead>")..at("</thead>")];
    let (fails, passes) = (head.find("silent-client"), head.find("server-answers"));
    assert!(fails < passes, "{head}");
}

#[test]
fn marks_on_two_scales_are_averaged_by_their_shares() {
    let catalog = Catalog::new(Lang::En);
    let on = |hundredths, out_of| {
        let mut row = rows(Lang::En).remove(0);
        let given = row.ruling.given.as_mut().unwrap();
        (given.hundredths, given.out_of) = (hundredths, out_of);
        row
    };
    let index = |rows: &[Row]| index(&summary(), rows, &|_| String::new(), &catalog);
    let mixed = index(&[on(1000, 20), on(4000, 40)]);
    assert!(mixed.contains("<b>30</b> mean"), "{mixed}");
    assert!(mixed.contains("full marks: 20, 40"));
    assert!(!index(&[on(1000, 20), on(2000, 20)]).contains("full marks"));
}

#[test]
fn whose_files_are_the_same_is_told_by_name() {
    let mut rows = rows(Lang::En);
    rows[1].students[0].name = "Léa".to_owned();
    rows[2].like = Some(rows[1].name.clone());
    let catalog = Catalog::new(Lang::En);
    let index = index(&summary(), &rows, &|_| String::new(), &catalog);
    assert!(index.contains("the same files as Léa<"), "{index}");
}

#[test]
fn the_json_keeps_its_contract() {
    let catalog = Catalog::new(Lang::En);
    let text = json(&summary(), &rows(Lang::En), &catalog);
    let value: Value = serde_json::from_str(&text).unwrap();
    let first = &value["submissions"][0];
    assert_eq!(
        (value["format"].as_u64(), first["name"].as_str()),
        (Some(1), Some(EVIL))
    );
    assert_eq!(
        (first["mark"].as_f64(), first["raw_mark"].as_f64()),
        (Some(8.0), Some(8.0))
    );
    assert_eq!(
        (first["came"].as_str(), first["provisional"].as_bool()),
        (Some("graded"), Some(true))
    );
    let second = &value["submissions"][1];
    assert_eq!(
        (&second["mark"], second["came"].as_str()),
        (&Value::Null, Some("refused"))
    );
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/batch.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    keys.extend(first.as_object().unwrap().keys());
    for key in keys {
        assert!(
            page.contains(&format!("`{key}`")),
            "docs/batch.md does not describe `{key}`"
        );
    }
}

#[test]
fn a_long_table_has_a_line_for_each_check() {
    let table = long(&summary(), &rows(Lang::En));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let checks = rows(Lang::En)[0].checks.len();
    assert_eq!(records.len(), checks + 3);
    for record in &records {
        for cell in record {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert_eq!(
        (&records[0][1], &records[0][3], &records[0][8]),
        (EVIL, "'=1+1", "8")
    );
    assert_eq!(&records[0][2], escape::harmless(EVIL));
    assert_eq!(&records[checks][6], "refused");
    let without = &records[checks + 2];
    assert_eq!(&without[2], escape::harmless(EVIL));
    assert_eq!(&without[6], "nothing");
}

#[test]
fn what_moved_is_told_by_check() {
    let catalog = Catalog::new(Lang::En);
    let (old, mut new) = (rows(Lang::En).remove(0), rows(Lang::En).remove(0));
    assert_eq!(moved(&old, &new, &catalog), None);
    new.checks[0].outcome = "failed";
    new.checks[0].points = 0;
    let gone = new.checks.remove(1);
    let told = moved(&old, &new, &catalog).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    let name = new.shown();
    assert_eq!(
        lines[0],
        format!("{name}  {mark} → {mark}", mark = new.mark(Lang::En))
    );
    assert_eq!(lines[1], "  server-answers: passed 6/6 → failed 0/6");
    assert!(
        lines[2].starts_with(&format!("  {}", gone.id)) && lines[2].ends_with("not run"),
        "{told}"
    );
    assert_eq!(lines.len(), 3);
}

#[test]
fn what_moved_is_told_to_programs() {
    let (old, mut new) = (rows(Lang::En).remove(0), rows(Lang::En).remove(0));
    new.checks[0].outcome = "failed";
    new.checks[0].points = 0;
    let mut late = rows(Lang::En).remove(0);
    late.name = "late".to_owned();
    late.checks.truncate(2);
    let named = |row: &Row, name: &str| Row {
        name: name.to_owned(),
        ..row.clone()
    };
    let against = Against::new(
        vec![named(&old, "same"), old.clone(), named(&late, "early")],
        vec![named(&old, "same"), new, late],
    );

    let value: Value = serde_json::from_str(&against.json("salon")).unwrap();
    let counts = ["new", "moved", "gone"].map(|key| value[key].as_array().unwrap().len());
    assert_eq!((&value["format"], counts), (&1.into(), [1, 1, 1]));
    assert_eq!(value["moved"][0]["by"], "checks");
    // The exercise has another scale.
    let (old, mut new) = (rows(Lang::En).remove(0), rows(Lang::En).remove(0));
    let given = new.ruling.given.as_mut().unwrap();
    given.out_of *= 2;
    new.raw.as_mut().unwrap().out_of *= 2;
    let scaled = Against::new(vec![old], vec![new]).json("salon");
    let scaled: Value = serde_json::from_str(&scaled).unwrap();
    assert_eq!(scaled["moved"][0]["by"], "rules");
    let check = &value["moved"][0]["checks"][0];
    assert_eq!(
        (&check["before"]["points"], &check["after"]["outcome"]),
        (&6.into(), &"failed".into())
    );
    assert_eq!(value["new"][0]["after"]["mark"], 8.0);
    assert_eq!(value["gone"][0]["before"]["mark"], 8.0);

    let table = against.csv("salon");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 5);
    let cells: Vec<&str> = records[0].iter().skip(5).collect();
    assert_eq!(
        cells,
        [
            "8",
            "20",
            "8",
            "20",
            "server-answers",
            "passed",
            "6",
            "6",
            "failed",
            "0",
            "6",
            "checks"
        ]
    );
    let ends = |record: &csv::StringRecord| [1, 5, 7, 16].map(|at| record[at].to_owned());
    assert_eq!(ends(&records[1]), ["late", "", "8", "new"]);
    assert_eq!(ends(&records[3]), ["early", "8", "", "gone"]);
    for cell in records.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

#[test]
fn a_mark_that_a_rule_has_moved_is_told_with_the_rule() {
    let catalog = Catalog::new(Lang::En);
    let old = rows(Lang::En).remove(0);
    let mut new = old.clone();
    let given = new.ruling.given.as_mut().unwrap();
    given.hundredths = 600;
    given.steps.push(Adjustment::Capped { most: 600 });
    // What checks are worth has changed as well: this moves nobody.
    new.checks.iter_mut().for_each(|check| check.of *= 2);
    let told = moved(&old, &new, &catalog).unwrap();
    let lines: Vec<&str> = told.lines().skip(1).collect();
    let [because, now] = lines[..] else {
        panic!("{told}");
    };
    assert!(because.contains("No check is behind it"), "{told}");
    assert_eq!(now, "  now: At most 6.");
    let back = moved(&new, &old, &catalog).unwrap();
    assert!(back.contains("\n  before: At most 6.\n"), "{back}");
    let against = Against::new(vec![old.clone()], vec![new.clone()]);
    assert!(against.text(&catalog).ends_with("One result has moved.\n"));
    assert!(against.json("salon").contains("\"by\": \"rules\""));
}

#[test]
fn what_moved_a_mark_is_said_of_rules_and_checks_together() {
    let earned = |hundredths: u32, failed: bool| {
        let mut row = rows(Lang::En).remove(0);
        row.raw.as_mut().unwrap().hundredths = hundredths;
        if failed {
            (row.checks[0].outcome, row.checks[0].points) = ("failed", 0);
        }
        row
    };
    let ruled = |row: &Row, hundredths: u32, step: Option<Adjustment>| {
        let mut row = row.clone();
        let given = row.ruling.given.as_mut().unwrap();
        given.hundredths = hundredths;
        given.steps.extend(step);
        row
    };
    let changed = Adjustment::Changed {
        from: Some(1200),
        reason: Some("oral".to_owned()),
    };
    let late = Adjustment::Late {
        seconds: Some(60),
        taken: 400,
        is_most: false,
    };
    let capped = Adjustment::Capped { most: 900 };
    let (less, more) = (earned(800, true), earned(1200, false));
    for (before, step, after, by) in [
        (800, None, 1200, "checks"),
        (800, Some(&changed), 1500, "rules"),
        (800, Some(&changed), 400, "rules"),
        (900, Some(&late), 800, "both"),
        // The same cap may have been there before.
        (800, Some(&capped), 900, "checks"),
        (1000, Some(&capped), 900, "both"),
    ] {
        let old = ruled(&less, before, None);
        let new = ruled(&more, after, step.cloned());
        for (one, other) in [(&old, &new), (&new, &old)] {
            let against = Against::new(vec![one.clone()], vec![other.clone()]);
            let told = against.json("salon");
            assert!(told.contains(&format!("\"by\": \"{by}\"")), "{by}: {told}");
            let told = against.csv("salon");
            assert!(told.ends_with(&format!(",{by}\r\n")), "{by}: {told}");
            // What each step has to do with it is told to people.
            let text = against.text(&Catalog::new(Lang::En));
            let is_told = text.contains("before: ") || text.contains("now: ");
            assert_eq!(is_told, step.is_some(), "{text}");
        }
    }
}

#[test]
fn what_checks_are_worth_moves_nobody_whose_mark_stays() {
    let catalog = Catalog::new(Lang::En);
    let old = rows(Lang::En).remove(0);
    let mut new = old.clone();
    new.checks[0].of *= 2;
    new.checks[0].points *= 2;
    new.checks.remove(1);
    assert_eq!(moved(&old, &new, &catalog), None);
    let told = Against::new(vec![old.clone()], vec![new.clone()]).text(&catalog);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "Nobody’s result has moved.");
    assert!(lines[1].starts_with("One result has the same mark as before"));
    let mut rejudged = Rejudged::default();
    rejudged.add(old, new);
    assert!(rejudged.text("", &catalog).contains(lines[1]));
}

#[test]
fn what_has_to_be_run_is_told_apart_from_what_has_moved() {
    let (old, mut new) = (rows(Lang::En).remove(0), rows(Lang::En).remove(0));
    new.checks[0].points = 0;
    let mut unseen = new.clone();
    unseen.checks[1].kind = Some("needs-run".to_owned());
    let refused = rows(Lang::En).remove(1);
    let mut rejudged = Rejudged::default();
    rejudged.add(old.clone(), new.clone());
    rejudged.add(old.clone(), unseen);
    rejudged.add(refused.clone(), refused);
    assert!(!rejudged.is_told());

    let catalog = Catalog::new(Lang::En);
    let (text, change) = (
        rejudged.text("a command", &catalog),
        moved(&old, &new, &catalog),
    );
    let (name, check) = (new.shown(), &new.checks[1].id);
    for part in [
        "2 results judged again; nothing was run.\n",
        "Not graded before, and left as they were: 1\n",
        &change.unwrap(),
        "One result has moved.\n",
        &format!(
            "One submission has to be run again: what was seen of it does not answer all that is asked now.\n  {name}  {check}\n"
        ),
        "To run it, type the command of the batch again, changed like this:\n  a command\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let value: serde_json::Value =
        serde_json::from_str(&rejudged.json("salon", "out", "a command")).unwrap();
    assert_eq!((&value["judged"], &value["left"]), (&2.into(), &1.into()));
    assert_eq!(value["moved"][0]["checks"][0]["after"]["points"], 0);
    assert_eq!(value["to_run"][0]["checks"][0], check.as_str());
    assert_eq!(value["command"], "a command");
}
