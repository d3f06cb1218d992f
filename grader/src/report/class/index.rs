//! The page of a whole class: how marks are spread, what fails most, who has what.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::row::{Row, RowCheck, Summary, number};
use super::shell::{sign, whole, word};
use crate::i18n::{Catalog, args};
use crate::model::{Given, escape};
use crate::report::formats::html::prose;

/// The most bars in which marks are counted.
const BARS: u32 = 20;

/// Whose files these are that a submission has as well, if there is another one: as `rows` name them.
pub fn like(row: &Row, rows: &[Row], catalog: &Catalog) -> Option<String> {
    let like = row.like.as_ref()?;
    let other = rows.iter().find(|row| row.name == *like);
    let name = other.map_or_else(|| like.clone(), Row::names);
    Some(catalog.text("index-like", &args!["name" => name]))
}

/// The whole page; `page` says where the page of a submission is.
pub fn index(
    summary: &Summary,
    rows: &[Row],
    page: &dyn Fn(&Row) -> String,
    catalog: &Catalog,
) -> String {
    let title = catalog.text(
        "header",
        &args!["exercise" => &summary.exercise, "title" => &summary.title],
    );
    let given = rows.iter().filter_map(|row| row.ruling.given.as_ref());
    let index = Index {
        rows,
        scales: given.map(|given| given.out_of).collect(),
        columns: columns(rows),
        page,
        catalog,
    };
    let body = html! {
        header {
            h1 { (title) }
            @if let Some(incomplete) = &summary.incomplete { p { strong { (prose(incomplete)) } } }
            (index.facts())
        }
        main id="main" {
            (index.spread())
            (index.groups())
            (index.table())
            @if !summary.gone.is_empty() {
                section {
                    h2 { (catalog.plain("index-gone")) }
                    ul { @for name in &summary.gone { li { (escape::harmless(name)) } } }
                }
            }
            @if !summary.without.is_empty() {
                section {
                    h2 { (catalog.plain("index-without")) }
                    ul {
                        @for one in &summary.without {
                            li {
                                (escape::harmless(&one.student.name))
                                @if one.missing { " (" (catalog.plain("report-missing")) ")" }
                            }
                        }
                    }
                }
            }
        }
    };
    whole(&title, catalog, true, &body)
}

/// A check as a column, with how many failed it.
struct Column<'a> {
    check: &'a RowCheck,
    failed: usize,
}

/// The checks, those that fail most first.
fn columns(rows: &[Row]) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = vec![];
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for check in rows.iter().flat_map(|row| &row.checks) {
        let place = *at.entry(&check.id).or_insert(columns.len());
        if place == columns.len() {
            columns.push(Column { check, failed: 0 });
        }
        columns[place].failed += usize::from(check.outcome == "failed");
    }
    columns.sort_by_key(|column| std::cmp::Reverse(column.failed));
    columns
}

/// The whole marks of a bar.
fn span(from: u32, to: u32) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from}–{to}")
    }
}

struct Index<'a> {
    rows: &'a [Row],
    /// The full marks that there are.
    scales: BTreeSet<u32>,
    columns: Vec<Column<'a>>,
    page: &'a dyn Fn(&Row) -> String,
    catalog: &'a Catalog,
}

