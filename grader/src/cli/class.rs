//! Why a batch cannot be graded or reported, told to whoever asked.

use std::io;
use std::path::{Path, PathBuf};

use super::{ExitStatus, problem::told};
use super::{filled, folders, handed_in, rules, system, whose, whose::NoRoster};
use crate::batch::{Around, PatternError, StoreError};
use crate::explain::quoted;
use crate::gradebook::FillError;
use crate::i18n::{Arg, Catalog, args};
use crate::model::Unfit;
use crate::policy;
use crate::report::quoted as quoted_all;

/// Why a batch cannot be graded or reported.
#[derive(Debug)]
pub(super) enum ClassTrouble {
    /// The pattern for names cannot be used.
    Pattern(PatternError),
    /// It reads the name of no submission.
    NamesNobody { names: Vec<String> },
    /// A file cannot be read.
    Unreadable { path: PathBuf, source: io::Error },
    /// The roster is wrong.
    Roster { file: PathBuf, wrong: NoRoster },
    /// The archive of all submissions cannot be unpacked; it is none of a form that is opened where nothing refuses it.
    Archive {
        file: PathBuf,
        refusal: Option<Unfit>,
    },
    /// There is nothing to grade.
    NoSubmissions(PathBuf),
    /// All submissions are in folders of this one, which would be graded as submissions themselves.
    Around { folder: PathBuf, around: Around },
    /// It is a submission itself, and what is in it would be graded as submissions.
    Itself {
        folder: PathBuf,
        /// The name that tells so, of something in it or its own.
        sign: String,
        /// Where the submissions are.
        class: PathBuf,
        exercise: String,
    },
    /// There is no such folder of submissions.
    NoClass(PathBuf),
    /// It is where results are kept.
    Results(PathBuf),
    /// The folder is not one of a batch; those that may be meant.
    NoBatch {
        folder: PathBuf,
        meant: Vec<PathBuf>,
    },
    /// A report would take the place of a file of the batch.
    OverBatch(PathBuf),
    /// A report would take the place of a file that is not as one has written it.
    NoReport(PathBuf),
    /// Pages would be written among the submissions.
    AmongSubmissions { folder: PathBuf, name: String },
    /// Results would be written among the submissions.
    OutWithin { out: PathBuf, class: PathBuf },
    /// Another roster was given for some submissions of a class alone.
    RosterOfSome,
    /// The roster would take the place of a file that no run has put there.
    RosterInTheWay(PathBuf),
    /// There are results, and nothing is known of their batch.
    OnlyResults(PathBuf),
    /// No submission has this name; those that may be meant.
    NoSuchSubmission {
        name: String,
        near: Vec<String>,
        folder: PathBuf,
    },
    /// Somebody who is asked for is in the roster, and has no submission, which may be `missing`: the roster tells of it.
    Without {
        name: String,
        missing: bool,
        folder: PathBuf,
    },
    /// Strangers' programs would run on this computer itself.
    NotIsolated { why: Option<String> },
    /// The batch's folder cannot be used.
    Store(StoreError),
    /// `batch.toml` or `changes.toml` is wrong.
    Policy(policy::Problems),
    /// Pages with names would be beside pages without: these are to be `anonymous`, or not.
    Mixed { folder: PathBuf, anonymous: bool },
    /// A page would be written over that of another batch.
    OfAnotherBatch { folder: PathBuf, place: PathBuf },
    /// A page would be written over a file that no report has written.
    NoPage { folder: PathBuf, place: PathBuf },
    /// What has moved since older results has not the form that is asked for.
    NotCompared,
    /// No file is named that is to be filled in.
    NothingToFill,
    /// No file is named that the filled in one goes to.
    NowhereToFill,
    /// The form that is asked for fills in no file.
    NotFilled,
    /// Codes are asked for, and no system knows them.
    FilledWithCodes,
    /// The filled in file would be the file itself.
    FilledOverItself(PathBuf),
    /// Hardly a line of a file is that of one of our students, for reasons that are told.
    OtherClass {
        file: PathBuf,
        agreeing: usize,
        disagreeing: usize,
        why: Vec<String>,
    },
    /// A file cannot be filled in.
    Fill { file: PathBuf, error: FillError },
}

