//! What comes to its end.

use super::{check, no_answer};

const FAILS: &str = r#"
    rests
    fails
    server thread 1 polls talker; has epoll
"#;

/// `times` as often, then a client whose message is not answered.
fn after(times: usize, each: &str) -> String {
    let last = "talker > server connects\ntalker > server \"lune\\n\"\n";
    format!("{}{last}{FAILS}", each.repeat(times))
}

const VISIT: &str = r#"
    talker > server connects
    talker > server "lune\n"
    server > talker "Echo: lune\n"
    talker > server ends
"#;

#[test]
fn many_clients_that_came_and_went() {
    check(no_answer("talker"), &after(9, VISIT), "used-up");
    // The first of them had been answered before anybody had left.
    check(no_answer("talker"), &after(8, VISIT), "after-a-leave");
    let queued = after(9, VISIT).replace("; has epoll", "; queues talker");
    check(no_answer("talker"), &queued, "used-up");
    // One of several that came together was left: that is no matter of how many came before.
    let told = queued.replace("polls talker", "hears");
    check(no_answer("talker"), &told, "accepts-once");
    let unread = after(9, VISIT).replace("has epoll", "unread talker");
    check(no_answer("talker"), &unread, "used-up");
    // What reads somebody else has another cause.
    let reads = queued.replace("polls talker", "reads other 6");
    check(no_answer("talker"), &reads, "one-at-a-time");
    let moves = after(9, VISIT).replace("rests", "");
    check(no_answer("talker"), &moves, "after-a-leave");
    let others = after(9, VISIT).replace("Echo: lune", "TASK 1");
    check(no_answer("talker"), &others, "after-a-leave");
}

#[test]
fn many_messages_of_those_who_stay() {
    let message = |times| {
        let one = "talker > server \"lune\\n\"\nserver > talker \"Echo: lune\\n\"\n";
        after(times, one).replacen("talker", "talker > server connects\ntalker", 1)
    };
    check(no_answer("talker"), &message(16), "used-up");
    check(no_answer("talker"), &message(15), "kept-answer");
    // Who is not accepted, or not read, is one too many at once; who has left may have taken something along.
    let queued = message(16).replace("has epoll", "queues talker");
    check(no_answer("talker"), &queued, "not-accepting");
    let unread = message(16).replace("has epoll", "unread talker");
    check(no_answer("talker"), &unread, "left-unread");
    let left = message(16).replacen("talker", "other > server connects\ntalker", 1);
    let left = left.replace(
        "    rests",
        "other > server ends\ntalker > server \"lune\\n\"\nrests",
    );
    check(no_answer("talker"), &left, "after-a-leave");
}
