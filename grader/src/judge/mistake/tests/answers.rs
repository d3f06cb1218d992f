//! Answers that did not come, or were others.

use super::{TWO, check, no_answer, wrong};
use crate::judge::notation::member;
use crate::model::{Failure, Likeness};

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
    let pieces = seen("rose").replace(
        "talker > server \"lune",
        "talker > server \"l\"\ntalker > server \"une",
    );
    check(no_answer("talker"), &pieces, "answered-another");
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
    // Two have asked the same, and one of them has got both answers.
    let both = seen.replace("talker > server \"lune", "talker > server \"mimosa");
    let both = both.replace(
        "other > server \"mimosa",
        "third > server connects\nthird > server \"mimosa\\n\"\nother > server \"mimosa",
    );
    check(wrong(), &both, "someone-elses");
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
    // The pieces are one line, of which the end is answered, or nothing.
    for (got, likeness) in [
        ("Echo: ne\n", Likeness::Unknown),
        ("ne\n", Likeness::Unknown),
        ("Echo: \n", Likeness::Truncated),
    ] {
        check(wrong(got, likeness), pieces, "beginning-lost");
        let other = |mistake| check(wrong(got, likeness), &whole, mistake);
        other(if got == "Echo: \n" {
            "truncated"
        } else {
            "none"
        });
    }
    check(wrong("Echo: mer\n", Likeness::Unknown), pieces, "none");
    let together = pieces.replace("\"lu\"", "\"mer\\nlune\\n\"");
    let bare = || wrong("lune\n", Likeness::PrefixMissing);
    check(bare(), &together, "reply-per-read");
    check(bare(), &whole, "prefix-missing");
}

#[test]
fn a_message_that_is_sent_as_it_is_shown() {
    let got = |got: &str| wrong(got, Likeness::Unknown);
    check(got("Echo: b'lune'\n"), "fails", "repr-sent");
    check(got("\"lune\\n\"\n"), "fails", "repr-sent");
    check(got("Echo: 'lilas'\n"), "fails", "none");
}
