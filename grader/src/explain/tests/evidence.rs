//! The evidence fits its page, and shows what matters.

use unicode_width::UnicodeWidthStr;

use super::{failed, seen};
use crate::explain::diagram::Runs;
use crate::explain::printed;
use crate::explain::sample::{listener, member, one, part, sent};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Exit, Fact, Failure, Lang, Likeness, LimitKind, Player};

fn wrong(expected: &str, got: &[u8], wrong_at: usize) -> CheckReport {
    let failure = Failure::WrongAnswer {
        at: one("chatty"),
        expected: vec![expected.to_owned()],
        got: got.to_vec(),
        wrong_at,
        likeness: Likeness::Unknown,
    };
    failed(failure, vec![])
}

#[test]
fn a_line_of_which_anything_was_expected_is_not_shown() {
    let told = |expected: &str| {
        let failure = Failure::NotCarried {
            from: one("server"),
            to: one("chatty"),
            expected: expected.to_owned(),
        };
        seen(&failed(failure, vec![]), Lang::En, 78)
    };
    assert_eq!(told(r"(?<answer>\S.*)"), [""; 0]);
    assert_eq!(told("^READY$"), ["  expected  READY"]);
    let silent = Failure::NoAnswer {
        at: one("chatty"),
        expected: vec!["/.+/".into(), "lune".into()],
        got: vec![],
    };
    assert_eq!(
        seen(&failed(silent, vec![]), Lang::En, 78),
        ["  expected  \"lune\"", "  got       (nothing)"]
    );
}

#[test]
fn the_mark_stands_under_the_first_wrong_byte() {
    let told = seen(
        &wrong("Echo: été", "Echo: étage\n".as_bytes(), 9),
        Lang::Fr,
        78,
    );
    assert_eq!(
        told,
        [
            "  attendu  \"Echo: été\"",
            "  reçu     \"Echo: étage\\n\"",
            "                    ^ octet 10",
        ]
    );
    // Inside a character, at an invalid byte, at the end.
    let column = |got: &[u8], wrong_at| {
        let told = seen(&wrong("é", got, wrong_at), Lang::En, 78);
        told[2].chars().position(|c| c == '^').unwrap()
            - told[1].chars().position(|c| c == '"').unwrap()
    };
    assert_eq!(column("è".as_bytes(), 1), 1);
    assert_eq!(column(b"\xff\xfe", 1), 5);
    assert_eq!(column(b"", 0), 1);
    assert_eq!(column("é!".as_bytes(), 2), 2);
    assert_eq!(column(b"\xc3", 7), 5);
}

#[test]
fn a_long_line_is_cut_around_the_mark() {
    let expected = "a".repeat(65_536);
    let mut got = expected.clone().into_bytes();
    got[40_000] = b'b';
    for width in [38, 78] {
        let told = seen(&wrong(&expected, &got, 40_000), Lang::En, width);
        assert_eq!(told.len(), 3);
        assert!(told.iter().all(|line| line.width() <= width), "{:#?}", told);
        let mark = told[2].chars().position(|c| c == '^').unwrap();
        assert_eq!(told[1].chars().nth(mark), Some('b'), "{:#?}", told);
        assert_eq!(told[0].chars().nth(mark), Some('a'), "{:#?}", told);
        assert!(told[1].contains("(65536 bytes)"));
    }
}

