//! Artemis's custom feedback: a file for each check, with a name, whether it succeeded, and what is said of it. Points
//! are given in Artemis, by these names.

use serde_json::json;

use super::{account_alone, line, name};
use crate::i18n::Catalog;
use crate::model::{Outcome, Report};

/// The files, by names in the order of the checks.
pub(in crate::report) fn files(report: &Report, catalog: &Catalog) -> Vec<(String, String)> {
    let checks = report.checks.iter().enumerate();
    let files = checks.map(|(at, check)| {
        let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let id: String = check.id.chars().map(safe).collect();
        let passed = check.outcome == Outcome::Passed;
        let mut feedback = json!({"name": name(check, catalog), "successful": passed});
        if !passed {
            feedback["message"] = json!(account_alone(report, check, catalog).join("\n"));
        }
        (format!("{:02}-{id}.json", at + 1), line(&feedback))
    });
    files.collect()
}
