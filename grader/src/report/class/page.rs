//! The page of one submission: for its students, who see nothing of others on it, and for whoever marks them.

use maud::{Markup, html};

use super::row::{Row, Summary, steps, steps_for_students};
use super::shell::whole;
use crate::i18n::{Catalog, args};
use crate::model::{Discarded, DiscardedWhy, Entry, escape};
use crate::report::formats::html::{findings, prose};
use crate::report::{self, words};

/// The whole page of an entry as its student would ask; `back` is where the page of the class is, for those who have it.
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
            @if row.gone { p.faint { (catalog.plain("index-is-gone")) } }
        }
        main id="main" {
            @let steps = match back {
                Some(_) => steps(row, catalog),
                None => steps_for_students(row, catalog),
            };
            (mark(row, &steps, catalog))
            (left_out(entry, catalog))
            @if let Some(report) = entry.report() { (findings(report, catalog)) }
        }
    };
    whole(&title, catalog, false, &body)
}

fn mark(row: &Row, steps: &[String], catalog: &Catalog) -> Markup {
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
        @if let Some(said) = &row.said { p { (prose(said)) } }
        @if !steps.is_empty() {
            @if let Some(raw) = &row.raw {
                p { (catalog.text("page-raw", &args!["mark" => words::mark(raw, catalog.lang())])) }
            }
            ul { @for step in steps { li { (step) } } }
        }
        @if let Some(comment) = &row.ruling.comment {
            h2 { (catalog.plain("page-comment")) }
            @for line in comment.lines() { p { (escape::harmless(line)) } }
        }
    }
}

/// What of it was not graded: out of its archive, or of its folder.
fn left_out(entry: &Entry, catalog: &Catalog) -> Markup {
    let of_folder = entry.report().map_or(&[][..], |report| &report.left_out);
    html! {
        @if !(entry.left_out.is_empty() && of_folder.is_empty()) {
            h2 { (catalog.plain("page-left-out")) }
            ul {
                @for Discarded { name, why } in &entry.left_out {
                    li { code { (escape::harmless(name)) } " — " (discarded(*why, catalog)) }
                }
                @for one in of_folder { li { (report::left_out(std::slice::from_ref(one), catalog)) } }
            }
        }
    }
}

/// Why something in an archive was left out.
pub fn discarded(why: DiscardedWhy, catalog: &Catalog) -> String {
    catalog.plain(match why {
        DiscardedWhy::Outside => "discarded-outside",
        DiscardedWhy::Link => "discarded-link",
        DiscardedWhy::Special => "discarded-special",
        DiscardedWhy::OddName => "discarded-odd-name",
        DiscardedWhy::Twice => "discarded-twice",
        DiscardedWhy::Beside => "discarded-beside",
    })
}
