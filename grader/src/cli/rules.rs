//! What is wrong in a teacher's file, in the user's language: each problem in the file's own lines.

use crate::i18n::{Catalog, args};
use crate::policy::{Problems, Should, Wrong};
use crate::report::{either, quoted};
use crate::spec::{NoToml, SpecProblem, SpecProblems, Syntax, nearest};

/// All of it, drawn.
pub(super) fn drawn(wrong: &Problems, catalog: &Catalog) -> String {
    let problems = wrong.problems.iter().map(|one| {
        let (message, help) = said(&one.wrong, catalog);
        SpecProblem {
            span: one.span.clone(),
            message,
            help,
        }
    });
    let drawn = SpecProblems {
        file: wrong.file.clone(),
        source: wrong.source.clone(),
        problems: problems.collect(),
    };
    // The colon is drawn, too; what French has ahead of it is the word's.
    let error = catalog.plain("error");
    let error = error.trim_end_matches([' ', ':']);
    drawn.draw(error, &catalog.plain("help"))
}

/// What is wrong, and what to write instead.
fn said(wrong: &Wrong, catalog: &Catalog) -> (String, Option<String>) {
    let say = |id: &str, args| catalog.text(id, &args);
    match wrong {
        Wrong::NoToml(wrong) => no_toml(wrong, catalog),
        Wrong::UnknownKey { key, known } => (
            say("rule-unknown", args!["key" => key]),
            Some(match nearest(key, known.iter().copied()) {
                Some(near) => say("usage-meant", args!["word" => near]),
                None => say("rule-keys", args!["keys" => known.join(", ")]),
            }),
        ),
        Wrong::MissingKey(key) => (say("rule-missing", args!["key" => *key]), None),
        Wrong::Value(key, should) => value(key, should, catalog),
        Wrong::NoTable(key) => (
            say("rule-no-table", args!["key" => *key]),
            Some(say("rule-table-help", args!["key" => *key])),
        ),
        Wrong::NoTables(key) => (
            say("rule-no-tables", args!["key" => *key]),
            Some(say("rule-tables-help", args!["key" => *key])),
        ),
        Wrong::OneTable(key) => (
            say("rule-one-table", args!["key" => *key]),
            Some(say("rule-tables-help", args!["key" => *key])),
        ),
        Wrong::NoScale(scales) => (
            catalog.plain("rule-no-scale"),
            Some(say(
                "rule-no-scale-help",
                args!["said" => scaled("scale", scales, catalog)],
            )),
        ),
        Wrong::NoOutOf(scales) => (
            catalog.plain("rule-no-out-of"),
            Some(say(
                "rule-no-out-of-help",
                args!["said" => scaled("out_of", scales, catalog)],
            )),
        ),
        Wrong::GivesNothing => (catalog.plain("rule-gives-nothing"), None),
        Wrong::Shared {
            submission,
            of,
            others,
        } => (
            say(
                "rule-shared",
                args!["submission" => submission, "of" => of, "others" => quoted(others)],
            ),
            Some(say(
                "rule-shared-help",
                args!["of" => format!("{submission:?}")],
            )),
        ),
        Wrong::SecondChange { submission, first } => (
            say(
                "rule-second-change",
                args!["submission" => submission, "first" => first],
            ),
            Some(catalog.plain("rule-second-change-help")),
        ),
        Wrong::Untold => (catalog.plain("policy-wrong-hidden"), None),
    }
}

/// That something is no TOML.
fn no_toml(wrong: &NoToml, catalog: &Catalog) -> (String, Option<String>) {
    let say = |id: &str, args| catalog.text(id, &args);
    match &wrong.kind {
        Syntax::Foreign => (
            catalog.plain("toml-foreign"),
            Some(catalog.plain("toml-foreign-help")),
        ),
        Syntax::Twice(key) => (say("toml-twice", args!["key" => key]), None),
        Syntax::Open(sign) => (say("toml-open", args!["sign" => sign]), None),
        Syntax::NoComma => (catalog.plain("toml-no-comma"), None),
        Syntax::NoEquals => (catalog.plain("toml-no-equals"), None),
        Syntax::NoValue => (catalog.plain("toml-no-value"), None),
        Syntax::NoQuotes => (catalog.plain("toml-no-quotes"), None),
        Syntax::Decimals(number) => (
            catalog.plain("toml-decimals"),
            Some(say("toml-decimals-help", args!["number" => number])),
        ),
        Syntax::More => (catalog.plain("toml-more"), None),
        Syntax::Key => (catalog.plain("toml-key"), None),
        Syntax::Other => (
            say("declaration-no-toml", args!["said" => &wrong.said]),
            None,
        ),
    }
}

/// That the value of a key is something else than it must be.
fn value(key: &str, should: &Should, catalog: &Catalog) -> (String, Option<String>) {
    let say = |id: &str, args| catalog.text(id, &args);
    let mark = |full: u32| say("should-mark", args!["full" => full]);
    let (should, help) = match should {
        Should::Positive => (catalog.plain("should-positive"), None),
        Should::OneOf(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            (either(&words, catalog), None)
        }
        Should::Path => (catalog.plain("should-path"), None),
        Should::Zone => (catalog.plain("should-zone"), None),
        Should::Time => (catalog.plain("should-time"), None),
        Should::ShownTime => (catalog.plain("should-shown-time"), None),
        Should::Text => (catalog.plain("should-text"), None),
        Should::Scale(most) => (say("should-scale", args!["most" => *most]), None),
        Should::Mark(full) => (mark(*full), None),
        Should::ChangedMark(full) => (
            mark(*full),
            Some(say("rule-out-of", args!["full" => *full])),
        ),
        Should::Length => (catalog.plain("should-length"), None),
    };
    let said = say("rule-value", args!["key" => key, "should" => should]);
    (said, help)
}

/// The ways to say which of these full marks is meant.
fn scaled(key: &str, scales: &[u32], catalog: &Catalog) -> String {
    let said = scales.iter().map(|scale| format!("{key} = {scale}"));
    either(&said.collect::<Vec<_>>(), catalog)
}