impl From<StoreError> for ClassTrouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl ClassTrouble {
    /// A file or folder cannot be read, for the reason that comes.
    pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Unreadable { path, source }
    }

    /// The status that it ends the process with.
    pub(super) fn status(&self) -> ExitStatus {
        match self {
            Self::Pattern(_)
            | Self::NamesNobody { .. }
            | Self::Unreadable { .. }
            | Self::Roster { .. }
            | Self::Archive { .. }
            | Self::NoSubmissions(_)
            | Self::Around { .. }
            | Self::Itself { .. }
            | Self::NoClass(_)
            | Self::Results(_)
            | Self::NoBatch { .. }
            | Self::OverBatch(_)
            | Self::NoReport(_)
            | Self::AmongSubmissions { .. }
            | Self::OutWithin { .. }
            | Self::RosterOfSome
            | Self::RosterInTheWay(_)
            | Self::OnlyResults(_)
            | Self::NoSuchSubmission { .. }
            | Self::Without { .. }
            | Self::NotIsolated { .. }
            | Self::Policy(_)
            | Self::Mixed { .. }
            | Self::OfAnotherBatch { .. }
            | Self::NoPage { .. }
            | Self::NotCompared
            | Self::NothingToFill
            | Self::NowhereToFill
            | Self::NotFilled
            | Self::FilledWithCodes
            | Self::FilledOverItself(_)
            | Self::OtherClass { .. }
            | Self::Fill { .. }
            | Self::Store(
                StoreError::NotEmpty { .. }
                | StoreError::OtherExercise { .. }
                | StoreError::Busy { .. },
            ) => ExitStatus::Usage,
            Self::Store(StoreError::Files { .. } | StoreError::Damaged { .. }) => {
                ExitStatus::Unknown
            }
        }
    }

    /// What is wrong, and what to do.
    pub(super) fn text(&self, catalog: &Catalog) -> String {
        let say = |id: &str, args| catalog.text(id, &args);
        let plain = |id: &str| vec![catalog.plain(id)];
        let (error, more) = match self {
            Self::Pattern(PatternError::NoPattern(said)) => (
                say("names-no-pattern", args!["said" => said]),
                plain("names-remedy"),
            ),
            Self::Pattern(PatternError::NoName) => {
                (catalog.plain("names-no-name"), plain("names-remedy"))
            }
            Self::NamesNobody { names } => (
                say(
                    "names-nobody",
                    args!["names" => whose::first(names, catalog)],
                ),
                plain("names-remedy"),
            ),
            Self::Unreadable { path: at, source } => {
                let why = system::said(source, catalog);
                let args = args!["path" => path(at), "why" => why];
                let remedy = match source.kind() {
                    io::ErrorKind::InvalidData => "unreadable-no-text-remedy",
                    _ => "unreadable-remedy",
                };
                (say("unreadable", args), plain(remedy))
            }
            Self::Roster { file, wrong } => wrong.told(file, catalog),
            Self::Archive { file, refusal } => folders::packed(file, refusal.as_ref(), catalog),
            Self::NoSubmissions(folder) => (
                say("batch-empty", args!["folder" => path(folder)]),
                plain("batch-empty-remedy"),
            ),
            Self::Around { folder, around } => {
                let said = || {
                    args![
                        "folder" => path(folder), "within" => handed_in::folders(&around.within, catalog),
                        "folders" => around.within.len(), "count" => around.count
                    ]
                };
                (
                    say("batch-around", said()),
                    vec![say("batch-around-remedy", said())],
                )
            }
            Self::Itself {
                folder,
                sign,
                class,
                exercise,
            } => folders::itself(folder, sign, class, exercise, catalog),
            Self::NoClass(folder) => (
                say("no-such-folder", args!["path" => path(folder)]),
                plain("batch-empty-remedy"),
            ),
            Self::Results(folder) => (
                say("batch-results", args!["path" => path(folder)]),
                plain("batch-results-remedy"),
            ),
            Self::NoBatch { folder, meant } => folders::no_batch(folder, meant, catalog),
            Self::OverBatch(file) => (
                say("report-over-batch", args!["path" => path(file)]),
                plain("report-over-batch-remedy"),
            ),
            Self::NoReport(file) => (
                say("report-over-other", args!["path" => path(file)]),
                plain("report-over-other-remedy"),
            ),
            Self::AmongSubmissions { folder, name } => (
                say(
                    "report-among",
                    args!["folder" => path(folder), "name" => Arg::shown(name)],
                ),
                plain("batch-out-within-remedy"),
            ),
            Self::OutWithin { out, class } => (
                say(
                    "batch-out-within",
                    args!["out" => path(out), "class" => path(class)],
                ),
                plain("batch-out-within-remedy"),
            ),
            Self::RosterOfSome => (
                catalog.plain("batch-roster-of-some"),
                plain("batch-roster-of-some-remedy"),
            ),
            Self::RosterInTheWay(file) => (
                say("batch-roster-in-the-way", args!["path" => path(file)]),
                plain("batch-roster-in-the-way-remedy"),
            ),
            Self::OnlyResults(folder) => (
                say("batch-only-results", args!["folder" => path(folder)]),
                plain("batch-only-results-remedy"),
            ),
            Self::NoSuchSubmission { name, near, folder } => {
                let told = args!["name" => name, "folder" => path(folder)];
                let meant = args!["names" => quoted_all(near)];
                let remedy = match near[..] {
                    [] => catalog.plain("batch-no-such-remedy"),
                    [_, ..] => say("batch-no-such-near", meant),
                };
                (say("batch-no-such", told), vec![remedy])
            }
            Self::Without {
                name,
                missing,
                folder,
            } => {
                let told = args!["name" => name, "folder" => path(folder)];
                let (id, remedy) = match missing {
                    true => ("batch-missing", "batch-missing-remedy"),
                    false => ("batch-without", "batch-without-remedy"),
                };
                (say(id, told), plain(remedy))
            }
            Self::NotIsolated { why } => {
                let why = why.iter().map(|why| say("batch-why", args!["why" => why]));
                let mut more: Vec<String> = why.collect();
                more.push(catalog.plain("batch-not-isolated-remedy"));
                (catalog.plain("batch-not-isolated"), more)
            }
            Self::Store(error) => store(error, catalog),
            Self::Policy(problems) => {
                return format!("{}\n", rules::drawn(problems, catalog).trim_end());
            }
            Self::Mixed { folder, anonymous } => {
                let id = if *anonymous {
                    "report-mixed-names"
                } else {
                    "report-mixed-codes"
                };
                (
                    say(id, args!["folder" => path(folder)]),
                    vec![another(folder, catalog)],
                )
            }
            Self::OfAnotherBatch { folder, place } | Self::NoPage { folder, place } => {
                let id = match matches!(self, Self::NoPage { .. }) {
                    true => "report-no-page",
                    false => "report-of-another",
                };
                let args = args!["folder" => path(folder), "place" => path(place)];
                (say(id, args), vec![another(folder, catalog)])
            }
            Self::NotCompared => (
                catalog.plain("against-no-form"),
                plain("against-no-form-remedy"),
            ),
            Self::NothingToFill => (catalog.plain("fill-nothing"), plain("fill-remedy")),
            Self::NowhereToFill => (catalog.plain("fill-nowhere"), plain("fill-remedy")),
            Self::NotFilled => (catalog.plain("fill-no-form"), plain("fill-no-form-remedy")),
            Self::FilledWithCodes => (catalog.plain("fill-codes"), plain("fill-codes-remedy")),
            Self::FilledOverItself(file) => (
                say("fill-itself", args!["path" => path(file)]),
                plain("fill-itself-remedy"),
            ),
            Self::OtherClass {
                file,
                agreeing,
                disagreeing,
                why,
            } => filled::of_others(file, [*agreeing, *disagreeing], why, catalog),
            Self::Fill { file, error } => filled::refused(file, error, catalog),
        };
        told(&error, &more, catalog)
    }
}

