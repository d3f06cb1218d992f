//! Programs that fall at the end of their input.

use super::check;
use crate::judge::mistake::mistake;
use crate::judge::notation::{member, trace};
use crate::model::{Exit, ExitStatus, Failure, LimitKind, Mistake};

#[test]
fn the_end_of_the_input_is_not_caught() {
    let seen = r#"
        mine typed "lune\n"
        mine input ends
        mine warns "Traceback (most recent call last):\n  File client.py, line 14\n"
        mine warns "    message = input()\nEOFError: EOF when reading a line\n"
        mine exits 1
        fails
    "#;
    let status = || Failure::WrongStatus {
        actor: member("mine"),
        exit: Exit::Code(1),
        wanted: ExitStatus::Success,
    };
    check(status(), seen, "input-end-uncaught");
    let exited = Failure::Exited {
        actor: member("mine"),
        exit: Exit::Code(1),
    };
    check(exited, seen, "input-end-uncaught");
    // It goes on; another error; another's; nothing has ended.
    let cases = [
        seen.replace("a line\\n", "a line\\nbye\\n"),
        seen.replace("EOFError: EOF when reading a line", "KeyError: 3"),
        seen.replace("mine warns", "reference warns"),
        seen.replace("mine input ends", ""),
    ];
    for case in cases {
        check(status(), &case, "none");
    }
}

#[test]
fn an_empty_line_is_taken_for_the_end_of_the_input() {
    let seen = r#"
        mine typed "\n"
        mine > reference connects
        mine > reference ends
        mine exits 0
        fails
    "#;
    let carried = || Failure::NotCarried {
        from: member("mine"),
        to: member("reference"),
        expected: "lune".into(),
    };
    check(carried(), seen, "empty-line-ends");
    let received = || Failure::NotReceived {
        by: member("reference"),
        expected: "/lune/".into(),
        got: vec![],
    };
    check(received(), seen, "empty-line-ends");
    // It failed; the line was sent, or is none; the input had ended, or the other had left.
    let cases = [
        seen.replace("exits 0", "exits 1"),
        seen.replace(
            "mine > reference ends",
            "mine > reference \"\\n\"\nmine > reference ends",
        ),
        seen.replace("typed \"\\n\"", "typed \"\""),
        seen.replace("typed \"\\n\"", "typed \"lune\\n\""),
        seen.replace(
            "mine > reference ends",
            "mine input ends\nmine > reference ends",
        ),
        seen.replace(
            "mine > reference ends",
            "reference > mine ends\nmine > reference ends",
        ),
    ];
    for case in cases {
        check(carried(), &case, "none");
    }
}

#[test]
fn an_empty_line_is_left_out() {
    let seen = r#"
        mine > reference connects
        mine typed "\n"
        reference > mine "Echo: \n"
        mine typed "lune\n"
        mine > reference "lune\n"
        mine prints "Echo: \n"
        reference > mine "Echo: lune nu\n"
        fails
    "#;
    let not_printed = || Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["nu".into()],
        got: "Echo: \n".into(),
    };
    check(not_printed(), seen, "empty-line-skipped");
    // It was sent; nothing empty was typed; its lines have no ends.
    let cases = [
        seen.replace("typed \"lune", "typed \"rose\\nlune"),
        seen.replace("reference \"lune", "reference \"\\nlune"),
        seen.replace("mine typed \"\\n\"", ""),
        seen.replace("reference \"lune\\n", "reference \"lune"),
    ];
    for case in cases {
        let found = mistake(
            &not_printed(),
            &|actor: &str| actor == "mine",
            &trace(&case),
        );
        assert!(found != Some(Mistake::EmptyLineSkipped), "{case}");
    }
}

#[test]
fn a_client_dials_for_each_line() {
    let seen = r#"
        mine typed "lune\n"
        mine > reference connects
        mine > reference "lune\n"
        reference > mine "Echo: lune\n"
        mine > reference ends
        mine typed "rose\n"
        mine > reference connects
        mine > reference "rose\n"
        fails
    "#;
    let limited = |limit| Failure::Limit {
        actor: member("mine"),
        limit,
        allowed: "1".into(),
    };
    let connections = || limited(LimitKind::Connections);
    check(connections(), seen, "dials-per-line");
    check(limited(LimitKind::Traffic), seen, "none");
    // It leaves its connections open.
    let open = seen.replace("mine > reference ends", "");
    check(connections(), &open, "dials-per-line");
    // One for several lines, one for none, one in all; nobody has typed.
    let cases = [
        seen.replace(
            "\"lune\\n\"\n        reference",
            "\"lune\\nlune\\n\"\n        reference",
        ),
        seen.replace("mine > reference \"lune\\n\"", ""),
        seen.replacen("mine > reference connects", "", 1),
        seen.replace("mine typed", "other typed"),
    ];
    for case in cases {
        check(connections(), &case, "none");
    }
}

#[test]
fn the_spaces_of_a_typed_line_are_not_sent() {
    let seen = r#"
        mine typed "\n"
        mine > reference connects
        mine > reference "\n"
        reference > mine "Echo: \n"
        mine typed " lune  \n"
        mine > reference " lune\n"
        fails
    "#;
    let carried = || Failure::NotCarried {
        from: member("mine"),
        to: member("reference"),
        expected: "^ lune  $".into(),
    };
    check(carried(), seen, "spaces-lost");
    check(
        carried(),
        &seen.replace("\" lune\\n", "\"lune\\n"),
        "spaces-lost",
    );
    let cases = [
        // All of it; something else; nothing yet; not yet its end.
        seen.replace("\" lune\\n", "\" lune  \\n"),
        seen.replace("\" lune\\n", "\" rose\\n"),
        seen.replace("mine > reference \" lune\\n\"", ""),
        seen.replace("\" lune\\n", "\" lune"),
    ];
    for case in cases {
        check(carried(), &case, "none");
    }
}

#[test]
fn a_client_does_not_say_that_it_is_through() {
    let seen = r#"
        mine typed "lune\n"
        mine input ends
        mine > reference connects
        mine > reference "lune\n"
        reference > mine "Echo: lune nu\n"
        mine prints "Echo: lune nu\n"
        rests
        fails
        mine thread 1 reads reference 14
    "#;
    let stays = || Failure::NotExited {
        actor: member("mine"),
    };
    check(stays(), seen, "no-end-sent");
    let other = seen.replace(
        "1 reads reference 14",
        "1 waits; thread 2 reads reference 14",
    );
    check(stays(), &other, "no-end-sent");
    let selects = seen.replace("reads reference 14", "selects reference");
    check(stays(), &selects, "no-end-sent");
    // It has ended its stream, or the other has; its input goes on; it has not sent all, or not got all; what comes is held back;
    // something may happen yet; it waits for something else, or for its input too.
    let cases = [
        seen.replace("rests", "mine > reference ends\nrests"),
        seen.replace("rests", "reference > mine ends\nrests"),
        seen.replace("mine input ends", ""),
        seen.replace("typed \"lune", "typed \"lune\\nrose"),
        seen.replace(
            "Echo: lune nu\\n\"\n        mine",
            "Echo: lune\"\n        mine",
        ),
        seen.replace(
            "mine > reference connects",
            "mine > reference connects\nreference > mine holds",
        ),
        seen.replace("rests", ""),
        seen.replace("reads reference 14", "waits"),
        seen.replace("reads reference 14", "polls reference"),
        seen.replace("reads reference 14", "selects reference talker"),
        seen.replace(
            "reads reference 14",
            "reads reference 14; thread 2 reads its input",
        ),
    ];
    for case in cases {
        check(stays(), &case, "none");
    }
}
