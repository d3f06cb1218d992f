//! What a batch's folder holds besides results: what is known of the batch, and what its teacher has decided.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::class::ClassTrouble;
use super::entries::{Entries, digest};
use super::problem::shown;
use super::{Problem, folders, misplaced};
use crate::batch::{Batch, Hash, Head, Store};
use crate::i18n::{Arg, Catalog, args};
use crate::model::{Exercise, Lang, Mark};
use crate::policy::{self, Change, Class, Policy, Short};
use crate::rejudge;
use crate::report::class::Due;

/// The files in a batch's folder that are the teacher's.
pub(super) const POLICY: &str = "batch.toml";
pub(super) const CHANGES: &str = "changes.toml";

/// What is known of a batch as a whole.
pub(super) fn known(store: &Store) -> Result<Batch, Problem> {
    let folder = store.folder().to_owned();
    let batch = match folder.is_dir() {
        true => store.batch().map_err(ClassTrouble::from)?,
        false => None,
    };
    match batch {
        Some(batch) => Ok(batch),
        None if store.files().is_ok_and(|files| !files.is_empty()) => {
            Err(ClassTrouble::OnlyResults(folder).into())
        }
        None => {
            let meant = folders::meant(&folder);
            Err(ClassTrouble::NoBatch { folder, meant }.into())
        }
    }
}

/// What the teacher has decided about a batch whose exercise has this full mark, where rules and changes may have been made
/// for marks on these `scales`, which are looked for only if there are any.
pub(super) fn decided(
    store: &Store,
    full: u32,
    scales: impl FnOnce() -> Result<BTreeSet<u32>, Problem>,
) -> Result<(Policy, Vec<Change>), Problem> {
    let [policy, changes] = [optional(store, POLICY)?, optional(store, CHANGES)?];
    let mut scales = match (&policy, &changes) {
        (None, None) => BTreeSet::new(),
        (Some(_), _) | (None, Some(_)) => scales()?,
    };
    let listed = |scales: &BTreeSet<u32>| scales.iter().copied().collect::<Vec<_>>();
    let policy = match policy {
        Some((file, source)) => {
            policy::policy(&file, &source, full, &listed(&scales)).map_err(ClassTrouble::Policy)?
        }
        None => Policy {
            full,
            ..Policy::default()
        },
    };
    scales.extend(policy.scale);
    let changes = match changes {
        Some((file, source)) => {
            policy::changes(&file, &source, &listed(&scales)).map_err(ClassTrouble::Policy)?
        }
        None => vec![],
    };
    Ok((policy, changes))
}

/// What is to be known first of the teacher's files, in lines: which are not read, and which mark nobody can have.
pub(super) fn first(store: &Store, policy: &Policy, catalog: &Catalog) -> Vec<String> {
    let mut lines = misplaced::lines(store.folder(), Path::new("."), catalog);
    lines.extend(short(policy, catalog));
    lines
}

/// That no work has the full mark, or the cap below it, since marks are multiples of something else, if so.
fn short(policy: &Policy, catalog: &Catalog) -> Option<String> {
    let Short {
        step,
        most,
        highest,
    } = policy.short()?;
    let [most, highest] = [most, highest].map(|mark| shown(mark, catalog.lang()));
    // As it is written in the file.
    let step = shown(step, Lang::En);
    let args = args!["file" => POLICY, "step" => step, "most" => most, "highest" => highest];
    Some(catalog.text("policy-short", &args))
}

/// The deadline of a submission, if there is one.
pub(super) fn due(policy: &Policy, submission: &str) -> Option<Due> {
    let due = policy.due(submission);
    due.map(|(when, extra)| Due { when, extra })
}

/// What is known of all results of a batch, also of those whose submission is gone.
pub(super) fn heads(store: &Store) -> Result<Vec<Head>, Problem> {
    let files = store.files().map_err(ClassTrouble::from)?;
    let heads = files.iter().filter_map(|file| store.head_of(file));
    Ok(heads.collect())
}

/// A digest of what an exercise asks, as results and batches keep it.
pub(super) fn version(exercise: &Exercise, reference_digest: &str) -> String {
    let version = rejudge::version(exercise, reference_digest);
    Hash::default().with(version).finish()
}

/// That some results are of another version of the exercise, if so.
pub(super) fn of_another_version(
    batch: &Batch,
    heads: &[Head],
    catalog: &Catalog,
) -> Option<String> {
    let count = batch.of_another_version(heads);
    (count > 0).then(|| catalog.text("batch-other-version", &args!["count" => count]))
}

/// The full marks that the exercise had when these were graded.
pub(super) fn scales(heads: &[Head]) -> BTreeSet<u32> {
    let there = heads.iter().filter(|head| !head.gone);
    there.filter_map(|head| Some(head.mark()?.out_of)).collect()
}

