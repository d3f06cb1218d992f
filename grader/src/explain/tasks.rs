//! What a server gave its clients to be answered: what is said of it, and the rows of the exchange that show it.

use super::particular::server;
use super::quote::without_middle;
use super::rows::{Row, Told};
use super::{cause, who};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, GivenAgain, Member, Mistake, Owed, escape};

/// A line within a sentence takes so many columns at most.
const LINE: usize = 40;

/// What happened, where the mistake is one with such lines.
pub(super) fn seen(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    if mistake == Mistake::NotHandedOn {
        return left_with(owed(check)?, "mistake-not-handed-on", check, catalog);
    }
    if mistake == Mistake::NotWoken {
        return left_with(owed(check)?, "mistake-not-woken-owed", check, catalog);
    }
    if mistake == Mistake::EndedTooSoon {
        let owed = check.evidence.ended_too_soon(server(check)?)?;
        return left_with(owed, "mistake-ended-too-soon", check, catalog);
    }
    if mistake == Mistake::GivenAgain {
        return given_again(check, catalog);
    }
    if mistake == Mistake::NeverGiven {
        return never_given(check, catalog);
    }
    (mistake == Mistake::AnswerIgnored).then(|| answer_ignored(check, catalog))?
}

/// What one has left with that the server was to give to another.
pub(super) fn owed(check: &CheckReport) -> Option<Owed<'_>> {
    check.evidence.not_handed_on(server(check)?)
}

/// With which line unanswered somebody left.
fn left_with(given: Owed<'_>, key: &str, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let actor = who::named(given.to, &check.cast, catalog);
    let said = catalog.text(key, &args!["actor" => actor, "line" => shown(given.line)]);
    Some(cause::capitalised(&said))
}

/// A line as it stands in a sentence.
fn shown(line: &[u8]) -> String {
    let line = escape::harmless(&String::from_utf8_lossy(line));
    without_middle(&line, LINE, "…")
}

/// Which line had been answered, and who got it once more.
fn given_again(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let again = check.evidence.given_again(server(check)?)?;
    let key = match again.by == again.to {
        true => "mistake-given-again-same",
        false => "mistake-given-again",
    };
    let args = args![
        "actor" => who::named(again.by, &check.cast, catalog),
        "line" => shown(again.line),
        "to" => who::named(again.to, &check.cast, catalog),
        "answer" => shown(&again.answer)
    ];
    let said = catalog.text(key, &args);
    Some(cause::capitalised(&said))
}

/// Which part was given to nobody, and who is there.
fn never_given(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let gap = check.evidence.gap(server(check)?)?;
    // As they stand in the lines.
    let [[first, end], [from, to]] = [gap.of, gap.part].map(|ends| ends.map(|end| end.to_string()));
    let args = args![
        "first" => first,
        "end" => end,
        "from" => from,
        "to" => to,
        "free" => who::named(gap.free, &check.cast, catalog),
        "silent" => who::named(gap.silent, &check.cast, catalog)
    ];
    Some(catalog.text("mistake-never-given", &args))
}

/// Which answer led to nothing.
fn answer_ignored(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let ignored = check.evidence.ignored(server(check)?)?;
    let actor = who::named(ignored.by, &check.cast, catalog);
    let args = args![
        "actor" => actor,
        "line" => shown(ignored.line),
        "answer" => shown(ignored.answer)
    ];
    let said = catalog.text("mistake-answer-ignored", &args);
    Some(cause::capitalised(&said))
}

/// The rows of the exchange that show a mistake, which are not left out of it however long it is.
#[derive(Default)]
pub(super) struct Telling<'a> {
    /// Whose they are, besides those whom the failure is about.
    pub(super) members: Vec<&'a Member>,
    /// The lines that these have said or got.
    lines: Vec<Vec<u8>>,
    /// Who comes.
    comes: Option<&'a Member>,
}

impl<'a> Telling<'a> {
    pub(super) fn of(check: &'a CheckReport) -> Self {
        Self::of_what_was_given(check).unwrap_or_default()
    }

    fn of_what_was_given(check: &'a CheckReport) -> Option<Self> {
        if check.mistake == Some(Mistake::GivenAgain) {
            let GivenAgain {
                by,
                to,
                line,
                answer,
            } = check.evidence.given_again(server(check)?)?;
            return Some(Self {
                members: vec![by, to],
                lines: vec![line.to_vec(), answer],
                comes: None,
            });
        }
        let gap = (check.mistake == Some(Mistake::NeverGiven))
            .then(|| check.evidence.gap(server(check)?))??;
        Some(Self {
            members: vec![gap.free, gap.silent],
            lines: gap.beside.into_iter().map(<[u8]>::to_vec).collect(),
            comes: Some(gap.silent),
        })
    }

    /// Whether this row is one of them.
    pub(super) fn has(&self, row: &Row<'_>) -> bool {
        let is_theirs = |member: &Member| self.members.contains(&member);
        match &row.told {
            Told::Bytes { bytes, .. } => {
                let mut lines = cause::lines(bytes).map(<[u8]>::trim_ascii_end);
                [row.from, row.to].into_iter().flatten().any(is_theirs)
                    && lines.any(|line| self.lines.iter().any(|one| one == line))
            }
            Told::Seen(Fact::Connected { from, .. }) => self.comes == Some(from),
            Told::Seen(_)
            | Told::Printed(_)
            | Told::Complained(_)
            | Told::More(_)
            | Told::Failed => false,
        }
    }
}