impl Index<'_> {
    /// A mark in hundredths on the longest scale: on several, marks are compared by their shares.
    fn share(&self, given: &Given) -> u32 {
        let longest = self.scales.last().copied().unwrap_or(given.out_of);
        let share =
            u64::from(given.hundredths) * u64::from(longest) / u64::from(given.out_of.max(1));
        u32::try_from(share).unwrap_or(u32::MAX)
    }

    /// All marks on the longest scale, in order.
    fn marks(&self) -> Vec<u32> {
        let given = self.rows.iter().filter_map(|row| row.ruling.given.as_ref());
        let mut marks: Vec<u32> = given.map(|given| self.share(given)).collect();
        marks.sort_unstable();
        marks
    }

    /// That marks are on several scales, if so.
    fn mixed(&self) -> Option<String> {
        let longest = *self.scales.last().filter(|_| self.scales.len() > 1)?;
        let all: Vec<String> = self.scales.iter().map(u32::to_string).collect();
        let args = args!["scales" => all.join(", "), "scale" => longest];
        Some(self.catalog.text("index-scales", &args))
    }

    fn facts(&self) -> Markup {
        let marks = self.marks();
        let lang = self.catalog.lang();
        let count = |came: &str| self.rows.iter().filter(|row| row.came == came).count();
        let all = self.rows.len();
        let label = |id: &str, count: usize| self.catalog.text(id, &args!["count" => count]);
        let mut facts = vec![(all.to_string(), label("index-submissions", all))];
        if !marks.is_empty() {
            let sum: u64 = marks.iter().copied().map(u64::from).sum();
            facts.push((
                number(sum / marks.len() as u64, 100, lang),
                self.catalog.plain("index-mean"),
            ));
            let middle = u64::from(marks[(marks.len() - 1) / 2] + marks[marks.len() / 2]);
            facts.push((
                number(middle / 2, 100, lang),
                self.catalog.plain("index-median"),
            ));
        }
        let provisional = self.rows.iter().filter(|row| row.is_provisional());
        for (count, id) in [
            (provisional.count(), "index-provisional"),
            (count("refused"), "index-refused"),
            (count("set-aside"), "index-set-aside"),
        ] {
            if count > 0 {
                facts.push((count.to_string(), label(id, count)));
            }
        }
        html! {
            ul.facts {
                @for (value, label) in facts { li { b { (value) } " " (label) } }
            }
            @if let Some(mixed) = self.mixed() { p { strong { (mixed) } } }
        }
    }

    /// How many have which mark, as bars with their numbers.
    fn spread(&self) -> Markup {
        let marks = self.marks();
        let Some(scale) = self.scales.last().copied().filter(|top| *top > 0) else {
            return html! {};
        };
        let step = scale.div_ceil(BARS);
        let bars = scale.div_ceil(step);
        let mut counts = vec![0_usize; bars as usize];
        for mark in &marks {
            let bar = (mark / 100 / step).min(bars - 1);
            counts[bar as usize] += 1;
        }
        let most = counts.iter().max().copied().unwrap_or(1).max(1);
        let (width, height) = (32, 120);
        let bar = |(at, count): (usize, &usize)| {
            let from = u32::try_from(at).unwrap_or(0) * step;
            let to = (from + step).min(scale);
            // The last one has the full mark, too.
            let to = if at + 1 == counts.len() {
                to
            } else {
                to.saturating_sub(1)
            };
            (at * width, count * height / most, *count, from, to)
        };
        let bars: Vec<_> = counts.iter().enumerate().map(bar).collect();
        let view = format!("0 0 {} {}", bars.len() * width, height + 40);
        html! {
            section {
                h2 { (self.catalog.plain("index-spread")) }
                svg.bars viewBox=(view) role="img" aria-label=(self.catalog.plain("index-spread")) {
                    @for (x, tall, count, from, to) in &bars {
                        rect x=(x + 2) y=(20 + height - tall) width=(width - 4) height=(tall) {}
                        @if *count > 0 {
                            text x=(x + width / 2) y=(14 + height - tall) { (count) }
                        }
                        text x=(x + width / 2) y=(height + 34) { (span(*from, *to)) }
                    }
                }
                div.unseen {
                    table {
                        caption { (self.catalog.plain("index-spread")) }
                        @for (_, _, count, from, to) in &bars {
                            tr { th scope="row" { (span(*from, *to)) } td { (count) } }
                        }
                    }
                }
            }
        }
    }

    /// Who fails the same check in the same way, the largest groups first.
    fn groups(&self) -> Markup {
        let mut groups: BTreeMap<(&str, &str), Vec<(&Row, &RowCheck)>> = BTreeMap::new();
        for row in self.rows {
            for check in row.checks.iter().filter(|check| check.outcome == "failed") {
                let kind = check.kind.as_deref().unwrap_or_default();
                groups
                    .entry((&check.id, kind))
                    .or_default()
                    .push((row, check));
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let mut refused: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in self.rows {
            if let Some((_, brief)) = &row.refusal {
                refused.entry(brief).or_default().push(row);
            }
        }
        html! {
            @if !groups.is_empty() {
                section {
                    h2 { (self.catalog.plain("index-groups")) }
                    p.faint { (self.catalog.plain("index-groups-about")) }
                    @for group in &groups { (self.group(group)) }
                }
            }
            @if !refused.is_empty() {
                section {
                    h2 { (self.catalog.plain("index-refusals")) }
                    @for (brief, rows) in &refused {
                        details {
                            summary { b { (rows.len()) } " × " (prose(brief)) }
                            ul { @for row in rows { li { (self.link(row)) } } }
                        }
                    }
                }
            }
        }
    }

    fn group(&self, group: &[(&Row, &RowCheck)]) -> Markup {
        let (_, check) = group[0];
        let cause = check.cause.as_deref().unwrap_or_default();
        html! {
            details {
                summary {
                    b { (group.len()) } " × " (prose(&check.title)) " " span.faint { code { (check.id) } }
                    br; span.faint { (self.catalog.plain("index-such-as")) " " (prose(cause)) }
                }
                ul {
                    @for (row, _) in group { li { (self.link(row)) } }
                }
            }
        }
    }

    fn link(&self, row: &Row) -> Markup {
        html! { a href=((self.page)(row)) { (row.shown()) } }
    }

    fn table(&self) -> Markup {
        let say = |id: &str| self.catalog.plain(id);
        let shown = self
            .catalog
            .text("index-shown", &args!["shown" => "#", "all" => "#"]);
        html! {
            section {
                h2 id="results-title" { (say("index-results")) }
                div.tools hidden {
                    label { (say("index-search")) br; input #search type="search" autocomplete="off"; }
                    p #shown aria-live="polite" data-text=(shown) {}
                }
                div.wide tabindex="0" role="region" aria-labelledby="results-title" {
                    table #results aria-labelledby="results-title" {
                        thead {
                            tr {
                                th scope="col" { (say("index-student")) }
                                th scope="col" data-number { (say("index-mark")) }
                                th scope="col" data-number { (say("index-raw")) }
                                @for column in &self.columns { (self.head(column)) }
                            }
                        }
                        tbody { @for row in self.rows { (self.row(row)) } }
                    }
                }
            }
        }
    }

    fn head(&self, column: &Column<'_>) -> Markup {
        let failed = self
            .catalog
            .text("index-failed", &args!["count" => column.failed]);
        html! {
            th.check scope="col" data-number title=(escape::harmless(&column.check.title)) {
                (column.check.id) " "
                span.unseen { (prose(&column.check.title)) " " }
                span.faint { (failed) }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        let lang = self.catalog.lang();
        let key = row
            .ruling
            .given
            .as_ref()
            .map_or(-1, |given| i64::from(self.share(given)));
        let raw = row
            .raw
            .map(|mark| number(u64::from(mark.hundredths), 100, lang));
        let raw_key = row.raw.map_or(-1, |mark| i64::from(mark.hundredths));
        let ids = row
            .students
            .iter()
            .flat_map(|one| [&one.id, &one.email])
            .flatten();
        let text = ids.fold(format!("{} {}", row.names(), row.name), |text, id| {
            text + " " + id
        });
        html! {
            tr data-text=(escape::harmless(&text)) {
                th scope="row" {
                    (self.link(row))
                    @if let Some(like) = like(row, self.rows, self.catalog) { br; span.faint { (like) } }
                    @if row.gone { br; span.faint { (self.catalog.plain("index-is-gone")) } }
                    @if let Some(brief) = self.brief(row) { br; span.faint { (prose(&brief)) } }
                }
                td.number data-key=(key) {
                    (row.mark(lang))
                    @if row.is_provisional() {
                        " " span.badge.inconclusive title=(self.catalog.plain("class-provisional")) {
                            "?" span.unseen { (self.catalog.plain("class-provisional")) }
                        }
                    }
                }
                td.number data-key=(raw_key) { (raw.unwrap_or_else(|| "—".to_owned())) }
                @for column in &self.columns { (self.cell(row, column)) }
            }
        }
    }

    /// Why it was not graded, in some words: all of it is on its page.
    fn brief(&self, row: &Row) -> Option<String> {
        let refused = row.refusal.as_ref().map(|(_, brief)| brief.clone());
        let set_aside = || self.catalog.plain("index-set-aside");
        refused.or_else(|| row.said.as_ref().map(|_| set_aside()))
    }

    fn cell(&self, row: &Row, column: &Column<'_>) -> Markup {
        let Some(check) = row.checks.iter().find(|one| one.id == column.check.id) else {
            return html! { td.cell data-key="4" { "·" } };
        };
        let key = match check.outcome {
            "failed" => 0,
            "skipped" => 1,
            "inconclusive" => 2,
            _ => 3,
        };
        html! {
            td class={ "cell " (check.outcome) } data-key=(key) {
                span aria-hidden="true" { (sign(check.outcome)) }
                span.unseen { (word(check.outcome, self.catalog)) }
            }
        }
    }
}
