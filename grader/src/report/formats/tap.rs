//! TAP 14: a test point for each check, with a YAML block where there is something to say.
//!
//! `SKIP` and `TODO` make a point harmless for whoever counts, so only a check that was not asked is a `SKIP`; one that
//! could not be judged is `not ok` and says so.

use serde_json::{Value, json};

use super::{account_alone, mark, name, outcome, word};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Outcome, Report};

/// The report as a stream of test points.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let mut text = format!("TAP version 14\n1..{}\n", report.checks.len());
    for (at, check) in report.checks.iter().enumerate() {
        text += &point(report, at + 1, check, catalog);
    }
    for line in mark(report, catalog) {
        text += &format!("# {line}\n");
    }
    text
}

fn point(report: &Report, number: usize, check: &CheckReport, catalog: &Catalog) -> String {
    let described = described(&name(check, catalog));
    let head = match &check.outcome {
        Outcome::Passed => format!("ok {number} - {described}\n"),
        Outcome::Failed(_) => format!("not ok {number} - {described}\n"),
        Outcome::Inconclusive(_) => {
            let word = word(&check.outcome, catalog);
            format!("not ok {number} - {described}: {word}\n")
        }
        Outcome::Skipped { needs } => {
            let needs = catalog.text("skipped-short", &args!["needs" => needs]);
            format!(
                "ok {number} - {described} # SKIP {}\n",
                self::described(&needs)
            )
        }
    };
    let mut fields: Vec<(&str, Value)> = vec![
        ("outcome", json!(outcome(&check.outcome))),
        ("points", json!(check.points)),
        ("of", json!(check.of)),
    ];
    if let Some(kind) = check.outcome.kind() {
        let account = account_alone(report, check, catalog);
        fields.push(("kind", json!(kind)));
        fields.push(("message", json!(account.first())));
        fields.push(("account", json!(account)));
    }
    // JSON on one line is YAML: no text of a program can end the block.
    let fields = fields
        .iter()
        .map(|(key, value)| format!("  {key}: {value}\n"));
    format!("{head}  ---\n{}  ...\n", fields.collect::<String>())
}

/// A description, in which nothing begins a directive.
fn described(text: &str) -> String {
    text.replace('\\', "\\\\").replace('#', "\\#")
}
