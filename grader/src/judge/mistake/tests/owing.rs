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
