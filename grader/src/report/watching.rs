//! What `grader watch` shows: the checks that are not passed first, why the chosen one is not, and the keys.
//!
//! Pure: what is known, what happens and a size in, lines out. Whoever shows them draws them over the last ones.

mod rows;

use std::collections::BTreeMap;

use rows::{around, cut, lines, named, shortened, wrapped};

use super::look::{Look, Tone};
use super::sheet::Sheet;
use super::{build, terminal};
use crate::event::Event;
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{CheckId, CheckReport, Exercise, Outcome, Report, escape};

/// What is shown below the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Why the chosen check is not passed, as far as there is room.
    Summary,
    /// The hint of the exercise's author.
    Hint,
    /// All of it, in the place of the list.
    Explanation,
}

/// What is going on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    Building(String),
    Checking { done: usize, count: usize },
    Nothing,
}

/// What is known of a submission that is being worked on.
pub struct Watching {
    exercise: Exercise,
    /// The last that is known of each check.
    known: BTreeMap<CheckId, CheckReport>,
    /// The last grading.
    last: Option<Report>,
    /// Why there was none.
    trouble: Option<String>,
    doing: Doing,
    view: View,
    chosen: Option<CheckId>,
    scrolled: usize,
    /// How many steps of the chosen check's hints are shown.
    hints: usize,
}

impl Watching {
    /// Nothing is known yet.
    pub fn new(exercise: Exercise) -> Self {
        Self {
            exercise,
            known: BTreeMap::new(),
            last: None,
            trouble: None,
            doing: Doing::Nothing,
            view: View::Summary,
            chosen: None,
            scrolled: 0,
            hints: 1,
        }
    }

    /// Shows a hint on the chosen check, one more each time.
    pub fn hint(&mut self) {
        match self.view {
            View::Hint => self.hints += 1,
            View::Summary | View::Explanation => self.turn(View::Hint),
        }
    }

    /// Something happened.
    pub fn hear(&mut self, event: &Event) {
        match event {
            Event::BuildStarted { command } => self.doing = Doing::Building(command.clone()),
            Event::Building { package } => self.doing = Doing::Building(package.clone()),
            Event::ChecksStarted { count } => {
                self.doing = Doing::Checking {
                    done: 0,
                    count: *count,
                };
            }
            Event::CheckEnded { .. } => {
                if let Doing::Checking { done, .. } = &mut self.doing {
                    *done += 1;
                }
            }
            Event::Isolation(_)
            | Event::Built(_)
            | Event::RoleFound(_)
            | Event::CheckStarted { .. } => {}
        }
    }

    /// A grading ended.
    pub fn graded(&mut self, report: Report) {
        self.doing = Doing::Nothing;
        self.trouble = None;
        for check in &report.checks {
            self.known.insert(check.id.clone(), check.clone());
        }
        self.last = Some(report);
        let lost = self.lost();
        let still = self.chosen.as_ref().filter(|id| lost.contains(id));
        if still.is_none() {
            self.chosen = lost.first().cloned();
            self.scrolled = 0;
            self.view = View::Summary;
        }
    }

    /// The checks of `report`, and what was last known of those that it did not ask, in the order of the exercise.
    pub fn with_known(&self, report: &Report) -> Vec<CheckReport> {
        let checks = self.exercise.checks.iter();
        let found = |id: &CheckId| {
            let asked = report.checks.iter().find(|check| check.id == *id);
            asked.or_else(|| self.known.get(id)).cloned()
        };
        checks.filter_map(|check| found(&check.id)).collect()
    }

    /// No grading took place.
    pub fn failed(&mut self, why: String) {
        self.doing = Doing::Nothing;
        self.trouble = Some(why);
    }

    /// The checks that were asked and not passed, in the order of the exercise.
    pub fn lost(&self) -> Vec<CheckId> {
        let lost = |check: &&CheckReport| check.outcome != Outcome::Passed;
        self.ordered()
            .filter(lost)
            .map(|check| check.id.clone())
            .collect()
    }

    /// Whether all checks were asked, and all of them are passed.
    pub fn is_complete(&self) -> bool {
        self.lost().is_empty() && self.known.len() == self.exercise.checks.len()
    }

