//! Verdicts in, explanations out.

mod advices;
mod evidence;
mod kinds;
mod mistakes;
mod stuck;
mod tasks;

use crate::explain::sample::{self, check, text, trace};
use crate::explain::{Explanation, evidence, explain};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Fact, Failure, Lang, Outcome};

fn explained(check: &CheckReport, lang: Lang) -> Explanation {
    let report = sample::report(vec![check.clone()]);
    explain(&report, check, &Catalog::new(lang)).unwrap()
}

fn seen(check: &CheckReport, lang: Lang, width: usize) -> Vec<String> {
    evidence(check, &Catalog::new(lang), width, false)
}

fn failed(failure: Failure, facts: Vec<(u64, Fact)>) -> CheckReport {
    check(
        "c",
        1,
        text("Titre", "Title"),
        Outcome::Failed(failure),
        trace(facts),
    )
}