/// The full mark that it had last.
pub(super) fn full(heads: &[Head]) -> u32 {
    let full = heads.iter().filter_map(|head| Some(head.mark()?.out_of));
    full.max().unwrap_or(policy::SCALE)
}

/// What the teacher has decided about each submission of a batch with these results, whose exercise has this full mark, and
/// in lines what counts for nobody, and which mark nobody can have.
pub(super) fn settled(
    store: &Store,
    heads: &[Head],
    full: u32,
    entries: &Entries<'_>,
) -> Result<(Policy, Vec<Change>, Option<String>), Problem> {
    let wrong = |problem| match problem {
        Problem::Class(trouble) => match *trouble {
            ClassTrouble::Policy(problems) => ClassTrouble::Policy(entries.wrong(problems)).into(),
            trouble => trouble.into(),
        },
        problem => problem,
    };
    let (mut policy, mut changes) = decided(store, full, || Ok(scales(heads))).map_err(wrong)?;
    let of = |gone: bool| -> Vec<policy::Whose> {
        let heads = heads.iter().filter(|head| head.gone == gone);
        let whose = |head: &Head| (head.name().to_owned(), head.students().to_vec());
        heads.map(whose).collect()
    };
    let pending: Vec<policy::Whose> = { entries.batch.pending(heads) }
        .map(|one| (one.name.clone(), one.students.clone()))
        .collect();
    let class = Class {
        waiting: pending.iter().map(|(name, _)| name.clone()).collect(),
        there: [of(false), pending].concat(),
        gone: of(true),
        without: { entries.batch.without.iter() }
            .map(|one| one.student.clone())
            .collect(),
    };
    let strays = match policy::settle(&mut policy, &mut changes, &class) {
        Ok(strays) => strays,
        Err(problems) => {
            let (file, source) = optional(store, CHANGES)?.unwrap_or_default();
            let problems = policy::Problems {
                file,
                source,
                problems,
            };
            return Err(wrong(ClassTrouble::Policy(problems).into()));
        }
    };
    let first = first(store, &policy, entries.catalog);
    let mut lines: String = first.into_iter().map(|line| line + "\n").collect();
    let roster = store.roster().map_err(ClassTrouble::from)?;
    if !entries.batch.has_gone_by(roster.as_deref()) {
        let file = args!["file" => Arg::shown(store.roster_file().display())];
        lines += &(entries.catalog.text("report-other-roster", &file) + "\n");
    }
    if !strays.is_empty() {
        let source = |file| Ok::<_, Problem>(optional(store, file)?.unwrap_or_default().1);
        let sources = [source(POLICY)?, source(CHANGES)?];
        let told = strays.iter().map(|one| entries.stray(one, &sources) + "\n");
        lines.extend(told);
    }
    Ok((
        policy,
        changes,
        Some(lines).filter(|lines| !lines.is_empty()),
    ))
}

/// What the submission of each change had earned when a run first found the change: of one that is new, what it has earned so
/// far, if it has a result. Changes and results are those that are there when a run begins.
pub(super) fn found(
    batch: &Batch,
    changes: &[Change],
    heads: &[Head],
) -> BTreeMap<String, Option<Mark>> {
    let mut found = batch.changes.clone();
    for change in changes {
        if let Some(head) = heads.iter().find(|head| head.name() == change.of) {
            found.entry(digest(change)).or_insert(head.mark());
        }
    }
    found
}

/// The same for a run that begins, where the exercise has this full mark now.
pub(super) fn found_by_run(
    store: &Store,
    batch: &Batch,
    full: u32,
    catalog: &Catalog,
) -> Result<BTreeMap<String, Option<Mark>>, Problem> {
    if optional(store, CHANGES)?.is_none() {
        return Ok(batch.changes.clone());
    }
    let heads = heads(store)?;
    let entries = Entries {
        batch,
        catalog,
        anonymous: false,
    };
    // What is wrong with them is for reports to tell.
    let settled = settled(store, &heads, full, &entries);
    let changes = settled.map(|(_, changes, _)| changes);
    Ok(found(batch, &changes.unwrap_or_default(), &heads))
}

/// A file of the teacher's in the batch's folder, if it is there, by the name that is shown.
pub(super) fn optional(
    store: &Store,
    name: impl AsRef<Path>,
) -> Result<Option<(String, String)>, Problem> {
    let path: PathBuf = store.folder().join(name);
    match fs::read_to_string(&path) {
        Ok(source) => Ok(Some((path.display().to_string(), source))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ClassTrouble::Unreadable { path, source }.into()),
    }
}
