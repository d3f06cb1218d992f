//! What a program that does not answer waits to read, where its stack tells it: a line, the end of the stream, or a number of
//! bytes.

use super::particular::threads;
use crate::i18n::Catalog;
use crate::model::{Awaited, CheckReport, Failure, Mistake, Outcome, Waiting};

/// What happened, where the mistake is an answer that was kept.
pub(super) fn seen(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    Some(catalog.plain(match wanted(mistake, check)? {
        Wanted::Line => "mistake-kept-answer-line",
        Wanted::End => "mistake-kept-answer-end",
        Wanted::Count => "mistake-kept-answer-count",
    }))
}

/// What to do about it.
pub(super) fn next(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    Some(catalog.plain(match wanted(mistake, check)? {
        Wanted::Line => "mistake-kept-answer-line-next",
        Wanted::End | Wanted::Count => "mistake-kept-answer-whole-next",
    }))
}

/// What a read waits for.
enum Wanted {
    /// The next line: the one before it was taken.
    Line,
    /// The end of the stream.
    End,
    /// So many bytes, and fewer have come.
    Count,
}

/// What the program wants that reads from the one that waits for its answer, where the mistake is that this was kept.
fn wanted(mistake: Mistake, check: &CheckReport) -> Option<Wanted> {
    let (Mistake::KeptAnswer, Outcome::Failed(Failure::NoAnswer { at, .. })) =
        (mistake, &check.outcome)
    else {
        return None;
    };
    let reads =
        |thread: &&Waiting| matches!(&thread.waits, Awaited::Message { from, .. } if from == at);
    let place = threads(check).find(reads)?.at.as_ref()?;
    let calls = place.calls.as_deref()?;
    // Where compilers have put functions into each other, a name is in what the others are generic over.
    let names = [
        ("read_line", Wanted::Line),
        ("read_to_string", Wanted::End),
        ("read_to_end", Wanted::End),
        ("read_exact", Wanted::Count),
    ];
    let is_called = |(name, _): &(&str, Wanted)| calls.contains(name);
    let (_, wanted) = names.into_iter().find(is_called)?;
    Some(wanted)
}
