//! The exchange as a sequence diagram, as data: who took part, and what happened between them, in order. How it is drawn
//! is another matter.

use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, Failure, Member, Outcome};

use super::cause;
use super::fold;
use super::lifelines::Lifelines;
use super::rows::{Row, Told, rows};
use super::size;
use super::tasks::Telling;
use super::who;

/// A sequence diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The names of those who take part, from left to right.
    pub lifelines: Vec<String>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// A row of a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When, in microseconds from the start of the check.
    pub at: u64,
    /// What.
    pub what: What,
    /// Which member of a group, where the lifeline has several.
    pub member: Option<String>,
    /// How many members of a group did the same, one after the other.
    pub members: usize,
}

impl Event {
    /// What stands before what is said of it where several stand on its line; `times` is the sign before their number.
    pub fn lead(&self, times: &str) -> String {
        match (&self.member, self.members) {
            (_, members @ 2..) => format!("{times}{members} "),
            (Some(member), _) => format!("{member} "),
            (None, _) => String::new(),
        }
    }
}

/// What a row of a diagram shows. Lifelines are given by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Something goes from one to another.
    Arrow {
        /// From whom.
        from: usize,
        /// To whom.
        to: usize,
        /// What.
        label: Label,
        /// Whether it ends the conversation, or does not get there.
        broken: bool,
    },
    /// Something happens to one.
    Note {
        /// To whom.
        on: usize,
        /// What.
        label: Label,
    },
    /// So many rows are left out, which were like those before, or too many.
    More(usize),
    /// Here the check failed, for what this one waited for.
    Failed {
        /// Who.
        on: Option<usize>,
    },
}

/// What is said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Words of ours.
    Words(String),
    /// Bytes that were sent.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// In how many pieces they came.
        pieces: usize,
        /// The first of them that is wrong.
        wrong_at: Option<usize>,
    },
    /// Bytes that a program printed.
    Prints(Vec<u8>),
    /// A line that it printed for people.
    Complains(Vec<u8>),
    /// Bytes that were typed for it.
    Typed(Vec<u8>),
}

/// What becomes of turns that are taken again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// The first and the last are shown, and how much lies between.
    Folded,
    /// All are shown.
    Unfolded,
}

/// The whole exchange of a check, with at most `most` lifelines.
pub fn whole(check: &CheckReport, catalog: &Catalog, most: usize, runs: Runs) -> Diagram {
    let failure = match &check.outcome {
        Outcome::Failed(failure) => Some(failure),
        Outcome::Passed | Outcome::Skipped { .. } | Outcome::Inconclusive(_) => None,
    };
    let telling = Telling::of(check);
    let mut concerned = failure.map_or(vec![], who::concerned);
    concerned.extend(&telling.members);
    let rows = fold::groups(rows(check, true), &concerned);
    let rows = match runs {
        Runs::Folded => fold::repeated(rows, &|row| telling.has(row)),
        Runs::Unfolded => rows,
    };
    drawn(check, failure, rows, &concerned, catalog, most)
}

/// The part of the exchange that matters to a failure: at most `rows_kept` rows until it.
pub(super) fn short(
    check: &CheckReport,
    failure: &Failure,
    catalog: &Catalog,
    most: usize,
    rows_kept: usize,
) -> Diagram {
    let telling = Telling::of(check);
    let mut concerned = who::concerned(failure);
    concerned.extend(&telling.members);
    let rows = fold::groups(rows(check, false), &concerned);
    let rows = fold::chosen(rows, &concerned, rows_kept, &|row| telling.has(row));
    drawn(check, Some(failure), rows, &concerned, catalog, most)
}

fn drawn(
    check: &CheckReport,
    failure: Option<&Failure>,
    rows: Vec<Row<'_>>,
    concerned: &[&Member],
    catalog: &Catalog,
    most: usize,
) -> Diagram {
    let lifelines = Lifelines::of(check, &rows, concerned, most, catalog);
    let marked = failure.and_then(|failure| wrong_row(failure, &rows));
    let mut events = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let wrong_at = marked.filter(|(row, _)| *row == index).map(|(_, at)| at);
        events.extend(event(row, wrong_at, &lifelines, concerned, catalog));
    }
    Diagram {
        lifelines: lifelines.names,
        events,
    }
}