#[test]
fn a_crowd_is_folded_and_the_last_lines_kept() {
    let server = one("server");
    let mut facts = Vec::new();
    for round in 0..20 {
        for index in 0..5 {
            let chatty = member("chatty", index);
            let line = format!("round {round} {index}\n");
            facts.push((round * 1000, sent(&chatty, &server, line.as_bytes())));
            facts.push((round * 1000 + 1, sent(&server, &chatty, line.as_bytes())));
        }
    }
    let failure = Failure::NoAnswer {
        at: member("chatty", 3),
        expected: vec!["x".into()],
        got: vec![],
    };
    facts.push((
        30_000,
        Fact::Failed {
            failure: failure.clone(),
        },
    ));
    facts.push((
        30_001,
        Fact::Ended {
            from: server.clone(),
            to: member("chatty", 3),
        },
    ));
    let told = seen(&failed(failure, facts), Lang::En, 78);
    assert_eq!(
        told[2..5],
        [
            "         server                             chatty[3]",
            "            │ … 191 more lines                  │",
            "  15 ms     │───────── \"round 15 3\\n\" ─────────▶│",
        ]
    );
    assert_eq!(
        told[12..],
        [
            "  19 ms     │───────── \"round 19 3\\n\" ─────────▶│",
            "  30 ms     │                                   ✗ here the check fails",
        ]
    );
}

#[test]
fn turns_that_are_taken_again_and_again_are_left_out() {
    let (server, chatty) = (one("server"), one("chatty"));
    let mut facts = vec![(
        0,
        Fact::Connected {
            from: chatty.clone(),
            to: server.clone(),
        },
    )];
    for round in 1..=20_u64 {
        let line = format!("{round}\n");
        facts.push((1000 * round, sent(&chatty, &server, line.as_bytes())));
        facts.push((1000 * round + 1, sent(&server, &chatty, line.as_bytes())));
    }
    let failure = Failure::NotExited {
        actor: server.clone(),
    };
    facts.push((
        30_000,
        Fact::Failed {
            failure: failure.clone(),
        },
    ));
    facts.push((
        31_000,
        Fact::Printed {
            actor: server,
            error: true,
            bytes: b"\nthread 'main' panicked at src/main.rs:3:5:\nno\n".to_vec(),
        },
    ));
    let check = failed(failure, facts);
    let catalog = Catalog::new(Lang::En);
    let (folded, is_folded) = crate::explain::whole(&check, &catalog, 60, true, Runs::Folded);
    assert!(is_folded);
    let (all, is_folded) = crate::explain::whole(&check, &catalog, 60, true, Runs::Unfolded);
    assert!(!is_folded);
    assert_eq!(all.len(), folded.len() - 1 + 36);
    assert_eq!(
        folded,
        [
            "          chatty                          server",
            "  0.0 ms     |---------- connects ---------->|",
            "  1.0 ms     |------------ \"1\\n\" ----------->|",
            "  1.0 ms     |<----------- \"1\\n\" ------------|",
            "             | ... 36 more lines             |",
            "   20 ms     |----------- \"20\\n\" ----------->|",
            "   20 ms     |<---------- \"20\\n\" ------------|",
            "   30 ms     |          here the check fails x",
            "   31 ms     |   ! thread 'main' panicked at |",
            "             |   src/main.rs:3:5:            |",
            "   31 ms     |                               | ! no",
        ]
    );
}

#[test]
fn what_a_program_printed_is_shown_as_it_is() {
    let server = one("server");
    let said = |error: bool, lines: std::ops::Range<usize>| {
        let lines = lines.map(|line| format!("  File \"/submission/server.py\", line {line}\n"));
        Fact::Printed {
            actor: server.clone(),
            error,
            bytes: lines.collect::<String>().into_bytes(),
        }
    };
    let failure = Failure::NotExited {
        actor: server.clone(),
    };
    let facts = vec![
        (1, said(true, 0..2)),
        (2, said(false, 0..900)),
        (3, said(true, 2..3)),
    ];
    let mut check = failed(failure, facts);
    check
        .cast
        .insert("server".into(), part("server", Player::Submission));
    let shown = printed(&check, &Catalog::new(Lang::En), 78, true);
    assert_eq!(
        shown[..5],
        [
            "server, on its standard error:",
            "  |   File \"server.py\", line 0",
            "  |   File \"server.py\", line 1",
            "  |   File \"server.py\", line 2",
            "server, on its standard output:",
        ]
    );
    let left_out = shown
        .iter()
        .position(|line| line.contains("500 more lines"));
    assert_eq!(
        (shown.len(), left_out),
        (5 + 401, Some(5 + 200)),
        "{shown:#?}"
    );
    assert!(shown.last().unwrap().ends_with("line 899"));
}

