//! Lock files: where the crates in them come from.

use std::ops::Range;

use toml::de::DeTable;

use crate::model::Refused;

/// Where a lock file's crates may come from.
const OWN: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The crates of a lock file that do not come from Rust's own registry; what is no TOML is left for cargo to say.
pub(super) fn foreign(text: &str) -> Vec<(Range<usize>, Refused)> {
    let Ok(lock) = DeTable::parse(text) else {
        return vec![];
    };
    let packages = lock.get_ref().get("package");
    let packages = packages.and_then(|packages| packages.get_ref().as_array());
    let mut found = vec![];
    for package in packages.into_iter().flatten() {
        let Some(package) = package.get_ref().as_table() else {
            continue;
        };
        let text = |key: &str| package.get(key)?.get_ref().as_str();
        let name = text("name").unwrap_or_default().to_string();
        if let (Some(source), Some(place)) = (text("source"), package.get("source"))
            && source != OWN
        {
            let what = match source.starts_with("git+") {
                true => Refused::Git { name },
                false => Refused::Registry { name },
            };
            found.push((place.span(), what));
        }
    }
    found
}
