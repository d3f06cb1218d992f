//! What keeps a server from its clients.

use super::{TWO, check, no_answer};
use crate::judge::notation::member;
use crate::model::{Exit, Failure};

#[test]
fn a_server_that_leaves_clients_in_its_queue_is_told_by_what_it_waits_for() {
    let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}; queues talker");
    let cases = [
        ("1 reads silent 0", "one-at-a-time"),
        ("1 joins 2; thread 2 reads silent 0", "joined-at-once"),
        ("1 polls silent", "not-accepting"),
        ("1 waits; thread 2 reads silent 0", "not-accepting"),
        ("1 writes silent", "blocked-by-writing"),
        ("1 runs", "spins"),
    ];
    for (threads, name) in cases {
        check(no_answer("talker"), &stuck(threads), name);
    }
    let refused = Failure::NotAccepted {
        actor: member("talker"),
        by: member("server"),
    };
    check(refused.clone(), &stuck("1 reads silent 0"), "one-at-a-time");
    // The queue had no room for it.
    let full = "fails\nserver thread 1 reads silent 0";
    check(refused.clone(), full, "one-at-a-time");
    check(refused, "fails\nserver thread 1 accepts", "none");
    // It is not looked at, or it was another's queue.
    check(no_answer("talker"), TWO, "none");
    let other = format!("{TWO}\nserver thread 1 accepts; queues silent");
    check(no_answer("talker"), &other, "none");
}

#[test]
fn a_server_that_has_accepted_nobody() {
    let seen = r#"
        silent > server connects
        talker > server connects
        talker > server "lune\n"
        fails
        server thread 1 waits; queues silent, talker
    "#;
    let waits = |threads: &str| seen.replace("1 waits", threads);
    for threads in [
        "1 waits",
        "1 waits in block_on; thread 2 polls",
        "1 joins 2; thread 2 waits",
        "1 joins 2; thread 2 waits; thread 3 waits",
        "1 reads its input",
        "1 hears",
    ] {
        check(no_answer("talker"), &waits(threads), "never-accepts");
    }
    check(no_answer("talker"), &waits("1 runs"), "spins");
    // What was to accept may be what has died.
    let warns = r#"server warns "Exception in thread Thread-1 (accept):\nTraceback (most recent call last):\nOSError: [Errno 22]\n""#;
    let died = seen.replace("fails", &format!("{warns}\nfails"));
    check(no_answer("talker"), &died, "thread-died");
    // Somebody was accepted, or one who has left may have been.
    let one = seen.replace("queues silent, talker", "queues talker");
    check(no_answer("talker"), &one, "not-accepting");
    let left = "gone > server connects\ngone > server resets\n";
    let gone = seen.replacen("silent >", &format!("{left}silent >"), 1);
    check(no_answer("talker"), &gone, "not-accepting");
}

#[test]
fn a_loop_that_is_told_once_and_leaves_some_in_the_queue() {
    let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}; queues talker");
    let cases = [
        ("1 hears", "accepts-once"),
        ("1 hears silent", "accepts-once"),
        ("1 hears silent; has epoll", "accepts-once"),
        ("1 hears silent; has epoll; full silent", "accepts-once"),
        // A runtime of tasks has told its task; another thread may have been told, and is not back.
        ("1 hears silent in block_on; has epoll", "not-accepting"),
        ("1 hears silent; thread 2 waits; has epoll", "not-accepting"),
        ("1 polls silent; has epoll", "not-accepting"),
    ];
    for (threads, name) in cases {
        check(no_answer("talker"), &stuck(threads), name);
    }
}

#[test]
fn a_client_whom_nobody_reads_is_behind_others() {
    let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}");
    let cases = [
        (
            "1 accepts; thread 2 reads silent 0; thread 3 waits",
            "behind-lock",
        ),
        (
            "1 accepts; thread 2 reads silent 0; thread 3 reads other 0",
            "all-busy",
        ),
        ("1 accepts; thread 2 writes silent", "blocked-by-writing"),
        ("1 accepts; thread 2 reads silent 0", "none"),
        ("1 accepts", "none"),
    ];
    for (threads, name) in cases {
        check(no_answer("talker"), &stuck(threads), name);
    }
}

#[test]
fn a_client_that_does_not_read_holds_up_tasks_as_well() {
    let seen = format!("{TWO}\nserver thread 1 polls silent talker; full silent");
    check(no_answer("talker"), &seen, "blocked-by-writing");
    let own = seen.replace("full silent", "full talker");
    check(no_answer("talker"), &own, "kept-answer");
    let queued = format!("{TWO}\nserver thread 1 polls silent; queues talker; full silent");
    check(no_answer("talker"), &queued, "blocked-by-writing");
}

