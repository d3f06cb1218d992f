//! TAP 14.

use regex::Regex;
use serde_json::Value;

use super::{all, rendered};
use crate::model::Outcome;
use crate::report::Format;

/// A reader of TAP 14 that takes nothing for granted: for each point, whether it is `ok`, and its directive.
fn tap(text: &str) -> Vec<(bool, Option<String>)> {
    let mut lines = text.lines().peekable();
    assert_eq!(lines.next(), Some("TAP version 14"));
    let plan: usize = lines
        .next()
        .unwrap()
        .strip_prefix("1..")
        .unwrap()
        .parse()
        .unwrap();
    let head = Regex::new(r"^(not )?ok (\d+) - (.*)$").unwrap();
    let directive = Regex::new(r"(?:^|[^\\]) # (SKIP|TODO)\b").unwrap();
    let mut points = vec![];
    while let Some(line) = lines.next() {
        if line.starts_with("# ") {
            continue;
        }
        let point = head
            .captures(line)
            .unwrap_or_else(|| panic!("no test point: {line}"));
        assert_eq!(point[2].parse(), Ok(points.len() + 1));
        let directive = directive
            .captures(&point[3])
            .map(|found| found[1].to_owned());
        assert_eq!(
            point[3].replace("\\#", "").contains('#'),
            directive.is_some()
        );
        points.push((point.get(1).is_none(), directive));
        assert_eq!(lines.next(), Some("  ---"));
        loop {
            let line = lines.next().unwrap();
            if line == "  ..." {
                break;
            }
            let (key, value) = line.strip_prefix("  ").unwrap().split_once(": ").unwrap();
            assert!(key.bytes().all(|byte| byte.is_ascii_lowercase()), "{key}");
            serde_json::from_str::<Value>(value).unwrap();
        }
    }
    assert_eq!(points.len(), plan);
    points
}

#[test]
fn tap_counts_only_what_passed() {
    for report in all() {
        let points = tap(&rendered(&report, Format::Tap));
        assert_eq!(points.len(), report.checks.len());
        for ((ok, directive), check) in points.iter().zip(&report.checks) {
            match &check.outcome {
                Outcome::Passed => assert_eq!((*ok, directive), (true, &None)),
                Outcome::Skipped { .. } => assert_eq!(directive.as_deref(), Some("SKIP")),
                Outcome::Failed(_) | Outcome::Inconclusive(_) => {
                    assert_eq!((*ok, directive), (false, &None));
                }
            }
        }
    }
}
