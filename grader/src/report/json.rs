//! The report for other programs: the contract that `docs/json.md` describes.
//!
//! Keys are never renamed or given another meaning within a format; new ones may be added.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Number, Value};

use crate::explain::{self, Explanation};
use crate::i18n::Catalog;
use crate::model::{
    ActorName, Asked, CheckReport, FailedCommand, Group, Guarantees, IsolationKind, LeftOut,
    Mistake, Outcome, Part, Refused, Report, RoleReport, Tally, Trace, escape,
};

/// The version of the contract.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Page<'a> {
    format: u32,
    exercise: &'a str,
    title: &'a str,
    asked: &'a Asked,
    isolation: IsolationKind,
    isolation_why: Option<&'a str>,
    isolation_next: Option<String>,
    guarantees: &'a Guarantees,
    seed: &'a str,
    mark: Number,
    out_of: u32,
    points: u32,
    of: u32,
    provisional: bool,
    left_out: &'a [LeftOut],
    build: Build<'a>,
    roles: &'a [RoleReport],
    checks: Vec<Check<'a>>,
}

#[derive(Serialize)]
struct Build<'a> {
    command: &'a str,
    succeeded: bool,
    limit: Option<String>,
    failed: Option<&'a FailedCommand>,
    refusals: Vec<Refusal<'a>>,
    errors: Vec<String>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Refusal<'a> {
    file: &'a str,
    line: usize,
    #[serde(flatten)]
    what: &'a Refused,
    cause: String,
}

#[derive(Serialize)]
struct Check<'a> {
    id: &'a str,
    title: &'a str,
    group: Group,
    outcome: &'static str,
    points: u32,
    of: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistake: Option<Mistake>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diagnosis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Map<String, Value>>,
    cast: &'a BTreeMap<ActorName, Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a Trace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<Tally>,
    milliseconds: u64,
}

/// The report as JSON, its sentences in the catalogue's language.
pub fn render(report: &Report, catalog: &Catalog) -> String {
    let build = &report.build;
    let failed = build.failed.as_ref();
    let failed = failed.and_then(|failed| super::build::failed(failed, catalog));
    let failed = failed.map(|(cause, next)| match next {
        Some(next) => format!("{cause}\n{next}"),
        None => cause,
    });
    let errors = build.diagnostics.iter().filter(|one| one.error);
    let errors = errors.map(|one| plain(&one.rendered));
    let warnings = super::build::telling(build).into_iter();
    let page = Page {
        format: FORMAT,
        exercise: &report.exercise,
        title: report.title.get(catalog.lang()),
        asked: &report.asked,
        isolation: report.isolation.kind,
        isolation_why: report.isolation.why.as_deref(),
        isolation_next: report
            .isolation
            .remedy
            .map(|remedy| explain::machines::remedy(remedy, catalog)),
        guarantees: &report.isolation.guarantees,
        seed: &report.seed,
        mark: number(report.mark.hundredths),
        out_of: report.mark.out_of,
        points: report.mark.earned,
        of: report.mark.points,
        provisional: report.mark.provisional,
        left_out: &report.left_out,
        build: Build {
            command: &build.command,
            succeeded: build.succeeded,
            limit: build.limit.map(|limit| super::build::limit(limit, catalog)),
            failed: build.failed.as_ref(),
            refusals: build
                .refusals
                .iter()
                .map(|one| Refusal {
                    file: &one.file,
                    line: one.line,
                    what: &one.what,
                    cause: super::build::refused(&one.what, catalog),
                })
                .collect(),
            errors: failed.into_iter().chain(errors).collect(),
            warnings: warnings.map(|one| plain(&one.rendered)).collect(),
        },
        roles: &report.roles,
        checks: report
            .checks
            .iter()
            .map(|one| check(report, one, catalog))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&page).expect("a report has nothing that JSON has not");
    text + "\n"
}

fn check<'a>(report: &Report, check: &'a CheckReport, catalog: &Catalog) -> Check<'a> {
    let explanation = explain::explain(report, check, catalog);
    let told = |part: fn(Explanation) -> Option<String>| explanation.clone().and_then(part);
    let failed = matches!(check.outcome, Outcome::Failed(_));
    Check {
        id: &check.id,
        title: check.title.get(catalog.lang()),
        group: check.group,
        outcome: outcome(&check.outcome),
        points: check.points,
        of: check.of,
        kind: check.outcome.kind(),
        cause: told(|one| Some(one.cause)),
        mistake: check.mistake,
        diagnosis: told(|one| one.mistake),
        why: told(|one| one.why),
        next: told(|one| one.next),
        hint: check
            .hint
            .as_ref()
            .filter(|_| failed)
            .map(|hint| hint.get(catalog.lang())),
        repeat: told(|one| Some(one.repeat)),
        details: details(&check.outcome),
        cast: &check.cast,
        evidence: failed.then_some(&check.evidence),
        tally: check.tally,
        milliseconds: check.milliseconds,
    }
}

/// The outcome, as programs name it.
pub(super) fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed(_) => "failed",
        Outcome::Skipped { .. } => "skipped",
        Outcome::Inconclusive(_) => "inconclusive",
    }
}

/// What the kind carries, without the kind.
fn details(outcome: &Outcome) -> Option<Map<String, Value>> {
    let value = serde_json::to_value(outcome).ok()?;
    let Value::Object(mut fields) = value else {
        return None;
    };
    fields.shift_remove("outcome");
    fields.shift_remove("kind");
    if let Some(got) = fields.get_mut("got") {
        *got = lossy(got.take());
    }
    if let Some(Value::Object(failure)) = fields.get_mut("failure")
        && let Some(got) = failure.get_mut("got")
    {
        *got = lossy(got.take());
    }
    (!fields.is_empty()).then_some(fields)
}

/// What came instead of what was expected, as the text that it was meant to be.
fn lossy(got: Value) -> Value {
    match got.as_str().and_then(escape::parse) {
        Some(bytes) => Value::from(String::from_utf8_lossy(&bytes)),
        None => got,
    }
}

/// Hundredths as a number of the scale: 17, 14.5, 14.25.
pub(super) fn number(hundredths: u32) -> Number {
    if hundredths.is_multiple_of(100) {
        Number::from(hundredths / 100)
    } else {
        Number::from_f64(f64::from(hundredths) / 100.0).unwrap_or(Number::from(0))
    }
}

/// A tool's message without its colours.
fn plain(rendered: &str) -> String {
    let lines: Vec<String> = rendered
        .trim_end()
        .lines()
        .map(|line| super::build::tame(line, false))
        .collect();
    lines.join("\n")
}
