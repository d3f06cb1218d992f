//! What was seen of a check as rows: what belongs together in one, and nothing that means nothing to a student.

use super::who;
use crate::model::{CheckReport, Fact, Member};

/// A fact, or several that are one thing.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    pub(super) at: u64,
    pub(super) from: Option<&'a Member>,
    pub(super) to: Option<&'a Member>,
    pub(super) told: Told<'a>,
    pub(super) members: usize,
}

/// What a row tells; bytes of one direction that follow one another are one thing.
#[derive(Debug, Clone)]
pub(super) enum Told<'a> {
    Seen(&'a Fact),
    Bytes { bytes: Vec<u8>, pieces: usize },
    Printed(Vec<u8>),
    Complained(Vec<u8>),
    More(usize),
    Failed,
}

/// The facts as rows: until the failure, or all of them with what programs said on standard error.
pub(super) fn rows(check: &CheckReport, all: bool) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    let left_out = usize::try_from(check.evidence.left_out).unwrap_or(usize::MAX);
    // What a bounded trace has left out was in its middle.
    let middle = check.evidence.observations.len() / 2;
    let aside = who::aside(check);
    for (index, observation) in check.evidence.observations.iter().enumerate() {
        let row = |from, to, told| Row {
            at: observation.at,
            from,
            to,
            told,
            members: 1,
        };
        if left_out > 0 && index == middle {
            rows.push(row(None, None, Told::More(left_out)));
        }
        let fact = &observation.what;
        let actor = fact.actor();
        if actor.is_some_and(|actor| aside.contains(actor.actor.as_str())) {
            continue;
        }
        match fact {
            Fact::Failed { .. } => {
                rows.push(row(None, None, Told::Failed));
                if !all {
                    break;
                }
            }
            // Lines of the exercise file mean nothing to a student; threads are shown apart.
            Fact::Step { .. } | Fact::Used { .. } | Fact::Waited { .. } | Fact::Stuck { .. } => {}
            Fact::Printed {
                actor,
                error: true,
                bytes,
            } => {
                if all {
                    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                        match unended(&mut rows, actor) {
                            Some(begun) => begun.extend_from_slice(line),
                            None if line.trim_ascii().is_empty() => {}
                            None => {
                                let told = Told::Complained(line.to_vec());
                                rows.push(row(Some(actor), None, told));
                            }
                        }
                    }
                }
            }
            Fact::Printed {
                actor,
                error: false,
                bytes: more,
            } => match rows.last_mut() {
                Some(Row {
                    from,
                    told: Told::Printed(bytes),
                    ..
                }) if *from == Some(actor) => bytes.extend_from_slice(more),
                _ => rows.push(row(Some(actor), None, Told::Printed(more.clone()))),
            },
            Fact::Sent {
                from: sender,
                to: receiver,
                bytes: more,
            } => match rows.last_mut() {
                Some(Row {
                    from,
                    to,
                    told: Told::Bytes { bytes, pieces },
                    ..
                }) if (*from, *to) == (Some(sender), Some(receiver)) => {
                    bytes.extend_from_slice(more);
                    *pieces += 1;
                }
                _ => {
                    let told = Told::Bytes {
                        bytes: more.clone(),
                        pieces: 1,
                    };
                    rows.push(row(Some(sender), Some(receiver), told));
                }
            },
            Fact::Launched { actor, .. }
            | Fact::Listening { actor, .. }
            | Fact::Typed { actor, .. }
            | Fact::InputEnded { actor }
            | Fact::Signalled { actor, .. }
            | Fact::Exited { actor, .. }
            | Fact::LimitReached { actor, .. } => {
                rows.push(row(Some(actor), None, Told::Seen(fact)));
            }
            Fact::Connected { from, to }
            | Fact::Refused { from, to }
            | Fact::Ended { from, to }
            | Fact::Reset { from, to }
            | Fact::Holding { from, to }
            | Fact::Held { from, to }
            | Fact::Released { from, to, .. }
            | Fact::Cut { from, to } => {
                rows.push(row(Some(from), Some(to), Told::Seen(fact)));
            }
        }
    }
    rows
}

/// The line that `actor` began last, if it has no end yet: what else happened meanwhile does not tear it.
fn unended<'a>(rows: &'a mut [Row<'_>], actor: &Member) -> Option<&'a mut Vec<u8>> {
    let last = rows.iter_mut().rev().find_map(|row| match &mut row.told {
        Told::Complained(line) if row.from == Some(actor) => Some(line),
        _ => None,
    });
    last.filter(|line| !line.ends_with(b"\n"))
}
