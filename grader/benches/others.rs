//! What `grader batch` is worth against what a teacher may have instead, and how it grows: the same class in one batch, and one
//! submission after the other with `grader check` as a script would call it, with pytest, and with check50.
//!
//! `GRADER_BENCH_SUBMISSIONS=10,100,1000` makes a class of each size. None is hostile: the others run what they are given without
//! protection. The checks of pytest and check50 are those of the exercise, written in Python (`python/`); they are given
//! programs that are built, by a default `cargo build` in each folder. Whether all have come to the same verdicts is looked at last.
//!
//! pytest and check50 are installed into a virtual environment in the target folder, once, which needs a network.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

mod classes;
mod processor;
mod python;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use classes::{
    Checker, EXERCISE, batch, class, grader, is_hostile, naively, one_after_the_other, table,
};
use python::Python;

/// How many, unless the environment says so.
const SUBMISSIONS: &str = "10";
/// Larger classes are given to the batch alone. The others work on one submission after the other, so what a hundred cost says
/// what a thousand would: ten hours and more.
const ONE_BY_ONE: usize = 100;

/// The checks that each submission has not passed, by its number.
type Lost = BTreeMap<usize, BTreeSet<String>>;

fn main() {
    let counts = std::env::var("GRADER_BENCH_SUBMISSIONS");
    let counts = counts.as_deref().unwrap_or(SUBMISSIONS);
    let counts: Vec<usize> = counts.split(',').map(|one| one.parse().unwrap()).collect();
    let python = Python::at_hand();
    // Both sides have the crates at hand.
    assert!(grader(&["prefetch", EXERCISE]).status().unwrap().success());
    for count in counts {
        compare(count, &python);
    }
}

/// Grades a class in each way and prints what that cost, and how many submissions another has judged differently from the
/// batch. Whose waits are a stopwatch's may differ on a busy computer: that is told, and no failure.
fn compare(count: usize, python: &Python) {
    let place = tempfile::tempdir().unwrap();
    let (folder, out) = (place.path().join("class"), place.path().join("out"));
    let numbers = (0..).filter(|number| !is_hostile(*number));
    let submissions = class(numbers.take(count), &folder);

    let (batch, most) = batch(&folder, &out);
    let naive = |programs: &Path| lost(&serde_json::from_slice(&naively(programs)).unwrap());
    let (pytest, check50) = (
        |programs: &Path| python.pytest(programs),
        |programs: &Path| python.check50(programs),
    );
    let mut checkers = vec![
        Checker::new("grader check in a loop", &naive),
        Checker::new("pytest", &pytest),
        Checker::new("check50", &check50),
    ];
    if count > ONE_BY_ONE {
        checkers.clear();
    }
    let builds = one_after_the_other(&submissions, &mut checkers);

    println!("\n{count} submissions to {EXERCISE}");
    table((batch, count), builds, &checkers);
    println!(
        "memory of `grader batch` itself, at the most: {} MiB",
        most >> 20
    );
    if checkers.is_empty() {
        println!("more than {ONE_BY_ONE} are not graded one after the other");
        return;
    }
    let differ = differ(&checkers, &judged(&out));
    println!(
        "judged otherwise than by `grader batch`: {differ} of {}",
        checkers.len() * count
    );
}

/// Prints who has judged which submission differently from the batch; how often that was.
fn differ(checkers: &[Checker<'_, BTreeSet<String>>], batch: &Lost) -> usize {
    let mut differ = 0;
    for checker in checkers {
        for (number, lost) in &checker.found {
            if *lost != batch[number] {
                differ += 1;
                println!(
                    "of {number}, {} has not passed {lost:?}, and `grader batch` {:?}",
                    checker.name, batch[number]
                );
            }
        }
    }
    differ
}

/// What each submission of a batch has lost, by its number.
fn judged(out: &Path) -> Lost {
    let mut command = grader(&["report", "--format", "json"]);
    let output = command.arg(out).output().unwrap();
    let class: Value = serde_json::from_slice(&output.stdout).unwrap();
    let submissions = class["submissions"].as_array().unwrap().iter();
    submissions
        .map(|one| {
            let name = one["submission"].as_str().unwrap();
            let number = name.split_once(' ').unwrap().0;
            (number.parse().unwrap(), lost(one))
        })
        .collect()
}

/// The checks that a report says were not passed.
fn lost(report: &Value) -> BTreeSet<String> {
    let checks = report["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["outcome"] != "passed")
        .map(|check| check["id"].as_str().unwrap().to_owned())
        .collect()
}
