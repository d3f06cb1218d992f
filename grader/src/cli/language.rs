//! The command line in the user's language: help pages and the usual mistakes.
//!
//! Which words exist is said in `arguments`; here each gets its explanation from the catalogue, by its name.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use crate::i18n::{Catalog, args};
use crate::model::Lang;
use crate::report::Format;

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
        command = command
            .arg(
                Arg::new("version")
                    .short('V')
                    .long("version")
                    .action(ArgAction::Version),
            )
            .after_help(catalog.plain("cli-after-help"));
    }
    command
        .mut_args(|arg| explained(arg, catalog))
        .mut_subcommands(|command| localised(command, catalog, columns))
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

/// A mistake in the words, and what to type instead.
pub(super) fn usage_error(error: &Error, catalog: &Catalog) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let invalid = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let is_report = invalid.starts_with("--report ");
    let told = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            return error.render().to_string();
        }
        ErrorKind::InvalidSubcommand => Some(catalog.text(
            "usage-no-command",
            &args!["word" => context(ContextKind::InvalidSubcommand)],
        )),
        ErrorKind::UnknownArgument if !invalid.starts_with('-') => {
            Some(catalog.text("usage-extra", &args!["word" => invalid]))
        }
        ErrorKind::UnknownArgument => {
            Some(catalog.text("usage-unknown", &args!["word" => invalid]))
        }
        ErrorKind::MissingRequiredArgument => {
            Some(catalog.text("usage-missing", &args!["word" => invalid]))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Some(catalog.text("usage-no-value", &args!["word" => invalid]))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Some(catalog.text(
            "usage-wrong-value",
            &args!["word" => invalid, "value" => value],
        )),
        ErrorKind::ArgumentConflict => Some(catalog.text("usage-twice", &args!["word" => invalid])),
        // The rest cannot happen with the words that there are, or is rare: clap's own account will do.
        _ => None,
    };
    let Some(told) = told else {
        return error.to_string();
    };
    let mut text = format!("{}{told}\n", catalog.plain("error"));
    let possible = context(ContextKind::ValidValue);
    if !possible.is_empty() {
        text += &catalog.text("usage-possible", &args!["words" => possible]);
        text.push('\n');
    }
    if is_report {
        let names: Vec<&str> = Format::ALL.map(Format::name).to_vec();
        text += &catalog.text("usage-report", &args!["words" => names.join(", ")]);
        text.push('\n');
    }
    let meant = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .map(context)
    .concat();
    let lacks_exercise = error.kind() == ErrorKind::MissingRequiredArgument
        && context(ContextKind::InvalidArg).contains(&catalog.plain("cli-value-exercise"));
    let remedy = if lacks_exercise {
        catalog.plain("usage-name-exercise")
    } else if meant.is_empty() {
        catalog.plain("usage-see-help")
    } else {
        catalog.text("usage-meant", &args!["word" => meant])
    };
    text + &remedy + "\n"
}
