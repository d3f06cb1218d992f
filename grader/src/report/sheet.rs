//! A page that is being written: paragraphs wrapped to its width.

use unicode_width::UnicodeWidthStr;

use super::look::{Look, Tone};
use crate::explain::wrapped;

/// A page that is being written.
pub(super) struct Sheet {
    look: Look,
    text: String,
}

impl Sheet {
    pub(super) fn new(look: Look) -> Self {
        Self {
            look,
            text: String::new(),
        }
    }

    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// The page. A line that a workflow's runner would take for a command, wherever it was broken, is none any more.
    pub(super) fn finished(self) -> String {
        let mut page = String::with_capacity(self.text.len());
        for line in self.text.lines() {
            let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
            page.push_str(indent);
            match rest.strip_prefix("::") {
                Some(rest) => page.push_str(&format!("\\u{{3a}}:{rest}")),
                None => page.push_str(rest),
            }
            page.push('\n');
        }
        page.replace("##[", "#\\u{23}[")
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A line as it is: evidence, or a command that must stay in one piece to be copied.
    pub(super) fn line(&mut self, text: &str, tone: Tone) {
        let text = self.look.spelt(text);
        self.text += &self.look.paint(text.trim_end(), tone);
        self.text.push('\n');
    }

    /// A paragraph that begins after `lead` and goes on below it.
    pub(super) fn paragraph(&mut self, lead: &str, text: &str, tone: Tone) {
        self.paragraph_at(lead, lead.width(), text, tone);
    }

    /// A paragraph that begins after `lead` and goes on at `column`. `lead` takes the tone, the text is plain.
    pub(super) fn paragraph_at(&mut self, lead: &str, column: usize, text: &str, tone: Tone) {
        let lead = self.look.spelt(lead);
        let room = self.look.width.saturating_sub(column).max(10);
        let first = self.look.width.saturating_sub(lead.width()).max(10);
        self.text += &self.look.paint(&lead, tone);
        let lines = wrapped(text, first, room, |word| self.look.spelt(word));
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                self.text += &" ".repeat(column);
            }
            self.text += line;
            self.text.push('\n');
        }
    }
}
