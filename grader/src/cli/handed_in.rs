//! What there is to grade: the submissions of a folder, or of an archive that holds all of them, and whose they are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Batch as Words;
use super::class::ClassTrouble;
use super::decided::{POLICY, optional};
use super::folders;
use super::interrupt::{self, Interrupt};
use super::whose::{self, Before, NoRoster};
use super::{Problem, Trouble};
use crate::batch::{
    self, ArchiveTrouble, Around, Class, Form, Found, Ignored, Level, Names, Roster, RosterProblem,
    RosterWrong, Signs, Store,
};
use crate::grade::GradeError;
use crate::i18n::{Catalog, args};
use crate::machine::Scratch;
use crate::model::{Discarded, Exercise, Name, Student, Without, composed, escape};
use crate::policy::Zone;
use crate::report::{self, class};
use crate::spec;

/// The most names that are told where none is known.
const NEAR: usize = 6;

/// What was handed in.
pub(super) struct HandedIn {
    pub(super) class: Class,
    /// What was left out of the archive of all.
    pub(super) left_out: Vec<Discarded>,
    /// The folders in which all submissions may be, which are graded as one each.
    pub(super) around: Option<Around>,
    /// The roster that is given now.
    pub(super) roster: Option<Vec<u8>>,
    /// What was given to the run before, and is used again.
    pub(super) before: Before,
    /// Where that was unpacked: it is there as long as this.
    pub(super) unpacked: Option<(Interrupt, Arc<Scratch>)>,
}

/// What there is to grade, all of it: what a share or a choice leaves out is known all the same. What is not given now is
/// as `store` keeps it from the run before.
pub(super) fn find(words: &Words, exercise: &Exercise, store: &Store) -> Result<HandedIn, Problem> {
    let given = &words.class;
    if folders::has_results(given) {
        return Err(ClassTrouble::Results(given.clone()).into());
    }
    apart(&words.out, given)?;
    let mut before = Before::default();
    let batch = store.batch().map_err(ClassTrouble::from)?;
    if let Some(batch) = &batch {
        let (names, exercises) = (batch.names.clone(), batch.exercises.clone());
        before.names = names.filter(|_| words.names.is_none());
        before.exercises = exercises.filter(|_| words.exercises.is_none());
    }
    let names = words.names.as_deref().or(before.names.as_deref());
    let names = Names::new(names).map_err(ClassTrouble::Pattern)?;
    let (file, bytes) = match &words.roster {
        Some(file) => {
            let bytes = fs::read(file).map_err(ClassTrouble::unreadable(file))?;
            (file.clone(), Some(bytes))
        }
        None => {
            let bytes = store.roster().map_err(ClassTrouble::from)?;
            before.roster = bytes.is_some().then(|| store.roster_file());
            let is_put = |bytes: &Vec<u8>| batch.as_ref().is_some_and(|one| one.has_put(bytes));
            before.is_own = bytes.as_ref().is_some_and(|bytes| !is_put(bytes));
            (store.roster_file(), bytes)
        }
    };
    // What is not chosen keeps what the roster before says of it.
    before.went_by = match &batch {
        Some(batch) if !words.only_student.is_empty() => batch.went_by.clone(),
        Some(_) | None => Some(batch::roster_digest(bytes.as_deref())),
    };
    let roster = match &bytes {
        None => Roster::default(),
        Some(bytes) => {
            let wrong = |problems| NoRoster::of(bytes, problems);
            let roster = read(bytes, store)?.map_err(wrong);
            roster.map_err(|wrong| ClassTrouble::Roster { file, wrong })?
        }
    };
    if let Some(file) = &words.roster
        && roster.students().next().is_none()
    {
        // It would take the place of one that names somebody.
        let (line, wrong) = (1, RosterWrong::Nobody);
        let wrong = NoRoster::Wrong(vec![RosterProblem { line, wrong }]);
        let file = file.clone();
        return Err(ClassTrouble::Roster { file, wrong }.into());
    }
    let name = given.file_name().unwrap_or_default().to_string_lossy();
    let (folder, left_out, unpacked) = match batch::form(&name).filter(|_| given.is_file()) {
        Some(form) => {
            let (folder, left_out, unpacked) = unpacked(given, form, &names)?;
            (folder, left_out, Some(unpacked))
        }
        None if given.is_dir() => (given.clone(), vec![], None),
        None if given.exists() => {
            let file = given.clone();
            return Err(ClassTrouble::Archive {
                file,
                refusal: None,
            }
            .into());
        }
        None => return Err(ClassTrouble::NoClass(given.clone()).into()),
    };
    let roles = exercise.roles.values().map(|role| &role.names[..]);
    let signs = Signs {
        names: &names,
        roster: &roster,
        roles: roles.collect(),
    };
    if !folders::has_results(&words.out)
        && let Some(name) =
            { signs.one_of_several_in(&words.out) }.map_err(ClassTrouble::unreadable(&words.out))?
    {
        let folder = words.out.clone();
        return Err(ClassTrouble::AmongSubmissions { folder, name }.into());
    }
    let level = match unpacked {
        // Of an archive, packing may have put a folder around all.
        Some(_) => signs.itself(&folder).map(|sign| sign.map(Level::Itself)),
        None => signs.level(&folder),
    };
    let around = match level.map_err(ClassTrouble::unreadable(given))? {
        Some(Level::Itself(sign)) => {
            let class = signs.class_of(given);
            return Err(ClassTrouble::Itself {
                folder: given.clone(),
                sign,
                class: class.map_err(ClassTrouble::unreadable(given))?,
                exercise: exercise.id.clone(),
            }
            .into());
        }
        Some(Level::Around(around)) if around.is_sure => {
            let folder = given.clone();
            return Err(ClassTrouble::Around { folder, around }.into());
        }
        Some(Level::Around(around)) => Some(around),
        None => None,
    };
    let class = batch::find(&folder, &names, &roster).map_err(ClassTrouble::unreadable(given))?;
    if class.submissions.is_empty() {
        return Err(ClassTrouble::NoSubmissions(given.clone()).into());
    }
    if words.names.is_some() && class.unread.len() == class.submissions.len() {
        let names = class.unread;
        return Err(ClassTrouble::NamesNobody { names }.into());
    }
    all_there(words, &class)?;
    Ok(HandedIn {
        class,
        left_out,
        around,
        roster: bytes.filter(|_| words.roster.is_some()),
        before,
        unpacked,
    })
}

