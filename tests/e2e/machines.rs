//! What programs run on: who they are there, and what is said where the host does not give machines of their own.

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

/// A server whose port is in its code cannot be asked without a network of its own; that is said, and costs nothing.
#[test]
fn a_port_in_the_code_needs_an_isolated_machine() {
    let submission = root().join("tests/submissions/ex1/broken/port-in-code");
    let (report, status) = report("ex1", &submission, &["--isolation", "plain"]);
    assert_eq!((status, &report["provisional"]), (Some(3), &true.into()));
    assert!(checks(&report, "inconclusive").contains(&"server-answers"));
    let lost = lost(&report);
    let (first, _) = lost[0].split_once(") ").unwrap();
    assert_eq!(first, "server-listens (needs-isolation");
    assert_eq!(checks(&report, "failed"), [""; 0], "{lost:#?}");
}

/// Where namespaces are refused, programs run plainly, and the report says why.
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
    let plain = within(&["--format", "json"]);
    assert_eq!(plain.status.code(), Some(0), "{}", text(plain.stderr));
    let report: Value = serde_json::from_slice(&plain.stdout).unwrap();
    assert_eq!(report["isolation"], "plain");
    let page = text(within(&[]).stdout);
    contains(&page, &["machines    none", "unshare: No space"]);
    let forced = within(&["--isolation", "isolated"]);
    assert_eq!((forced.status.code(), forced.stdout.len()), (Some(3), 0));
    contains(&text(forced.stderr), &["error: ", "unshare", "sysctl"]);
}
