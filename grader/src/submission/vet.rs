//! Manifests before cargo reads them: what leads out of the submission, or brings in what is not in Rust's own registry or not on
//! the exercise's list, is refused with its place. Pure: files come as texts. What is no TOML is left for cargo to say.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lock;
use super::profile::Profile;
use crate::model::{Allowed, Refusal, Refused};

type Value<'a> = Spanned<DeValue<'a>>;

/// The tables of dependencies, in both spellings that cargo takes.
const DEPENDENCIES: [&str; 5] = [
    "dependencies",
    "dev-dependencies",
    "dev_dependencies",
    "build-dependencies",
    "build_dependencies",
];

/// A crate that a manifest asks of Rust's own registry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// Its name in Rust's own registry.
    pub name: String,
    /// The version that is asked for.
    pub version: String,
    /// The features that are asked for.
    pub features: BTreeSet<String>,
    /// Whether its default ones are, too.
    pub default_features: bool,
}

/// What the manifests of a submission ask for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Vetted {
    /// For every manifest and lock file, by its path, what in it cannot be built, if anything.
    pub refusals: BTreeMap<PathBuf, Vec<Refusal>>,
    /// The manifests (by path) that cannot be built, because of themselves or of what they reach.
    pub refused: BTreeSet<PathBuf>,
    /// For every manifest, the crates that its programs are built with.
    pub dependencies: BTreeMap<PathBuf, Vec<Dependency>>,
    /// For every manifest, how it says that programs are built; a workspace's root is heeded.
    pub profiles: BTreeMap<PathBuf, Profile>,
}

/// Looks at all `files` (manifests and lock files, relative to the submission, with their texts).
pub fn vet(files: &BTreeMap<PathBuf, String>, allowed: Option<&Allowed>) -> Vetted {
    let manifests: BTreeMap<&Path, Manifest<'_>> = files
        .iter()
        .filter(|(path, _)| path.ends_with("Cargo.toml"))
        .filter_map(|(path, text)| Some((path.as_path(), Manifest::read(path, text)?)))
        .collect();
    let roots: Vec<&Path> = manifests
        .values()
        .filter(|manifest| manifest.is_workspace())
        .map(|manifest| manifest.folder)
        .collect();
    let mut vetted = Vetted::default();
    for (path, manifest) in &manifests {
        let root = roots
            .iter()
            .filter(|root| manifest.folder.starts_with(root));
        let root = root.max_by_key(|root| root.components().count());
        let shared = root.and_then(|root| manifests.get(root.join("Cargo.toml").as_path()));
        let mut looking = Looking {
            manifest,
            shared,
            allowed,
            found: vec![],
            dependencies: vec![],
        };
        looking.manifest();
        let Looking {
            found,
            dependencies,
            ..
        } = looking;
        vetted.add(path, manifest.text, found);
        vetted.dependencies.insert(path.into(), dependencies);
        let profile = Profile::of(manifest.text);
        vetted.profiles.insert(path.into(), profile);
    }
    for (path, text) in files
        .iter()
        .filter(|(path, _)| path.ends_with("Cargo.lock"))
    {
        vetted.add(path, text, lock::foreign(text));
    }
    vetted.refused = refused(&manifests, &roots, &vetted.refusals);
    vetted
}

impl Vetted {
    fn add(&mut self, path: &Path, text: &str, mut found: Vec<(Range<usize>, Refused)>) {
        found.sort_by_key(|(span, _)| span.start);
        let shown = |(span, what)| shown(path, text, span, what);
        if !found.is_empty() {
            let refusals = found.into_iter().map(shown).collect();
            self.refusals.insert(path.into(), refusals);
        }
    }
}

/// A place with its line; of what spans several, the first is where to look.
fn shown(path: &Path, text: &str, span: Range<usize>, what: Refused) -> Refusal {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..]
        .find('\n')
        .map_or(text.len(), |at| span.start + at);
    Refusal {
        file: path.display().to_string(),
        source: text[start..end].trim_end().into(),
        line: text[..start].matches('\n').count() + 1,
        span: span.start - start..span.end.min(end) - start,
        what,
    }
}

