//! A line that is written on in any order.

use unicode_width::UnicodeWidthChar;

/// A row of cells; a wide character takes two, the second of which is `None`.
pub(super) struct Canvas(Vec<Option<char>>);

impl Canvas {
    /// An empty one.
    pub(super) fn new(width: usize) -> Self {
        Self(vec![Some(' '); width])
    }

    /// Writes `text` from a column on, as far as there is room.
    pub(super) fn put(&mut self, mut column: usize, text: &str) {
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if width == 0 || column + width > self.0.len() {
                continue;
            }
            self.0[column] = Some(c);
            for cell in &mut self.0[column + 1..column + width] {
                *cell = None;
            }
            column += width;
        }
    }

    /// What is written.
    pub(super) fn text(self) -> String {
        let text: String = self.0.into_iter().flatten().collect();
        text.trim_end().to_owned()
    }
}
