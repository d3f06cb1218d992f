//! The exchange of a check as a sequence diagram in Mermaid, which GitHub and GitLab draw.
//!
//! Mermaid has no quotes for texts: a semicolon or a line's end would begin another statement. So every character that
//! is not plainly harmless is written as its number.

use crate::explain::diagram::{self, Diagram, Event, Label, Runs, What};
use crate::explain::{without_middle, wrapped};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Outcome, escape};
use crate::report::build;

/// Those who stand side by side on a page that is read without scrolling.
const LIFELINES: usize = 7;
/// Rows that are drawn of one end and of the other; those between are counted.
const HEAD: usize = 12;
const TAIL: usize = 28;
/// Characters of a label, or of a line of one.
const LABEL: usize = 48;
/// Lines of what a program says of its end.
const LINES: usize = 4;
/// Bytes that are looked at for it.
const BYTES: usize = 200;

/// The lines of the diagram, if the check failed and there was an exchange.
pub(super) fn diagram(check: &CheckReport, catalog: &Catalog) -> Option<Vec<String>> {
    if !matches!(check.outcome, Outcome::Failed(_)) {
        return None;
    }
    let diagram = diagram::whole(check, catalog, LIFELINES, Runs::Folded);
    if diagram.lifelines.len() < 2 {
        return None;
    }
    let mut lines = vec!["sequenceDiagram".to_owned()];
    for (number, name) in diagram.lifelines.iter().enumerate() {
        lines.push(format!("  participant a{number} as {}", harmless(name)));
    }
    let hidden = diagram.events.len().saturating_sub(HEAD + TAIL);
    for (at, event) in diagram.events.iter().enumerate() {
        if hidden > 0 && at == HEAD {
            lines.push(across(&diagram, &folded(hidden, catalog)));
        }
        if at < HEAD || at >= HEAD + hidden {
            lines.push(line(&diagram, event, catalog));
        }
    }
    Some(lines)
}

fn line(diagram: &Diagram, event: &Event, catalog: &Catalog) -> String {
    match &event.what {
        What::Arrow {
            from,
            to,
            label,
            broken,
        } => {
            let arrow = if *broken { "-x" } else { "->>" };
            format!("  a{from}{arrow}a{to}: {}", said(event, label, catalog))
        }
        What::Note { on, label } => {
            format!("  Note over a{on}: {}", said(event, label, catalog))
        }
        What::More(count) => across(diagram, &folded(*count, catalog)),
        What::Failed { on } => {
            let words = format!("✗ {}", catalog.plain("diagram-failed"));
            match on {
                Some(on) => format!("  Note over a{on}: {}", harmless(&words)),
                None => across(diagram, &words),
            }
        }
    }
}

/// A note over all of them.
fn across(diagram: &Diagram, words: &str) -> String {
    let last = diagram.lifelines.len() - 1;
    format!("  Note over a0,a{last}: {}", harmless(words))
}

fn folded(count: usize, catalog: &Catalog) -> String {
    catalog.text("folded", &args!["count" => count])
}

/// What is said of an event.
fn said(event: &Event, label: &Label, catalog: &Catalog) -> String {
    let lead = event.lead("×");
    let quoted = |bytes: &[u8]| format!("\"{}\"", escape::bytes(&bytes[..bytes.len().min(BYTES)]));
    let around = |id: &str, bytes: &[u8]| catalog.text(id, &args!["bytes" => quoted(bytes)]);
    let text = match label {
        Label::Words(words) => words.clone(),
        Label::Bytes { bytes, .. } => quoted(bytes),
        Label::Prints(bytes) => around("fact-printed", bytes),
        Label::Typed(bytes) => around("fact-typed", bytes),
        Label::Complains(line) => format!("! {}", String::from_utf8_lossy(line).trim()),
    };
    let text = build::tame(&(lead + &text), false);
    match label {
        // What an error is stands at the end of its line.
        Label::Complains(_) => {
            let text = without_middle(&text, LINES * LABEL, "…");
            let lines = wrapped(&text, LABEL, LABEL, str::to_owned);
            let lines: Vec<String> = lines.iter().map(|line| harmless(line)).collect();
            lines.join("<br/>")
        }
        Label::Words(_) | Label::Bytes { .. } | Label::Prints(_) | Label::Typed(_) => {
            harmless(&text)
        }
    }
}

/// A text that Mermaid shows as it is.
fn harmless(text: &str) -> String {
    let mut shown = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == LABEL {
            shown.push('…');
            break;
        }
        match c {
            c if c.is_alphanumeric() || " .,…×()'’".contains(c) => shown.push(c),
            c => shown.push_str(&format!("#{};", u32::from(c))),
        }
    }
    shown
}
