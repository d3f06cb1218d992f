//! The page of one submission: for its students, who see nothing of others on it, and for whoever marks them.

use maud::{Markup, html};

use super::row::{Row, Summary, outcome, steps};
use super::shell::{sign, whole, word};
use crate::explain::{self, Explanation};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Entry, Group, LeftOut, LeftOutWhy, Outcome, Report, escape};
use crate::report::sheet::Sheet;
use crate::report::{Look, build, terminal};

/// The columns of evidence: what fits a page, and on a telephone scrolls in its own frame.
const WIDTH: usize = 78;

/// The whole page; `back` is where the page of the class is, for those who have it.
pub fn page(
    summary: &Summary,
    entry: &Entry,
    row: &Row,
    back: Option<&str>,
    catalog: &Catalog,
) -> String {
    let exercise = args!["exercise" => &summary.exercise, "title" => &summary.title];
    let exercise = catalog.text("header", &exercise);
    let title = format!("{} · {exercise}", row.shown());
    let body = html! {
        header {
            @if let Some(back) = back { p { a href=(back) { (catalog.plain("page-back")) } } }
            h1 { (row.shown()) }
            p.faint { (exercise) }
        }
        main id="main" {
            (mark(row, catalog))
            @if !entry.left_out.is_empty() { (left_out(&entry.left_out, catalog)) }
            @if let Some(report) = entry.report() { (checks(report, catalog)) }
        }
    };
    whole(&title, catalog, false, &body)
}

fn mark(row: &Row, catalog: &Catalog) -> Markup {
    let given = row.ruling.given.as_ref();
    html! {
        p.mark { (row.mark(catalog.lang())) }
        @if let Some(raw) = row.raw {
            @let points = args!["earned" => raw.earned, "points" => raw.points];
            p { (catalog.text("mark-points", &points)) }
        }
        @if given.is_some_and(|given| given.provisional) {
            p.badge.inconclusive { (catalog.plain("class-provisional")) }
        }
        @if let Some(said) = &row.said { p { (said) } }
        @let steps = steps(&row.ruling, catalog);
        @if !steps.is_empty() {
            @if let Some(raw) = &row.raw {
                p { (catalog.text("page-raw", &args!["mark" => terminal::mark(raw, catalog.lang())])) }
            }
            ul { @for step in steps { li { (step) } } }
        }
        @if let Some(comment) = &row.ruling.comment {
            h2 { (catalog.plain("page-comment")) }
            @for line in comment.lines() { p { (escape::harmless(line)) } }
        }
    }
}

fn left_out(left_out: &[LeftOut], catalog: &Catalog) -> Markup {
    html! {
        h2 { (catalog.plain("page-left-out")) }
        ul {
            @for one in left_out {
                li {
                    code { (escape::harmless(&one.name)) } " — "
                    (catalog.plain(match one.why {
                        LeftOutWhy::Outside => "left-out-outside",
                        LeftOutWhy::Link => "left-out-link",
                        LeftOutWhy::Special => "left-out-special",
                        LeftOutWhy::OddName => "left-out-odd-name",
                        LeftOutWhy::Twice => "left-out-twice",
                    }))
                }
            }
        }
    }
}

fn checks(report: &Report, catalog: &Catalog) -> Markup {
    let mut built = Sheet::new(Look {
        width: WIDTH,
        colour: false,
        ascii: false,
    });
    build::write(&mut built, &report.build, catalog);
    let built = built.finished();
    html! {
        @if !built.is_empty() {
            h2 { (catalog.plain("page-build")) }
            pre tabindex="0" { (built.trim()) }
        }
        @for group in [Group::Basic, Group::Robustness, Group::Bonus] {
            @let checks: Vec<_> = report.checks.iter().filter(|check| check.group == group).collect();
            @if !checks.is_empty() {
                h2 { (terminal::group_title(group, catalog)) }
                table {
                    @for check in checks { (line(check, catalog)) }
                }
            }
        }
        @let lost: Vec<_> = lost(report, catalog);
        @if !lost.is_empty() {
            h2 { (catalog.plain("page-lost")) }
            @for (checks, explanation) in &lost { (explained(checks, explanation, catalog)) }
        }
    }
}

fn line(check: &CheckReport, catalog: &Catalog) -> Markup {
    let outcome = outcome(&check.outcome);
    html! {
        tr {
            td { span class={ "badge " (outcome) } { (sign(outcome)) " " (word(outcome, catalog)) } }
            td.number { (check.points) "/" (check.of) }
            td {
                (escape::harmless(check.title.get(catalog.lang()))) " "
                code.faint { (check.id) }
            }
        }
    }
}

/// Why points were lost, once for all checks that have it in common.
fn lost<'a>(report: &'a Report, catalog: &Catalog) -> Vec<(Vec<&'a CheckReport>, Explanation)> {
    let mut told: Vec<(Vec<&CheckReport>, Explanation)> = vec![];
    for check in &report.checks {
        if matches!(check.outcome, Outcome::Passed | Outcome::Skipped { .. }) {
            continue;
        }
        let alike = |(checks, _): &&mut (Vec<&CheckReport>, _)| checks[0].outcome == check.outcome;
        if let Some((checks, _)) = told.iter_mut().find(alike) {
            checks.push(check);
        } else if let Some(explained) = explain::explain(report, check, catalog, WIDTH, false) {
            told.push((vec![check], explained));
        }
    }
    told
}

fn explained(checks: &[&CheckReport], explanation: &Explanation, catalog: &Catalog) -> Markup {
    let outcome = outcome(&checks[0].outcome);
    let labelled = |label: &str, text: &str| {
        html! { p { b { (catalog.plain(label)) } " " (escape::harmless(text)) } }
    };
    html! {
        section.lost {
            h3 {
                span class={ "badge " (outcome) } { (sign(outcome)) } " "
                @for (at, check) in checks.iter().enumerate() {
                    @if at > 0 { ", " }
                    (escape::harmless(check.title.get(catalog.lang())))
                }
            }
            p { (explanation.cause) }
            @if !explanation.evidence.is_empty() {
                pre tabindex="0" { (explanation.evidence.join("\n")) }
            }
            @if let Some(next) = &explanation.next { (labelled("label-next", next)) }
            @if let Some(hint) = &explanation.hint { (labelled("label-hint", hint)) }
            p.faint { b { (catalog.plain("label-repeat")) } " " code { (explanation.repeat) } }
        }
    }
}
