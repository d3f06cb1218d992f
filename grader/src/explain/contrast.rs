//! What was expected, above what came instead, with a mark under the first wrong byte.

use unicode_width::UnicodeWidthStr;

use crate::i18n::{Catalog, args};
use crate::model::Failure;

use super::pattern::{is_pattern, sketched};
use super::quote::{Page, Piece, fitting, shortened, text};

/// The lines for `failure`, where it is about bytes.
pub(super) fn lines(failure: &Failure, catalog: &Catalog, page: Page) -> Vec<String> {
    let received = Label::Received;
    let table = |rows: Vec<(Label, String)>| Table { catalog }.laid_out(rows);
    let wide = page.width.saturating_sub(INDENT + 12);
    let show = |bytes: &[u8]| {
        if bytes.is_empty() {
            catalog.plain("got-nothing")
        } else {
            page.bytes(bytes, wide, |count| {
                catalog.text("bytes-more", &args!["count" => count])
            })
        }
    };
    let wanted = |expected: &[String]| {
        let mut labels = std::iter::once(Label::Expected).chain(std::iter::repeat(Label::Or));
        let shown = expected.iter().take(MOST_ALTERNATIVES);
        shown
            .filter_map(|one| {
                let shown = if is_pattern(one) {
                    pattern(one, wide, page)?
                } else {
                    show(one.as_bytes())
                };
                Some((labels.next().unwrap_or(Label::Or), shown))
            })
            .collect::<Vec<_>>()
    };
    match failure {
        Failure::WrongAnswer {
            expected,
            got,
            wrong_at,
            ..
        } => marked(expected, got, *wrong_at, catalog, page),
        Failure::NoAnswer { expected, got, .. } | Failure::EndedEarly { expected, got, .. } => {
            let mut rows = wanted(expected);
            rows.push((received, show(got)));
            table(rows)
        }
        Failure::NotEnded { got, .. } if got.is_empty() => vec![],
        Failure::NotEnded { got, .. } => table(vec![(received, show(got))]),
        Failure::NotPrinted { expected, got, .. } => {
            let mut rows = wanted(expected);
            let mut last = last_lines(got).into_iter();
            rows.push((Label::Printed, last.next().map_or_else(|| show(b""), &show)));
            rows.extend(last.map(|line| (Label::None, show(line))));
            table(rows)
        }
        Failure::NotReceived { expected, got, .. } => {
            let expected = pattern(expected, wide, page).map(|one| (Label::Expected, one));
            let mut rows: Vec<_> = expected.into_iter().collect();
            let mut last = got.iter().rev().take(MOST_LINES).rev();
            rows.push((
                received,
                show(last.next().map_or(b"", |line| line.as_bytes())),
            ));
            rows.extend(last.map(|line| (Label::None, show(line.as_bytes()))));
            table(rows)
        }
        Failure::NotCarried { expected, .. } if expected.is_empty() => vec![],
        Failure::NotCarried { expected, .. } => {
            let expected = pattern(expected, wide, page).map(|one| (Label::Expected, one));
            table(expected.into_iter().collect())
        }
        Failure::RuleBroken { line, .. } => table(vec![(Label::Line, show(line.as_bytes()))]),
        Failure::NotCovered { lines, .. } => {
            let labels = [Label::Line, Label::None].into_iter();
            let shown = lines.iter().map(|line| show(line.as_bytes()));
            table(labels.zip(shown).collect())
        }
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::NeverConnected { .. }
        | Failure::Exited { .. }
        | Failure::Refused { .. }
        | Failure::NotAccepted { .. }
        | Failure::NotRead { .. }
        | Failure::NotExited { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::Grows { .. }
        | Failure::Burns { .. }
        | Failure::Limit { .. } => vec![],
    }
}

const INDENT: usize = 2;
const MOST_ALTERNATIVES: usize = 3;
const MOST_LINES: usize = 3;

#[derive(Clone, Copy)]
enum Label {
    Expected,
    Or,
    Received,
    Printed,
    Line,
    None,
}

/// Labels in a column, texts in another.
struct Table<'a> {
    catalog: &'a Catalog,
}

impl Table<'_> {
    fn label(&self, label: Label) -> String {
        match label {
            Label::Expected => self.catalog.plain("expected"),
            Label::Or => self.catalog.plain("or"),
            Label::Received => self.catalog.plain("received"),
            Label::Printed => self.catalog.plain("printed"),
            Label::Line => self.catalog.plain("line-sent"),
            Label::None => String::new(),
        }
    }

    /// Where the texts begin.
    fn column(&self, labels: &[Label]) -> usize {
        let widths = labels.iter().map(|label| self.label(*label).width());
        INDENT + widths.max().unwrap_or(0) + 2
    }

    fn laid_out(&self, rows: Vec<(Label, String)>) -> Vec<String> {
        let labels: Vec<Label> = rows.iter().map(|(label, _)| *label).collect();
        let column = self.column(&labels);
        rows.iter()
            .map(|(label, text)| self.row(*label, text, column))
            .collect()
    }

    fn row(&self, label: Label, text: &str, column: usize) -> String {
        let label = self.label(label);
        let gap = " ".repeat(column.saturating_sub(INDENT + label.width()));
        format!("{}{label}{gap}{text}", " ".repeat(INDENT))
    }
}

