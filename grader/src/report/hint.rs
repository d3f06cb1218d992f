//! A hint: what went wrong, one paragraph of help, and nothing else; and where to get one.

use super::look::{Look, Tone};
use super::sheet::Sheet;
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Outcome, Report, escape};

/// Sentences, a line each, then paragraphs, each behind its label.
pub fn render(told: &[String], hints: &[(String, &str)], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for sentence in told {
        sheet.paragraph("", sentence, Tone::Plain);
    }
    for (label, text) in hints {
        let text = escape::harmless(text);
        sheet.paragraph_at(&format!("{label} "), 2, &text, Tone::Title);
    }
    sheet.finished()
}

/// What to type for a hint on the first check that failed, in a line; nothing where none did, or the build says what is wrong.
pub fn offered(report: &Report, catalog: &Catalog, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let failed = |check: &&CheckReport| matches!(check.outcome, Outcome::Failed(_));
    let first = report.checks.iter().find(failed);
    if let Some(check) = first.filter(|_| report.build.succeeded) {
        let command = explain::hint_on(report, &check.id);
        let line = catalog.text("next-stuck", &args!["command" => command]);
        sheet.line(&line, Tone::Plain);
    }
    sheet.finished()
}
