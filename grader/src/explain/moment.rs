//! Moments of an exchange in words.

use crate::i18n::{Catalog, args};
use crate::model::Lang;

/// A time since the start of a check, in its unit.
pub(super) fn time(micros: u64, catalog: &Catalog) -> String {
    let decimal = |tenths: u64| {
        let comma = match catalog.lang() {
            Lang::Fr => ",",
            Lang::En => ".",
        };
        format!("{}{comma}{}", tenths / 10, tenths % 10)
    };
    match micros {
        0..10_000 => catalog.text("milliseconds", &args!["ms" => decimal(micros / 100)]),
        10_000..1_000_000 => catalog.text("milliseconds", &args!["ms" => micros / 1000]),
        _ => catalog.text("seconds", &args!["s" => decimal(micros / 100_000)]),
    }
}
