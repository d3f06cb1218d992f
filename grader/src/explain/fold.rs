//! Long exchanges made short: what many members do alike, what is done again and again, what is of no concern.

use std::mem;

use super::rows::{Row, Told};
use crate::model::{Fact, Member};

/// The longest turn that is seen to be taken again and again: so many rows.
const LONGEST_TURN: usize = 4;
/// So often, at least, before its middle is left out.
const TURNS: usize = 4;

/// Rows that tell the same of one member after the other become one, but for those of the members concerned.
pub(super) fn groups<'a>(rows: Vec<Row<'a>>, concerned: &[&Member]) -> Vec<Row<'a>> {
    let stands_out = |row: &Row| {
        let mut members = [row.from, row.to].into_iter().flatten();
        members.any(|member| !member.alone && concerned.contains(&member))
    };
    let mut folded: Vec<Row> = Vec::new();
    for row in rows {
        let apart = stands_out(&row);
        match folded.last_mut() {
            Some(last)
                if !apart
                    && !stands_out(last)
                    && alike(last, &row)
                    && (last.from, last.to) != (row.from, row.to) =>
            {
                last.members += 1;
            }
            _ => folded.push(row),
        }
    }
    folded
}

/// Of turns that are taken again and again, the first and the last, and all that is `telling`.
pub(super) fn repeated<'a>(rows: Vec<Row<'a>>, telling: &dyn Fn(&Row<'a>) -> bool) -> Vec<Row<'a>> {
    let mut kept: Vec<Row> = Vec::new();
    let mut rest = rows.as_slice();
    while let [first, ..] = rest {
        let turn = (1..=LONGEST_TURN).find_map(|length| {
            let turns = turns(rest, length, telling);
            (turns >= TURNS).then_some((length, turns))
        });
        let Some((length, turns)) = turn else {
            kept.push(first.clone());
            rest = &rest[1..];
            continue;
        };
        let (run, after) = rest.split_at(length * turns);
        let left_out = length * (turns - 2);
        kept.extend_from_slice(&run[..length]);
        kept.push(Row {
            at: run[length].at,
            from: None,
            to: None,
            told: Told::More(left_out),
            members: 1,
        });
        kept.extend_from_slice(&run[length * (turns - 1)..]);
        rest = after;
    }
    kept
}

/// How often `rows` begin with turns of `length` rows that are like the first, and none of which is `telling`.
fn turns<'a>(rows: &[Row<'a>], length: usize, telling: &dyn Fn(&Row<'a>) -> bool) -> usize {
    let turns = rows.chunks_exact(length);
    let mut turns = turns.take_while(|turn| !turn.iter().any(telling));
    let Some(first) = turns.next() else {
        return 0;
    };
    let same = |turn: &&[Row<'a>]| {
        turn.iter()
            .zip(first)
            .all(|(one, other)| alike(one, other) && (one.from, one.to) == (other.from, other.to))
    };
    1 + turns.take_while(same).count()
}

/// At most `most` of the rows, but all that is `telling`: first those go that are only about siblings of the members concerned,
/// then the oldest.
pub(super) fn chosen<'a>(
    mut rows: Vec<Row<'a>>,
    concerned: &[&Member],
    most: usize,
    telling: &dyn Fn(&Row<'a>) -> bool,
) -> Vec<Row<'a>> {
    let told = |row: &Row| match row.told {
        Told::More(count) => count,
        Told::Failed => 0,
        Told::Seen(_) | Told::Bytes { .. } | Told::Printed(_) | Told::Complained(_) => 1,
    };
    let count: usize = rows.iter().map(told).sum();
    if rows.len() > most {
        let sibling = |member: &Member| {
            !concerned.contains(&member) && concerned.iter().any(|one| one.actor == member.actor)
        };
        rows.retain(|row| {
            let of_siblings = [row.from, row.to].into_iter().flatten().any(sibling);
            row.members > 1 || !of_siblings
        });
    }
    let telling_ones = rows.iter().filter(|row| telling(row)).count();
    let mut old = rows.len().saturating_sub(most.max(telling_ones));
    let mut hidden = count.saturating_sub(rows.iter().map(told).sum());
    let mut kept: Vec<Row> = vec![];
    for row in rows {
        let goes = old > 0 && !telling(&row);
        old -= usize::from(goes);
        if goes || matches!(row.told, Told::More(_)) {
            hidden += told(&row);
            continue;
        }
        if hidden > 0 {
            kept.push(Row {
                at: row.at,
                from: None,
                to: None,
                told: Told::More(mem::take(&mut hidden)),
                members: 1,
            });
        }
        kept.push(row);
    }
    kept
}

/// Whether two rows tell the same of the same actors, if not of the same members.
fn alike(one: &Row<'_>, other: &Row<'_>) -> bool {
    let kind = |fact: &Fact| mem::discriminant(fact);
    let same = match (&one.told, &other.told) {
        (Told::Seen(one), Told::Seen(other)) => kind(one) == kind(other),
        (Told::Bytes { .. }, Told::Bytes { .. })
        | (Told::Printed(_), Told::Printed(_))
        | (Told::Complained(_), Told::Complained(_)) => true,
        (
            Told::Seen(_)
            | Told::Bytes { .. }
            | Told::Printed(_)
            | Told::Complained(_)
            | Told::More(_)
            | Told::Failed,
            _,
        ) => false,
    };
    let actor = |member: Option<&Member>| member.map(|member| member.actor.clone());
    same && actor(one.from) == actor(other.from) && actor(one.to) == actor(other.to)
}
