//! The exchange as a small sequence diagram: who did what to whom, and when; the last part, where the failure is.

use unicode_width::UnicodeWidthStr;

use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, Failure, Lang, Member, Until};

use super::quote::{self, Page};
use super::{cause, who};

/// At most so many lines: more would not be read.
const MOST_ROWS: usize = 7;
const INDENT: usize = 2;
/// Below so many columns, a row takes two lines.
const NARROW: usize = 60;

/// What was seen until the step that failed.
pub(super) fn lines(
    check: &CheckReport,
    failure: &Failure,
    catalog: &Catalog,
    page: Page,
) -> Vec<String> {
    let concerned = who::concerned(failure);
    if concerned.is_empty() {
        return vec![];
    }
    let folded = folded(rows(check));
    let (rows, hidden) = chosen(folded, &concerned);
    let left_out = usize::try_from(check.evidence.left_out).unwrap_or(usize::MAX);
    let drawing = Drawing { catalog, page };
    let mut lines = drawing.drawn(&rows, hidden.saturating_add(left_out));
    lines.extend(drawing.waited(check));
    lines
}

/// What one line tells.
struct Row<'a> {
    /// When, in microseconds.
    at: u64,
    /// Who did it, or to whom it happened.
    from: &'a Member,
    /// To whom, for what passes between two.
    to: Option<&'a Member>,
    what: What<'a>,
    /// How many members of a group did the same, one after the other.
    members: usize,
}

/// Something seen; bytes of one direction that follow one another are one thing.
enum What<'a> {
    Seen(&'a Fact),
    Bytes { bytes: Vec<u8>, pieces: usize },
    Printed(Vec<u8>),
}

/// The facts as rows, up to the failure.
fn rows(check: &CheckReport) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for observation in &check.evidence.observations {
        let fact = &observation.what;
        let (from, to) = match fact {
            // Where the step failed, its cause has been told.
            Fact::Failed { .. } => break,
            // Lines of the exercise file mean nothing to a student; what is printed for people is shown apart.
            Fact::Step { .. } | Fact::Used { .. } | Fact::Printed { error: true, .. } => continue,
            // Told at the end.
            Fact::Waited { .. } => continue,
            Fact::Launched { actor, .. }
            | Fact::Listening { actor, .. }
            | Fact::Typed { actor, .. }
            | Fact::InputEnded { actor }
            | Fact::Printed { actor, .. }
            | Fact::Signalled { actor, .. }
            | Fact::Exited { actor, .. }
            | Fact::LimitReached { actor, .. } => (actor, None),
            Fact::Connected { from, to }
            | Fact::Refused { from, to }
            | Fact::Sent { from, to, .. }
            | Fact::Ended { from, to }
            | Fact::Reset { from, to }
            | Fact::Holding { from, to }
            | Fact::Released { from, to, .. }
            | Fact::Cut { from, to } => (from, Some(to)),
        };
        if let Fact::Sent { bytes: more, .. } = fact
            && let Some(row) = rows.last_mut()
            && let What::Bytes { bytes, pieces } = &mut row.what
            && (row.from, row.to) == (from, to)
        {
            bytes.extend_from_slice(more);
            *pieces += 1;
            continue;
        }
        if let Fact::Printed { bytes: more, .. } = fact
            && let Some(row) = rows.last_mut()
            && let What::Printed(bytes) = &mut row.what
            && row.from == from
        {
            bytes.extend_from_slice(more);
            continue;
        }
        let what = match fact {
            Fact::Printed { bytes, .. } => What::Printed(bytes.clone()),
            Fact::Sent { bytes, .. } => What::Bytes {
                bytes: bytes.clone(),
                pieces: 1,
            },
            _ => What::Seen(fact),
        };
        rows.push(Row {
            at: observation.at,
            from,
            to,
            what,
            members: 1,
        });
    }
    rows
}

/// Rows that tell the same of one member after the other become one.
fn folded(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut folded: Vec<Row> = Vec::new();
    for row in rows {
        match folded.last_mut() {
            Some(last) if alike(last, &row) => last.members += 1,
            _ => folded.push(row),
        }
    }
    folded
}

