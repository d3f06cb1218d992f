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
