//! Texts in lines of a width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` in lines of at most `room` columns (the first of at most `first`), broken at spaces; a word that is longer
/// than a line is broken where it must be. No-break spaces hold, whatever they are spelt as, and so does what stands in
/// backticks where a line has room for it: a space at its end would be lost.
pub fn wrapped(
    text: &str,
    first: usize,
    room: usize,
    spelt: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(text, room) {
        let word = spelt(word);
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
            let full = lines[last].width() + c.width().unwrap_or(0) > room(&lines);
            if full && !lines[last].is_empty() {
                // What a backslash escapes stays with it.
                let escapes = lines[last].ends_with('\\') && lines[last].len() > 1;
                let taken = if escapes { lines[last].pop() } else { None };
                lines.push(taken.into_iter().collect());
            }
            let last = lines.len() - 1;
            lines[last].push(c);
        }
    }
    lines
}

/// `text` in lines of at most `width` columns, the first indented by `indent`, the others by `hanging`.
pub(super) fn indented(text: &str, indent: usize, hanging: usize, width: usize) -> Vec<String> {
    let room = |indent: usize| width.saturating_sub(indent).max(8);
    let lines = wrapped(text, room(indent), room(hanging), str::to_owned);
    let indents = std::iter::once(indent).chain(std::iter::repeat(hanging));
    let each = indents.zip(lines);
    each.map(|(indent, line)| " ".repeat(indent) + &line)
        .collect()
}

/// What no line is broken within: words, and what stands in backticks where that is not wider than `room`.
fn words(text: &str, room: usize) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut begin, mut code, mut holds) = (0, 0, false);
    for (at, c) in text.char_indices() {
        let inside = at < code;
        match c {
            '`' if !inside => {
                let length = text[at + 1..].find('`').map_or(0, |length| length + 2);
                code = at + length;
                holds = text[at..code].width() <= room;
            }
            ' ' if inside && holds => {}
            ' ' | '\n' => {
                words.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    words.push(&text[begin..]);
    words.retain(|word| !word.is_empty());
    words
}

/// What a tool printed, in lines of a width: a longer line goes on in the next, in the same colours.
pub fn folded_at(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut used, mut colours) = (0, String::new());
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let code = rest.starts_with("\x1b[").then(|| rest.find('m')).flatten();
        let (part, columns) = match code {
            Some(end) => (&rest[..=end], 0),
            None => (&rest[..sign.len_utf8()], sign.width().unwrap_or(0)),
        };
        rest = &rest[part.len()..];
        if used + columns > width.max(1) {
            lines.push(colours.clone());
            used = 0;
        }
        used += columns;
        if code.is_some() {
            colours = if part == "\x1b[0m" {
                String::new()
            } else {
                colours + part
            };
        }
        if let Some(last) = lines.last_mut() {
            *last += part;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{folded_at, indented, wrapped};

    fn plain(text: &str, first: usize, room: usize) -> Vec<String> {
        wrapped(text, first, room, str::to_owned)
    }

    #[test]
    fn paragraphs_break_at_spaces_only() {
        assert_eq!(plain("un deux trois", 7, 10), ["un deux", "trois"]);
        assert_eq!(plain("ah\u{a0}: non", 4, 5), ["ah\u{a0}:", "non"]);
        assert_eq!(plain("abcdefgh ij", 4, 5), ["abcd", "efgh", "ij"]);
        assert_eq!(plain("🦀🦀🦀", 4, 4), ["🦀🦀", "🦀"]);
        assert_eq!(plain("", 4, 4), [""]);
        assert_eq!(plain("abc\\n", 4, 4), ["abc", "\\n"]);
        assert_eq!(
            indented("un deux trois", 2, 4, 9),
            ["  un deux", "    trois"]
        );
    }

    #[test]
    fn a_space_that_may_not_break_does_not_as_another_either() {
        let ascii = |word: &str| word.replace('\u{202f}', " ");
        let lines = wrapped("un mot\u{202f}; un autre", 7, 7, ascii);
        assert_eq!(lines, ["un", "mot ;", "un", "autre"]);
    }

    #[test]
    fn what_is_typed_stays_in_one_piece() {
        assert_eq!(plain("par `Echo: ` (x)", 9, 9), ["par", "`Echo: `", "(x)"]);
        // Where no line has room for it, its spaces break.
        assert_eq!(plain("`a b c d` `e f`", 6, 6), ["`a b c", "d`", "`e f`"]);
        assert_eq!(plain("un ` seul", 4, 4), ["un `", "seul"]);
    }

    #[test]
    fn what_is_too_long_goes_on_in_its_colours() {
        assert_eq!(folded_at("", 4), [""]);
        assert_eq!(folded_at("abcd", 4), ["abcd"]);
        assert_eq!(folded_at("abcdé", 4), ["abcd", "é"]);
        assert_eq!(
            folded_at("a\x1b[1m\x1b[31mbcde\x1b[0mfgh", 3),
            ["a\x1b[1m\x1b[31mbc", "\x1b[1m\x1b[31mde\x1b[0mf", "gh"]
        );
    }
}
