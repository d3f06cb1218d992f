//! The host's tools for submissions, and where they find things on their machine: on an isolated one under names that are
//! always the same, so that what is built there depends on nothing else of the host; on a plain one where things are.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::Environment;
use super::answers::Question;
use super::intake::digest;
use crate::machine::{self, Host, Layer, QueryError, Scratch, ToolCommand};
use crate::model::IsolationKind;

/// How long rustc may take to say where it is.
const LIMIT: Duration = Duration::from_secs(30);

/// Where an isolated machine has the submission, what is built, the Rust toolchain and cargo's registry.
const SOURCE: &str = "/submission";
const TARGET: &str = "/target";
const TOOLCHAIN: &str = "/toolchain";
const CARGO_HOME: &str = "/cargo";

/// How every package is built, by the keys of cargo's profiles: unoptimized, with the lines of its source, whatever a submission's own
/// profile says, so that what is built beforehand fits. What a profile says of panics and overflows is the program's conduct,
/// and stays.
const SETTINGS: [(&str, &str); 5] = [
    ("codegen-units", "16"),
    ("debug", "line-tables-only"),
    ("opt-level", "0"),
    ("split-debuginfo", "off"),
    ("strip", "none"),
];

/// Whom the environment sets them for: all packages, and build scripts and macros. Settings for all packages (`*`) on the command
/// line are those of both, which so must be the same.
const SCOPES: [&str; 2] = ["", "BUILD_OVERRIDE_"];

/// What else cargo finds in its environment.
const ENVIRONMENT: [(&str, &str); 7] = [
    ("CARGO_INCREMENTAL", "0"),
    ("CARGO_NET_OFFLINE", "true"),
    ("CARGO_PROFILE_DEV_LTO", "off"),
    ("CARGO_PROFILE_DEV_RPATH", "false"),
    ("CARGO_TERM_PROGRESS_WHEN", "never"),
    // So that a stack can be walked.
    ("RUSTFLAGS", "-Cforce-frame-pointers=yes"),
    // A wrapper that the user has chosen for their own builds is not on the machine.
    ("RUSTC_WRAPPER", ""),
];

/// Cargo's arguments by which a package that its workspace has settings of its own for is built as all others: the
/// environment cannot say it.
pub fn settings_of(package: &str) -> impl Iterator<Item = String> {
    let package = toml::Value::from(package);
    SETTINGS.into_iter().flat_map(move |(key, value)| {
        let value = match value.parse::<i64>() {
            Ok(number) => toml::Value::from(number),
            Err(_) => toml::Value::from(value),
        };
        let setting = format!("profile.dev.package.{package}.{key}={value}");
        ["--config".to_owned(), setting]
    })
}

/// The host's tools, and the machines that they work on.
pub struct Tools<'a> {
    /// Makes the machines.
    pub host: &'a Host,
    /// Where the run's files go.
    pub scratch: &'a Scratch,
    /// Where the tools are.
    pub environment: &'a Environment,
    /// Whether what they have answered before counts.
    pub recalls: bool,
    rust: OnceCell<Option<Rust>>,
}

/// The Rust toolchain: the one behind what the `PATH` has, which may choose another one in every folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rust {
    /// Its folder on the host.
    sysroot: PathBuf,
    /// What tells it from others.
    identity: String,
}

impl<'a> Tools<'a> {
    /// Nothing is looked for yet.
    pub fn new(host: &'a Host, scratch: &'a Scratch, environment: &'a Environment) -> Self {
        Self {
            host,
            scratch,
            environment,
            recalls: true,
            rust: OnceCell::new(),
        }
    }

    /// Whether tools work on isolated machines.
    pub fn are_isolated(&self) -> bool {
        self.host.isolation().kind == IsolationKind::Isolated
    }

    /// The Rust toolchain; none if there is none.
    ///
    /// # Errors
    /// When rustc does not answer.
    pub fn rust(&self) -> Result<Option<&Rust>, QueryError> {
        if let Some(known) = self.rust.get() {
            return Ok(known.as_ref());
        }
        let asked = self.ask()?;
        Ok(self.rust.get_or_init(|| asked).as_ref())
    }

    fn ask(&self) -> Result<Option<Rust>, QueryError> {
        let Some(rustc) = self.environment.command("rustc") else {
            return Ok(None);
        };
        let question = self.where_is(&rustc);
        let known = question.as_ref().and_then(Question::recall);
        if let Some(rust) = known.and_then(|answer| Rust::at(&answer.stdout)) {
            return Ok(Some(rust));
        }
        // In a folder of ours, where no file of anybody chooses a toolchain.
        let mut command = Command::new(rustc);
        command
            .args(["--print", "sysroot"])
            .current_dir(self.scratch.path());
        let answer = machine::query(&mut command, LIMIT)?;
        if !answer.success {
            return Ok(None);
        }
        if let Some(question) = question {
            question.keep(answer.stdout.as_bytes(), &[], None);
        }
        Ok(Rust::at(&answer.stdout))
    }

    /// The question where the toolchain of this `rustc` lies. It may be rustup's, which chooses by its settings.
    fn where_is(&self, rustc: &Path) -> Option<Question> {
        let real = rustc.canonicalize().ok()?;
        let found = real.metadata().ok()?;
        let rustup = &self.environment.rustup;
        let settings = rustup.home.as_ref().map(|home| home.join("settings.toml"));
        let settings = settings.and_then(|file| fs::read(file).ok());
        let told = format!(
            "{rustc:?} {real:?} {} {:?} {rustup:?}",
            found.len(),
            found.modified().ok()
        );
        self.question_of([told.as_bytes(), &settings.unwrap_or_default()])
    }

    /// Where tools find a submission whose copy is in `folder`.
    pub fn source(&self, folder: &Path) -> PathBuf {
        self.on_machine(SOURCE, folder)
    }

