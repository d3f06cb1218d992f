//! Every kind has its sentence and its advice.

use unicode_width::UnicodeWidthStr;

use super::{explained, failed};
use crate::explain::sample::{self, check, listener, member, one, part, text};
use crate::model::{
    Doubt, Exit, ExitStatus, Failure, Lang, Likeness, LimitKind, Missing, Outcome, Player, Trace,
};

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
        LimitKind::Memory,
        LimitKind::Processes,
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
        Doubt::PortTaken { port: 8000 },
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
fn who_owes_an_answer_is_said_when_it_is_known() {
    let told = explained(&sample::silent_client(), Lang::Fr, 78).cause;
    assert_eq!(
        told,
        "Le client `chatty[0]` attend un message que votre serveur n’a pas envoyé."
    );
}
