//! Numbers of bytes in words, with the units of the reader's language.

use crate::i18n::{Catalog, args};

/// A number of bytes, in the largest unit that it fills.
pub fn size(bytes: u64, catalog: &Catalog) -> String {
    let (id, shift) = match bytes {
        0..0x400 => ("bytes-few", 0),
        0x400..0x10_0000 => ("kibibytes", 10),
        0x10_0000..0x4000_0000 => ("mebibytes", 20),
        _ => ("gibibytes", 30),
    };
    catalog.text(id, &args!["count" => bytes >> shift])
}

/// What a limit allows: a trace has sizes with English units, other limits with those that both languages have.
pub(super) fn allowed(words: &str, catalog: &Catalog) -> String {
    let named = |unit| match unit {
        "B" => Some("bytes-few"),
        "KiB" => Some("kibibytes"),
        "MiB" => Some("mebibytes"),
        "GiB" => Some("gibibytes"),
        _ => None,
    };
    let said = words.rsplit_once(' ').and_then(|(count, unit)| {
        let count: u64 = count.parse().ok()?;
        Some(catalog.text(named(unit)?, &args!["count" => count]))
    });
    said.unwrap_or_else(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{allowed, size};
    use crate::i18n::Catalog;
    use crate::model::Lang;

    #[test]
    fn each_language_has_its_units() {
        let (french, english) = (Catalog::new(Lang::Fr), Catalog::new(Lang::En));
        for (bytes, fr, en) in [
            (1023, "1023\u{a0}o", "1023 B"),
            (64 << 10, "64\u{a0}Kio", "64 KiB"),
            ((2 << 20) - 1, "1\u{a0}Mio", "1 MiB"),
            (3 << 30, "3\u{a0}Gio", "3 GiB"),
        ] {
            assert_eq!(size(bytes, &french), fr);
            assert_eq!(size(bytes, &english), en);
            assert_eq!(allowed(en, &french), fr);
            assert_eq!(allowed(en, &english), en);
        }
        for other in ["60 s", "64", "1 000 MiB", ""] {
            assert_eq!(allowed(other, &french), other);
        }
    }
}
