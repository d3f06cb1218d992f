//! The command line in the user's language.
//!
//! Which words exist is said in `arguments`; here each gets its explanation from the catalogue, by its name.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};
use unicode_width::UnicodeWidthStr;

use crate::explain::wrapped;
use crate::i18n::Catalog;
use crate::model::Lang;

/// The columns by which what is said of a word is set off below it.
const INDENT: usize = 6;

/// The language that the words ask for, wherever they do: even a mistake is told in it.
pub(super) fn asked_for(words: &[OsString]) -> Option<Lang> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let value = match word {
            "--" => return None,
            "--lang" => words.next(),
            word => word.strip_prefix("--lang="),
        };
        match value {
            Some("fr") => return Some(Lang::Fr),
            Some("en") => return Some(Lang::En),
            Some(_) | None => {}
        }
    }
    None
}

/// `command` with every text from the catalogue.
pub(super) fn localised(command: Command, catalog: &Catalog, columns: usize) -> Command {
    let name = match command.get_name() {
        "grader" => String::new(),
        name => format!("-{name}"),
    };
    let template = format!(
        "{{about-with-newline}}\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}",
        catalog.plain("cli-usage")
    );
    let mut command = command
        .about(catalog.plain(&format!("cli{name}-about")))
        .help_template(template)
        .term_width(columns)
        .subcommand_help_heading(catalog.plain("cli-commands"))
        .subcommand_value_name(catalog.plain("cli-value-command"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help),
        );
    if name.is_empty() {
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        );
    }
    let after = format!("cli{name}-after-help");
    if catalog.has(&after) {
        command = command.after_help(fitted(&catalog.plain(&after), columns));
    }
    command
        .mut_args(|arg| explained(arg, catalog))
        .mut_subcommands(|command| localised(command, catalog, columns))
}

/// `text` within `columns`: where there is no room for what is said of a word beside it, it stands below it.
fn fitted(text: &str, columns: usize) -> String {
    if text.lines().all(|line| line.width() <= columns) {
        return text.to_owned();
    }
    let mut fitted = String::new();
    for line in text.lines() {
        let (word, said) = match line.trim_start().split_once("  ") {
            Some((word, said)) => (format!("  {word}"), said.trim_start()),
            None => (line.to_owned(), ""),
        };
        fitted += &format!("{word}\n");
        let room = columns - INDENT;
        for line in wrapped(said, room, room, str::to_owned) {
            if !line.is_empty() {
                fitted += &format!("{:INDENT$}{line}\n", "");
            }
        }
    }
    fitted
}

/// One argument with its explanation. Defaults and possible values are told in the explanation's own words.
fn explained(arg: Arg, catalog: &Catalog) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let value = format!("cli-value-{id}");
    let heading = if arg.is_positional() {
        "cli-arguments"
    } else {
        "cli-options"
    };
    let arg = arg
        .help(catalog.plain(&format!("cli-arg-{id}")))
        .help_heading(catalog.plain(heading));
    if arg.get_action().takes_values() {
        arg.value_name(catalog.plain(&value))
            .hide_default_value(true)
            .hide_possible_values(true)
    } else {
        arg
    }
}
