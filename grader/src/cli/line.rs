//! What is said of a submission that has its result.

use crate::batch::{Ended, From};
use crate::i18n::{Catalog, args};
use crate::model::escape;
use crate::report::{class, words};

/// What came of a submission, in a line; of those that have their result from an earlier run, nothing is said.
pub(super) fn line(ended: &Ended, catalog: &Catalog) -> Option<String> {
    let mark = match &ended.mark {
        Some(mark) => words::mark(mark, catalog.lang()),
        None => "—".to_owned(),
    };
    let note = match (ended.from, &ended.refusal, &ended.set_aside) {
        (From::Earlier, ..) => return None,
        (_, Some(refusal), _) => Some(class::brief(refusal, catalog)),
        (_, None, Some(said)) => Some(class::set_aside(said, catalog)),
        (_, None, None) if ended.inconclusive => Some(catalog.plain("batch-note-inconclusive")),
        (From::Twin, None, None) => Some(catalog.plain("batch-note-twin")),
        (From::Graded, None, None) => None,
    };
    let note = note.map(|note| match ended.is_before {
        true => catalog.text("batch-note-before", &args!["note" => note]),
        false => note,
    });
    let name = escape::harmless(&ended.name);
    let note = note.map(|note| format!("  ({note})"));
    let gap = " ".repeat(9_usize.saturating_sub(mark.chars().count()));
    Some(format!("{gap}{mark}  {name}{}\n", note.unwrap_or_default()))
}
