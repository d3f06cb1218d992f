//! JUnit XML.

use std::collections::BTreeSet;

use super::{all, rendered};
use crate::explain::sample::{self};
use crate::model::Outcome;
use crate::report::Format;

#[test]
fn junit_has_an_element_for_each_outcome() {
    for report in all() {
        let text = rendered(&report, Format::Junit);
        let suites = junit_parser::from_reader(text.as_bytes()).unwrap();
        assert_eq!(suites.suites.len(), 1);
        let suite = &suites.suites[0];
        assert_eq!(suite.cases.len(), report.checks.len());
        let names: BTreeSet<&str> = suite.cases.iter().map(|case| &*case.name).collect();
        assert_eq!(
            names.len(),
            suite.cases.len(),
            "of two alike one would count"
        );
        for (case, check) in suite.cases.iter().zip(&report.checks) {
            assert!(case.name.ends_with(&format!("({})", check.id)));
            let status = &case.status;
            match &check.outcome {
                Outcome::Passed => assert!(status.is_success()),
                Outcome::Failed(_) => {
                    assert!(status.is_failure() && !status.failure_as_ref().text.is_empty())
                }
                Outcome::Skipped { .. } => assert!(status.is_skipped()),
                Outcome::Inconclusive(_) => {
                    assert!(status.is_error());
                    assert!(status.error_as_ref().text.contains("pas un zéro"));
                }
            }
        }
        let count = |wanted: fn(&Outcome) -> bool| {
            let checks = report.checks.iter();
            checks.filter(|check| wanted(&check.outcome)).count() as u64
        };
        assert_eq!(
            suite.failures,
            count(|one| matches!(one, Outcome::Failed(_)))
        );
        assert_eq!(
            suite.errors,
            count(|one| matches!(one, Outcome::Inconclusive(_)))
        );
        let legal = |c: char| matches!(c, '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(text.chars().all(legal));
    }
}

#[test]
fn junit_names_the_line_of_a_panic() {
    let text = rendered(&sample::mixed(), Format::Junit);
    let suites = junit_parser::from_reader(text.as_bytes()).unwrap();
    let file = |id: &str| {
        let mut cases = suites.suites[0].cases.iter();
        cases
            .find(|case| case.name.contains(id))
            .unwrap()
            .file
            .clone()
    };
    assert_eq!(file("client-resets").as_deref(), Some("rendu/src/main.rs"));
    assert_eq!(file("silent-client"), None);
}
