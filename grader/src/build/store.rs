//! Crates of Rust's own registry, built beforehand: layers of a target folder that submissions are built on, and cannot write to.
//!
//! A layer is what cargo leaves when it builds a package of ours that asks for the same crates and features, at the same
//! paths, with the same toolchain and settings; nothing of a submission takes part. `prefetch` makes one of all crates that
//! an exercise allows; the first submission that asks for others of their features makes a smaller one on top of it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cargo_metadata::Message;

use super::wanted::{STUB, Wanted};
use super::{BuildError, Work};
use crate::event::Event;
use crate::machine::{Layer, ToolCommand, ToolEnd, ToolOutput};
use crate::model::{Allowed, Exit};
use crate::submission::{Packages, Rust, Tools, digest, is_made, touch};

/// How long a layer may take; it is no submission's fault.
const LIMIT: Duration = Duration::from_secs(900);

/// How many layers are kept; those that were used last.
const KEPT: usize = 32;

/// What a submission is built on.
pub struct Layers {
    /// Layers of its target folder, the first on top.
    pub folders: Vec<PathBuf>,
    /// The versions that they were built with.
    pub lock: Option<PathBuf>,
    /// While these are held, nobody sweeps the layers.
    _held: Vec<File>,
}

/// Finds the layers for the crates of these packages, or makes what is missing.
pub fn layers(packages: &Packages, rust: &Rust, work: &mut Work<'_>) -> Result<Layers, BuildError> {
    let mut layers = Layers {
        folders: vec![],
        lock: None,
        _held: vec![],
    };
    let wanted = Wanted::of(&packages.dependencies, &packages.profile.conduct);
    let Some(store) = Store::open(work.tools, rust).filter(|_| !wanted.is_empty()) else {
        return Ok(layers);
    };
    let began = Instant::now();
    let base = work
        .allowed
        .map(|allowed| store.folder(&Wanted::all(allowed), None))
        .filter(|folder| folder.join(DONE).is_file());
    if let Some(folder) = &base {
        layers._held.extend(store.hold(folder));
        layers.lock = Some(folder.join("Cargo.lock"));
    }
    let own = store.folder(&wanted, base.as_deref());
    if store.make(&own, &wanted, base.as_deref(), work.on_event)? {
        layers._held.extend(store.hold(&own));
        layers.folders.push(own.join("upper"));
        layers.lock = Some(own.join("Cargo.lock"));
    } else if base.is_none() && work.allowed.is_some() {
        // Nobody can tell whether it is these crates, or that nobody has fetched them.
        return Err(BuildError::Unfetched {
            names: wanted.names(),
        });
    }
    // Where layers are copied, the upper one has all of the lower one.
    if let Some(base) = base.filter(|_| work.tools.are_isolated() || layers.folders.is_empty()) {
        layers.folders.push(base.join("upper"));
    }
    // The time that it took is not the submission's.
    work.deadline += began.elapsed();
    Ok(layers)
}

/// Makes the layer of all crates that an exercise allows, once they are fetched: the only time that the network is used.
///
/// # Errors
/// When this host cannot build.
pub fn prefetch(
    allowed: &Allowed,
    tools: &Tools<'_>,
    on_event: &dyn Fn(Event),
) -> Result<Prefetched, BuildError> {
    let rust = tools.rust().map_err(BuildError::Toolchain)?;
    let rust = rust.ok_or(BuildError::NoCargo)?;
    let Some(store) = Store::open(tools, rust) else {
        return Err(BuildError::NoCache);
    };
    let wanted = Wanted::all(allowed);
    let folder = store.folder(&wanted, None);
    if folder.join(DONE).is_file() {
        return Ok(Prefetched::Already);
    }
    let fetched = store.fetch(&wanted)?;
    if let Some(said) = fetched {
        return Ok(Prefetched::Failed(said));
    }
    match store.make(&folder, &wanted, None, on_event)? {
        true => Ok(Prefetched::Made),
        false => Ok(Prefetched::Failed(String::new())),
    }
}

