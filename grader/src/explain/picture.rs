//! A sequence diagram drawn with characters, within a width.

use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::diagram::{Diagram, Event, Label, What};
use super::moment::time;
use super::payload;
use super::quote::{self, Page};
use super::wrap::wrapped;
use crate::i18n::{Catalog, args};

const INDENT: usize = 2;
/// Below so many columns, nothing is indented, and labels have lines of their own.
const NARROW: usize = 60;
/// So many lines beside a line are enough for a label.
const MOST_LINES: usize = 4;
/// The columns between two lines that a label needs.
const CLOSEST: usize = 12;
/// The columns beyond which lines would only be far apart.
const WIDEST: usize = 36;

/// How many lines a page has room for.
pub(super) fn room(page: Page) -> usize {
    (page.width / CLOSEST).clamp(2, 7)
}

/// The diagram in lines of at most the page's width; bytes that do not fit into their arrows are cut.
pub(super) fn lines(diagram: &Diagram, catalog: &Catalog, page: Page) -> Vec<String> {
    drawn(diagram, catalog, page, Long::Cut)
}

/// The diagram in lines of at most the page's width; bytes that do not fit into their arrows stand above them.
pub(super) fn whole(diagram: &Diagram, catalog: &Catalog, page: Page) -> Vec<String> {
    drawn(diagram, catalog, page, Long::Unfolded)
}

/// What becomes of bytes that do not fit into their arrow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Long {
    Cut,
    Unfolded,
}

fn drawn(diagram: &Diagram, catalog: &Catalog, page: Page, long: Long) -> Vec<String> {
    if diagram.events.is_empty() || diagram.lifelines.is_empty() {
        return vec![];
    }
    let times = diagram.events.iter().map(|event| match event.what {
        What::More(_) => String::new(),
        _ => time(event.at, catalog),
    });
    let times: Vec<String> = times.collect();
    let drawing = Drawing::new(diagram, &times, catalog, page, long);
    let mut lines = vec![drawing.head()];
    for (event, time) in diagram.events.iter().zip(&times) {
        lines.extend(drawing.event(event, time));
    }
    lines
}

struct Drawing<'a> {
    diagram: &'a Diagram,
    catalog: &'a Catalog,
    page: Page,
    long: Long,
    /// The columns of the lines.
    columns: Vec<usize>,
    /// Where times end.
    times: usize,
}

impl<'a> Drawing<'a> {
    fn new(
        diagram: &'a Diagram,
        times: &[String],
        catalog: &'a Catalog,
        page: Page,
        long: Long,
    ) -> Self {
        let widest = times.iter().map(|time| time.width()).max().unwrap_or(0);
        let indent = if page.width < NARROW { 0 } else { INDENT };
        let times = indent + widest;
        let names: Vec<usize> = diagram.lifelines.iter().map(|name| name.width()).collect();
        let half = |place: usize| names.get(place).map_or(0, |width| width / 2);
        let first = times + 2 + half(0).min(CLOSEST);
        let gaps = names.len() - 1;
        // Beside the last line there is room for what happens to it.
        let beside = (page.width / 4).max(half(gaps) + 1).min(page.width / 3);
        let across = page.width.saturating_sub(first + beside);
        let gap = (across / gaps.max(1)).clamp(CLOSEST.min(across.max(2)), WIDEST);
        let columns = (0..names.len()).map(|place| first + place * gap);
        Self {
            diagram,
            catalog,
            page,
            long,
            columns: columns.collect(),
            times,
        }
    }

    fn sign(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.page.ascii { ascii } else { unicode }
    }

    /// The names above their lines.
    fn head(&self) -> String {
        let mut canvas = Canvas::new(self.page.width);
        let mut free = 0;
        for (place, name) in self.diagram.lifelines.iter().enumerate() {
            let next = self.columns.get(place + 1).copied();
            let until = next.map_or(self.page.width, |next| next - 1);
            let name = match self.page.ascii {
                true => name.replace('×', "x"),
                false => name.clone(),
            };
            let start = self.columns[place]
                .saturating_sub(name.width() / 2)
                .max(free);
            let name = quote::shortened(&name, until.saturating_sub(start).max(4), self.page);
            canvas.put(start, &name);
            free = start + name.width() + 1;
        }
        canvas.text()
    }

    /// A row with nothing but its time and the lines.
    fn bare(&self, time: &str) -> Canvas {
        let mut canvas = Canvas::new(self.page.width);
        canvas.put(self.times.saturating_sub(time.width()), time);
        for column in &self.columns {
            canvas.put(*column, self.sign("│", "|"));
        }
        canvas
    }

