//! `cargo build`: one call for the packages of a workspace, read as it goes through cargo's JSON messages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::DirBuilder;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use super::{BuildError, Work};
use crate::event::Event;
use crate::machine::ToolCommand;
use crate::model::{Diagnostic, Place};
use crate::submission::{Environment, Packages, Submission, shortened};

/// The binaries that were built: by the package's manifest and the target's name.
pub type Artifacts = BTreeMap<(PathBuf, String), PathBuf>;

/// The most bytes of one message that are kept.
const MESSAGE: usize = 16 << 10;

/// Builds `packages`, and adds their binaries to `artifacts`.
pub fn build(
    packages: &Packages,
    environment: &Environment,
    work: &mut Work<'_>,
    artifacts: &mut Artifacts,
    on_event: &dyn Fn(Event),
) -> Result<(), BuildError> {
    let target = target(&packages.root, environment)?;
    let command = command(packages, &target, environment)?;
    let mut reading = Reading {
        packages,
        target: &target,
        artifacts,
        seen: BTreeSet::new(),
        diagnostics: vec![],
        on_event,
    };
    let output = work.run(&command, &mut |line| reading.line(line))?;
    let mut diagnostics = reading.diagnostics;
    if let Some(why) = output.failed
        && !diagnostics.iter().any(|diagnostic| diagnostic.error)
    {
        // It never came to a compiler: dependencies, a lock file, a build script. Cargo says that in words only.
        let said = errors(&output.stderr);
        diagnostics.push(Diagnostic {
            place: None,
            rendered: shortened(
                if said.is_empty() {
                    format!("cargo: {why}")
                } else {
                    said
                },
                MESSAGE,
            ),
            error: true,
        });
    }
    work.diagnostics.extend(diagnostics);
    Ok(())
}

/// The command as its student would type it in the submission's folder.
pub fn shown(packages: &Packages, submission: &Submission) -> String {
    let mut words = String::from("cargo build");
    let manifest = packages.manifest.strip_prefix(&submission.folder);
    if let Ok(manifest) = manifest
        && manifest != Path::new("Cargo.toml")
    {
        words += &format!(" --manifest-path {}", manifest.display());
    }
    for member in named(packages) {
        words += &format!(" -p {}", member.name);
    }
    words
}

/// The packages that must be named, because by default cargo would build others.
fn named(packages: &Packages) -> &[crate::submission::Member] {
    let wanted: BTreeSet<&String> = packages.members.iter().map(|member| &member.id).collect();
    if wanted == packages.by_default.iter().collect() {
        &[]
    } else {
        &packages.members
    }
}

fn command(
    packages: &Packages,
    target: &Path,
    environment: &Environment,
) -> Result<ToolCommand, BuildError> {
    let program = environment.command("cargo").ok_or(BuildError::NoCargo)?;
    let mut arguments = [
        "build",
        "--keep-going",
        "--bins",
        "--message-format=json-diagnostic-rendered-ansi",
        "--color=always",
        "--manifest-path",
    ]
    .map(Into::into)
    .to_vec();
    arguments.push(packages.manifest.clone().into());
    arguments.push("--target-dir".into());
    arguments.push(target.into());
    for member in named(packages) {
        arguments.push("--package".into());
        arguments.push(member.id.clone().into());
    }
    // A folder that several submissions build into could hand one the binary of another that has the same name.
    let directory = packages.manifest.parent().unwrap_or(&packages.root).into();
    Ok(ToolCommand {
        program,
        arguments,
        directory,
        set: vec![("CARGO_BUILD_BUILD_DIR".into(), target.into())],
        unset: vec!["CARGO_TARGET_DIR".into(), "CARGO_BUILD_TARGET_DIR".into()],
    })
}

/// The folder to build into: the workspace's own, so that what its student built is not built again; where that
/// cannot be written or leads elsewhere, one of its own in the user's cache.
fn target(root: &Path, environment: &Environment) -> Result<PathBuf, BuildError> {
    let own = root.join("target");
    let elsewhere = own
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink());
    // Cargo makes the folder itself; it marks it as one that backups need not keep.
    let place = if own.is_dir() { &own } else { root };
    let refused = match writable(place) {
        Ok(()) if !elsewhere => return Ok(own),
        Ok(()) => io::Error::other("`target` is a link"),
        Err(error) => error,
    };
    let no_target = |source| BuildError::NoTarget {
        folder: root.into(),
        source,
    };
    let Some(cache) = &environment.cache else {
        return Err(no_target(refused));
    };
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let private = cache.join(format!("grader/build/{name}-{:016x}", hasher.finish()));
    let mut make = DirBuilder::new();
    make.recursive(true).mode(0o700);
    make.create(&private)
        .and_then(|()| writable(&private))
        .map_err(no_target)?;
    Ok(private)
}

fn writable(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder).map(drop)
}

/// What cargo says, line by line.
struct Reading<'a> {
    packages: &'a Packages,
    target: &'a Path,
    artifacts: &'a mut Artifacts,
    seen: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
    on_event: &'a dyn Fn(Event),
}

impl Reading<'_> {
    fn line(&mut self, line: &str) {
        // What is no message was printed by a procedural macro, and is of no interest.
        let Ok(message) = serde_json::from_str::<Message>(line) else {
            return;
        };
        match message {
            Message::CompilerArtifact(artifact) => {
                if !artifact.fresh {
                    self.progress(&artifact.target.name);
                }
                // A macro can print what looks like a message: only what lies where cargo writes is believed.
                if let Some(executable) = artifact.executable
                    && artifact.target.is_bin()
                    && executable.starts_with(self.target)
                {
                    let key = (artifact.manifest_path.into(), artifact.target.name);
                    self.artifacts.insert(key, executable.into());
                }
            }
            Message::CompilerMessage(message) => {
                let own = self.packages.root.clone();
                let own = message.target.src_path.starts_with(own);
                self.diagnostic(message.message, own);
            }
            // The rest has no interest, and cargo may say more than its own types know.
            _ => {}
        }
    }

    fn progress(&mut self, package: &str) {
        if self.seen.insert(package.to_string()) {
            (self.on_event)(Event::Building {
                package: package.to_string(),
            });
        }
    }

    fn diagnostic(&mut self, message: cargo_metadata::diagnostic::Diagnostic, own: bool) {
        let error = match message.level {
            DiagnosticLevel::Error | DiagnosticLevel::Ice => true,
            DiagnosticLevel::Warning if own => false,
            _ => return,
        };
        // "aborting due to 2 previous errors", "2 warnings emitted": cargo leaves these sums out, too.
        let sum = message.code.is_none() && message.spans.is_empty() && message.children.is_empty();
        let sums = ["aborting due to", "could not compile"];
        let sum = sum && (!error || sums.iter().any(|text| message.message.starts_with(text)));
        let Some(rendered) = message.rendered.filter(|_| !sum) else {
            return;
        };
        let place = message.spans.iter().find(|span| span.is_primary);
        let diagnostic = Diagnostic {
            place: place.map(|span| Place {
                file: span.file_name.clone(),
                line: span.line_start,
                column: Some(span.column_start),
            }),
            rendered: shortened(rendered, MESSAGE),
            error,
        };
        let kept = self
            .diagnostics
            .iter()
            .filter(|kept| kept.error == error)
            .count();
        if kept < super::DIAGNOSTICS && !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// What cargo wrote from its first error on; all of it if there is none.
fn errors(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.contains("error"));
    lines[first.unwrap_or(0)..].join("\n")
}
