//! The evidence fits its page, and shows what matters.

use unicode_width::UnicodeWidthStr;

use super::{explained, failed};
use crate::explain::sample::{listener, member, one, sent};
use crate::model::{CheckReport, Exit, Fact, Failure, Lang, Likeness, LimitKind};

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
fn the_mark_stands_under_the_first_wrong_byte() {
    let told = explained(
        &wrong("Echo: été", "Echo: étage\n".as_bytes(), 9),
        Lang::Fr,
        78,
    );
    assert_eq!(
        told.evidence,
        [
            "  attendu  \"Echo: été\"",
            "  reçu     \"Echo: étage\\n\"",
            "                    ^ octet 10",
        ]
    );
    // Inside a character, at an invalid byte, at the end.
    let column = |got: &[u8], wrong_at| {
        let told = explained(&wrong("é", got, wrong_at), Lang::En, 78).evidence;
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
        let told = explained(&wrong(&expected, &got, 40_000), Lang::En, width);
        assert_eq!(told.evidence.len(), 3);
        assert!(
            told.evidence.iter().all(|line| line.width() <= width),
            "{:#?}",
            told.evidence
        );
        let mark = told.evidence[2].chars().position(|c| c == '^').unwrap();
        assert_eq!(
            told.evidence[1].chars().nth(mark),
            Some('b'),
            "{:#?}",
            told.evidence
        );
        assert_eq!(
            told.evidence[0].chars().nth(mark),
            Some('a'),
            "{:#?}",
            told.evidence
        );
        assert!(told.evidence[1].contains("(65536 bytes)"));
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
    let told = explained(&failed(failure, facts), Lang::En, 78).evidence;
    assert_eq!(told.len(), 2 + 1 + 7, "{told:#?}");
    assert_eq!(told[2], "  … 193 more lines");
    assert_eq!(told[9], "  19 ms  server → chatty[3]  \"round 19 3\\n\"");
    assert!(
        told[3..].iter().all(|line| line.contains("chatty[3]")),
        "{told:#?}"
    );
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
    let told = explained(&failed(failure.clone(), facts), Lang::En, 78).evidence;
    assert_eq!(
        told[2..],
        [
            "  server, on its standard error:",
            "    | File \"server.py\", line 5, in serve",
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
    let told = explained(&failed(failure, facts), Lang::En, 78).evidence;
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
        },
    ];
    for fact in facts {
        for (lang, width) in [(Lang::Fr, 38), (Lang::En, 78)] {
            let failure = Failure::NotExited { actor: s() };
            let told = explained(&failed(failure, vec![(1, fact.clone())]), lang, width).evidence;
            let silent = matches!(fact, Fact::Step { .. } | Fact::Used { .. });
            assert_eq!(told.is_empty(), silent, "{fact:?}");
            assert!(told.iter().all(|line| line.width() <= width), "{told:#?}");
        }
    }
}
