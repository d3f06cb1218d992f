//! What is named of which trace.

mod answers;
mod closed;
mod input;
mod line;
mod owing;
mod received;
mod server;
mod signal;
mod tasks;
mod threads;
mod used_up;

use super::mistake;
use crate::judge::notation::{member, trace};
use crate::model::{Exit, Failure, Likeness, Listener};

/// The mistake behind `failure`, of which this was seen; the server, and clients named `mine`, are the student's.
#[track_caller]
fn check(failure: Failure, seen: &str, name: &str) {
    let yours = |actor: &str| actor == "server" || actor == "mine";
    let found = mistake(&failure, &yours, &trace(seen));
    let found = found.map_or_else(|| "none".to_owned(), crate::model::Mistake::name);
    assert_eq!(found, name, "{seen}");
}

fn no_answer(at: &str) -> Failure {
    Failure::NoAnswer {
        at: member(at),
        expected: vec!["Echo: lune".into()],
        got: vec![],
    }
}

fn wrong(got: &str, likeness: Likeness) -> Failure {
    Failure::WrongAnswer {
        at: member("talker"),
        expected: vec!["Echo: lune".into(), "lune".into()],
        got: got.into(),
        wrong_at: 0,
        likeness,
    }
}

const TWO: &str = r#"
    silent > server connects
    talker > server connects
    talker > server "lune\n"
    fails
"#;

#[test]
fn what_needs_no_trace() {
    let exited = |code| Failure::Exited {
        actor: member("server"),
        exit: Exit::Code(code),
    };
    check(exited(101), "fails", "panicked");
    check(exited(1), "fails", "none");
    let listens = |addresses: &[&str]| Failure::Unreachable {
        actor: member("server"),
        listens: addresses
            .iter()
            .map(|address| Listener {
                address: address.parse().unwrap(),
            })
            .collect(),
    };
    check(listens(&["[::1]:8000"]), "fails", "only-ipv6");
    check(listens(&["[::1]:8000", "10.0.0.1:8000"]), "fails", "none");
    check(listens(&["[::]:8000"]), "fails", "none");
}