    /// The next check that is not passed, or the one before.
    pub fn choose(&mut self, forwards: bool) {
        let lost = self.lost();
        let at = lost.iter().position(|id| Some(id) == self.chosen.as_ref());
        let at = match (at, forwards) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(lost.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
        };
        self.chosen = lost.get(at).cloned();
        self.scrolled = 0;
        self.hints = 1;
    }

    /// Up or down: through the explanation where that fills the page, else through the checks.
    pub fn go(&mut self, down: bool) {
        match (self.view, down) {
            (View::Explanation, true) => self.scrolled += 1,
            (View::Explanation, false) => self.scrolled = self.scrolled.saturating_sub(1),
            (View::Summary | View::Hint, _) => self.choose(down),
        }
    }

    /// Shows `view`, or what was shown before it.
    pub fn turn(&mut self, view: View) {
        self.view = if self.view == view {
            View::Summary
        } else {
            view
        };
        self.scrolled = 0;
    }

    /// The page, in at most `height` lines, the last of which has the keys.
    pub fn page(&mut self, catalog: &Catalog, look: Look, height: usize) -> Vec<String> {
        let height = height.max(6);
        let mut lines = vec![
            self.title(catalog, look),
            self.status(catalog, look),
            String::new(),
        ];
        let room = height - lines.len() - 2;
        let body = if self.view == View::Explanation && self.chosen.is_some() {
            self.explanation(catalog, look, room)
        } else {
            self.summary(catalog, look, room)
        };
        lines.extend(body);
        lines.resize(height - 1, String::new());
        lines.push(look.paint(
            &cut(&look.spelt(&catalog.plain("watch-keys")), look.width),
            Tone::Faint,
        ));
        lines
    }

    fn title(&self, catalog: &Catalog, look: Look) -> String {
        let title = self.exercise.title.get(catalog.lang());
        let told = args!["exercise" => &self.exercise.id, "title" => title];
        look.paint(
            &cut(&look.spelt(&catalog.text("header", &told)), look.width),
            Tone::Title,
        )
    }

    /// What is going on, else what came of it.
    fn status(&self, catalog: &Catalog, look: Look) -> String {
        let (text, tone) = match (&self.doing, &self.trouble, &self.last) {
            (Doing::Building(what), ..) => (
                catalog.text("live-build", &args!["command" => what]),
                Tone::Plain,
            ),
            (Doing::Checking { done, count }, ..) => {
                let told = args!["done" => *done, "count" => *count];
                (catalog.text("watch-checking", &told), Tone::Plain)
            }
            (Doing::Nothing, Some(_), _) => (catalog.plain("watch-trouble"), Tone::Bad),
            (Doing::Nothing, None, Some(report)) if !report.build.succeeded => {
                (build::told(&report.build, catalog), Tone::Bad)
            }
            (Doing::Nothing, None, Some(report)) => {
                let (mark, points) = terminal::mark_in_words(report, catalog);
                let tone = if self.is_complete() {
                    Tone::Good
                } else {
                    Tone::Title
                };
                (format!("{mark} {points}"), tone)
            }
            (Doing::Nothing, None, None) => (catalog.plain("watch-begins"), Tone::Plain),
        };
        look.paint(&cut(&look.spelt(&text), look.width), tone)
    }

    /// The list, and below it why the chosen check is not passed.
    fn summary(&self, catalog: &Catalog, look: Look, room: usize) -> Vec<String> {
        if let Some(trouble) = &self.trouble {
            return shortened(wrapped(trouble, look), room, catalog, look);
        }
        if let Some(report) = self.last.as_ref().filter(|report| !report.build.succeeded) {
            let mut sheet = Sheet::new(look);
            // That it failed stands in the line of the status.
            build::errors(&mut sheet, &report.build, catalog);
            return shortened(lines(sheet), room, catalog, look);
        }
        let rows = self.rows(catalog, look);
        let told = self.told(catalog, look);
        let for_list = if told.is_empty() {
            room
        } else {
            // What is not passed is enough to see where one is, in half of the page at most.
            let enough = self.lost().len().clamp(room / 3, room / 2);
            rows.len()
                .min(enough.max(room.saturating_sub(told.len() + 1)))
        };
        let mut page = around(rows, for_list, self.place(), catalog, look);
        if !told.is_empty() {
            page.push(String::new());
            let left = room.saturating_sub(page.len());
            page.extend(shortened(told, left, catalog, look));
        }
        page.truncate(room);
        page
    }

