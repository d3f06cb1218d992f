//! Programs that end in the midst of a conversation.

use super::check;
use crate::judge::notation::member;
use crate::model::Failure;

#[test]
fn a_program_that_ends_before_all_is_said() {
    let carried = || Failure::NotCarried {
        from: member("server"),
        to: member("idle"),
        expected: "^DONE$".into(),
    };
    let seen = r#"
        idle > server connects
        idle > server "READY\n"
        worker > server connects
        worker > server "RESULT 0 7\n"
        server > worker "DONE\n"
        server > worker ends
        server > idle ends
        server prints "TOTAL 7\n"
        fails
        idle > server ends
        server exits 0
    "#;
    check(carried(), seen, "ended-owing");
    // Of what it says to several, the last may be seen after the first end.
    let said = seen.replace("fails", "server > other \"DONE\\n\"\nfails");
    check(carried(), &said, "ended-owing");
    let cases = [
        // It goes on; it fails; it was ended.
        seen.replace("server exits 0", ""),
        seen.replace("exits 0", "exits 1"),
        seen.replace("fails", "server signalled SIGTERM\nfails"),
        // It reads what is typed, too.
        seen.replace(
            "server > idle ends",
            "server typed \"\\n\"\nserver > idle ends",
        ),
        // The other had left; it was told more; another came.
        seen.replace(
            "server > idle ends",
            "idle > server ends\nserver > idle ends",
        ),
        seen.replace("fails", "other > server \"RESULT 1 7\\n\"\nfails"),
        seen.replace("fails", "other > server connects\nfails"),
    ];
    for case in cases {
        check(carried(), &case, "none");
    }
}

#[test]
fn what_one_who_left_had_taken() {
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let carried = || Failure::NotCarried {
        from: member("server"),
        to: member("idle"),
        expected: "^TASK".into(),
    };
    let seen = r#"
        doomed > server connects
        doomed > server "READY\n"
        server > doomed "TASK 0 1 9\n"
        idle > server connects
        idle > server "READY\n"
        server > idle "TASK 1 9 18\n"
        idle > server "RESULT 1 3\n"
        doomed > server resets
        rests
        fails
        server thread 1 waits; thread 2 reads idle 5
    "#;
    check(printed(), seen, "not-handed-on");
    check(carried(), seen, "not-handed-on");
    check(super::no_answer("idle"), seen, "not-handed-on");
    // Threads that wait for one another do so for that; those that are to be woken are another matter.
    let each_other = seen.replace("2 reads idle 5", "2 waits");
    check(printed(), &each_other, "not-handed-on");
    let asleep = seen.replace(
        "1 waits; thread 2 reads idle 5",
        "1 dozes; thread 2 accepts",
    );
    check(printed(), &asleep, "not-woken");
    // A thread that ends over it takes nothing else along that others want, where these went on.
    let on = r#"server > idle "TASK 2 18 27\n"
        idle > server "RESULT 2 5\n"
        server > idle "TASK 3 27 36\n"
        idle > server "RESULT 3 4\n"
        rests"#;
    let ended = each_other.replace(
        "rests",
        "server warns \"Exception in thread Thread-1 (f):\\nOSError\\n\"\nrests",
    );
    check(
        printed(),
        &ended.replace("\nrests", &format!("\n{on}")),
        "not-handed-on",
    );
    check(printed(), &ended, "waits-for-dead");
    // Another one has it.
    let other = seen.replace("rests", "server > idle \"TASK 0 1 9\\n\"\nrests");
    check(printed(), &other, "none");
}

