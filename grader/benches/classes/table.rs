//! What each way to grade a class cost, beside one batch.

use super::{Checker, Cost};

/// Prints what a batch of so many submissions cost, and beside it what checkers did, with the builds that are the same for
/// all of them.
pub fn table<T>(batch: (Cost, usize), builds: Cost, checkers: &[Checker<'_, T>]) {
    println!(
        "{:<24} {:>9} {:>9} {:>9}   for each submission, against the batch",
        "", "wall", "processor", "a minute"
    );
    line("grader batch", batch, batch);
    for Checker {
        name, cost, found, ..
    } in checkers
    {
        let mut all = builds;
        all += *cost;
        line(name, (all, found.len()), batch);
        line("  its checks alone", (*cost, found.len()), batch);
    }
    if let Some(checker) = checkers.first() {
        line("  the builds alone", (builds, checker.found.len()), batch);
    }
}

fn line(what: &str, work: (Cost, usize), batch: (Cost, usize)) {
    let each = |(cost, count): (Cost, usize)| {
        [cost.wall, cost.processor].map(|time| time.as_secs_f64() / count as f64)
    };
    let ([wall, processor], [batch_wall, batch_processor]) = (each(work), each(batch));
    println!(
        "{what:<24} {:>7.1} s {:>7.1} s {:>9.1}   {:>5.1} times the wall, {:>5.2} times the processor time",
        work.0.wall.as_secs_f64(),
        work.0.processor.as_secs_f64(),
        60.0 / wall,
        wall / batch_wall,
        processor / batch_processor,
    );
}
