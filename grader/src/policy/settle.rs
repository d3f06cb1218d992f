//! Which submission each entry of a teacher's files is about. One that could be about none, or about several, counts for
//! nobody: its teacher is told.

use std::collections::BTreeMap;

use super::{Change, Policy};
use crate::model::{Name, Student, composed};
use crate::spec::{SpecProblem, near};

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    /// Those that are there.
    pub there: Vec<(String, Vec<Student>)>,
    /// Those that no longer are: one of them is meant only where none that is there can be.
    pub gone: Vec<(String, Vec<Student>)>,
}

impl Class {
    fn all(&self) -> impl Iterator<Item = &(String, Vec<Student>)> + Clone {
        self.there.iter().chain(&self.gone)
    }
}

/// Puts the submission that is meant in the place of each entry's `of`, and takes out the entries that count for nobody.
///
/// # Errors
/// With the changes of which nobody knows whether they are meant: one of several for a submission, or one for a student
/// whose submission is others' too, who would get the mark and read the reason.
pub fn settle(
    policy: &mut Policy,
    changes: &mut Vec<Change>,
    class: &Class,
) -> Result<Vec<Stray>, Vec<SpecProblem>> {
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
    let mut problems = vec![];
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    changes.retain_mut(|change| {
        let Some(submission) = meant(Place::Change, &change.of) else {
            return false;
        };
        let of = std::mem::replace(&mut change.of, submission.clone());
        let mut wrong = |message, help| {
            problems.push(SpecProblem {
                span: change.place.clone(),
                message,
                help: Some(help),
            });
        };
        let others = others(&of, &submission, class);
        if !others.is_empty() {
            wrong(
                format!("`{submission}` is that of `{of}`, and of {others}"),
                format!("a change counts for all of them: write of = {submission:?}"),
            );
        }
        if let Some(first) = seen.get(&submission) {
            wrong(
                format!("`{submission}` has a change already, that of `{first}`"),
                "write what counts into one of them, and take out the other".to_owned(),
            );
        }
        seen.entry(submission).or_insert(of);
        true
    });
    if problems.is_empty() {
        Ok(strays)
    } else {
        Err(problems)
    }
}

/// Whose `submission` is besides, where `of` means one of its students.
fn others(of: &str, submission: &str, class: &Class) -> String {
    let of = composed(of);
    let mut whose = class.all().filter(|(name, _)| name == submission);
    let students = whose.next().map_or(&[][..], |(_, students)| students);
    if of == composed(submission) || students.len() < 2 {
        return String::new();
    }
    let is = |text: &str| composed(text) == of;
    let has = |text: &Option<String>| text.as_deref().is_some_and(is);
    let meant = |one: &&Student| is(&one.name) || has(&one.id) || has(&one.email);
    let others = students.iter().filter(|one| !meant(one));
    let names: Vec<String> = others.map(|one| format!("`{}`", one.name)).collect();
    names.join(", ")
}

/// The only submission that `of` means.
fn meant(of: &str, class: &Class) -> Result<String, Astray> {
    let mut found = could_be(of, &class.there);
    if found.is_empty() {
        found = could_be(of, &class.gone);
    }
    match found[..] {
        [one] => return Ok(one.clone()),
        [] => {}
        [_, _, ..] => return Err(Astray::Several(found.into_iter().cloned().collect())),
    }
    let names = class.all().flat_map(|(_, students)| students);
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

/// Which of these submissions `of` could mean: by its name, else by a student's name, id or address, else by a name that
/// several have.
fn could_be<'a>(of: &str, submissions: &'a [(String, Vec<Student>)]) -> Vec<&'a String> {
    let wanted = composed(of);
    let is = |text: &str| composed(text) == wanted;
    let those = |is: &dyn Fn(&str, &[Student]) -> bool| -> Vec<&'a String> {
        let found = submissions.iter().filter(|(name, all)| is(name, all));
        found.map(|(name, _)| name).collect()
    };
    let has = |text: &Option<String>| text.as_deref().is_some_and(is);
    let is_whose = |one: &Student| is(&one.name) || has(&one.id) || has(&one.email);
    let named = those(&|name, _| is(name));
    if !named.is_empty() {
        return named;
    }
    let whose = those(&|_, all| all.iter().any(is_whose));
    if !whose.is_empty() {
        return whose;
    }
    let namesakes = those(&|name, all| all.iter().any(|one| is(one.own_name(name))));
    match namesakes[..] {
        [_, _, ..] => namesakes,
        [_] | [] => vec![],
    }
}
