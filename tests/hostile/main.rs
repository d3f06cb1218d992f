//! Attacks of programs that run: every folder of `tests/submissions/<exercise>/hostile/` is graded with the verdicts of its
//! `expect.toml`, as whoever runs this, as an ordinary user (on a kernel that answers as older ones do) where that is root, and
//! where namespaces are refused. The corpus says that verdicts are right; here, too, nobody sees the canary, nothing is left,
//! what is kept of others' builds is as it was, and the next submission is graded as ever.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]
#![expect(
    clippy::print_stderr,
    reason = "a test says when its host does not let it test"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a test starts itself and the program that it tests"
)]

#[path = "../shared/kept.rs"]
mod kept;
#[path = "../shared/ordinary.rs"]
mod ordinary;
mod refused;
#[path = "../shared/verdicts.rs"]
mod verdicts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output, Stdio};
use std::time::Duration;

use grader::submission::Environment;
use kept::Kept;
use libtest_mimic::{Arguments, Failed, Trial};
use ordinary::Ordinary;
use refused::{refuse_namespaces, refuse_what_is_new};
use rustix::process::{geteuid, getpid, set_child_subreaper};
use serde_json::Value;
use tempfile::TempDir;
use verdicts::Expect;

/// The harness must outlive a program that hangs.
const LIMIT: Duration = Duration::from_secs(600);

/// How many are attacked at a time.
const SIDE_BY_SIDE: usize = 4;

/// Set in the process that plays one trial: what outlives its graders becomes its child, and nobody else's.
const ALONE: &str = "GRADER_HOSTILE_ALONE";

/// Stands in the name of a file, in its text, and in a variable.
const CANARY: &str = "CANARY_THAT_NOBODY_SEES";

/// What is closed where namespaces are refused, and yet has its name there: what these attacks tell of it, each thing by its
/// beginning. No more may get through.
const NAMED_THERE: [(&str, &[&str]); 4] = [
    ("asks-the-kernel", &["/dev/"]),
    // It would, if programs could gain anything by executing it.
    ("raises-its-limits", &["su keeps its user"]),
    ("reads-files", &["..", "/etc/shadow"]),
    // The sockets of the host, by their addresses in the kernel, and by their paths.
    ("scans-the-host", &["0", "f", "/"]),
];

/// These would fill the host's own disk there.
const NOT_THERE: [&str; 2] = ["fills-the-disk", "fills-the-inodes"];

/// Who grades, and where.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tier {
    /// Whoever runs this, where machines are isolated.
    Whoever,
    /// An ordinary user, where they are.
    Ordinary,
    /// An ordinary user, where namespaces are refused: there are walls, and nothing is hidden.
    Walls,
}

/// An attack, and on whom.
struct Case {
    exercise: String,
    attack: String,
    tier: Tier,
    /// Of the user, if it takes another.
    number: u32,
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(SIDE_BY_SIDE);
    libtest_mimic::run(&arguments, trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    let mut trials = vec![];
    let tiers = match geteuid().is_root() {
        true => &[Tier::Whoever, Tier::Ordinary, Tier::Walls][..],
        false => &[Tier::Ordinary, Tier::Walls],
    };
    for &tier in tiers {
        for (exercise, attack) in attacks() {
            if tier == Tier::Walls && NOT_THERE.contains(&&*attack) {
                continue;
            }
            let case = Case {
                exercise,
                attack,
                tier,
                number: u32::try_from(trials.len()).unwrap(),
            };
            trials.push(Trial::test(case.name(), move || case.play()));
        }
    }
    trials
}

/// Exercise and name of every attack.
fn attacks() -> Vec<(String, String)> {
    let mut attacks = vec![];
    for exercise in names(&submissions()) {
        // Others are those of other tests.
        if root().join("exercises").join(&exercise).is_dir() {
            let hostile = names(&submissions().join(&exercise).join("hostile"));
            attacks.extend(hostile.into_iter().map(|name| (exercise.clone(), name)));
        }
    }
    attacks
}

impl Case {
    fn name(&self) -> String {
        let tier = match self.tier {
            Tier::Whoever => "whoever",
            Tier::Ordinary => "ordinary",
            Tier::Walls => "walls",
        };
        format!("{tier}::{}::{}", self.exercise, self.attack)
    }