/// The manifests that are refused themselves, or whose workspace, members or paths lead to one that is.
fn refused(
    manifests: &BTreeMap<&Path, Manifest<'_>>,
    roots: &[&Path],
    refusals: &BTreeMap<PathBuf, Vec<Refusal>>,
) -> BTreeSet<PathBuf> {
    let workspace = |folder: &Path| {
        let around = roots.iter().filter(|root| folder.starts_with(root));
        around.min_by_key(|root| root.components().count()).copied()
    };
    let mut refused: BTreeSet<PathBuf> = BTreeSet::new();
    loop {
        let before = refused.len();
        for (path, manifest) in manifests {
            let folder = manifest.folder;
            let area = workspace(folder).unwrap_or(folder);
            let own_lock = area.join("Cargo.lock");
            let bad = |other: &Path| refusals.contains_key(other) || refused.contains(other);
            let by_area = manifests.keys().any(|other| {
                workspace(folder).is_some_and(|area| other.starts_with(area)) && bad(other)
            });
            let reaches = manifest
                .paths
                .iter()
                .map(|folder| folder.join("Cargo.toml"));
            if bad(path)
                || by_area
                || refusals.contains_key(&own_lock)
                || reaches.into_iter().any(|other| bad(&other))
            {
                refused.insert(path.to_path_buf());
            }
        }
        if refused.len() == before {
            return refused;
        }
    }
}

/// A manifest that is TOML.
struct Manifest<'a> {
    /// Its folder, relative to the submission.
    folder: &'a Path,
    text: &'a str,
    table: DeTable<'a>,
    /// The folders of the packages that it names by their path.
    paths: Vec<PathBuf>,
}

impl<'a> Manifest<'a> {
    fn read(path: &'a Path, text: &'a str) -> Option<Self> {
        let table = DeTable::parse(text).ok()?.into_inner();
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut manifest = Self {
            folder,
            text,
            table,
            paths: vec![],
        };
        let all = manifest.dependency_tables();
        let paths = all.iter().flat_map(|(_, table)| table.values());
        let paths = paths.filter_map(|value| {
            let path = value.get_ref().as_table()?.get("path")?;
            within(folder, path.get_ref().as_str()?)
        });
        manifest.paths = paths.collect();
        Some(manifest)
    }

    fn is_workspace(&self) -> bool {
        self.table.contains_key("workspace")
    }

    /// All tables of dependencies, with whether programs are built with them.
    fn dependency_tables(&self) -> Vec<(bool, &DeTable<'a>)> {
        let mut found = Vec::new();
        let mut holders = vec![(&self.table, true)];
        if let Some(targets) = table(&self.table, "target") {
            holders.extend(
                targets
                    .values()
                    .filter_map(|target| Some((target.get_ref().as_table()?, true))),
            );
        }
        holders.extend(table(&self.table, "workspace").map(|workspace| (workspace, false)));
        for (holder, used) in holders {
            for name in DEPENDENCIES {
                if let Some(dependencies) = table(holder, name) {
                    found.push((used && name == "dependencies", dependencies));
                }
            }
        }
        found
    }
}

struct Looking<'m, 'a> {
    manifest: &'m Manifest<'a>,
    /// The manifest of its workspace.
    shared: Option<&'m Manifest<'a>>,
    allowed: Option<&'m Allowed>,
    found: Vec<(Range<usize>, Refused)>,
    dependencies: Vec<Dependency>,
}

impl Looking<'_, '_> {
    fn manifest(&mut self) {
        let manifest = self.manifest;
        let top = &manifest.table;
        for replacing in ["patch", "replace"] {
            if let Some((key, _)) = top.get_key_value(replacing) {
                self.found.push((key.span(), Refused::Replaced));
            }
        }
        if let Some(package) = table(top, "package").or_else(|| table(top, "project")) {
            if let Some(root) = package.get("workspace")
                && let Some(path) = root.get_ref().as_str()
                && within(manifest.folder, path).is_none()
            {
                self.found.push((root.span(), Refused::WorkspaceOutside));
            }
            package
                .get("build")
                .into_iter()
                .for_each(|path| self.path(path));
            self.inherited(package);
        }
        if let Some(lints) = top.get("lints") {
            self.inherits(lints);
        }
        let single = table(top, "lib").into_iter();
        let several = ["bin", "example", "test", "bench"]
            .into_iter()
            .filter_map(|name| top.get(name)?.get_ref().as_array())
            .flat_map(|targets| targets.iter())
            .filter_map(|target| target.get_ref().as_table());
        for target in single.chain(several) {
            target
                .get("path")
                .into_iter()
                .for_each(|path| self.path(path));
        }
        if let Some(workspace) = table(top, "workspace") {
            for key in ["members", "default-members", "exclude"] {
                let paths = workspace
                    .get(key)
                    .and_then(|paths| paths.get_ref().as_array());
                paths.into_iter().flatten().for_each(|path| self.path(path));
            }
        }
        for (used, dependencies) in manifest.dependency_tables() {
            for (key, value) in dependencies {
                self.dependency(key, value, used);
            }
        }
    }

    /// A value that says `workspace = true` is another manifest's, which must be here.
    fn inherited(&mut self, package: &DeTable<'_>) {
        for value in package.values() {
            self.inherits(value);
        }
    }

