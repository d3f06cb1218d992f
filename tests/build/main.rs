//! Folders, found and built with the host's own tools: what plays each role.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use grader::build::{BuildError, build};
use grader::event::Event;
use grader::machine::{Host, Scratch};
use grader::model::{
    Allowed, AllowedCrate, Build, CommandFailure, Conduct, Executable, Exercise, Exit, Found,
    IsolationKind, Limits, Missing, Refused, Role, Text,
};
use grader::submission::{self, Environment, Source, Submission, SubmissionError, Tools};

fn exercise() -> Exercise {
    let role = |name: &str, names: &[&str], conduct| {
        let role = Role {
            name: name.into(),
            names: names.iter().map(ToString::to_string).collect(),
            conduct,
            arguments: vec![],
        };
        (name.to_string(), role)
    };
    let dials = Conduct::Dials {
        role: "server".into(),
    };
    let listens = Conduct::Listens { ports: vec![8000] };
    Exercise {
        id: "ex".into(),
        title: Text {
            fr: String::new(),
            en: String::new(),
        },
        stars: 1,
        scale: 20,
        limits: Limits::default(),
        allowed: None,
        roles: BTreeMap::from([
            role("client", &["client"], dials),
            role("server", &["server", "serveur"], listens),
        ]),
        checks: vec![],
    }
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Where submissions are taken in and built: a host, and its machines.
struct World {
    scratch: Scratch,
    host: Host,
    environment: Environment,
    /// Whether what was built before counts.
    recalls: bool,
}

impl World {
    /// Of the best kind that there is, or of the one that is asked for.
    fn new(kind: Option<IsolationKind>) -> Self {
        let scratch = Scratch::supervised_by(Path::new(env!("CARGO_BIN_EXE_grader"))).unwrap();
        let host = Host::probe(kind, &scratch).unwrap();
        let environment = Environment::new(std::env::vars_os());
        Self {
            scratch,
            host,
            environment,
            recalls: false,
        }
    }

    /// One that keeps what it builds in a folder of its own, which is empty; none where machines are not isolated, and nothing is kept.
    fn with_cache() -> Option<(Self, tempfile::TempDir)> {
        let mut world = Self::new(None);
        let cache = tempfile::tempdir().unwrap();
        world.environment.cache = Some(cache.path().into());
        (world.host.isolation().kind == IsolationKind::Isolated).then_some((world, cache))
    }

    fn tools(&self) -> Tools<'_> {
        let mut tools = Tools::new(&self.host, &self.scratch, &self.environment);
        tools.recalls = self.recalls;
        tools
    }

    fn find(&self, folder: &Path) -> Result<Submission, SubmissionError> {
        let copy = tempfile::tempdir_in(self.scratch.path()).unwrap().keep();
        let snapshot = submission::take_in(folder, &copy.join("copy"))?;
        submission::find(&snapshot, &exercise(), &self.tools())
    }
}

/// What is found in a folder.
fn found(folder: &Path) -> Submission {
    World::new(None).find(folder).unwrap()
}

/// What plays the client and the server, and how it was built: on every kind of machine the same.
fn graded(folder: &Path) -> (String, Build) {
    let plain = graded_by(&World::new(Some(IsolationKind::Plain)), folder);
    let best = graded_by(&World::new(None), folder);
    assert_eq!(best.0, plain.0);
    assert_eq!(best.1.succeeded, plain.1.succeeded, "{best:?} {plain:?}");
    best
}

