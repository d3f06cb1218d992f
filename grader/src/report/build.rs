//! What a build said, as the tool prints it: its colours stay, anything else that a terminal would obey does not.

use crate::i18n::{Catalog, args};
use crate::model::{Build, escape};

use super::look::Tone;
use super::sheet::Sheet;

/// Lines of errors that are shown; the first are the ones to correct.
const MOST_LINES: usize = 60;

/// What was built, and its errors if it was not.
pub(super) fn write(sheet: &mut Sheet, build: &Build, catalog: &Catalog) {
    if build.succeeded {
        return;
    }
    sheet.gap();
    sheet.paragraph(&sign(sheet), &told(build, catalog), Tone::Bad);
    if let Some(limit) = &build.limit {
        let told = catalog.text("build-limit", &args!["limit" => limit]);
        sheet.paragraph("  ", &told, Tone::Plain);
    }
    let errors = build.diagnostics.iter().filter(|one| one.error);
    let mut lines: Vec<&str> = errors
        .flat_map(|error| error.rendered.trim_end().lines().chain([""]))
        .collect();
    lines.pop();
    sheet.gap();
    let colour = sheet.look().colour;
    for line in lines.iter().take(MOST_LINES) {
        sheet.line(&tame(line, colour), Tone::Plain);
    }
    if lines.len() > MOST_LINES {
        let count = lines.len() - MOST_LINES;
        let more = catalog.text("folded", &args!["count" => count]);
        sheet.line(&more, Tone::Faint);
    }
}

/// That the build failed.
pub(super) fn told(build: &Build, catalog: &Catalog) -> String {
    match build.command.as_str() {
        "" => catalog.plain("build-failed"),
        command => catalog.text("build-failed-command", &args!["command" => command]),
    }
}

fn sign(sheet: &Sheet) -> String {
    if sheet.look().ascii { "x " } else { "✗ " }.to_owned()
}

/// A line of a tool: sequences that choose a colour pass where colours may be used, and none outlives the line.
pub(super) fn tame(line: &str, colour: bool) -> String {
    let mut tame = String::with_capacity(line.len());
    let mut coloured = false;
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        tame += &shown(&rest[..at]);
        match sequence(&rest[at..]) {
            Some(length) => {
                if colour {
                    tame += &rest[at..at + length];
                    coloured = true;
                }
                rest = &rest[at + length..];
            }
            None => {
                tame += &escape::harmless("\u{1b}");
                rest = &rest[at + 1..];
            }
        }
    }
    tame += &shown(rest);
    if coloured {
        tame += "\u{1b}[0m";
    }
    tame
}

fn shown(text: &str) -> String {
    escape::harmless(&text.replace('\t', "    "))
}

/// The length of the colour sequence at the beginning of `text`, if it is one that hides nothing.
fn sequence(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let length = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    let hides = parameters[..length].split(';').any(|one| one == "8");
    (parameters[length..].starts_with('m') && !hides).then_some(2 + length + 1)
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn only_colours_pass() {
        let line = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: \\ \u{1b}[2J\u{1b}]0;x\u{7}\ta";
        assert_eq!(
            tame(line, false),
            "error: \\ \\u{1b}[2J\\u{1b}]0;x\\u{7}    a"
        );
        assert_eq!(
            tame(line, true),
            "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: \\ \\u{1b}[2J\\u{1b}]0;x\\u{7}    a\u{1b}[0m"
        );
        assert_eq!(tame("\u{1b}[8mhidden", true), "\\u{1b}[8mhidden");
    }
}
