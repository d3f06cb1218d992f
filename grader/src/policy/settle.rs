//! Which submission each entry of a teacher's files is about. One that could be about none, or about several, counts for
//! nobody: its teacher is told.

use std::collections::{BTreeMap, BTreeSet};

use super::wrong::{Problem, Wrong};
use super::{Change, Policy};
use crate::model::{Name, Student, composed};
use crate::spec::near;

/// An entry that counts for nobody, or for nobody who is there.
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

/// Why an entry counts for nobody, or for nobody who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Astray {
    /// Nobody is called like that; these students may be meant.
    Nobody(Vec<String>),
    /// A student is meant who has no submission.
    Nothing,
    /// Several submissions may be meant.
    Several(Vec<String>),
    /// This submission is meant, and has no result yet.
    Waiting(String),
    /// This submission is meant, and no longer there. For that the entry counts.
    Gone(String),
}

/// A submission, and whose it is.
pub type Whose = (String, Vec<Student>);

/// The submissions of a class, and whose they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    /// Those that are there, whether they have a result or not.
    pub there: Vec<Whose>,
    /// Those that no longer are: one of them is meant only where none that is there can be.
    pub gone: Vec<Whose>,
    /// The names of those that are there and have no result yet.
    pub waiting: BTreeSet<String>,
    /// Students who have none.
    pub without: Vec<Student>,
}

impl Class {
    fn all(&self) -> impl Iterator<Item = &Whose> + Clone {
        self.there.iter().chain(&self.gone)
    }
}

/// Puts the submission that is meant in the place of each entry's `of`, and takes out the entries that count for nobody. Those
/// it gives, and such as count for what is gone alone.
///
/// # Errors
/// With the changes of which nobody knows whether they are meant: one of several for a submission, or one for a student
/// whose submission is others' too, who would get the mark and read the reason.
pub fn settle(
    policy: &mut Policy,
    changes: &mut Vec<Change>,
    class: &Class,
) -> Result<Vec<Stray>, Vec<Problem>> {
    let mut strays = vec![];
    let mut meant = |place, of: &str| {
        let found = meant(of, class);
        let mut stray = |why| {
            let of = of.to_owned();
            strays.push(Stray { place, of, why });
        };
        if let Ok(name) = &found
            && class.gone.iter().any(|(gone, _)| gone == name)
        {
            stray(Astray::Gone(name.clone()));
        }
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
        let mut add = |wrong| {
            let span = change.place.clone();
            problems.push(Problem { span, wrong });
        };
        let others = others(&of, &submission, class);
        if !others.is_empty() {
            add(Wrong::Shared {
                submission: submission.clone(),
                of: of.clone(),
                others,
            });
        }
        if let Some(first) = seen.get(&submission) {
            add(Wrong::SecondChange {
                submission: submission.clone(),
                first: first.clone(),
            });
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
fn others(of: &str, submission: &str, class: &Class) -> Vec<String> {
    let mut whose = class.all().filter(|(name, _)| name == submission);
    let students = whose.next().map_or(&[][..], |(_, students)| students);
    if composed(of) == composed(submission) || students.len() < 2 {
        return vec![];
    }
    let others = { students.iter() }.filter(|one| !is_of(of, one, submission));
    others.map(|one| one.name.clone()).collect()
}

/// The only submission that `of` means.
fn meant(of: &str, class: &Class) -> Result<String, Astray> {
    let mut found = could_be(of, &class.there);
    match found[..] {
        [] => found = could_be(of, &class.gone),
        // Whoever meant a namesake whose submission is gone did not mean this one.
        [one] => found.extend(
            class
                .gone
                .iter()
                .filter(|gone| are_namesakes(of, one, gone)),
        ),
        [_, _, ..] => {}
    }
    match found[..] {
        [(name, _)] if class.waiting.contains(name) => return Err(Astray::Waiting(name.clone())),
        [(name, _)] => return Ok(name.clone()),
        [] if class.without.iter().any(|one| is_of(of, one, "")) => return Err(Astray::Nothing),
        [] => {}
        [_, _, ..] => {
            let names = found.into_iter().map(|(name, _)| name.clone());
            return Err(Astray::Several(names.collect()));
        }
    }
    let names = class.all().flat_map(|(_, students)| students);
    let names = names.chain(&class.without);
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

/// Which of these submissions `of` could mean: by its name, else by a student's, else by a name that several have.
fn could_be<'a>(of: &str, submissions: &'a [Whose]) -> Vec<&'a Whose> {
    let those = |is: &dyn Fn(&str, &[Student]) -> bool| -> Vec<&'a Whose> {
        let found = submissions.iter().filter(|(name, all)| is(name, all));
        found.collect()
    };
    let named = those(&|name, _| composed(name) == composed(of));
    if !named.is_empty() {
        return named;
    }
    let whose = those(&|name, all| all.iter().any(|one| is_of(of, one, name)));
    if !whose.is_empty() {
        return whose;
    }
    let namesakes = those(&|name, all| all.iter().any(|one| is_called(of, one, name)));
    match namesakes[..] {
        [_, _, ..] => namesakes,
        [_] | [] => vec![],
    }
}

/// Whether `of` says the name of a student, with or without what tells it from others, or the number, the id or the address.
fn is_of(of: &str, student: &Student, submission: &str) -> bool {
    let wanted = composed(of);
    let is = |text: &str| composed(text) == wanted;
    let has = |text: &Option<String>| text.as_deref().is_some_and(is);
    let number = student.number.as_ref();
    is(&student.name)
        || is(&student.told_apart(submission))
        || has(&student.id)
        || has(&student.email)
        || number.is_some_and(|number| is(&number.number))
}

/// Whether `of` is the name alone of a student.
fn is_called(of: &str, student: &Student, submission: &str) -> bool {
    composed(student.own_name(submission)) == composed(of)
}

/// Whether `of` is the name alone of students of both submissions, and they are not the same.
fn are_namesakes(of: &str, (one, ours): &Whose, (other, theirs): &Whose) -> bool {
    let ids = |name: &str, students: &[Student]| -> Vec<String> {
        let called = students.iter().filter(|one| is_called(of, one, name));
        called.filter_map(|one| one.id.clone()).collect()
    };
    let (ours, theirs) = (ids(one, ours), ids(other, theirs));
    !ours.is_empty() && theirs.iter().any(|id| !ours.contains(id))
}