    /// Plays it in a process of its own.
    fn play(&self) -> Result<(), Failed> {
        if std::env::var_os(ALONE).is_some() {
            set_child_subreaper(Some(getpid())).unwrap();
            return self.attacked();
        }
        let output = Command::new("/proc/self/exe")
            .args(["--exact", &self.name(), "--test-threads=1"])
            .env(ALONE, "1")
            .stderr(Stdio::inherit())
            .output()?;
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stdout).into_owned().into()),
        }
    }

    fn attacked(&self) -> Result<(), Failed> {
        let place = Place::new(self);
        let honest = self.honest();
        // Where no walls are given, the attack would be a real one. What it may poison is there beforehand.
        let kind = place.goes_on(&honest)?;
        let wanted = match self.tier {
            Tier::Whoever | Tier::Ordinary => "isolated",
            Tier::Walls => "landlock",
        };
        if kind != wanted {
            let name = self.name();
            eprintln!("this host gives no {wanted} machines: {name} was not tested");
            return Ok(());
        }
        let kept = Kept::of(&place.inside("home/.cache/grader/answers"));
        assert!(kind != "isolated" || !is_rust(&honest) || !kept.files.is_empty());

        let attack = self.folder("hostile", &self.attack);
        let expect = Expect::of(&attack)?;
        let output = place.run(&attack, &[]);
        let named = NAMED_THERE.iter().find(|(name, _)| *name == self.attack);
        match named.filter(|_| self.tier == Tier::Walls) {
            Some((_, known)) => only_named(&output, known)?,
            None => drop(expect.compare(&output)?),
        }
        let harm = place.harm(&output, &kept);
        if !harm.is_empty() {
            return Err(format!("{}\n{}", expect.about, harm.join("\n")).into());
        }
        place.goes_on(&honest).map(drop)
    }

    /// One that earns everything, written as the attack is.
    fn honest(&self) -> PathBuf {
        let own = is_rust(&self.folder("hostile", &self.attack));
        let good = names(&self.folder("good", ""));
        let written = |name: &&String| match own {
            true => name.contains("threads") && is_rust(&self.folder("good", name)),
            false => *name == "python-threads",
        };
        let name = good.iter().find(written);
        self.folder("good", name.unwrap())
    }

    fn folder(&self, kind: &str, name: &str) -> PathBuf {
        submissions().join(&self.exercise).join(kind).join(name)
    }
}

/// A place on the host where a trial's grader runs.
struct Place {
    exercise: String,
    /// Checks that tell whether a submission is graded as ever.
    first: Vec<String>,
    user: Option<Ordinary>,
    refused: bool,
    /// Everything that the run sees of the host's files that are not the system's.
    folder: TempDir,
}

