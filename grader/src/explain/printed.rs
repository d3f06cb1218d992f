//! What the student's programs printed, as they printed it.

use super::quote::Page;
use super::who;
use super::wrap::{folded_at, indented};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, Member, SEEN_FOLDER};

/// So many lines of a stream are shown from its beginning, and as many from its end.
const MOST: usize = 200;

/// What each of the student's programs printed in `check`, behind a line that says whose it is: lines that are longer than
/// `width` go on in the next.
pub fn printed(check: &CheckReport, catalog: &Catalog, width: usize, ascii: bool) -> Vec<String> {
    let page = Page { width, ascii };
    let mut streams: Vec<(&Member, bool)> = vec![];
    for seen in &check.evidence.observations {
        if let Fact::Printed { actor, error, .. } = &seen.what
            && who::is_yours(actor, &check.cast)
            && !streams.contains(&(actor, *error))
        {
            streams.push((actor, *error));
        }
    }
    let mut lines = vec![];
    for (actor, error) in streams {
        let id = match error {
            true => "own-words",
            false => "own-output",
        };
        let label = catalog.text(id, &args!["member" => actor.to_string()]);
        lines.extend(indented(&label, 0, 2, width));
        lines.extend(shown(&stream(check, actor, error), catalog, page));
    }
    lines
}

/// All that `member` printed on its standard error, or on its standard output.
pub(super) fn stream(check: &CheckReport, member: &Member, is_error: bool) -> Vec<u8> {
    let parts = { check.evidence.observations.iter() }.filter_map(|seen| match &seen.what {
        Fact::Printed {
            actor,
            error,
            bytes,
        } if actor == member && *error == is_error => Some(bytes.as_slice()),
        _ => None,
    });
    parts.collect::<Vec<_>>().concat()
}

/// A line of a program with the student's names for files: the student knows the folder by another one.
pub(super) fn with_own_names(line: &str) -> String {
    line.replace(&format!("\"{SEEN_FOLDER}/"), "\"")
}

/// So many times a character that has to be escaped is shown, of many in a row.
const MOST_ALIKE: usize = 8;

/// A line, of which runs of one escaped character (a buffer's NUL bytes) are cut.
fn spelt(line: &str, catalog: &Catalog, page: Page) -> String {
    let (mut spelt, mut from, mut at) = (String::new(), 0, 0);
    while let Some(first) = line[at..].chars().next() {
        let after = line[at..].trim_start_matches(first);
        let run = &line[at..line.len() - after.len()];
        let shown = MOST_ALIKE * first.len_utf8();
        if run.len() > shown && page.spelt(run) != run {
            spelt += &page.spelt(&line[from..at + shown]);
            let more = catalog.text("bytes-more", &args!["count" => run.len()]);
            spelt += &format!("{} {more} ", page.ellipsis());
            from = at + run.len();
        }
        at += run.len();
    }
    spelt += &page.spelt(&line[from..]);
    spelt.trim_end().to_owned()
}

/// Lines as they are, each behind a sign that says so; of too many, the first and the last.
fn shown(bytes: &[u8], catalog: &Catalog, page: Page) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let all: Vec<&str> = text.trim_end().lines().collect();
    let left_out = all.len().saturating_sub(2 * MOST);
    let (head, tail) = match left_out {
        0 => (&all[..], &[][..]),
        _ => (&all[..MOST], &all[all.len() - MOST..]),
    };
    let room = page.width.saturating_sub(4).max(8);
    let line = |line: &&str| {
        let line = spelt(&with_own_names(line.trim_end()), catalog, page);
        let parts = folded_at(&line, room).into_iter();
        parts.map(|part| format!("  | {part}"))
    };
    let mut lines: Vec<String> = head.iter().flat_map(line).collect();
    if left_out > 0 {
        let more = catalog.text("folded", &args!["count" => left_out]);
        lines.push(format!("  {}", more.replace('…', page.ellipsis())));
    }
    lines.extend(tail.iter().flat_map(line));
    lines
}
