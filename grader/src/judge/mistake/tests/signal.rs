//! What a signal that ended a program tells.

use super::check;
use crate::judge::notation::member;
use crate::model::{Exit, ExitStatus, Failure};

const SIGPIPE: Exit = Exit::Signal(13);

fn exited() -> Failure {
    Failure::Exited {
        actor: member("server"),
        exit: SIGPIPE,
    }
}

#[test]
fn who_writes_to_one_that_has_left_is_killed() {
    for leaves in ["resets", "ends"] {
        let seen = format!(
            "talker > server connects\ntalker > server {leaves}\nserver killed by 13\nfails"
        );
        check(exited(), &seen, "killed-by-sigpipe");
        check(exited(), &seen.replace("by 13", "by 11"), "none");
        // Its end may be seen after what was missed because of it.
        let late = seen.replace(
            "\nserver killed by 13\nfails",
            "\nfails\nserver killed by 13",
        );
        check(exited(), &late, "killed-by-sigpipe");
    }
    let told = r#"
        mine > listener connects
        listener > mine ends
        mine killed by 13
        fails
    "#;
    let wrong = Failure::WrongStatus {
        actor: member("mine"),
        exit: SIGPIPE,
        wanted: ExitStatus::Success,
    };
    check(wrong, told, "killed-by-sigpipe");
    let silent = Failure::SaidNothing {
        actor: member("mine"),
    };
    check(silent, told, "killed-by-sigpipe");
    let unprinted = Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["lune".into()],
        got: vec![],
    };
    check(unprinted, told, "killed-by-sigpipe");
    let uncarried = Failure::NotCarried {
        from: member("listener"),
        to: member("mine"),
        expected: String::new(),
    };
    check(uncarried, told, "killed-by-sigpipe");
}

#[test]
fn who_was_not_left_wrote_to_something_else() {
    check(
        exited(),
        "talker > server connects\nserver killed by 13\nfails",
        "none",
    );
    // It had ended its own stream.
    let own = r#"
        talker > server connects
        server > talker ends
        talker > server ends
        server killed by 13
        fails
    "#;
    check(exited(), own, "none");
    let earlier = r#"
        talker > server connects
        talker > server ends
        server starts again
        other > server connects
        server killed by 13
        fails
    "#;
    check(exited(), earlier, "none");
    let strange = r#"
        talker > reference connects
        talker > reference ends
        reference killed by 13
        fails
    "#;
    let reference = Failure::Exited {
        actor: member("reference"),
        exit: SIGPIPE,
    };
    check(reference, strange, "none");
}
