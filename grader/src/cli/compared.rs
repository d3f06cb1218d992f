//! Results beside older ones of the same exercise: whose mark has moved, and what is to be known of the older ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Problem;
use super::class::ClassTrouble;
use super::report::Book;
use crate::batch::StoreError;
use crate::i18n::args;
use crate::model::{Number, Student, escape};
use crate::report::class::Against;

impl Book<'_> {
    /// Whose mark has moved since other results, and by what: each side as its own report tells it.
    pub(super) fn against(&self, old: &Path) -> Result<Against, Problem> {
        let mut before = Self::open(old, self.words, self.catalog)?;
        let exercise = before.batch.exercise.clone();
        if exercise != self.batch.exercise {
            let folder = old.to_owned();
            return Err(ClassTrouble::from(StoreError::OtherExercise { folder, exercise }).into());
        }
        // Who is hidden behind a code has the same on both sides; of those who are on one alone, that side's report has it.
        let pending = self.batch.pending(&self.heads);
        let newer: Vec<Whose<'_>> = { self.shown() }
            .map(|head| (head.name(), head.students()))
            .chain(pending.map(|one| (one.name.as_str(), &one.students[..])))
            .collect();
        let older: Vec<Whose<'_>> = { before.shown() }
            .map(|head| (head.name(), head.students()))
            .collect();
        let anew = anew(&older, &newer);
        let same = newer.iter().map(|(name, _)| (*name, *name));
        let same = same.chain(anew.iter().map(|(old, new)| (old.as_str(), new.as_str())));
        before.codes = same
            .map(|(old, new)| (old.to_owned(), self.code(new)))
            .collect();
        self.older.replace(before.beside(self));
        let mut rows = before.rows(&mut |_, _| Ok(()))?;
        for row in &mut rows {
            // Where codes stand for names, both have the same already.
            if let Some(name) = anew.get(&row.name) {
                row.name.clone_from(name);
            }
        }
        self.unread.borrow_mut().extend(before.unread.take());
        let newer = self.rows(&mut |_, _| Ok(()))?;
        Ok(Against::new(rows, newer, self.pending()))
    }

    /// What is to be known of these results, the `older` ones, when `newer` ones are compared with them, in lines.
    fn beside(&self, newer: &Self) -> String {
        let catalog = self.catalog;
        let mut said = self.to_know();
        let batches = [&self.batch, &newer.batch];
        let differ = |versions: [&Option<String>; 2]| match versions {
            [Some(older), Some(newer)] => Some(older != newer),
            [None, _] | [_, None] => None,
        };
        // Another overlay alone makes no other exercise; older batches do not tell the two apart.
        let is_other = differ(batches.map(|batch| &batch.own_version))
            .or_else(|| differ(batches.map(|batch| &batch.version)));
        if is_other == Some(true) {
            said += &(catalog.plain("against-other-version") + "\n");
        }
        let [ours, theirs] = [self, newer].map(|book| {
            let overlays = book.shown().filter_map(|head| head.overlay.as_deref());
            overlays.collect::<BTreeSet<_>>()
        });
        if !ours.is_empty() && !theirs.is_empty() && ours != theirs {
            let without = BTreeSet::from([""]);
            let id = match [&ours, &theirs].map(|overlays| *overlays == without) {
                [true, _] => "against-without-overlay",
                [false, true] => "against-with-overlay",
                [false, false] => "against-other-overlay",
            };
            said += &(catalog.plain(id) + "\n");
        }
        if said.is_empty() {
            return said;
        }
        let folder = escape::harmless(&self.store.folder().display().to_string());
        catalog.text("against-older", &args!["folder" => folder]) + "\n" + &said
    }
}

/// What a submission is called, and whose it is.
type Whose<'a> = (&'a str, &'a [Student]);

/// What newer results call the older submissions that were handed in anew: by the number of a student, which a system has
/// put into the name of one submission on each side.
fn anew(older: &[Whose<'_>], newer: &[Whose<'_>]) -> BTreeMap<String, String> {
    let is_in = |all: &[Whose<'_>], name: &str| all.iter().any(|(other, _)| *other == name);
    let mut anew = BTreeMap::new();
    for (name, students) in older {
        let Some(number) = number(students).filter(|_| !is_in(newer, name)) else {
            continue;
        };
        let has = |(_, students): &&Whose<'_>| self::number(students) == Some(number);
        let mut found = newer.iter().filter(has);
        if let (Some((other, _)), None) = (found.next(), found.next())
            && older.iter().filter(has).count() == 1
        {
            anew.insert((*name).to_owned(), (*other).to_owned());
        }
    }
    anew
}

/// The number of the only student.
fn number(students: &[Student]) -> Option<&Number> {
    match students {
        [one] => one.number.as_ref(),
        [] | [_, _, ..] => None,
    }
}
