//! What course platforms read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeSet;

use super::{all, json, occasion, own, passed, rendered};
use crate::i18n::Catalog;
use crate::model::{Lang, Outcome, Report};
use crate::report::{Format, Rendered, render};

#[test]
fn gradescope_has_a_score_for_what_was_judged() {
    for report in all() {
        let value = json(&report, Format::Gradescope);
        assert_eq!(
            value["score"].as_f64(),
            Some(f64::from(report.mark.hundredths) / 100.0)
        );
        assert!(value["output"].is_string());
        let known = ["text", "html", "simple_format", "md", "ansi"];
        for key in ["output_format", "test_output_format", "test_name_format"] {
            assert!(known.contains(&value[key].as_str().unwrap()));
        }
        let tests = value["tests"].as_array().unwrap();
        assert_eq!(tests.len(), report.checks.len());
        for test in tests {
            assert!(["passed", "failed"].contains(&test["status"].as_str().unwrap()));
            assert!(test["name"].is_string() && test["number"].is_string());
            assert_eq!(test.get("score").is_some(), test.get("max_score").is_some());
            let unknown = test["output"].as_str().unwrap().contains("pas un zéro");
            assert_eq!(test.get("score").is_none(), unknown, "{test}");
        }
    }
}

#[test]
fn autolab_gives_no_score_to_what_is_unknown() {
    for report in all() {
        let text = rendered(&report, Format::Autolab);
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let [shown, scores] = lines.as_slice() else {
            panic!("{text}")
        };
        assert_eq!(shown["_presentation"], "semantic");
        for stage in shown["stages"].as_array().unwrap() {
            for test in shown[stage.as_str().unwrap()].as_object().unwrap().values() {
                assert_eq!(
                    test["passed"].as_bool().unwrap(),
                    test.get("hint").is_none()
                );
            }
        }
        let unknown = report
            .checks
            .iter()
            .any(crate::report::formats::is_inconclusive);
        let score = scores["scores"].as_object().unwrap().get("salon");
        assert_eq!(score.is_none(), unknown);
        if let Some(score) = score {
            assert_eq!(
                score.as_f64(),
                Some(f64::from(report.mark.hundredths) / 100.0)
            );
        }
    }
}

#[test]
fn prairielearn_takes_no_attempt_for_what_is_unknown() {
    for report in all() {
        let value = json(&report, Format::PrairieLearn);
        let unknown = report
            .checks
            .iter()
            .any(crate::report::formats::is_inconclusive);
        assert_eq!(value["gradable"], !unknown);
        assert_eq!(
            value["format_errors"].as_array().unwrap().is_empty(),
            !unknown
        );
        let score = value["score"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&score));
        for (test, check) in value["tests"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&report.checks)
        {
            let of = if crate::report::formats::is_inconclusive(check) {
                0
            } else {
                check.of
            };
            assert_eq!(
                (&test["points"], &test["max_points"]),
                (&check.points.into(), &of.into())
            );
        }
        assert!(value.to_string().len() < 1_000_000);
    }
}

#[test]
fn classroom_tells_errors_from_failures() {
    let status = |report: &Report| {
        let text = rendered(report, Format::Classroom);
        let bytes = STANDARD.decode(text.trim_end()).unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["version"], 1);
        let tests = value["tests"].as_array().unwrap();
        let sum: u64 = tests
            .iter()
            .map(|test| test["score"].as_u64().unwrap())
            .sum();
        assert_eq!(sum, u64::from(report.mark.earned));
        value["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        all().iter().map(status).collect::<Vec<_>>(),
        ["error", "error", "pass", "fail", "fail", "fail"]
    );
}

#[test]
fn classroom50_takes_whole_points_up_to_the_maximum() {
    for report in all() {
        let value = json(&report, Format::Classroom50);
        assert_eq!(value["schema"], "classroom50/result/v1");
        assert_eq!(value["datetime"], "2026-06-01T14:32:05Z");
        for key in [
            "classroom",
            "assignment",
            "submission",
            "commit",
            "release",
            "review",
        ] {
            assert!(!value[key].as_str().unwrap().is_empty());
        }
        let number = |value: &Value, key: &str| value[key].as_u64().unwrap();
        assert!(number(&value, "score") <= number(&value, "max-score"));
        for test in value["tests"].as_array().unwrap() {
            assert!(!test["test-name"].as_str().unwrap().is_empty() && test["passed"].is_boolean());
            assert!(number(test, "score") <= number(test, "max-score"));
        }
    }
    let value = json(&passed(), Format::Classroom50);
    assert_eq!(
        (&value["score"], &value["max-score"]),
        (&3.into(), &3.into())
    );
}

#[test]
fn artemis_has_a_file_for_each_check() {
    for report in all() {
        let occasion = occasion(&own, None);
        let Rendered::Files(files) =
            render(&report, &Catalog::new(Lang::En), Format::Artemis, &occasion)
        else {
            panic!("a folder was awaited")
        };
        assert_eq!(files.len(), report.checks.len());
        let mut names = BTreeSet::new();
        for ((file, text), check) in files.iter().zip(&report.checks) {
            assert!(file.ends_with(".json") && !file.contains(['/', '\\']));
            let value: Value = serde_json::from_str(text).unwrap();
            assert!(names.insert(value["name"].as_str().unwrap().to_owned()));
            let passed = check.outcome == Outcome::Passed;
            assert_eq!(value["successful"], passed);
            assert_eq!(
                value["message"]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                !passed
            );
        }
    }
}

#[test]
fn vpl_grades_once_and_only_what_is_known() {
    for report in all() {
        let text = rendered(&report, Format::Vpl);
        let grades: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("Grade :=>>"))
            .collect();
        let unknown = report
            .checks
            .iter()
            .any(crate::report::formats::is_inconclusive);
        assert_eq!(grades.len(), usize::from(!unknown));
        let (comment, _) = text.split_once("--|>\n").unwrap();
        let lines = comment.strip_prefix("<|--\n").unwrap().lines();
        for line in lines {
            assert!(line.starts_with(['-', '>']), "{line}");
        }
        assert_eq!(text.lines().filter(|line| line.trim() == "--|>").count(), 1);
    }
}
