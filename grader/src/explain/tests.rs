//! Verdicts in, explanations out.

use crate::explain::{Explanation, explain};
use crate::i18n::Catalog;
use crate::model::{
    CheckReport, Doubt, Exit, ExitStatus, Fact, Failure, Lang, Likeness, LimitKind, Missing,
    Outcome, Player, Trace,
};
use crate::report::sample::{self, check, listener, member, one, part, sent, text, trace};
use unicode_width::UnicodeWidthStr;

fn explained(check: &CheckReport, lang: Lang, width: usize) -> Explanation {
    let report = sample::report(vec![check.clone()]);
    explain(&report, check, &Catalog::new(lang), width, false).unwrap()
}

fn failed(failure: Failure, facts: Vec<(u64, Fact)>) -> CheckReport {
    check(
        "c",
        1,
        text("Titre", "Title"),
        Outcome::Failed(failure),
        trace(facts),
    )
}

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

/// One of each kind of failure.
fn failures() -> Vec<Failure> {
    let (server, chatty) = (one("server"), member("chatty", 3));
    let likenesses = [
        Likeness::Unknown,
        Likeness::PrefixMissing,
        Likeness::NulPadded,
        Likeness::ReplyPerRead,
        Likeness::SomeoneElses,
        Likeness::Earlier,
        Likeness::BrokenCharacter,
        Likeness::Truncated,
    ];
    let missing = [
        Missing::NotFound {
            looked_for: vec!["server".into()],
            found: vec!["main".into()],
        },
        Missing::NotFound {
            looked_for: vec!["server".into()],
            found: vec![],
        },
        Missing::Ambiguous {
            candidates: vec!["a".into(), "b".into()],
        },
        Missing::DidNotBuild {
            label: "server".into(),
        },
        Missing::NoInterpreter {
            label: "server.py".into(),
            needs: "python3".into(),
        },
    ];
    let mut failures = vec![
        Failure::CannotExecute {
            actor: server.clone(),
            why: "exec format error".into(),
        },
        Failure::NeverListened {
            actor: server.clone(),
        },
        Failure::ListensElsewhere {
            actor: server.clone(),
            asked: "127.0.0.1:8000".parse().unwrap(),
            listens: vec![listener("127.0.0.1:9000"), listener("[::1]:9000")],
        },
        Failure::Unreachable {
            actor: server.clone(),
            listens: vec![listener("10.0.0.1:80")],
        },
        Failure::ExitedBeforeListening {
            actor: server.clone(),
            exit: Exit::Code(101),
        },
        Failure::ExitedBeforeConnecting {
            actor: server.clone(),
            exit: Exit::Signal(11),
        },
        Failure::NeverConnected {
            actor: server.clone(),
            ports: vec![8000, 8888],
        },
        Failure::Exited {
            actor: server.clone(),
            exit: Exit::Signal(64),
        },
        Failure::Refused {
            actor: chatty.clone(),
            by: server.clone(),
        },
        Failure::NotAccepted {
            actor: chatty.clone(),
            by: server.clone(),
        },
        Failure::NoAnswer {
            at: chatty.clone(),
            expected: vec!["/a.*/".into()],
            got: vec![],
        },
        Failure::NoAnswer {
            at: chatty.clone(),
            expected: vec!["abc".into()],
            got: b"ab".to_vec(),
        },
        Failure::EndedEarly {
            at: chatty.clone(),
            expected: vec!["a".into()],
            got: vec![],
            reset: false,
        },
        Failure::EndedEarly {
            at: chatty.clone(),
            expected: vec!["a".into()],
            got: vec![],
            reset: true,
        },
        Failure::NotEnded {
            at: chatty.clone(),
            got: b"more".to_vec(),
        },
        Failure::NotRead {
            from: chatty.clone(),
            by: server.clone(),
            unread: 4096,
        },
        Failure::NotPrinted {
            by: server.clone(),
            expected: vec!["TOTAL 4".into()],
            got: b"TOTAL 3\n".to_vec(),
        },
        Failure::NotReceived {
            by: chatty.clone(),
            expected: "/x/".into(),
            got: vec!["y".into()],
        },
        Failure::NotExited {
            actor: server.clone(),
        },
        Failure::SaidNothing {
            actor: server.clone(),
        },
        Failure::NotCarried {
            from: server.clone(),
            to: chatty.clone(),
            expected: "/TASK/".into(),
        },
        Failure::RuleBroken {
            from: server.clone(),
            line: "TASK 1 0 5000".into(),
            rule: "b - a <= 1000".into(),
        },
        Failure::Grows {
            actor: server.clone(),
            what: "threads".into(),
            before: 3,
            now: 1003,
        },
        Failure::Grows {
            actor: server.clone(),
            what: "descriptors".into(),
            before: 3,
            now: 1003,
        },
        Failure::Burns {
            actor: server.clone(),
        },
    ];
    for likeness in likenesses {
        failures.push(Failure::WrongAnswer {
            at: chatty.clone(),
            expected: vec!["abc".into()],
            got: b"abd".to_vec(),
            wrong_at: 2,
            likeness,
        });
    }
    for missing in missing {
        failures.push(Failure::NoProgram {
            role: "server".into(),
            missing,
        });
    }
    for wanted in [ExitStatus::Success, ExitStatus::Failure, ExitStatus::Any] {
        failures.push(Failure::WrongStatus {
            actor: server.clone(),
            exit: Exit::Code(0),
            wanted,
        });
    }
    for limit in [
        LimitKind::Output,
        LimitKind::Traffic,
        LimitKind::Cpu,
        LimitKind::File,
    ] {
        failures.push(Failure::Limit {
            actor: server.clone(),
            limit,
            allowed: "1 MiB".into(),
        });
    }
    failures
}

