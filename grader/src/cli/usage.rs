//! Words that are no command: what is wrong with them, and what to type instead.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

use super::arguments::Arguments;
use super::{Problem, Settings, Stages, explain};
use crate::explain::quoted;
use crate::i18n::{Catalog, args};
use crate::model::{ExerciseId, Outcome};
use crate::report::Format;

/// A mistake in the words.
#[derive(Debug)]
pub(super) struct Usage {
    error: Error,
    /// What they are understood as, if they name a command.
    understood: Option<Understood>,
}

/// A command with some of its words.
#[derive(Debug)]
struct Understood {
    command: String,
    /// What was typed, with an example for each word that is missing, if one is.
    example: Option<String>,
}

/// Whether the mistake is to have taken `help` for a command, as it is one elsewhere.
pub(super) fn asks_for_help(error: &Error) -> bool {
    matches!(error.get(ContextKind::InvalidSubcommand), Some(ContextValue::String(word)) if word == "help")
}

/// `grader help check` is `grader check --help`.
pub(super) fn help(words: &[OsString]) -> Vec<OsString> {
    let others = words.iter().filter(|word| *word != "help").cloned();
    others.chain(["--help".into()]).collect()
}

/// What is wrong with `words`. An exercise's name where a command should be is a mistake that has its own remedy, and so
/// is a folder's.
pub(super) fn mistake(
    error: Error,
    words: &[OsString],
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
) -> Problem {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && let Some(problem) = alone(word, words, stages)
    {
        return problem;
    }
    let understood = understood(words, catalog, settings);
    Problem::Usage(Box::new(Usage { error, understood }))
}

fn alone(word: &str, words: &[OsString], stages: &Stages) -> Option<Problem> {
    let known = (stages.library)(None).ok()?.ids();
    if let Some(id) = known.iter().find(|id| id.eq_ignore_ascii_case(word)) {
        // The exercise and its folder; options stay as they may be elsewhere.
        let words = words.iter().map(|word| word.to_string_lossy().into_owned());
        let folder = words
            .skip_while(|found| found != word)
            .skip(1)
            .take_while(|found| !found.starts_with('-'));
        return Some(Problem::ExerciseAlone {
            id: id.clone(),
            words: std::iter::once(id.clone()).chain(folder).collect(),
        });
    }
    let first = known.first().filter(|_| Path::new(word).is_dir())?;
    Some(Problem::Misplaced {
        word: word.to_owned(),
        why: "folder-alone",
        command: format!("grader check {} {}", quoted(first), quoted(word)),
        known,
    })
}

fn understood(words: &[OsString], catalog: &Catalog, settings: &Settings) -> Option<Understood> {
    let mut command = Arguments::command().ignore_errors(true);
    let matches = command.try_get_matches_from_mut(words).ok()?;
    let (name, given) = matches.subcommand()?;
    let exercise = given.try_get_one::<ExerciseId>("exercise").ok().flatten();
    let exercise = exercise.map_or_else(|| catalog.plain("cli-example-exercise"), Clone::clone);

    let mut example = vec!["grader".to_owned()];
    let typed = words.iter().skip(1).map(|word| word.to_string_lossy());
    example.extend(typed.map(|word| match word.starts_with('-') {
        true => word.into_owned(),
        false => quoted(&word),
    }));
    let complete = example.len();
    for arg in command.find_subcommand(name)?.get_arguments() {
        let id = arg.get_id().as_str();
        if !arg.is_required_set() || given.contains_id(id) {
            continue;
        }
        example.extend(arg.get_long().map(|long| format!("--{long}")));
        let lost = (id == "check").then(|| lost(settings)).flatten();
        example.push(lost.unwrap_or_else(|| {
            let message = format!("cli-example-{}", id.replace('_', "-"));
            catalog.text(&message, &args!["exercise" => &exercise])
        }));
    }
    Some(Understood {
        command: name.to_owned(),
        example: (example.len() > complete).then(|| example.join(" ")),
    })
}

/// The first check that the last run in this folder has found failed: the one that is probably asked about.
fn lost(settings: &Settings) -> Option<String> {
    let (_, report) = explain::last(None, Path::new("."), settings).ok()?;
    let mut checks = report.checks.into_iter();
    let lost = checks.find(|check| matches!(check.outcome, Outcome::Failed(_)))?;
    Some(lost.id)
}

impl Usage {
    /// A mistake in the words, and what to type instead.
    pub(super) fn text(&self, catalog: &Catalog) -> String {
        let context = |kind| match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let Some(wrong) = self.wrong(catalog) else {
            return self.error.to_string();
        };
        let mut text = format!("{}{wrong}\n", catalog.plain("error"));
        let mut say = |line: String| text += &(line + "\n");
        let possible = context(ContextKind::ValidValue);
        if !possible.is_empty() {
            say(catalog.text("usage-possible", &args!["words" => possible]));
        }
        let about = context(ContextKind::InvalidArg);
        if about.starts_with("--report ") {
            let names: Vec<&str> = Format::ALL.map(Format::name).to_vec();
            say(catalog.text("usage-report", &args!["words" => names.join(", ")]));
        }
        if about.starts_with("--shard ") {
            say(catalog.plain("usage-shard"));
        }
        let is_missing = self.error.kind() == ErrorKind::MissingRequiredArgument;
        let lacks_exercise = is_missing && about.contains(&catalog.plain("cli-value-exercise"));
        if lacks_exercise {
            say(catalog.plain("usage-name-exercise"));
        }
        let understood = self.understood.as_ref();
        if let Some(example) = understood.and_then(|one| one.example.as_ref())
            && is_missing
        {
            say(catalog.text("usage-example", &args!["command" => example]));
        }
        let meant = [
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedArg,
            ContextKind::SuggestedValue,
        ]
        .map(context)
        .concat();
        if !meant.is_empty() {
            say(catalog.text("usage-meant", &args!["word" => meant]));
        } else if !lacks_exercise {
            let command = understood.map_or(String::new(), |one| format!(" {}", one.command));
            let command = args!["command" => format!("grader{command} --help")];
            say(catalog.text("usage-see-help", &command));
        }
        text
    }

    /// What is wrong, in a sentence; none for what cannot happen with the words that there are, or is rare: clap's own
    /// account will do.
    fn wrong(&self, catalog: &Catalog) -> Option<String> {
        let texts = |kind| match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(_) | None => vec![],
        };
        let invalid = texts(ContextKind::InvalidArg);
        let word = invalid.join(", ");
        let value = texts(ContextKind::InvalidValue).concat();
        let (id, args) = match self.error.kind() {
            ErrorKind::InvalidSubcommand => {
                let word = texts(ContextKind::InvalidSubcommand).concat();
                ("usage-no-command", args!["word" => word])
            }
            ErrorKind::UnknownArgument if !word.starts_with('-') => {
                ("usage-extra", args!["word" => word])
            }
            ErrorKind::UnknownArgument => ("usage-unknown", args!["word" => word]),
            ErrorKind::MissingRequiredArgument => {
                let count = invalid.len();
                ("usage-missing", args!["word" => word, "count" => count])
            }
            ErrorKind::InvalidValue if value.is_empty() => {
                ("usage-no-value", args!["word" => word])
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                ("usage-wrong-value", args!["word" => word, "value" => value])
            }
            ErrorKind::ArgumentConflict => ("usage-twice", args!["word" => word]),
            _ => return None,
        };
        Some(catalog.text(id, &args))
    }
}