#[test]
fn a_run_of_one_escaped_byte_in_what_was_printed_is_cut() {
    let server = one("server");
    let shown = |bytes: Vec<u8>| {
        let failure = Failure::NotExited {
            actor: server.clone(),
        };
        let said = Fact::Printed {
            actor: server.clone(),
            error: false,
            bytes,
        };
        let mut check = failed(failure, vec![(1, said)]);
        check
            .cast
            .insert("server".into(), part("server", Player::Submission));
        printed(&check, &Catalog::new(Lang::En), 78, false)[1..].to_vec()
    };
    let padded = [&b"lune"[..], &[0; 4092], b"end\n"].concat();
    let nul = "\\0".repeat(8);
    assert_eq!(shown(padded), [format!("  | lune{nul}… (4092 bytes) end")]);
    let few = [&b"lune"[..], &[0; 3]].concat();
    assert_eq!(shown(few), [format!("  | lune{}", "\\0".repeat(3))]);
    assert_eq!(shown(vec![b'='; 40]), [format!("  | {}", "=".repeat(40))]);
}

#[test]
fn what_an_error_says_is_there_on_every_page() {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::Exited {
        actor: server.clone(),
        exit: Exit::Code(101),
    };
    let panic = "thread 'main' (4711) panicked at src/bin/server.rs:12:5:\ncalled `Result::unwrap()` on an `Err` value: \
        Os { code: 104, kind: ConnectionReset, message: \"Connection reset by peer\" }\n";
    let facts = vec![
        (
            2_500,
            Fact::Connected {
                from: chatty,
                to: server.clone(),
            },
        ),
        (
            3_100,
            Fact::Printed {
                actor: server.clone(),
                error: true,
                bytes: panic.into(),
            },
        ),
        (
            3_200,
            Fact::Exited {
                actor: server,
                exit: Exit::Code(101),
            },
        ),
        (
            3_300,
            Fact::Failed {
                failure: failure.clone(),
            },
        ),
    ];
    let check = failed(failure, facts);
    for width in [38, 58, 78] {
        for told in [drawn(&check, width, false), seen(&check, Lang::En, width)] {
            assert!(told.iter().all(|line| line.width() <= width), "{told:#?}");
            let letters = told.concat().replace(|c: char| !c.is_alphanumeric(), "");
            for part in [
                "25ms",
                "33ms",
                "ends",
                "exitstatus101",
                "herethecheckfails",
                "panickedatsrcbinserverrs125",
                "Connectionresetbypeer",
            ] {
                assert!(letters.contains(part), "{width}: {part}: {told:#?}");
            }
        }
    }
}

fn drawn(check: &CheckReport, width: usize, ascii: bool) -> Vec<String> {
    let catalog = crate::i18n::Catalog::new(Lang::En);
    crate::explain::whole(check, &catalog, width, ascii, Runs::Folded).0
}

#[test]
fn the_first_wrong_byte_is_marked_in_the_exchange() {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::WrongAnswer {
        at: chatty.clone(),
        expected: vec!["Echo: été".to_owned()],
        got: "Echo: étage\n".into(),
        wrong_at: 9,
        likeness: Likeness::Unknown,
    };
    let facts = vec![
        (10, sent(&chatty, &server, "été\n".as_bytes())),
        (20, sent(&server, &chatty, "Echo: étage\n".as_bytes())),
        (
            30,
            Fact::Failed {
                failure: failure.clone(),
            },
        ),
    ];
    for (width, ascii) in [(78, false), (78, true), (40, false)] {
        let told = drawn(&failed(failure.clone(), facts.clone()), width, ascii);
        let row = told
            .iter()
            .rposition(|line| line.contains("Echo: "))
            .unwrap();
        let mark = told[row + 1].chars().position(|c| c == '^').unwrap();
        assert_eq!(told[row].chars().nth(mark), Some('a'), "{told:#?}");
        assert!(told.iter().all(|line| line.width() <= width), "{told:#?}");
    }
}