#[test]
fn every_failure_is_a_sentence_and_an_advice() {
    for lang in [Lang::Fr, Lang::En] {
        for failure in failures() {
            let told = explained(&failed(failure.clone(), vec![]), lang, 78);
            assert!(
                told.cause
                    .starts_with(|c: char| c.is_uppercase() || c == '`'),
                "{}",
                told.cause
            );
            assert!(told.cause.ends_with(['.', ')']), "{}", told.cause);
            assert!(told.next.is_some(), "{failure:?}");
            for contraction in ["de le ", "à le ", "que il", " de votre votre"] {
                assert!(!told.cause.contains(contraction), "{}", told.cause);
            }
            assert!(
                told.evidence.iter().all(|line| line.width() <= 78),
                "{:#?}",
                told.evidence
            );
        }
    }
}

#[test]
fn every_doubt_is_a_sentence_that_blames_nobody() {
    let doubts = [
        Doubt::NeedsIsolation { role: None },
        Doubt::NeedsIsolation {
            role: Some("server".into()),
        },
        Doubt::ReferenceFailed {
            failure: Box::new(Failure::NeverListened { actor: one("w") }),
        },
        Doubt::HostFailed {
            why: "no space left on device".into(),
        },
        Doubt::GraderFailed {
            why: "an invariant".into(),
        },
        Doubt::NeedsUnknown {
            needs: "server-answers".into(),
        },
    ];
    for doubt in doubts {
        for lang in [Lang::Fr, Lang::En] {
            let outcome = Outcome::Inconclusive(doubt.clone());
            let check = check("c", 1, text("T", "T"), outcome, Trace::default());
            assert!(!explained(&check, lang, 78).cause.is_empty());
        }
    }
}

#[test]
fn actors_are_named_by_what_they_are() {
    let told = |cast: &[(&str, &str, Player)], actor| {
        let failure = Failure::NeverListened { actor };
        let mut check = failed(failure, vec![]);
        check.cast = cast
            .iter()
            .map(|(name, role, by)| ((*name).to_owned(), part(role, *by)))
            .collect();
        explained(&check, Lang::Fr, 78).cause
    };
    let tail = "n’écoute sur aucun port.";
    let submission = ("s", "server", Player::Submission);
    assert_eq!(
        told(&[submission], one("s")),
        format!("Votre serveur {tail}")
    );
    assert_eq!(
        told(&[submission], member("s", 2)),
        format!("Votre serveur `s[2]` {tail}")
    );
    let twice = [submission, ("t", "server", Player::Submission)];
    assert_eq!(told(&twice, one("t")), format!("Votre serveur `t` {tail}"));
    let reference = [("s", "worker", Player::Reference)];
    assert_eq!(
        told(&reference, one("s")),
        format!("Le worker de référence {tail}")
    );
    let script = [("s", "client", Player::Script)];
    assert_eq!(told(&script, one("s")), format!("Le client `s` {tail}"));
    let other = [("s", "arbitre", Player::Submission)];
    let own = "Votre programme «\u{202f}arbitre\u{202f}»";
    assert_eq!(told(&other, one("s")), format!("{own} {tail}"));
    assert_eq!(told(&[], one("s")), format!("Le programme `s` {tail}"));
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
fn who_owes_an_answer_is_said_when_it_is_known() {
    let told = explained(&sample::silent_client(), Lang::Fr, 78).cause;
    assert_eq!(
        told,
        "Le client `chatty[0]` attend une réponse que votre serveur n’a pas envoyée."
    );
}