fn graded_by(world: &World, folder: &Path) -> (String, Build) {
    let found = world.find(folder).unwrap();
    let events = RefCell::new(vec![]);
    let limit = Duration::from_secs(300);
    let (programs, build) = build(&found, &world.tools(), None, limit, &|event| {
        events.borrow_mut().push(event);
    })
    .unwrap();
    let roles = programs.roles.values().map(|found| match found {
        Ok(Found { program }) => {
            let name = match &program.executable {
                Executable::Host(file) => {
                    assert!(file.is_file(), "{}", file.display());
                    file.file_name().unwrap().to_string_lossy().into_owned()
                }
                Executable::InFolder(file) => format!("./{}", file.display()),
                Executable::Reference { .. } => "reference".into(),
            };
            if name.starts_with("python") {
                "python".into()
            } else {
                name
            }
        }
        Err(Missing::NotFound { .. }) => "not-found".into(),
        Err(Missing::Ambiguous { .. }) => "ambiguous".into(),
        Err(Missing::NotMade { label }) => format!("not-made {label}"),
        Err(Missing::NotDeclared) => "not-declared".into(),
        Err(Missing::NoFile { path, .. }) => format!("no-file {path}"),
        Err(Missing::DidNotBuild { label }) => format!("did-not-build {label}"),
        Err(Missing::NoInterpreter { needs, .. }) => format!("needs {needs}"),
    });
    let roles: Vec<String> = roles.collect();
    let events = events.into_inner();
    if build.command.is_empty() {
        assert_eq!(events, []);
    } else {
        assert!(matches!(events.first(), Some(Event::BuildStarted { .. })));
        assert_eq!(events.last(), Some(&Event::Built(build.clone())));
    }
    (roles.join(", "), build)
}

const MAIN: &str = "fn main() {}";
const WRONG: &str = "fn main() { let x: u8 = \"\"; }";

fn manifest(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nedition = \"2021\"\n")
}

#[test]
fn what_does_not_build_takes_only_its_own_role_with_it() {
    let folder = folder(&[
        ("Cargo.toml", &manifest("tp")),
        ("src/bin/server.rs", WRONG),
        ("src/bin/client.rs", MAIN),
    ]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "client, did-not-build server");
    assert_eq!(build.command, "cargo build");
    assert!(!build.succeeded);
    assert!(build.diagnostics[0].rendered.contains("E0308"), "{build:?}");
    assert!(build.diagnostics[0].rendered.contains('\x1b'));
    assert!(
        build.diagnostics[1..].iter().all(|other| !other.error),
        "{build:?}"
    );
}

#[test]
fn siblings_need_no_workspace() {
    let folder = folder(&[
        ("server/Cargo.toml", &manifest("tp-a")),
        ("server/src/main.rs", MAIN),
        ("client/Cargo.toml", &manifest("client")),
        ("client/src/main.rs", MAIN),
    ]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "client, tp-a");
    assert_eq!(
        build.command,
        "cargo build --manifest-path client/Cargo.toml && cargo build --manifest-path server/Cargo.toml"
    );
    assert!(build.succeeded);
}

#[test]
fn a_workspace_is_built_by_one_call() {
    let folder = folder(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"a\", \"b\", \"c\"]\nresolver = \"2\"\n",
        ),
        ("a/Cargo.toml", &manifest("echo-server")),
        ("a/src/main.rs", MAIN),
        ("b/Cargo.toml", &manifest("echo-client")),
        ("b/src/main.rs", MAIN),
        ("c/Cargo.toml", &manifest("broken")),
        ("c/src/main.rs", WRONG),
    ]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "echo-client, echo-server");
    assert_eq!(build.command, "cargo build -p echo-server -p echo-client");
    assert!(build.succeeded, "{build:?}");
}

#[test]
fn a_member_of_a_larger_workspace_is_found_alone() {
    let folder = folder(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"ex/*\"]\nresolver = \"2\"\n",
        ),
        ("ex/a/Cargo.toml", &manifest("a")),
        ("ex/a/src/bin/server.rs", MAIN),
        ("ex/a/src/bin/client.rs", MAIN),
        ("ex/b/Cargo.toml", &manifest("b")),
        ("ex/b/src/bin/server.rs", WRONG),
    ]);
    let (roles, build) = graded(&folder.path().join("ex/a"));
    assert_eq!(roles, "client, server");
    assert_eq!(build.command, "cargo build");
    assert!(build.succeeded, "{build:?}");
    assert!(
        !folder.path().join("target").exists(),
        "it was built elsewhere"
    );
}