    /// Where tools find the folder to build into that is, on a plain machine, `folder`.
    pub fn target(&self, folder: &Path) -> PathBuf {
        self.on_machine(TARGET, folder)
    }

    fn on_machine(&self, isolated: &str, plain: &Path) -> PathBuf {
        if self.are_isolated() {
            isolated.into()
        } else {
            plain.into()
        }
    }

    /// A tool that sees nothing yet but the host's programs.
    pub fn command(&self, program: PathBuf) -> ToolCommand {
        let mut command = ToolCommand {
            program,
            directory: "/".into(),
            ..ToolCommand::default()
        };
        let home = self.on_machine("/home/student", self.scratch.path());
        let temporary = self.on_machine("/tmp", self.scratch.path());
        let path = match self.are_isolated() {
            true => OsString::from("/usr/local/bin:/usr/bin:/bin"),
            false => std::env::join_paths(&self.environment.path).unwrap_or_default(),
        };
        command.environment = vec![
            ("PATH".into(), path),
            ("HOME".into(), home.into()),
            ("TMPDIR".into(), temporary.into()),
            ("USER".into(), "student".into()),
            ("LANG".into(), "C.UTF-8".into()),
            ("TERM".into(), "dumb".into()),
        ];
        command
    }

    /// Cargo, with these arguments. It is started where no configuration of a submission is found.
    pub fn cargo(&self, rust: &Rust, arguments: &[&str]) -> ToolCommand {
        let toolchain = self.on_machine(TOOLCHAIN, &rust.sysroot);
        let mut command = self.command(toolchain.join("bin/cargo"));
        command.arguments = arguments.iter().map(OsString::from).collect();
        self.equip(&mut command, rust);
        command
    }

    /// Fetches what a package of ours needs, with the user's own settings and the network.
    ///
    /// # Errors
    /// When cargo does not answer within `limit`.
    pub fn fetch(
        &self,
        rust: &Rust,
        manifest: &Path,
        limit: Duration,
    ) -> Result<machine::Answer, QueryError> {
        let mut command = Command::new(rust.sysroot.join("bin/cargo"));
        command
            .args(["fetch", "--manifest-path"])
            .arg(manifest)
            .env("RUSTC", rust.sysroot.join("bin/rustc"))
            .current_dir(self.scratch.path());
        machine::query(&mut command, limit)
    }

    /// Gives a tool the Rust toolchain.
    pub fn equip(&self, command: &mut ToolCommand, rust: &Rust) {
        let toolchain = self.on_machine(TOOLCHAIN, &rust.sysroot);
        for (name, value) in &mut command.environment {
            if name == "PATH" {
                let mut path = toolchain.join("bin").into_os_string();
                path.push(":");
                path.push(&*value);
                *value = path;
            }
        }
        let set = |name: &str, value: OsString| (OsString::from(name), value);
        for (key, value) in SETTINGS {
            let key = key.to_uppercase().replace('-', "_");
            let names = SCOPES.map(|scope| format!("CARGO_PROFILE_DEV_{scope}{key}"));
            command
                .environment
                .extend(names.map(|name| set(&name, value.into())));
        }
        command.environment.extend(
            ENVIRONMENT
                .iter()
                .map(|(name, value)| set(name, value.into())),
        );
        let rustc = toolchain.join("bin/rustc");
        command.environment.push(set("RUSTC", rustc.into()));
        let home = self.environment.cargo_home.as_deref();
        if let Some(home) = home {
            let seen = self.on_machine(CARGO_HOME, home);
            command.environment.push(set("CARGO_HOME", seen.into()));
        }
        if self.are_isolated() {
            let registry = home.map(|home| home.join("registry"));
            command.visible.extend(
                registry
                    .filter(|folder| folder.is_dir())
                    .map(|folder| (folder, Path::new(CARGO_HOME).join("registry"))),
            );
            command
                .visible
                .push((rust.sysroot.clone(), TOOLCHAIN.into()));
        }
    }

    /// The path on its machine of a tool that the Rust toolchain has under this name.
    pub fn tool_of(&self, rust: &Rust, name: &str) -> Option<PathBuf> {
        let there = !name.contains('/') && super::executable(&rust.sysroot.join("bin").join(name));
        let toolchain = self.on_machine(TOOLCHAIN, &rust.sysroot);
        there.then(|| toolchain.join("bin").join(name))
    }

    /// Lets a tool write to its copy of a submission; on an isolated machine the copy stays as it is.
    pub fn lend(&self, command: &mut ToolCommand, folder: &Path) {
        if self.are_isolated() {
            command.layers.push(Layer {
                target: SOURCE.into(),
                lower: vec![folder.into()],
                upper: None,
            });
        }
    }
}

impl Rust {
    /// The toolchain in this folder, if there is one.
    fn at(sysroot: &str) -> Option<Self> {
        let sysroot = Path::new(sysroot.trim()).canonicalize().ok()?;
        let has = |tool: &str| super::executable(&sysroot.join("bin").join(tool));
        if !(has("cargo") && has("rustc")) {
            return None;
        }
        let identity = identity(&sysroot);
        Some(Self { sysroot, identity })
    }

    /// What tells the toolchain, and how it is used, from others.
    pub fn identity(&self) -> &str {
        &self.identity
    }
}

fn identity(sysroot: &Path) -> String {
    let rustc = sysroot.join("bin/rustc");
    let file = rustc.metadata().ok();
    let changed = file.as_ref().and_then(|file| file.modified().ok());
    let told = format!(
        "{rustc:?} {:?} {changed:?} {SETTINGS:?} {SCOPES:?} {ENVIRONMENT:?}",
        file.map(|file| file.len())
    );
    digest([told.as_bytes()])
}
