//! What the student's programs printed, as they printed it.

use super::quote::Page;
use super::who;
use super::wrap::indented;
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, Member, SEEN_FOLDER};

/// So many lines of a stream are shown from its beginning, and as many from its end.
const MOST: usize = 200;

/// What each of the student's programs printed in `check`, behind a line that says whose it is: lines that are longer than
/// `width` go on in the next.
pub fn printed(check: &CheckReport, catalog: &Catalog, width: usize, ascii: bool) -> Vec<String> {
    let page = Page { width, ascii };
    let mut streams: Vec<((&Member, bool), Vec<u8>)> = vec![];
    for seen in &check.evidence.observations {
        let Fact::Printed {
            actor,
            error,
            bytes,
        } = &seen.what
        else {
            continue;
        };
        if !who::is_yours(actor, &check.cast) {
            continue;
        }
        let known = streams.iter_mut().find(|(of, _)| *of == (actor, *error));
        match known {
            Some((_, printed)) => printed.extend_from_slice(bytes),
            None => streams.push(((actor, *error), bytes.clone())),
        }
    }
    let mut lines = vec![];
    for ((actor, error), bytes) in streams {
        let id = match error {
            true => "own-words",
            false => "own-output",
        };
        let label = catalog.text(id, &args!["member" => actor.to_string()]);
        lines.extend(indented(&label, 0, 2, width));
        lines.extend(shown(&bytes, catalog, page));
    }
    lines
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
        // The student knows the folder by another name.
        let line = line.replace(&format!("\"{SEEN_FOLDER}/"), "\"");
        let mut rest: Vec<char> = page.spelt(line.trim_end()).chars().collect();
        let mut parts = vec![];
        while rest.len() > room {
            let after = rest.split_off(room);
            parts.push(rest.into_iter().collect::<String>());
            rest = after;
        }
        parts.push(rest.into_iter().collect());
        parts.into_iter().map(|part| format!("  | {part}"))
    };
    let mut lines: Vec<String> = head.iter().flat_map(line).collect();
    if left_out > 0 {
        let more = catalog.text("folded", &args!["count" => left_out]);
        lines.push(format!("  {}", more.replace('…', page.ellipsis())));
    }
    lines.extend(tail.iter().flat_map(line));
    lines
}
