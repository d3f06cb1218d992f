//! Lines of a page, as many and as wide as there is room for.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::i18n::{Catalog, args};
use crate::report::look::{Look, Tone};
use crate::report::sheet::Sheet;

/// The lines of what was written, from the first that is not empty.
pub(super) fn lines(sheet: Sheet) -> Vec<String> {
    let text = sheet.finished();
    let lines = text.lines().skip_while(|line| line.is_empty());
    lines.map(str::to_owned).collect()
}

/// A text in lines of the page.
pub(super) fn wrapped(text: &str, look: Look) -> Vec<String> {
    let mut sheet = Sheet::new(look);
    text.lines()
        .for_each(|line| sheet.paragraph("", line, Tone::Plain));
    lines(sheet)
}

/// What a tool printed, in lines of the page: a longer line goes on in the next, in the same colours.
pub(super) fn folded_at(line: &str, width: usize) -> Vec<String> {
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

/// As many lines as there is room for; the last says how many are missing.
pub(super) fn shortened(
    mut lines: Vec<String>,
    room: usize,
    catalog: &Catalog,
    look: Look,
) -> Vec<String> {
    if lines.len() > room {
        let missing = lines.len() - room.saturating_sub(1);
        lines.truncate(room.saturating_sub(1));
        lines.push(folded(missing, catalog, look));
    }
    lines.truncate(room);
    lines
}

fn folded(count: usize, catalog: &Catalog, look: Look) -> String {
    look.paint(
        &look.spelt(&catalog.text("folded", &args!["count" => count])),
        Tone::Faint,
    )
}

/// The rows around `place`.
pub(super) fn around(
    rows: Vec<String>,
    room: usize,
    place: usize,
    catalog: &Catalog,
    look: Look,
) -> Vec<String> {
    let first = (place + 2)
        .saturating_sub(room)
        .min(rows.len().saturating_sub(room));
    shortened(rows.into_iter().skip(first).collect(), room, catalog, look)
}

/// What stands between double spaces, as many in a line as there is room for.
pub(super) fn packed(text: &str, look: Look) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for one in look.spelt(text).split("  ") {
        match lines.last_mut() {
            Some(line) if line.width() + 2 + one.width() <= look.width => {
                *line += "  ";
                *line += one;
            }
            Some(_) | None => lines.push(cut(one, look.width)),
        }
    }
    lines
}

/// A row within the page that keeps its end, which is what one types: what stands ahead of it is cut.
pub(super) fn named(text: &str, end: &str, look: Look) -> String {
    let room = look.width.saturating_sub(end.width());
    if text.width() <= room {
        return format!("{text}{end}");
    }
    let ellipsis = look.spelt("…");
    let text = cut(text, room.saturating_sub(ellipsis.width()));
    cut(&format!("{text}{ellipsis}{end}"), look.width)
}

/// A line within the page.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::folded_at;

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
