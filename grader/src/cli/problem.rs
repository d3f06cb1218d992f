//! Why a command did not do what it was asked, told to whoever asked.

use std::io;
use std::path::{Path, PathBuf};

use super::class::ClassTrouble;
use super::usage::Usage;
use super::{ExitStatus, Trouble, records, system, trouble};
use crate::explain::quoted;
use crate::i18n::{Arg, Catalog, args};
use crate::model::{Exercise, ExerciseId, Lang, Mark};
use crate::record::RecordError;
use crate::report;
use crate::spec::near;

/// A command that was not carried out.
#[derive(Debug)]
pub(super) enum Problem {
    /// The words are no command.
    Usage(Box<Usage>),
    /// No exercise has this name.
    NoSuchExercise { id: String, known: Vec<String> },
    /// An exercise's name stands where a command should.
    ExerciseAlone { id: String, words: Vec<String> },
    /// A word stands in another's place.
    Misplaced {
        word: String,
        /// The message that says so.
        why: &'static str,
        /// What was meant.
        command: String,
        /// The exercises, where it is not known which one was.
        known: Vec<String>,
    },
    /// The exercise has no check of this name.
    NoSuchCheck {
        id: String,
        exercise: String,
        known: Vec<String>,
    },
    /// The last run has not asked this check.
    NotAsked {
        id: String,
        /// What asks it.
        command: String,
    },
    /// No run of the submission in this folder is remembered.
    NoRun {
        /// The folder.
        folder: PathBuf,
        /// The exercise, if one was named.
        exercise: Option<ExerciseId>,
    },
    /// The record of a run cannot be read.
    Record(RecordError),
    /// There is no such folder.
    NoSuchFolder(PathBuf),
    /// A file stands where a folder should.
    NotAFolder(PathBuf),
    /// A folder that should be empty is not.
    NotEmpty {
        path: PathBuf,
        /// What begins elsewhere.
        command: String,
    },
    /// A mark that nobody can reach was asked for, in hundredths.
    MarkTooHigh { asked: u32, scale: u32 },
    /// Some checks alone were asked for, and what takes a mark.
    NoWholeMark {
        /// The option that leaves checks out.
        part: &'static str,
        /// What takes a mark.
        takes: String,
    },
    /// Two reports would be written to the same file.
    SamePlace(PathBuf),
    /// Classroom 50's result was asked for where it says nothing of the submission.
    NoDelivery {
        /// The variables that are not set.
        missing: Vec<&'static str>,
    },
    /// There is no place for a report.
    NoPlace {
        path: PathBuf,
        /// The folder that it would be in.
        folder: PathBuf,
        source: io::Error,
    },
    /// A file could not be written.
    CannotWrite { path: PathBuf, source: io::Error },
    /// A folder cannot be watched.
    CannotWatch { path: PathBuf, source: io::Error },
    /// The answer could not be written to standard output.
    CannotPrint { source: io::Error },
    /// A stage said so.
    Stage(Trouble),
    /// A batch cannot be graded or reported.
    Class(Box<ClassTrouble>),
}

impl From<ClassTrouble> for Problem {
    fn from(trouble: ClassTrouble) -> Self {
        Self::Class(Box::new(trouble))
    }
}

impl<T: Into<Trouble>> From<T> for Problem {
    fn from(trouble: T) -> Self {
        Self::Stage(trouble.into())
    }
}

impl Problem {
    /// That `exercise` has no check `id`.
    pub(super) fn no_such_check(id: &str, exercise: &Exercise) -> Self {
        let known = exercise.checks.iter().map(|check| check.id.clone());
        Self::NoSuchCheck {
            id: id.to_owned(),
            exercise: exercise.id.clone(),
            known: known.collect(),
        }
    }

