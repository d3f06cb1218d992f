//! The lines that Moodle's Virtual Programming Lab looks for in an evaluation's output. Without a grade there is none:
//! that is what a mark that is not known yet is worth.
//!
//! A line of a comment that begins with `-` is a title, one with `>` is shown as it is; so everything that programs said
//! follows a `>`, and can neither give a grade nor end the comment.

use super::{account, build_errors, heading, is_unknown, mark, name, word};
use crate::i18n::Catalog;
use crate::model::{Outcome, Report};

/// A comment, and the grade on the exercise's own scale.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let mut text = format!("<|--\n-{}\n", heading(report, catalog));
    let shown = |text: &mut String, lines: Vec<String>| {
        lines.iter().for_each(|line| *text += &format!(">{line}\n"));
    };
    shown(&mut text, mark(report, catalog));
    shown(&mut text, build_errors(&report.build, catalog));
    for check in &report.checks {
        let (word, name) = (word(&check.outcome, catalog), name(check, catalog));
        text += &format!("-{word} {}/{} {name}\n", check.points, check.of);
        if check.outcome != Outcome::Passed {
            shown(&mut text, account(report, check, catalog));
        }
    }
    text += "--|>\n";
    if !is_unknown(report) {
        text += &format!("Grade :=>> {}\n", super::number(report.mark.hundredths));
    }
    text
}
