//! How a teacher's entries in `batch.toml` and `changes.toml` are told that count for nothing, or are wrong: with the names
//! in them, or without.

use std::path::Path;

use toml::de::DeTable;

use super::decided::{CHANGES, POLICY};
use crate::batch::{Batch, Hash, Head, StoreError, file_name};
use crate::i18n::{Catalog, args};
use crate::model::Mark;
use crate::policy::{Astray, Change, Place, Policy, Problem, Problems, Stray, Wrong};
use crate::report::{quoted, words};

/// Who reads of the entries of a batch.
pub(super) struct Entries<'a> {
    pub(super) batch: &'a Batch,
    pub(super) catalog: &'a Catalog,
    /// Whether codes stand in the places of names.
    pub(super) anonymous: bool,
}

/// Whether a changed mark is out of something else than the result, and counts for nothing.
pub(super) fn is_off_scale(change: &Change, scale: u32) -> bool {
    change.mark.is_some() && change.out_of != scale
}

impl Entries<'_> {
    /// A submission, as it is named here.
    pub(super) fn named(&self, name: &str) -> String {
        match self.anonymous {
            true => code(self.batch, name),
            false => name.to_owned(),
        }
    }

    /// An entry that counts for nobody, in a line, where these are the texts of `batch.toml` and `changes.toml`.
    pub(super) fn stray(&self, stray: &Stray, [policy, changes]: &[String; 2]) -> String {
        let (file, list, source) = match stray.place {
            Place::Extra => (POLICY, "extra", policy),
            Place::Change => (CHANGES, "change", changes),
        };
        let coded = |names: &[String]| names.iter().map(|name| self.named(name)).collect();
        // Whom a name is like, it tells.
        let (id, names) = match (&stray.why, self.anonymous) {
            (Astray::Nobody(_), true) => ("policy-nobody-line", vec![]),
            (Astray::Nobody(near), false) if near.is_empty() => ("policy-nobody", vec![]),
            (Astray::Nobody(near), false) => ("policy-nobody-near", near.clone()),
            (Astray::Nothing, true) => ("policy-nothing-line", vec![]),
            (Astray::Nothing, false) => ("policy-nothing", vec![]),
            (Astray::Several(names), true) => ("policy-several-line", coded(names)),
            (Astray::Several(names), false) => ("policy-several", names.clone()),
            (Astray::Waiting(name), true) => ("policy-waiting-line", vec![self.named(name)]),
            (Astray::Waiting(name), false) => ("policy-waiting", vec![name.clone()]),
            (Astray::Gone(name), true) => ("policy-gone-line", vec![self.named(name)]),
            (Astray::Gone(name), false) => ("policy-gone", vec![name.clone()]),
        };
        let line = line(source, list, &stray.of).unwrap_or(1);
        let args =
            args!["file" => file, "line" => line, "of" => &stray.of, "names" => quoted(&names)];
        self.catalog.text(id, &args)
    }

    /// Whose changed mark is on another scale than the result, and counts for nothing, in lines.
    pub(super) fn off_scale(&self, policy: &Policy, changes: &[Change], heads: &[Head]) -> String {
        let line = |change: &Change| {
            let head = heads.iter().find(|head| head.name() == change.of)?;
            let scale = policy.out_of(head.mark().as_ref());
            let args = args![
                "file" => CHANGES, "of" => self.named(&change.of), "out-of" => change.out_of,
                "scale" => scale
            ];
            is_off_scale(change, scale).then(|| self.catalog.text("policy-off-scale", &args) + "\n")
        };
        changes.iter().filter_map(line).collect()
    }

    /// Which changes were written when something else was earned than is now, and still count, in lines.
    pub(super) fn outlived(&self, policy: &Policy, changes: &[Change], heads: &[Head]) -> String {
        let shown = |mark: Option<Mark>| {
            mark.map_or_else(
                || "—".to_owned(),
                |mark| words::mark(&mark, self.catalog.lang()),
            )
        };
        let line = |change: &Change| {
            let before = *self.batch.changes.get(&digest(change))?;
            let head = heads.iter().find(|head| head.name() == change.of)?;
            let now = head.mark();
            let earned = |mark: Option<Mark>| mark.map(|mark| (mark.hundredths, mark.out_of));
            let args = args![
                "file" => CHANGES, "of" => self.named(&change.of), "before" => shown(before),
                "now" => shown(now)
            ];
            let still_counts = !is_off_scale(change, policy.out_of(now.as_ref()));
            (still_counts && earned(before) != earned(now))
                .then(|| self.catalog.text("policy-outlived", &args) + "\n")
        };
        changes.iter().filter_map(line).collect()
    }

    /// What is wrong in a file of the teacher's: where names are left out, only where.
    pub(super) fn wrong(&self, problems: Problems) -> Problems {
        if !self.anonymous {
            return problems;
        }
        let hidden = |byte| if byte == b'\n' { '\n' } else { '.' };
        let place = |one: &Problem| Problem {
            span: one.span.clone(),
            wrong: Wrong::Untold,
        };
        Problems {
            problems: problems.problems.iter().map(place).collect(),
            source: problems.source.bytes().map(hidden).collect(),
            file: problems.file,
        }
    }

    /// Why a result cannot be read, whose file is named after its submission.
    pub(super) fn unread(&self, error: StoreError) -> StoreError {
        let hidden = |path: &Path| {
            let is_its = |name: &&String| path.file_stem() == Some(file_name(name).as_ref());
            let name = { self.batch.submissions.iter() }
                .map(|one| &one.name)
                .find(is_its);
            let code = name.map_or_else(|| "…".to_owned(), |name| code(self.batch, name));
            path.with_file_name(code + ".json")
        };
        match error {
            StoreError::Files { path, source } if self.anonymous => StoreError::Files {
                path: hidden(&path),
                source,
            },
            StoreError::Damaged { path } if self.anonymous => StoreError::Damaged {
                path: hidden(&path),
            },
            StoreError::Files { .. }
            | StoreError::Damaged { .. }
            | StoreError::NotEmpty { .. }
            | StoreError::OtherExercise { .. }
            | StoreError::Busy { .. } => error,
        }
    }
}

