//! Everything that can be said of a check, once each.

use super::{listener, member, one};
use crate::model::{
    Awaited, Doubt, Exit, ExitStatus, Fact, Failure, Frame, Likeness, LimitKind, Missing, Until,
    Waiting,
};

/// One of each kind of failure.
pub(crate) fn failures() -> Vec<Failure> {
    let (server, chatty) = (one("server"), member("chatty", 3));
    let likenesses = [
        Likeness::Unknown,
        Likeness::PrefixMissing,
        Likeness::PrefixDiffers,
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
        Missing::NotDeclared,
        Missing::NoFile {
            label: "./server --fast".into(),
            path: "./server".into(),
        },
        Missing::DidNotBuild {
            label: "server".into(),
        },
        Missing::NotMade {
            label: "./server".into(),
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
        Failure::NotCovered {
            from: server.clone(),
            first: 2000,
            last: 2000,
            twice: false,
            lines: vec!["TASK 1 1000 2000".into(), "TASK 2 2001 3000".into()],
        },
        Failure::NotCovered {
            from: server.clone(),
            first: 2000,
            last: 2099,
            twice: true,
            lines: vec!["TASK 1 1000 2100".into(), "TASK 2 2000 3000".into()],
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
        Failure::Grows {
            actor: server.clone(),
            what: "connections".into(),
            before: 0,
            now: 1000,
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
        LimitKind::Connections,
        LimitKind::Messages,
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

/// One of each kind of doubt.
pub(crate) fn doubts() -> Vec<Doubt> {
    vec![
        Doubt::NeedsIsolation { role: None },
        Doubt::PortTaken { port: 8000 },
        Doubt::NeedsIsolation {
            role: Some("server".into()),
        },
        Doubt::ReferenceFailed {
            failure: Box::new(Failure::NeverListened { actor: one("w") }),
        },
        Doubt::ProgramLacks {
            label: "node server.js".into(),
            needs: "node".into(),
        },
        Doubt::OutOfReach {
            label: "server.py".into(),
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
        Doubt::NeedsRun,
    ]
}

/// One of each kind of fact.
pub(crate) fn facts() -> Vec<Fact> {
    let (server, chatty) = (one("server"), member("chatty", 3));
    let (from, to) = (server.clone(), chatty.clone());
    let bytes = b"caf\xc3\xa9\0\xff\\\x1b[2J\r\n".to_vec();
    let mut facts = vec![
        Fact::Step { line: 7 },
        Fact::Launched {
            actor: server.clone(),
            arguments: vec!["127.0.0.1:8000".into()],
        },
        Fact::Listening {
            actor: server.clone(),
            at: vec![listener("127.0.0.1:8000"), listener("[::1]:8000")],
        },
        Fact::Typed {
            actor: server.clone(),
            bytes: bytes.clone(),
        },
        Fact::InputEnded {
            actor: server.clone(),
        },
        Fact::Signalled {
            actor: server.clone(),
            signal: "SIGTERM".into(),
        },
        Fact::Exited {
            actor: server.clone(),
            exit: Exit::Code(-1),
        },
        Fact::LimitReached {
            actor: server.clone(),
            limit: LimitKind::File,
            allowed: "1 MiB".into(),
        },
        Fact::Used {
            actor: server.clone(),
            threads: 3,
            descriptors: 9,
            processes: Some(2),
            connections: Some(1),
        },
        Fact::Sent {
            from: from.clone(),
            to: to.clone(),
            bytes: bytes.clone(),
        },
    ];
    for error in [false, true] {
        facts.push(Fact::Printed {
            actor: server.clone(),
            error,
            bytes: bytes.clone(),
        });
    }
    let waits = [
        Awaited::Nothing,
        Awaited::Message {
            from: chatty.clone(),
            sent: 0,
        },
        Awaited::Message {
            from: chatty.clone(),
            sent: 9,
        },
        Awaited::Reader { to: chatty.clone() },
        Awaited::Client,
        Awaited::Server,
        Awaited::Input,
        Awaited::Any {
            from: vec![chatty.clone()],
            client: true,
            input: true,
            once: true,
        },
        Awaited::Any {
            from: vec![],
            client: false,
            input: false,
            once: false,
        },
        Awaited::Lock { held_by: Some(3) },
        Awaited::Lock { held_by: None },
        Awaited::End { of: Some(2) },
        Awaited::End { of: None },
        Awaited::Channel,
        Awaited::Condition,
        Awaited::Thread,
        Awaited::Child,
        Awaited::Signal,
        Awaited::Time,
        Awaited::Other,
    ];
    for (thread, waits) in (1..).zip(waits) {
        let place = Frame {
            file: "src/bin/server.rs".into(),
            line: 40 + thread,
            calls: Some("std::sync::poison::mutex::Mutex<T>::lock".into()),
        };
        facts.push(Fact::Stuck {
            actor: server.clone(),
            threads: vec![Waiting {
                process: 1,
                thread,
                waits,
                at: (thread % 2 == 1).then_some(place),
            }],
            more: 3,
            queued: vec![chatty.clone()],
            full: vec![chatty.clone()],
            unread: vec![chatty.clone()],
            polls: true,
        });
    }
    for until in [Until::Rest, Until::Deadline] {
        facts.push(Fact::Waited {
            until,
            milliseconds: 12,
        });
    }
    type Between = fn(crate::model::Member, crate::model::Member) -> Fact;
    let between: [Between; 8] = [
        |from, to| Fact::Connected { from, to },
        |from, to| Fact::Refused { from, to },
        |from, to| Fact::Ended { from, to },
        |from, to| Fact::Reset { from, to },
        |from, to| Fact::Holding { from, to },
        |from, to| Fact::Held { from, to },
        |from, to| Fact::Released { from, to, bytes: 3 },
        |from, to| Fact::Cut { from, to },
    ];
    facts.extend(between.map(|fact| fact(from.clone(), to.clone())));
    facts.extend(
        failures()
            .into_iter()
            .map(|failure| Fact::Failed { failure }),
    );
    facts
}
