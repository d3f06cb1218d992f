//! What attacks leave behind: nothing. The corpus says what each attack gets for a verdict; here they are run as whoever
//! grades, root or not, and where namespaces are refused, beside a canary that nobody may see.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]
#![expect(
    clippy::print_stdout,
    reason = "a test says when its host does not let it test"
)]

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rustix::process::{geteuid, getpid, set_child_subreaper};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};
use serde_json::Value;

/// A user who has nothing on this host.
const NOBODY_ELSE: u32 = 54321;
/// Stands in the name of a file, in its text, and in a variable.
const CANARY: &str = "CANARY_THAT_NOBODY_SEES";

/// Attacks that end as here on every kind of machine that has walls: whether the server answers as it should.
const ATTACKS: [(&str, &str); 9] = [
    ("ignores-signals", "passed"),
    ("kills-everyone", "passed"),
    ("leaves-daemons", "passed"),
    ("opens-odd-sockets", "passed"),
    ("phones-home", "passed"),
    ("reads-environment", "passed"),
    ("unseen-memory", "passed"),
    ("fork-bomb", "skipped"),
    ("memory-family", "skipped"),
];
/// Those that look for what an isolated machine has only of its own.
const ISOLATED: [(&str, &str); 3] = [
    ("reads-files", "passed"),
    ("reads-processes", "passed"),
    ("escapes-namespaces", "passed"),
];

/// Who grades, and where.
struct Grader {
    ordinary: bool,
    refused: bool,
    /// Everything that the run sees of the host's files that are not the system's.
    folder: tempfile::TempDir,
}

#[test]
fn nothing_is_left_of_attacks() {
    attacked(false, false);
}

#[test]
fn nothing_is_left_of_attacks_on_an_ordinary_user() {
    if geteuid().is_root() {
        attacked(true, false);
    } else {
        println!("not root: the other test was about an ordinary user");
    }
}

#[test]
fn nothing_is_left_of_attacks_where_namespaces_are_refused() {
    attacked(geteuid().is_root(), true);
}

fn attacked(ordinary: bool, refused: bool) {
    // What outlives a run becomes a child of ours, and is found.
    set_child_subreaper(Some(getpid())).unwrap();
    let grader = Grader::new(ordinary, refused);
    let (kind, _) = grader.grade("good/python-threads");
    if kind == "plain" {
        println!("this host gives no machines with walls: nothing was tested");
        return;
    }
    assert_eq!(kind == "isolated", !refused, "{kind}");
    let more: &[_] = if refused { &[] } else { &ISOLATED };
    for (attack, expected) in ATTACKS.iter().chain(more) {
        let (_, outcome) = grader.grade(&format!("hostile/{attack}"));
        assert_eq!(&outcome, expected, "{attack} on {kind} machines");
        grader.nothing_is_left(attack);
    }
    // The next one is graded as ever.
    let (_, outcome) = grader.grade("good/python-threads");
    assert_eq!(outcome, "passed");
}

