//! What is said of how a batch knows whose each submission is: by what it was given now or before, and which rows of the
//! roster have found no submission.

use std::path::{Path, PathBuf};

use super::Problem;
use super::arguments::Batch as Words;
use super::class::ClassTrouble;
use crate::batch::{
    Astray, Batch, COLUMNS, Class, Found, Matched, RosterProblem, RosterWrong, Store, roster_digest,
};
use crate::gradebook::Kind;
use crate::i18n::{Arg, Catalog, args};
use crate::model::{Name, composed, escape};
use crate::report::quoted;
use crate::spec::{near, nearest};

/// The most names in a list: a line that has to be read through tells nobody anything.
const LISTED: usize = 10;

/// The most rows that are named, of those that are looked at, and the most submissions that one of them may mean.
const ROWS: usize = 12;
const LOOKED_AT: usize = 100;
const NEAR: usize = 3;

/// How all folders of a download end: that two of them do makes them no more alike.
const MOODLE: &str = "_assignsubmission_file";

/// The most problems of one kind that are told.
const ALIKE: usize = 4;

/// What a run was not given, and the one before was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// Where the roster is kept.
    pub(super) roster: Option<PathBuf>,
    /// Whether no run has put it there.
    pub(super) is_own: bool,
    /// A digest of the roster by which results are.
    pub(super) went_by: Option<String>,
    /// The pattern for names.
    pub(super) names: Option<String>,
    /// The folder of exercises.
    pub(super) exercises: Option<PathBuf>,
}

/// The folder of exercises: the one that is given, or else the one of the run before.
pub(super) fn exercises(
    given: Option<&PathBuf>,
    store: &Store,
) -> Result<Option<PathBuf>, Problem> {
    if given.is_some() {
        return Ok(given.cloned());
    }
    let before = store.batch().map_err(ClassTrouble::from)?;
    Ok(before.and_then(|batch| batch.exercises))
}

/// A folder as a batch keeps it: the next run may be begun elsewhere.
pub(super) fn kept(folder: Option<&PathBuf>) -> Option<PathBuf> {
    folder.map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.clone()))
}

/// Keeps the roster that is given now, and answers what the batch is to know of it. What no run has put into its folder is
/// the teacher's own, and stays as it is.
pub(super) fn keep_roster(
    words: &Words,
    given: Option<Vec<u8>>,
    store: &Store,
    known: Option<&Batch>,
) -> Result<Option<String>, Problem> {
    let put = known.map_or_else(|| Some(String::new()), |known| known.roster.clone());
    let there = store.roster().map_err(ClassTrouble::from)?;
    let Some(given) = given.filter(|given| there.as_ref() != Some(given)) else {
        return Ok(put);
    };
    // What is not chosen would keep what the roster before says of it.
    if known.is_some() && !words.only_student.is_empty() {
        return Err(ClassTrouble::RosterOfSome.into());
    }
    let is_own = |there: &Vec<u8>| !known.is_some_and(|known| known.has_put(there));
    if there.as_ref().is_some_and(is_own) {
        return Err(ClassTrouble::RosterInTheWay(store.roster_file()).into());
    }
    store.keep_roster(&given).map_err(ClassTrouble::from)?;
    Ok(Some(roster_digest(Some(&given))))
}