/// What came of fetching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prefetched {
    /// All was there.
    Already,
    /// It is there now.
    Made,
    /// It cannot be had; what cargo said.
    Failed(String),
}

/// Puts a layer's versions into a submission's copy; cargo drops what it does not need.
pub fn put_lock(lock: &Path, own: &Path) -> io::Result<()> {
    let text = fs::read_to_string(lock)?;
    let stub = format!("\n[[package]]\nname = \"{STUB}\"\n");
    // The package that asked for them is not one of the submission's.
    let mut kept = String::new();
    for part in text.split_inclusive("\n\n") {
        if !format!("\n{part}").contains(&stub) {
            kept += part;
        }
    }
    let _ = fs::remove_file(own);
    fs::write(own, kept)
}

/// Stands in a layer that is whole.
pub const DONE: &str = "done";

/// The layers of this toolchain on this kind of machine.
struct Store<'a> {
    folder: PathBuf,
    key: String,
    tools: &'a Tools<'a>,
    rust: &'a Rust,
}

impl<'a> Store<'a> {
    /// None where the user has no folder for it that nobody else can change.
    fn open(tools: &'a Tools<'a>, rust: &'a Rust) -> Option<Self> {
        let folder = tools.environment.layers().filter(|one| is_made(one))?;
        let home = match tools.are_isolated() {
            true => String::new(),
            false => format!("{:?}", tools.environment.cargo_home),
        };
        Some(Self {
            folder,
            key: digest([rust.identity().as_bytes(), home.as_bytes()]),
            tools,
            rust,
        })
    }

    fn folder(&self, wanted: &Wanted, base: Option<&Path>) -> PathBuf {
        let manifest = wanted.manifest();
        let base = base.map_or(&b""[..], |base| base.as_os_str().as_encoded_bytes());
        let key = digest([self.key.as_bytes(), manifest.as_bytes(), base]);
        self.folder.join(&key[..32])
    }

    fn hold(&self, folder: &Path) -> Option<File> {
        let lock = File::open(folder.join(DONE)).ok()?;
        lock.lock_shared().ok()?;
        // So that the sweeper knows when it was used last.
        let _ = touch(&lock);
        Some(lock)
    }

