//! What has moved of a result since an older one, and what moved it: checks, or what a teacher has decided.

use super::row::{Row, steps_told};
use super::shell::word;
use crate::i18n::{Catalog, args};
use crate::model::{Adjustment, escape};

/// A check that came out otherwise than in an older result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move<'a> {
    /// The check.
    pub(super) id: &'a str,
    /// What came out before, where it was asked.
    pub(super) before: Option<Cell>,
    /// What comes out now, where it is asked.
    pub(super) after: Option<Cell>,
}

/// What came out of a check, what was earned, and what it is worth.
pub(super) type Cell = (&'static str, u32, u32);

/// How a result differs from an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// Nothing that counts.
    None,
    /// The same mark, and the same of each check that both were asked: others are asked now, or they are worth otherwise.
    Asked,
    /// Another mark, or a check came out otherwise.
    Checks,
    /// Another mark of the same that was earned, or one that the teacher has given, whatever was: a rule is behind it, or a
    /// change of the teacher's.
    Rules,
    /// Another mark of something else that was earned, and a rule takes or allows otherwise than before.
    Both,
}

impl Difference {
    /// Between an older result and one of now.
    pub(super) fn of(old: &Row, new: &Row) -> Self {
        let moves = moves(old, new);
        let mark = |row: &Row| {
            let given = row.ruling.given.as_ref()?;
            Some((given.hundredths, given.out_of))
        };
        if mark(old) == mark(new) {
            return match moves.iter().any(Move::is_of_outcome) {
                true => Self::Checks,
                false if moves.is_empty() => Self::None,
                false => Self::Asked,
            };
        }
        let [before, after] = [old, new].map(Ruled::of);
        // By another scale, another mark is earned by the same.
        let is_same = moves.is_empty() || earned(old) == earned(new);
        match is_same || before.is_changed || after.is_changed {
            true => Self::Rules,
            false if before.is_otherwise(&after) => Self::Both,
            false => Self::Checks,
        }
    }

    /// Whether the result is said to have moved.
    pub(super) fn is_move(self) -> bool {
        match self {
            Self::None | Self::Asked => false,
            Self::Checks | Self::Rules | Self::Both => true,
        }
    }

    /// What moved it, for programs.
    pub(super) fn by(self) -> &'static str {
        match self {
            Self::None | Self::Asked => "",
            Self::Checks => "checks",
            Self::Rules => "rules",
            Self::Both => "both",
        }
    }
}

/// What the rules had to do with a mark.
#[derive(Debug, Default)]
struct Ruled {
    /// The mark that came of them.
    mark: u32,
    /// The full mark, where it is not the exercise's.
    scale: Option<u32>,
    /// What was taken for being late.
    taken: u32,
    /// The most that was allowed, where that was less.
    cap: Option<u32>,
    /// Whether the teacher has given it.
    is_changed: bool,
}

impl Ruled {
    fn of(row: &Row) -> Self {
        let Some(given) = &row.ruling.given else {
            return Self::default();
        };
        let mut ruled = Self {
            mark: given.hundredths,
            ..Self::default()
        };
        for step in &given.steps {
            match step {
                Adjustment::Scaled { .. } => ruled.scale = Some(given.out_of),
                Adjustment::Late { taken, .. } => ruled.taken = *taken,
                Adjustment::Capped { most } => ruled.cap = Some(*most),
                Adjustment::Changed { .. } => ruled.is_changed = true,
                Adjustment::HandedInUnknown | Adjustment::Rounded { .. } => {}
            }
        }
        ruled
    }

    /// Whether rules took or allowed otherwise: a cap that the other mark was not above may have been the same.
    fn is_otherwise(&self, other: &Self) -> bool {
        let is_another_cap = match (self.cap, other.cap) {
            (None, None) => false,
            (Some(most), Some(other)) => most != other,
            (Some(most), None) => other.mark > most,
            (None, Some(most)) => self.mark > most,
        };
        is_another_cap || self.scale != other.scale || self.taken != other.taken
    }
}

impl Move<'_> {
    /// Whether something else came out, and not only what it is worth is another.
    fn is_of_outcome(&self) -> bool {
        match (self.before, self.after) {
            (Some((outcome, points, of)), Some((now, points_now, of_now))) => {
                outcome != now || (of == of_now && points != points_now)
            }
            (None, _) | (_, None) => false,
        }
    }
}

/// The mark that was earned.
fn earned(row: &Row) -> Option<(u32, u32)> {
    row.raw.map(|mark| (mark.hundredths, mark.out_of))
}

/// What has moved since an older result: the mark, and a line for each check and each step to the mark that counts;
/// nothing where nothing has.
pub(super) fn moved(old: &Row, new: &Row, catalog: &Catalog) -> Option<String> {
    let difference = Difference::of(old, new);
    if !difference.is_move() {
        return None;
    }
    let [before, after] = [old, new].map(|row| row.mark_as_it_stands(catalog));
    let mut text = format!("{}  {before} → {after}\n", new.shown());
    let mut line = |said: String| text += &format!("  {said}\n");
    if difference == Difference::Rules {
        line(catalog.plain("against-rules"));
    }
    let said = |one: Option<Cell>| match one {
        Some((outcome, points, of)) => format!("{} {points}/{of}", word(outcome, catalog)),
        None => catalog.plain("against-not-asked"),
    };
    for one in moves(old, new) {
        if difference != Difference::Rules || one.is_of_outcome() {
            let (before, after) = (said(one.before), said(one.after));
            let id = escape::harmless(one.id) + &catalog.plain("colon");
            line(format!("{id}{before} → {after}"));
        }
    }
    let [before, after] = [old, new].map(|row| steps(row, difference, catalog));
    for (id, ours, theirs) in [
        ("against-before", &before, &after),
        ("against-after", &after, &before),
    ] {
        for step in ours.iter().filter(|step| !theirs.contains(step)) {
            line(catalog.text(id, &args!["step" => step]));
        }
    }
    Some(text)
}

/// The steps to the mark that counts which tell why it is another: to scale and to round follows what was earned.
fn steps(row: &Row, difference: Difference, catalog: &Catalog) -> Vec<String> {
    let telling = |step: &Adjustment| match step {
        Adjustment::Scaled { .. } | Adjustment::Rounded { .. } => difference != Difference::Checks,
        Adjustment::Late { .. }
        | Adjustment::HandedInUnknown
        | Adjustment::Capped { .. }
        | Adjustment::Changed { .. } => true,
    };
    steps_told(row, &telling, catalog)
}

/// The checks that came out otherwise than in an older result.
pub(super) fn moves<'a>(old: &'a Row, new: &'a Row) -> Vec<Move<'a>> {
    let ids = old
        .checks
        .iter()
        .chain(&new.checks)
        .map(|check| check.id.as_str());
    let mut told: Vec<&str> = vec![];
    let mut moves = vec![];
    for id in ids {
        if told.contains(&id) {
            continue;
        }
        told.push(id);
        let of = |row: &Row| {
            let check = row.checks.iter().find(|check| check.id == id)?;
            Some((check.outcome, check.points, check.of))
        };
        let (before, after) = (of(old), of(new));
        if before != after {
            moves.push(Move { id, before, after });
        }
    }
    moves
}