    fn inherits(&mut self, value: &Value<'_>) {
        let inherits = value
            .get_ref()
            .as_table()
            .and_then(|table| table.get("workspace"));
        if inherits.is_some() && self.shared.is_none() {
            self.found.push((value.span(), Refused::WorkspaceOutside));
        }
    }

    fn path(&mut self, value: &Value<'_>) {
        if let Some(path) = value.get_ref().as_str()
            && within(self.manifest.folder, path).is_none()
        {
            let path = path.into();
            self.found.push((value.span(), Refused::Outside { path }));
        }
    }

    fn dependency(&mut self, key: &Spanned<Cow<'_, str>>, value: &Value<'_>, used: bool) {
        let empty = DeTable::new();
        let own = value.get_ref().as_table().unwrap_or(&empty);
        let inherits = own.contains_key("workspace");
        if inherits {
            self.inherits(value);
        }
        // What is inherited is looked at where it is said; here only what is built matters.
        let shared = self.shared.filter(|_| inherits).and_then(|shared| {
            let workspace = table(&shared.table, "workspace")?;
            table(workspace, "dependencies")?.get(key.get_ref().as_ref())
        });
        let said = shared.unwrap_or(value);
        let table = said.get_ref().as_table().unwrap_or(&empty);
        let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
        let name = text("package").unwrap_or(key.get_ref()).to_string();
        let refuse = |what| (value.span(), what);
        if !inherits {
            own.get("path").into_iter().for_each(|path| self.path(path));
            if own.contains_key("git") {
                self.found.push(refuse(Refused::Git { name }));
                return;
            }
            if own.contains_key("registry") || own.contains_key("registry-index") {
                self.found.push(refuse(Refused::Registry { name }));
                return;
            }
        }
        if table.contains_key("path") || (inherits && shared.is_none()) {
            return;
        }
        if let Some(allowed) = self.allowed.filter(|allowed| !allowed.contains(&name))
            && !inherits
        {
            let allowed = allowed.names();
            self.found
                .push((key.span(), Refused::NotAllowed { name, allowed }));
            return;
        }
        let flag = |table: &DeTable<'_>, keys: [&str; 2]| {
            let value = keys.iter().find_map(|key| table.get(*key));
            value.and_then(|value| value.get_ref().as_bool())
        };
        let optional = flag(own, ["optional", "optional"]).unwrap_or(false);
        if used && !optional {
            let defaults = ["default-features", "default_features"];
            let version = said.get_ref().as_str().or(text("version")).unwrap_or("*");
            let features = [table, own]
                .into_iter()
                .filter_map(|table| table.get("features"));
            let features = features.filter_map(|list| list.get_ref().as_array());
            let features = features
                .flatten()
                .filter_map(|name| name.get_ref().as_str());
            self.dependencies.push(Dependency {
                version: version.into(),
                features: features.map(Into::into).collect(),
                default_features: flag(table, defaults).unwrap_or(true)
                    || (inherits && flag(own, defaults) == Some(true)),
                name,
            });
        }
    }
}

fn table<'t, 'a>(table: &'t DeTable<'a>, key: &str) -> Option<&'t DeTable<'a>> {
    table.get(key)?.get_ref().as_table()
}

