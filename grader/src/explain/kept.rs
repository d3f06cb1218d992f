//! What a program that does not answer waits to read, where its stack tells it: a line, the end of the stream, or a number of
//! bytes.

use crate::i18n::Catalog;
use crate::model::{Awaited, CheckReport, Failure, Mistake, Outcome, Waiting};

/// What happened, where the mistake is an answer that was kept.
pub(super) fn seen(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let wanted = wanted(check).filter(|_| mistake == Mistake::KeptAnswer)?;
    Some(catalog.plain(match wanted {
        Wanted::Line => "mistake-kept-answer-line",
        Wanted::End => "mistake-kept-answer-end",
        Wanted::Count => "mistake-kept-answer-count",
    }))
}

/// What to do about it.
pub(super) fn next(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let wanted = wanted(check).filter(|_| mistake == Mistake::KeptAnswer)?;
    Some(catalog.plain(match wanted {
        Wanted::Line => "mistake-kept-answer-line-next",
        Wanted::End | Wanted::Count => "mistake-kept-answer-whole-next",
    }))
}

/// What a read waits for.
#[derive(Clone, Copy)]
enum Wanted {
    /// The next line: the one before it was taken.
    Line,
    /// The end of the stream.
    End,
    /// So many bytes, and fewer have come.
    Count,
}

/// What the program wants that reads from the one that waits for its answer.
fn wanted(check: &CheckReport) -> Option<Wanted> {
    let Outcome::Failed(Failure::NoAnswer { at, .. }) = &check.outcome else {
        return None;
    };
    let reads =
        |thread: &&Waiting| matches!(&thread.waits, Awaited::Message { from, .. } if from == at);
    let place = super::particular::threads(check).find(reads)?.at.as_ref()?;
    let calls = place.calls.as_deref()?;
    // Where compilers have put functions into each other, a name is in what the others are generic over.
    let names: [(&str, Wanted); 4] = [
        ("read_line", Wanted::Line),
        ("read_to_string", Wanted::End),
        ("read_to_end", Wanted::End),
        ("read_exact", Wanted::Count),
    ];
    let mut names = names.into_iter();
    names.find_map(|(name, wanted)| calls.contains(name).then_some(wanted))
}
