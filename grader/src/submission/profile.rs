//! What a workspace says of how it is built, in its root's `[profile.dev]`.

use std::collections::BTreeMap;

use toml::{Table, Value};

/// Packages whose settings are looked at; cargo is left alone with the others.
const PACKAGES: usize = 256;

/// How a profile would change what was built beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// What it says of panics and overflows, otherwise than cargo does by itself: the programs' conduct, and that of the
    /// crates that they are built with. Keys with their values in TOML.
    pub conduct: BTreeMap<&'static str, &'static str>,
    /// The packages (in cargo's notation, `*` among them) that it has settings of their own for.
    pub packages: Vec<String>,
}

impl Profile {
    /// Reads it in a manifest; what is not as it should be is cargo's to say.
    pub(super) fn of(manifest: &str) -> Self {
        let table: Table = toml::from_str(manifest).unwrap_or_default();
        let inner = |table: &Table, key: &str| table.get(key)?.as_table().cloned();
        let dev = inner(&table, "profile").and_then(|profiles| inner(&profiles, "dev"));
        let dev = dev.unwrap_or_default();
        let off = |key: &str| dev.get(key) == Some(&Value::Boolean(false));
        let is_abort = dev.get("panic").and_then(Value::as_str) == Some("abort");
        let packages = inner(&dev, "package").unwrap_or_default();
        let conduct = [
            ("debug-assertions", "false", off("debug-assertions")),
            ("overflow-checks", "false", off("overflow-checks")),
            ("panic", "\"abort\"", is_abort),
        ];
        Self {
            conduct: (conduct.into_iter())
                .filter_map(|(key, value, is_so)| is_so.then_some((key, value)))
                .collect(),
            packages: packages.keys().take(PACKAGES).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[test]
    fn what_changes_nothing_is_left_out() {
        let same = "[profile.dev]\npanic = \"unwind\"\nopt-level = 3\noverflow-checks = true\n[profile.release]\npanic = \"abort\"\n";
        assert_eq!(Profile::of(same), Profile::default());
        assert_eq!(Profile::of("not [ a manifest"), Profile::default());
        assert_eq!(Profile::of("profile = 3"), Profile::default());
    }

    #[test]
    fn conduct_and_packages_are_found() {
        let text = "[profile.dev]\npanic = \"abort\"\noverflow-checks = false\n[profile.dev.package.\"*\"]\nopt-level = 3\n[profile.dev.package.'we\"ird@1']\n";
        let profile = Profile::of(text);
        assert_eq!(
            profile.conduct.into_iter().collect::<Vec<_>>(),
            [("overflow-checks", "false"), ("panic", "\"abort\"")]
        );
        assert_eq!(profile.packages, ["*", "we\"ird@1"]);
    }
}