/// The folder or file that `path` leads to from `folder`, where it never leaves the submission. Read as it is written: a
/// submission has no links.
fn within(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut reached = folder.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => reached.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !reached.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(reached)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use super::{Vetted, vet};
    use crate::model::{Allowed, AllowedCrate, Refused};

    fn vetted(files: &[(&str, &str)], allowed: Option<&Allowed>) -> Vetted {
        let files: BTreeMap<PathBuf, String> = files
            .iter()
            .map(|(path, text)| ((*path).into(), (*text).to_string()))
            .collect();
        vet(&files, allowed)
    }

    /// What is refused of one manifest: its line, the text at the place, and the kind.
    #[track_caller]
    fn check(manifest: &str, expected: &[(usize, &str)]) {
        let vetted = vetted(&[("a/Cargo.toml", manifest)], None);
        let refusals = vetted.refusals.values().flatten();
        let found: Vec<(usize, String)> = refusals
            .map(|one| (one.line, one.source[one.span.clone()].to_string()))
            .collect();
        let expected: Vec<(usize, String)> = expected
            .iter()
            .map(|(line, text)| (*line, (*text).to_string()))
            .collect();
        assert_eq!(found, expected, "{manifest}");
        assert_eq!(vetted.refused.is_empty(), expected.is_empty());
    }

    #[test]
    fn paths_stay_in_the_submission() {
        check(
            "[dependencies]\nx = { path = \"../b\" }\ny.path = \"../../b\"",
            &[(3, "\"../../b\"")],
        );
        check(
            "[build-dependencies.x]\npath = \"/etc\"\n",
            &[(2, "\"/etc\"")],
        );
        check(
            "[target.'cfg(unix)'.dependencies]\nx = { path = \"b/../../../b\" }",
            &[(2, "\"b/../../../b\"")],
        );
        check(
            "[[bin]]\nname = \"x\"\npath = \"../../x.rs\"\n[lib]\npath = \"/x.rs\"",
            &[(3, "\"../../x.rs\""), (5, "\"/x.rs\"")],
        );
        check(
            "[package]\nname = \"x\"\nbuild = \"../../build.rs\"",
            &[(3, "\"../../build.rs\"")],
        );
        check(
            "[workspace]\nmembers = [\"b\", \"../*\", \"../../*\"]",
            &[(2, "\"../../*\"")],
        );
        check("[package]\nworkspace = \"../..\"", &[(2, "\"../..\"")]);
    }

    #[test]
    fn crates_come_from_one_place() {
        check(
            "[dependencies]\nx = { git = \"https://x\" }",
            &[(2, "{ git = \"https://x\" }")],
        );
        check(
            "[dependencies]\nx = { version = \"1\", registry = \"y\" }",
            &[(2, "{ version = \"1\", registry = \"y\" }")],
        );
        check(
            "[dev_dependencies]\nx = { registry-index = \"y\" }",
            &[(2, "{ registry-index = \"y\" }")],
        );
        check("[patch.crates-io]\nx = { path = \"b\" }", &[(1, "patch")]);
        check(
            "[replace]\n\"x:1.0.0\" = { path = \"b\" }",
            &[(1, "replace")],
        );
        check(
            "[dependencies]\nx = \"1\"\ny = { version = \"1\", features = [\"z\"] }",
            &[],
        );
    }

    #[test]
    fn what_is_inherited_must_be_there() {
        let member = "[package]\nname = \"x\"\nversion.workspace = true\n[dependencies]\nserde = { workspace = true }\n";
        let alone = vetted(&[("a/Cargo.toml", member)], None);
        let refusals = &alone.refusals[&PathBuf::from("a/Cargo.toml")];
        assert_eq!(refusals.len(), 2);
        assert_eq!(refusals[0].what, Refused::WorkspaceOutside);
        let root = "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\n";
        let together = vetted(&[("a/Cargo.toml", member), ("Cargo.toml", root)], None);
        assert!(together.refusals.is_empty());
        let asked = &together.dependencies[&PathBuf::from("a/Cargo.toml")];
        assert_eq!(
            (asked[0].name.as_str(), asked[0].version.as_str()),
            ("serde", "1")
        );
        assert!(asked[0].features.contains("derive"));
    }

    #[test]
    fn what_reaches_a_refused_manifest_is_refused() {
        let bad = "[package]\nname = \"b\"\n[dependencies]\nx = { git = \"y\" }";
        let files = [
            (
                "Cargo.toml",
                "[package]\nname = \"a\"\n[dependencies]\nb = { path = \"b\" }",
            ),
            ("b/Cargo.toml", bad),
            ("c/Cargo.toml", "[package]\nname = \"c\""),
        ];
        let refused = vetted(&files, None).refused;
        assert_eq!(
            refused,
            ["Cargo.toml", "b/Cargo.toml"].map(PathBuf::from).into()
        );
    }

    #[test]
    fn locks_name_crates_io_only() {
        let lock = "[[package]]\nname = \"a\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
                    [[package]]\nname = \"b\"\nsource = \"git+https://x\"\n[[package]]\nname = \"c\"\nsource = \"sparse+http://127.0.0.1/\"\n";
        let found = vetted(
            &[
                ("Cargo.toml", "[package]\nname = \"a\""),
                ("Cargo.lock", lock),
            ],
            None,
        );
        let refusals = &found.refusals[&PathBuf::from("Cargo.lock")];
        assert_eq!(refusals[0].what, Refused::Git { name: "b".into() });
        assert_eq!(refusals[1].what, Refused::Registry { name: "c".into() });
        assert_eq!(found.refused, [PathBuf::from("Cargo.toml")].into());
    }

    #[test]
    fn only_crates_of_the_list_are_allowed() {
        let allowed = Allowed {
            crates: vec![AllowedCrate {
                name: "tokio".into(),
                version: "1".into(),
                features: vec![],
            }],
        };
        let manifest = "[dependencies]\ntokio = \"1\"\nrocket = \"0.5\"\nrt = { package = \"actix-web\", version = \"4\" }\nown = { path = \"own\" }\n";
        let found = vetted(&[("Cargo.toml", manifest)], Some(&allowed));
        let names: Vec<_> = found.refusals[&PathBuf::from("Cargo.toml")]
            .iter()
            .map(|one| match &one.what {
                Refused::NotAllowed { name, allowed } => (name.as_str(), allowed.join(",")),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            names,
            [("rocket", "tokio".into()), ("actix-web", "tokio".into())]
        );
    }
}
