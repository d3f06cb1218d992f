//! Lines without an end, and messages in other frames.

use super::{check, wrong};
use crate::judge::notation::member;
use crate::model::{Failure, Likeness};

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
fn an_empty_line_behind_each() {
    let printed = || Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["nu".into()],
        got: "Echo: lune ta\nEcho:  mi\n".into(),
    };
    let seen = r#"
        mine > echo connects
        mine typed "lune\n"
        mine > echo "lune\n\n"
        echo > mine "Echo: lune ta\nEcho:  mi\n"
        mine prints "Echo: lune ta\n"
        mine typed "rose\n"
        mine > echo "rose\n\n"
        echo > mine "Echo: rose nu\nEcho:  do\n"
        mine prints "Echo:  mi\n"
        mine exits 0
        fails
    "#;
    check(printed(), seen, "empty-line-added");
    let pieces = seen.replace(
        "mine > echo \"lune\\n\\n\"",
        "mine > echo \"lune\"\nmine > echo \"\\r\\n\\n\"",
    );
    check(printed(), &pieces, "empty-line-added");
    // That of the last is still to come.
    let begun = seen.replace("rose\\n\\n", "rose\\n");
    check(printed(), &begun, "empty-line-added");
    let wrong = wrong("\n", Likeness::Unknown);
    let asked = seen.replace("echo", "talker");
    check(wrong, &asked, "empty-line-added");
    let received = Failure::NotReceived {
        by: member("echo"),
        expected: "mer".into(),
        got: vec![],
    };
    check(received, seen, "empty-line-added");
    let carried = Failure::NotCarried {
        from: member("echo"),
        to: member("mine"),
        expected: "mer".into(),
    };
    check(carried, seen, "empty-line-added");
    // It was typed; it does not follow each; it is another's.
    let cases = [
        seen.replace("typed \"lune\\n\"", "typed \"lune\\n\\n\""),
        seen.replace("echo \"lune\\n\\n\"", "echo \"lune\\n\""),
        seen.replace("rose\\n\\n", "rose\\n\\n\\n"),
    ];
    for case in cases {
        check(printed(), &case, "none");
    }
}

#[test]
fn an_empty_line_behind_each_answer() {
    let seen = r#"
        talker > server connects
        talker > server "rose\n"
        server > talker "Echo: rose\n"
        server > talker "\n"
        talker > server "lune\n"
        fails
    "#;
    let got = |got: &str| wrong(got, Likeness::Unknown);
    check(got("\n"), seen, "empty-line-added");
    let crlf = seen
        .replace(r"rose\n", r"rose\r\n")
        .replace("\"\\n", "\"\\r\\n");
    check(got("\r\n"), &crlf, "empty-line-added");
    // To an empty message; the next answer has come as well.
    let empty = seen.replace("rose", "");
    check(got("\n"), &empty, "empty-line-added");
    let all = seen.replace("fails", "server > talker \"Echo: lune\\n\\n\"\nfails");
    check(got("\nEcho: lune\n\n"), &all, "empty-line-added");
    // In front of the answer; behind one of them only; the second is another; it is another's.
    let front = seen.replace("\"Echo: rose\\n\"", "\"\\n\"");
    check(got("\n\n"), &front, "none");
    let once = all.replace("lune\\n\\n", "lune\\nEcho: mer\\n");
    check(got("\nEcho: lune\nEcho: mer\n"), &once, "none");
    check(
        got("mer\n"),
        &seen.replace("talker \"\\n", "talker \"mer\\n"),
        "none",
    );
    check(got("\n"), &seen.replace("server", "reference"), "none");
}

#[test]
fn lines_that_pile_up() {
    let printed = || Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["Echo: mer".into()],
        got: vec![],
    };
    let seen = r#"
        mine typed "lune\n"
        mine > reference connects
        mine > reference "lune\n"
        reference > mine "Echo: lune\n"
        mine typed "mer\n"
        mine > reference "lune\nmer\n"
        fails
    "#;
    check(printed(), seen, "not-cleared");
    let third = seen.replace(
        "fails",
        "mine typed \"lac\\n\"\nmine > reference \"lune\\nmer\\nlac\\n\"\nfails",
    );
    check(printed(), &third, "not-cleared");
    // Once is not again, and what was typed twice may be sent twice.
    for case in [
        seen.replace("lune\\nmer", "mer"),
        seen.replace("mine typed \"mer\\n\"", "mine typed \"lune\\nmer\\n\""),
        seen.replace("lune\\nmer", "mer\\nlune"),
    ] {
        check(printed(), &case, "none");
    }
}
