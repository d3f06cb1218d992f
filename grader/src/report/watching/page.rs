//! What is known and a size in, lines out.

use super::rows::{around, cut, lines, named, packed, shortened, wrapped};
use super::{Doing, View, Watching};
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Failure, Outcome, escape};
use crate::report::look::{Look, Tone};
use crate::report::sheet::Sheet;
use crate::report::{build, words};

impl Watching {
    /// The page, in at most `height` lines, the last of which has the keys.
    pub fn page(&mut self, catalog: &Catalog, look: Look, height: usize) -> Vec<String> {
        let height = height.max(6);
        let keys = match (self.is_hidden(), self.view) {
            (true, _) => "watch-keys-hidden",
            (false, View::Summary) => "watch-keys",
            (false, View::Hint | View::Explanation) => "watch-keys-back",
        };
        let mut keys = packed(&catalog.plain(keys), look);
        // Where there is no room for all of them, how to leave is the last to go.
        keys.drain(..keys.len().saturating_sub(height / 3));
        let mut lines = vec![self.title(catalog, look)];
        lines.extend(self.status(catalog, look, height / 6));
        lines.push(String::new());
        let room = height.saturating_sub(lines.len() + keys.len() + 1);
        // Of the list, there is a third of the page at least.
        self.crowded = self.told(catalog, look).len() + 1 > room - room / 3;
        lines.extend(if self.fills_the_page() {
            self.scrolled(catalog, look, room)
        } else {
            self.summary(catalog, look, room)
        });
        lines.resize(height - keys.len(), String::new());
        lines.extend(keys.iter().map(|line| look.paint(line, Tone::Faint)));
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
    fn status(&self, catalog: &Catalog, look: Look, room: usize) -> Vec<String> {
        let mut more = None;
        let (text, tone) = match (&self.doing, &self.trouble, &self.last) {
            (Doing::Reading, ..) => (catalog.plain("watch-begins"), Tone::Plain),
            (Doing::Building(what), ..) => (
                catalog.text("live-build", &args!["command" => what]),
                Tone::Plain,
            ),
            (Doing::Checking { done, count }, ..) => {
                let told = args!["done" => *done, "count" => *count];
                (catalog.text("watch-checking", &told), Tone::Plain)
            }
            (Doing::Nothing, Some(_), _) => (catalog.plain("watch-trouble"), Tone::Bad),
            (Doing::Nothing, None, Some(report)) if self.unbuilt().is_some() => {
                (build::told(&report.build, catalog), Tone::Bad)
            }
            (Doing::Nothing, None, Some(report)) => {
                let (mark, points) = words::mark_in_words(report, catalog);
                more = match report.build.succeeded {
                    true => words::provisional(report, catalog),
                    false => Some(build::in_brief(&report.build, catalog)),
                };
                let tone = if self.is_complete() {
                    Tone::Good
                } else {
                    Tone::Title
                };
                (format!("{mark} {points}"), tone)
            }
            (Doing::Nothing, None, None) => (catalog.plain("watch-begins"), Tone::Plain),
        };
        let mut lines = wrapped(&text, look);
        lines.truncate(room);
        for line in &mut lines {
            *line = look.paint(line, tone);
        }
        // On a small page, that the mark is provisional has to do without the reason.
        let why = more.map_or(vec![], |why| wrapped(&why, look));
        if lines.len() + why.len() <= room {
            lines.extend(why);
        }
        lines
    }

    /// The list, and below it why the chosen check is not passed.
    fn summary(&self, catalog: &Catalog, look: Look, room: usize) -> Vec<String> {
        let rows = self.rows(catalog, look);
        let told = self.told(catalog, look);
        let for_list = if told.is_empty() {
            room
        } else {
            let enough = match self.view {
                View::Hint => room / 3,
                // What is not passed is enough to see where one is, in half of the page at most.
                View::Summary | View::Explanation => self.lost().len().clamp(room / 3, room / 2),
            };
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

    /// Where the chosen check is among the rows.
    fn place(&self) -> usize {
        let rows = self.ranked();
        let chosen = |check: &&CheckReport| Some(&check.id) == self.chosen.as_ref();
        rows.iter().position(chosen).unwrap_or(0)
    }

    fn rows(&self, catalog: &Catalog, look: Look) -> Vec<String> {
        let row = |check: &CheckReport| {
            let (sign, mut tone) = words::sign(&check.outcome);
            let mut word = catalog.plain(words::word(&check.outcome));
            if self.old.contains(&check.id) {
                (word, tone) = (catalog.plain("word-before"), Tone::Faint);
            }
            let mark = if Some(&check.id) == self.chosen.as_ref() {
                ">"
            } else {
                " "
            };
            let title = escape::harmless(check.title.get(catalog.lang()));
            let points = words::points(check);
            let text = format!("{mark} {sign} {word:<6} {points:>5}  {title}");
            let name = format!(" ({})", check.id);
            look.paint(&named(&look.spelt(&text), &look.spelt(&name), look), tone)
        };
        self.ranked().into_iter().map(row).collect()
    }

    /// Why the chosen check is not passed, or its hint.
    fn told(&self, catalog: &Catalog, look: Look) -> Vec<String> {
        let Some((check, explanation)) = self.chosen(catalog) else {
            return vec![];
        };
        let mut sheet = Sheet::new(look);
        if self.old.contains(&check.id) {
            let told = args!["check" => &check.id];
            sheet.line(&catalog.text("watch-before", &told), Tone::Faint);
        } else {
            sheet.line(&check.id, words::sign(&check.outcome).1);
        }
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
                for cause in [&explanation.cause].into_iter().chain(&explanation.mistake) {
                    sheet.paragraph("  ", cause, Tone::Plain);
                }
                // Ahead of what was seen: that may be longer than the page.
                if let Some(next) = &explanation.next {
                    let lead = format!("  {} ", catalog.plain("label-next"));
                    sheet.paragraph_at(&lead, 4, next, Tone::Title);
                }
                if let (Outcome::Failed(Failure::NoProgram { .. }), Some(build)) =
                    (&check.outcome, &self.build)
                    && !build.succeeded
                {
                    build::errors(&mut sheet, build, catalog);
                }
                let width = look.width.saturating_sub(2);
                for line in explain::evidence(check, catalog, width, look.ascii) {
                    sheet.line(&format!("  {line}"), Tone::Plain);
                }
            }
        }
        lines(sheet)
    }

    /// What fills the page, from where one has scrolled to. Which check it is about stays in sight.
    fn scrolled(&mut self, catalog: &Catalog, look: Look, room: usize) -> Vec<String> {
        let mut told = if let Some(trouble) = &self.trouble {
            wrapped(trouble, look)
        } else if let Some(build) = self.unbuilt() {
            let mut sheet = Sheet::new(look);
            // That it failed stands in the line of the status.
            build::errors(&mut sheet, build, catalog);
            let printed = lines(sheet);
            let folded = printed
                .iter()
                .map(|line| explain::folded_at(line, look.width));
            folded.flatten().collect()
        } else if self.view == View::Hint {
            self.told(catalog, look)
        } else {
            self.explanation(catalog, look)
        };
        let kept = usize::from(self.trouble.is_none() && self.unbuilt().is_none());
        let mut page: Vec<String> = told.drain(..kept.min(told.len())).collect();
        let room = room.saturating_sub(page.len());
        self.scrolled = self.scrolled.min(told.len().saturating_sub(room));
        told.drain(..self.scrolled);
        page.extend(shortened(told, room, catalog, look));
        page
    }

    /// All that is said of the chosen check.
    fn explanation(&self, catalog: &Catalog, look: Look) -> Vec<String> {
        let mut told = self.told(catalog, look);
        if let Some((check, explanation)) = self.chosen(catalog) {
            let mut sheet = Sheet::new(look);
            if let Some(hint) = &explanation.hint {
                let lead = format!("  {} ", catalog.plain("label-hint"));
                sheet.paragraph_at(&lead, 4, &escape::harmless(hint), Tone::Title);
            }
            if let Some(why) = &explanation.why {
                let lead = format!("  {} ", catalog.plain("label-why"));
                sheet.paragraph_at(&lead, 4, why, Tone::Title);
            }
            // The seed is the last run's, once that has ended.
            if self.doing == Doing::Nothing && !self.old.contains(&check.id) {
                let lead = format!("  {} ", catalog.plain("label-repeat"));
                sheet.paragraph_at(&lead, 4, &explanation.repeat, Tone::Faint);
            }
            told.extend(lines(sheet));
        }
        told
    }

    fn chosen(&self, catalog: &Catalog) -> Option<(&CheckReport, explain::Explanation)> {
        let check = self.known.get(self.chosen.as_ref()?)?;
        let report = self.last.as_ref()?;
        let explanation = explain::explain(report, check, catalog)?;
        Some((check, explanation))
    }
}