/// A roster, whose times are in the zone of the batch's deadline unless they say theirs.
fn read(bytes: &[u8], store: &Store) -> Result<Result<Roster, Vec<RosterProblem>>, Problem> {
    let policy = optional(store, POLICY)?;
    let zone = policy.map_or_else(Zone::default, |(_, source)| Zone::of(&source));
    let roster = Roster::read(bytes, |text| zone.seconds(text));
    Ok(roster.and_then(|roster| {
        let unclear = roster.unclear(|text| zone.knows(text));
        match unclear[..] {
            [] => Ok(roster),
            [_, ..] => Err(unclear),
        }
    }))
}

/// Sees that results are not written among the submissions: they would be one.
fn apart(out: &Path, class: &Path) -> Result<(), Problem> {
    let (Ok(class), Ok(out)) = (fs::canonicalize(class), std::path::absolute(out)) else {
        return Ok(());
    };
    // What is not there yet is where its folder is.
    let there = out.ancestors().find_map(|one| fs::canonicalize(one).ok());
    if there.is_some_and(|there| there.starts_with(&class)) {
        return Err(ClassTrouble::OutWithin { out, class }.into());
    }
    Ok(())
}

type Unpacked = (PathBuf, Vec<Discarded>, (Interrupt, Arc<Scratch>));

fn unpacked(archive: &Path, form: Form, names: &Names) -> Result<Unpacked, Problem> {
    let scratch = Arc::new(Scratch::new().map_err(|error| Trouble::from(GradeError::from(error)))?);
    let swept = scratch.clone();
    let hook = interrupt::register(move || swept.remove());
    let folder = scratch.path();
    let left_out = batch::unpack_class(archive, form, folder).map_err(|trouble| match trouble {
        ArchiveTrouble::Refused(refusal) => ClassTrouble::Archive {
            file: archive.to_owned(),
            refusal: Some(refusal),
        },
        ArchiveTrouble::Host(source) => ClassTrouble::unreadable(archive)(source),
    })?;
    let folder = batch::unwrapped(folder, names).map_err(ClassTrouble::unreadable(archive))?;
    Ok((folder, left_out, (hook, scratch)))
}

/// Sees that there is every submission that is asked for by name.
fn all_there(words: &Words, class: &Class) -> Result<(), Problem> {
    for name in &words.only_student {
        if class.submissions.iter().any(|found| is(found, name)) {
            continue;
        }
        let (near, folder) = (near(class, name), words.class.clone());
        let known = class.without.iter().find(|one| is_of(&one.student, name));
        let name = name.clone();
        return Err(match known {
            Some(Without { missing, .. }) => ClassTrouble::Without {
                name,
                missing: *missing,
                folder,
            },
            None => ClassTrouble::NoSuchSubmission { name, near, folder },
        }
        .into());
    }
    Ok(())
}

