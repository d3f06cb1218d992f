//! A page for a browser: one file that asks nothing of anybody, readable in the dark, on a phone, by a screen reader and
//! from the keyboard. It has no script, and no text of a program is anything but text.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    advice, build_errors, by_backticks, causes, evidence, groups, heading, is_inconclusive, mark,
    name,
};
use super::{outcome, sign, word};
use crate::explain::{self, machines};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Lang, Outcome, Report, escape};

const STYLE: &str = include_str!("page.css");
/// Nothing is loaded from anywhere, nothing runs.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let title = heading(report, catalog);
    let mark = mark(report, catalog);
    let content = html! {
        h1 { (title) }
        p.mark { strong { (mark[0]) } }
        @for line in &mark[1..] { p { (line) } }
        dl {
            dt { (catalog.plain("label-submission")) }
            dd { (escape::harmless(&report.asked.submission)) }
            dt { (catalog.plain("label-machines")) }
            dd { (machines::kind(&report.isolation, catalog)) }
            @for (label, said) in machines::said(&report.isolation, catalog) {
                dt { (label) }
                dd { (said) }
            }
            dt { (catalog.plain("label-seed")) }
            dd { code { (escape::harmless(&report.seed)) } }
        }
        (findings(report, catalog))
    };
    page(&title, catalog, &content)
}

/// A page of its own around `content`.
pub(super) fn page(title: &str, catalog: &Catalog, content: &Markup) -> String {
    let lang = match catalog.lang() {
        Lang::Fr => "fr",
        Lang::En => "en",
    };
    let page = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (content) } }
        }
    };
    page.into_string() + "\n"
}

/// What was found: errors of the build, each check in a line, and why points were lost.
pub(in crate::report) fn findings(report: &Report, catalog: &Catalog) -> Markup {
    let errors = build_errors(&report.build, catalog);
    html! {
        @if let [first, rest @ ..] = errors.as_slice() {
            section aria-labelledby="build" {
                h2 #build { span.failed aria-hidden="true" { "✗ " } (first) }
                (listing(rest, first))
            }
        }
        @for (title, checks) in groups(report, catalog) {
            (table(&title, &checks, catalog))
        }
        @for (check, same) in explain::told_once(report, catalog) {
            (section(report, check, &same, catalog))
        }
    }
}

fn table(title: &str, checks: &[&CheckReport], catalog: &Catalog) -> Markup {
    let earned: u32 = checks.iter().map(|check| check.points).sum();
    let of: u32 = checks.iter().map(|check| check.of).sum();
    let caption = args!["title" => title, "earned" => earned, "of" => of];
    html! {
        table {
            caption { (catalog.text("group-points", &caption)) }
            thead { tr {
                th scope="col" { (catalog.plain("column-verdict")) }
                th scope="col" { (catalog.plain("column-check")) }
                th.points scope="col" { (catalog.plain("column-points")) }
            } }
            tbody { @for check in checks {
                tr {
                    td class=(outcome(&check.outcome)) {
                        span aria-hidden="true" { (sign(&check.outcome)) " " }
                        (word(&check.outcome, catalog))
                    }
                    th scope="row" {
                        (prose(&name(check, catalog)))
                        @if check.hidden { " " span.faint { "(" (catalog.plain("page-added")) ")" } }
                        @if let Outcome::Skipped { needs } = &check.outcome {
                            " – " (prose(&catalog.text("skipped-short", &args!["needs" => needs])))
                        }
                    }
                    td.points { (check.points) "/" (check.of) }
                }
            } }
        }
    }
}

fn section(
    report: &Report,
    check: &CheckReport,
    same: &[&CheckReport],
    catalog: &Catalog,
) -> Markup {
    let names: Vec<String> = same.iter().map(|check| name(check, catalog)).collect();
    let id = format!("check-{}", escape::harmless(&check.id));
    let Some(explanation) = explain::explain(report, check, catalog) else {
        return html! {};
    };
    let evidence = evidence(check, catalog);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) {
                span class=(outcome(&check.outcome)) aria-hidden="true" { (sign(&check.outcome)) " " }
                (prose(&names.join(", ")))
            }
            @for cause in causes(&explanation, catalog) { p { (prose(&cause)) } }
            @if is_inconclusive(check) { p { (catalog.plain("not-a-zero")) } }
            @if !evidence.is_empty() { (listing(&evidence, &explanation.cause)) }
            @for line in advice(&explanation, catalog) { p { (prose(&line)) } }
            @if check.hidden {
                p { (catalog.text("page-hidden", &args!["count" => same.len()])) }
            } @else {
                p { (catalog.plain("label-repeat")) " " code { (explanation.repeat) } }
            }
        }
    }
}

/// A sentence, in which what stands between backticks is code.
pub(in crate::report) fn prose(text: &str) -> Markup {
    let text = escape::harmless(text);
    let parts = by_backticks(&text).unwrap_or_else(|| vec![&text]);
    html! {
        @for (place, part) in parts.iter().enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// Lines as they are, which a keyboard can scroll.
fn listing(lines: &[String], about: &str) -> Markup {
    html! { pre tabindex="0" role="region" aria-label=(about) { (lines.join("\n")) } }
}