impl Grader {
    fn new(ordinary: bool, refused: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o777)).unwrap();
        open(folder.path());
        let inside = |name: &str| folder.path().join(name);
        fs::copy(env!("CARGO_BIN_EXE_grader"), inside("grader")).unwrap();
        for name in ["home", "scratch"] {
            fs::create_dir(inside(name)).unwrap();
            open(&inside(name));
            fs::write(inside(name).join(CANARY), CANARY).unwrap();
        }
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/submissions/ex1");
        let names = ATTACKS.iter().chain(&ISOLATED);
        let names = names.map(|(name, _)| format!("hostile/{name}"));
        for name in names.chain(["good/python-threads".to_owned()]) {
            fs::create_dir_all(inside(&name)).unwrap();
            for entry in fs::read_dir(corpus.join(&name)).unwrap().flatten() {
                fs::copy(entry.path(), inside(&name).join(entry.file_name())).unwrap();
            }
        }
        Self {
            ordinary,
            refused,
            folder,
        }
    }

    /// The kind of machine, and what came of the check.
    fn grade(&self, submission: &str) -> (String, String) {
        let output = self.run(submission);
        let text = String::from_utf8_lossy(&output.stdout);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!text.contains(CANARY), "{submission}: {text}");
        let report: Value = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{submission}: no report ({error}): {said}"));
        let checks = report["checks"].as_array().unwrap().iter();
        let outcomes: BTreeMap<&str, &str> = checks
            .filter_map(|check| Some((check["id"].as_str()?, check["outcome"].as_str()?)))
            .collect();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (
            text(&report["isolation"]),
            outcomes["server-answers"].to_owned(),
        )
    }

    fn run(&self, submission: &str) -> Output {
        let inside = |name: &str| self.folder.path().join(name);
        let mut command = Command::new(inside("grader"));
        command
            .args(["check", "ex1"])
            .arg(inside(submission))
            .args(["--only", "server-listens", "--only", "server-answers"])
            .args(["--format", "json", "--lang", "en"])
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", inside("home"))
            .env("TMPDIR", inside("scratch"))
            .env(CANARY, CANARY)
            .stdin(Stdio::null());
        if self.ordinary {
            command.uid(NOBODY_ELSE).gid(NOBODY_ELSE);
        }
        if self.refused {
            let filters = no_namespaces();
            #[expect(
                unsafe_code,
                reason = "what the run is refused must be set before it begins"
            )]
            // SAFETY: between fork and exec it makes system calls only; all memory was taken before.
            unsafe {
                command.pre_exec(move || {
                    for filter in &filters {
                        apply_filter(filter).map_err(std::io::Error::other)?;
                    }
                    Ok(())
                });
            }
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "it starts the program that it tests"
        )]
        command.output().unwrap()
    }

    fn nothing_is_left(&self, attack: &str) {
        let me = std::process::id();
        let tasks = fs::read_dir(format!("/proc/{me}/task")).unwrap().flatten();
        let children: String = tasks
            .map(|task| fs::read_to_string(task.path().join("children")).unwrap_or_default())
            .collect();
        // Another test of this file may be running its grader; whatever else there is has outlived one.
        let left: Vec<&str> = children
            .split_ascii_whitespace()
            .filter(|pid| {
                let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
                !["grader\n", "hostile\n", ""].contains(&&*name) && !is_thread_of_us(&name)
            })
            .collect();
        assert!(left.is_empty(), "{attack} left {left:?}");
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
        let scratch = self.folder.path().join("scratch");
        assert!(!mounts.contains(&*scratch.to_string_lossy()), "{mounts}");
        let runs: Vec<PathBuf> = fs::read_dir(&scratch)
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .flat_map(|path| fs::read_dir(path).unwrap().flatten())
            .map(|entry| entry.path())
            .collect();
        assert!(runs.is_empty(), "{attack} left {runs:?}");
    }
}

/// A child between its fork and its exec has its parent's name.
fn is_thread_of_us(name: &str) -> bool {
    name.starts_with("nothing_is_left")
}

/// As containers do it: no new namespaces, and a `clone3` that libraries take for missing.
fn no_namespaces() -> Vec<BpfProgram> {
    let filter = |rules, errno: libc::c_int| {
        let filter = SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Errno(errno.cast_unsigned()),
            std::env::consts::ARCH.try_into().unwrap(),
        );
        BpfProgram::try_from(filter.unwrap()).unwrap()
    };
    let flag = u64::from(libc::CLONE_NEWUSER.cast_unsigned());
    let has = SeccompCmpOp::MaskedEq(flag);
    let condition = SeccompCondition::new(0, SeccompCmpArgLen::Dword, has, flag).unwrap();
    let clone = vec![SeccompRule::new(vec![condition]).unwrap()];
    let refused = [(libc::SYS_unshare, vec![]), (libc::SYS_clone, clone)];
    vec![
        filter(BTreeMap::from(refused), libc::EPERM),
        filter(BTreeMap::from([(libc::SYS_clone3, vec![])]), libc::ENOSYS),
    ]
}
