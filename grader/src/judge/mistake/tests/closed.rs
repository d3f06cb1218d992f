//! Connections that ended.

use super::{check, no_answer};
use crate::judge::notation::member;
use crate::model::{Exit, Failure};

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
    check(ended(false), &never, "never-served");
    check(ended(true), &never, "never-served");
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
fn a_connection_that_nobody_leads() {
    let ended = |reset| Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: lune".into()],
        got: vec![],
        reset,
    };
    let seen = r#"
        talker > server connects
        talker > server "lune\n"
        server > talker ends
        fails
    "#;
    let early = r#"
        talker > server connects
        server > talker ends
        talker > server "lune\n"
        fails
    "#;
    for seen in [seen, early] {
        check(ended(false), seen, "never-served");
        check(ended(true), seen, "never-served");
    }
    // What was said may be why: nothing, a piece, an empty line, a long one, one of other letters, the end.
    let cases = [
        seen.replace("talker > server \"lune\\n\"", ""),
        seen.replace("lune\\n", "lune"),
        seen.replace("lune", ""),
        seen.replace("lune", &"lune".repeat(60)),
        seen.replace("lune", "lûne"),
        seen.replace("server > talker", "talker > server ends\nserver > talker"),
        // So may be another, who was answered or has left; or what the program told.
        seen.replace(
            "server > talker",
            "server > other \"hello\\n\"\nserver > talker",
        ),
        seen.replace(
            "talker > server connects",
            "other > server ends\ntalker > server connects",
        ),
        seen.replace(
            "fails",
            "server warns \"Traceback (most recent call last):\\nKeyError\\n\"\nfails",
        ),
    ];
    for case in cases {
        check(ended(false), &case, "none");
    }
}

#[test]
fn a_coroutine_that_is_never_awaited() {
    let warns = |name: &str| {
        format!(
            r#"
            talker > server connects
            talker > server "lune\n"
            server warns "a.py:9: RuntimeWarning: coroutine '{name}' was never awaited\n  {name}(r, w)\n"
            fails
            server thread 1 polls talker
            "#
        )
    };
    let ended = Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: lune".into()],
        got: vec![],
        reset: true,
    };
    let exited = Failure::ExitedBeforeListening {
        actor: member("server"),
        exit: Exit::Code(0),
    };
    check(no_answer("talker"), &warns("serve"), "never-awaited");
    check(ended, &warns("serve"), "never-awaited");
    check(exited, &warns("serve"), "never-awaited");
    // What was written goes out all the same; another's; what was said went out.
    let drain = warns("StreamWriter.drain");
    check(no_answer("talker"), &drain, "kept-answer");
    let other = warns("serve").replace("server warns", "peer warns");
    check(no_answer("talker"), &other, "kept-answer");
    let begun = warns("serve").replace("server warns", "server > talker \"Ec\"\nserver warns");
    check(no_answer("talker"), &begun, "kept-answer");
}

#[test]
fn a_connection_that_ends_within_a_character() {
    let ended = || Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: né".into()],
        got: vec![],
        reset: false,
    };
    let seen = r#"
        talker > server connects
        talker > server "n\xc3"
        talker > server "\xa9\n"
        server > talker ends
        fails
    "#;
    check(ended(), seen, "character-cut");
    // A panic says more; whole characters, and bytes that are none, are no such pieces.
    let panic = "server warns \"thread 'main' panicked at src/main.rs:3:5:\\nno\\n\"\nserver >";
    check(ended(), &seen.replacen("server >", panic, 1), "thread-died");
    for (first, second) in [("né", "\\n"), ("n\\xff", "\\xa9\\n")] {
        let other = seen.replace("n\\xc3", first).replace("\\xa9\\n", second);
        check(ended(), &other, "none");
    }
}

#[test]
fn a_connection_whose_answer_went_to_another() {
    let ended = Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: lune".into()],
        got: vec![],
        reset: false,
    };
    let seen = r#"
        talker > server connects
        other > server connects
        talker > server "lune\n"
        server > other "Echo: lune\n"
        server > talker ends
        fails
    "#;
    check(ended, seen, "answered-another");
}

#[test]
fn a_connection_that_is_closed_for_its_silence() {
    let ended = || Failure::EndedEarly {
        at: member("talker"),
        expected: vec!["Echo: rose".into()],
        got: vec![],
        reset: false,
    };
    let seen = r#"
        other > server connects
        other > server "lune\n"
        server > other "Echo: lune\n"
        talker > server connects
        talker > server "ro"
        1000 ms later
        server > other ends
        server > talker ends
        talker > server "se\n"
        fails
    "#;
    check(ended(), seen, "closed-when-idle");
    let answered = seen.replace("\"ro\"", "\"lune\\n\"\nserver > talker \"Echo: lune\\n\"");
    check(ended(), &answered, "closed-when-idle");
    let silent = seen.replace("talker > server \"ro\"\n", "");
    check(ended(), &silent, "closed-when-idle");
    let alone = seen.lines().filter(|line| !line.contains("other"));
    let alone = alone.collect::<Vec<_>>().join("\n");
    check(ended(), &alone, "none");
    let listens = format!("server starts 127.0.0.1:8000\nserver listens now\n{alone}");
    check(ended(), &listens, "closed-when-idle");
    let cases = [
        // Not that long; the host is as slow with others; something has moved it; it had a line to answer.
        seen.replace("1000 ms later", ""),
        seen.replace("server > other \"", "600 ms later\nserver > other \""),
        seen.replace("server > other ends", "other > server ends"),
        seen.replace("\"ro\"", "\"rose\\n\""),
    ];
    for case in cases {
        check(ended(), &case, "none");
    }
    // One of two lines is left.
    let half = answered.replacen(
        "\"lune\\n\"\nserver > talker",
        "\"lune\\nrose\\n\"\nserver > talker",
        1,
    );
    check(ended(), &half, "closed-after-first");
}
