//! Checks that were lost for one reason: it is told once, and all of them are named.

use std::collections::BTreeSet;

use super::quote::Page;
use super::{ending, stuck};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Failure, Outcome, Player, Report};

/// Words are compared, not shown: as wide as they are.
const PAGE: Page = Page {
    width: 1000,
    ascii: true,
};

/// The checks that gave no points, in order, those together that share one account, which is told of the first of them.
pub fn told_once<'a>(
    report: &'a Report,
    catalog: &Catalog,
) -> Vec<(&'a CheckReport, Vec<&'a CheckReport>)> {
    let mut told: Vec<(&CheckReport, Vec<&CheckReport>)> = Vec::new();
    for check in &report.checks {
        if matches!(check.outcome, Outcome::Passed | Outcome::Skipped { .. }) {
            continue;
        }
        match { told.iter_mut() }.find(|(first, _)| alike(first, check, catalog)) {
            Some((_, same)) => same.push(check),
            None => told.push((check, vec![check])),
        }
    }
    told
}

/// Whether what is to be said of one check is to be said of the other: the same mistake of the same programs, whatever the
/// payloads were; where none was found, the same failure, in which the program said and did the same.
fn alike(one: &CheckReport, other: &CheckReport, catalog: &Catalog) -> bool {
    let (Outcome::Failed(here), Outcome::Failed(there)) = (&one.outcome, &other.outcome) else {
        return one.outcome == other.outcome;
    };
    let said =
        |check: &CheckReport, failure: &Failure| ending::lines(check, failure, catalog, PAGE);
    let did = |check: &CheckReport, failure: &Failure| stuck::lines(check, failure, catalog, PAGE);
    // The same symptom may have another cause.
    let is_cause = one.mistake.is_some_and(|mistake| !mistake.is_symptom());
    let by_mistake = is_cause && yours(one) == yours(other);
    one.mistake == other.mistake
        && said(one, here) == said(other, there)
        && (by_mistake || here == there && did(one, here) == did(other, there))
}

/// The roles that the student's programs play.
fn yours(check: &CheckReport) -> BTreeSet<&str> {
    let parts = check.cast.values();
    parts
        .filter(|part| part.by == Player::Submission)
        .map(|part| part.role.as_str())
        .collect()
}
