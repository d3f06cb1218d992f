//! `grader rejudge`: judges the results of a batch again by the exercise as it is now, into a new folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::{AnswerFormat, Rejudge};
use super::class::ClassTrouble;
use super::decided::{CHANGES, POLICY, due, found, full, heads, known, optional, settled, version};
use super::entries::Entries;
use super::{Answer, ExitStatus, Problem, Stages, folders, hidden, interrupt, show, whose};
use crate::batch::{Draft, Hash, Head, Kept, Store};
use crate::explain::quoted;
use crate::i18n::{Catalog, args};
use crate::model::{Came, Entry};
use crate::policy::written_for;
use crate::record::{PRIVATE, write_whole};
use crate::rejudge::{Now, rejudge};
use crate::report::class::{Namesakes, Rejudged, Row};

/// Judges all results, and says whose mark has moved and who has to be run again. The results themselves stay as they are.
pub(super) fn run(words: &Rejudge, catalog: &Catalog, stages: &Stages) -> Result<Answer, Problem> {
    let (old, one) = asked_for(&words.batch);
    let mut batch = known(&old)?;
    let exercises = whose::exercises(words.exercises.as_ref(), &old)?;
    let library = (stages.library)(exercises.as_deref())?;
    let exercise = show::exercise(&*library, &batch.exercise)?;
    let known_heads = heads(&old)?;
    let full_then = full(&known_heads);
    let known_before = batch.clone();
    let entries = Entries {
        batch: &known_before,
        catalog,
        anonymous: false,
    };
    let (policy, changes, warning) = settled(&old, &known_heads, exercise.scale, &entries)?;
    batch.changes = found(&known_before, &changes, &known_heads);
    let own = exercise.clone();
    let exercise = hidden::added(exercise, &*library, &old, &policy)?;
    library.complete(&exercise, &[])?;
    let overlay = hidden::digest(&old, &policy)?;
    let reference_digest = library.reference_digest(&exercise.id)?;
    batch.exercises = whose::kept(exercises.as_ref());
    let exercises = exercises.map(|folder| folder.display().to_string());
    let now = Now {
        exercise: &exercise,
        reference_digest: &reference_digest,
        exercises: exercises.as_deref(),
    };

    let [version, own_version] = [&exercise, &own].map(|one| version(one, &reference_digest));
    batch.version = Some(version.clone());
    batch.own_version = Some(own_version);
    folders::for_results(&words.again)?;
    let draft = Draft::begin(&words.again).map_err(ClassTrouble::from)?;
    let new = draft.store();
    let swept = new.folder().to_owned();
    let _hook = interrupt::register(move || drop(fs::remove_dir_all(swept)));
    let there = known_heads.iter().filter(|head| !head.gone);
    let namesakes = Namesakes::of(there.map(Head::students));
    let row = |entry: &Entry| Row {
        due: due(&policy, &entry.name),
        namesakes: namesakes.are(&entry.students),
        ..Row::new(entry, policy.ruling(entry, &changes), catalog)
    };
    let mut rejudged = Rejudged::default();
    let mut rows = vec![];
    let files = match &one {
        Some(file) => vec![file.clone()],
        None => old.files().map_err(ClassTrouble::from)?,
    };
    for file in files {
        let before = old.load(&file).map_err(ClassTrouble::from)?;
        let after = Kept {
            version: Some(version.clone()),
            overlay: Some(overlay.clone()),
            ..judged(&before, now)
        };
        new.keep(&after).map_err(ClassTrouble::from)?;
        if !before.gone {
            rows.push((row(&before.entry), row(&after.entry)));
        }
    }
    rows.sort_by_cached_key(|(_, row)| row.place());
    let only = one.and(rows.first()).map(|(_, row)| row.name.clone());
    let set_aside = rows.iter().any(|(_, row)| row.came == "set-aside");
    rows.into_iter()
        .for_each(|(before, after)| rejudged.add(before, after));
    // An overlay that is elsewhere stays there.
    let overlay = policy.overlay.as_deref().filter(|path| path.is_relative());
    let files = [POLICY, CHANGES].map(Path::new).into_iter().chain(overlay);
    for name in files {
        if let Some((_, text)) = optional(&old, name)? {
            let text = match name == Path::new(CHANGES) && full_then != exercise.scale {
                true => written_for(policy.scale.unwrap_or(full_then), &text),
                false => text,
            };
            let path = new.folder().join(name);
            write_whole(&path, text.as_bytes(), PRIVATE)
                .map_err(|source| Problem::CannotWrite { path, source })?;
        }
    }
    if let Some(bytes) = old.roster().map_err(ClassTrouble::from)? {
        new.keep_roster(&bytes).map_err(ClassTrouble::from)?;
    }
    if let Some(name) = &only {
        batch.submissions.retain(|one| one.name == *name);
    }
    new.keep_batch(&batch).map_err(ClassTrouble::from)?;
    let off_scale = entries.off_scale(&policy, &changes, &heads(&new)?);
    let warning = warning.unwrap_or_default() + &off_scale;
    draft.finish().map_err(ClassTrouble::from)?;

    let out = words.again.display().to_string();
    let mut command = format!(
        "grader batch {} {} --out {} --only-changed",
        exercise.id,
        catalog.plain("cli-value-class"),
        quoted(&out)
    );
    if let Some(folder) = &exercises {
        command += &format!(" --exercises {}", quoted(folder));
    }
    if let Some(name) = only {
        command += &format!(" --only {}", quoted(&name));
    }
    let text = match words.findings {
        AnswerFormat::Json => rejudged.json(&exercise.id, &out, &command),
        AnswerFormat::Text => {
            let title = exercise.title.get(catalog.lang());
            let title = args!["exercise" => &exercise.id, "title" => title];
            format!(
                "{}\n{}\n{}\n  grader report {} --format html\n",
                catalog.text("header", &title),
                rejudged.text(&command, catalog),
                catalog.plain("batch-next"),
                quoted(&out)
            )
        }
    };
    Ok(Answer {
        text,
        status: if rejudged.is_told() && !set_aside {
            ExitStatus::Earned
        } else {
            ExitStatus::Unknown
        },
        warning: Some(warning).filter(|warning| !warning.is_empty()),
    })
}

/// The batch whose results are judged again, and the file of one of them if that alone is.
fn asked_for(path: &Path) -> (Store, Option<PathBuf>) {
    let file = fs::canonicalize(path).ok().filter(|file| file.is_file());
    let folder = file
        .as_deref()
        .and_then(Path::parent)
        .and_then(Path::parent);
    match folder {
        Some(folder) => (Store::new(folder), file),
        None => (Store::new(path), None),
    }
}

/// A result as it is now.
fn judged(kept: &Kept, now: Now<'_>) -> Kept {
    let mut after = kept.clone();
    if let Came::Graded { report } = &mut after.entry.came {
        **report = rejudge(report, now);
    }
    if after != *kept {
        // No run came to this: none may take it for its own.
        after.conditions = Hash::default()
            .with(&kept.conditions)
            .with(format!("{:?}", now.exercise))
            .finish();
    }
    after
}
