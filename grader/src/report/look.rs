//! How a page looks: its width, its colours, its characters.

use colored::{ColoredString, Colorize};

/// How a page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The columns of a line.
    pub width: usize,
    /// Whether colours are used; never for a meaning that words do not have too.
    pub colour: bool,
    /// Whether only ASCII characters are written.
    pub ascii: bool,
}

/// What is set off, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Title,
    Good,
    Bad,
    Doubtful,
    Faint,
}

impl Look {
    /// A look of `width` columns.
    pub fn new(width: usize, colour: bool, ascii: bool) -> Self {
        Self {
            width,
            colour,
            ascii,
        }
    }

    /// `text` in the colour of `tone`.
    pub(super) fn paint(self, text: &str, tone: Tone) -> String {
        if !self.colour {
            return text.to_owned();
        }
        // Whether there is colour was decided when this look was made: `colored` is not to decide again.
        colored::control::set_override(true);
        let painted: ColoredString = match tone {
            Tone::Plain => return text.to_owned(),
            Tone::Title => text.bold(),
            Tone::Good => text.green(),
            Tone::Bad => text.red().bold(),
            Tone::Doubtful => text.yellow(),
            Tone::Faint => text.dimmed(),
        };
        painted.to_string()
    }

    /// `text` in the characters that may be used.
    pub fn spelt(self, text: &str) -> String {
        if !self.ascii || text.is_ascii() {
            return text.to_owned();
        }
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                c if c.is_ascii() => plain.push(c),
                _ => match replacement(c) {
                    Some(letters) => plain.push_str(letters),
                    None => plain.extend(c.escape_unicode()),
                },
            }
        }
        plain
    }
}

/// ASCII for the characters that our own texts use.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' | 'ö' => "o",
        'ù' | 'û' | 'ü' => "u",
        'œ' => "oe",
        'À' | 'Â' => "A",
        'Ç' => "C",
        'É' | 'È' | 'Ê' => "E",
        'Î' => "I",
        'Ô' => "O",
        'Œ' => "OE",
        '«' | '»' | '“' | '”' => "\"",
        '’' | '‘' => "'",
        '\u{a0}' | '\u{202f}' => " ",
        '…' => "...",
        '—' | '–' => "-",
        '→' => "->",
        '↑' => "^",
        '↓' => "v",
        '×' => "x",
        '✓' => "+",
        '✗' => "x",
        '·' => "*",
        '★' => "*",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn ascii_loses_nothing() {
        let look = Look {
            width: 80,
            colour: false,
            ascii: true,
        };
        assert_eq!(
            look.spelt("l’énoncé « œuvre » → 🦀"),
            "l'enonce \" oeuvre \" -> \\u{1f980}"
        );
    }
}