#[test]
fn what_one_had_taken_when_all_others_were_dismissed() {
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let seen = r#"
        doomed > server connects
        doomed > server "READY\n"
        server > doomed "TASK 0 1 9\n"
        idle > server connects
        idle > server "READY\n"
        server > idle "TASK 1 9 18\n"
        idle > server "RESULT 1 3\n"
        server > idle "DONE\n"
        server > idle ends
        idle > server ends
        doomed > server resets
        rests
        fails
        server thread 1 dozes; thread 2 accepts
    "#;
    check(printed(), seen, "ended-too-soon");
    // It has ended, too; all that it does is to accept.
    check(
        printed(),
        &seen.replace("rests", "server exits 0"),
        "ended-too-soon",
    );
    check(
        printed(),
        &seen.replace("1 dozes", "1 accepts"),
        "ended-too-soon",
    );
    let cases = [
        // It may go on; the other one is there, or left by itself; nobody has left.
        seen.replace("rests", ""),
        seen.replace("server > idle ends\n        idle > server ends", ""),
        seen.replace("server > idle ends", ""),
        seen.replace("doomed > server resets", ""),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}

#[test]
fn an_answer_that_led_to_nothing() {
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let seen = r#"
        odd > server connects
        odd > server "READY\n"
        idle > server connects
        idle > server "READY\n"
        server > odd "TASK 0 1 9\n"
        server > idle "TASK 1 9 18\n"
        odd > server "RESULT 0 4\n"
        idle > server "RESULT 1 3\n"
        server > idle "DONE\n"
        server > idle ends
        idle > server ends
        rests
        fails
        server thread 1 waits; thread 2 reads odd 5
    "#;
    check(printed(), seen, "answer-ignored");
    let cases = [
        // It has not answered, or not all; somebody else has not.
        seen.replace("odd > server \"RESULT 0 4\\n\"", ""),
        seen.replace("RESULT 0 4\\n", "RESULT 0 4"),
        seen.replace("fails", "server > late \"TASK 2 18 20\\n\"\nfails"),
        // Nobody looks after it; it was the last to answer.
        seen.replace("reads odd 5", "reads other 5"),
        seen.replace(
            "fails",
            "server > odd \"TASK 2 18 20\\n\"\nodd > server \"RESULT 2 1\\n\"\nfails",
        ),
        // Somebody has left, with or without something in hand; some was not read; it is not at rest.
        seen.replace("server > idle ends", ""),
        seen.replace("reads odd 5", "reads odd 5; unread odd"),
        seen.replace("rests", ""),
        // What it says is no answer: it got back what it had said.
        seen.replace("TASK 0 1 9", "Echo: READY"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}

#[test]
fn what_had_been_answered_is_given_again() {
    let printed = |text: &str| Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: text.into(),
    };
    let seen = r#"
        doomed > server connects
        doomed > server "READY\n"
        server > doomed "TASK 0 1 9\n"
        doomed > server resets
        other > server connects
        other > server "READY\n"
        server > other "TASK 0 1 9\n"
        other > server "RESULT 0 4\n"
        server > other "TASK 0 1 9\n"
        other > server "RESULT 0 4\n"
        server > other "TASK 1 9 18\n"
        other > server "RESULT 1 0\n"
        server prints "TOTAL 8\n"
        fails
    "#;
    check(printed("TOTAL 8\n"), seen, "given-again");
    // Another text is no matter of what was counted.
    check(printed("Total 7\n"), seen, "other-wording");
    let cases = [
        // One time, it is another line, or not answered in the same way.
        seen.replacen(
            "server > other \"TASK 0 1 9",
            "server > other \"TASK 2 18 20",
            1,
        ),
        seen.replacen("RESULT 0 4", "RESULT 0 12x", 1),
        seen.replacen("other > server \"RESULT 0 4\\n\"", "", 1),
    ];
    for case in cases {
        check(printed("TOTAL 8\n"), &case, "other-number");
    }
}

#[test]
fn what_is_kept_for_one_that_says_nothing() {
    let printed = || Failure::NotPrinted {
        by: member("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    let seen = r#"
        server starts 127.0.0.1:8000 20 50
        hand > server connects
        worker > server connects
        worker > server "READY\n"
        server > worker "TASK 1 30 40\n"
        worker > server "RESULT 1 2\n"
        server > worker "TASK 2 40 50\n"
        worker > server "RESULT 2 3\n"
        rests
        fails
        server thread 1 dozes; thread 2 accepts; thread 3 reads hand 0; thread 4 dozes
    "#;
    check(printed(), seen, "never-given");
    let cases = [
        // All was given; it may go on; not all was read.
        seen.replace("8000 20", "8000 30"),
        seen.replace("rests", ""),
        seen.replace("thread 4 dozes", "thread 4 dozes; unread worker"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}