#[test]
fn a_manifest_that_cargo_refuses_is_a_failure_in_its_words() {
    let folder = folder(&[("Cargo.toml", "[package\n"), ("src/main.rs", MAIN)]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "did-not-build Cargo.toml, did-not-build Cargo.toml");
    assert!(!build.succeeded);
    assert!(
        build.diagnostics[0].rendered.contains("Cargo.toml"),
        "{build:?}"
    );
}

#[test]
fn what_leads_out_of_the_folder_is_refused_with_its_line() {
    let manifest = manifest("server") + "[dependencies]\nnone = { path = \"../none\" }\n";
    let folder = folder(&[("Cargo.toml", &manifest), ("src/main.rs", MAIN)]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "did-not-build Cargo.toml, did-not-build Cargo.toml");
    let refusal = &build.refusals[0];
    assert_eq!((refusal.file.as_str(), refusal.line), ("Cargo.toml", 5));
    assert_eq!(refusal.source, "none = { path = \"../none\" }");
    assert!(matches!(refusal.what, Refused::Outside { .. }));
}

#[test]
fn what_was_built_before_is_built_again_only_when_a_file_has_changed() {
    let Some((mut world, _cache)) = World::with_cache() else {
        return;
    };
    world.recalls = true;
    let manifest = manifest("server");
    let submitted = |main| folder(&[("Cargo.toml", manifest.as_str()), ("src/main.rs", main)]);
    let warned = "fn main() { let unused = 1; }";
    let built = |folder: &Path, world: &World| {
        let found = world.find(folder).unwrap();
        let compiled = RefCell::new(0);
        let limit = Duration::from_secs(300);
        let (programs, build) = build(&found, &world.tools(), None, limit, &|event| {
            *compiled.borrow_mut() += u32::from(matches!(event, Event::Building { .. }));
        })
        .unwrap();
        let program = &programs.roles["server"].as_ref().unwrap().program;
        let Executable::Host(file) = &program.executable else {
            panic!("{program:?}")
        };
        (fs::read(file).unwrap(), build, compiled.into_inner())
    };
    let (first, said, compiled) = built(submitted(warned).path(), &world);
    assert_eq!((said.diagnostics.len(), compiled), (1, 1));
    // Another folder with the same files.
    let again = built(submitted(warned).path(), &world);
    assert_eq!(again, (first.clone(), said.clone(), 0));
    let (other, _, compiled) = built(submitted(MAIN).path(), &world);
    assert!(other != first && compiled == 1);
    world.recalls = false;
    let (_, _, compiled) = built(submitted(warned).path(), &world);
    assert_eq!(compiled, 1);
    // What does not build is tried again every time.
    world.recalls = true;
    for _ in 0..2 {
        let found = world.find(submitted(WRONG).path()).unwrap();
        let limit = Duration::from_secs(300);
        let (_, build) = build(&found, &world.tools(), None, limit, &|_| {}).unwrap();
        assert!(!build.succeeded);
    }
}

/// What a profile says of how quick programs are is not heeded, in whatever way it says so; what it says of their conduct is
/// built once.
#[test]
fn a_profile_of_ones_own_costs_no_build_of_others_crates() {
    let Some((world, _cache)) = World::with_cache() else {
        return;
    };
    let asks = manifest("server") + "[dependencies]\nitoa = \"1\"\n";
    let main = "fn main() { println!(\"{}\", itoa::Buffer::new().format(1)); }";
    let compiled = |profile: &str| {
        let manifest = asks.clone() + profile;
        let folder = folder(&[("Cargo.toml", manifest.as_str()), ("src/main.rs", main)]);
        let found = world.find(folder.path()).unwrap();
        let compiled = RefCell::new(vec![]);
        let limit = Duration::from_secs(300);
        let (_, build) = build(&found, &world.tools(), None, limit, &|event| {
            if let Event::Building { package } = event {
                compiled.borrow_mut().push(package);
            }
        })
        .unwrap();
        assert!(build.succeeded, "{build:?}");
        compiled.into_inner()
    };
    assert!(compiled("").contains(&"itoa".to_string()));
    for profile in [
        "[profile.dev]\nopt-level = 3\ndebug = true\n",
        "[profile.dev.package.\"*\"]\nopt-level = 3\ndebug = true\n",
        "[profile.dev.package.itoa]\nopt-level = 2\ncodegen-units = 1\nstrip = true\n",
        "[profile.dev.build-override]\nopt-level = 3\n",
    ] {
        assert_eq!(compiled(profile), ["server"], "{profile}");
    }
    let aborts = "[profile.dev]\npanic = \"abort\"\noverflow-checks = false\n";
    assert!(compiled(aborts).contains(&"itoa".to_string()));
    assert_eq!(compiled(aborts), ["server"]);
}