fn alike(one: &Row, other: &Row) -> bool {
    let same_kind = match (&one.what, &other.what) {
        (What::Seen(one), What::Seen(other)) => {
            std::mem::discriminant(*one) == std::mem::discriminant(*other)
        }
        (What::Bytes { .. }, What::Bytes { .. }) | (What::Printed(_), What::Printed(_)) => true,
        (What::Seen(_) | What::Bytes { .. } | What::Printed(_), _) => false,
    };
    let actors = |row: &Row| (row.from.actor.clone(), row.to.map(|to| to.actor.clone()));
    same_kind && actors(one) == actors(other) && (one.from, one.to) != (other.from, other.to)
}

/// The rows to show, and how many are not: first those go that are only about siblings of the members concerned,
/// then the oldest.
fn chosen<'a>(mut rows: Vec<Row<'a>>, concerned: &[&Member]) -> (Vec<Row<'a>>, usize) {
    let count = rows.len();
    if count > MOST_ROWS {
        let sibling = |member: &Member| {
            !concerned.contains(&member) && concerned.iter().any(|one| one.actor == member.actor)
        };
        rows.retain(|row| row.members > 1 || !(sibling(row.from) || row.to.is_some_and(&sibling)));
    }
    let old = rows.len().saturating_sub(MOST_ROWS);
    rows.drain(..old);
    let hidden = count - rows.len();
    (rows, hidden)
}

struct Drawing<'a> {
    catalog: &'a Catalog,
    page: Page,
}

