//! A hint: one paragraph, and nothing else.

use super::look::{Look, Tone};
use super::sheet::Sheet;
use crate::model::escape;

/// A paragraph behind its label.
pub fn render(label: &str, text: &str, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let text = escape::harmless(text);
    sheet.paragraph_at(&format!("{label} "), 2, &text, Tone::Title);
    sheet.finished()
}