/// A line for each thing to know.
pub(super) fn lines(before: &Before, class: &Class, catalog: &Catalog) -> Vec<String> {
    let mut lines = vec![];
    if let Some(file) = &before.roster {
        let file = args!["file" => Arg::shown(file.display())];
        let id = match before.is_own {
            true => "batch-roster-own",
            false => "batch-roster-before",
        };
        lines.push(catalog.text(id, &file));
    }
    if let Some(pattern) = &before.names {
        lines.push(catalog.text("batch-names-before", &args!["pattern" => pattern]));
    }
    if let Some(folder) = &before.exercises {
        let folder = args!["folder" => Arg::shown(folder.display())];
        lines.push(catalog.text("batch-exercises-before", &folder));
    }
    if !class.unread.is_empty() {
        let told = args![
            "count" => class.unread.len(), "names" => first(&class.unread, catalog)
        ];
        lines.push(catalog.text("batch-names-unread", &told));
    }
    if !class.older.is_empty() {
        let each = class.older.iter().map(|(older, newer)| {
            catalog.text(
                "batch-older-one",
                &args!["older" => older, "newer" => newer],
            )
        });
        let names = listed(&each.collect::<Vec<_>>(), catalog);
        lines.push(catalog.text("batch-older", &args!["names" => names]));
    }
    let Matched {
        found,
        without,
        astray,
        slips,
        unnamed,
        unknown,
    } = &class.roster;
    let rows = found.len() + without + astray.len();
    if rows == 0 {
        return lines;
    }
    let counts = args!["rows" => rows, "found" => found.len(), "without" => *without];
    lines.push(catalog.text("batch-roster", &counts));
    for column in unknown {
        let near = nearest(&column.to_lowercase(), COLUMNS).unwrap_or_default();
        let id = match near {
            "" => "batch-roster-column",
            _ => "batch-roster-column-near",
        };
        lines.push(catalog.text(id, &args!["column" => column, "near" => near]));
    }
    if !unnamed.is_empty() {
        let told = args!["count" => unnamed.len(), "names" => first(unnamed, catalog)];
        lines.push(catalog.text("batch-unnamed", &told));
    }
    lines.extend({ slips.iter().take(ROWS) }.map(|slip| {
        let told = args![
            "line" => slip.line, "submission" => &slip.submission, "found" => &slip.found,
            "name" => &slip.name
        ];
        catalog.text("batch-slip", &told)
    }));
    if slips.len() > ROWS {
        let count = args!["count" => slips.len() - ROWS];
        lines.push(catalog.text("batch-slip-more", &count));
    }
    let mut rows: Vec<(&Astray, Vec<String>)> = { astray.iter().take(LOOKED_AT) }
        .map(|row| (row, meant(row, unnamed, class)))
        .collect();
    // First those that are plainly mistakes.
    rows.sort_by_key(|(_, near)| near.is_empty());
    rows.truncate(ROWS);
    let more = astray.len() - rows.len();
    lines.extend(
        rows.iter()
            .map(|(row, near)| self::astray(row, near, catalog)),
    );
    if more > 0 {
        lines.push(catalog.text("batch-astray-more", &args!["count" => more]));
    }
    lines
}

/// The first of some names, and how many more there are.
pub(super) fn first(names: &[String], catalog: &Catalog) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    listed(&names, catalog)
}

/// The first of some things that have names, and how many more there are.
pub(super) fn listed(things: &[String], catalog: &Catalog) -> String {
    let shown = things.len().min(LISTED);
    let said = things[..shown].join(", ");
    match things.len() - shown {
        0 => said,
        more => catalog.text("listed-more", &args!["names" => said, "count" => more]),
    }
}

/// Which of the submissions that no row names a row may mean: by whose they are of their own, or else by what it calls its own.
fn meant(row: &Astray, unnamed: &[String], class: &Class) -> Vec<String> {
    let name = Name::new(&row.name);
    let is_theirs = |found: &&Found| {
        let mut students = found.students.iter();
        let is_known = !name.is_empty() && unnamed.contains(&found.name);
        is_known && students.any(|one| Name::new(one.own_name(&found.name)).is(&name))
    };
    let theirs = { class.submissions.iter() }.filter(is_theirs).take(NEAR);
    let theirs: Vec<String> = theirs.map(|found| composed(&found.name)).collect();
    if !theirs.is_empty() {
        return theirs;
    }
    let cut = |name: &str| composed(name.strip_suffix(MOODLE).unwrap_or(name));
    let known: Vec<String> = unnamed.iter().map(|name| cut(name)).collect();
    let near = near(&cut(&row.submission), known.iter().map(String::as_str));
    let names = { unnamed.iter() }.zip(&known);
    let names = names.filter(|(_, known)| near.contains(&known.as_str()));
    names.take(NEAR).map(|(name, _)| composed(name)).collect()
}

/// A row whose submission is not there, and those that it may mean.
fn astray(row: &Astray, near: &[String], catalog: &Catalog) -> String {
    let told = args![
        "line" => row.line, "submission" => &row.submission, "name" => &row.name,
        "names" => quoted(near)
    ];
    let id = match near {
        [] => "batch-astray",
        [_, ..] => "batch-astray-near",
    };
    catalog.text(id, &told)
}

