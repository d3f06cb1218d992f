//! A hint: what went wrong, one paragraph of help, and nothing else.

use super::look::{Look, Tone};
use super::sheet::Sheet;
use crate::model::escape;

/// Sentences, a line each, then a paragraph behind its label, if there is one.
pub fn render(told: &[String], hint: Option<(&str, &str)>, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for sentence in told {
        sheet.paragraph("", sentence, Tone::Plain);
    }
    if let Some((label, text)) = hint {
        let text = escape::harmless(text);
        sheet.paragraph_at(&format!("{label} "), 2, &text, Tone::Title);
    }
    sheet.finished()
}
