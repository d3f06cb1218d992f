//! What is named of which trace.

use super::mistake;
use crate::judge::notation::{member, trace};
use crate::model::{Exit, Failure, Likeness, Listener};

/// The mistake behind `failure`, of which this was seen; the server, and clients named `mine`, are the student's.
#[track_caller]
fn check(failure: Failure, seen: &str, name: &str) {
    let yours = |actor: &str| actor == "server" || actor == "mine";
    let found = mistake(&failure, &yours, &trace(seen));
    let found = found.map_or_else(|| "none".to_owned(), crate::model::Mistake::name);
    assert_eq!(found, name, "{seen}");
}

fn no_answer(at: &str) -> Failure {
    Failure::NoAnswer {
        at: member(at),
        expected: vec!["Echo: lune".into()],
        got: vec![],
    }
}

fn wrong(got: &str, likeness: Likeness) -> Failure {
    Failure::WrongAnswer {
        at: member("talker"),
        expected: vec!["Echo: lune".into(), "lune".into()],
        got: got.into(),
        wrong_at: 0,
        likeness,
    }
}

const TWO: &str = r#"
    silent > server connects
    talker > server connects
    talker > server "lune\n"
    fails
"#;

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
fn a_message_that_was_read_and_not_answered() {
    let read = "server thread 1 accepts; thread 2 reads talker 5";
    check(
        no_answer("talker"),
        &format!("{TWO}\n{read}"),
        "kept-answer",
    );
    let together = format!(
        r#"
        talker > server connects
        talker > server "lune\nrose\nmer\n"
        server > talker "Echo: lune\n"
        fails
        {read}
        "#
    );
    check(no_answer("talker"), &together, "lines-lost");
    let answered = format!(
        r#"
        talker > server connects
        talker > server "lune\n"
        server > talker "Echo: lune\n"
        fails
        {read}
        "#
    );
    check(no_answer("talker"), &answered, "none");
}

