//! Workflow commands of GitHub Actions: the page in the log, and an annotation on the student's own line where one is
//! known.
//!
//! A runner obeys every line that looks like a command, whoever printed it. So the page is printed while commands are
//! stopped, to be resumed by a word that no program can guess, and what goes into an annotation cannot end its line.

use super::{account, build_failure, heading, mark, name, place, plain_lines};
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{Outcome, Place, Report};
use crate::report::format::{self, Occasion};

/// Annotations of a level that a runner shows of one step; it drops the others without a word.
const MOST: usize = 10;
/// Bytes of an annotation's text: far less than a runner takes, more than anybody reads in a margin.
const LONGEST: usize = 4096;

/// An annotation's level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
}

struct Annotation {
    level: Level,
    place: Option<Place>,
    title: String,
    text: String,
}

/// The page, then the annotations.
pub(in crate::report) fn render(
    report: &Report,
    catalog: &Catalog,
    occasion: &Occasion<'_>,
) -> String {
    let token = occasion.token;
    let page = format::page(report, catalog, occasion);
    let mut text = format!("::stop-commands::{token}\n{page}::{token}::\n");
    let annotations = annotations(report, catalog, occasion.locate);
    let of = |level| annotations.iter().filter(move |one| one.level == level);
    for level in [Level::Error, Level::Warning] {
        of(level)
            .take(MOST)
            .for_each(|annotation| text += &command(annotation));
    }
    let dropped = |level| of(level).count().saturating_sub(MOST);
    let dropped = dropped(Level::Error) + dropped(Level::Warning);
    let mut said = mark(report, catalog);
    if dropped > 0 {
        said.push(catalog.text("annotations-more", &args!["count" => dropped]));
    }
    let title = property(&heading(report, catalog));
    text + &format!("::notice title={title}::{}\n", message(&said.join("\n")))
}

/// An annotation of no line in particular.
pub(super) fn error(title: &str, text: &str) -> String {
    command(&Annotation {
        level: Level::Error,
        place: None,
        title: title.to_owned(),
        text: text.to_owned(),
    })
}

fn annotations(
    report: &Report,
    catalog: &Catalog,
    locate: &dyn Fn(&str) -> Option<String>,
) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    let build = &report.build;
    let failed = !build.succeeded;
    let errors = || build.diagnostics.iter().filter(|one| one.error && failed);
    // What no tool has said.
    if failed && (build.failed.is_some() || errors().next().is_none()) {
        let lines = build_failure(build, catalog);
        annotations.push(Annotation {
            level: Level::Error,
            place: None,
            title: lines.first().cloned().unwrap_or_default(),
            text: lines.join("\n"),
        });
    }
    for error in errors() {
        let lines: Vec<String> = plain_lines(&error.rendered).collect();
        let place = error.place.as_ref();
        annotations.push(Annotation {
            level: Level::Error,
            place: place.and_then(|place| place::located(place, locate)),
            title: lines.first().cloned().unwrap_or_default(),
            text: lines.join("\n"),
        });
    }
    for (check, same) in explain::told_once(report, catalog) {
        let names: Vec<String> = same.iter().map(|check| name(check, catalog)).collect();
        annotations.push(Annotation {
            level: match check.outcome {
                Outcome::Inconclusive(_) => Level::Warning,
                Outcome::Passed | Outcome::Failed(_) | Outcome::Skipped { .. } => Level::Error,
            },
            place: place::of(check, locate),
            title: names.join(", "),
            text: account(report, check, catalog).join("\n"),
        });
    }
    annotations
}

fn command(annotation: &Annotation) -> String {
    let level = match annotation.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(place) = &annotation.place {
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.line));
        if let Some(column) = place.column {
            properties.push(format!("col={column}"));
        }
    }
    properties.push(format!("title={}", property(&annotation.title)));
    let text = message(&annotation.text);
    format!("::{level} {}::{text}\n", properties.join(","))
}

/// A command's text: nothing in it ends the line, or looks like a command of the old form, which counts anywhere.
fn message(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = if end < text.len() {
        &format!("{}…", &text[..end])
    } else {
        text
    };
    text.replace("##[", "#\\u{23}[")
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A command's property: nothing in it ends the property either.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
