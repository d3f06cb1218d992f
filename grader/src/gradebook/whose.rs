//! Whose row of a file is whose.
//!
//! What is known of a student is compared with what the same system says of the same thing, in this order:
//!
//! | ours | worksheet of Moodle | gradebook of Moodle | gradebook of Canvas |
//! |---|---|---|---|
//! | the number in the name that Moodle gave a submission | `Identifier` | | |
//! | the number in the name that Canvas gave a submission | | | `ID` |
//! | the `id` of a roster, which is the school's | | `ID number` | `SIS User ID` |
//! | the address | `Email address` | `Email address` | `SIS Login ID` |
//! | the name | `Full name` | both names | `Student` |
//!
//! The first of them that only one row has leads to it. Where another one says otherwise, the row is nobody's: then the
//! file may be another assignment's, or the roster wrong, and only its teacher knows. A name alone leads nowhere where the row
//! has another id or address, or may be that of another student of ours: it is a namesake's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fill::{Line, Stands};
use super::skipped::{Key, Skipped};
use super::table::Table;
use crate::model::{Name, System, folded};

/// The columns by which students are known.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    /// The system that has made the file.
    pub(super) system: System,
    /// The column with the number by which the system knows a student, if it is in the file.
    pub(super) number: Option<usize>,
    /// The column with the number or word by which the school does.
    pub(super) id: Option<usize>,
    /// The column with a mail address.
    pub(super) email: Option<usize>,
    /// Columns whose texts make a name.
    pub(super) names: Vec<usize>,
}

impl Keys {
    /// Whether a column says whose a row is.
    pub(super) fn have(&self, column: usize) -> bool {
        let one = [self.number, self.id, self.email].contains(&Some(column));
        one || self.names.contains(&column)
    }
}

/// Where a line leads.
#[derive(Debug)]
pub(super) enum Lead {
    /// To this row.
    To(usize),
    /// Nowhere, for a reason.
    Left(Skipped),
    /// Nowhere, and there is nothing to say of it: it has no result, or is named with another one of the same student.
    Untold,
}

/// The rows of a file, as far as they say whose they are.
pub(super) struct Whose {
    system: System,
    rows: Vec<Known>,
}

/// What is known of a student, here or there: empty where it is not.
#[derive(Debug, Default)]
struct Known {
    row: usize,
    number: String,
    id: String,
    email: String,
    name: Name,
    /// What else may stand for the name: `Participant 12` where names are hidden, what the submission is called.
    alias: Name,
    shown: String,
}

impl Whose {
    pub(super) fn new(table: &Table, rows: Range<usize>, keys: &Keys) -> Self {
        let known = |row| {
            let cell = |column: Option<usize>| match column {
                Some(column) => table.cell(row, column).trim().to_owned(),
                None => String::new(),
            };
            let names: Vec<String> = keys.names.iter().map(|one| cell(Some(*one))).collect();
            let (number, id, email) = (cell(keys.number), cell(keys.id), cell(keys.email));
            let (mut name, alias) = (Name::new(&names.join(" ")), Name::new(&number));
            // Where names are hidden, some files have the number in their place.
            if name.is(&alias) {
                name = Name::default();
            }
            let called = names.join(" ");
            let called = if name.is_empty() { "" } else { called.trim() };
            let keys = [&*number, &*id, &*email];
            let key = keys.into_iter().find(|key| !key.is_empty());
            let shown = match (called, key) {
                (called, None) => called.to_owned(),
                ("", Some(key)) => key.to_owned(),
                (called, Some(key)) => format!("{called} ({key})"),
            };
            Known {
                row,
                shown,
                number: digits(&number).to_owned(),
                email: folded(&email),
                id,
                name,
                alias,
            }
        };
        Self {
            system: keys.system,
            rows: rows.map(known).collect(),
        }
    }

    /// Each row, and whose it is as the file says it.
    pub(super) fn shown(&self) -> impl Iterator<Item = (usize, &str)> {
        self.rows.iter().map(|row| (row.row, row.shown.as_str()))
    }

