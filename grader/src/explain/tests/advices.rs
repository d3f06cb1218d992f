//! What is advised fits what was seen.

use super::{explained, failed, seen};
use crate::explain::sample::{member, one, sent, text};
use crate::model::{Awaited, Exit, Fact, Failure, Frame, Lang, Mistake, Outcome, Waiting};

/// What is advised in English on `failure`, before which `facts` were seen, and after it `stuck`.
fn advised(failure: &Failure, facts: Vec<Fact>, stuck: Option<Awaited>) -> Option<String> {
    let mut seen: Vec<(u64, Fact)> = (1..).zip(facts).collect();
    let failure = failure.clone();
    seen.push((
        10_000,
        Fact::Failed {
            failure: failure.clone(),
        },
    ));
    if let Some(waits) = stuck {
        seen.push((
            10_001,
            Fact::Stuck {
                actor: one("server"),
                threads: vec![Waiting {
                    process: 1,
                    thread: 1,
                    waits,
                    at: None,
                }],
                more: 0,
                queued: vec![],
                full: vec![],
                unread: vec![],
                polls: false,
            },
        ));
    }
    explained(&failed(failure, seen), Lang::En).next
}

fn exits(code: i32) -> Fact {
    Fact::Exited {
        actor: one("server"),
        exit: Exit::Code(code),
    }
}

fn connects() -> Fact {
    Fact::Connected {
        from: one("chatty"),
        to: one("server"),
    }
}

#[track_caller]
fn says(advice: Option<String>, part: &str) {
    let advice = advice.unwrap_or_default();
    assert!(advice.contains(part), "`{part}` is not in: {advice}");
}

#[test]
fn what_a_program_that_stays_waits_for_is_what_it_should_leave() {
    let stays = Failure::NotExited {
        actor: one("server"),
    };
    let cases = [
        (Awaited::Time, "tries again"),
        (Awaited::Client, "another client"),
        (Awaited::Input, "standard input"),
        (Awaited::End { of: None }, "another one"),
        (
            Awaited::Message {
                from: one("chatty"),
                sent: 1,
            },
            "reads from a connection",
        ),
        (Awaited::Other, "leave the loops"),
    ];
    for (waits, part) in cases {
        says(advised(&stays, vec![], Some(waits)), part);
    }
    says(advised(&stays, vec![], None), "leave the loops");
    let reads = |facts| advised(&stays, facts, Some(Awaited::Input));
    says(reads(vec![]), "connect before it reads");
    let listens = Fact::Listening {
        actor: one("server"),
        at: vec![],
    };
    let dials = Fact::Connected {
        from: one("server"),
        to: one("chatty"),
    };
    for facts in [vec![listens], vec![dials], vec![connects()]] {
        says(reads(facts), "make that read end");
    }
}