/// A build script that overwrites what it finds of other crates reaches only its own copy.
#[test]
fn no_build_writes_to_what_was_built_beforehand() {
    let Some((world, cache)) = World::with_cache() else {
        return;
    };
    let layers = cache.path().join("grader/layers");
    let asks = manifest("server") + "[dependencies]\nitoa = \"1\"\n";
    let main = "fn main() { println!(\"{}\", itoa::Buffer::new().format(1)); }";
    let poisons = r#"
        fn main() {
            let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
            let mut poisoned = 0;
            for entry in std::fs::read_dir(out.ancestors().nth(3).unwrap().join("deps")).unwrap() {
                let path = entry.unwrap().path();
                if path.to_string_lossy().contains("libitoa-") {
                    poisoned += std::fs::write(&path, "poison").is_ok() as u32;
                }
            }
            assert!(poisoned > 0, "there is nothing to poison");
        }"#;
    let honest = folder(&[("Cargo.toml", &asks), ("src/main.rs", main)]);
    let attack = [
        ("Cargo.toml", asks.as_str()),
        ("src/main.rs", main),
        ("build.rs", poisons),
    ];
    let attack = folder(&attack);
    let (roles, build) = graded_by(&world, honest.path());
    assert_eq!(roles, "not-found, server", "{build:?}");
    let before = files(&layers);
    assert!(before.keys().any(|name| name.contains("libitoa-")));
    let (_, poisoned) = graded_by(&world, attack.path());
    assert!(!poisoned.succeeded, "its own copy is poisoned");
    assert_eq!(files(&layers), before);
    let (roles, build) = graded_by(&world, honest.path());
    assert_eq!(roles, "not-found, server", "{build:?}");
    assert!(
        before.keys().all(|name| !name.contains("stub")),
        "{before:?}"
    );
}

/// The files below a folder, with the digests of what they hold.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.is_file() {
            let text = fs::read(&path).unwrap();
            let digest = submission::digest([&text[..]]);
            found.insert(path.display().to_string(), digest);
        }
    }
    found
}

#[test]
fn what_an_exercise_allows_and_nobody_has_fetched_is_nobodys_fault() {
    let world = World::new(None);
    let name = "grader-no-such-crate";
    let allowed = Allowed {
        crates: vec![AllowedCrate {
            name: name.into(),
            version: "1".into(),
            features: vec![],
        }],
    };
    let manifest = manifest("server") + &format!("[dependencies]\n{name} = \"1\"\n");
    let folder = folder(&[("Cargo.toml", &manifest), ("src/main.rs", MAIN)]);
    let found = world.find(folder.path()).unwrap();
    let limit = Duration::from_secs(300);
    let error = build(&found, &world.tools(), Some(&allowed), limit, &|_| {}).unwrap_err();
    assert!(matches!(error, BuildError::Unfetched { .. }), "{error:?}");
}

#[test]
fn python_needs_no_build() {
    let folder = folder(&[("serveur_echo.py", "pass"), ("client/main.py", "pass")]);
    let found = found(folder.path());
    assert_eq!(
        found.roles["server"],
        Ok(Source::Python("serveur_echo.py".into()))
    );
    let (roles, build) = graded(folder.path());
    if World::new(None).environment.command("python3").is_some() {
        assert_eq!(roles, "python, python");
    }
    assert_eq!((build.command.as_str(), build.succeeded), ("", true));
}