#[test]
fn a_message_that_is_not_answered_any_more_since_another_left() {
    let seen = r#"
        other > server connects
        other > server "rose\n"
        other > server ends
        talker > server connects
        talker > server "lune\n"
        fails
        server thread 1 accepts; thread 2 reads talker 5
    "#;
    check(no_answer("talker"), seen, "after-a-leave");
    let reset = seen.replace("server ends", "server resets");
    check(no_answer("talker"), &reset, "after-a-leave");
    // It may have been itself, on an earlier connection.
    let own = seen.replace("other >", "talker >");
    let own = own.replace(
        "talker > server ends",
        "server > talker \"Echo: rose\\n\"\ntalker > server ends",
    );
    check(no_answer("talker"), &own, "after-a-leave");
    let cases = [
        // Nobody left, or only afterwards; it was itself that has no more to say.
        seen.replace("other > server ends", ""),
        seen.replace("fails", "fails\nother > server ends")
            .replacen("other > server ends", "", 1),
        seen.replace("other > server ends", "")
            .replace("fails", "talker > server ends\nfails"),
        // A thread has ended otherwise than it should.
        seen.replace(
            "fails",
            "server warns \"thread '<unnamed>' panicked at src/main.rs:3:5:\\nno\\n\"\nfails",
        ),
    ];
    for case in cases {
        check(no_answer("talker"), &case, "kept-answer");
    }
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
        seen.replace("3 reads worker 9", "3 sleeps"),
        seen.replace("worker 9", "worker 9; unread worker"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}

#[test]
fn a_line_that_is_sent_again() {
    let seen = r#"
        server > talker connects
        server > talker "READY\n"
        talker > server "TASK 0\n"
        server > talker "READY\nRESULT 0 7\n"
        fails
    "#;
    let got = |got: &str| wrong(got, Likeness::Unknown);
    check(got("READY\nRESULT 0 7\n"), seen, "said-again");
    check(
        got("READY\n"),
        &seen.replace("RESULT 0 7\\n", ""),
        "said-again",
    );
    // It is another line, or the first of its kind.
    check(got("RESULT 0 7\n"), seen, "none");
    let once = seen.replacen("server > talker \"READY\\n\"", "", 1);
    check(got("READY\nRESULT 0 7\n"), &once, "none");
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
    let reads = seen.replace("3 waits", "3 reads worker 9");
    check(printed(), &reads, "awaits-more");
    let cases = [
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
fn lines_that_came_together() {
    let seen = |says: &str, threads: &str| {
        format!(
            r#"
            talker > server connects
            server > talker "READY\n"
            talker > server "lune\nrose\n"
            {says}
            fails
            server thread {threads}
            "#
        )
    };
    let once = r#"server > talker "Echo: lune\n""#;
    let reads = "1 reads talker 10";
    check(no_answer("talker"), &seen(once, reads), "lines-lost");
    check(no_answer("talker"), &seen("", reads), "kept-answer");
    check(
        no_answer("talker"),
        &seen(once, "1 polls talker"),
        "lines-left",
    );
    let tasks = "1 polls talker in tokio::runtime::Runtime::block_on";
    check(no_answer("talker"), &seen(once, tasks), "lines-lost");
    let twice = format!("{once}\n{once}");
    check(no_answer("talker"), &seen(&twice, reads), "none");
}

#[test]
fn an_answer_that_went_elsewhere() {
    let seen = |other: &str| {
        format!(
            r#"
            talker > server connects
            other > server connects
            other > server "{other}\n"
            talker > server "lune\n"
            server > other "Echo: lune\n"
            fails
            "#
        )
    };
    check(no_answer("talker"), &seen("rose"), "answered-another");
    // The other had asked the same.
    check(no_answer("talker"), &seen("lune"), "none");
}

#[test]
fn answers_that_go_to_all() {
    let seen = r#"
        talker > server connects
        other > server connects
        other > server "mimosa\n"
        server > other "Echo: mimosa\n"
        server > talker "Echo: mimosa\n"
        talker > server "lune\n"
        fails
    "#;
    let wrong = || wrong("Echo: mimosa\n", Likeness::SomeoneElses);
    check(wrong(), seen, "sent-to-all");
    // It took the other's place, or came once for each message.
    let once = seen.replace("server > other \"Echo: mimosa\\n\"\n", "\n");
    check(wrong(), &once, "someone-elses");
    let asked = seen.replace(
        "connects\n        other > server c",
        "connects\ntalker > server \"lune\\n\"\nother > server c",
    );
    check(wrong(), &asked, "someone-elses");
    let carried = Failure::NotCarried {
        from: member("server"),
        to: member("talker"),
        expected: String::new(),
    };
    let astray = r#"
        talker > server connects
        other > server connects
        talker > server "lune\n"
        server > other "Echo: lune\n"
        fails
    "#;
    check(carried.clone(), astray, "answered-another");
    // The message itself went to the server, as it should.
    let mine = astray
        .replace("talker", "mine")
        .replace("server > other", "other > server");
    let carried = Failure::NotCarried {
        from: member("server"),
        to: member("mine"),
        expected: String::new(),
    };
    check(carried, &mine, "none");
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
fn a_program_that_turns_for_ever_instead_of_ending() {
    let stays = || Failure::NotExited {
        actor: member("mine"),
    };
    check(stays(), "fails\nmine thread 1 runs", "spins");
    check(stays(), "fails\nmine thread 1 sleeps", "none");
}

#[test]
fn both_sides_wait() {
    let seen = "mine > script connects\nfails\nmine thread 1 reads script 0";
    check(no_answer("script"), seen, "both-wait");
    let received = Failure::NotReceived {
        by: member("script"),
        expected: "/x/".into(),
        got: vec![],
    };
    check(received.clone(), seen, "both-wait");
    let typed = "mine > script connects\nfails\nmine thread 1 sleeps";
    check(received, typed, "none");
}

#[test]
fn a_line_without_its_end() {
    let seen = r#"
        mine > reference connects
        mine > reference "lune"
        fails
        mine thread 1 reads reference 0
    "#;
    // Whatever else its threads do, the line that was sent has no end.
    let received = || Failure::NotReceived {
        by: member("reference"),
        expected: "/x/".into(),
        got: vec![],
    };
    let busy = seen.replace("thread 1 reads reference 0", "thread 1 runs");
    check(received(), &busy, "no-newline");
    check(received(), seen, "no-newline");
    check(
        received(),
        &seen.replace("reads reference 0", "sleeps"),
        "none",
    );
    check(received(), &busy.replace("lune", "lune\\n"), "none");
    let printed = |got: &str| Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["Echo: lune".into()],
        got: got.into(),
    };
    check(printed(""), seen, "no-newline");
    // It was answered all the same.
    let answered = seen.replace(
        "fails",
        "reference > mine \"Echo: lu\"\nreference > mine \"ne\\n\"\nfails",
    );
    check(printed("Echo: lu"), &answered, "none");
    let carried = Failure::NotCarried {
        from: member("reference"),
        to: member("mine"),
        expected: "/x/".into(),
    };
    check(carried, seen, "no-newline");
    check(
        wrong("Echo: luneEcho: rose", Likeness::ReplyPerRead),
        "fails",
        "no-newline",
    );
    check(
        wrong("Echo: luEcho: ne\n", Likeness::ReplyPerRead),
        "fails",
        "reply-per-read",
    );
    let own = r#"
        mine > script connects
        mine > script "lune\n"
        script > mine "Echo: rose 7\n"
        mine prints "lune\n"
        fails
    "#;
    check(printed("Réponse : lune\n"), own, "prints-own-message");
    check(printed("Réponse : rien\n"), own, "none");
}

#[test]
fn a_length_in_front_of_a_message() {
    let received = || Failure::NotReceived {
        by: member("echo"),
        expected: "rose".into(),
        got: vec![],
    };
    let seen = r#"
        mine > echo connects
        mine typed "lune\nfuchsia\n"
        mine > echo "\0\0\0\x04lune"
        echo > mine "Echo: \0\0\0\x04lune\n"
        fails
        mine thread 1 reads echo 15
    "#;
    let printed = Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["lune".into()],
        got: vec![],
    };
    let stays = Failure::NotExited {
        actor: member("mine"),
    };
    let carried = Failure::NotCarried {
        from: member("echo"),
        to: member("mine"),
        expected: String::new(),
    };
    for failure in [received(), printed, stays, carried] {
        check(failure, seen, "framed");
    }
    let parts = [
        r"\0\x04lune\n",
        r"\x04lune\x07fuchsia",
        r"\0\0\0\0\0\0\0\x04lune",
    ];
    let with = |part: &str| seen.replace(r"\0\0\0\x04lune", part);
    for part in parts {
        check(received(), &with(part), "framed");
    }
    // Text; too many; a colour; not all of them; nothing typed.
    for part in [
        "4 lune",
        r"\0\0\0\0\0\0\0\0\0lune",
        r"\x1b[32mlune",
        r"\x04lunefuchsia",
    ] {
        check(received(), &with(part), "no-newline");
    }
    check(
        received(),
        &seen.replace("typed \"lune", "typed \"lys"),
        "no-newline",
    );
    let answer = |got| wrong(got, Likeness::Unknown);
    check(answer("\0\0\0\nEcho: lune"), "fails", "framed");
    check(answer("\0\x04lune"), "fails", "framed");
    check(answer("\n\nEcho: lune"), "fails", "none");
}

#[test]
fn reads_that_are_taken_for_lines() {
    let pieces = r#"
        talker > server connects
        talker > server "lu"
        server > talker "Echo: lu\n"
        fails
    "#;
    check(
        wrong("Echo: lu\n", Likeness::Truncated),
        pieces,
        "reply-per-read",
    );
    let whole = pieces.replace("\"lu\"", "\"lune\\n\"");
    check(
        wrong("Echo: lu\n", Likeness::Truncated),
        &whole,
        "truncated",
    );
    let together = pieces.replace("\"lu\"", "\"mer\\nlune\\n\"");
    let bare = || wrong("lune\n", Likeness::PrefixMissing);
    check(bare(), &together, "reply-per-read");
    check(bare(), &whole, "prefix-missing");
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
fn a_connection_that_ends_early() {
    let ended = |reset| Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: rose".into()],
        got: vec![],
        reset,
    };
    let once = r#"
        talker > server connects
        talker > server "lune\n"
        server > talker "Echo: lune\n"
        talker > server "rose\n"
        server > talker ends
        fails
    "#;
    check(ended(false), once, "closed-after-first");
    check(ended(true), once, "closed-after-first");
    let never = once.replace("server > talker \"Echo: lune\\n\"\n", "\n");
    check(ended(false), &never, "none");
    check(ended(true), &never, "reset-unread");
    // A reference is nobody's mistake.
    check(ended(true), &once.replace("server", "reference"), "none");
    let panic = "thread '<unnamed>' panicked at src/main.rs:12:5:\\nPoisonError\\n";
    let dies = |says: &str, before: &str| {
        once.replace(before, &format!("server warns \"{says}\"\n{before}"))
    };
    check(
        ended(false),
        &dies(panic, "server > talker ends"),
        "thread-died",
    );
    check(
        ended(false),
        &dies("Exception in thread Thread-2 (f):\\n", "fails"),
        "thread-died",
    );
    check(
        ended(false),
        &format!("{once}server warns \"{panic}\""),
        "thread-died",
    );
    // Another conversation's thread, before this one's last message; a reference's; and what is no panic.
    let earlier = dies(panic, "talker > server \"rose");
    check(ended(false), &earlier, "closed-after-first");
    let other = dies(panic, "server > talker ends").replace("server warns", "peer warns");
    check(ended(false), &other, "closed-after-first");
    // What was raised may be why.
    let raised = "Traceback (most recent call last):\\nKeyError: 3\\n";
    check(ended(false), &dies(raised, "fails"), "none");
    let earlier = dies(raised, "talker > server \"rose");
    check(ended(false), &earlier, "closed-after-first");
    let said = dies("client perdu : panicked at\\n", "server > talker ends");
    check(ended(false), &said, "closed-after-first");
}

#[test]
fn a_connection_that_is_closed_under_its_thread() {
    let ended = |reset| Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: lune".into()],
        got: vec![],
        reset,
    };
    let closed = |says: &str| {
        format!(
            r#"
            talker > server connects
            talker > server "lune\n"
            {says}
            server > talker ends
            fails
            "#
        )
    };
    let raised =
        r#"server warns "Exception in thread Thread-2:\nOSError: [Errno 9] Bad file descriptor\n""#;
    check(ended(true), &closed(raised), "closed-while-used");
    check(ended(false), &closed(raised), "closed-while-used");
    let caught = r#"server prints "Erreur : [Errno 9] Bad file descriptor\n""#;
    check(ended(true), &closed(caught), "closed-while-used");
    // Before its message came; another connection's; another error; and what was said after an answer.
    let early = closed("").replace(
        "talker > server \"lune",
        &format!("{caught}\ntalker > server \"lune"),
    );
    check(ended(true), &early, "closed-while-used");
    let before = format!("{caught}\ntalker > server \"a\"\n{}", closed(""));
    check(ended(true), &before, "reset-unread");
    let carried = Failure::NotCarried {
        from: member("server"),
        to: member("talker"),
        expected: String::new(),
    };
    check(carried, &closed(caught), "closed-while-used");
    let other = caught.replace("Errno 9]", "Errno 32]");
    check(ended(true), &closed(&other), "none");
    let answered = closed(&format!("server > talker \"Echo: mer\\n\"\n{caught}"));
    check(ended(true), &answered, "closed-after-first");
}

#[test]
fn a_client_that_ends_its_stream_before_its_last_line() {
    let received = || Failure::NotReceived {
        by: member("echo"),
        expected: "rose".into(),
        got: vec!["lune".into()],
    };
    let seen = r#"
        mine typed "lune\n"
        mine > echo connects
        mine > echo "lune\n"
        mine > echo ends
        echo > mine "Echo: lune\n"
        mine typed "rose\n"
        mine warns "Erreur : [Errno 32] Broken pipe\n"
        mine exits 1
        fails
    "#;
    check(received(), seen, "half-closed");
    let rust = seen.replace("[Errno 32] Broken pipe", "Broken pipe (os error 32)");
    check(received(), &rust, "half-closed");
    // It waits, for whatever.
    let waits = seen
        .replace("mine exits 1", "")
        .replace("mine warns", "peer warns");
    check(received(), &waits, "half-closed");
    // It has ended, for whatever; its input was over; the other had left; it has sent all; it has connected anew.
    let cases = [
        seen.replace("[Errno 32]", "[Errno 104]"),
        seen.replace("mine > echo ends", "mine input ends\nmine > echo ends"),
        seen.replace("mine > echo ends", "echo > mine ends\nmine > echo ends"),
        seen.replace(
            "mine > echo ends",
            "mine > echo \"rose\\n\"\nmine > echo ends",
        ),
        seen.replace(
            "mine typed \"rose",
            "mine > echo connects\nmine typed \"rose",
        ),
        seen.replace("mine > echo ends", ""),
    ];
    for case in cases {
        check(received(), &case, "none");
    }
}

#[test]
fn a_socket_that_does_not_wait() {
    let ended = || Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: lune".into()],
        got: vec![],
        reset: false,
    };
    let closed = |says: &str| {
        format!(
            r#"
            talker > server connects
            talker > server "rose\n"
            server > talker "Echo: rose\n"
            {says}
            server > talker ends
            fails
            "#
        )
    };
    for said in [
        "127.0.0.1:59962: Resource temporarily unavailable (os error 11)",
        "Erreur : [Errno 11] Resource temporarily unavailable",
        r"Exception in thread Thread-1:\nBlockingIOError: [Errno 11] Resource temporarily unavailable",
        r"thread 'main' panicked at src/main.rs:1:1:\nOs { code: 11, kind: WouldBlock }",
    ] {
        let warns = format!(r#"server warns "{said}\n""#);
        check(ended(), &closed(&warns), "non-blocking");
        let late = format!("{}{warns}", closed(""));
        check(ended(), &late, "non-blocking");
        // Another's, and before.
        check(
            ended(),
            &format!("{warns}\ntalker > server ends\n{}", closed("")),
            "closed-after-first",
        );
        let other = warns.replace("server warns", "peer warns");
        check(ended(), &closed(&other), "closed-after-first");
        let carried = Failure::NotCarried {
            from: member("server"),
            to: member("talker"),
            expected: String::new(),
        };
        check(carried, &closed(&warns), "non-blocking");
    }
    let other = r#"server warns "(os error 111)\nfailed to spawn thread: Os { code: 11, kind: WouldBlock }\n""#;
    check(ended(), &closed(other), "closed-after-first");
    let exited = |code| Failure::Exited {
        actor: member("server"),
        exit: Exit::Code(code),
    };
    let fell = |says: &str| format!("server warns \"{says}\\n\"\nserver exits 1\nfails");
    let again = "Error: Os { code: 11, kind: WouldBlock }";
    check(exited(1), &fell(again), "non-blocking");
    check(
        exited(101),
        &fell(&format!("panicked:\\n{again}\\nnote: backtrace")),
        "non-blocking",
    );
    check(exited(1), &fell(&format!("{again}\\nValueError")), "none");
    let printed = Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["lune".into()],
        got: vec![],
    };
    let client = fell(again).replace("server", "mine");
    check(printed, &client, "non-blocking");
}