#[test]
fn what_came_after_the_failure_is_not_what_was_wrong() {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::WrongAnswer {
        at: chatty.clone(),
        expected: vec!["RESULT 1 2".to_owned()],
        got: "READY\n".into(),
        wrong_at: 2,
        likeness: Likeness::Unknown,
    };
    let facts = vec![
        (20, sent(&server, &chatty, b"READY\n")),
        (
            30,
            Fact::Failed {
                failure: failure.clone(),
            },
        ),
        (40, sent(&server, &chatty, b"RESULT 1 2\nREADY\n")),
    ];
    let told = drawn(&failed(failure, facts), 78, true);
    let mark = |line: &&String| line.contains('^') && !line.contains("byte");
    let marks: Vec<usize> = (0..told.len()).filter(|at| mark(&&told[*at])).collect();
    let ready = told.iter().position(|line| line.contains("- \"READY"));
    assert_eq!(marks, [ready.unwrap() + 1], "{told:#?}");
}

#[test]
fn a_line_that_comes_in_pieces_is_one() {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::NotExited {
        actor: server.clone(),
    };
    let says = |text: &str| Fact::Printed {
        actor: server.clone(),
        error: true,
        bytes: text.into(),
    };
    let facts = vec![
        (1000, says("127")),
        (2000, sent(&chatty, &server, b"lune\n")),
        (3000, says(".0.0.1:4: lost\n\nbye")),
        (4000, says("\n")),
        (5000, says("end\n")),
    ];
    let told = drawn(&failed(failure, facts), 60, true);
    let said = told.iter().filter_map(|line| line.split_once("! "));
    let said: Vec<&str> = said
        .map(|(_, said)| said.trim_end_matches(['|', ' ']))
        .collect();
    assert_eq!(said, ["127.0.0.1:4: lost", "bye", "end"], "{told:#?}");
}

#[test]
fn a_long_message_is_shown_whole_where_all_is_shown() {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::NotExited {
        actor: server.clone(),
    };
    let three = b"TASK 9811 900 1020\nTASK 13 2 8\nTASK 981 80 90\n";
    let check = failed(failure, vec![(1000, sent(&chatty, &server, three))]);
    let told = drawn(&check, 60, false);
    assert_eq!(
        told,
        [
            "          chatty                          server",
            "             │ \"TASK 9811 900 1020\\n\"        │",
            "             │ \"TASK 13 2 8\\n\"               │",
            "             │ \"TASK 981 80 90\\n\"            │",
            "  1.0 ms     │──────────────────────────────▶│",
        ]
    );
    let short = seen(&check, Lang::En, 60);
    assert!(short.concat().contains("(46 bytes)"), "{short:#?}");
}

#[test]
fn the_end_of_a_program_is_told_in_its_own_words() {
    let server = one("server");
    let traceback = "Traceback (most recent call last):\n  File \"server.py\", line 9, in <module>\n    serve()\n  File \"server.py\", line 5, in serve\n    conn.send(b'')\nBrokenPipeError: [Errno 32] Broken pipe\n";
    let failure = Failure::NoAnswer {
        at: one("chatty"),
        expected: vec!["x".into()],
        got: vec![],
    };
    let facts = vec![
        (
            1,
            Fact::Printed {
                actor: server.clone(),
                error: true,
                bytes: traceback.into(),
            },
        ),
        (
            2,
            Fact::Failed {
                failure: failure.clone(),
            },
        ),
        (
            3,
            Fact::Exited {
                actor: server.clone(),
                exit: Exit::Code(1),
            },
        ),
    ];
    let told = seen(&failed(failure.clone(), facts), Lang::En, 78);
    assert_eq!(
        told[2..],
        [
            "  server, on its standard error:",
            "    | File \"server.py\", line 5, in serve",
            "    | conn.send(b'')",
            "    | BrokenPipeError: [Errno 32] Broken pipe",
            "  server ended: exit status 1",
        ]
    );
    // What the script ended itself tells nothing.
    let facts = vec![
        (
            1,
            Fact::Signalled {
                actor: server.clone(),
                signal: "SIGTERM".into(),
            },
        ),
        (
            2,
            Fact::Exited {
                actor: server,
                exit: Exit::Signal(15),
            },
        ),
        (
            3,
            Fact::Failed {
                failure: failure.clone(),
            },
        ),
    ];
    let told = seen(&failed(failure, facts), Lang::En, 78);
    assert!(
        !told.iter().any(|line| line.contains("server ended")),
        "{told:#?}"
    );
}