    /// Makes a layer, if it is not there; false if its crates cannot be built here.
    fn make(
        &self,
        folder: &Path,
        wanted: &Wanted,
        base: Option<&Path>,
        on_event: &dyn Fn(Event),
    ) -> Result<bool, BuildError> {
        let wrong = BuildError::write(folder);
        if folder.join(DONE).is_file() {
            return Ok(true);
        }
        // One makes it, the others wait for it.
        let lock = File::create(folder.with_extension("lock")).and_then(|file| {
            file.lock()?;
            Ok(file)
        });
        let _lock = lock.map_err(BuildError::write(folder))?;
        if folder.join(DONE).is_file() {
            return Ok(true);
        }
        let began = fs::remove_dir_all(folder).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        });
        began.and_then(|()| fs::create_dir(folder)).map_err(wrong)?;
        let stub = self.stub(wanted, base)?;
        let mut command = self.tools.cargo(
            self.rust,
            &[
                "build",
                "--lib",
                "--offline",
                "--message-format=json",
                "--manifest-path",
            ],
        );
        let source = self.tools.source(&stub);
        command.arguments.push(source.join("Cargo.toml").into());
        let target = self.tools.target(&folder.join("upper"));
        for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_BUILD_DIR"] {
            command
                .environment
                .push((name.into(), target.clone().into()));
        }
        self.tools.lend(&mut command, &stub);
        command.layers.push(Layer {
            target,
            lower: base.map(|base| base.join("upper")).into_iter().collect(),
            upper: Some(folder.into()),
        });
        command.keeps = Some(source);
        let built = self.run(&command, &mut |line| {
            if let Ok(Message::CompilerArtifact(artifact)) = serde_json::from_str(line)
                && !artifact.fresh
            {
                let package = artifact.target.name;
                on_event(Event::Building { package });
            }
        })?;
        let kept = succeeded(&built).then_some(built.kept).flatten();
        let Some(kept) = kept else {
            let _ = fs::remove_dir_all(folder);
            return Ok(false);
        };
        self.finish(folder, &kept)
            .map_err(BuildError::write(folder))?;
        self.sweep();
        Ok(true)
    }

    /// Takes the versions out, the stub's own traces away, and says that the layer is whole.
    fn finish(&self, folder: &Path, stub: &std::os::fd::OwnedFd) -> io::Result<()> {
        let mut lock = crate::submission::open_built(stub, Path::new("Cargo.lock"))?;
        io::copy(&mut lock, &mut File::create(folder.join("Cargo.lock"))?)?;
        let debug = folder.join("upper/debug");
        let stubs = [STUB.to_string(), STUB.replace('-', "_")];
        for place in ["", "deps", ".fingerprint", "incremental"] {
            let entries = fs::read_dir(debug.join(place)).into_iter().flatten();
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if stubs.iter().any(|stub| name.contains(stub)) {
                    let path = entry.path();
                    if path.is_dir() {
                        fs::remove_dir_all(path)?;
                    } else {
                        fs::remove_file(path)?;
                    }
                }
            }
        }
        let _ = fs::remove_dir_all(folder.join("work"));
        File::create(folder.join(DONE)).map(drop)
    }

    /// The package that asks for the crates, with the versions of the layer below.
    fn stub(&self, wanted: &Wanted, base: Option<&Path>) -> Result<PathBuf, BuildError> {
        let key = digest([wanted.manifest().as_bytes()]);
        let stub = self
            .tools
            .scratch
            .path()
            .join(format!("stub-{}", &key[..16]));
        let write = || {
            let _ = fs::remove_dir_all(&stub);
            fs::create_dir_all(stub.join("src"))?;
            fs::write(stub.join("src/lib.rs"), "")?;
            fs::write(stub.join("Cargo.toml"), wanted.manifest())?;
            match base {
                Some(base) => put_lock(&base.join("Cargo.lock"), &stub.join("Cargo.lock")),
                None => Ok(()),
            }
        };
        write().map_err(BuildError::write(&stub))?;
        self.tools
            .host
            .hand_over(&stub)
            .map_err(BuildError::tool("cargo"))?;
        Ok(stub)
    }

    /// Fetches the crates, with the network: the only time that one is used. What cargo said, if it failed.
    fn fetch(&self, wanted: &Wanted) -> Result<Option<String>, BuildError> {
        let stub = self.stub(wanted, None)?;
        let fetched = self
            .tools
            .fetch(self.rust, &stub.join("Cargo.toml"), LIMIT)
            .map_err(BuildError::Toolchain)?;
        Ok((!fetched.success).then_some(fetched.stderr))
    }

    fn run(
        &self,
        command: &ToolCommand,
        on_line: &mut dyn FnMut(&str),
    ) -> Result<ToolOutput, BuildError> {
        let ran = self.tools.host.tool(command, on_line, LIMIT);
        ran.map_err(BuildError::tool("cargo"))
    }

    /// Removes the layers that were not used for the longest time; what somebody holds stays.
    fn sweep(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut layers: Vec<(std::time::SystemTime, PathBuf)> = entries
            .filter_map(|entry| {
                let done = entry.path().join(DONE);
                Some((done.metadata().ok()?.modified().ok()?, entry.path()))
            })
            .collect();
        layers.sort();
        let surplus = layers.len().saturating_sub(KEPT);
        for (_, folder) in layers.into_iter().take(surplus) {
            let held = File::open(folder.join(DONE)).is_ok_and(|lock| lock.try_lock().is_err());
            if !held && fs::remove_file(folder.join(DONE)).is_ok() {
                let _ = fs::remove_dir_all(&folder);
                let _ = fs::remove_file(folder.with_extension("lock"));
            }
        }
    }
}

fn succeeded(output: &ToolOutput) -> bool {
    output.ended == ToolEnd::Exited(Exit::Code(0))
}