#[test]
fn a_connection_that_is_turned_away() {
    let ended = |reset| Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: lune".into()],
        got: vec![],
        reset,
    };
    let seen = |first: &str, last: &str| {
        format!(
            r#"
            talker > server connects
            talker > server "{first}\n"
            server > talker "Echo: {first}\n"
            talker > server ends
            talker > server connects
            {last}
            server > talker ends
            fails
            "#
        )
    };
    let asks = r#"talker > server "lune\n""#;
    check(ended(false), &seen("lune", asks), "turned-away");
    check(ended(true), &seen("lune", asks), "turned-away");
    check(ended(false), &seen("rose", ""), "turned-away");
    // What it was sent may be why.
    check(ended(false), &seen("rose", asks), "none");
    check(ended(true), &seen("rose", asks), "reset-unread");
    let begun = format!("{asks}\nserver > talker \"Ec\"");
    check(ended(false), &seen("lune", &begun), "none");
    // It failed, and told so or ended: nobody was turned away, and no bytes left on purpose.
    for failed in [
        r#"server warns "Traceback (most recent call last):\nKeyError\n""#,
        r#"server warns "127.0.0.1:4: Connection refused (os error 111)\n""#,
        "server exits 1",
    ] {
        let after = format!("{}{failed}", seen("lune", asks));
        check(ended(true), &after, "none");
        let before = seen("rose", &format!("{asks}\n{failed}"));
        check(ended(true), &before, "none");
    }
    let logs = format!("{asks}\nserver warns \"bye\\n\"");
    check(ended(true), &seen("lune", &logs), "turned-away");
}

#[test]
fn what_needs_no_trace() {
    let exited = |code| Failure::Exited {
        actor: member("server"),
        exit: Exit::Code(code),
    };
    check(exited(101), "fails", "panicked");
    check(exited(1), "fails", "none");
    let listens = |addresses: &[&str]| Failure::Unreachable {
        actor: member("server"),
        listens: addresses
            .iter()
            .map(|address| Listener {
                address: address.parse().unwrap(),
            })
            .collect(),
    };
    check(listens(&["[::1]:8000"]), "fails", "only-ipv6");
    check(listens(&["[::1]:8000", "10.0.0.1:8000"]), "fails", "none");
    check(listens(&["[::]:8000"]), "fails", "none");
}
