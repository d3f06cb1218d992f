//! Cargo packages: what cargo says of every manifest in a submission, once it is known that none leads out of it. A
//! manifest that is refused, by us or by cargo, is the student's failure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cargo_metadata::{Metadata, MetadataCommand, Package};

use super::answers::Question;
use super::profile::Profile;
use super::roles::{Candidate, Language, Leaning};
use super::tools::Tools;
use super::vet::{self, Dependency, Vetted};
use super::{Snapshot, Source, SubmissionError, python, shortened, walk};
use crate::machine::ToolEnd;
use crate::model::{Allowed, Diagnostic, Exit, Refusal, Refused};

/// How long cargo may take to describe a workspace.
const LIMIT: Duration = Duration::from_secs(60);

/// The most manifests that cargo is asked about.
const MANIFESTS: usize = 32;

/// What is shown at most of what cargo says of a manifest.
const REFUSAL: usize = 16 << 10;

/// The largest manifest or lock file.
const SIZE: u64 = 1 << 20;

/// Packages of one workspace, which are built together into its target folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packages {
    /// The manifest by which the workspace was found (relative to the submission).
    pub manifest: PathBuf,
    /// The workspace's root (relative to the submission).
    pub root: PathBuf,
    /// The packages that lie in the submission.
    pub members: Vec<Member>,
    /// What cargo calls the packages that it builds when it is given the manifest and nothing else.
    pub by_default: Vec<String>,
    /// The crates of Rust's own registry that the workspace's programs are built with.
    pub dependencies: Vec<Dependency>,
    /// How the workspace says that they are built.
    pub profile: Profile,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What cargo calls it.
    pub id: String,
    /// Its manifest (relative to the submission).
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
    /// The manifests that are refused, relative to the submission.
    pub refused: Vec<String>,
    /// What cargo said of those that it refuses.
    pub said: Vec<Diagnostic>,
    /// Where others lead out of the submission, or ask for what is not to be had.
    pub refusals: Vec<Refusal>,
}

/// The packages whose manifests are among `files`.
pub(super) fn find(
    snapshot: &Snapshot,
    files: &[PathBuf],
    allowed: Option<&Allowed>,
    tools: &Tools<'_>,
) -> Result<Found, SubmissionError> {
    let mut found = Found::default();
    let folder = &snapshot.folder;
    let manifests: Vec<&PathBuf> = files
        .iter()
        .filter(|file| file.ends_with("Cargo.toml"))
        .take(MANIFESTS)
        .collect();
    if manifests.is_empty() {
        return Ok(found);
    }
    let vetted = vetted(snapshot, allowed, &mut found)?;
    for relative in manifests {
        let mut members = found.packages.iter().flat_map(|packages| &packages.members);
        if members.any(|member| member.manifest == *relative) {
            continue;
        }
        let label = relative.display().to_string();
        if vetted.refused.contains(relative) || found.refused.contains(&label) {
            found.refused.push(label);
            continue;
        }
        let source = tools.source(folder);
        let said = match ask(snapshot, relative, tools)? {
            Ok(said) => said,
            Err(said) => {
                found.said.push(Diagnostic {
                    place: None,
                    rendered: shortened(own_paths(&said, &source), REFUSAL),
                    error: true,
                    code: None,
                });
                found.refused.push(label);
                continue;
            }
        };
        let metadata = MetadataCommand::parse(said).map_err(|error| SubmissionError::Metadata {
            manifest: relative.clone(),
            source: error,
        })?;
        let mut inside: Vec<(PathBuf, &Package)> = metadata
            .workspace_packages()
            .into_iter()
            .filter_map(|package| {
                let manifest = package.manifest_path.strip_prefix(&source).ok()?;
                Some((manifest.into(), package))
            })
            .collect();
        inside.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (manifest, package) in &inside {
            found
                .programs
                .extend(programs(folder, &source, manifest, package));
        }
        let root = metadata.workspace_root.strip_prefix(&source);
        let root = root.map_or(PathBuf::new(), Into::into);
        let profile = vetted.profiles.get(&root.join("Cargo.toml"));
        found.packages.push(Packages {
            profile: profile.cloned().unwrap_or_default(),
            by_default: by_default(&source.join(relative), &metadata),
            manifest: relative.clone(),
            root,
            dependencies: inside
                .iter()
                .filter_map(|(manifest, _)| vetted.dependencies.get(manifest))
                .flatten()
                .cloned()
                .collect(),
            members: inside.into_iter().map(member).collect(),
        });
    }
    Ok(found)
}

