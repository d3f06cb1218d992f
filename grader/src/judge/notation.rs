//! Traces as texts, for tests: a line for each fact.
//!
//! ```text
//! talker > server connects
//! talker > server "lune\n"
//! server > talker resets
//! server prints "bonjour\n"
//! mine typed "lune\n"
//! mine input ends
//! mine signalled SIGTERM
//! mine starts again
//! server starts 127.0.0.1:8000 20 50
//! server listens now
//! mine killed by 13
//! server uses 2 processes
//! server warns "thread 'main' panicked at …\n"
//! rests
//! fails
//! server thread 1 reads silent 0
//! server queues talker
//! 900 ms later
//! ```

use crate::model::{
    Awaited, Exit, Fact, Failure, Frame, Member, Observation, Trace, Until, Waiting, escape,
};

/// The trace that a text tells, one fact a millisecond.
pub(super) fn trace(text: &str) -> Trace {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut at = 0;
    let mut observations = vec![];
    for line in lines {
        if let Some(passed) = line.strip_suffix(" ms later") {
            at += 1000 * passed.parse::<u64>().expect("a number of milliseconds");
            continue;
        }
        at += 1000;
        let what = fact(line).unwrap_or_else(|| panic!("`{line}` tells no fact"));
        observations.push(Observation { at, what });
    }
    Trace {
        observations,
        left_out: 0,
    }
}

/// The member of that name.
pub(super) fn member(name: &str) -> Member {
    name.parse().unwrap()
}

fn fact(line: &str) -> Option<Fact> {
    if line == "rests" {
        return Some(Fact::Waited {
            until: Until::Rest,
            milliseconds: 100,
        });
    }
    if line == "fails" {
        // Which failure it was is told apart.
        let failure = Failure::NotExited {
            actor: member("nobody"),
        };
        return Some(Fact::Failed { failure });
    }
    let (actor, rest) = line.split_once(' ')?;
    let from = member(actor);
    if let Some(rest) = rest.strip_prefix("> ") {
        let (to, what) = rest.split_once(' ')?;
        let to = member(to);
        return Some(match what {
            "connects" => Fact::Connected { from, to },
            "ends" => Fact::Ended { from, to },
            "resets" => Fact::Reset { from, to },
            "holds" => Fact::Holding { from, to },
            bytes => Fact::Sent {
                from,
                to,
                bytes: quoted(bytes)?,
            },
        });
    }
    let actor = from;
    let (verb, rest) = rest.split_once(' ')?;
    Some(match verb {
        "prints" | "warns" => Fact::Printed {
            actor,
            error: verb == "warns",
            bytes: quoted(rest)?,
        },
        "typed" => Fact::Typed {
            actor,
            bytes: quoted(rest)?,
        },
        "signalled" => Fact::Signalled {
            actor,
            signal: rest.to_owned(),
        },
        "starts" if rest == "again" => Fact::Launched {
            actor,
            arguments: vec![],
        },
        "starts" => Fact::Launched {
            actor,
            arguments: rest.split(' ').map(str::to_owned).collect(),
        },
        "listens" if rest == "now" => Fact::Listening { actor, at: vec![] },
        "input" if rest == "ends" => Fact::InputEnded { actor },
        "exits" => Fact::Exited {
            actor,
            exit: Exit::Code(rest.parse().ok()?),
        },
        "uses" => Fact::Used {
            actor,
            threads: 1,
            descriptors: 5,
            processes: Some(rest.strip_suffix(" processes")?.parse().ok()?),
            connections: Some(1),
        },
        "killed" => Fact::Exited {
            actor,
            exit: Exit::Signal(rest.strip_prefix("by ")?.parse().ok()?),
        },
        "queues" | "thread" => stuck(actor, &format!("{verb} {rest}"))?,
        _ => return None,
    })
}

/// `thread 1 accepts; thread 2 locks; child 2 accepts; queues silent; full deaf; unread talker; has epoll`.
fn stuck(actor: Member, text: &str) -> Option<Fact> {
    let (mut threads, mut queued, mut full, mut unread) = (vec![], vec![], vec![], vec![]);
    let mut polls = false;
    for part in text.split("; ") {
        let (verb, rest) = part.split_once(' ')?;
        let members = || rest.split(", ").map(member);
        match verb {
            "thread" => threads.push(thread(rest)?),
            // The only thread of another process.
            "child" => {
                let child = thread(rest)?;
                threads.push(Waiting {
                    process: child.thread,
                    thread: 1,
                    ..child
                });
            }
            "queues" => queued.extend(members()),
            "full" => full.extend(members()),
            "unread" => unread.extend(members()),
            "has" => polls = rest == "epoll",
            _ => return None,
        }
    }
    Some(Fact::Stuck {
        actor,
        threads,
        more: 0,
        queued,
        full,
        unread,
        polls,
    })
}

/// `2 reads silent 0`, `1 waits in block_on`.
fn thread(text: &str) -> Option<Waiting> {
    let (text, calls) = match text.split_once(" in ") {
        Some((text, calls)) => (text, Some(calls.to_owned())),
        None => (text, None),
    };
    let words: Vec<&str> = text.split(' ').collect();
    let waits = match words[1..] {
        ["runs"] => Awaited::Nothing,
        ["accepts"] => Awaited::Client,
        ["waits"] => Awaited::Thread,
        ["dozes"] => Awaited::Condition,
        ["sleeps"] => Awaited::Time,
        ["reads", "its", "input"] => Awaited::Input,
        ["locks"] => Awaited::Lock { held_by: None },
        ["receives"] => Awaited::Channel,
        ["reads", from, sent] => Awaited::Message {
            from: member(from),
            sent: sent.parse().ok()?,
        },
        ["writes", to] => Awaited::Reader { to: member(to) },
        ["joins", of] => Awaited::End {
            of: Some(of.parse().ok()?),
        },
        // What hears of somebody who comes is told once; what selects would not see a connection.
        [verb @ ("polls" | "hears" | "selects"), ref from @ ..] => Awaited::Any {
            from: from.iter().map(|from| member(from)).collect(),
            client: verb != "selects",
            input: false,
            once: verb == "hears",
        },
        _ => return None,
    };
    Some(Waiting {
        process: 1,
        thread: words[0].parse().ok()?,
        waits,
        at: calls.is_some().then(|| Frame {
            file: "src/main.rs".into(),
            line: 1,
            calls,
        }),
    })
}

fn quoted(text: &str) -> Option<Vec<u8>> {
    escape::parse(text.strip_prefix('"')?.strip_suffix('"')?)
}
