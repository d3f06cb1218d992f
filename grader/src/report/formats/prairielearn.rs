//! PrairieLearn's `results.json`. Where a check could not be judged, the submission is not gradable: it costs no attempt
//! and no points, and says why.

use serde_json::{Value, json};

use super::{account_alone, build_errors, is_inconclusive, is_unknown, line, mark, name};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Report};

/// The report; the score is a part of one.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let test = |check: &CheckReport| -> Value {
        // Without a maximum, a test is neutral; a single one without points would hide those of all.
        let of = if is_inconclusive(check) { 0 } else { check.of };
        let account = account_alone(report, check, catalog);
        json!({
            "name": name(check, catalog),
            "points": check.points,
            "max_points": of,
            "message": account.first().cloned().unwrap_or_default(),
            "output": account.get(1..).unwrap_or_default().join("\n"),
        })
    };
    let tests: Vec<Value> = report.checks.iter().map(test).collect();
    let full = f64::from(report.mark.out_of.max(1)) * 100.0;
    let score = (f64::from(report.mark.hundredths) / full).min(1.0);
    let unknown = is_unknown(report);
    let mut errors = Vec::new();
    if unknown {
        errors.extend(super::words::provisional(report, catalog));
        errors.push(catalog.plain("not-a-zero"));
    }
    line(&json!({
        "gradable": !unknown,
        "score": score,
        "message": mark(report, catalog).join("\n"),
        "output": build_errors(&report.build, catalog).join("\n"),
        "format_errors": errors,
        "tests": tests,
    }))
}
