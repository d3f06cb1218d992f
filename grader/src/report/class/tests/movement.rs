//! Whose mark has moved, and by what.

use super::*;

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
        format!("{name}  8/20 (provisional) → 8/20 (provisional)")
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
        vec![],
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
    let scaled = Against::new(vec![old], vec![new], vec![]).json("salon");
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
            "checks",
            "true",
            "true"
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
    assert!(because.contains("Behind it is a rule"), "{told}");
    assert_eq!(now, "  now: At most 6.");
    let back = moved(&new, &old, &catalog).unwrap();
    assert!(back.contains("\n  before: At most 6.\n"), "{back}");
    let against = Against::new(vec![old.clone()], vec![new.clone()], vec![]);
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
            let against = Against::new(vec![one.clone()], vec![other.clone()], vec![]);
            let told = against.json("salon");
            assert!(told.contains(&format!("\"by\": \"{by}\"")), "{by}: {told}");
            let told = against.csv("salon");
            assert!(
                told.ends_with(&format!(",{by},true,true\r\n")),
                "{by}: {told}"
            );
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
    let told = Against::new(vec![old.clone()], vec![new.clone()], vec![]).text(&catalog);
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