    /// Whose a row is, as the file says it.
    fn named(&self, row: usize) -> String {
        let mut shown = self.shown().filter(|(at, _)| *at == row);
        let shown = shown.next().map(|(_, shown)| shown.to_owned());
        shown.unwrap_or_default()
    }

    /// Where each line leads, and which rows have a student of ours.
    pub(super) fn leads(&self, lines: &[Line]) -> (Vec<Lead>, BTreeSet<usize>) {
        let found: Vec<_> = lines.iter().map(|line| self.row_of(line)).collect();
        let mut claims: BTreeMap<usize, Vec<Claim<'_>>> = BTreeMap::new();
        for (at, (line, found)) in lines.iter().zip(&found).enumerate() {
            if let Ok((row, by)) = found {
                let is_sure = *by != Key::Name;
                let claim = Claim { at, line, is_sure };
                claims.entry(*row).or_default().push(claim);
            }
        }
        let mut leads: Vec<Lead> = { found.into_iter() }
            .map(|found| found.map_or_else(Lead::Left, |(row, _)| Lead::To(row)))
            .collect();
        let mut claimed = BTreeSet::new();
        for (row, claims) in claims {
            if claims.iter().any(Claim::handed_in) {
                claimed.insert(row);
            }
            if claims.len() < 2 {
                continue;
            }
            for (at, why) in contended(claims, &self.named(row)) {
                leads[at] = why.map_or(Lead::Untold, Lead::Left);
            }
        }
        for (line, lead) in lines.iter().zip(&mut leads) {
            if line.stands != Stands::Told {
                *lead = Lead::Untold;
            }
        }
        (leads, claimed)
    }

    /// The row of a student and what leads to it, or why none is.
    fn row_of(&self, line: &Line) -> Result<(usize, Key), Skipped> {
        let ours = self.ours(line);
        let found = Key::ALL.map(|key| -> (Key, Vec<&Known>) {
            let is = |row: &&Known| row.is(&ours, key);
            (key, self.rows.iter().filter(is).collect())
        });
        let leads = found.iter().find_map(|(key, rows)| match rows[..] {
            [row] => Some((*key, row)),
            _ => None,
        });
        let several = || {
            let (by, rows) = found.iter().find(|(_, rows)| !rows.is_empty())?;
            let lines = rows.iter().map(|row| row.shown.clone()).collect();
            Some(Skipped::SeveralLines { by: *by, lines })
        };
        let (by, row) = leads.ok_or_else(|| several().unwrap_or(Skipped::NoLine))?;
        let has = |rows: &[&Known]| rows.iter().any(|one| one.row == row.row);
        let shown = row.shown.clone();
        for (also, rows) in &found {
            if let Some(other) = rows.first().filter(|_| !has(rows)) {
                let (line, also, other) = (shown, *also, other.shown.clone());
                return Err(Skipped::TwoLines {
                    by,
                    line,
                    also,
                    other,
                });
            }
        }
        let differs = |not| {
            let line = shown.clone();
            Err(Skipped::Differs { by, line, not })
        };
        if ![&row.number, &ours.number].contains(&&String::new()) && row.number != ours.number {
            return differs(Key::Number);
        }
        if by == Key::Name
            && let Some(not) = row.is_another(&ours)
        {
            return differs(not);
        }
        // Two keys that nobody else has are enough, whatever the name.
        let sure = { found.iter() }
            .filter(|(key, rows)| *key != Key::Name && has(rows))
            .count();
        if sure < 2 && !row.may_be(&ours) {
            return differs(Key::Name);
        }
        // The system's own number says whose the submission is, whatever it is called.
        let is_by_number = !ours.number.is_empty() && row.number == ours.number;
        if let Some(other) = line.anothers.clone().filter(|_| !is_by_number) {
            return Err(Skipped::Slip { line: shown, other });
        }
        Ok((row.row, by))
    }

