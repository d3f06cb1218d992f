//! What GitHub Classroom's reporter reads: base64 of a JSON object, for the output `result` of a workflow's step. A
//! check that could not be judged makes the whole an `error`, which is neither passed nor failed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{account_alone, is_unknown, name};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Outcome, Report};

/// One word, and its line's end.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let test = |check: &CheckReport| -> Value {
        json!({
            "name": name(check, catalog),
            "status": match check.outcome {
                Outcome::Passed => "pass",
                Outcome::Failed(_) | Outcome::Skipped { .. } => "fail",
                Outcome::Inconclusive(_) => "error",
            },
            // A test without a score would make the sum no number.
            "score": check.points,
            "message": account_alone(report, check, catalog).join("\n"),
            "test_code": "",
            "filename": "",
            "line_no": 0,
            "duration": check.milliseconds,
        })
    };
    let tests: Vec<Value> = report.checks.iter().map(test).collect();
    let all = report
        .checks
        .iter()
        .all(|check| check.outcome == Outcome::Passed || check.group == crate::model::Group::Bonus);
    let status = match (is_unknown(report), all) {
        (true, _) => "error",
        (false, true) => "pass",
        (false, false) => "fail",
    };
    encoded(status, report.mark.points, &tests)
}

/// A result of that many points at the most.
pub(super) fn encoded(status: &str, points: u32, tests: &[Value]) -> String {
    let value = json!({
        "version": 1,
        "status": status,
        "max_score": points,
        "tests": tests,
    });
    STANDARD.encode(value.to_string()) + "\n"
}