fn event(
    row: Row<'_>,
    wrong_at: Option<usize>,
    lifelines: &Lifelines<'_>,
    concerned: &[&Member],
    catalog: &Catalog,
) -> Option<Event> {
    let place = |member: Option<&Member>| member.and_then(|member| lifelines.place(member));
    let broken = matches!(
        row.told,
        Told::Seen(Fact::Refused { .. } | Fact::Reset { .. } | Fact::Cut { .. })
    );
    let label = match row.told {
        Told::More(count) => return Some(plain(row.at, What::More(count))),
        Told::Failed => {
            let on = place(concerned.first().copied());
            return Some(plain(row.at, What::Failed { on }));
        }
        Told::Bytes { bytes, pieces } => Label::Bytes {
            bytes,
            pieces,
            wrong_at,
        },
        Told::Printed(bytes) => Label::Prints(bytes),
        Told::Complained(line) => Label::Complains(line),
        Told::Seen(Fact::Typed { bytes, .. }) => Label::Typed(bytes.clone()),
        Told::Seen(fact) => Label::Words(words(fact, catalog)?),
    };
    let member = [row.from, row.to].into_iter().flatten().find(|member| {
        row.members == 1
            && lifelines
                .place(member)
                .is_some_and(|place| lifelines.shared[place])
    });
    let what = match (place(row.from)?, place(row.to)) {
        (from, Some(to)) if from != to => What::Arrow {
            from,
            to,
            label,
            broken,
        },
        (on, Some(_) | None) => What::Note { on, label },
    };
    Some(Event {
        at: row.at,
        what,
        member: member.map(Member::to_string),
        members: row.members,
    })
}

fn plain(at: u64, what: What) -> Event {
    Event {
        at,
        what,
        member: None,
        members: 1,
    }
}

/// The row of the answer that was wrong, and where in it.
fn wrong_row(failure: &Failure, rows: &[Row<'_>]) -> Option<(usize, usize)> {
    let Failure::WrongAnswer {
        at, got, wrong_at, ..
    } = failure
    else {
        return None;
    };
    let failed = rows.iter().position(|row| matches!(row.told, Told::Failed));
    let before = &rows[..failed.unwrap_or(rows.len())];
    before.iter().enumerate().rev().find_map(|(index, row)| {
        let Told::Bytes { bytes, .. } = &row.told else {
            return None;
        };
        // What the script had not taken is at the end of what came.
        let begins = bytes.len().checked_sub(got.len())?;
        (row.to == Some(at) && bytes.ends_with(got)).then_some((index, begins + wrong_at))
    })
}

/// What is said of a fact that is neither bytes nor told elsewhere.
fn words(fact: &Fact, catalog: &Catalog) -> Option<String> {
    let say = |id: &str, args| Some(catalog.text(id, &args));
    match fact {
        Fact::Launched { arguments, .. } if arguments.is_empty() => say("fact-launched", args![]),
        Fact::Launched { arguments, .. } => say(
            "fact-launched-with",
            args!["arguments" => arguments.join(" ")],
        ),
        Fact::Listening { at, .. } => say("fact-listening", args!["listens" => cause::places(at)]),
        Fact::Connected { .. } => say("fact-connected", args![]),
        Fact::Refused { .. } => say("fact-refused", args![]),
        Fact::Ended { .. } => say("fact-ended", args![]),
        Fact::Reset { .. } => say("fact-reset", args![]),
        Fact::Holding { .. } => say("fact-holding", args![]),
        Fact::Held { .. } => say("fact-held", args![]),
        Fact::Released { bytes, .. } => say("fact-released", args!["count" => *bytes]),
        Fact::Cut { .. } => say("fact-cut", args![]),
        Fact::InputEnded { .. } => say("fact-input-ended", args![]),
        Fact::Signalled { signal, .. } => say("fact-signalled", args!["signal" => signal]),
        Fact::Exited { exit, .. } => say(
            "fact-exited",
            args!["exit" => cause::ended_briefly(*exit, catalog)],
        ),
        Fact::LimitReached { limit, allowed, .. } => {
            let allowed = size::allowed(allowed, catalog);
            say(cause::limit_fact(*limit), args!["allowed" => allowed])
        }
        Fact::Step { .. }
        | Fact::Used { .. }
        | Fact::Waited { .. }
        | Fact::Stuck { .. }
        | Fact::Failed { .. }
        | Fact::Sent { .. }
        | Fact::Typed { .. }
        | Fact::Printed { .. } => None,
    }
}
