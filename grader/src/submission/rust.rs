//! Cargo packages: what cargo says of every manifest in a submission. A manifest that it refuses is the student's
//! failure, kept with cargo's own words.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use cargo_metadata::{Metadata, MetadataCommand, Package};

use super::roles::{Candidate, Language, Leaning};
use super::{Environment, Source, SubmissionError, python, shortened};
use crate::machine;
use crate::model::Diagnostic;

/// How long cargo may take to describe a workspace.
const LIMIT: Duration = Duration::from_secs(60);

/// The most manifests that cargo is asked about.
const MANIFESTS: usize = 32;

/// What is shown at most of what cargo says of a manifest.
const REFUSAL: usize = 16 << 10;

/// Packages of one workspace, which are built together into its target folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packages {
    /// The manifest by which the workspace was found (absolute).
    pub manifest: PathBuf,
    /// The workspace's root (absolute).
    pub root: PathBuf,
    /// The packages that lie in the submission.
    pub members: Vec<Member>,
    /// What cargo calls the packages that it builds when it is given the manifest and nothing else.
    pub by_default: Vec<String>,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What cargo calls it.
    pub id: String,
    /// Its manifest (absolute).
    pub manifest: PathBuf,
}

impl Packages {
    /// Those of the packages that hold one of `sources`, if any does.
    pub(super) fn holding(mut self, sources: &[&Source]) -> Option<Self> {
        self.members.retain(|member| {
            sources.iter().any(|source| match source {
                Source::Rust { manifest, .. } => *manifest == member.manifest,
                Source::Python(_) | Source::Command(_) => false,
            })
        });
        (!self.members.is_empty()).then_some(self)
    }
}

/// What cargo says of a submission.
#[derive(Default)]
pub(super) struct Found {
    /// The binary targets.
    pub programs: Vec<(Candidate, Source)>,
    /// The packages that they are in.
    pub packages: Vec<Packages>,
    /// The manifests that it refuses, relative to the submission, and what it said.
    pub refused: Vec<(String, Diagnostic)>,
}

/// The packages whose manifests are among `files`.
pub(super) fn find(
    folder: &Path,
    files: &[PathBuf],
    environment: &Environment,
) -> Result<Found, SubmissionError> {
    let mut found = Found::default();
    let manifests = files.iter().filter(|file| file.ends_with("Cargo.toml"));
    for relative in manifests.take(MANIFESTS) {
        let manifest = folder.join(relative);
        let mut members = found.packages.iter().flat_map(|packages| &packages.members);
        if members.any(|member| member.manifest == manifest) {
            continue;
        }
        let answer = ask(&manifest, environment)?;
        if !answer.success {
            let diagnostic = Diagnostic {
                place: None,
                rendered: shortened(answer.stderr, REFUSAL),
                error: true,
            };
            let label = relative.display().to_string();
            found.refused.push((label, diagnostic));
            continue;
        }
        let metadata =
            MetadataCommand::parse(&answer.stdout).map_err(|source| SubmissionError::Metadata {
                manifest: manifest.clone(),
                source,
            })?;
        let mut inside: Vec<&Package> = metadata
            .workspace_packages()
            .into_iter()
            .filter(|package| package.manifest_path.starts_with(folder))
            .collect();
        inside.sort_by_key(|package| &package.manifest_path);
        for package in &inside {
            found.programs.extend(programs(folder, package));
        }
        found.packages.push(Packages {
            members: inside.into_iter().map(member).collect(),
            by_default: by_default(&manifest, &metadata),
            manifest,
            root: metadata.workspace_root.into(),
        });
    }
    Ok(found)
}

fn member(package: &Package) -> Member {
    Member {
        name: package.name.to_string(),
        id: package.id.repr.clone(),
        manifest: package.manifest_path.clone().into(),
    }
}

fn by_default(manifest: &Path, metadata: &Metadata) -> Vec<String> {
    let own = metadata
        .packages
        .iter()
        .find(|package| package.manifest_path == manifest);
    let at_root = manifest.parent() == Some(metadata.workspace_root.as_std_path());
    let defaults = &metadata.workspace_default_members;
    match own {
        _ if at_root && defaults.is_available() => {
            defaults.iter().map(|id| id.repr.clone()).collect()
        }
        Some(package) => vec![package.id.repr.clone()],
        None => vec![],
    }
}

/// Asks cargo what a manifest holds. Asked without its dependencies, it touches neither network nor `Cargo.lock`.
fn ask(manifest: &Path, environment: &Environment) -> Result<machine::Answer, SubmissionError> {
    let cargo = environment
        .command("cargo")
        .ok_or_else(|| SubmissionError::NoCargo {
            manifest: manifest.into(),
        })?;
    let mut command = Command::new(cargo);
    command
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--color",
            "always",
        ])
        .arg("--manifest-path")
        .arg(manifest);
    if let Some(folder) = manifest.parent() {
        command.current_dir(folder);
    }
    machine::query(&mut command, LIMIT).map_err(|source| SubmissionError::Cargo {
        manifest: manifest.into(),
        source,
    })
}

fn programs<'a>(
    folder: &'a Path,
    package: &'a Package,
) -> impl Iterator<Item = (Candidate, Source)> + 'a {
    let within = package.manifest_path.strip_prefix(folder).ok();
    let within = within.and_then(|manifest| manifest.parent());
    let folders = python::components(within.map_or(Path::new(""), |path| path.as_std_path()));
    let depth = folders.len();
    let mut place = folders;
    place.push(package.name.to_string());
    let binaries = package.targets.iter().filter(|target| target.is_bin());
    binaries.map(move |target| {
        let candidate = Candidate {
            name: target.name.clone(),
            label: target.name.clone(),
            place: place.clone(),
            depth,
            language: Language::Rust,
            // A source that cannot be read will fail to build, and cargo will say why.
            leaning: python::read(target.src_path.as_std_path()).map_or(
                Leaning::Unknown,
                |source| {
                    python::leaning(
                        &source,
                        &["TcpListener", "TcpSocket"],
                        &["TcpStream::connect"],
                    )
                },
            ),
            entry: true,
        };
        let source = Source::Rust {
            manifest: package.manifest_path.clone().into(),
            target: target.name.clone(),
        };
        (candidate, source)
    })
}