impl Drawing<'_> {
    fn drawn(&self, rows: &[Row], hidden: usize) -> Vec<String> {
        let times: Vec<String> = rows.iter().map(|row| self.time(row.at)).collect();
        let actors: Vec<String> = rows.iter().map(|row| self.actors(row)).collect();
        let widest = |texts: &[String]| texts.iter().map(|text| text.width()).max().unwrap_or(0);
        let time_column = widest(&times);
        let actor_column = widest(&actors).min(self.page.width / 2);
        let mut lines = Vec::new();
        if hidden > 0 {
            let dots = self.catalog.text("folded", &args!["count" => hidden]);
            lines.push(format!("{}{dots}", " ".repeat(INDENT)));
        }
        for ((row, time), actors) in rows.iter().zip(&times).zip(&actors) {
            if self.page.width < NARROW {
                lines.extend(self.narrow(row, actors));
                continue;
            }
            let before = " ".repeat(INDENT + time_column - time.width());
            let after = " ".repeat(actor_column.saturating_sub(actors.width()));
            let start = format!("{before}{time}  {actors}{after}  ");
            let room = self.page.width.saturating_sub(start.width()).max(16);
            let line = format!("{start}{}", self.told(row, room));
            lines.push(self.cut(&line));
        }
        lines
    }

    /// What ended the wait for what did not come.
    fn waited(&self, check: &CheckReport) -> Option<String> {
        let seen = &check.evidence.observations;
        let until = seen.iter().find_map(|seen| match seen.what {
            Fact::Waited { until, .. } => Some(until),
            _ => None,
        })?;
        let told = match until {
            Until::Rest => self.catalog.text("waited-rest", &args![]),
            Until::Deadline => self.catalog.text("waited-deadline", &args![]),
        };
        Some(self.cut(&format!("{}{told}", " ".repeat(INDENT))))
    }

    /// Without times, and on two lines where one will not do: side by side, nothing would be left of what was said.
    fn narrow(&self, row: &Row, actors: &str) -> Vec<String> {
        let indent = " ".repeat(INDENT);
        let told = self.told(row, self.page.width.saturating_sub(2 * INDENT));
        let line = format!("{indent}{actors}  {told}");
        if line.width() <= self.page.width {
            vec![line]
        } else {
            let second = self.cut(&format!("{indent}{indent}{told}"));
            vec![self.cut(&format!("{indent}{actors}")), second]
        }
    }

    fn time(&self, micros: u64) -> String {
        let decimal = |tenths: u64| {
            let comma = match self.catalog.lang() {
                Lang::Fr => ",",
                Lang::En => ".",
            };
            format!("{}{comma}{}", tenths / 10, tenths % 10)
        };
        match micros {
            0..10_000 => self
                .catalog
                .text("milliseconds", &args!["ms" => decimal(micros / 100)]),
            10_000..1_000_000 => self
                .catalog
                .text("milliseconds", &args!["ms" => micros / 1000]),
            _ => self
                .catalog
                .text("seconds", &args!["s" => decimal(micros / 100_000)]),
        }
    }

    fn actors(&self, row: &Row) -> String {
        let name = |member: &Member| {
            if row.members > 1 && !member.alone {
                let times = if self.page.ascii { "x" } else { "×" };
                format!("{} {times}{}", member.actor, row.members)
            } else {
                member.to_string()
            }
        };
        match row.to {
            Some(to) => format!("{} {} {}", name(row.from), self.page.arrow(), name(to)),
            None => name(row.from),
        }
    }

    fn told(&self, row: &Row, room: usize) -> String {
        let quoted = |bytes: &[u8], room| {
            let more = |count: usize| self.catalog.text("bytes-more", &args!["count" => count]);
            self.page.bytes(bytes, room, more)
        };
        // Room for the longest label around bytes.
        let inner = room.saturating_sub(22).max(8);
        let say = |id: &str, args| self.catalog.text(id, &args);
        match &row.what {
            What::Bytes { bytes, pieces: 1 } if row.members == 1 => quoted(bytes, room),
            What::Bytes { bytes, .. } if row.members > 1 => {
                format!(
                    "{} {}",
                    quoted(bytes, room.saturating_sub(4)),
                    self.page.ellipsis()
                )
            }
            What::Bytes { bytes, pieces } => {
                let note = say("fact-pieces", args!["count" => *pieces]);
                let room = room.saturating_sub(note.width() + 1);
                format!("{} {note}", quoted(bytes, room))
            }
            What::Printed(bytes) => say("fact-printed", args!["bytes" => quoted(bytes, inner)]),
            What::Seen(fact) => match fact {
                Fact::Launched { arguments, .. } if arguments.is_empty() => {
                    say("fact-launched", args![])
                }
                Fact::Launched { arguments, .. } => say(
                    "fact-launched-with",
                    args!["arguments" => arguments.join(" ")],
                ),
                Fact::Listening { at, .. } => {
                    say("fact-listening", args!["listens" => cause::places(at)])
                }
                Fact::Connected { .. } => say("fact-connected", args![]),
                Fact::Refused { .. } => say("fact-refused", args![]),
                Fact::Sent { bytes, .. } => quoted(bytes, room),
                Fact::Ended { .. } => say("fact-ended", args![]),
                Fact::Reset { .. } => say("fact-reset", args![]),
                Fact::Holding { .. } => say("fact-holding", args![]),
                Fact::Released { bytes, .. } => say("fact-released", args!["count" => *bytes]),
                Fact::Cut { .. } => say("fact-cut", args![]),
                Fact::Typed { bytes, .. } => {
                    say("fact-typed", args!["bytes" => quoted(bytes, inner)])
                }
                Fact::InputEnded { .. } => say("fact-input-ended", args![]),
                Fact::Signalled { signal, .. } => say("fact-signalled", args!["signal" => signal]),
                Fact::Exited { exit, .. } => say(
                    "fact-exited",
                    args!["exit" => cause::ended_briefly(*exit, self.catalog)],
                ),
                Fact::LimitReached { limit, allowed, .. } => {
                    say(cause::limit_fact(*limit), args!["allowed" => allowed])
                }
                Fact::Used {
                    threads,
                    descriptors,
                    ..
                } => say(
                    "fact-used",
                    args!["threads" => *threads, "descriptors" => *descriptors],
                ),
                // Told elsewhere, or otherwise: see `rows`.
                Fact::Step { .. }
                | Fact::Failed { .. }
                | Fact::Waited { .. }
                | Fact::Printed { .. } => String::new(),
            },
        }
    }

    /// A line within the page.
    fn cut(&self, line: &str) -> String {
        quote::shortened(line, self.page.width, self.page)
    }
}
