//! Why a submission cannot be graded as it was handed in: for its student whole, for a table in some words. Why it was set aside, and
//! which are no longer there.

use super::page::discarded;
use crate::i18n::{Catalog, args};
use crate::model::{Discarded, Unfit, escape};
use crate::report::{either, left_out, misdeclared, quoted};

/// The most that is named of what was left out.
const LEFT_OUT: usize = 4;

/// What the grader or this computer failed with, in a line.
pub fn set_aside(said: &str, catalog: &Catalog) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    catalog.text("class-set-aside", &args!["said" => lines.join("; ")])
}

/// All of it, and what was left out of an archive: maybe there is nothing else.
pub fn of(refusal: &Unfit, left_out: &[Discarded], catalog: &Catalog) -> String {
    if left_out.is_empty() {
        return whole(refusal, catalog);
    }
    let said = match refusal {
        Unfit::Empty => catalog.plain("class-nothing-left"),
        Unfit::TooManyFiles
        | Unfit::TooLarge
        | Unfit::Encrypted
        | Unfit::Damaged
        | Unfit::Unopened { .. }
        | Unfit::SeveralArchives { .. }
        | Unfit::OnlyMade { .. }
        | Unfit::NoProgram { .. }
        | Unfit::Several { .. }
        | Unfit::Declaration { .. }
        | Unfit::NoSubmission { .. } => whole(refusal, catalog),
    };
    let first = { left_out.iter().take(LEFT_OUT) }.map(|Discarded { name, why }| {
        let name = escape::harmless(name);
        format!("`{name}` ({})", discarded(*why, catalog))
    });
    let mut first: Vec<String> = first.collect();
    if left_out.len() > LEFT_OUT {
        first.push("…".to_owned());
    }
    let left_out = args!["left-out" => first.join(", ")];
    said + &catalog.text("class-left-out", &left_out)
}

/// All of it, and what to do.
fn whole(refusal: &Unfit, catalog: &Catalog) -> String {
    match refusal {
        Unfit::TooManyFiles => catalog.plain("class-too-many"),
        Unfit::TooLarge => catalog.plain("class-too-large"),
        Unfit::Encrypted => catalog.plain("class-encrypted"),
        Unfit::Damaged => catalog.plain("class-damaged"),
        Unfit::Unopened { form: _, found } => catalog.text(
            "class-unopened",
            &args!["found" => quoted(found), "count" => found.len()],
        ),
        Unfit::SeveralArchives { found } => {
            catalog.text("class-several-archives", &args!["found" => quoted(found)])
        }
        Unfit::Empty => catalog.plain("class-empty"),
        Unfit::OnlyMade { found } => {
            catalog.text("class-only-made", &args!["found" => quoted(found)])
        }
        Unfit::NoProgram {
            roles,
            names,
            depth,
            found,
            left_out: left,
        } => {
            let looked = args![
                "roles" => either(roles, catalog), "names" => either(names, catalog),
                "depth" => *depth
            ];
            let mut said = catalog.text("class-no-program", &looked);
            if !found.is_empty() {
                said += &catalog.text("class-found", &args!["found" => quoted(found)]);
            }
            if !left.is_empty() {
                let left = left_out(left, catalog);
                said += &catalog.text("class-left-out", &args!["left-out" => left]);
            }
            said
        }
        Unfit::Several { found } => catalog.text("class-several", &args!["found" => quoted(found)]),
        Unfit::Declaration { problems } => {
            let said = problems.iter().map(|one| {
                let said = misdeclared(&one.wrong, catalog);
                catalog.text(
                    "class-declaration-line",
                    &args!["line" => one.line, "said" => said],
                )
            });
            let said: Vec<String> = said.collect();
            let said = said.join(&catalog.plain("semicolon"));
            catalog.text("class-declaration", &args!["said" => said])
        }
        Unfit::NoSubmission { said } => {
            let lines: Vec<String> = said.lines().map(escape::harmless).collect();
            lines.join(" · ")
        }
    }
}

/// The same in some words.
pub fn brief(refusal: &Unfit, catalog: &Catalog) -> String {
    catalog.plain(match refusal {
        Unfit::TooManyFiles => "brief-too-many",
        Unfit::TooLarge => "brief-too-large",
        Unfit::Encrypted => "brief-encrypted",
        Unfit::Damaged => "brief-damaged",
        Unfit::Unopened { form, found: _ } => {
            return catalog.text("brief-unopened", &args!["form" => form]);
        }
        Unfit::SeveralArchives { .. } => "brief-several-archives",
        Unfit::Empty => "brief-empty",
        Unfit::OnlyMade { .. } => "brief-only-made",
        Unfit::NoProgram { .. } => "brief-no-program",
        Unfit::Several { .. } => "brief-several",
        Unfit::Declaration { .. } => "brief-declaration",
        Unfit::NoSubmission { .. } => "batch-note-refused",
    })
}

/// The submissions that are no longer there, a line each.
pub fn gone(names: &[String], catalog: &Catalog) -> Vec<String> {
    if names.is_empty() {
        return vec![];
    }
    let mut lines = vec![catalog.text("batch-gone", &args!["count" => names.len()])];
    lines.extend(
        names
            .iter()
            .map(|name| format!("  {}", escape::harmless(name))),
    );
    lines
}