/// What stands for a name: the same in every report, and nobody without the batch's folder finds the name by it.
pub(super) fn code(batch: &Batch, name: &str) -> String {
    let digest = Hash::default().with(&batch.secret).with(name).finish();
    format!("S-{}", &digest[..8])
}

/// What tells a change from others, also once it is said anew.
pub(super) fn digest(change: &Change) -> String {
    Hash::default().with(&change.said).finish()
}

/// The line of the first entry of a list that is about `of`.
fn line(source: &str, list: &str, of: &str) -> Option<usize> {
    let parsed = DeTable::parse(source).ok()?;
    let entries = parsed.get_ref().get(list)?.get_ref().as_array()?;
    let is_about = |one: &toml::Spanned<toml::de::DeValue<'_>>| {
        let about = one.get_ref().as_table()?.get("of")?;
        let is_it = about.get_ref().as_str()?.trim() == of;
        is_it.then(|| about.span().start)
    };
    let at = entries.iter().find_map(is_about)?;
    Some(source[..at].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn an_entry_is_found_by_its_line() {
        let source = "[[change]]\nof = \"Léa\"\n\n[[change]]\nmark = 1\nof = \" Zoé \"\n[[extra]]\nof = \"Léa\"\n";
        for (list, of, expected) in [
            ("change", "Léa", Some(2)),
            ("change", "Zoé", Some(6)),
            ("extra", "Léa", Some(8)),
            ("extra", "Zoé", None),
        ] {
            assert_eq!(line(source, list, of), expected, "{list} {of}");
        }
    }
}