    /// The status that it ends the process with.
    pub(super) fn status(&self) -> ExitStatus {
        match self {
            Self::Usage(_)
            | Self::ExerciseAlone { .. }
            | Self::Misplaced { .. }
            | Self::NoSuchExercise { .. }
            | Self::NoSuchCheck { .. }
            | Self::NotAsked { .. }
            | Self::NoRun { .. }
            | Self::NoSuchFolder(_)
            | Self::NotAFolder(_)
            | Self::NotEmpty { .. }
            | Self::MarkTooHigh { .. }
            | Self::NoWholeMark { .. }
            | Self::SamePlace(_)
            | Self::NoDelivery { .. }
            | Self::NoPlace { .. } => ExitStatus::Usage,
            Self::Record(_)
            | Self::CannotWrite { .. }
            | Self::CannotWatch { .. }
            | Self::CannotPrint { .. } => ExitStatus::Unknown,
            Self::Stage(trouble) => trouble::status(trouble),
            Self::Class(trouble) => trouble.status(),
        }
    }

    /// `error: …`, and on the next line what to do.
    pub(super) fn text(&self, catalog: &Catalog) -> String {
        let (error, remedy) = match self {
            Self::Usage(error) => return error.text(catalog),
            Self::Stage(trouble) => return trouble::text(trouble, catalog),
            Self::Class(trouble) => return trouble.text(catalog),
            Self::ExerciseAlone { id, words } => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                let check = args!["command" => format!("grader check {}", words.join(" "))];
                let error = catalog.text("exercise-alone", &args!["id" => id]);
                let more = [
                    catalog.text("exercise-alone-check", &check),
                    catalog.text("exercise-alone-start", &args!["id" => id]),
                ];
                return told(&error, &more, catalog);
            }
            Self::Misplaced {
                word,
                why,
                command,
                known,
            } => {
                let error = catalog.text(why, &args!["word" => word]);
                let more = match known[..] {
                    [] => vec![catalog.text("usage-meant", &args!["word" => command])],
                    _ => vec![
                        catalog.text("usage-example", &args!["command" => command]),
                        listed("no-such-exercise-remedy", known, catalog),
                    ],
                };
                return told(&error, &more, catalog);
            }
            Self::NoSuchExercise { id, known } => return no_such_exercise(id, known, catalog),
            Self::NoSuchCheck {
                id,
                exercise,
                known,
            } => (
                catalog.text("no-such-check", &args!["id" => id, "exercise" => exercise]),
                names("no-such-check-remedy", known, id, catalog),
            ),
            Self::NotAsked { id, command } => (
                catalog.text("not-asked", &args!["id" => id]),
                catalog.text("not-asked-remedy", &args!["command" => command]),
            ),
            Self::NoRun { folder, exercise } => (
                catalog.text("no-run", &args!["path" => Arg::shown(folder.display())]),
                first_check(exercise.as_ref(), folder, catalog),
            ),
            Self::Record(error) => (
                records::why(error, catalog),
                first_check(None, Path::new("."), catalog),
            ),
            Self::NoSuchFolder(path) => (
                catalog.text(
                    "no-such-folder",
                    &args!["path" => Arg::shown(path.display())],
                ),
                catalog.plain("no-such-folder-remedy"),
            ),
            Self::NotAFolder(path) => (
                catalog.text("not-a-folder", &args!["path" => Arg::shown(path.display())]),
                catalog.plain("not-a-folder-remedy"),
            ),
            Self::NotEmpty { path, command } => (
                catalog.text("not-empty", &args!["path" => Arg::shown(path.display())]),
                catalog.text("not-empty-remedy", &args!["command" => command]),
            ),
            Self::MarkTooHigh { asked, scale } => (
                catalog.text(
                    "mark-too-high",
                    &args!["asked" => shown(*asked, catalog.lang()), "scale" => *scale],
                ),
                catalog.text("mark-too-high-remedy", &args!["scale" => *scale]),
            ),
            Self::NoWholeMark { part, takes } => {
                let told = args!["part" => *part, "takes" => takes];
                let remedy = catalog.text("no-whole-mark-remedy", &args!["part" => *part]);
                (catalog.text("no-whole-mark", &told), remedy)
            }
            Self::SamePlace(path) => (
                catalog.text("same-place", &args!["path" => Arg::shown(path.display())]),
                catalog.plain("same-place-remedy"),
            ),
            Self::NoDelivery { missing } => {
                let told = args!["count" => missing.len(), "missing" => missing.join(", ")];
                let remedy = catalog.plain("no-delivery-remedy");
                (catalog.text("no-delivery", &told), remedy)
            }
            Self::NoPlace {
                path,
                folder,
                source,
            } => no_place(path, folder, source, catalog),
            Self::CannotWrite { path, source } => (
                catalog.text(
                    "cannot-write",
                    &args![
                        "path" => Arg::shown(path.display()),
                        "why" => system::said(source, catalog),
                    ],
                ),
                catalog.plain("cannot-write-remedy"),
            ),
            Self::CannotWatch { path, source } => (
                catalog.text(
                    "cannot-watch",
                    &args![
                        "path" => Arg::shown(path.display()),
                        "why" => Arg::shown(source),
                    ],
                ),
                catalog.plain("cannot-watch-remedy"),
            ),
            Self::CannotPrint { source } => {
                return told(
                    &catalog.text(
                        "cannot-print",
                        &args!["why" => system::said(source, catalog)],
                    ),
                    &[],
                    catalog,
                );
            }
        };
        told(&error, &[remedy], catalog)
    }
}