/// The expected line, the wrong one, and `^` under its first wrong byte; long ones are cut around it.
fn marked(
    expected: &[String],
    got: &[u8],
    wrong_at: usize,
    catalog: &Catalog,
    page: Page,
) -> Vec<String> {
    let table = Table { catalog };
    let best = expected
        .iter()
        .filter(|one| !is_pattern(one))
        .max_by_key(|one| common(one.as_bytes(), got));
    let column = table.column(&[Label::Expected, Label::Received]);
    let more = catalog.text("bytes-more", &args!["count" => got.len()]);
    let room = page.width.saturating_sub(column + 2).max(12);
    // A line may be tens of thousands of bytes long: only what surrounds the mark is looked at.
    let wrong_at = wrong_at.min(got.len());
    let from = char_start(got, wrong_at.saturating_sub(4 * room));
    let until = got.len().min(wrong_at + 4 * room);
    let pieces = page.pieces(&got[from..until]);
    let position = pieces
        .iter()
        .take_while(|piece| from + piece.at + bytes_of(piece, &pieces, until - from) <= wrong_at)
        .count();

    let whole: usize = pieces.iter().map(|piece| piece.width).sum();
    let cut = whole > room || from > 0 || until < got.len();
    let room = if cut {
        room.saturating_sub(2 * page.ellipsis().width() + more.width() + 1)
            .max(8)
    } else {
        room
    };
    let skipped = skipped(&pieces[..position], room * 2 / 3);
    let lead = if from > 0 || skipped > 0 {
        page.ellipsis()
    } else {
        ""
    };
    let line = |pieces: &[Piece], complete: bool| {
        let (shown, fits) = fitting(pieces, room);
        let tail = if fits && complete {
            ""
        } else {
            page.ellipsis()
        };
        format!("{lead}\"{}\"{tail}", text(shown))
    };

    let mut lines = Vec::new();
    match best {
        Some(best) => {
            let best = best.as_bytes();
            let begin = from.min(best.len());
            let end = best.len().min((wrong_at + 4 * page.width).max(begin));
            let wanted = page.pieces(&best[begin..end]);
            let wanted = &wanted[skipped.min(wanted.len())..];
            lines.push(table.row(Label::Expected, &line(wanted, end == best.len()), column));
        }
        None => {
            let first = expected.first().and_then(|one| pattern(one, room, page));
            lines.extend(first.map(|one| table.row(Label::Expected, &one, column)));
        }
    }
    let mut shown = line(&pieces[skipped..], until == got.len());
    if cut {
        shown = format!("{shown} {more}");
    }
    lines.push(table.row(Label::Received, &shown, column));
    let before: usize = pieces[skipped..position]
        .iter()
        .map(|piece| piece.width)
        .sum();
    let mark = " ".repeat(column + lead.width() + 1 + before);
    let place = catalog.text("wrong-byte", &args!["at" => wrong_at + 1]);
    if mark.len() + 2 + place.width() <= page.width {
        lines.push(format!("{mark}^ {place}"));
    } else {
        lines.push(format!("{mark}^"));
    }
    lines
}

/// How many of `pieces` to leave out at the beginning, so that the rest fits in `width`.
fn skipped(pieces: &[Piece], width: usize) -> usize {
    let mut used = 0;
    let kept = pieces
        .iter()
        .rev()
        .take_while(|piece| {
            used += piece.width;
            used <= width
        })
        .count();
    pieces.len() - kept
}

fn bytes_of(piece: &Piece, pieces: &[Piece], end: usize) -> usize {
    let next = pieces.partition_point(|other| other.at <= piece.at);
    pieces.get(next).map_or(end, |next| next.at) - piece.at
}

/// The start of the character in which `at` lies, if it is UTF-8.
fn char_start(bytes: &[u8], at: usize) -> usize {
    (at.saturating_sub(3)..=at)
        .rev()
        .find(|at| bytes.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80))
        .unwrap_or(at)
}

fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// A pattern as people write it, if it asks for something certain.
fn pattern(text: &str, width: usize, page: Page) -> Option<String> {
    let sketch = sketched(text, page.ellipsis())?;
    Some(shortened(&page.spelt(&sketch), width, page))
}

/// The last lines of an output that say something.
fn last_lines(output: &[u8]) -> Vec<&[u8]> {
    let lines = output.split(|byte| *byte == b'\n');
    let mut lines: Vec<&[u8]> = lines.filter(|line| !line.trim_ascii().is_empty()).collect();
    lines.split_off(lines.len().saturating_sub(MOST_LINES))
}
