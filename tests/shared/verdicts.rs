//! What is expected of a submission, in the `expect.toml` beside its code, and where a report differs from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Output;

use libtest_mimic::Failed;
use serde::Deserialize;
use serde_json::Value;

/// What is expected of a submission: every check that is not named passes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// What it is, in a sentence.
    pub about: String,
    /// The checks that it fails.
    pub failed: BTreeSet<String>,
    /// The checks that are not asked, because they need one of those.
    pub skipped: BTreeSet<String>,
    /// The checks that it passes or fails, or that are not asked then, by a race of its own, which nobody can settle.
    #[serde(default)]
    pub races: BTreeSet<String>,
    /// The checks that it fails because a program reaches a limit, and which.
    #[serde(default)]
    pub limits: BTreeMap<String, String>,
    /// What is behind failures: the name of the usual mistake, else of the kind.
    #[serde(default)]
    pub kinds: BTreeMap<String, String>,
}

impl Expect {
    /// What is expected of the submission in `folder`.
    pub fn of(folder: &Path) -> Result<Self, Failed> {
        let file = folder.join("expect.toml");
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let text = fs::read_to_string(&file).map_err(|error| wrong(&error))?;
        Ok(toml::from_str(&text).map_err(|error| wrong(&error))?)
    }

    /// The report that the grader printed, if it says what is expected and the grader ended accordingly.
    pub fn compare(&self, output: &Output) -> Result<Value, Failed> {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let ended = output.status.code();
        let report: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("no report ({error}); ended with {ended:?}:\n{stderr}"))?;
        let difference = difference(&report, self)?;
        if !difference.is_empty() {
            let seed = report["seed"].as_str().unwrap_or("?");
            let about = &self.about;
            return Err(format!("{about}\nseed {seed}\n{difference}").into());
        }
        let earned = self.failed.is_empty() && self.skipped.is_empty() && self.limits.is_empty();
        match ended {
            Some(0) => Ok(report),
            Some(1) if !earned => Ok(report),
            // Some checks cannot be asked where namespaces are refused.
            Some(3) if shares_network(&report) => Ok(report),
            _ => Err(
                format!("the verdicts are right, and it ended with {ended:?}:\n{stderr}").into(),
            ),
        }
    }
}

/// Each check whose outcome is not the expected one, with its cause; empty when all is as expected.
fn difference(report: &Value, expect: &Expect) -> Result<String, Failed> {
    let checks = report["checks"]
        .as_array()
        .ok_or_else(|| format!("a report without `checks`: {report}"))?;
    let mut difference = String::new();
    let mut known = BTreeSet::new();
    for check in checks {
        let text = |key: &str| check[key].as_str().unwrap_or_default();
        let id = text("id");
        known.insert(id.to_string());
        let expected = match () {
            () if expect.failed.contains(id) || expect.limits.contains_key(id) => "failed",
            () if expect.skipped.contains(id) => "skipped",
            () => "passed",
        };
        let outcome = text("outcome");
        let is_a_race = expect.races.contains(id) && outcome != "inconclusive";
        let cannot_be_asked = shares_network(report) && text("kind") == "needs-isolation";
        let limit = check["details"]["limit"].as_str();
        let another_limit = expect
            .limits
            .get(id)
            .is_some_and(|wanted| limit != Some(wanted));
        if (outcome != expected || another_limit) && !cannot_be_asked && !is_a_race {
            let (kind, cause) = (text("kind"), text("cause"));
            writeln!(
                difference,
                "{id}: expected {expected}, but it is {outcome} ({kind}) {cause}\n{}",
                seen(check)
            )?;
        }
        let name = check["mistake"].as_str().unwrap_or(text("kind"));
        if let Some(wanted) = expect.kinds.get(id)
            && outcome == "failed"
            && wanted != name
        {
            let cause = text("cause");
            writeln!(
                difference,
                "{id}: expected to fail by {wanted}, but it does by {name}: {cause}\n{}",
                seen(check)
            )?;
        }
    }
    for id in expect.kinds.keys() {
        if !expect.failed.contains(id) {
            writeln!(difference, "{id}: has a kind, and is not expected to fail")?;
        }
    }
    for id in expect
        .failed
        .union(&expect.skipped)
        .chain(&expect.races)
        .chain(expect.limits.keys())
    {
        if !known.contains(id) {
            writeln!(difference, "{id}: there is no such check")?;
        }
    }
    if !difference.is_empty() {
        for said in report["build"]["errors"].as_array().into_iter().flatten() {
            writeln!(difference, "{}", said.as_str().unwrap_or_default())?;
        }
    }
    Ok(difference)
}

/// What was seen of a check last: a difference that comes once in a hundred rounds must be understood from it alone.
fn seen(check: &Value) -> String {
    const LAST: usize = 60;
    let all = check["evidence"]["observations"].as_array();
    let all = all.map(Vec::as_slice).unwrap_or_default();
    let last = &all[all.len().saturating_sub(LAST)..];
    let lines = last.iter().map(|one| format!("    {one}\n"));
    lines.collect()
}

/// Whether programs had no network of their own.
fn shares_network(report: &Value) -> bool {
    report["isolation"] != "isolated"
}