/// Why a report cannot go where it should, and what to do.
fn no_place(path: &Path, folder: &Path, source: &io::Error, catalog: &Catalog) -> (String, String) {
    let (why, remedy) = if source.kind() == io::ErrorKind::NotFound {
        let command = format!("mkdir -p {}", quoted(&folder.display().to_string()));
        let folder = args!["path" => Arg::shown(folder.display())];
        (
            catalog.text("no-such-folder", &folder),
            catalog.text("no-place-make", &args!["command" => command]),
        )
    } else {
        let why = system::said(source, catalog);
        (why, catalog.plain("no-place-remedy"))
    };
    let error = args!["path" => Arg::shown(path.display()), "why" => why];
    (catalog.text("no-place", &error), remedy)
}

/// What to type before there is a run to speak of.
fn first_check(exercise: Option<&ExerciseId>, folder: &Path, catalog: &Catalog) -> String {
    let folder = match folder.display().to_string().as_str() {
        "." => String::new(),
        folder => format!(" {}", quoted(folder)),
    };
    match exercise {
        Some(id) => {
            let command = format!("grader check {}{folder}", quoted(id));
            catalog.text("no-run-remedy-of", &args!["command" => command])
        }
        None => {
            let exercise = catalog.plain("cli-value-exercise");
            let command = format!("grader check {exercise}{folder}");
            catalog.text("no-run-remedy", &args!["command" => command])
        }
    }
}

/// Hundredths of a mark, in the language's notation.
pub(super) fn shown(hundredths: u32, lang: Lang) -> String {
    let mark = Mark {
        hundredths,
        out_of: 0,
        earned: 0,
        points: 0,
        provisional: false,
    };
    let mark = report::words::mark(&mark, lang);
    mark.split('/').next().unwrap_or_default().to_owned()
}

/// `error: …`, then lines that say more, and what to do at last.
pub(super) fn told(error: &str, more: &[String], catalog: &Catalog) -> String {
    let mut text = format!("{}{error}\n", catalog.plain("error"));
    for line in more {
        text += line;
        text.push('\n');
    }
    text
}

/// That no exercise has this name, and which there are.
pub(super) fn no_such_exercise(id: &str, known: &[String], catalog: &Catalog) -> String {
    let error = catalog.text("no-such-exercise", &args!["id" => id]);
    let remedy = names("no-such-exercise-remedy", known, id, catalog);
    told(&error, &[remedy], catalog)
}

/// The name that was probably meant, if it is plain which one, else all that there are.
fn names(message: &str, known: &[String], wrong: &str, catalog: &Catalog) -> String {
    match near(wrong, known.iter().map(String::as_str))[..] {
        [meant] => catalog.text("usage-meant", &args!["word" => meant]),
        _ => listed(message, known, catalog),
    }
}

fn listed(message: &str, names: &[String], catalog: &Catalog) -> String {
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    catalog.text(message, &args!["names" => list.join(", ")])
}