impl Place {
    fn new(case: &Case) -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["home", "scratch"] {
            let inside = folder.path().join(name);
            fs::create_dir(&inside).unwrap();
            fs::write(inside.join(CANARY), CANARY).unwrap();
        }
        let file = root().join("exercises").join(&case.exercise);
        let text = fs::read_to_string(file.join("exercise.toml")).unwrap();
        let exercise: toml::Table = toml::from_str(&text).unwrap();
        let checks = exercise["check"].as_array().unwrap().iter().take(2);
        let user = match case.tier {
            Tier::Whoever => None,
            Tier::Ordinary | Tier::Walls => Ordinary::new(case.number),
        };
        assert_eq!(
            user.is_some(),
            geteuid().is_root() && case.tier != Tier::Whoever
        );
        Self {
            exercise: case.exercise.clone(),
            first: checks
                .map(|check| check["id"].as_str().unwrap().into())
                .collect(),
            user,
            refused: case.tier == Tier::Walls,
            folder,
        }
    }

    fn inside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether a submission that earns everything is graded as ever; the kind of machines.
    fn goes_on(&self, honest: &Path) -> Result<String, Failed> {
        let only = self.first.iter().flat_map(|check| ["--only", check]);
        let output = self.run(honest, &only.collect::<Vec<_>>());
        let report = Expect::of(honest)?.compare(&output)?;
        Ok(report["isolation"].as_str().unwrap().into())
    }

    fn run(&self, submission: &Path, more: &[&str]) -> Output {
        let name = submission.file_name().unwrap().to_string_lossy();
        let own = self.inside(&name);
        copy(submission, &own);
        let mut command = match &self.user {
            Some(user) => {
                user.own(self.folder.path());
                user.grader()
            }
            None => whoever(),
        };
        command
            .args(["check", &self.exercise])
            .arg(own)
            .args(["--format", "json", "--lang", "en"])
            .args(more)
            .env("HOME", self.inside("home"))
            .env("TMPDIR", self.inside("scratch"))
            .env(CANARY, CANARY);
        if self.refused {
            refuse_namespaces(&mut command);
        }
        if self.user.is_some() {
            refuse_what_is_new(&mut command);
        }
        let mut command = assert_cmd::Command::from_std(command);
        command.timeout(LIMIT).output().unwrap()
    }

    /// What an attack has done; empty if nothing.
    fn harm(&self, output: &Output, kept: &Kept) -> Vec<String> {
        let mut harm = vec![];
        if String::from_utf8_lossy(&output.stdout).contains(CANARY) {
            harm.push("the report has the canary".to_owned());
        }
        let changed = kept.harmed().into_iter();
        harm.extend(changed.map(|path| format!("{} is not as it was", path.display())));
        let left = children().into_iter();
        harm.extend(left.map(|(pid, name)| format!("process {pid} ({name}) is left")));
        let scratch = self.inside("scratch");
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
        if mounts.contains(&*scratch.to_string_lossy()) {
            harm.push("something is mounted".to_owned());
        }
        let graders = names(&scratch);
        let runs = graders.iter().flat_map(|name| names(&scratch.join(name)));
        harm.extend(runs.map(|run| format!("the folder of run {run} is left")));
        harm
    }
}

/// The grader, started by whoever runs this, and knowing no more of them than where Rust is.
fn whoever() -> Command {
    let known = Environment::new(std::env::vars_os());
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command
        .env_clear()
        .env("PATH", std::env::join_paths(&known.path).unwrap());
    let homes = [
        ("CARGO_HOME", known.cargo_home),
        ("RUSTUP_HOME", known.rustup.home),
    ];
    for (name, home) in homes {
        command.envs(home.map(|home| (name, home)));
    }
    command
}

/// Children of this process that live: what has outlived a grader, and which of them it is.
fn children() -> Vec<(String, String)> {
    let tasks = fs::read_dir("/proc/self/task").unwrap().flatten();
    let children: String = tasks
        .map(|task| fs::read_to_string(task.path().join("children")).unwrap_or_default())
        .collect();
    children
        .split_ascii_whitespace()
        .filter_map(|pid| {
            // `pid (name) state …`
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let (name, rest) = stat.rsplit_once(") ")?;
            let lives = !rest.starts_with(['Z', 'X']);
            let (_, name) = name.split_once('(')?;
            lives.then(|| (pid.to_owned(), name.to_owned()))
        })
        .collect()
}

/// Whether all that an attack tells begins so; it must tell something.
fn only_named(output: &Output, known: &[&str]) -> Result<(), Failed> {
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let checks = report["checks"].as_array().unwrap();
    let failed = checks.iter().find(|check| check["outcome"] == "failed");
    let told = failed.and_then(|check| check["details"]["got"].as_str());
    let told = told.ok_or_else(|| format!("it tells nothing: {report:#}"))?;
    let is_known = |one: &&str| known.iter().any(|known| one.starts_with(known));
    match told.trim_end().split("; ").find(|one| !is_known(one)) {
        Some(one) => Err(format!("it tells {one:?}").into()),
        None => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

fn is_rust(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn submissions() -> PathBuf {
    root().join("tests/submissions")
}

/// The folders in `folder`, in order; none if it is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
