//! The report as a page: what was graded, a line for each check, why points were lost, the mark, what to type next.

use unicode_width::UnicodeWidthStr;

use crate::explain::diagram::Runs;
use crate::explain::{self, Explanation};
use crate::i18n::{Catalog, args};
use crate::model::{AddressForm, CheckReport, Group, Missing, Outcome, Report, RoleReport};

use super::build;
use super::look::{Look, Tone};
use super::sheet::Sheet;
use super::tally;
use super::words;

/// The whole page.
pub fn render(report: &Report, catalog: &Catalog, look: Look) -> String {
    let mut page = Page::new(report, catalog, look);
    page.header();
    build::write(&mut page.sheet, &report.build, catalog);
    for group in [Group::Basic, Group::Robustness, Group::Bonus] {
        page.group(group);
    }
    page.explanations();
    build::warnings(&mut page.sheet, report, catalog);
    page.mark();
    page.sheet.finished()
}

/// The mark alone, and what to type next.
pub fn brief(report: &Report, catalog: &Catalog, look: Look) -> String {
    let mut page = Page {
        report,
        catalog,
        sheet: Sheet::new(look),
    };
    page.mark();
    page.sheet.finished().trim_start().to_owned()
}

/// One check as a page: all that was seen of it, and why it gave no points if it gave none. With `unfold`, the command that shows
/// what is folded, long runs are; without, they are not.
pub fn explained(
    report: &Report,
    check: &CheckReport,
    catalog: &Catalog,
    look: Look,
    unfold: Option<&str>,
) -> String {
    let mut page = Page::new(report, catalog, look);
    page.check(check);
    let explanation = explain::explain_any(report, check, catalog);
    let runs = unfold.map_or(Runs::Unfolded, |_| Runs::Folded);
    let (evidence, is_folded) = explain::whole(check, catalog, look.width - 2, look.ascii, runs);
    page.explanation(&[check], &explanation, &evidence);
    if let Some(why) = &explanation.why {
        page.labelled("label-why", why);
    }
    let printed = explain::printed(check, catalog, look.width - 2, look.ascii);
    if !printed.is_empty() {
        page.sheet.gap();
    }
    for line in printed {
        page.sheet.line(&format!("  {line}"), Tone::Plain);
    }
    build::warnings(&mut page.sheet, report, catalog);
    if let Some(command) = unfold.filter(|_| is_folded) {
        page.sheet.gap();
        let told = catalog.text("explain-folded", &args!["command" => command]);
        page.sheet.line(&told, Tone::Plain);
    }
    page.sheet.finished()
}

struct Page<'a> {
    report: &'a Report,
    catalog: &'a Catalog,
    sheet: Sheet,
}

impl<'a> Page<'a> {
    fn new(report: &'a Report, catalog: &'a Catalog, look: Look) -> Self {
        let sheet = Sheet::new(look);
        Self {
            report,
            catalog,
            sheet,
        }
    }

    fn header(&mut self) {
        let title = self.catalog.text(
            "header",
            &args![
                "exercise" => &self.report.exercise,
                "title" => self.report.title.get(self.catalog.lang())
            ],
        );
        self.sheet.line(&title, Tone::Title);
        let isolation = &self.report.isolation;
        let shown = |text: &str| crate::model::escape::harmless(text);
        let mut rows = vec![(
            self.catalog.plain("label-submission"),
            shown(&self.report.asked.submission),
        )];
        for role in &self.report.roles {
            rows.push((shown(&role.role), self.program(role)));
        }
        let machines = explain::machines::kind(isolation, self.catalog);
        rows.push((self.catalog.plain("label-machines"), machines));
        rows.extend(explain::machines::said(isolation, self.catalog));
        rows.push((self.catalog.plain("label-seed"), shown(&self.report.seed)));
        if !self.report.left_out.is_empty() {
            rows.push((
                self.catalog.plain("label-left-out"),
                build::left_out(&self.report.left_out, self.catalog),
            ));
        }
        let column = rows
            .iter()
            .map(|(label, _)| label.width())
            .max()
            .unwrap_or(0);
        for (label, text) in rows {
            let gap = " ".repeat(column - label.width());
            self.sheet
                .paragraph(&format!("  {label}{gap}  "), &text, Tone::Faint);
        }
    }

    /// Which program plays a role, and how it takes its address where that is not as asked.
    fn program(&self, role: &RoleReport) -> String {
        let Some(program) = &role.program else {
            return self.no_program(role.missing.as_ref());
        };
        let program = crate::model::escape::harmless(program);
        let Some(approach) = &role.approach else {
            return program;
        };
        let note = match (approach.form, approach.heeds) {
            (AddressForm::HostPort, true) => return program,
            (AddressForm::Port, true) => "address-port",
            (AddressForm::HostAndPort, true) => "address-host-and-port",
            (AddressForm::None, _) | (_, false) => "address-in-code",
        };
        format!("{program} ({})", self.catalog.plain(note))
    }

    fn no_program(&self, missing: Option<&Missing>) -> String {
        match missing {
            None | Some(Missing::NotFound { .. } | Missing::NotDeclared) => {
                self.catalog.plain("program-missing")
            }
            Some(Missing::Ambiguous { candidates }) => self.catalog.text(
                "program-ambiguous",
                &args!["candidates" => candidates.join(", ")],
            ),
            Some(Missing::DidNotBuild { label }) => self
                .catalog
                .text("program-unbuilt", &args!["label" => label]),
            Some(Missing::NotMade { label }) => self
                .catalog
                .text("program-unmade", &args!["label" => label]),
            Some(
                Missing::NoFile { label, path: needs } | Missing::NoInterpreter { label, needs },
            ) => self.catalog.text(
                "program-no-interpreter",
                &args!["label" => label, "needs" => needs],
            ),
        }
    }

