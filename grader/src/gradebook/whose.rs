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

use super::fill::{Key, Line, Skipped, Stands, folded};
use super::table::Table;
use crate::model::{Name, System};

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

    /// Where each line leads, and which rows have a student of ours.
    pub(super) fn leads(&self, lines: &[Line]) -> (Vec<Lead>, BTreeSet<usize>) {
        let found: Vec<_> = lines.iter().map(|line| self.row_of(line)).collect();
        let mut claims: BTreeMap<usize, Vec<(usize, Key)>> = BTreeMap::new();
        for (at, found) in found.iter().enumerate() {
            if let Ok((row, by)) = found {
                claims.entry(*row).or_default().push((at, *by));
            }
        }
        let mut leads: Vec<Lead> = { found.into_iter() }
            .map(|found| found.map_or_else(Lead::Left, |(row, _)| Lead::To(row)))
            .collect();
        let mut claimed = BTreeSet::new();
        let is_not = |at: usize, other: usize| lines[at].is_not(&lines[other]);
        let stands = |at: usize| lines[at].stands;
        for (row, claims) in claims {
            // By the name alone, a namesake is led to where something surer leads another one.
            let is_sure = |(_, by): &&(usize, Key)| *by != Key::Name;
            let sure: Vec<usize> = { claims.iter().filter(is_sure) }
                .map(|(at, _)| *at)
                .collect();
            let is_theirs = |(at, by): &&(usize, Key)| {
                *by != Key::Name || !sure.iter().any(|one| is_not(*one, *at))
            };
            let (theirs, namesakes): (Vec<_>, Vec<_>) = claims.iter().partition(is_theirs);
            for (at, _) in namesakes {
                leads[at] = Lead::Left(Skipped::NoLine);
            }
            // Who has handed in nothing stands in the way of a namesake only.
            let mut whose: Vec<usize> = theirs.into_iter().map(|(at, _)| at).collect();
            let handed_in = |at: &usize| stands(*at) != Stands::Nothing;
            let some: Vec<usize> = whose.iter().copied().filter(handed_in).collect();
            whose.retain(|at| handed_in(at) || some.iter().any(|one| is_not(*one, *at)));
            let [first, more @ ..] = &whose[..] else {
                continue;
            };
            claimed.insert(row);
            if more.is_empty() {
                continue;
            }
            let mut names: Vec<String> = { whose.iter() }
                .map(|at| lines[*at].submission.clone())
                .collect();
            names.dedup();
            // Namesakes, and two who share a submission, have a line each.
            let several = names.len() > 1 && !more.iter().any(|at| is_not(*at, *first));
            let mut why = several.then_some(Lead::Left(Skipped::Several(names)));
            let told = whose.iter().filter(|at| stands(**at) == Stands::Told);
            for at in told {
                leads[*at] = match several {
                    true => why.take().unwrap_or(Lead::Untold),
                    false => Lead::Left(Skipped::NoLine),
                };
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
        let (by, row) = leads.ok_or(Skipped::NoLine)?;
        let has = |rows: &[&Known]| rows.iter().any(|one| one.row == row.row);
        let line = row.shown.clone();
        for (also, rows) in &found {
            if let Some(other) = rows.first().filter(|_| !has(rows)) {
                let (also, other) = (*also, other.shown.clone());
                return Err(Skipped::TwoLines {
                    by,
                    line,
                    also,
                    other,
                });
            }
        }
        let differs = |not| Err(Skipped::Differs { by, line, not });
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
        Ok((row.row, by))
    }

    fn ours(&self, line: &Line) -> Known {
        let student = &line.student;
        let number = student.number.as_ref();
        let number = number.filter(|number| number.system == self.system);
        Known {
            number: number.map_or_else(String::new, |number| number.number.clone()),
            id: line.id().unwrap_or_default().trim().to_owned(),
            email: student.email.as_deref().map(folded).unwrap_or_default(),
            name: line.name(),
            alias: Name::new(&line.submission),
            ..Known::default()
        }
    }
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
