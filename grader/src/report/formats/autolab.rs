//! Autolab's last lines of output: what is shown of each check, then the score of the problem that has the exercise's
//! name. A mark that is not known yet is left out, so that the problem stays ungraded.

use serde_json::{Map, Value, json};

use super::{account_alone, groups, is_unknown, line, name, number};
use crate::i18n::Catalog;
use crate::model::{Outcome, Report};

/// The two lines.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let groups = groups(report, catalog);
    let mut shown = Map::new();
    shown.insert("_presentation".into(), json!("semantic"));
    let stages: Vec<&String> = groups.iter().map(|(title, _)| title).collect();
    shown.insert("stages".into(), json!(stages));
    for (title, checks) in &groups {
        let mut stage = Map::new();
        for check in checks {
            let mut test = Map::new();
            test.insert("passed".into(), json!(check.outcome == Outcome::Passed));
            if check.outcome != Outcome::Passed {
                let account = account_alone(report, check, catalog).join("\n");
                test.insert("hint".into(), json!(account));
            }
            stage.insert(name(check, catalog), Value::Object(test));
        }
        shown.insert(title.clone(), Value::Object(stage));
    }
    let scores = if is_unknown(report) {
        json!({"scores": {}})
    } else {
        let mark = number(report.mark.hundredths);
        json!({"scores": {&report.exercise: mark}, "scoreboard": [mark]})
    };
    line(&Value::Object(shown)) + &line(&scores)
}