    fn group(&mut self, group: Group) {
        let checks = || {
            self.report
                .checks
                .iter()
                .filter(|check| check.group == group)
        };
        if checks().next().is_none() {
            return;
        }
        let earned: u32 = checks().map(|check| check.points).sum();
        let of: u32 = checks().map(|check| check.of).sum();
        let title = words::group_title(group, self.catalog);
        self.sheet.gap();
        self.sheet.line(
            &self.catalog.text(
                "group-points",
                &args!["title" => title, "earned" => earned, "of" => of],
            ),
            Tone::Title,
        );
        for check in self
            .report
            .checks
            .iter()
            .filter(|check| check.group == group)
        {
            self.check(check);
        }
    }

    fn check(&mut self, check: &CheckReport) {
        let (sign, tone) = words::sign(&check.outcome);
        let word = self.catalog.plain(words::word(&check.outcome));
        let words = [
            "word-passed",
            "word-failed",
            "word-skipped",
            "word-inconclusive",
        ];
        let widest = words
            .map(|id| self.catalog.plain(id).width())
            .into_iter()
            .max();
        let gap = " ".repeat(widest.unwrap_or(0) - word.width());
        let points = words::points(check);
        let lead = format!("  {sign} {word}{gap} {points:>5}  ");
        let title = check.title.get(self.catalog.lang());
        let mut text = format!("{title} ({})", check.id);
        if let Outcome::Skipped { needs } = &check.outcome {
            text += &format!(
                " – {}",
                self.catalog.text("skipped-short", &args!["needs" => needs])
            );
        }
        if let Some(tally) = &check.tally {
            text += &format!(" – {}", tally::told(tally, self.catalog));
        }
        let text = crate::model::escape::harmless(&text);
        // On a narrow page a title beside its points would be a column of single words.
        let column = if self.sheet.look().width < 60 {
            6
        } else {
            lead.width()
        };
        self.sheet.paragraph_at(&lead, column, &text, tone);
    }

    /// Why points were lost, once for all checks that have it in common.
    fn explanations(&mut self) {
        for (check, alike) in explain::told_once(self.report, self.catalog) {
            if let Some(explanation) = explain::explain(self.report, check, self.catalog) {
                let look = self.sheet.look();
                let evidence = explain::evidence(check, self.catalog, look.width - 2, look.ascii);
                self.explanation(&alike, &explanation, &evidence);
            }
        }
    }

    /// Why points were lost, for checks that have it in common.
    fn explanation(
        &mut self,
        checks: &[&CheckReport],
        explanation: &Explanation,
        evidence: &[String],
    ) {
        let Some(first) = checks.first() else {
            return;
        };
        let (sign, tone) = words::sign(&first.outcome);
        let ids: Vec<&str> = checks.iter().map(|check| check.id.as_str()).collect();
        self.sheet.gap();
        self.sheet
            .paragraph(&format!("{sign} "), &ids.join(", "), tone);
        self.sheet.paragraph("  ", &explanation.cause, Tone::Plain);
        if let Some(mistake) = &explanation.mistake {
            self.sheet.paragraph("  ", mistake, Tone::Plain);
        }
        for line in evidence {
            self.sheet.line(&format!("  {line}"), Tone::Plain);
        }
        if let Some(next) = &explanation.next {
            self.labelled("label-next", next);
        }
        if let Some(hint) = &explanation.hint {
            self.labelled("label-hint", &crate::model::escape::harmless(hint));
        }
        let label = self.catalog.plain("label-repeat");
        self.sheet
            .line(&format!("  {label} {}", explanation.repeat), Tone::Faint);
    }

    fn labelled(&mut self, label: &str, text: &str) {
        let lead = format!("  {} ", self.catalog.plain(label));
        self.sheet.paragraph_at(&lead, 4, text, Tone::Title);
    }

    fn mark(&mut self) {
        self.sheet.gap();
        let (mark, points) = words::mark_in_words(self.report, self.catalog);
        self.sheet
            .paragraph(&format!("{mark} "), &points, Tone::Title);
        if let Some(why) = words::provisional(self.report, self.catalog) {
            self.sheet.paragraph("", &why, Tone::Plain);
        }
        if let Some((why, command)) = self.next() {
            self.sheet
                .paragraph("", &self.catalog.plain(why), Tone::Plain);
            self.sheet.line(&format!("  {command}"), Tone::Title);
        } else {
            self.sheet
                .paragraph("", &self.catalog.plain("next-none"), Tone::Plain);
        }
    }

    /// The next thing to type, and why.
    fn next(&self) -> Option<(&'static str, String)> {
        let report = self.report;
        let first = |wanted: fn(&Outcome) -> bool| {
            let check = report.checks.iter().find(|check| wanted(&check.outcome))?;
            Some(explain::check_again(report, &check.id))
        };
        let mut lost = { report.checks.iter() }.filter(|one| one.outcome != Outcome::Passed);
        let is_lost = lost.clone().next().is_some();
        let only_bonus = lost.all(|check| check.group == Group::Bonus);
        let why = ["next-failed", "next-bonus"][usize::from(only_bonus)];
        if let Some(command) = explain::build_again(report).filter(|_| is_lost) {
            Some(("next-build", command))
        } else if let Some(command) = first(|outcome| matches!(outcome, Outcome::Failed(_))) {
            Some((why, command))
        } else if let Some(command) = first(|outcome| matches!(outcome, Outcome::Inconclusive(_))) {
            Some(("next-inconclusive", command))
        } else if report.mark.provisional {
            Some(("next-whole", explain::whole_again(report)))
        } else {
            None
        }
    }
}
