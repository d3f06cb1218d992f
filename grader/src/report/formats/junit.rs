//! JUnit XML, as GitLab reads it, and so most others: what counts is the text inside the elements.
//!
//! A check that failed is a `failure`, one that could not be judged an `error`, one that was not asked `skipped`. Names
//! hold the check's id, since of two alike only the first would count.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{account_alone, build_errors, heading, mark, name, place};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Outcome, Report};
use crate::report::words;

/// The report as one test suite.
pub(in crate::report) fn render(
    report: &Report,
    catalog: &Catalog,
    locate: &dyn Fn(&str) -> Option<String>,
) -> String {
    written(|writer| suites(writer, report, catalog, locate))
}

/// A suite of a single test that could not be made: nothing was graded.
pub(super) fn ungraded(exercise: &str, title: &str, why: &str) -> String {
    let (title, why) = (legal(title), legal(why));
    let cause = why.lines().next().unwrap_or_default();
    let sums = [
        ("name", title.as_str()),
        ("tests", "1"),
        ("failures", "0"),
        ("errors", "1"),
    ];
    written(|writer| {
        let suites = writer.create_element("testsuites").with_attributes(sums);
        suites.write_inner_content(|writer| {
            let suite = writer.create_element("testsuite").with_attributes(sums);
            suite.write_inner_content(|writer| {
                let case = writer.create_element("testcase");
                let case = case.with_attributes([("classname", exercise), ("name", &title)]);
                case.write_inner_content(|writer| {
                    let error = writer.create_element("error");
                    let error = error.with_attribute(("message", cause));
                    error.write_text_content(BytesText::new(&why))?;
                    Ok(())
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

fn written(content: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let head = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    head.and_then(|()| content(&mut writer))
        .expect("memory can be written to");
    let text = String::from_utf8(writer.into_inner()).expect("what is written is UTF-8");
    text + "\n"
}

fn suites(
    writer: &mut Writer<Vec<u8>>,
    report: &Report,
    catalog: &Catalog,
    locate: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let count = |wanted: fn(&Outcome) -> bool| {
        let checks = report.checks.iter();
        checks
            .filter(|check| wanted(&check.outcome))
            .count()
            .to_string()
    };
    let title = legal(&heading(report, catalog));
    let milliseconds = report.checks.iter().map(|check| check.milliseconds).sum();
    let (tests, time) = (report.checks.len().to_string(), seconds(milliseconds));
    let failures = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let errors = count(|outcome| matches!(outcome, Outcome::Inconclusive(_)));
    let skipped = count(|outcome| matches!(outcome, Outcome::Skipped { .. }));
    let sums = [
        ("name", title.as_str()),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", &errors),
    ];
    let suites = writer.create_element("testsuites");
    let suites = suites
        .with_attributes(sums)
        .with_attribute(("time", time.as_str()));
    suites.write_inner_content(|writer| {
        let suite = writer.create_element("testsuite");
        let suite = suite.with_attributes(sums);
        let suite = suite.with_attributes([("skipped", skipped.as_str()), ("time", &time)]);
        suite.write_inner_content(|writer| {
            properties(writer, report)?;
            for check in &report.checks {
                case(writer, report, check, catalog, locate)?;
            }
            let mut said = mark(report, catalog);
            said.extend(build_errors(&report.build, catalog));
            text(writer, "system-out", &said.join("\n"))
        })?;
        Ok(())
    })?;
    Ok(())
}

/// What repeats the run, and the mark for programs.
fn properties(writer: &mut Writer<Vec<u8>>, report: &Report) -> io::Result<()> {
    let mark = super::number(report.mark.hundredths).to_string();
    let values = [
        ("mark", mark),
        ("out-of", report.mark.out_of.to_string()),
        ("provisional", report.mark.provisional.to_string()),
        ("seed", legal(&report.seed)),
    ];
    let element = writer.create_element("properties");
    element.write_inner_content(|writer| {
        for (name, value) in &values {
            let property = writer.create_element("property");
            let property = property.with_attributes([("name", *name), ("value", value)]);
            property.write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn case(
    writer: &mut Writer<Vec<u8>>,
    report: &Report,
    check: &CheckReport,
    catalog: &Catalog,
    locate: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let class = legal(&format!("{}.{}", report.exercise, check.group.name()));
    let (title, time) = (legal(&name(check, catalog)), seconds(check.milliseconds));
    let place = place::of(check, locate);
    let mut element = writer.create_element("testcase").with_attributes([
        ("classname", class.as_str()),
        ("name", &title),
        ("time", &time),
    ]);
    if let Some(place) = &place {
        element = element.with_attribute(("file", legal(&place.file).as_str()));
    }
    let account = legal(&account_alone(report, check, catalog).join("\n"));
    let cause = account.lines().next().unwrap_or_default();
    let kind = check.outcome.kind().unwrap_or_default();
    let element_of = |outcome: &Outcome| match outcome {
        Outcome::Passed => None,
        Outcome::Failed(_) => Some("failure"),
        Outcome::Inconclusive(_) => Some("error"),
        Outcome::Skipped { .. } => Some("skipped"),
    };
    element.write_inner_content(|writer| {
        if let Some(element) = element_of(&check.outcome) {
            let element = writer.create_element(element);
            let element = element.with_attribute(("message", cause));
            let element = match &check.outcome {
                Outcome::Skipped { .. } | Outcome::Passed => element,
                Outcome::Failed(_) | Outcome::Inconclusive(_) => {
                    element.with_attribute(("type", kind.as_str()))
                }
            };
            element.write_text_content(BytesText::new(&account))?;
        }
        text(writer, "system-out", &words::points(check))
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, element: &str, text: &str) -> io::Result<()> {
    let element = writer.create_element(element);
    element.write_text_content(BytesText::new(&legal(text)))?;
    Ok(())
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// Without what XML 1.0 cannot hold even as an escape. Controls have been made visible already, where they come from
/// a program; two characters that are none remain.
fn legal(text: &str) -> String {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    let shown = |c: char| if legal(c) { c } else { '\u{fffd}' };
    text.chars().map(shown).collect()
}
