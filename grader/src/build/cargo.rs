//! `cargo build`: one call for the packages of a workspace, read as it goes through cargo's JSON messages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use super::{BuildError, Built, Work, store};
use crate::event::Event;
use crate::machine::{Layer, ToolCommand};
use crate::model::{Diagnostic, Place};
use crate::submission::{Member, Packages, Question, Rust, own_paths, settings_of, shortened};

/// The binaries that were built: by the package's manifest and the target's name.
pub type Artifacts = BTreeMap<(PathBuf, String), PathBuf>;

/// The most bytes of one message that are kept.
const MESSAGE: usize = 16 << 10;

/// Builds `packages`, and adds their binaries to `artifacts`.
pub fn build(
    packages: &Packages,
    work: &mut Work<'_>,
    artifacts: &mut Artifacts,
    on_event: &dyn Fn(Event),
) -> Result<(), BuildError> {
    let tools = work.tools;
    let rust = tools.rust().map_err(BuildError::Toolchain)?;
    let rust = rust.ok_or(BuildError::NoCargo)?;
    let place = work.place()?;
    let layers = store::layers(packages, rust, work)?;
    if let Some(lock) = &layers.lock {
        // One's own crates have one version for everybody: the one that was built beforehand.
        let own = work.folder.join(&packages.root).join("Cargo.lock");
        store::put_lock(lock, &own).map_err(BuildError::write(&own))?;
        let handed = tools.host.hand_over(&own);
        handed.map_err(BuildError::tool("cargo"))?;
    }
    let command = command(packages, rust, &layers.folders, &place, work);
    let source = tools.source(&work.folder);
    let target = tools.target(&place);
    let mut reading = Reading {
        packages,
        source: &source,
        target: &target,
        built: vec![],
        seen: BTreeSet::new(),
        diagnostics: vec![],
        on_event,
    };
    let versions = layers.lock.as_deref().map(fs::read).and_then(Result::ok);
    let versions = versions.unwrap_or_default();
    let question = tools.question(&command, rust, work.digest, &versions);
    if let Some(answer) = question.as_ref().and_then(Question::recall) {
        reading.on_event = &|_| {};
        answer.stdout.lines().for_each(|line| reading.line(line));
        work.diagnostics.extend(reading.diagnostics);
        let built = Built::Before(answer);
        return take(reading.built, &built, work, artifacts);
    }
    let output = work.run(&command, &mut |line| reading.line(line))?;
    let Reading {
        built,
        mut diagnostics,
        ..
    } = reading;
    if let Some(kept) = output.kept {
        if let Some(question) = question.filter(|_| output.failed.is_none()) {
            let files: Vec<PathBuf> = built.iter().map(|(_, file)| file.clone()).collect();
            question.keep(&output.stdout, &files, Some(&kept));
        }
        take(built, &Built::Now(kept), work, artifacts)?;
    }
    if let Some(how) = output.failed
        && !diagnostics.iter().any(|diagnostic| diagnostic.error)
    {
        // It never came to a compiler: dependencies, a lock file, a build script. Cargo says that in words only.
        let said = own_paths(&errors(&output.stderr), &source);
        if said.is_empty() {
            work.fails(shown(packages), how);
        } else {
            diagnostics.push(Diagnostic {
                place: None,
                rendered: shortened(said, MESSAGE),
                error: true,
                code: None,
            });
        }
    }
    work.diagnostics.extend(diagnostics);
    Ok(())
}

/// Takes the programs that were built.
fn take(
    found: Vec<((PathBuf, String), PathBuf)>,
    built: &Built,
    work: &Work<'_>,
    artifacts: &mut Artifacts,
) -> Result<(), BuildError> {
    for (key, file) in found {
        if let Some(program) = work.program(built, &file)? {
            artifacts.insert(key, program);
        }
    }
    Ok(())
}

/// The command as its student would type it in the submission's folder.
pub fn shown(packages: &Packages) -> String {
    let mut words = String::from("cargo build");
    if packages.manifest != Path::new("Cargo.toml") {
        words += &format!(" --manifest-path {}", packages.manifest.display());
    }
    for member in named(packages) {
        words += &format!(" -p {}", member.name);
    }
    words
}

/// The packages that must be named, because by default cargo would build others.
fn named(packages: &Packages) -> &[Member] {
    let wanted: BTreeSet<&String> = packages.members.iter().map(|member| &member.id).collect();
    if wanted == packages.by_default.iter().collect() {
        &[]
    } else {
        &packages.members
    }
}

/// A folder that several submissions build into could hand one the binary of another that has the same name: each build
/// has one of its own, which is gone after it.
fn command(
    packages: &Packages,
    rust: &Rust,
    layers: &[PathBuf],
    place: &Path,
    work: &Work<'_>,
) -> ToolCommand {
    let tools = work.tools;
    let target = tools.target(place);
    let mut command = tools.cargo(
        rust,
        &[
            "build",
            "--keep-going",
            "--bins",
            "--message-format=json-diagnostic-rendered-ansi",
            "--color=always",
            "--offline",
            "--manifest-path",
        ],
    );
    let manifest = tools.source(&work.folder).join(&packages.manifest);
    command.arguments.push(manifest.into());
    for package in &packages.profile.packages {
        command
            .arguments
            .extend(settings_of(package).map(Into::into));
    }
    for member in named(packages) {
        command.arguments.push("--package".into());
        command.arguments.push(member.id.clone().into());
    }
    for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_BUILD_DIR"] {
        command
            .environment
            .push((name.into(), target.clone().into()));
    }
    tools.lend(&mut command, &work.folder);
    command.layers.push(Layer {
        target: target.clone(),
        lower: layers.to_vec(),
        upper: None,
    });
    command.keeps = Some(target);
    command
}

/// What cargo says, line by line.
struct Reading<'a> {
    packages: &'a Packages,
    /// Where cargo finds the submission, and where it builds.
    source: &'a Path,
    target: &'a Path,
    /// The binaries, relative to where cargo builds.
    built: Vec<((PathBuf, String), PathBuf)>,
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
                // A macro can print what looks like a message: only what lies where cargo writes is believed, and only of
                // what is asked for.
                if let Some(executable) = &artifact.executable
                    && artifact.target.is_bin()
                    && let Ok(file) = executable.strip_prefix(self.target)
                    && let Ok(manifest) = artifact.manifest_path.strip_prefix(self.source)
                    && self.is_asked(manifest.as_std_path())
                {
                    let key = (manifest.into(), artifact.target.name);
                    self.built.retain(|(known, _)| *known != key);
                    if self.built.len() < super::PROGRAMS {
                        self.built.push((key, file.into()));
                    }
                }
            }
            Message::CompilerMessage(message) => {
                let own = message.target.src_path.starts_with(self.source);
                self.diagnostic(message.message, own);
            }
            // The rest has no interest, and cargo may say more than its own types know.
            _ => {}
        }
    }

    fn is_asked(&self, manifest: &Path) -> bool {
        let mut members = self.packages.members.iter();
        members.any(|member| member.manifest == manifest)
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
            rendered: shortened(own_paths(&rendered, self.source), MESSAGE),
            error,
            code: message.code.map(|code| code.code),
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
