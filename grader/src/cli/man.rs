//! `grader man`: the pages of the manual, one for the program and one for each command, from the command line's own
//! definition.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};

use super::arguments::{Arguments, Man};
use super::{Answer, Problem, language};
use crate::i18n::{Catalog, args};

/// Writes the pages to a folder, over those of an earlier version.
pub(super) fn run(man: &Man, catalog: &Catalog) -> Result<Answer, Problem> {
    let mut command = language::localised(Arguments::command(), catalog, 80);
    command.build();
    let commands = command.get_subcommands();
    let commands: Vec<&Command> = std::iter::once(&command).chain(commands).collect();
    for command in &commands {
        write(&man.pages, command, catalog).map_err(|source| Problem::CannotWrite {
            path: man.pages.clone(),
            source,
        })?;
    }
    let dir = man.pages.display().to_string();
    let done = args!["count" => commands.len(), "dir" => dir];
    Ok(Answer::done(catalog.text("man-done", &done) + "\n"))
}

fn write(dir: &Path, command: &Command, catalog: &Catalog) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(name)
        .render(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    let mut text: String = page
        .lines()
        .map(|line| titled(line, catalog) + "\n")
        .collect();
    // What the library says of itself is no part of the page.
    text.truncate(text.trim_end().len());
    fs::create_dir_all(dir)?;
    fs::write(dir.join(format!("{name}.1")), text + "\n")
}

/// A line of a page; the library's own titles are English.
fn titled(line: &str, catalog: &Catalog) -> String {
    let title = match line {
        ".SH NAME" => "man-name",
        ".SH SYNOPSIS" => "man-synopsis",
        ".SH DESCRIPTION" => "man-description",
        ".SH EXTRA" => "man-more",
        ".SH VERSION" => "man-version",
        _ => return line.to_owned(),
    };
    format!(".SH \"{}\"", catalog.plain(title))
}
