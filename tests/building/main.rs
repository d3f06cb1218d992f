//! Attacks on whoever takes a submission in and builds it: each folder of `tests/submissions/build/hostile/` is put over the
//! submission in `base/`, which earns everything, and graded by the compiled program. An attack that succeeds says so: its
//! build fails, or it leaves a trace that is looked for. After each, the host is as it was, and the submission without the
//! attack still earns everything.
//!
//! In its files, `@CANARY@` is a file that nobody may read, `@OUT@` a folder to which nobody may write, `@PORT@` a port
//! to which nobody may connect, and `@ANSWERS@` the folder where builds are kept. What no repository can hold (pipes, links
//! that lead nowhere, enormous files) is made here.
//!
//! Attacks are only made on isolated machines: elsewhere they would be real. Root makes all of them twice, the second time as
//! an ordinary user.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]
#![expect(
    clippy::print_stdout,
    reason = "a test says when its host does not let it test"
)]

#[path = "../shared/kept.rs"]
mod kept;
#[path = "../shared/ordinary.rs"]
mod ordinary;
mod trees;

use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use assert_cmd::Command;
use kept::Kept;
use libtest_mimic::{Arguments, Failed, Trial};
use ordinary::Ordinary;
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

/// The harness must outlive a program that hangs.
const LIMIT: Duration = Duration::from_secs(300);

/// What nobody may see.
const SECRET: &str = "hush-8f2c1d94";

/// How long what was killed may take to be gone.
const GONE: Duration = Duration::from_secs(10);

/// What becomes of an attack.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// What it tries, in a sentence.
    about: String,
    /// Whether it is built, and then earns everything.
    #[serde(default = "yes")]
    built: bool,
    /// What is said of the build, among other things.
    #[serde(default)]
    says: Vec<String>,
    /// What is left out, exactly.
    #[serde(default)]
    left_out: Vec<String>,
}

