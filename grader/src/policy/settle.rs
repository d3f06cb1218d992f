//! Which submission each entry of a teacher's files is about. One that could be about none, or about several, counts for
//! nobody: its teacher is told.

use std::collections::BTreeMap;

use super::{Change, Policy};
use crate::model::{Name, Student, composed};
use crate::spec::near;

/// An entry that counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Where it is.
    pub place: Place,
    /// Whom it says it is about.
    pub of: String,
    /// Why nobody knows who that is.
    pub why: Astray,
}

/// Where an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Extra time, in `batch.toml`.
    Extra,
    /// In `changes.toml`.
    Change,
}

/// Why an entry counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Astray {
    /// Nobody is called like that; these students may be meant.
    Nobody(Vec<String>),
    /// Several submissions may be meant.
    Several(Vec<String>),
}

/// The submissions of a class, and whose they are.
pub type Class = [(String, Vec<Student>)];

/// Puts the submission that is meant in the place of each entry's `of`, and takes out the entries that count for nobody.
pub fn settle(policy: &mut Policy, changes: &mut Vec<Change>, class: &Class) -> Vec<Stray> {
    let mut strays = vec![];
    let mut meant = |place, of: &str| {
        let found = meant(of, class);
        let stray = |why| {
            let of = of.to_owned();
            strays.push(Stray { place, of, why });
        };
        found.map_err(stray).ok()
    };
    let mut extra: BTreeMap<String, u64> = BTreeMap::new();
    for (of, seconds) in &policy.extra {
        if let Some(submission) = meant(Place::Extra, of) {
            // Of those who share a submission, the one with most time counts.
            let most = extra.entry(submission).or_default();
            *most = (*most).max(*seconds);
        }
    }
    policy.extra = extra;
    changes.retain_mut(|change| match meant(Place::Change, &change.of) {
        Some(submission) => {
            change.of = submission;
            true
        }
        None => false,
    });
    strays
}

/// The only submission that `of` means: by its name, else by a student's name, id or address.
fn meant(of: &str, class: &Class) -> Result<String, Astray> {
    let wanted = composed(of);
    let is = |text: &str| composed(text) == wanted;
    let whose = |is: &dyn Fn(&Student) -> bool| -> Vec<&String> {
        let of = |(_, students): &&(String, Vec<Student>)| students.iter().any(is);
        class.iter().filter(of).map(|(name, _)| name).collect()
    };
    let mut found: Vec<&String> = { class.iter().map(|(name, _)| name) }
        .filter(|name| is(name))
        .collect();
    if found.is_empty() {
        let has = |text: &Option<String>| text.as_deref().is_some_and(is);
        found = whose(&|student| is(&student.name) || has(&student.id) || has(&student.email));
    }
    if let [one] = found[..] {
        return Ok(one.clone());
    }
    let own = |(name, students): &&(String, Vec<Student>)| {
        students.iter().any(|student| is(student.own_name(name)))
    };
    let namesakes: Vec<&String> = class.iter().filter(own).map(|(name, _)| name).collect();
    if found.is_empty() && namesakes.len() > 1 {
        found = namesakes;
    }
    if found.len() > 1 {
        return Err(Astray::Several(found.into_iter().cloned().collect()));
    }
    let names = class.iter().flat_map(|(_, students)| students);
    let names = names.map(|student| student.name.as_str());
    let name = Name::new(of);
    let same: Vec<&str> = { names.clone() }
        .filter(|one| Name::new(one).is(&name))
        .collect();
    let near = if same.is_empty() {
        near(of, names)
    } else {
        same
    };
    Err(Astray::Nobody(near.into_iter().map(Into::into).collect()))
}
