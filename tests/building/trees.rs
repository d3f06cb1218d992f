//! Trees that no repository can hold.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use libtest_mimic::Failed;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use serde_json::Value;

use super::{Host, left_out};

/// A tree: what is added to a submission that earns everything, and whether the report is right.
#[derive(Clone, Copy)]
pub struct Tree {
    /// Adds it.
    grow: fn(&Host, &Path),
    /// What must be left out, each for a reason: `link again`.
    left_out: &'static [&'static str],
    /// Whether it still earns everything.
    passes: bool,
}

pub const TREES: &[(&str, Tree)] = &[
    (
        "tree-with-odd-entries",
        Tree {
            grow: |host, folder| {
                symlink("again", folder.join("again")).unwrap();
                symlink(".", folder.join("src/loop")).unwrap();
                symlink("/dev/zero", folder.join("zeros.rs")).unwrap();
                symlink(host.folder.path().join("canary"), folder.join("secret")).unwrap();
                pipe(&folder.join("pipe.rs"));
                let _socket = UnixListener::bind(folder.join("socket")).unwrap();
                let canary = host.folder.path().join("canary");
                fs::hard_link(canary, folder.join("second-name")).unwrap();
                File::create(folder.join("sparse"))
                    .unwrap()
                    .set_len(100 << 30)
                    .unwrap();
            },
            left_out: &[
                "hard-link second-name",
                "large sparse",
                "link again",
                "link secret",
                "link src/loop",
                "link zeros.rs",
                "special pipe.rs",
                "special socket",
            ],
            passes: true,
        },
    ),
    (
        "tree-with-odd-names",
        Tree {
            grow: |_, folder| {
                let long = "n".repeat(255);
                let names: [&[u8]; 6] = [
                    b"-rf",
                    b"--version",
                    b"new\nline",
                    b"caf\xe9.rs",
                    b"\x1b[2J\x07.rs",
                    long.as_bytes(),
                ];
                for name in names {
                    fs::write(folder.join(OsStr::from_bytes(name)), "x").unwrap();
                    let inner = folder.join("src").join(OsStr::from_bytes(name));
                    fs::create_dir(inner).unwrap();
                }
            },
            left_out: &[],
            passes: true,
        },
    ),
    (
        "tree-that-is-deep",
        Tree {
            grow: |_, folder| {
                let deep = folder.join("d/".repeat(200));
                fs::create_dir_all(&deep).unwrap();
                fs::write(deep.join("Cargo.toml"), "[workspace]").unwrap();
            },
            left_out: &["deep d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/"],
            passes: true,
        },
    ),
    (
        "tree-that-is-wide",
        Tree {
            grow: |_, folder| {
                fs::create_dir(folder.join("many")).unwrap();
                for number in 0..30_000 {
                    File::create(folder.join(format!("many/{number}"))).unwrap();
                }
            },
            left_out: &["many many/"],
            passes: true,
        },
    ),
    (
        "tree-that-is-heavy",
        Tree {
            grow: |_, folder| {
                let megabytes = vec![b'x'; 7 << 20];
                for number in 0..12 {
                    fs::write(folder.join(format!("heavy-{number:02}")), &megabytes).unwrap();
                }
            },
            left_out: &["large heavy-09", "large heavy-10", "large heavy-11"],
            passes: true,
        },
    ),
    (
        "manifest-that-is-a-pipe",
        Tree {
            grow: |_, folder| {
                fs::create_dir(folder.join("other")).unwrap();
                pipe(&folder.join("other/Cargo.toml"));
                pipe(&folder.join("Cargo.lock"));
            },
            left_out: &["special Cargo.lock", "special other/Cargo.toml"],
            passes: true,
        },
    ),
    (
        "twenty-thousand-errors",
        Tree {
            grow: |_, folder| {
                let wrong: String = (0..20_000)
                    .map(|number| format!("fn f{number}() -> u8 {{ \"{number}\" }}\n"))
                    .collect();
                fs::write(folder.join("src/main.rs"), wrong + "fn main() {}\n").unwrap();
            },
            left_out: &[],
            passes: false,
        },
    ),
];

/// Grades the tree.
pub fn try_one(tree: Tree, host: &Host) -> Result<(), Failed> {
    (tree.grow)(host, &host.submission());
    let Some((report, said)) = host.grade(&["--rebuild"]) else {
        return Ok(());
    };
    let mut wrong = host.harm(&said);
    let passed = report["checks"][0]["outcome"] == "passed";
    if passed != tree.passes {
        wrong.push(format!("passed: {passed}"));
    }
    let reasons = reasons(&report);
    if reasons != tree.left_out {
        wrong.push(format!("left out: {reasons:#?}"));
    }
    if said.len() > 2 << 20 {
        wrong.push(format!("a report of {} bytes", said.len()));
    }
    if wrong.is_empty() {
        host.goes_on()
    } else {
        Err(format!("{}\n{}", wrong.join("\n"), report["build"]).into())
    }
}

/// What was left out, each with its reason, in order.
fn reasons(report: &Value) -> Vec<String> {
    let all = report["left_out"].as_array().unwrap().iter();
    let mut reasons: Vec<String> = all
        .flat_map(|one| {
            let why = one["why"].as_str().unwrap().to_string();
            let single = serde_json::json!({ "left_out": [one] });
            let paths = left_out(&single).into_iter();
            paths.map(move |path| format!("{why} {path}"))
        })
        .collect();
    reasons.sort();
    reasons
}

fn pipe(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}