    fn event(&self, event: &Event, time: &str) -> Vec<String> {
        match &event.what {
            What::More(count) => {
                let more = self.catalog.text("folded", &args!["count" => *count]);
                let more = match self.page.ascii {
                    true => more.replace('…', "..."),
                    false => more,
                };
                let mut canvas = self.bare("");
                canvas.put(self.columns[0] + 2, &format!("{more} "));
                vec![canvas.text()]
            }
            What::Failed { on } => {
                let mut canvas = self.bare(time);
                let words = self.catalog.plain("diagram-failed");
                match on {
                    Some(on) => {
                        canvas.put(self.columns[*on], self.sign("✗", "x"));
                        self.note(canvas, *on, MOST_LINES, |_| words.clone())
                    }
                    None => {
                        let words = format!("{} {words} ", self.sign("✗", "x"));
                        canvas.put(self.columns[0] + 2, &words);
                        vec![canvas.text()]
                    }
                }
            }
            What::Note { on, label } => {
                let words = |room| self.label(event, label, room).0;
                self.note(self.bare(time), *on, most_lines(label), words)
            }
            What::Arrow {
                from,
                to,
                label,
                broken,
            } => self.arrow(event, time, [*from, *to], label, *broken),
        }
    }

    /// Words beside a line: on its right where they fit, else on the side that has more room, on as many lines as they
    /// need, within `most`. `first` is the row that they begin in.
    fn note(
        &self,
        first: Canvas,
        on: usize,
        most: usize,
        words: impl Fn(usize) -> String,
    ) -> Vec<String> {
        let column = self.columns[on];
        let right = self.page.width.saturating_sub(column + 2);
        let left = column.saturating_sub(self.times + 4);
        let whole = words(usize::from(u16::MAX));
        let is_right = whole.width() <= right || left <= right;
        let room = if is_right { right } else { left };
        let lines = match whole.width() <= room || most == 1 {
            true => vec![words(room)],
            false => wrapped(&words(most * room), room, room, str::to_owned),
        };
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        let rows = std::iter::once(first).chain(std::iter::repeat_with(|| self.bare("")));
        let put = |(mut canvas, line): (Canvas, &String)| {
            if is_right {
                canvas.put(column + 2, &format!("{line} "));
            } else {
                let gap = " ".repeat(widest - line.width());
                let start = column.saturating_sub(widest + 2);
                canvas.put(start, &format!(" {line}{gap} "));
            }
            canvas.text()
        };
        rows.zip(&lines).map(put).collect()
    }

    fn arrow(
        &self,
        event: &Event,
        time: &str,
        [from, to]: [usize; 2],
        label: &Label,
        broken: bool,
    ) -> Vec<String> {
        let (left, right) = (self.columns[from.min(to)] + 1, self.columns[from.max(to)]);
        let mut canvas = self.bare(time);
        for column in left..right {
            canvas.put(column, self.sign("─", "-"));
        }
        let head = match (broken, from < to) {
            (true, _) => self.sign("✗", "x"),
            (false, true) => self.sign("▶", ">"),
            (false, false) => self.sign("◀", "<"),
        };
        canvas.put(if from < to { right - 1 } else { left }, head);
        // A space at either end, and some of the arrow.
        let room = (right - left).saturating_sub(5);
        let (text, mark) = self.label(event, label, room);
        // What does not fit into the arrow stands above it: words always, bytes on a narrow page.
        let stands_above = self.page.width < NARROW || most_lines(label) > 1;
        let above = self.page.width.saturating_sub(left + 1);
        let (long, long_mark) = self.label(event, label, above);
        let over = |column, text: &str| {
            let mut canvas = self.bare("");
            canvas.put(column, text);
            canvas.text()
        };
        if let Some(shown) = self.unfolded(event, label, &text, above) {
            let mut lines = Vec::new();
            for (line, mark) in shown {
                lines.push(over(left + 1, &format!("{line} ")));
                lines.extend(mark.map(|mark| over(left + 1 + mark, "^")));
            }
            let pieces = match label {
                Label::Bytes { pieces, .. } if *pieces > 1 => {
                    let note = args!["count" => *pieces];
                    format!(" {} ", self.catalog.text("fact-pieces", &note))
                }
                Label::Bytes { .. }
                | Label::Words(_)
                | Label::Prints(_)
                | Label::Complains(_)
                | Label::Typed(_) => String::new(),
            };
            let start = left + (right - left).saturating_sub(pieces.width()) / 2;
            canvas.put(start, &pieces);
            lines.push(canvas.text());
            return lines;
        }
        if stands_above && text != long && long.width() > text.width() {
            let long = match most_lines(label) {
                1 => vec![long],
                most => {
                    let (whole, _) = self.label(event, label, most * above);
                    wrapped(&whole, above, above, str::to_owned)
                }
            };
            let mut lines: Vec<String> = long
                .iter()
                .map(|line| over(left + 1, &format!("{line} ")))
                .collect();
            lines.extend(long_mark.map(|mark| over(left + 1 + mark, "^")));
            lines.push(canvas.text());
            return lines;
        }
        let start = left + (right - left).saturating_sub(text.width() + 2) / 2;
        canvas.put(start, &format!(" {text} "));
        let mut lines = vec![canvas.text()];
        if let Some(mark) = mark {
            let mut canvas = self.bare("");
            canvas.put(start + 1 + mark, "^");
            lines.push(canvas.text());
        }
        lines
    }

