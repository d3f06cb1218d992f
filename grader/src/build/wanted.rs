//! Which crates a layer is made of, and the package of ours that asks for them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Allowed;
use crate::submission::Dependency;

/// The name of the package that asks for the crates: nobody's own, and its traces are removed.
pub(super) const STUB: &str = "grader-layer-stub";

/// Crates with their versions and features, and how they behave; several that ask for one crate are answered together.
pub(super) struct Wanted {
    crates: BTreeMap<String, (Vec<String>, Vec<String>, bool)>,
    conduct: BTreeMap<&'static str, &'static str>,
}

impl Wanted {
    /// What a submission asks for.
    pub(super) fn of(
        dependencies: &[Dependency],
        conduct: &BTreeMap<&'static str, &'static str>,
    ) -> Self {
        let mut wanted = BTreeMap::new();
        for one in dependencies {
            let (versions, features, defaults): &mut (Vec<String>, Vec<String>, bool) =
                wanted.entry(one.name.clone()).or_default();
            versions.push(one.version.clone());
            features.extend(one.features.iter().cloned());
            *defaults |= one.default_features;
        }
        for (versions, features, _) in wanted.values_mut() {
            versions.sort();
            versions.dedup();
            features.sort();
            features.dedup();
        }
        Self {
            crates: wanted,
            conduct: conduct.clone(),
        }
    }

    /// All that an exercise allows.
    pub(super) fn all(allowed: &Allowed) -> Self {
        let crates = allowed.crates.iter().map(|one| {
            let asked = (vec![one.version.clone()], one.features.clone(), true);
            (one.name.clone(), asked)
        });
        Self {
            crates: crates.collect(),
            conduct: BTreeMap::new(),
        }
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.crates.keys().cloned().collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.crates.is_empty()
    }

    /// The manifest of a package that asks for them.
    pub(super) fn manifest(&self) -> String {
        let mut text = format!(
            "[package]\nname = \"{STUB}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n[dependencies]\n"
        );
        for (name, (versions, features, defaults)) in &self.crates {
            let features: Vec<String> = features.iter().map(|one| quoted(one)).collect();
            let _ = writeln!(
                text,
                "{} = {{ version = {}, default-features = {defaults}, features = [{}] }}",
                quoted(name),
                quoted(&versions.join(", ")),
                features.join(", ")
            );
        }
        if !self.conduct.is_empty() {
            text += "[profile.dev]\n";
        }
        for (key, value) in &self.conduct {
            let _ = writeln!(text, "{key} = {value}");
        }
        text
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::Wanted;
    use crate::submission::Dependency;

    fn asked(name: &str, version: &str, features: &[&str], default_features: bool) -> Dependency {
        Dependency {
            name: name.into(),
            version: version.into(),
            features: features.iter().map(|one| (*one).to_string()).collect(),
            default_features,
        }
    }

    #[test]
    fn what_several_packages_ask_for_is_asked_together() {
        let asked = [
            asked("tokio", "1", &["net"], false),
            asked("tokio", "1.2", &["rt", "net"], true),
            asked("odd\"name", "*", &[], false),
        ];
        let conduct = [("panic", "\"abort\"")].into();
        let wanted = Wanted::of(&asked, &conduct);
        let manifest = wanted.manifest();
        let table: toml::Table = toml::from_str(&manifest).unwrap();
        let tokio = &table["dependencies"]["tokio"];
        assert_eq!(tokio["version"].as_str(), Some("1, 1.2"));
        assert_eq!(tokio["default-features"].as_bool(), Some(true));
        assert_eq!(tokio["features"].as_array().unwrap().len(), 2);
        assert!(table["dependencies"].get("odd\"name").is_some());
        assert_eq!(table["profile"]["dev"]["panic"].as_str(), Some("abort"));
    }
}