#[test]
fn a_read_that_holds_up_others() {
    let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}");
    let cases = [
        ("1 reads silent 0", "blocked-by-reading"),
        ("1 reads silent 0; has epoll", "blocked-by-reading"),
        (
            "1 reads silent 0; queues talker; has epoll",
            "blocked-by-reading",
        ),
        (
            "1 waits in block_on; thread 2 reads silent 0; queues talker; has epoll",
            "blocked-by-reading",
        ),
        (
            "1 waits; thread 2 reads silent 0; thread 3 reads other 0; has epoll",
            "blocked-by-reading",
        ),
        // The loop itself goes on, and does not accept.
        (
            "1 waits; thread 2 reads silent 0; thread 3 polls silent; queues talker; has epoll",
            "not-accepting",
        ),
        ("1 accepts; thread 2 reads silent 0", "none"),
        (
            "1 writes silent; queues talker; has epoll",
            "blocked-by-writing",
        ),
    ];
    for (threads, name) in cases {
        check(no_answer("talker"), &stuck(threads), name);
    }
}

#[test]
fn a_client_that_was_accepted_and_is_not_read() {
    let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}; unread talker");
    check(
        no_answer("talker"),
        &stuck("1 waits; thread 2 accepts"),
        "left-unread",
    );
    check(no_answer("talker"), &stuck("1 accepts"), "left-unread");
    // Its thread may be the one that waits.
    check(
        no_answer("talker"),
        &stuck("1 accepts; thread 2 waits"),
        "none",
    );
    check(no_answer("talker"), &stuck("1 waits"), "none");
    let read = format!("{TWO}\nserver thread 1 accepts; unread silent");
    check(no_answer("talker"), &read, "none");
}

#[test]
fn a_client_that_was_answered_is_not_read_again() {
    let seen = r#"
        talker > server connects
        talker > server "lune\n"
        server > talker "Echo: lune\n"
        talker > server "rose\n"
        rests
        fails
        server thread 1 accepts; unread talker
    "#;
    check(no_answer("talker"), seen, "left-after-answer");
    // Nothing of this connection was answered; something may happen yet; a thread that waits may be its own, or has fallen.
    let cases = [
        seen.replace("server > talker \"Echo: lune\\n\"", ""),
        seen.replace("server > talker \"Echo: lune\\n\"", "server > talker \"Echo: lune\\n\"\ntalker > server connects"),
        seen.replace("rests", ""),
        seen.replace("1 accepts", "1 waits; thread 2 accepts"),
        seen.replace("rests", "server warns \"Exception in thread Thread-1 (serve):\\nTraceback (most recent call last):\\nIndexError: 3\\n\"\nrests"),
    ];
    for case in cases {
        check(no_answer("talker"), &case, "left-unread");
    }
    let read = seen.replace("; unread talker", "");
    check(no_answer("talker"), &read, "none");
}

#[test]
fn a_task_that_waits_for_something_else_leaves_its_client_unread() {
    let stuck = "server thread 1 waits in block_on; thread 2 polls silent talker; thread 3 waits";
    let seen = format!("{}\n{stuck}", TWO.replace("fails", "rests\nfails"));
    check(no_answer("talker"), &seen, "kept-answer");
    let unread = format!("{seen}; unread talker; has epoll");
    check(no_answer("talker"), &unread, "left-unread");
    // It may still be read, or waits for room for an answer: nothing is known, but not that all was read.
    check(no_answer("talker"), &unread.replace("rests", ""), "none");
    let full = unread.replace("unread", "full talker; unread");
    check(no_answer("talker"), &full, "none");
    let reads = unread.replace("polls silent talker", "reads talker 5");
    check(no_answer("talker"), &reads, "none");
}

#[test]
fn workers_in_the_queue_are_kept_out_by_what_the_server_waits_for() {
    let stuck = |threads: &str| {
        format!(
            r#"
            doomed > server connects
            doomed > server "READY\n"
            worker > server connects
            worker > server "READY\n"
            fails
            server thread {threads}; queues worker
            "#
        )
    };
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let carried = |from: &str, to: &str| Failure::NotCarried {
        from: member(from),
        to: member(to),
        expected: "^TASK".into(),
    };
    let reading = stuck("1 reads doomed 6");
    check(printed(), &reading, "one-at-a-time");
    check(carried("server", "worker"), &reading, "one-at-a-time");
    check(carried("worker", "server"), &reading, "one-at-a-time");
    // It is not this one that is kept out.
    check(carried("server", "doomed"), &reading, "none");
    let joins = "1 joins 2; thread 2 reads doomed 6";
    check(printed(), &stuck(joins), "joined-at-once");
    // It had accepted several, and waits for all of them.
    let closed = stuck(&format!("{joins}; thread 3 reads other 6"));
    check(printed(), &closed, "not-accepting");
    let nobody = reading.replace("; queues worker", "");
    check(printed(), &nobody, "none");
}

