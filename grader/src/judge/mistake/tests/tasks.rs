//! Tasks that wait for one another.

use super::{check, mistake, no_answer};
use crate::judge::notation::{member, trace};
use crate::model::{Fact, Failure, Mistake, Observation};

const SEEN: &str = r#"
    first > server connects
    other > server connects
    first > server "READY\n"
    other > server "READY\n"
    server > first "TASK 0\n"
    fails
    server thread 1 polls first other; has epoll
"#;

#[test]
fn a_line_that_another_had_answered() {
    check(no_answer("other"), SEEN, "task-waits");
    let line = |from, to| Failure::NotCarried {
        from: member(from),
        to: member(to),
        expected: "TASK".into(),
    };
    check(line("server", "other"), SEEN, "task-waits");
    // What a client that waits for its answer was to say next.
    check(line("other", "server"), SEEN, "task-waits");
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    check(printed(), SEEN, "task-waits");
    // A runtime that has a timer does not rest, and none of its threads may have stood still.
    let awake = SEEN.replace("thread 1 polls first other", "thread 2 waits");
    check(no_answer("other"), &awake, "task-waits");
    let cases = [
        SEEN.replace("other > server \"READY\\n\"", ""),
        SEEN.replace("fails", "server > other \"TASK 1\\n\"\nfails"),
        SEEN.replace("fails", "other > server ends\nfails"),
        SEEN.replace("READY\\n\"\n    server", "READY 2\\n\"\n    server"),
        SEEN.replace("has epoll", "has epoll; unread other"),
        SEEN.replace("thread 1", "thread 2 reads first 6; thread 1"),
        SEEN.replace("has epoll", "thread 2 accepts"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
    // What has left may have taken with it what is missing.
    let left = SEEN.replace(
        "other > server \"",
        "first > server ends\nother > server \"",
    );
    check(no_answer("other"), &left, "after-a-leave");
}

#[test]
fn what_a_link_holds_back_was_not_read() {
    let seen = |held: &[&str]| {
        let seen = SEEN.replace("first", "crew[0]").replace("other", "crew[1]");
        let mut seen = trace(&seen);
        let holding = held.iter().map(|from| Observation {
            at: 0,
            what: Fact::Holding {
                from: member(from),
                to: member("server"),
            },
        });
        seen.observations.splice(0..0, holding.collect::<Vec<_>>());
        mistake(&no_answer("crew[1]"), &|actor| actor == "server", &seen)
    };
    assert_eq!(seen(&["crew[0]", "crew[1]"]), Some(Mistake::TaskWaits));
    assert_ne!(seen(&["crew[1]"]), Some(Mistake::TaskWaits));
}
