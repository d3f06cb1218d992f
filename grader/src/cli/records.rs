//! What is said of records that cannot be kept or read.

use super::system;
use crate::i18n::{Arg, Catalog, args};
use crate::record::RecordError;

/// What is wrong, as a part of a sentence.
pub(super) fn why(error: &RecordError, catalog: &Catalog) -> String {
    let (id, path) = match error {
        RecordError::NotThere(path) => ("record-not-there", path),
        RecordError::Files { path, source } => {
            let why = system::said(source, catalog);
            let args = args!["path" => Arg::shown(path.display()), "why" => why];
            return catalog.text("record-refused", &args);
        }
        RecordError::Foreign(path) => ("record-foreign", path),
        RecordError::Version { path, version: _ } => ("record-version", path),
        RecordError::Damaged { path, source } => {
            let args = args!["path" => Arg::shown(path.display()), "line" => source.line()];
            return catalog.text("record-damaged", &args);
        }
    };
    catalog.text(id, &args!["path" => Arg::shown(path.display())])
}

/// The line for a run that was not kept.
pub(super) fn not_kept(error: &RecordError, catalog: &Catalog) -> String {
    let why = why(error, catalog);
    catalog.text("record-not-kept", &args!["why" => why]) + "\n"
}
