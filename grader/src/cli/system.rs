//! What the operating system says, in the user's language.

use std::io::{Error, ErrorKind};

use crate::i18n::Catalog;

/// What the system said: the usual things in the user's language, the others in the system's words.
pub(super) fn said(error: &Error, catalog: &Catalog) -> String {
    match error.kind() {
        ErrorKind::NotFound => catalog.plain("system-not-found"),
        ErrorKind::PermissionDenied => catalog.plain("system-forbidden"),
        ErrorKind::ReadOnlyFilesystem => catalog.plain("system-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => catalog.plain("system-full"),
        ErrorKind::OutOfMemory => catalog.plain("system-memory"),
        ErrorKind::IsADirectory => catalog.plain("system-folder"),
        ErrorKind::NotADirectory => catalog.plain("system-no-folder"),
        ErrorKind::FileTooLarge => catalog.plain("system-too-large"),
        ErrorKind::InvalidData => catalog.plain("system-no-text"),
        _ => error.to_string(),
    }
}
