//! The `result.json` of Classroom 50. Scores are whole points, and the score is at most the maximum: bonus points may
//! make up for others, not exceed them.
//!
//! Its runner publishes what it finds if the autograder ends with status 0, so a mark that is not known yet must not
//! end with it: the exit status says so.

use serde_json::{Value, json};

use super::{account_alone, is_inconclusive, line, name, outcome, word};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Group, Outcome, Report};
use crate::report::format::Delivery;

/// The result. Without a delivery its identity is empty, which the collector refuses.
pub(in crate::report) fn render(
    report: &Report,
    catalog: &Catalog,
    delivery: Option<&Delivery>,
) -> String {
    let nobody = Delivery::default();
    let delivery = delivery.unwrap_or(&nobody);
    let test = |check: &CheckReport| -> Value {
        let mut name = name(check, catalog);
        if is_inconclusive(check) {
            name += &format!(": {}", word(&check.outcome, catalog));
        }
        // What bonus is worth is not part of the maximum.
        let of = match check.group {
            Group::Basic | Group::Robustness => check.of,
            Group::Bonus => check.points,
        };
        json!({
            "test-name": name,
            "passed": check.outcome == Outcome::Passed,
            "score": check.points,
            "max-score": of,
            "outcome": outcome(&check.outcome),
            "account": account_alone(report, check, catalog),
        })
    };
    let tests: Vec<Value> = report.checks.iter().map(test).collect();
    let mark = &report.mark;
    let mut value = json!({
        "schema": "classroom50/result/v1",
        "classroom": delivery.classroom,
        "assignment": delivery.assignment,
        "submission": delivery.submission,
        "commit": delivery.commit,
        "release": delivery.release,
        "review": delivery.review,
        "score": mark.earned.min(mark.points),
        "max-score": mark.points,
        "provisional": mark.provisional,
        "tests": tests,
    });
    if let Some(time) = time(&delivery.submission) {
        value["datetime"] = json!(time);
    }
    line(&value)
}

/// When it was handed in, as its tag tells: `submit/2026-06-01T14-32-05Z-a1b2c3d`.
fn time(tag: &str) -> Option<String> {
    let (date, rest) = tag.strip_prefix("submit/")?.split_once('T')?;
    let (time, _) = rest.split_once('Z')?;
    let digits = |text: &str, length| {
        let split: Vec<&str> = text.split('-').collect();
        let numbers = split
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        split.len() == 3 && text.len() == length && numbers
    };
    (digits(date, 10) && digits(time, 8)).then(|| format!("{date}T{}Z", time.replace('-', ":")))
}
