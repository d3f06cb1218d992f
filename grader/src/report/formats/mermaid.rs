//! The exchange of a check as a sequence diagram in Mermaid, which GitHub and GitLab draw.
//!
//! Mermaid has no quotes for texts: a semicolon or a line's end would begin another statement. So every character that
//! is not plainly harmless is written as its number.

use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, Member, Outcome, escape};
use crate::report::build;

/// Arrows that are drawn of one end and of the other; those between are counted.
const HEAD: usize = 12;
const TAIL: usize = 28;
/// Characters of a label.
const LABEL: usize = 48;

/// The lines of the diagram, if the check failed and there was an exchange.
pub(super) fn diagram(check: &CheckReport, catalog: &Catalog) -> Option<Vec<String>> {
    if !matches!(check.outcome, Outcome::Failed(_)) {
        return None;
    }
    let mut drawing = Drawing {
        catalog,
        actors: Vec::new(),
        rows: Vec::new(),
    };
    for observation in &check.evidence.observations {
        if matches!(observation.what, Fact::Failed { .. }) {
            break;
        }
        drawing.draw(&observation.what);
    }
    let Drawing { actors, rows, .. } = drawing;
    if actors.len() < 2 {
        return None;
    }
    let mut lines = vec!["sequenceDiagram".to_owned()];
    for (number, actor) in actors.iter().enumerate() {
        lines.push(format!("  participant a{number} as {}", label(actor)));
    }
    let hidden = rows.len().saturating_sub(HEAD + TAIL);
    for (at, row) in rows.iter().enumerate() {
        if hidden > 0 && at == HEAD {
            let folded = label(&catalog.text("folded", &args!["count" => hidden]));
            lines.push(format!("  Note over a0,a{}: {folded}", actors.len() - 1));
        }
        if at < HEAD || at >= HEAD + hidden {
            lines.push(row.line());
        }
    }
    Some(lines)
}

/// One arrow or note; the same by members of one group, one after the other, is one.
struct Row {
    from: usize,
    to: Option<usize>,
    arrow: &'static str,
    what: String,
    member: Member,
    count: usize,
}

impl Row {
    fn line(&self) -> String {
        let times = match (self.count, self.member.alone) {
            (1, true) => String::new(),
            (1, false) => format!("({}) ", self.member.index),
            (count, _) => format!("×{count} "),
        };
        let what = label(&format!("{times}{}", self.what));
        match self.to {
            Some(to) => format!("  a{}{}a{to}: {what}", self.from, self.arrow),
            None => format!("  Note over a{}: {what}", self.from),
        }
    }
}

struct Drawing<'a> {
    catalog: &'a Catalog,
    /// Members of a group share a lifeline.
    actors: Vec<String>,
    rows: Vec<Row>,
}

impl Drawing<'_> {
    fn actor(&mut self, member: &Member) -> usize {
        let known = self.actors.iter().position(|name| *name == member.actor);
        known.unwrap_or_else(|| {
            self.actors.push(member.actor.clone());
            self.actors.len() - 1
        })
    }

    fn draw(&mut self, fact: &Fact) {
        let plain = |id: &str| self.catalog.plain(id);
        let quoted =
            |bytes: &[u8]| format!("\"{}\"", escape::bytes(&bytes[..bytes.len().min(200)]));
        let (from, to, arrow, what) = match fact {
            Fact::Connected { from, to } => (from, Some(to), "->>", plain("fact-connected")),
            Fact::Refused { from, to } => (from, Some(to), "-x", plain("fact-refused")),
            Fact::Sent { from, to, bytes } => (from, Some(to), "->>", quoted(bytes)),
            Fact::Ended { from, to } => (from, Some(to), "--)", plain("fact-ended")),
            Fact::Reset { from, to } => (from, Some(to), "-x", plain("fact-reset")),
            Fact::Cut { from, to } => (from, Some(to), "-x", plain("fact-cut")),
            Fact::Holding { from, to } => (from, Some(to), "-->>", plain("fact-holding")),
            Fact::Released { from, to, bytes } => {
                let what = self
                    .catalog
                    .text("fact-released", &args!["count" => *bytes]);
                (from, Some(to), "-->>", what)
            }
            Fact::Typed { actor, bytes } => {
                let what = args!["bytes" => quoted(bytes)];
                (actor, None, "", self.catalog.text("fact-typed", &what))
            }
            Fact::Printed { actor, bytes, .. } => {
                let what = args!["bytes" => quoted(bytes)];
                (actor, None, "", self.catalog.text("fact-printed", &what))
            }
            Fact::Signalled { actor, signal } => {
                let what = args!["signal" => signal];
                (actor, None, "", self.catalog.text("fact-signalled", &what))
            }
            Fact::LimitReached {
                actor,
                limit,
                allowed,
            } => {
                let what = args!["allowed" => allowed];
                let what = self.catalog.text(crate::explain::limit_fact(*limit), &what);
                (actor, None, "", what)
            }
            // Told in the evidence's own words.
            Fact::Step { .. }
            | Fact::Launched { .. }
            | Fact::Listening { .. }
            | Fact::InputEnded { .. }
            | Fact::Exited { .. }
            | Fact::Used { .. }
            | Fact::Waited { .. }
            | Fact::Stuck { .. }
            | Fact::Failed { .. } => return,
        };
        let what = build::tame(&what, false);
        let member = if from.alone { to.unwrap_or(from) } else { from }.clone();
        let from = self.actor(from);
        let to = to.map(|to| self.actor(to));
        if let Some(last) = self.rows.last_mut()
            && (last.from, last.to, last.arrow) == (from, to, arrow)
            && last.what == what
            && last.member != member
        {
            last.count += 1;
            return;
        }
        self.rows.push(Row {
            from,
            to,
            arrow,
            what,
            member,
            count: 1,
        });
    }
}

/// A text that Mermaid shows as it is.
fn label(text: &str) -> String {
    let mut shown = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == LABEL {
            shown.push('…');
            break;
        }
        match c {
            c if c.is_alphanumeric() || " .,…×()'’".contains(c) => shown.push(c),
            c => shown.push_str(&format!("#{};", u32::from(c))),
        }
    }
    shown
}