fn yes() -> bool {
    true
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each looks for what was left over on the whole host.
    arguments.test_threads = Some(1);
    libtest_mimic::run(&arguments, trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    let mut attacks: Vec<PathBuf> = fs::read_dir(submissions().join("hostile"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    attacks.sort();
    let mut trials = vec![];
    let users = [None].into_iter().chain(Ordinary::new(0).map(Some));
    for user in users {
        let prefix = user.as_ref().map_or("", |_| "ordinary::");
        let user = Arc::new(User::new(user));
        // The first: what it was built to is kept while the others are tried.
        let honest = user.clone();
        let play = move || {
            let host = Host::new(honest);
            host.grade(&[]).map_or(Ok(()), |_| host.goes_on())
        };
        trials.push(Trial::test(format!("{prefix}without-attack"), play));
        for attack in &attacks {
            let name = attack.file_name().unwrap().to_string_lossy();
            let (attack, user) = (attack.clone(), user.clone());
            let play = move || attacked(&attack, Host::new(user));
            trials.push(Trial::test(format!("{prefix}{name}"), play));
        }
        for (name, tree) in trees::TREES {
            let user = user.clone();
            let play = move || trees::try_one(*tree, &Host::new(user));
            trials.push(Trial::test(format!("{prefix}{name}"), play));
        }
    }
    trials
}

/// Who grades.
struct User {
    /// None for whoever runs this.
    ordinary: Option<Ordinary>,
    /// Where builds are kept.
    cache: TempDir,
}

impl User {
    fn new(ordinary: Option<Ordinary>) -> Self {
        let cache = TempDir::new().unwrap();
        if let Some(user) = &ordinary {
            user.own(cache.path());
        }
        Self { ordinary, cache }
    }

    fn answers(&self) -> PathBuf {
        self.cache.path().join("grader/answers")
    }

    fn grader(&self) -> Command {
        let mut command = match &self.ordinary {
            Some(user) => Command::from_std(user.grader()),
            None => Command::new(env!("CARGO_BIN_EXE_grader")),
        };
        command.env("XDG_CACHE_HOME", self.cache.path());
        command
    }
}

/// A host on which an attack leaves no trace unnoticed.
struct Host {
    user: Arc<User>,
    folder: TempDir,
    listener: TcpListener,
    /// What was kept before.
    kept: Kept,
}

impl Host {
    fn new(user: Arc<User>) -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["submission", "out", "other/src"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let exercise = folder.path().join("exercises/build");
        fs::create_dir_all(&exercise).unwrap();
        let asked = here().join("exercises/build/exercise.toml");
        fs::copy(asked, exercise.join("exercise.toml")).unwrap();
        fs::write(folder.path().join("canary"), SECRET).unwrap();
        fs::write(folder.path().join("other/src/main.rs"), "fn main() {}").unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let host = Self {
            kept: Kept::of(&user.answers()),
            user,
            folder,
            listener,
        };
        host.put(&submissions().join("base"), Path::new(""));
        host
    }

    fn submission(&self) -> PathBuf {
        self.folder.path().join("submission")
    }

    /// Puts a folder's files over the submission.
    fn put(&self, from: &Path, place: &Path) {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().replace(".made", "");
            let place = place.join(name);
            let to = self.submission().join(&place);
            if entry.path().is_dir() {
                fs::create_dir_all(&to).unwrap();
                self.put(&entry.path(), &place);
            } else {
                let text = fs::read_to_string(entry.path()).unwrap();
                fs::write(to, self.filled(&text)).unwrap();
            }
        }
    }

    fn filled(&self, text: &str) -> String {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let port = self.listener.local_addr().unwrap().port();
        text.replace("@CANARY@", &path("canary"))
            .replace("@OUT@", &path("out"))
            .replace("@PORT@", &port.to_string())
            .replace("@ANSWERS@", &self.user.answers().display().to_string())
    }

    /// The report on the submission, and all that was printed; none where this host makes no isolated machines.
    fn grade(&self, more: &[&str]) -> Option<(Value, String)> {
        if let Some(user) = &self.user.ordinary {
            user.own(self.folder.path());
        }
        let output = self
            .user
            .grader()
            .args(["check", "build"])
            .args(more)
            .arg(self.submission())
            .arg("--exercises")
            .arg(self.folder.path().join("exercises"))
            .args([
                "--format",
                "json",
                "--lang",
                "en",
                "--isolation",
                "isolated",
            ])
            .env("GRADER_CANARY", SECRET)
            .timeout(LIMIT)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if said.is_empty() && output.status.code() == Some(3) {
            println!("this host gives no isolated machines: nothing was tested");
            return None;
        }
        let report = serde_json::from_str(&said).unwrap_or_else(|error| {
            let stderr = String::from_utf8_lossy(&output.stderr);
            panic!("no report ({error}): {:?}\n{stderr}", output.status)
        });
        Some((report, said))
    }

    /// What an attack has done to the host; empty if nothing.
    fn harm(&self, said: &str) -> Vec<String> {
        let mut harm = vec![];
        let mut look = |harmed: bool, what: &str| {
            if harmed {
                harm.push(what.to_string());
            }
        };
        let canary = fs::read_to_string(self.folder.path().join("canary"));
        look(canary.unwrap() != SECRET, "the canary is changed");
        look(said.contains(SECRET), "the report has the canary");
        let out = fs::read_dir(self.folder.path().join("out")).unwrap();
        look(out.count() > 0, "something was written outside");
        look(
            self.listener.accept().is_ok(),
            "somebody connected to the host",
        );
        let planted = self.user.answers().join("planted");
        look(planted.exists(), "something was written to what is kept");
        let changed = self.kept.harmed().into_iter();
        harm.extend(changed.map(|path| format!("{} is not as it was", path.display())));
        harm.extend(left_over());
        harm
    }

    /// Takes the attack out again: it earns everything, as ever, with what was kept and built anew.
    fn goes_on(&self) -> Result<(), Failed> {
        fs::remove_dir_all(self.submission())?;
        fs::create_dir(self.submission())?;
        self.put(&submissions().join("base"), Path::new(""));
        for more in [&[][..], &["--rebuild"]] {
            let Some((report, said)) = self.grade(more) else {
                return Err("the next submission is not graded".into());
            };
            if report["checks"][0]["outcome"] != "passed" {
                let next = format!("the next submission is not graded as ever {more:?}:");
                return Err(format!("{next}\n{said}").into());
            }
        }
        Ok(())
    }
}

fn attacked(folder: &Path, host: Host) -> Result<(), Failed> {
    let file = folder.join("expect.toml");
    let expect: Expect = toml::from_str(&fs::read_to_string(&file)?)
        .map_err(|error| format!("{}: {error}", file.display()))?;
    host.put(folder, Path::new(""));
    let Some((report, said)) = host.grade(&["--rebuild"]) else {
        return Ok(());
    };
    let outcome = report["checks"][0]["outcome"].as_str().unwrap_or_default();
    let mut wrong = host.harm(&said);
    let build = report["build"].to_string();
    if expect.built != (outcome == "passed") {
        wrong.push(format!("it is {outcome}"));
    }
    for text in &expect.says {
        let text = Value::from(text.as_str()).to_string();
        if !build.contains(text.trim_matches('"')) {
            wrong.push(format!("its build does not say {text}"));
        }
    }
    let mut left_out = left_out(&report);
    left_out.sort();
    if left_out != expect.left_out {
        wrong.push(format!("left out: {left_out:?}"));
    }
    if !wrong.is_empty() {
        let (about, wrong) = (&expect.about, wrong.join("\n"));
        return Err(format!("{about}\n{wrong}\n{build:#}").into());
    }
    host.goes_on()
}

/// All paths that a report names as left out.
fn left_out(report: &Value) -> Vec<String> {
    let reasons = report["left_out"].as_array().unwrap().iter();
    reasons
        .flat_map(|reason| reason["paths"].as_array().unwrap())
        .map(|path| path.as_str().unwrap().to_string())
        .collect()
}

/// Processes that attacks have started and that live on: they sleep for a time that nobody else sleeps for.
fn left_over() -> Vec<String> {
    let deadline = std::time::Instant::now() + GONE;
    loop {
        let found: Vec<String> = fs::read_dir("/proc")
            .unwrap()
            .flatten()
            .filter_map(|entry| {
                let line: io::Result<Vec<u8>> = fs::read(entry.path().join("cmdline"));
                let line = String::from_utf8_lossy(&line.ok()?).replace('\0', " ");
                let ours = ["sleep 4322", "sleep 4323", "sleep 4324"];
                ours.iter()
                    .any(|one| line.contains(one))
                    .then(|| format!("left over: {line}"))
            })
            .collect();
        if found.is_empty() || std::time::Instant::now() > deadline {
            return found;
        }
        std::thread::yield_now();
    }
}

fn here() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap().join("tests/building")
}

fn submissions() -> PathBuf {
    here().with_file_name("submissions").join("build")
}
