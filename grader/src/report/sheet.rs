//! A page that is being written: paragraphs wrapped to its width.

use unicode_width::UnicodeWidthStr;

use super::look::{Look, Tone};

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
        let text = self.look.spelt(text);
        let room = self.look.width.saturating_sub(column).max(10);
        let first = self.look.width.saturating_sub(lead.width()).max(10);
        self.text += &self.look.paint(&lead, tone);
        for (number, line) in wrapped(&text, first, room).iter().enumerate() {
            if number > 0 {
                self.text += &" ".repeat(column);
            }
            self.text += line;
            self.text.push('\n');
        }
    }
}

/// `text` in lines of at most `room` columns (the first of at most `first`), broken at spaces; a word that is longer
/// than a line is broken where it must be. No-break spaces hold.
fn wrapped(text: &str, first: usize, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let room = |lines: &[String]| if lines.len() == 1 { first } else { room };
        let line = &lines[lines.len() - 1];
        let needed = line.width() + usize::from(!line.is_empty()) + word.width();
        if needed > room(&lines) && !line.is_empty() {
            lines.push(String::new());
        }
        let last = lines.len() - 1;
        if !lines[last].is_empty() {
            lines[last].push(' ');
        }
        for c in word.chars() {
            let last = lines.len() - 1;
            let mut bytes = [0; 4];
            if lines[last].width() + c.encode_utf8(&mut bytes).width() > room(&lines) {
                lines.push(String::new());
            }
            let last = lines.len() - 1;
            lines[last].push(c);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn paragraphs_break_at_spaces_only() {
        assert_eq!(wrapped("un deux trois", 7, 10), ["un deux", "trois"]);
        assert_eq!(wrapped("ah\u{a0}: non", 4, 5), ["ah\u{a0}:", "non"]);
        assert_eq!(wrapped("abcdefgh ij", 4, 5), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("🦀🦀🦀", 4, 4), ["🦀🦀", "🦀"]);
        assert_eq!(wrapped("", 4, 4), [""]);
    }
}
