//! A report for tests: a submission with a bit of everything.

pub(crate) mod every;

use std::collections::BTreeMap;

use crate::model::{
    AddressForm, Approach, Asked, Build, CheckReport, Doubt, Exit, Fact, Failure, Group,
    Guarantees, Isolation, IsolationKind, Likeness, Mark, Member, MemoryBound, Missing,
    Observation, Outcome, Part, Player, Report, RoleReport, Text, Trace,
};

pub(crate) fn text(fr: &str, en: &str) -> Text {
    Text {
        fr: fr.to_owned(),
        en: en.to_owned(),
    }
}

pub(crate) fn one(actor: &str) -> Member {
    Member {
        actor: actor.to_owned(),
        index: 0,
        alone: true,
    }
}

pub(crate) fn member(actor: &str, index: u32) -> Member {
    Member {
        actor: actor.to_owned(),
        index,
        alone: false,
    }
}

pub(crate) fn part(role: &str, by: Player) -> Part {
    Part {
        role: role.to_owned(),
        by,
    }
}

/// A cast of the submission's `server` and scripted clients.
pub(crate) fn cast() -> BTreeMap<String, Part> {
    BTreeMap::from([
        ("server".to_owned(), part("server", Player::Submission)),
        ("silent".to_owned(), part("client", Player::Script)),
        ("chatty".to_owned(), part("client", Player::Script)),
    ])
}

pub(crate) fn trace(facts: Vec<(u64, Fact)>) -> Trace {
    let observed = facts.into_iter().map(|(at, what)| Observation { at, what });
    Trace {
        observations: observed.collect(),
        left_out: 0,
    }
}

pub(crate) fn sent(from: &Member, to: &Member, bytes: &[u8]) -> Fact {
    Fact::Sent {
        from: from.clone(),
        to: to.clone(),
        bytes: bytes.to_vec(),
    }
}

pub(crate) fn check(
    id: &str,
    of: u32,
    title: Text,
    outcome: Outcome,
    evidence: Trace,
) -> CheckReport {
    CheckReport {
        id: id.to_owned(),
        title,
        group: Group::Basic,
        of,
        points: if outcome == Outcome::Passed { of } else { 0 },
        hidden: false,
        cast: cast(),
        outcome,
        mistake: None,
        hint: None,
        evidence,
        tally: None,
        milliseconds: 12,
        question: None,
    }
}

pub(crate) fn report(checks: Vec<CheckReport>) -> Report {
    let points = |group: Option<Group>| {
        checks
            .iter()
            .filter(move |check| group.is_none_or(|group| check.group != group))
    };
    let earned = points(None).map(|check| check.points).sum::<u32>();
    let of = points(Some(Group::Bonus))
        .map(|check| check.of)
        .sum::<u32>();
    Report {
        exercise: "salon".to_owned(),
        title: text("Serveur multi-clients", "Multi-client server"),
        asked: Asked {
            submission: "mon rendu".to_owned(),
            exercises: None,
            isolation: None,
            repeat: None,
        },
        isolation: Isolation {
            kind: IsolationKind::Isolated,
            why: None,
            remedy: None,
            guarantees: Guarantees {
                network: true,
                ports: true,
                cleanup: true,
                files: true,
                memory: MemoryBound::Watchdog,
                processes: true,
                build: true,
            },
        },
        seed: "4f2a9c".to_owned(),
        build: Build {
            command: "cargo build".to_owned(),
            succeeded: true,
            ..Build::default()
        },
        left_out: vec![],
        roles: vec![
            RoleReport {
                role: "server".to_owned(),
                program: Some("serveur".to_owned()),
                missing: None,
                approach: Some(Approach {
                    form: AddressForm::None,
                    heeds: false,
                    port: Some(8000),
                }),
            },
            RoleReport {
                role: "client".to_owned(),
                program: None,
                missing: Some(Missing::NotFound {
                    looked_for: vec!["client".to_owned()],
                    found: vec!["serveur".to_owned(), "main".to_owned()],
                }),
                approach: None,
            },
        ],
        mark: Mark {
            hundredths: 20 * 100 * earned / of.max(1),
            out_of: 20,
            earned,
            points: of,
            provisional: checks
                .iter()
                .any(|check| matches!(check.outcome, Outcome::Inconclusive(_))),
        },
        checks,
    }
}

