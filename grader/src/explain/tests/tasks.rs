//! What is said and shown of lines that a server gives its clients to be answered.

use super::{explained, failed};
use crate::explain::diagram::Runs;
use crate::explain::sample::{one, sent};
use crate::explain::{evidence, whole};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Fact, Failure, Lang, Mistake};

fn connects(from: &str) -> Fact {
    Fact::Connected {
        from: one(from),
        to: one("server"),
    }
}

fn says(from: &str, to: &str, line: &str) -> Fact {
    sent(&one(from), &one(to), format!("{line}\n").as_bytes())
}

/// A server that did not print what it should have, and the mistake behind it.
fn not_printed(mistake: Mistake, facts: Vec<Fact>) -> CheckReport {
    let failure = Failure::NotPrinted {
        by: one("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let mut check = failed(failure, (1..).zip(facts).collect());
    check.mistake = Some(mistake);
    check
}

/// More turns than any picture shows.
fn turns(numbers: std::ops::Range<u32>) -> impl Iterator<Item = Fact> {
    numbers.flat_map(|number| {
        let task = format!("TASK {number} {number}0 {}0", number + 1);
        let result = format!("RESULT {number} {}", number % 3);
        [
            says("server", "chatty", &task),
            says("chatty", "server", &result),
        ]
    })
}

#[track_caller]
fn shows(check: &CheckReport, rows: &[&str]) {
    let catalog = Catalog::new(Lang::En);
    for picture in [
        evidence(check, &catalog, 80, false),
        whole(check, &catalog, 80, false, Runs::Folded).0,
    ] {
        let picture = picture.join("\n");
        let places: Vec<_> = rows.iter().map(|row| picture.find(row)).collect();
        assert!(
            places.iter().all(Option::is_some),
            "{rows:?} in:\n{picture}"
        );
        assert!(places.is_sorted(), "{picture}");
    }
}

#[test]
fn what_had_been_answered_is_shown_both_times() {
    let begun = vec![connects("chatty"), says("chatty", "server", "READY")];
    let again = [
        says("server", "chatty", "TASK 4 40 50"),
        says("chatty", "server", "RESULT 4 1"),
    ];
    let facts = { begun.into_iter() }
        .chain(turns(1..30))
        .chain(again)
        .chain(turns(30..60));
    let check = not_printed(Mistake::GivenAgain, facts.collect());
    let told = explained(&check, Lang::En).mistake.unwrap();
    assert!(
        told.contains("`chatty` had answered `TASK 4 40 50` with `RESULT 4 1` already"),
        "{told}"
    );
    shows(&check, &["TASK 4 40 50", "RESULT 4 1", "TASK 59"]);
    let catalog = Catalog::new(Lang::En);
    let whole = whole(&check, &catalog, 80, false, Runs::Folded)
        .0
        .join("\n");
    assert_eq!(whole.matches("TASK 4 40 50").count(), 2, "{whole}");
}

#[test]
fn what_was_given_to_nobody_is_told_with_those_who_are_there() {
    let begun = vec![
        Fact::Launched {
            actor: one("server"),
            arguments: ["127.0.0.1:8000", "10", "600"].map(str::to_owned).into(),
        },
        connects("silent"),
        connects("chatty"),
        says("chatty", "server", "READY"),
    ];
    let facts = begun.into_iter().chain(turns(2..60));
    let check = not_printed(Mistake::NeverGiven, facts.collect());
    let told = explained(&check, Lang::En).mistake.unwrap();
    assert!(
        told.contains("[10, 600), your server has given the part [10, 20) to nobody"),
        "{told}"
    );
    assert!(told.contains("`chatty` is free"), "{told}");
    assert!(told.contains("`silent` is connected"), "{told}");
    shows(&check, &["connects", "TASK 2 20 30", "TASK 59"]);
}