/// That another folder is to be given.
fn another(folder: &Path, catalog: &Catalog) -> String {
    let other = quoted(&format!("{}-2", folder.display()));
    catalog.text("report-mixed-remedy", &args!["other" => other])
}

fn store(error: &StoreError, catalog: &Catalog) -> (String, Vec<String>) {
    let say = |id: &str, args| catalog.text(id, &args);
    match error {
        StoreError::Files { path: at, source } => (
            say(
                "cannot-write",
                args!["path" => path(at), "why" => system::said(source, catalog)],
            ),
            vec![catalog.plain("cannot-write-remedy")],
        ),
        StoreError::NotEmpty { folder } => (
            say("not-empty", args!["path" => path(folder)]),
            vec![catalog.plain("batch-not-empty-remedy")],
        ),
        StoreError::Damaged { path: at } => (
            say("batch-damaged", args!["path" => path(at)]),
            vec![catalog.plain("batch-damaged-remedy")],
        ),
        StoreError::OtherExercise { folder, exercise } => (
            say(
                "batch-other",
                args!["folder" => path(folder), "exercise" => exercise],
            ),
            vec![catalog.plain("batch-other-remedy")],
        ),
        StoreError::Busy { folder } => (
            say("batch-busy", args!["folder" => path(folder)]),
            vec![catalog.plain("batch-busy-remedy")],
        ),
    }
}

fn path(path: &Path) -> Arg {
    Arg::shown(path.display())
}