    /// The known checks: those that are not passed first.
    fn ordered_rows(&self) -> Vec<&CheckReport> {
        let (lost, passed): (Vec<_>, Vec<_>) = self
            .ordered()
            .partition(|check| check.outcome != Outcome::Passed);
        [lost, passed].concat()
    }

    fn ordered(&self) -> impl Iterator<Item = &CheckReport> {
        let checks = self.exercise.checks.iter();
        checks.filter_map(|check| self.known.get(&check.id))
    }

    /// Where the chosen check is among the rows.
    fn place(&self) -> usize {
        let rows = self.ordered_rows();
        let chosen = |check: &&CheckReport| Some(&check.id) == self.chosen.as_ref();
        rows.iter().position(chosen).unwrap_or(0)
    }

    fn rows(&self, catalog: &Catalog, look: Look) -> Vec<String> {
        let row = |check: &CheckReport| {
            let (sign, tone) = terminal::sign(&check.outcome);
            let word = catalog.plain(terminal::word(&check.outcome));
            let mark = if Some(&check.id) == self.chosen.as_ref() {
                ">"
            } else {
                " "
            };
            let title = escape::harmless(check.title.get(catalog.lang()));
            let points = format!("{}/{}", check.points, check.of);
            let text = format!("{mark} {sign} {word} {points:>5}  {title}");
            let name = format!(" ({})", check.id);
            look.paint(&named(&look.spelt(&text), &look.spelt(&name), look), tone)
        };
        self.ordered_rows().into_iter().map(row).collect()
    }

    /// Why the chosen check is not passed, or its hint.
    fn told(&self, catalog: &Catalog, look: Look) -> Vec<String> {
        let Some((check, explanation)) = self.chosen(catalog, look) else {
            return vec![];
        };
        let mut sheet = Sheet::new(look);
        match self.view {
            View::Hint => {
                let count = explanation.steps.len();
                for (at, step) in explanation.steps.iter().take(self.hints).enumerate() {
                    let number = args!["number" => at + 1, "count" => count];
                    let lead = format!("{} ", catalog.text("hint-number", &number));
                    sheet.paragraph_at(&lead, 2, &escape::harmless(step), Tone::Title);
                }
                if count == 0 {
                    sheet.paragraph("", &explanation.cause, Tone::Plain);
                }
            }
            View::Summary | View::Explanation => {
                let (_, tone) = terminal::sign(&check.outcome);
                sheet.line(&check.id, tone);
                for cause in [&explanation.cause].into_iter().chain(&explanation.mistake) {
                    sheet.paragraph("  ", cause, Tone::Plain);
                }
                // Ahead of what was seen: that may be longer than the page.
                if let Some(next) = &explanation.next {
                    let lead = format!("  {} ", catalog.plain("label-next"));
                    sheet.paragraph_at(&lead, 4, next, Tone::Title);
                }
                for line in &explanation.evidence {
                    sheet.line(&format!("  {line}"), Tone::Plain);
                }
            }
        }
        lines(sheet)
    }

    /// The whole of it, from where one has scrolled to.
    fn explanation(&mut self, catalog: &Catalog, look: Look, room: usize) -> Vec<String> {
        let mut told = self.told(catalog, look);
        if let Some((_, explanation)) = self.chosen(catalog, look) {
            let mut sheet = Sheet::new(look);
            if let Some(hint) = &explanation.hint {
                let lead = format!("  {} ", catalog.plain("label-hint"));
                sheet.paragraph_at(&lead, 4, &escape::harmless(hint), Tone::Title);
            }
            let lead = format!("  {} ", catalog.plain("label-repeat"));
            sheet.paragraph_at(&lead, 4, &explanation.repeat, Tone::Faint);
            told.extend(lines(sheet));
        }
        self.scrolled = self.scrolled.min(told.len().saturating_sub(room));
        told.drain(..self.scrolled);
        shortened(told, room, catalog, look)
    }

    fn chosen(
        &self,
        catalog: &Catalog,
        look: Look,
    ) -> Option<(&CheckReport, explain::Explanation)> {
        let check = self.known.get(self.chosen.as_ref()?)?;
        let report = self.last.as_ref()?;
        let width = look.width.saturating_sub(2);
        let explanation = explain::explain(report, check, catalog, width, look.ascii)?;
        Some((check, explanation))
    }
}

#[cfg(test)]
mod tests;