#[test]
fn a_program_that_has_ended_waits_for_nothing() {
    let silent = Failure::NotPrinted {
        by: one("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    says(advised(&silent, vec![], None), "see what it waits for");
    says(advised(&silent, vec![exits(0)], None), "by itself");
    says(
        advised(&silent, vec![exits(1)], None),
        "end the whole program",
    );
    let refused = Failure::Refused {
        actor: one("chatty"),
        by: one("server"),
    };
    says(advised(&refused, vec![], None), "still runs");
    says(advised(&refused, vec![exits(1)], None), "`accept` loop");
    // Its end is not seen yet.
    let raises = || warns("Traceback (most recent call last):\nKeyError: 3\n");
    says(advised(&refused, vec![raises()], None), "`accept` loop");
    says(advised(&refused, vec![warns("bye\n")], None), "still runs");
    let early = Failure::EndedEarly {
        at: one("chatty"),
        expected: vec!["x".into()],
        got: vec![],
        reset: true,
    };
    let closed = |facts| advised(&early, facts, None);
    says(closed(vec![connects()]), "Close the connection only");
    says(
        closed(vec![raises(), connects()]),
        "Close the connection only",
    );
    says(closed(vec![connects(), raises()]), "Begin with the error");
    says(closed(vec![connects(), exits(1)]), "end the whole program");
}

fn warns(text: &str) -> Fact {
    Fact::Printed {
        actor: one("server"),
        error: true,
        bytes: text.into(),
    }
}

#[test]
fn what_many_connections_leave_behind_may_have_ended_a_program() {
    let ended = |code| Failure::Exited {
        actor: one("server"),
        exit: Exit::Code(code),
    };
    let many = vec![connects(); 300];
    says(advised(&ended(1), vec![connects(); 5], None), "main loop");
    says(
        advised(&ended(1), many.clone(), None),
        "hundreds of connections",
    );
    let panicked = |facts: Vec<Fact>| {
        let facts = (1..).zip(facts).collect();
        let mut check = failed(ended(101), facts);
        check.mistake = Some(Mistake::Panicked);
        explained(&check, Lang::En).next
    };
    says(panicked(many), "hundreds of connections");
    says(
        panicked(vec![connects()]),
        "one client ends its conversation",
    );
    says(panicked(vec![]), "too large for its type");
}

#[test]
fn a_signal_that_ends_a_program_says_what_to_look_for() {
    let ended = |signal| Failure::Exited {
        actor: one("server"),
        exit: Exit::Signal(signal),
    };
    let cases = [
        (6, "`abort`"),
        (7, "not its own"),
        (11, "not its own"),
        (8, "by zero"),
        (13, "man 7 signal"),
    ];
    for (signal, part) in cases {
        let told = explained(&failed(ended(signal), vec![]), Lang::En);
        says(told.next, part);
        says(told.steps.first().cloned(), "gdb");
        says(advised(&ended(signal), vec![connects(); 300], None), part);
    }
    let before = Failure::ExitedBeforeListening {
        actor: one("server"),
        exit: Exit::Signal(11),
    };
    says(advised(&before, vec![], None), "not its own");
}

#[test]
fn what_grows_is_told_with_the_clients_that_had_come() {
    let grows = Failure::Grows {
        actor: one("server"),
        what: "connections".into(),
        before: 3,
        now: 5,
    };
    let used = |connections| Fact::Used {
        actor: one("server"),
        threads: 1,
        descriptors: 9,
        processes: Some(1),
        connections,
    };
    let told = |facts: Vec<Fact>, left_out| {
        let mut check = failed(grows.clone(), (1..).zip(facts).collect());
        check.evidence.left_out = left_out;
        explained(&check, Lang::En).cause
    };
    let mut facts = vec![connects(), used(Some(1))];
    facts.extend(vec![connects(); 2]);
    facts.push(used(Some(3)));
    facts.extend(vec![connects(); 2]);
    let cause = told(facts.clone(), 0);
    let both = "keeps open grows with each client: 3 after 3 clients, then 5 after 5.";
    assert!(cause.ends_with(both), "{cause}");
    let cause = told(facts, 1);
    assert!(cause.ends_with(" with each client: 3, then 5."), "{cause}");
    let cause = told(vec![connects(), used(None)], 0);
    assert!(cause.ends_with(": 3, then 5."), "{cause}");
}

#[test]
fn who_waits_for_a_scope_has_joined_no_thread() {
    let told = |calls: &str| {
        let stuck = Fact::Stuck {
            actor: one("server"),
            threads: vec![Waiting {
                process: 1,
                thread: 1,
                waits: Awaited::End { of: None },
                at: Some(Frame {
                    file: "src/main.rs".into(),
                    line: 9,
                    calls: Some(calls.into()),
                }),
            }],
            more: 0,
            queued: vec![one("chatty")],
            full: vec![],
            unread: vec![],
            polls: false,
        };
        let failure = Failure::NotAccepted {
            actor: one("chatty"),
            by: one("server"),
        };
        let mut check = failed(failure, vec![(1, stuck)]);
        check.mistake = Some(Mistake::JoinedAtOnce);
        explained(&check, Lang::En).next
    };
    says(told("std::thread::scoped::scope<(), F>"), "thread::spawn");
    says(told("std::thread::JoinHandle<()>::join"), "join them");
}

#[test]
fn a_server_that_serves_some_clients_at_once_has_a_limit() {
    let (server, chatty) = (one("server"), |index| member("chatty", index));
    let silent = Failure::NoAnswer {
        at: chatty(9),
        expected: vec!["x".into()],
        got: vec![],
    };
    let told = |answered: u32, left: u32| {
        let connects = |from| Fact::Connected {
            from,
            to: server.clone(),
        };
        let mut facts: Vec<Fact> = (0..=9).map(|index| connects(chatty(index))).collect();
        facts.extend((0..answered).map(|index| sent(&server, &chatty(index), b"x\n")));
        facts.extend((0..left).map(|index| Fact::Ended {
            from: chatty(index),
            to: server.clone(),
        }));
        let mut check = failed(silent.clone(), (1..).zip(facts).collect());
        check.mistake = Some(Mistake::NotAccepting);
        let told = explained(&check, Lang::En);
        (told.mistake.unwrap_or_default(), told.next)
    };
    let (sentence, next) = told(4, 0);
    assert!(
        sentence.contains("leads 4 conversations at once"),
        "{sentence}"
    );
    says(next, "max_children");
    let (sentence, _) = told(4, 2);
    assert!(sentence.contains("leads 2 conversations"), "{sentence}");
    // One, or nobody.
    for (answered, left) in [(4, 3), (0, 0)] {
        let (sentence, next) = told(answered, left);
        assert!(!sentence.contains("at once"), "{sentence}");
        says(next, "without awaiting it");
    }
}

#[test]
fn a_loop_that_never_waits_reads_no_connection_where_none_is_left() {
    let burns = Failure::Burns {
        actor: one("server"),
    };
    let used = |connections| Fact::Used {
        actor: one("server"),
        threads: 1,
        descriptors: 9,
        processes: Some(1),
        connections,
    };
    let alone = "reads from none";
    let seen = |facts| advised(&burns, facts, None);
    says(seen(vec![used(Some(1)), used(Some(0))]), alone);
    says(seen(vec![used(Some(0)), used(Some(1))]), "0 bytes");
    says(seen(vec![used(None)]), "0 bytes");
    says(advised(&burns, vec![], None), "returns 0 bytes");
}

/// A client says this and leaves.
fn leaves(said: &str) -> Vec<Fact> {
    let end = Fact::Ended {
        from: one("chatty"),
        to: one("server"),
    };
    vec![
        connects(),
        sent(&one("chatty"), &one("server"), said.as_bytes()),
        end,
    ]
}

#[test]
fn who_left_within_a_line_is_told_to_a_program_that_never_waits() {
    let burns = Failure::Burns {
        actor: one("server"),
    };
    let spins = |facts: Vec<Fact>| {
        let seen = (1..).zip(facts).collect();
        let silent = Failure::NoAnswer {
            at: one("chatty"),
            expected: vec!["lune".into()],
            got: vec![],
        };
        let mut check = failed(silent, seen);
        check.mistake = Some(Mistake::Spins);
        let told = explained(&check, Lang::En);
        (told.mistake, told.next)
    };
    let half = "in the middle of a line";
    let reset = Fact::Reset {
        from: one("chatty"),
        to: one("server"),
    };
    let is_told = |advice: Option<String>| advice.unwrap_or_default().contains(half);
    let cases = [
        (leaves("lu"), true),
        (leaves("lune\nlu"), true),
        (leaves("lune\n"), false),
        // Another has left since, or the connection was reset.
        ([leaves("lu"), leaves("lune\n")].concat(), false),
        ([leaves("lu")[..2].to_vec(), vec![reset]].concat(), false),
        (leaves("lu")[..2].to_vec(), false),
    ];
    for (facts, left) in cases {
        assert_eq!(is_told(advised(&burns, facts.clone(), None)), left);
        let (told, next) = spins(facts);
        assert_eq!(is_told(told), left);
        assert_eq!(next.unwrap_or_default().contains("not complete"), left);
    }
}

#[test]
fn the_author_is_heard_where_advice_would_only_repeat_what_was_asked() {
    let told = |failure: &Failure, mistake: Option<Mistake>| {
        let mut check = failed(failure.clone(), vec![]);
        check.hint = Some(text("Un indice.", "A hint."));
        check.mistake = mistake;
        let told = explained(&check, Lang::En);
        (told.next.is_some(), told.hint.is_some())
    };
    let silent = Failure::NotPrinted {
        by: one("server"),
        expected: vec!["TOTAL 7".into()],
        got: vec![],
    };
    assert_eq!(told(&silent, None), (false, true));
    // What was found is nearer than what is said of all; where only what is wrong was found, the author knows why.
    assert_eq!(told(&silent, Some(Mistake::ReadsOn)), (true, false));
    assert_eq!(told(&silent, Some(Mistake::OtherNumber)), (true, true));
    let refused = Failure::Refused {
        actor: one("chatty"),
        by: one("server"),
    };
    assert_eq!(told(&refused, None), (true, true));
}

#[test]
fn the_author_is_not_heard_where_a_program_tells_of_its_error() {
    let told = |failure: &Failure, facts: Vec<Fact>| {
        let mut check = failed(failure.clone(), (1..).zip(facts).collect());
        check.hint = Some(text("Un indice.", "A hint."));
        let told = explained(&check, Lang::En);
        // Whoever asks for hints gets it all the same.
        assert_eq!(told.steps.last().map(String::as_str), Some("A hint."));
        told.hint.is_some()
    };
    let silent = Failure::NoAnswer {
        at: one("chatty"),
        expected: vec!["x".into()],
        got: vec![],
    };
    let error = || warns("talker: Broken pipe (os error 32)\n");
    assert!(told(&silent, vec![warns("listening\n")]));
    assert!(!told(&silent, vec![error()]));
    assert!(!told(&silent, vec![exits(1)]));
    assert!(told(&silent, vec![exits(0)]));
    // How it begins is what the check is about.
    let before = Failure::ExitedBeforeListening {
        actor: one("server"),
        exit: Exit::Code(1),
    };
    assert!(told(&before, vec![warns("cannot listen\n"), exits(1)]));
    assert!(!told(&before, vec![error(), exits(1)]));
}

#[test]
fn a_single_thing_that_is_waited_for_comes_first_of_none() {
    let told = |lang, client, from| {
        let stuck = Fact::Stuck {
            actor: one("server"),
            threads: vec![Waiting {
                process: 1,
                thread: 1,
                waits: Awaited::Any {
                    from,
                    client,
                    input: false,
                    once: false,
                },
                at: None,
            }],
            more: 0,
            queued: vec![],
            full: vec![],
            unread: vec![],
            polls: false,
        };
        let failure = Failure::NotExited {
            actor: one("server"),
        };
        let check = failed(failure, vec![(1, stuck)]);
        assert!(matches!(check.outcome, Outcome::Failed(_)));
        seen(&check, lang, 200).join("\n")
    };
    let (fr, en) = (Lang::Fr, Lang::En);
    let one_thing = told(en, true, vec![]);
    assert!(
        one_thing.contains("server: waits for a connection to accept"),
        "{one_thing}"
    );
    let message = told(fr, false, vec![one("chatty")]);
    assert!(
        message.contains("attend ce que dira le client `chatty`"),
        "{message}"
    );
    let both = told(fr, true, vec![one("chatty"), one("silent")]);
    let list = "attend ce qui viendra d’abord\u{a0}: une connexion à accepter, un message de l’un de ceux-ci (`chatty`, `silent`)";
    assert!(both.contains(list), "{both}");
}

#[test]
fn a_few_threads_that_wait_alike_are_named() {
    let told = |threads: &[(u32, u32)]| {
        let waits = |(process, thread): &(u32, u32)| Waiting {
            process: *process,
            thread: *thread,
            waits: Awaited::Thread,
            at: None,
        };
        let stuck = Fact::Stuck {
            actor: one("server"),
            threads: threads.iter().map(waits).collect(),
            more: 0,
            queued: vec![],
            full: vec![],
            unread: vec![],
            polls: false,
        };
        let failure = Failure::NotExited {
            actor: one("server"),
        };
        seen(&failed(failure, vec![(1, stuck)]), Lang::En, 200).join("\n")
    };
    let few = told(&[(1, 1), (1, 5)]);
    assert!(few.contains("server, threads 1, 5: wait for"), "{few}");
    let many = told(&[(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]);
    assert!(many.contains("server, 5 threads: wait for"), "{many}");
    // Of several processes, these would be no names.
    let processes = told(&[(1, 2), (2, 2)]);
    assert!(
        processes.contains("server, 2 threads: wait for"),
        "{processes}"
    );
}

#[test]
fn a_long_line_is_to_be_read_to_its_end() {
    let (server, chatty) = (one("server"), one("chatty"));
    let advised = |line: Vec<u8>| {
        let failure = Failure::EndedEarly {
            at: chatty.clone(),
            reset: true,
            expected: vec!["x".into()],
            got: vec![],
        };
        let mut check = failed(failure, vec![(1, sent(&chatty, &server, &line))]);
        check.mistake = Some(Mistake::ResetUnread);
        explained(&check, Lang::En).next.unwrap()
    };
    let long = [vec![b'a'; 5000], b"\n".to_vec()].concat();
    assert!(advised(long).contains("however long"));
    assert!(advised(b"lune\n".to_vec()).contains("0 bytes"));
    // Several short ones are no long one.
    assert!(advised(b"lune\n".repeat(500)).contains("0 bytes"));
}

#[test]
fn who_ends_after_a_word_of_its_own_is_told_what_the_author_says() {
    let failure = Failure::EndedEarly {
        at: one("chatty"),
        expected: vec![],
        got: vec![],
        reset: false,
    };
    let told = |facts: Vec<Fact>| {
        let seen = (1..).zip(facts).collect();
        let mut check = failed(failure.clone(), seen);
        check.hint = Some(text("Attendez.", "Wait."));
        explained(&check, Lang::En)
    };
    let asks = || sent(&one("chatty"), &one("server"), b"READY\n");
    let done = || sent(&one("server"), &one("chatty"), b"DONE\n");
    let ended = told(vec![connects(), asks(), done()]);
    assert_eq!((ended.next, ended.hint.as_deref()), (None, Some("Wait.")));
    // What came before it was asked, or in part, is no answer to it.
    for facts in [
        vec![connects(), done(), asks()],
        vec![
            connects(),
            asks(),
            sent(&one("server"), &one("chatty"), b"DO"),
        ],
        vec![connects(), asks()],
    ] {
        says(told(facts).next, "Close the connection only");
    }
}
