//! `grader completions`: what a shell needs to complete words, from the command line's own definition.

use clap::CommandFactory;

use super::arguments::{Arguments, Completions};
use super::{Answer, language};
use crate::i18n::Catalog;

/// The shell's script.
pub(super) fn run(completions: &Completions, catalog: &Catalog) -> Answer {
    let mut command = language::localised(Arguments::command(), catalog, 80);
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut command, "grader", &mut script);
    Answer::done(String::from_utf8_lossy(&script).into_owned())
}