#[test]
fn processes_that_go_on_into_the_accept_loop() {
    let grows = |what: &str| Failure::Grows {
        actor: member("server"),
        what: what.into(),
        before: 101,
        now: 301,
    };
    let seen = "fails\nserver thread 1 accepts; child 2 accepts; child 3 accepts";
    check(grows("processes"), seen, "child-accepts");
    check(grows("threads"), seen, "none");
    // Some of them do something else; there are none.
    let reads = seen.replace("child 3 accepts", "child 3 reads talker 0");
    check(grows("processes"), &reads, "none");
    check(grows("processes"), "fails\nserver thread 1 accepts", "none");
}

#[test]
fn a_parent_that_keeps_what_its_children_have_closed() {
    let grows = |what: &str| Failure::Grows {
        actor: member("server"),
        what: what.into(),
        before: 100,
        now: 300,
    };
    let seen = r#"
        talker > server connects
        server uses 2 processes
        talker > server ends
        fails
        server thread 1 accepts
    "#;
    let check = |what: &str, seen: &str, name| check(grows(what), seen, name);
    check("connections", seen, "parent-keeps-copy");
    check("descriptors", seen, "none");
    check(
        "connections",
        &seen.replace("2 processes", "1 processes"),
        "none",
    );
    // Another process is there for good, or for whatever else.
    let with_child = seen.replace("1 accepts", "1 accepts; child 2 sleeps");
    check("connections", &with_child, "none");
    let alone = seen.replace("uses", "prints \"\"\ntalker > server ends\nserver uses");
    check("connections", &alone, "none");
    check(
        "connections",
        &seen.replace("1 accepts", "1 sleeps"),
        "none",
    );
}

#[test]
fn a_client_that_does_not_read_ends_a_server_that_does_not_wait() {
    let exited = || Failure::Exited {
        actor: member("server"),
        exit: Exit::Code(1),
    };
    let seen = r#"
        deaf > server connects
        deaf > server "lune\n"
        server warns "Traceback (most recent call last):\n  File \x22server.py\x22, line 9, in read\n    conn.sendall(line)\nBlockingIOError: [Errno 11] Resource temporarily unavailable\n"
        server exits 1
        fails
    "#;
    check(exited(), seen, "no-room-to-write");
    let reads = seen.replace("conn.sendall(line)", "data = conn.recv(1024)");
    check(exited(), &reads, "non-blocking");
    let other = seen.replace("[Errno 11]", "[Errno 32]");
    check(exited(), &other, "none");
}

#[test]
fn two_threads_that_read_one_client_and_none_another() {
    let stuck = |threads: &str| {
        let met = TWO.replace("fails", "rests\nfails");
        format!("{met}\nserver thread {threads}")
    };
    let twice = stuck(
        "1 accepts; thread 2 reads silent 0; thread 3 reads silent 0; thread 4 reads other 0; unread talker",
    );
    check(no_answer("talker"), &twice, "read-twice");
    let carried = Failure::NotCarried {
        from: member("server"),
        to: member("talker"),
        expected: "Echo: lune".into(),
    };
    check(carried, &twice, "read-twice");
    let unread = Failure::NotRead {
        from: member("talker"),
        by: member("server"),
        unread: 5,
    };
    check(unread, &twice, "read-twice");
    let printed = Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    check(printed, &twice, "read-twice");
    let cases = [
        // Each has its own; something may still happen; somebody reads it.
        (
            twice.replace("3 reads silent", "3 reads another"),
            "all-busy",
        ),
        (twice.replace("rests", ""), "all-busy"),
        (twice.replace("4 reads other 0", "4 reads talker 5"), "none"),
        // It is in the queue; or a thread would read it that waits for a lock.
        (format!("{twice}; queues talker"), "not-accepting"),
        (twice.replace("4 reads other 0", "4 locks"), "behind-lock"),
        // What it has sent was read.
        (twice.replace("; unread talker", ""), "all-busy"),
        (twice.replace("unread talker", "unread other"), "all-busy"),
        // Two processes have one each.
        (twice.replace("thread 3 reads", "child 3 reads"), "all-busy"),
    ];
    for (seen, name) in cases {
        check(no_answer("talker"), &seen, name);
    }
}
