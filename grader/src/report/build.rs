//! What a build said, as the tool prints it: its colours stay, anything else that a terminal would obey does not.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::explain::{ended_briefly, size, without_middle};
use crate::i18n::{Arg, Catalog, args};
use crate::model::{
    Bounds, Build, BuildLimit, CheckReport, CommandFailure, Diagnostic, FailedCommand, LeftOut,
    Outcome, Refusal, Refused, Report, Unwanted, escape,
};

use super::look::Tone;
use super::sheet::Sheet;

/// Lines of errors that are shown; the first are the ones to correct.
const MOST_LINES: usize = 60;

/// Warnings that are shown.
const MOST_WARNINGS: usize = 2;

/// The lints of Rust by which a program does not do what it seems to: a future that is never awaited and an error that nobody looks
/// at, what is never reached, and what was read or computed for nothing (<https://doc.rust-lang.org/rustc/lints/>).
const TELLING: [&str; 6] = [
    "unused_must_use",
    "unreachable_code",
    "unconditional_recursion",
    "unused_assignments",
    "unused_variables",
    "dead_code",
];

/// Refused places that are shown.
const MOST_REFUSALS: usize = 8;

/// Columns of a path that was left out; of a longer one both ends are shown.
const PATH: usize = 80;

/// What was built, and its errors if it was not.
pub(super) fn write(sheet: &mut Sheet, build: &Build, catalog: &Catalog) {
    if build.succeeded {
        return;
    }
    sheet.gap();
    sheet.paragraph(&sign(sheet), &told(build, catalog), Tone::Bad);
    errors(sheet, build, catalog);
}