    fn ours(&self, line: &Line) -> Known {
        let student = &line.student;
        let number = student.number.as_ref();
        let number = number.filter(|number| number.system == self.system);
        Known {
            number: number.map_or_else(String::new, |number| number.number.clone()),
            id: student.school_id().unwrap_or_default().trim().to_owned(),
            email: student.email.as_deref().map(folded).unwrap_or_default(),
            name: line.name(),
            alias: Name::new(&line.submission),
            ..Known::default()
        }
    }
}

/// A line that leads to a row.
struct Claim<'a> {
    /// Which line it is.
    at: usize,
    line: &'a Line,
    /// Whether more than the name leads there.
    is_sure: bool,
}

impl Claim<'_> {
    fn handed_in(&self) -> bool {
        self.line.stands != Stands::Nothing
    }
}

/// Of the lines that lead to the row of `shown`, those that do not get there, and why not, unless it is said of another one.
fn contended(claims: Vec<Claim<'_>>, shown: &str) -> Vec<(usize, Option<Skipped>)> {
    let namesake = |claim: &Claim<'_>| (claim.at, Some(Skipped::Namesake(shown.to_owned())));
    // By the name alone, a namesake is led to where something surer leads another one.
    let (sure, by_name): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| claim.is_sure);
    let is_anothers = |claim: &Claim<'_>| {
        let mut sure = sure.iter();
        sure.any(|one| !one.handed_in() || one.line.student.is_not(&claim.line.student))
    };
    let (namesakes, by_name): (Vec<_>, Vec<_>) = by_name.into_iter().partition(is_anothers);
    let mut left: Vec<_> = namesakes.iter().map(namesake).collect();
    // Nor does anybody know whether it means one who has handed in nothing.
    let is_doubtful = sure.is_empty() && !by_name.iter().all(Claim::handed_in);
    let claims = sure.into_iter().chain(by_name);
    let claims: Vec<Claim<'_>> = claims.filter(Claim::handed_in).collect();
    if is_doubtful {
        left.extend(claims.iter().map(namesake));
        return left;
    }
    let [first, _, ..] = &claims[..] else {
        return left;
    };
    let mut names: Vec<String> = { claims.iter() }
        .map(|claim| claim.line.submission.clone())
        .collect();
    names.sort();
    names.dedup();
    let told = claims
        .iter()
        .filter(|claim| claim.line.stands == Stands::Told);
    if names.len() == 1 {
        // Who share a submission have a row each.
        let partners = || Some(Skipped::Partners(shown.to_owned()));
        left.extend(told.map(|claim| (claim.at, partners())));
    } else if claims
        .iter()
        .any(|claim| claim.line.student.is_not(&first.line.student))
    {
        left.extend(told.map(namesake));
    } else {
        let mut why = Some(Skipped::Several(names));
        left.extend(told.map(|claim| (claim.at, why.take())));
    }
    left
}

impl Known {
    /// Whether a row has a student's key.
    fn is(&self, ours: &Self, key: Key) -> bool {
        let same = |theirs: &str, ours: &str| !ours.is_empty() && theirs == ours;
        match key {
            Key::Number => same(&self.number, &ours.number),
            Key::Id => same(&self.id, &ours.id),
            Key::Email => same(&self.email, &ours.email),
            Key::Name => !ours.name.is_empty() && self.name.is(&ours.name),
        }
    }

    /// What says that a row of the same name is a namesake's: the school's number, or the address. What has no `@` is a word to
    /// log in with.
    fn is_another(&self, ours: &Self) -> Option<Key> {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        let are_addresses = self.email.contains('@') && ours.email.contains('@');
        if differ(&self.id, &ours.id) {
            Some(Key::Id)
        } else {
            (are_addresses && self.email != ours.email).then_some(Key::Email)
        }
    }

    /// Whether the name of a row may be a student's.
    fn may_be(&self, ours: &Self) -> bool {
        let hidden = !self.alias.is_empty() && self.alias.may_be(&ours.name);
        let called = !ours.alias.is_empty() && self.name.may_be(&ours.alias);
        hidden || called || self.name.may_be(&ours.name)
    }
}

/// The number in `Participant 1234`.
fn digits(text: &str) -> &str {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    &text[text.len() - digits..]
}
