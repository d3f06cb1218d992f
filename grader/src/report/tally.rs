//! A check that was played several times.

use crate::i18n::{Catalog, args};
use crate::model::Tally;

/// How often a check that was played several times did not pass.
pub(super) fn told(tally: &Tally, catalog: &Catalog) -> String {
    let (of, failed, inconclusive) = (tally.of, tally.failed, tally.inconclusive);
    match (failed, inconclusive) {
        (0, 0) => catalog.text("tally-passed", &args!["of" => of]),
        (0, _) => {
            let told = args!["inconclusive" => inconclusive, "of" => of];
            catalog.text("tally-inconclusive", &told)
        }
        _ => {
            let told = args!["failed" => failed, "of" => of];
            catalog.text("tally-failed", &told)
        }
    }
}
