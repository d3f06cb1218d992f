//! Threads that hold up one another.

use super::{check, no_answer};
use crate::judge::notation::member;
use crate::model::Failure;

#[test]
fn threads_that_wait_for_one_that_is_gone() {
    let seen = r#"
        odd > server connects
        odd > server "h\xff\n"
        server warns "Exception in thread Thread-1 (f):\nValueError\n"
        talker > server connects
        talker > server "lune\n"
        rests
        fails
        server thread 1 accepts; thread 2 waits
    "#;
    check(no_answer("talker"), seen, "waits-for-dead");
    check(no_answer("talker"), &seen.replace("rests", ""), "none");
    check(
        no_answer("talker"),
        &seen.replace("Exception", "exception"),
        "none",
    );
    let free = seen.replace("; thread 2 waits", "");
    check(no_answer("talker"), &free, "none");
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    check(printed(), seen, "waits-for-dead");
    // Another has yet to answer.
    let reads = format!("{seen}; thread 3 reads talker 5");
    check(printed(), &reads, "none");
}

#[test]
fn a_program_that_reads_where_it_is_to_speak() {
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let seen = r#"
        worker > server connects
        server > worker "TASK 0\n"
        worker > server "RESULT 0 7\n"
        rests
        fails
        server thread 1 waits; thread 2 accepts; thread 3 reads worker 9
    "#;
    check(printed(), seen, "awaits-more");
    let polls = seen.replace("3 reads worker 9", "3 polls worker");
    check(printed(), &polls, "awaits-more");
    let cases = [
        // Something may still happen; the other was to speak; it has left; nobody reads.
        seen.replace("rests", ""),
        seen.replace("worker > server \"RESULT 0 7\\n\"", ""),
        seen.replace("rests", "worker > server ends\nrests"),
        // Another has left, and with it perhaps what is missing.
        format!("doomed > server connects\ndoomed > server ends\n{seen}"),
        seen.replace("3 reads worker 9", "3 sleeps"),
        seen.replace("worker 9", "worker 9; unread worker"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}

#[test]
fn a_program_whose_threads_wait_for_one_another() {
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let seen = r#"
        doomed > server connects
        worker > server connects
        server > doomed "TASK 0\n"
        worker > server "RESULT 1\n"
        doomed > server ends
        rests
        fails
        server thread 1 waits; thread 2 accepts; thread 3 waits
    "#;
    check(printed(), seen, "waits-for-itself");
    let joins = seen.replace("1 waits", "1 joins 3");
    check(printed(), &joins, "waits-for-itself");
    let dozes = seen.replace("waits", "dozes");
    check(printed(), &dozes, "not-woken");
    let joined = dozes.replace("1 dozes", "1 joins 3");
    check(printed(), &joined, "not-woken");
    // Whichever thread it is; those that wait for work in a queue may be right to.
    let accepts = "thread 1 accepts; thread 2";
    let other = dozes.replace(
        "thread 1 dozes; thread 2 accepts",
        &format!("{accepts} dozes"),
    );
    check(printed(), &other, "not-woken");
    let queue = seen.replace(
        "thread 1 waits; thread 2 accepts",
        &format!("{accepts} receives"),
    );
    check(printed(), &queue, "none");
    let line = Failure::NotCarried {
        from: member("server"),
        to: member("worker"),
        expected: "DONE".into(),
    };
    check(line, &dozes, "not-woken");
    let one = dozes.replace("3 dozes", "3 receives");
    check(printed(), &one, "waits-for-itself");
    let cases = [
        seen.replace("3 waits", "3 reads worker 9"),
        // Something may still happen; another was to speak; nobody is left; it may go on.
        seen.replace("rests", ""),
        seen.replace("doomed > server ends", ""),
        seen.replace("rests", "worker > server ends\nrests"),
        seen.replace("3 waits", "3 sleeps"),
        seen.replace("3 waits", "3 waits; unread worker"),
        seen.replace("1 waits; thread 2 accepts", "1 accepts"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}

#[test]
fn a_program_that_turns_for_ever_instead_of_ending() {
    let stays = || Failure::NotExited {
        actor: member("mine"),
    };
    check(stays(), "fails\nmine thread 1 runs", "spins");
    check(stays(), "fails\nmine thread 1 waits", "none");
}

#[test]
fn a_client_that_tries_again_for_ever() {
    let stays = || Failure::NotExited {
        actor: member("mine"),
    };
    let seen = r#"
        mine > server connects
        server > mine ends
        fails
        mine thread 1 sleeps
    "#;
    check(stays(), seen, "tries-on");
    check(stays(), "fails\nmine thread 1 sleeps", "tries-on");
    let joined = seen.replace("sleeps", "joins 2; thread 2 sleeps");
    check(stays(), &joined, "tries-on");
    let cases = [
        seen.replace("server > mine ends", ""),
        seen.replace("fails", "rests\nfails"),
        seen.replace("sleeps", "reads its input"),
        seen.replace("mine thread 1 sleeps", ""),
    ];
    for case in cases {
        check(stays(), &case, "none");
    }
}

#[test]
fn locks_that_nobody_gives_back() {
    let asked = r#"
        talker > server connects
        talker > server "lune\n"
        rests
        fails
    "#;
    let seen = |threads: &str| format!("{asked}\nserver thread {threads}");
    let stuck = "1 accepts; thread 2 locks; thread 3 locks";
    check(no_answer("talker"), &seen(stuck), "deadlock");
    // Without rest, somebody may still give one back.
    let soon = seen(stuck).replace("rests", "");
    check(no_answer("talker"), &soon, "none");
    // The threads of a pool wait for the lock of its channel, which one of them holds while it waits for work.
    let pool = "1 accepts; thread 2 receives; thread 3 locks";
    check(no_answer("talker"), &seen(pool), "none");
    let reading = "1 accepts; thread 2 reads silent 0; thread 3 locks";
    let not_received = || Failure::NotReceived {
        by: member("worker"),
        expected: "TASK".into(),
        got: vec![],
    };
    check(not_received(), &seen(reading), "behind-lock");
    check(not_received(), &seen(stuck), "deadlock");
}

#[test]
fn a_server_that_waits_for_one_more_client() {
    let seen = r#"
        worker > mine connects
        worker > mine "RESULT 0 7\n"
        mine > worker "DONE\n"
        worker > mine ends
        fails
        mine thread 1 accepts
    "#;
    let stays = || Failure::NotExited {
        actor: member("mine"),
    };
    let not_printed = || Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    check(not_printed(), seen, "accepts-on");
    check(stays(), seen, "accepts-on");
    // Somebody is still there; nobody has come; another thread waits for something else.
    let still = seen.replace("worker > mine ends", "other > mine connects");
    check(stays(), &still, "none");
    check(stays(), "fails\nmine thread 1 accepts", "none");
    let two = seen.replace("thread 1 accepts", "thread 1 accepts; thread 2 sleeps");
    check(stays(), &two, "none");
    // Its first thread waits for the one that accepts: that holds up its end, and not what it prints.
    let joined = seen.replace("thread 1 accepts", "thread 1 waits; thread 2 accepts");
    let joined = joined.replace("fails", "rests\nfails");
    check(stays(), &joined, "accepts-on");
    check(not_printed(), &joined, "none");
    let cases = [
        joined.replace("rests", ""),
        joined.replace("1 waits", "1 sleeps"),
        joined.replace("; thread 2 accepts", ""),
        joined.replace("2 accepts", "2 accepts; thread 3 reads worker 9"),
        joined.replace("worker > mine ends", "other > mine connects"),
    ];
    for case in cases {
        check(stays(), &case, "none");
    }
}