/// Looks at all manifests and lock files of the copy, however deep they lie: one may lead to another.
fn vetted(
    snapshot: &Snapshot,
    allowed: Option<&Allowed>,
    found: &mut Found,
) -> Result<Vetted, SubmissionError> {
    let mut texts = BTreeMap::new();
    for file in snapshot.manifests.iter().cloned() {
        let bytes = walk::beginning(&snapshot.folder.join(&file), SIZE + 1).map_err(|source| {
            SubmissionError::Unreadable {
                path: file.clone(),
                source,
            }
        })?;
        match String::from_utf8(bytes) {
            Ok(text) if text.len() as u64 <= SIZE => {
                texts.insert(file, text);
            }
            Ok(_) | Err(_) => {
                let label = file.display().to_string();
                found.refusals.push(Refusal {
                    file: label.clone(),
                    source: String::new(),
                    line: 1,
                    span: 0..0,
                    what: Refused::Unreadable,
                });
                found.refused.push(label);
            }
        }
    }
    let vetted = vet::vet(&texts, allowed);
    found
        .refusals
        .extend(vetted.refusals.values().flatten().cloned());
    Ok(vetted)
}

/// What a tool said of a submission, with the submission's own paths.
pub fn own_paths(text: &str, source: &Path) -> String {
    let source = source.display();
    text.replace(&format!("{source}/"), "")
        .replace(&source.to_string(), ".")
}

fn member((manifest, package): (PathBuf, &Package)) -> Member {
    Member {
        name: package.name.to_string(),
        id: package.id.repr.clone(),
        manifest,
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

/// Asks cargo what a manifest holds: what it says of it, or against it. Asked without its dependencies, it touches neither
/// network nor `Cargo.lock`.
fn ask(
    snapshot: &Snapshot,
    manifest: &Path,
    tools: &Tools<'_>,
) -> Result<Result<String, String>, SubmissionError> {
    let folder = &snapshot.folder;
    let unasked = |source| SubmissionError::Toolchain { source };
    let rust = tools
        .rust()
        .map_err(unasked)?
        .ok_or_else(|| SubmissionError::NoCargo {
            manifest: manifest.into(),
        })?;
    let mut command = tools.cargo(
        rust,
        &[
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
            "--color",
            "always",
        ],
    );
    command.arguments.push("--manifest-path".into());
    command
        .arguments
        .push(tools.source(folder).join(manifest).into());
    tools.lend(&mut command, folder);
    let question = tools.question(&command, rust, &snapshot.digest, &[]);
    if let Some(answer) = question.as_ref().and_then(Question::recall) {
        return Ok(Ok(answer.stdout));
    }
    let output = tools.host.tool(&command, &mut |_| {}, LIMIT);
    let output = output.map_err(|source| SubmissionError::Cargo {
        manifest: manifest.into(),
        source,
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.ended != ToolEnd::Exited(Exit::Code(0)) {
        return Ok(Err(text(&output.stderr)));
    }
    if let Some(question) = question {
        question.keep(&output.stdout, &[], None);
    }
    Ok(Ok(text(&output.stdout)))
}

fn programs<'a>(
    folder: &'a Path,
    source: &'a Path,
    manifest: &'a Path,
    package: &'a Package,
) -> impl Iterator<Item = (Candidate, Source)> + 'a {
    let here = manifest.parent().unwrap_or(Path::new(""));
    let folders = python::components(here);
    let depth = folders.len();
    let mut place = folders;
    place.push(package.name.to_string());
    let binaries = package.targets.iter().filter(|target| target.is_bin());
    binaries.map(move |target| {
        let code = target.src_path.strip_prefix(source).ok();
        // A source that cannot be read will fail to build, and cargo will say why.
        let code = code.and_then(|code| python::read(&folder.join(code)).ok());
        let leaning = |code: String| {
            let listens = ["TcpListener", "TcpSocket"];
            python::leaning(&code, &listens, &["TcpStream::connect"])
        };
        let candidate = Candidate {
            name: target.name.clone(),
            label: here.join(&target.name).display().to_string(),
            place: place.clone(),
            depth,
            language: Language::Rust,
            leaning: code.map_or(Leaning::Unknown, leaning),
            entry: true,
        };
        let source = Source::Rust {
            manifest: manifest.into(),
            target: target.name.clone(),
        };
        (candidate, source)
    })
}
