//! What programs run on: who they are there, and what is said where the host does not give machines of their own.

use std::fs::Permissions;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

use assert_cmd::Command;
use serde_json::Value;

use super::{checks, contains, folder, isolates, lost, report, root};

/// Tells who it is and what it sees, instead of serving.
const CURIOUS: &str = r#"
fn main() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let user = status.lines().find(|line| line.starts_with("Uid:")).unwrap();
    let user = user.split_whitespace().nth(1).unwrap();
    let secret = std::fs::read("/etc/shadow").is_ok();
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let processes = processes.filter(|entry| entry.file_name().to_string_lossy().parse::<u32>().is_ok());
    println!("user {user}, secret {secret}, processes {}", processes.count());
}
"#;

#[test]
fn programs_are_nobody() {
    let submission = folder(&[
        (
            "Cargo.toml",
            "[package]\nname = \"own\"\nedition = \"2021\"\n",
        ),
        ("src/bin/server.rs", CURIOUS),
    ]);
    let printed = |isolation| {
        let more = ["--only", "server-listens", "--isolation", isolation];
        let (report, status) = report("ex1", submission.path(), &more);
        assert_eq!(status, Some(1), "{isolation}");
        report["checks"].to_string()
    };
    if isolates() {
        let itself = "user 1000, secret false, processes 2";
        contains(&printed("isolated"), &[itself]);
    } else {
        println!("this host makes no isolated machines: half of it was not tested");
    }
    let plain = printed("plain");
    contains(&plain, &["secret false"]);
    assert!(!plain.contains("user 0,"), "{plain}");
}

/// On a shared network, a server whose port is in its code cannot be asked while somebody else has that port; that is said,
/// and costs nothing.
#[test]
fn a_port_in_the_code_must_be_free() {
    // Where somebody has it already, that does as well.
    let _taken = TcpListener::bind(("127.0.0.1", 8000));
    let submission = root().join("tests/submissions/ex1/broken/port-in-code");
    let (report, status) = report("ex1", &submission, &["--isolation", "plain"]);
    assert_eq!((status, &report["provisional"]), (Some(3), &true.into()));
    assert!(checks(&report, "inconclusive").contains(&"server-answers"));
    let lost = lost(&report);
    let (first, _) = lost[0].split_once(") ").unwrap();
    assert_eq!(first, "server-listens (needs-isolation");
    assert_eq!(checks(&report, "failed"), [""; 0], "{lost:#?}");
}

/// Where namespaces are refused, programs run with walls or plainly, and the report says why, and what would help.
#[test]
fn a_host_without_namespaces_is_said_to_be_one() {
    let refuse = "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"";
    let within = |more: &[&str]| {
        let mut command = Command::new("unshare");
        command
            .args(["-Ur", "/bin/sh", "-c", refuse, "sh"])
            .arg(env!("CARGO_BIN_EXE_grader"))
            .args(["check", "ex1"])
            .arg(root().join("reference/ex1"))
            .args(["--only", "server-answers", "--lang", "en"])
            .args(more);
        command.output().unwrap()
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if !isolates() {
        println!("this host makes no namespaces: nothing was tested");
        return;
    }
    let weaker = within(&["--format", "json"]);
    assert_eq!(weaker.status.code(), Some(0), "{}", text(weaker.stderr));
    let report: Value = serde_json::from_slice(&weaker.stdout).unwrap();
    assert!(["landlock", "plain"].contains(&report["isolation"].as_str().unwrap()));
    assert_eq!(report["guarantees"]["ports"], false);
    let page = text(within(&[]).stdout);
    contains(
        &page,
        &[
            "unshare: No",
            "not guaranteed",
            "every port free",
            "to get more",
            "max_user_namespaces",
        ],
    );
    let forced = within(&["--isolation", "isolated"]);
    assert_eq!((forced.status.code(), forced.stdout.len()), (Some(3), 0));
    contains(&text(forced.stderr), &["error: ", "unshare", "sysctl"]);
}

/// The doctor says of every part whether it is there, and what to do.
#[test]
fn the_doctor_names_the_stage_and_the_remedy() {
    let said = super::grader(&["doctor"]);
    assert!(matches!(said.status, Some(0 | 1)), "{}", said.stderr);
    contains(
        &said.stdout,
        &[
            "kernel",
            "isolated machines",
            "Landlock",
            "python3",
            "guaranteed",
        ],
    );
    let said = super::grader(&["doctor", "--format", "json"]);
    let object: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(object["format"], 1);
    assert!(object["findings"]["namespace-net"]["good"] != false);
    let cache = tempfile::tempdir().unwrap();
    let kept = cache.path().join("grader/answers");
    let doctor = |more: &[&str]| {
        super::run(&[&["doctor"], more].concat(), |command| {
            command.env("XDG_CACHE_HOME", cache.path());
        })
    };
    let path = kept.display();
    contains(&doctor(&[]).stdout, &[&format!("nothing yet in {path}\n")]);
    std::fs::create_dir_all(kept.join("one")).unwrap();
    std::fs::write(kept.join("one/answer.json"), "{}").unwrap();
    let object: Value = serde_json::from_str(&doctor(&["--format", "json"]).stdout).unwrap();
    let answers = &object["stores"]["answers"];
    assert_eq!(answers["path"], kept.to_str().unwrap());
    assert_eq!(
        (&answers["count"], &answers["writable"]),
        (&1.into(), &true.into())
    );
    assert_eq!(object["findings"]["answers"]["good"], true);
    std::fs::set_permissions(&kept, Permissions::from_mode(0o777)).unwrap();
    let said = doctor(&[]);
    assert_eq!(said.status, Some(1));
    contains(
        &said.stdout,
        &[&format!("{path} can be changed by other users"), "delete"],
    );
    let said = super::grader(&["doctor", "--print-apparmor"]);
    contains(&said.stdout, &["profile grader", "userns,"]);
    if isolates() {
        let refuse = "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"";
        let mut command = Command::new("unshare");
        command
            .args(["-Ur", "/bin/sh", "-c", refuse, "sh"])
            .arg(env!("CARGO_BIN_EXE_grader"))
            .args(["doctor", "--lang", "en"]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let page = String::from_utf8(output.stdout).unwrap();
        contains(
            &page,
            &[
                "isolated machines  no (unshare: No space",
                "→ allow some: sudo sysctl",
            ],
        );
    }
}