/// Leaves out what is not asked for.
pub(super) fn choose(words: &Words, class: &mut Class) {
    class.submissions.retain(|found| {
        let only = &words.only_student;
        let chosen = only.is_empty() || only.iter().any(|name| is(found, name));
        chosen && words.shard.is_none_or(|shard| shard.has(&found.name))
    });
}

/// Whether `name` means a submission: by its name or the number in it, or by a student.
fn is(found: &Found, name: &str) -> bool {
    let mut students = found.students.iter();
    let is_number = found.number.as_ref().is_some_and(|one| one.number == name);
    composed(&found.name) == composed(name) || is_number || students.any(|one| is_of(one, name))
}

/// Whether `name` means a student: by the name, the id, the number or the address, however accents are encoded.
fn is_of(student: &Student, name: &str) -> bool {
    let name = composed(name);
    let is = |text: &String| composed(text) == name;
    let number = student.number.as_ref().map(|number| &number.number);
    let email = student.email.as_ref();
    let is_address = email.is_some_and(|email| email.to_lowercase() == name.to_lowercase());
    let is_known = student.id.as_ref().is_some_and(is) || number.is_some_and(is);
    is(&student.name) || is_known || is_address
}

/// Who may be meant by a name that nobody has: namesakes, who have got more words in parentheses, or else names of which it
/// is a part, or that are nearly the same.
fn near(class: &Class, name: &str) -> Vec<String> {
    let name = composed(name);
    let students = { class.submissions.iter() }.flat_map(|found| &found.students);
    let students = students.chain(class.without.iter().map(|one| &one.student));
    let students: BTreeSet<String> = students.map(|student| composed(&student.name)).collect();
    let namesakes = students.iter().filter(|one| {
        let more = one.strip_prefix(&name);
        more.is_some_and(|more| more.starts_with(" ("))
    });
    let namesakes: Vec<String> = namesakes.cloned().collect();
    if !namesakes.is_empty() {
        return namesakes;
    }
    let part = Name::new(&name);
    let having = students.iter().filter(|one| Name::new(one).has(&part));
    let having: Vec<String> = having.take(NEAR).cloned().collect();
    if !having.is_empty() {
        return having;
    }
    let submissions = class.submissions.iter().map(|found| composed(&found.name));
    let known: BTreeSet<String> = submissions.chain(students).collect();
    let near = spec::near(&name, known.iter().map(String::as_str));
    near.into_iter().take(NEAR).map(Into::into).collect()
}

/// That folders are graded as one submission each, and may be those of several.
pub(super) fn maybe_around(around: &Around, catalog: &Catalog) -> String {
    let said = args![
        "within" => folders(&around.within, catalog), "folders" => around.within.len(),
        "count" => around.count
    ];
    catalog.text("batch-maybe-around", &said)
}

/// The first of some folders.
pub(super) fn folders(folders: &[PathBuf], catalog: &Catalog) -> String {
    let folders: Vec<String> = { folders.iter() }
        .map(|folder| escape::harmless(&folder.display().to_string()))
        .collect();
    whose::first(&folders, catalog)
}

/// What there is to grade, in lines, and what of it is not looked at.
pub(super) fn told(
    exercise: &Exercise,
    class: &Class,
    left_out: &[Discarded],
    whose: &[String],
    catalog: &Catalog,
) -> String {
    let title = exercise.title.get(catalog.lang());
    let title = args!["exercise" => &exercise.id, "title" => title];
    let count = args!["count" => class.submissions.len()];
    let mut text = catalog.text("header", &title) + "\n";
    text += &(catalog.text("batch-count", &count) + "\n");
    let hidden = exercise.checks.iter().filter(|check| check.hidden).count();
    if hidden > 0 {
        text += &(catalog.text("batch-hidden", &args!["count" => hidden]) + "\n");
    }
    for line in whose {
        text += &(line.clone() + "\n");
    }
    let ignored = class.ignored.iter().map(|Ignored { name, why }| {
        let why = catalog.plain(match why {
            batch::Why::NoWork => "batch-ignored-no-work",
            batch::Why::Packed => "batch-ignored-packed",
            batch::Why::Outdated => "batch-ignored-outdated",
            batch::Why::TypedText => "batch-ignored-typed-text",
            batch::Why::Special => "batch-ignored-special",
        });
        (name.clone(), why)
    });
    let left_out = left_out.iter().map(|Discarded { name, why }| {
        let why = class::discarded(*why, catalog);
        (escape::harmless(name), why)
    });
    for (name, why) in ignored.chain(left_out) {
        text += &catalog.text("batch-ignored", &args!["name" => name, "why" => why]);
        text.push('\n');
    }
    for (student, submissions) in &class.several {
        let several = args!["name" => student, "submissions" => report::quoted(submissions)];
        text += &(catalog.text("batch-several", &several) + "\n");
    }
    text + "\n"
}