/// A silent client blocks the others.
pub(crate) fn silent_client() -> CheckReport {
    let (server, silent) = (one("server"), one("silent"));
    let mut facts = vec![
        (
            120,
            Fact::Launched {
                actor: server.clone(),
                arguments: vec!["127.0.0.1:8000".to_owned()],
            },
        ),
        (
            2300,
            Fact::Listening {
                actor: server.clone(),
                at: vec![listener("127.0.0.1:8000")],
            },
        ),
        (
            2500,
            Fact::Connected {
                from: silent,
                to: server.clone(),
            },
        ),
    ];
    for index in 0..10 {
        let chatty = member("chatty", index);
        facts.push((
            2600 + u64::from(index),
            Fact::Connected {
                from: chatty,
                to: server.clone(),
            },
        ));
    }
    for index in 0..10 {
        let line = format!("bonjour mot{index}\n");
        let what = sent(&member("chatty", index), &server, line.as_bytes());
        facts.push((3100 + u64::from(index), what));
    }
    let failure = Failure::NoAnswer {
        at: member("chatty", 0),
        expected: vec!["Echo: bonjour mot0".to_owned(), "bonjour mot0".to_owned()],
        got: vec![],
    };
    facts.push((
        9800,
        Fact::Failed {
            failure: failure.clone(),
        },
    ));
    CheckReport {
        hint: Some(text(
            "Un thread par client : le serveur ne doit pas attendre la fin de l’un pour parler à l’autre.",
            "One thread per client: the server must not wait for one to finish before it talks to another.",
        )),
        ..check(
            "silent-client",
            4,
            text(
                "Un client muet ne bloque pas les autres",
                "A silent client does not block the others",
            ),
            Outcome::Failed(failure),
            trace(facts),
        )
    }
}

pub(crate) fn listener(address: &str) -> crate::model::Listener {
    crate::model::Listener {
        address: address.parse().unwrap(),
    }
}

/// The server dies of a reset.
pub(crate) fn client_resets() -> CheckReport {
    let (server, chatty) = (one("server"), one("chatty"));
    let exit = Exit::Code(101);
    let failure = Failure::Exited {
        actor: server.clone(),
        exit,
    };
    let panic = "\nthread 'main' (4711) panicked at src/main.rs:12:5:\ncalled `Result::unwrap()` on an `Err` value: Os { code: 104, kind: ConnectionReset, message: \"Connection reset by peer\" }\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
    check(
        "client-resets",
        2,
        text(
            "Un client qui coupe net ne tue pas le serveur",
            "A client that resets does not kill the server",
        ),
        Outcome::Failed(failure.clone()),
        trace(vec![
            (
                2500,
                Fact::Connected {
                    from: chatty.clone(),
                    to: server.clone(),
                },
            ),
            (2600, sent(&chatty, &server, b"bon")),
            (
                2700,
                Fact::Reset {
                    from: chatty,
                    to: server.clone(),
                },
            ),
            (
                2900,
                Fact::Printed {
                    actor: server.clone(),
                    error: true,
                    bytes: panic.into(),
                },
            ),
            (
                3100,
                Fact::Exited {
                    actor: server,
                    exit,
                },
            ),
            (3101, Fact::Failed { failure }),
        ]),
    )
}

/// The prefix is another one.
pub(crate) fn wrong_prefix() -> CheckReport {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::WrongAnswer {
        at: chatty.clone(),
        expected: vec!["Echo: été vodu".to_owned()],
        got: "Echo: été voda 🦀\n".into(),
        wrong_at: "Echo: été vod".len(),
        likeness: Likeness::Unknown,
    };
    check(
        "server-prefix",
        1,
        text(
            "La réponse commence par le préfixe",
            "The answer begins with the prefix",
        ),
        Outcome::Failed(failure.clone()),
        trace(vec![
            (
                2500,
                Fact::Connected {
                    from: chatty.clone(),
                    to: server.clone(),
                },
            ),
            (2600, sent(&chatty, &server, "été vodu\n".as_bytes())),
            (1_250_000, sent(&server, &chatty, "Echo: été".as_bytes())),
            (1_251_000, sent(&server, &chatty, " voda 🦀\n".as_bytes())),
            (1_252_000, Fact::Failed { failure }),
        ]),
    )
}

/// A report with a bit of everything.
pub(crate) fn mixed() -> Report {
    let passed = |id: &str, of, fr: &str, en: &str| {
        check(id, of, text(fr, en), Outcome::Passed, Trace::default())
    };
    let missing = Failure::NoProgram {
        role: "client".to_owned(),
        missing: Missing::NotFound {
            looked_for: vec!["client".to_owned()],
            found: vec!["serveur".to_owned(), "main".to_owned()],
        },
    };
    report(vec![
        passed(
            "server-answers",
            6,
            "Le serveur répond à un message",
            "The server answers a message",
        ),
        wrong_prefix(),
        silent_client(),
        check(
            "sixteen-silent",
            3,
            text(
                "Seize clients muets, puis un bavard",
                "Sixteen silent clients, then a talker",
            ),
            Outcome::Skipped {
                needs: "silent-client".to_owned(),
            },
            Trace::default(),
        ),
        client_resets(),
        check(
            "client-connects",
            1,
            text("Le client se connecte", "The client connects"),
            Outcome::Failed(missing.clone()),
            Trace::default(),
        ),
        check(
            "client-sends",
            1,
            text("Le client envoie", "The client sends"),
            Outcome::Failed(missing),
            Trace::default(),
        ),
        CheckReport {
            group: Group::Robustness,
            ..check(
                "no-leak",
                2,
                text(
                    "Rien ne fuit après mille connexions",
                    "Nothing leaks after a thousand connections",
                ),
                Outcome::Inconclusive(Doubt::HostFailed {
                    why: "too many open files".to_owned(),
                }),
                Trace::default(),
            )
        },
        CheckReport {
            group: Group::Bonus,
            ..passed("robust-hung-worker", 2, "Un bonus", "A bonus")
        },
    ])
}
