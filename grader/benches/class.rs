//! What `grader batch` is worth on a class: against the naive loop, a default `cargo build` in each folder and then its checks, one
//! after the other, one submission after the other.
//!
//! `GRADER_BENCH_SUBMISSIONS=200` makes a class of so many. Half of them use tokio, an eighth are wrong, some are hostile (left out of
//! the loop, which would run them unprotected), a twentieth are identical, and they have names such as strangers have. In the
//! loop, what a folder's build made is checked with `--isolation plain --jobs 1 --no-rest`. Both sides run on the same machine in
//! the same run; ratios mean something, times do not.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures what others do with processes"
)]
#![expect(clippy::print_stdout, reason = "its table is what it is for")]
#![expect(clippy::unwrap_used, reason = "in a benchmark, a panic is a report")]

mod classes;
mod processor;

use classes::{
    Checker, EXERCISE, batch, class, grader, is_hostile, naively, one_after_the_other, table,
};

/// How many, unless the environment says so.
const SUBMISSIONS: usize = 12;

fn main() {
    let count = std::env::var("GRADER_BENCH_SUBMISSIONS");
    let count = count.map_or(SUBMISSIONS, |count| count.parse().unwrap());
    let place = tempfile::tempdir().unwrap();
    let mut submissions = class(0..count, &place.path().join("class"));
    // Both sides have the crates at hand.
    assert!(grader(&["prefetch", EXERCISE]).status().unwrap().success());

    let (batch, most) = batch(&place.path().join("class"), &place.path().join("out"));
    submissions.retain(|(number, _)| !is_hostile(*number));
    let mut checkers = [Checker::new("the naive loop", &naively)];
    let builds = one_after_the_other(&submissions, &mut checkers);

    println!(
        "{count} submissions to {EXERCISE}, {} of them hostile",
        count - submissions.len()
    );
    table((batch, count), builds, &checkers);
    println!(
        "memory of `grader batch` itself, at the most: {} MiB",
        most >> 20
    );
}
