//! Gradescope's `results.json`. It has no third verdict: a check that could not be judged has no score, and says why.

use serde_json::{Map, Value, json};

use super::{
    account_alone, build_errors, groups, is_inconclusive, is_unknown, line, mark, name, number,
};
use crate::i18n::Catalog;
use crate::model::{Outcome, Report};

/// The report; the mark stands above the tests' sum, which is on the scale of points.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let mut tests = Vec::new();
    for (group_number, (group, checks)) in groups(report, catalog).into_iter().enumerate() {
        for (check_number, check) in checks.into_iter().enumerate() {
            let mut test = Map::new();
            test.insert("name".into(), json!(name(check, catalog)));
            test.insert("name_format".into(), json!("text"));
            let place = format!("{}.{}", group_number + 1, check_number + 1);
            test.insert("number".into(), json!(place));
            let passed = check.outcome == Outcome::Passed;
            let status = if passed { "passed" } else { "failed" };
            test.insert("status".into(), json!(status));
            if !is_inconclusive(check) {
                test.insert("score".into(), json!(check.points));
                test.insert("max_score".into(), json!(check.of));
            }
            let account = account_alone(report, check, catalog).join("\n");
            test.insert("output".into(), json!(account));
            test.insert("output_format".into(), json!("text"));
            test.insert("tags".into(), json!([group]));
            tests.push(Value::Object(test));
        }
    }
    let mut output = mark(report, catalog);
    if is_unknown(report) {
        output.push(catalog.plain("not-a-zero"));
    }
    output.extend(build_errors(&report.build, catalog));
    line(&json!({
        "score": number(report.mark.hundredths),
        "output": output.join("\n"),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "tests": tests,
        "extra_data": {
            "exercise": report.exercise,
            "seed": report.seed,
            "out_of": report.mark.out_of,
            "provisional": report.mark.provisional,
        },
    }))
}