/// Why it was not built.
pub(super) fn errors(sheet: &mut Sheet, build: &Build, catalog: &Catalog) {
    if let Some(limit) = &build.limit {
        sheet.paragraph("  ", &self::limit(*limit, catalog), Tone::Plain);
    }
    let failed = build.failed.as_ref();
    if let Some((cause, next)) = failed.and_then(|failed| self::failed(failed, catalog)) {
        sheet.paragraph("  ", &cause, Tone::Plain);
        if let Some(next) = next {
            let lead = format!("  {} ", catalog.plain("label-next"));
            sheet.paragraph_at(&lead, 4, &next, Tone::Title);
        }
    }
    for refusal in build.refusals.iter().take(MOST_REFUSALS) {
        sheet.gap();
        for line in drawn(refusal, catalog, sheet.look().colour).lines() {
            sheet.line(line, Tone::Plain);
        }
    }
    let left = build.refusals.len().saturating_sub(MOST_REFUSALS);
    if left > 0 {
        let more = catalog.text("folded", &args!["count" => left]);
        sheet.line(&more, Tone::Faint);
    }
    let errors = build.diagnostics.iter().filter(|one| one.error);
    let mut lines: Vec<&str> = errors
        .flat_map(|error| error.rendered.trim_end().lines().chain([""]))
        .collect();
    lines.pop();
    if !lines.is_empty() {
        sheet.gap();
    }
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

/// What the compiler has warned of that may be why checks fail, if any do.
pub(super) fn warnings(sheet: &mut Sheet, report: &Report, catalog: &Catalog) {
    let is_failed = |check: &CheckReport| matches!(check.outcome, Outcome::Failed(_));
    let telling = telling(&report.build);
    if !report.build.succeeded || telling.is_empty() || !report.checks.iter().any(is_failed) {
        return;
    }
    sheet.gap();
    sheet.paragraph("", &catalog.plain("build-warned"), Tone::Plain);
    let colour = sheet.look().colour;
    for warning in telling.iter().take(MOST_WARNINGS) {
        for line in warning.rendered.trim_end().lines() {
            sheet.line(&format!("  {}", tame(line, colour)), Tone::Plain);
        }
    }
    let left = telling.len().saturating_sub(MOST_WARNINGS);
    if left > 0 {
        let more = catalog.text("build-warned-more", &args!["count" => left]);
        sheet.line(&more, Tone::Faint);
    }
}

/// The warnings of what a program does or leaves undone, the most telling first; how it is written is nobody's concern here.
pub(super) fn telling(build: &Build) -> Vec<&Diagnostic> {
    let rank = |one: &&Diagnostic| {
        TELLING
            .iter()
            .position(|code| one.code.as_deref() == Some(code))
    };
    let warnings = build.diagnostics.iter().filter(|one| !one.error);
    let mut telling: Vec<&Diagnostic> = warnings.filter(|one| rank(one).is_some()).collect();
    telling.sort_by_key(rank);
    telling
}

/// Why it failed, where no tool has said so, and what to do, in lines.
pub(super) fn why(build: &Build, catalog: &Catalog) -> Vec<String> {
    let limit = build.limit.map(|limit| self::limit(limit, catalog));
    let mut lines: Vec<String> = limit.into_iter().collect();
    let failed = build.failed.as_ref();
    if let Some((cause, next)) = failed.and_then(|failed| self::failed(failed, catalog)) {
        lines.push(cause);
        let labelled = |next| format!("{} {next}", catalog.plain("label-next"));
        lines.extend(next.map(labelled));
    }
    lines
}

/// How a command failed, and what to do; that it was stopped is the limit's to tell.
pub(super) fn failed(
    failed: &FailedCommand,
    catalog: &Catalog,
) -> Option<(String, Option<String>)> {
    let command = &failed.command;
    Some(match &failed.how {
        CommandFailure::Absent { program } => {
            let named = || args!["program" => program];
            let next = catalog.text("build-absent-next", &named());
            (catalog.text("build-absent", &named()), Some(next))
        }
        CommandFailure::NoFile { path } => {
            let cause = catalog.text("build-no-file", &args!["path" => path]);
            (cause, Some(catalog.plain("build-no-file-next")))
        }
        CommandFailure::CannotExecute { why } => {
            let told = args!["command" => command, "why" => why];
            let cause = catalog.text("build-cannot-execute", &told);
            (cause, Some(catalog.plain("build-cannot-execute-next")))
        }
        CommandFailure::Exited { exit } => {
            let told = args!["command" => command, "exit" => ended_briefly(*exit, catalog)];
            (catalog.text("build-exited", &told), None)
        }
        CommandFailure::Stopped => return None,
    })
}

/// The limit that a build came to, in a sentence.
pub(super) fn limit(limit: BuildLimit, catalog: &Catalog) -> String {
    let size = |bytes| size(bytes, catalog);
    let (id, args) = match limit {
        BuildLimit::Time(seconds) => ("build-limit-time", args!["seconds" => seconds]),
        BuildLimit::Memory(bytes) => ("build-limit-memory", args!["size" => size(bytes)]),
        BuildLimit::Output(bytes) => ("build-limit-output", args!["size" => size(bytes)]),
        BuildLimit::Processes(count) => ("build-limit-processes", args!["count" => count]),
    };
    catalog.text(id, &args)
}

/// What is wrong at a place of a manifest.
pub(super) fn refused(what: &Refused, catalog: &Catalog) -> String {
    let say = |id, args| catalog.text(id, &args);
    match what {
        Refused::Outside { path } => say("refused-outside", args!["path" => path]),
        Refused::WorkspaceOutside => catalog.plain("refused-workspace"),
        Refused::Git { name } => say("refused-git", args!["name" => name]),
        Refused::Registry { name } => say("refused-registry", args!["name" => name]),
        Refused::Replaced => catalog.plain("refused-replaced"),
        Refused::NotAllowed { name, allowed } if allowed.is_empty() => {
            say("refused-all", args!["name" => name])
        }
        Refused::NotAllowed { name, allowed } => {
            let names: Vec<String> = allowed.iter().map(|one| format!("`{one}`")).collect();
            let allowed = names.join(", ");
            say(
                "refused-not-allowed",
                args!["name" => name, "allowed" => allowed],
            )
        }
        Refused::Unreadable => catalog.plain("refused-unreadable"),
    }
}

/// The place in its line, as compilers draw it.
pub(super) fn drawn(refusal: &Refusal, catalog: &Catalog, colour: bool) -> String {
    let (source, span) = (&refusal.source, &refusal.span);
    let part = |range: std::ops::Range<usize>| shown(source.get(range).unwrap_or_default());
    let (before, at) = (part(0..span.start), part(span.clone()));
    let line = format!("{before}{at}{}", part(span.end..source.len()));
    let name = catalog.plain("refusal");
    let title = refused(&refusal.what, catalog);
    let file = escape::harmless(&refusal.file);
    let snippet = Snippet::source(line.as_str())
        .path(file.as_str())
        .line_start(refusal.line)
        .annotation(AnnotationKind::Primary.span(before.len()..before.len() + at.len()));
    let group = Level::ERROR
        .with_name(name.as_str())
        .primary_title(title.as_str())
        .element(snippet);
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// What of a submission was not looked at, in a line.
pub fn left_out(all: &[LeftOut], catalog: &Catalog) -> String {
    let told = all.iter().map(|one| {
        let paths = one.paths.iter().map(|path| without_middle(path, PATH, "…"));
        let mut paths = paths.collect::<Vec<_>>().join(", ");
        let more = one.count.saturating_sub(one.paths.len());
        if more > 0 {
            let counted = args!["paths" => paths, "count" => more];
            paths = catalog.text("left-out-more", &counted);
        }
        let id = match one.why {
            Unwanted::Made => "left-out-made",
            Unwanted::Settings => "left-out-settings",
            Unwanted::Link => "left-out-link",
            Unwanted::HardLink => "left-out-hard-link",
            Unwanted::Special => "left-out-special",
            Unwanted::Large => "left-out-large",
            Unwanted::Deep => "left-out-deep",
            Unwanted::Many => "left-out-many",
            Unwanted::PassedOver => "left-out-passed-over",
            Unwanted::Unreadable => "left-out-unreadable",
        };
        let most = Bounds::SUBMISSION;
        let args = args![
            "paths" => Arg::from(paths),
            "entries" => most.entries,
            "file" => size(most.file, catalog),
            "total" => size(most.total, catalog),
            "depth" => most.depth,
        ];
        catalog.text(id, &args)
    });
    told.collect::<Vec<_>>().join(&catalog.plain("semicolon"))
}

/// That the build failed, and with which error first.
pub(super) fn in_brief(build: &Build, catalog: &Catalog) -> String {
    let told = told(build, catalog);
    match first_error(build) {
        Some(error) => format!("{told} {error}"),
        None => told,
    }
}

/// The same in lines, and why where no compiler has said so; nothing if the build succeeded.
pub(super) fn in_lines(build: &Build, catalog: &Catalog) -> Vec<String> {
    if build.succeeded {
        return vec![];
    }
    let mut lines = vec![told(build, catalog)];
    lines.extend(why(build, catalog));
    let refusal = build.refusals.first().map(|one| {
        let (what, file) = (refused(&one.what, catalog), escape::harmless(&one.file));
        format!("{what} ({file}:{})", one.line)
    });
    lines.extend(refusal.or_else(|| first_error(build)));
    lines
}

/// What a compiler has said first, and where.
fn first_error(build: &Build) -> Option<String> {
    let first = build.diagnostics.iter().find(|one| one.error)?;
    let error = first.rendered.lines().next().unwrap_or_default();
    let error = tame(error, false);
    let place = first.place.as_ref();
    let place = place.map(|place| format!(" ({}:{})", escape::harmless(&place.file), place.line));
    Some(error + &place.unwrap_or_default())
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