#[test]
fn every_fact_has_its_words() {
    let (s, c) = (|| one("server"), || one("chatty"));
    let facts = vec![
        Fact::Step { line: 3 },
        Fact::Launched {
            actor: s(),
            arguments: vec![],
        },
        Fact::Launched {
            actor: s(),
            arguments: vec!["127.0.0.1:8000".into()],
        },
        Fact::Listening {
            actor: s(),
            at: vec![listener("[::1]:8000")],
        },
        Fact::Connected { from: c(), to: s() },
        Fact::Refused { from: c(), to: s() },
        sent(&c(), &s(), b"hi\n"),
        Fact::Ended { from: c(), to: s() },
        Fact::Reset { from: c(), to: s() },
        Fact::Holding { from: c(), to: s() },
        Fact::Released {
            from: c(),
            to: s(),
            bytes: 1,
        },
        Fact::Cut { from: c(), to: s() },
        Fact::Typed {
            actor: s(),
            bytes: b"hi\n".to_vec(),
        },
        Fact::InputEnded { actor: s() },
        Fact::Printed {
            actor: s(),
            error: false,
            bytes: b"hi\n".to_vec(),
        },
        Fact::Signalled {
            actor: s(),
            signal: "SIGSTOP".into(),
        },
        Fact::Exited {
            actor: s(),
            exit: Exit::Signal(9),
        },
        Fact::LimitReached {
            actor: s(),
            limit: LimitKind::Cpu,
            allowed: "60 s".into(),
        },
        Fact::Used {
            actor: s(),
            threads: 1,
            descriptors: 4,
            processes: Some(1),
            connections: Some(0),
        },
    ];
    for fact in facts {
        for (lang, width) in [(Lang::Fr, 38), (Lang::En, 78)] {
            let failure = Failure::NotExited { actor: s() };
            let told = seen(&failed(failure, vec![(1, fact.clone())]), lang, width);
            let silent = matches!(fact, Fact::Step { .. } | Fact::Used { .. });
            assert_eq!(told.is_empty(), silent, "{fact:?}");
            assert!(told.iter().all(|line| line.width() <= width), "{told:#?}");
        }
    }
}

#[test]
fn references_that_talk_among_themselves_are_not_drawn() {
    let connected = |from: &str, to: &str| Fact::Connected {
        from: one(from),
        to: one(to),
    };
    let failure = Failure::NotPrinted {
        by: one("server"),
        expected: vec!["TOTAL 3".to_owned()],
        got: vec![],
    };
    let facts = vec![
        (1, connected("counter", "oracle")),
        (2, sent(&one("oracle"), &one("counter"), b"TASK 0 1 2\n")),
        (3, connected("helper", "server")),
        (4, sent(&one("server"), &one("helper"), b"TASK 0 3 4\n")),
    ];
    let mut check = failed(failure, facts);
    for actor in ["counter", "oracle", "helper"] {
        let part = part("worker", Player::Reference);
        check.cast.insert(actor.to_owned(), part);
    }
    let told = seen(&check, Lang::En, 78).join("\n");
    assert!(
        told.contains("helper") && told.contains("TASK 0 3 4"),
        "{told}"
    );
    for aside in ["oracle", "counter", "TASK 0 1 2"] {
        assert!(!told.contains(aside), "{told}");
    }
}