/// Why a file is no roster.
#[derive(Debug)]
pub(super) enum NoRoster {
    /// These things are wrong in it.
    Wrong(Vec<RosterProblem>),
    /// It is a file of this kind.
    Other(Kind),
}

impl NoRoster {
    /// Why a file with these `bytes` is none, in which these things are wrong.
    pub(super) fn of(bytes: &[u8], problems: Vec<RosterProblem>) -> Self {
        let lacks = |one: &RosterProblem| matches!(one.wrong, RosterWrong::NoColumn { .. });
        let other = problems.iter().any(lacks).then(|| Kind::of_file(bytes));
        other.flatten().map_or(Self::Wrong(problems), Self::Other)
    }

    /// What is wrong, and what to do.
    pub(super) fn told(&self, file: &Path, catalog: &Catalog) -> (String, Vec<String>) {
        let (id, number) = match self {
            Self::Wrong(problems) => return self::problems(file, problems, catalog),
            Self::Other(Kind::Worksheet) => ("roster-worksheet", Some("roster-worksheet-number")),
            Self::Other(Kind::Gradebook) => ("roster-export", None),
            Self::Other(Kind::Canvas) => ("roster-canvas", Some("roster-canvas-number")),
        };
        let error = catalog.text(id, &args!["file" => Arg::shown(file.display())]);
        let more = [Some("roster-other-remedy"), number].into_iter().flatten();
        (error, more.map(|id| catalog.plain(id)).collect())
    }
}

/// Each problem in a line that begins with its place, as compilers do.
fn problems(file: &Path, problems: &[RosterProblem], catalog: &Catalog) -> (String, Vec<String>) {
    let shown = escape::harmless(&file.display().to_string());
    let alike = |one: &RosterProblem, other: &RosterProblem| {
        std::mem::discriminant(&one.wrong) == std::mem::discriminant(&other.wrong)
    };
    let mut first: Vec<&RosterProblem> = vec![];
    for one in problems {
        if first.iter().filter(|other| alike(one, other)).count() < ALIKE {
            first.push(one);
        }
    }
    let mut more: Vec<String> = first
        .iter()
        .map(|one| {
            let said = match &one.wrong {
                RosterWrong::NotUtf8 => catalog.plain("roster-not-utf8"),
                RosterWrong::NoCsv(said) => catalog.text("roster-no-csv", &args!["said" => said]),
                RosterWrong::NoColumn { name, unknown } => no_column(name, unknown, catalog),
                RosterWrong::Uneven(row) => catalog.text("roster-uneven", &args!["row" => row]),
                RosterWrong::Empty(name) => catalog.text("roster-empty", &args!["name" => *name]),
                RosterWrong::NoTime(text) => catalog.text("roster-no-time", &args!["text" => text]),
                RosterWrong::Twice { name, before } => {
                    catalog.text("roster-twice", &args!["name" => name, "line" => *before])
                }
                RosterWrong::SameId { id, name, before } => catalog.text(
                    "roster-same-id",
                    &args!["id" => id, "name" => name, "line" => *before],
                ),
                RosterWrong::OpenQuote => catalog.plain("roster-open-quote"),
                RosterWrong::NoZone(text) => catalog.text("roster-no-zone", &args!["text" => text]),
                RosterWrong::Nobody => catalog.plain("roster-nobody"),
            };
            format!("  {shown}:{}: {said}", one.line)
        })
        .collect();
    let rest = problems.len() - first.len();
    if rest > 0 {
        more.push(catalog.text("roster-more", &args!["count" => rest]));
    }
    if !problems.iter().any(|one| one.wrong == RosterWrong::NotUtf8) {
        more.push(catalog.plain("roster-remedy"));
    }
    (
        catalog.text(
            "roster-wrong",
            &args!["file" => Arg::shown(file.display()), "count" => problems.len()],
        ),
        more,
    )
}

/// That a column is missing, and which one may be meant for it.
fn no_column(name: &str, unknown: &[String], catalog: &Catalog) -> String {
    match unknown.iter().find(|one| nearest(one, [name]).is_some()) {
        Some(near) => catalog.text(
            "roster-no-column-near",
            &args!["name" => name, "near" => near],
        ),
        None => catalog.text("roster-no-column", &args!["name" => name]),
    }
}
