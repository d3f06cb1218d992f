//! The command line: from words to a command, from its answer to the screen and an exit status.
//!
//! A command decides what is said and returns it; only this file and the live display print. No command judges.

mod arguments;
mod batch;
mod check;
mod class;
mod compared;
mod completions;
mod decided;
mod doctor;
mod entries;
mod exit;
mod explain;
mod filled;
mod folders;
mod handed_in;
mod hidden;
mod hint;
mod interrupt;
mod language;
mod line;
mod list;
mod man;
mod memory;
mod misplaced;
mod pages;
mod prefetch;
mod problem;
mod publish;
mod real;
mod records;
mod rejudge;
mod report;
mod rules;
mod saves;
mod screen;
mod settings;
mod show;
mod spare;
mod stages;
mod start;
mod stores;
mod system;
mod trouble;
mod usage;
mod verify;
mod watch;
mod whose;
mod written;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use arguments::{Arguments, Command};
use problem::Problem;

pub use exit::ExitStatus;
pub use interrupt::{Interrupt, register};
pub use settings::{Ci, Settings};
pub use stages::{Library, Stages, Trouble};

use crate::i18n::Catalog;
use crate::machine;
use crate::report::Look;

/// What a command has to say, and how it ended.
struct Answer {
    text: String,
    status: ExitStatus,
    /// What the user should know beside it: a line for standard error.
    warning: Option<String>,
}

impl Answer {
    /// What is said when all went well.
    fn done(text: String) -> Self {
        Self {
            text,
            status: ExitStatus::Earned,
            warning: None,
        }
    }
}

/// Runs the command that the process was given.
pub fn main() -> ExitCode {
    memory::share_heaps();
    machine::open_more_descriptors();
    let settings = Settings::read();
    let words: Vec<OsString> = std::env::args_os().collect();
    interrupt::install();
    run(
        words,
        &settings,
        &Stages::real(&settings),
        &mut io::stdout(),
        &mut io::stderr(),
    )
    .into()
}

/// Runs the command in `words` (the program's name first) and prints its answer.
fn run(
    words: Vec<OsString>,
    settings: &Settings,
    stages: &Stages,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> ExitStatus {
    let lang = language::asked_for(&words).unwrap_or(settings.lang);
    let catalog = Catalog::new(lang);
    let mut command = language::localised(Arguments::command(), &catalog, settings.columns());
    let arguments = command
        .try_get_matches_from_mut(&words)
        .or_else(|error| match error.kind() {
            // Who types options alone is told what is told to who types nothing.
            ErrorKind::MissingSubcommand => command.try_get_matches_from_mut(words.iter().take(1)),
            ErrorKind::InvalidSubcommand if usage::asks_for_help(&error) => {
                command.try_get_matches_from_mut(usage::help(&words))
            }
            _ => Err(error),
        })
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let answer = match arguments {
        Ok(arguments) => {
            let mut say = |text: &str| print(text, stdout);
            answer(&arguments.command, &catalog, settings, stages, &mut say)
        }
        Err(error) if !error.use_stderr() => Ok(Answer::done(error.to_string())),
        Err(error) => Err(usage::mistake(error, &words, &catalog, settings, stages)),
    };
    let spelt = |text: &str| Look::new(settings.columns(), false, settings.ascii).spelt(text);
    let printed = answer.and_then(|answer| {
        print(&spelt(&answer.text), stdout)?;
        if let Some(warning) = answer.warning {
            let _ = stderr.write_all(spelt(&warning).as_bytes());
        }
        Ok(answer.status)
    });
    printed.unwrap_or_else(|problem| {
        let _ = stderr.write_all(spelt(&problem.text(&catalog)).as_bytes());
        problem.status()
    })
}

/// A reader that went away (`grader list | head -1`) is no failure; a report that is lost on a full disk is one.
fn print(text: &str, stdout: &mut dyn Write) -> Result<(), Problem> {
    let written = stdout.write_all(text.as_bytes());
    match written.and_then(|()| stdout.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::CannotPrint { source })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// What has something to say while it works.
type Say<'a> = dyn FnMut(&str) -> Result<(), Problem> + 'a;

/// `say` prints what cannot wait for the answer.
fn answer(
    command: &Command,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
    say: &mut Say<'_>,
) -> Result<Answer, Problem> {
    match command {
        Command::Batch(batch) => batch::run(batch, catalog, settings, stages, say),
        Command::Report(report) => report::run(report, catalog),
        Command::Rejudge(rejudge) => rejudge::run(rejudge, catalog, stages),
        Command::Check(check) => check::run(check, catalog, settings, stages, say),
        Command::Explain(explain) => explain::run(explain, catalog, settings, stages),
        Command::Hint(hint) => hint::run(hint, catalog, settings, stages),
        Command::List(list) => list::run(list, catalog, stages),
        Command::Prefetch(prefetch) => prefetch::run(prefetch, catalog, settings, stages, say),
        Command::Show(show) => show::run(show, catalog, settings, stages),
        Command::Start(start) => start::run(start, catalog, stages),
        Command::Watch(watch) => watch::run(watch, catalog, settings, stages, say),
        Command::Completions(completions) => Ok(completions::run(completions, catalog)),
        Command::Man(man) => man::run(man, catalog),
        Command::Doctor(doctor) => doctor::run(doctor, catalog, settings),
        Command::Verify(verify) => verify::run(verify, catalog, settings, stages, say),
    }
}

#[cfg(test)]
mod tests;