    /// All bytes of an event, line by line, where what is `written` on its arrow lacks some and they may stand above it.
    fn unfolded(
        &self,
        event: &Event,
        label: &Label,
        written: &str,
        above: usize,
    ) -> Option<Vec<payload::Shown>> {
        let Label::Bytes {
            bytes, wrong_at, ..
        } = label
        else {
            return None;
        };
        let is_cut = bytes.len() > self.page.width
            || !written.contains(&format!("\"{}\"", quote::text(&self.page.pieces(bytes))));
        let is_one = event.members == 1 && event.member.is_none();
        (self.long == Long::Unfolded && is_cut && is_one)
            .then(|| payload::unfolded(bytes, *wrong_at, above.saturating_sub(1), self.page))?
    }

    /// What is said of an event, within a width, and the column of its first wrong byte.
    fn label(&self, event: &Event, label: &Label, room: usize) -> (String, Option<usize>) {
        let lead = event.lead(self.sign("×", "x"));
        let room = room.saturating_sub(lead.width());
        let more = |count: usize| self.catalog.text("bytes-more", &args!["count" => count]);
        let quoted = |bytes: &[u8], room: usize| {
            // In little room, that there is more is all that can be said.
            let short = |count| {
                if room < 24 {
                    String::new()
                } else {
                    more(count)
                }
            };
            let text = self.page.bytes(bytes, room, short);
            quote::shortened(text.trim_end(), room, self.page)
        };
        // Room for the longest words around bytes.
        let around = |id: &str, bytes: &[u8]| {
            let empty = self.catalog.text(id, &args!["bytes" => String::new()]);
            let inner = room.saturating_sub(empty.width()).max(6);
            self.catalog
                .text(id, &args!["bytes" => quoted(bytes, inner)])
        };
        let mut mark = None;
        let text = match label {
            Label::Words(words) => words.clone(),
            Label::Bytes {
                bytes,
                pieces,
                wrong_at,
            } => {
                let note = match pieces {
                    1 => String::new(),
                    pieces => {
                        let note = self.catalog.text("fact-pieces", &args!["count" => *pieces]);
                        format!(" {note}")
                    }
                };
                let note = if note.width() * 2 > room {
                    String::new()
                } else {
                    note
                };
                // The others have sent other bytes.
                let note = match event.members {
                    1 => note,
                    _ => format!(" {}", self.page.ellipsis()),
                };
                let text = quoted(bytes, room.saturating_sub(note.width()));
                mark = wrong_at.and_then(|at| {
                    let before = self.page.pieces(bytes.get(..at)?);
                    let before: usize = before.iter().map(|piece| piece.width).sum();
                    let shown = text.width().saturating_sub(2);
                    (before < shown).then_some(lead.width() + 1 + before)
                });
                text + &note
            }
            Label::Prints(bytes) => around("fact-printed", bytes),
            Label::Typed(bytes) => around("fact-typed", bytes),
            Label::Complains(line) => {
                let line = String::from_utf8_lossy(line);
                let said = self.page.spelt(line.trim());
                let room = room.saturating_sub(2);
                let said = quote::without_middle(&said, room, self.page.ellipsis());
                format!("! {said}")
            }
        };
        (lead + &quote::shortened(&text, room, self.page), mark)
    }
}

/// On how many lines a label may stand. Bytes are cut, with their number: wrapped, their spaces would be lost.
fn most_lines(label: &Label) -> usize {
    match label {
        Label::Words(_) | Label::Complains(_) => MOST_LINES,
        Label::Bytes { .. } | Label::Prints(_) | Label::Typed(_) => 1,
    }
}