#[test]
fn languages_mix() {
    let folder = folder(&[
        ("Cargo.toml", &manifest("server")),
        ("src/main.rs", MAIN),
        ("client.py", "pass"),
    ]);
    let found = found(folder.path());
    assert_eq!(
        found.roles["client"],
        Ok(Source::Python("client.py".into()))
    );
    assert_eq!(found.roles["server"].as_ref().unwrap().label(), "server");
}

#[test]
fn a_declaration_is_all_that_counts() {
    let folder = folder(&[
        (
            "grader.toml",
            "build = [\"cp\", \"/bin/sh\", \"made\"]\nroles.server.command = [\"./made\"]\n",
        ),
        ("client.py", "pass"),
    ]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "not-declared, ./made");
    assert_eq!(build.command, "cp /bin/sh made");
    assert!(build.succeeded);
}

#[test]
fn a_build_command_that_fails_is_shown() {
    let declaration = "build = [\"ls\", \"/nonexistent\"]\nroles.server.command = [\"./made\"]\n";
    let folder = folder(&[("grader.toml", declaration)]);
    let (roles, build) = graded(folder.path());
    assert_eq!(roles, "not-declared, not-made ./made");
    let said = &build.diagnostics[0].rendered;
    assert!(said.starts_with("$ ls /nonexistent\n"), "{said}");
    let failed = build.failed.unwrap();
    let exit = Exit::Code(2);
    assert_eq!(failed.command, "ls /nonexistent");
    assert_eq!(failed.how, CommandFailure::Exited { exit });
    let declaration =
        declaration.replace("\"ls\", \"/nonexistent\"", "\"sh\", \"-c\", \"kill -9 $$\"");
    let silent = self::folder(&[("grader.toml", &declaration)]);
    let (_, build) = graded(silent.path());
    let exit = Exit::Signal(9);
    assert_eq!(build.failed.unwrap().how, CommandFailure::Exited { exit });
    assert_eq!(build.diagnostics, []);
}

#[test]
fn a_build_command_that_is_not_there_is_named() {
    let try_one = |first: &str| {
        let build = format!("build = [\"{first}\", \"all\"]");
        let declaration = format!("{build}\nroles.server.command = [\"./made\"]\n");
        let folder = folder(&[("grader.toml", &declaration), ("script", "no program")]);
        let (roles, build) = graded(folder.path());
        assert!(
            !build.succeeded && build.diagnostics.is_empty(),
            "{build:?}"
        );
        (roles, build.failed.unwrap().how)
    };
    // What this host has not got is no student's fault.
    let program = "no-such-command".to_owned();
    let absent = CommandFailure::Absent { program };
    let roles = "not-declared, needs no-such-command".to_owned();
    assert_eq!(try_one("no-such-command"), (roles, absent));
    for path in ["./script", "../../../bin/sh"] {
        let roles = "not-declared, not-made ./made".to_owned();
        let path = path.to_owned();
        let failure = CommandFailure::NoFile { path: path.clone() };
        assert_eq!(try_one(&path), (roles, failure));
    }
}

#[test]
fn what_is_no_submission_is_an_error_that_helps() {
    let error = |path: &Path| World::new(None).find(path).unwrap_err();
    assert!(matches!(
        error(Path::new("/nonexistent/folder")),
        SubmissionError::NoSuchFolder { .. }
    ));
    let folder = folder(&[("notes.txt", ""), ("old/more.txt", "")]);
    let file = folder.path().join("notes.txt");
    assert!(matches!(error(&file), SubmissionError::NotAFolder { .. }));
    let SubmissionError::Nothing(nothing) = error(folder.path()) else {
        panic!("nothing in it could play a role");
    };
    assert_eq!(nothing.names, ["client", "server", "serveur"]);
    assert_eq!(nothing.found, ["notes.txt", "old/"]);
}
