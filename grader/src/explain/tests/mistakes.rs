//! What is said of a usual mistake fits what was seen.

use super::{explained, failed};
use crate::explain::explain;
use crate::explain::sample::{self, member, one, sent, text};
use crate::i18n::Catalog;
use crate::model::{
    Awaited, CheckReport, Fact, Failure, Frame, Lang, Likeness, Member, Mistake, Waiting,
};

fn connects(from: Member, to: Member) -> Fact {
    Fact::Connected { from, to }
}

fn wrong(got: &str, likeness: Likeness) -> Failure {
    Failure::WrongAnswer {
        at: one("chatty"),
        expected: vec!["Echo: lune".into()],
        got: got.into(),
        wrong_at: 0,
        likeness,
    }
}

#[test]
fn an_empty_line_too_many_is_a_clients_or_a_servers() {
    let told = |from, to| {
        let failure = wrong("\n", Likeness::Unknown);
        let mut check = failed(failure, vec![(1, connects(one(from), one(to)))]);
        check.mistake = Some(Mistake::EmptyLineAdded);
        explained(&check, Lang::En).mistake.unwrap()
    };
    let answered = told("chatty", "server");
    assert!(answered.contains("your server"), "{answered}");
    let asked = told("server", "chatty");
    assert!(asked.contains("your client"), "{asked}");
}

#[test]
fn an_answer_that_was_wrong_before_is_corrected_there() {
    let said = |id: &str, expected: &str, got: &str| {
        let failure = Failure::WrongAnswer {
            at: one("chatty"),
            expected: vec![expected.into()],
            got: got.into(),
            wrong_at: 0,
            likeness: Likeness::Unknown,
        };
        let dials = connects(one("chatty"), one("server"));
        CheckReport {
            id: id.to_owned(),
            hint: Some(text("Lisez.", "Read on.")),
            ..failed(failure, vec![(1, dials)])
        }
    };
    let count = said("counts", "RESULT 1 4", "RESULT 1 5\n");
    let pieces = said("pieces", "RESULT 7 2", "RESULT 7 3\n");
    let report = sample::report(vec![count.clone(), pieces.clone()]);
    let told = |check| explain(&report, check, &Catalog::new(Lang::En)).unwrap();
    let (first, later) = (told(&count), told(&pieces));
    assert_eq!(first.hint.as_deref(), Some("Read on."));
    assert_eq!(later.hint, None);
    assert!(later.next.unwrap().contains("`counts`"));
    assert!(later.steps.iter().all(|step| step != "Read on."));
}

#[test]
fn what_another_has_sent_is_all_or_stands_in_front() {
    let (chatty, silent, server) = (one("chatty"), one("silent"), one("server"));
    let told = |got| {
        let facts = [
            connects(silent.clone(), server.clone()),
            connects(chatty.clone(), server.clone()),
            sent(&silent, &server, b"rose sauvage\n"),
            sent(&chatty, &server, b"lune\n"),
        ];
        let failure = wrong(got, Likeness::SomeoneElses);
        explained(&failed(failure, (1..).zip(facts).collect()), Lang::En).cause
    };
    let is_in_front = |got| {
        let told = told(got);
        let (front, all) = ("in front of its own message", "meant for another");
        assert_ne!(told.contains(front), told.contains(all), "{told}");
        told.contains(front)
    };
    assert!(is_in_front("Echo: roselune\n"));
    assert!(!is_in_front("Echo: rose\n"));
    // Whole lines of the other may come ahead of the one that was begun.
    assert!(is_in_front("Echo: rose sauvage\nEcho: rose slune\n"));
    // Its own answer is right, or what stands in front is nobody's.
    assert!(!is_in_front("Echo: rose sauvage\nEcho: lune\n"));
    assert!(!is_in_front("Echo: rose sauvage\nEcho: mauvelune\n"));
}

/// Threads of the server that wait for this.
fn stuck(waits: &[Awaited]) -> Fact {
    let threads = (1..).zip(waits).map(|(thread, waits)| Waiting {
        process: 1,
        thread,
        waits: waits.clone(),
        at: None,
    });
    Fact::Stuck {
        actor: one("server"),
        threads: threads.collect(),
        more: 0,
        queued: vec![],
        full: vec![],
        unread: vec![],
        polls: false,
    }
}

/// A thread of the server that waits for this, in a function that it has called.
fn stuck_in(calls: &str, waits: Awaited) -> Fact {
    let mut stuck = stuck(&[waits]);
    if let Fact::Stuck { threads, .. } = &mut stuck {
        threads[0].at = Some(Frame {
            file: "src/main.rs".into(),
            line: 1,
            calls: Some(calls.into()),
        });
    }
    stuck
}

/// What is advised on a mistake, where threads of the server wait for this.
fn advised(mistake: Mistake, waits: &[Awaited]) -> String {
    let mut check = failed(wrong("x\n", Likeness::Unknown), vec![(1, stuck(waits))]);
    check.mistake = Some(mistake);
    explained(&check, Lang::En).next.unwrap_or_default()
}

#[test]
fn whoever_sleeps_is_woken_or_given_what_was_left() {
    let all = "One `notify_one`";
    let dozes = Awaited::Condition;
    let several = advised(
        Mistake::NotWoken,
        &[dozes.clone(), Awaited::Client, dozes.clone()],
    );
    assert!(several.starts_with(all), "{several}");
    let single = advised(Mistake::NotWoken, &[dozes.clone(), Awaited::Client]);
    assert!(single.starts_with(all), "{single}");
    // One that has left has taken something along: it is to be put back first.
    let (server, doomed, worker) = (one("server"), one("doomed"), one("worker"));
    let [left, stays] = [&doomed, &worker].map(|one| {
        let task = format!("TASK {one}\n");
        [
            connects(one.clone(), server.clone()),
            sent(one, &server, b"READY\n"),
            sent(&server, one, task.as_bytes()),
        ]
    });
    let ends = Fact::Ended {
        from: doomed.clone(),
        to: server.clone(),
    };
    // However many sleep: the main thread may wait for the end of all.
    let asleep = stuck(&[dozes.clone(), dozes]);
    let done = [sent(&worker, &server, b"RESULT\n"), ends, asleep];
    let facts = left.into_iter().chain(stays).chain(done);
    let mut check = failed(wrong("x\n", Likeness::Unknown), (1..).zip(facts).collect());
    check.mistake = Some(Mistake::NotWoken);
    let told = explained(&check, Lang::En);
    let owed = told.next.unwrap_or_default();
    assert!(!owed.is_empty() && !owed.starts_with(all), "{owed}");
    let sentence = told.mistake.unwrap_or_default();
    assert!(sentence.contains("`TASK doomed`"), "{sentence}");
}

#[test]
fn whoever_has_a_runtime_waits_with_its_calls() {
    let advised = |calls: &str| {
        let stuck = stuck_in(calls, Awaited::Thread);
        let mut check = failed(wrong("x\n", Likeness::Unknown), vec![(1, stuck)]);
        check.mistake = Some(Mistake::NonBlocking);
        explained(&check, Lang::En).next.unwrap()
    };
    let tasks = advised("tokio::runtime::Runtime::block_on<()>");
    assert!(!tasks.contains("select"), "{tasks}");
    let threads = advised("std::thread::JoinHandle<()>::join");
    assert!(threads.contains("select"), "{threads}");
    // The error is the same where a time-out is over.
    assert!(threads.contains("set_read_timeout(None)"), "{threads}");
}

#[test]
fn a_message_may_wait_for_the_task_of_another() {
    let polls = |from: &[&str]| Awaited::Any {
        from: from.iter().map(|from| one(from)).collect(),
        client: true,
        input: false,
        once: false,
    };
    let several = advised(Mistake::KeptAnswer, &[polls(&["chatty", "silent"])]);
    assert!(several.contains("lock"), "{several}");
    let single = advised(Mistake::KeptAnswer, &[polls(&["chatty"])]);
    assert!(!single.contains("lock"), "{single}");
}

#[test]
fn what_keeps_an_answer_is_told_by_what_the_program_waits_to_read() {
    let told = |calls: &str, from: &str| {
        let waits = Awaited::Message {
            from: one(from),
            sent: 4,
        };
        let stuck = stuck_in(calls, waits);
        let failure = Failure::NoAnswer {
            at: one("chatty"),
            expected: vec![],
            got: vec![],
        };
        let mut check = failed(failure, vec![(1, stuck)]);
        check.mistake = Some(Mistake::KeptAnswer);
        let told = explained(&check, Lang::En);
        (told.mistake.unwrap(), told.next.unwrap())
    };
    let (line, next) = told(
        "append_to_string<std::io::BufRead::read_line::{closure_env#0}<Stream>>",
        "chatty",
    );
    assert!(line.contains("has read the line"), "{line}");
    assert!(next.contains("flush"), "{next}");
    let (end, next) = told("read_to_string<std::net::tcp::TcpStream>", "chatty");
    assert!(end.contains("end of the stream"), "{end}");
    assert!(next.contains("lines()"), "{next}");
    let (count, _) = told("default_read_exact<std::net::tcp::TcpStream>", "chatty");
    assert!(count.contains("number of bytes"), "{count}");
    let (either, _) = told("read", "chatty");
    assert_eq!(
        told("read_line<Stream>", "silent").0,
        either,
        "that is another's line"
    );
    assert_ne!(either, line);
}

#[test]
fn what_is_behind_a_lock_may_be_behind_something_else() {
    let told = |waits| {
        let mut check = failed(wrong("x\n", Likeness::Unknown), vec![(1, stuck(&[waits]))]);
        check.mistake = Some(Mistake::BehindLock);
        explained(&check, Lang::En).mistake.unwrap()
    };
    let known = told(Awaited::Lock { held_by: None });
    assert!(!known.contains("event"), "{known}");
    let open = told(Awaited::Thread);
    assert!(open.contains("event"), "{open}");
}

#[test]
fn who_tries_on_may_have_an_end_that_comes_too_late() {
    let stays = Failure::NotExited {
        actor: one("server"),
    };
    let mut check = failed(stays, vec![]);
    check.mistake = Some(Mistake::TriesOn);
    let told = explained(&check, Lang::En);
    let (why, next) = (told.why.unwrap(), told.next.unwrap());
    assert!(why.contains("no end, or one that comes too late"), "{why}");
    assert!(
        next.contains("the time that the statement allows"),
        "{next}"
    );
}

#[test]
fn why_threads_wait_for_one_another_stays_open() {
    let mut check = failed(wrong("x\n", Likeness::Unknown), vec![]);
    check.mistake = Some(Mistake::WaitsForItself);
    let told = explained(&check, Lang::En);
    let (why, next) = (told.why.unwrap(), told.next.unwrap());
    assert!(why.contains("Perhaps one thing too many"), "{why}");
    assert!(next.contains("`notify_all`"), "{next}");
}

#[test]
fn a_task_that_does_not_read_waits_for_something_else() {
    let polled = Awaited::Any {
        from: vec![one("chatty")],
        client: true,
        input: false,
        once: false,
    };
    let told = advised(Mistake::LeftUnread, &[polled]);
    assert!(told.contains("guard"), "{told}");
    let told = advised(Mistake::LeftUnread, &[Awaited::Client]);
    assert!(!told.contains("guard"), "{told}");
}

#[test]
fn where_a_mistake_is_found_the_author_who_may_have_thought_of_another_is_silent() {
    let steps = |mistake| {
        let mut check = failed(wrong("x\n", Likeness::Unknown), vec![]);
        check.hint = Some(text("Lisez.", "Read on."));
        check.mistake = mistake;
        explained(&check, Lang::En).steps
    };
    let found = steps(Some(Mistake::NotWoken));
    assert!(!found.contains(&"Read on.".to_owned()), "{found:?}");
    assert_eq!(found.len(), 3);
    for open in [steps(None), steps(Some(Mistake::OtherNumber))] {
        assert_eq!(open.last().map(String::as_str), Some("Read on."));
    }
}

#[test]
fn nul_bytes_may_stand_anywhere_in_an_answer() {
    let failure = wrong("\0Echo: lune\n", Likeness::NulPadded);
    let told = explained(&failed(failure, vec![]), Lang::En).cause;
    assert!(told.contains("NUL bytes in it"), "{told}");
    assert!(!told.contains("then"), "{told}");
}

#[test]
fn nobody_is_sent_to_a_line_that_may_not_be_known() {
    for mistake in Mistake::ALL {
        let mut check = failed(wrong("x\n", Likeness::Unknown), vec![]);
        check.mistake = Some(mistake);
        let look = explained(&check, Lang::En).steps.remove(0);
        for promise in ["See at which line", "Look at which line"] {
            assert!(!look.contains(promise), "{look}");
        }
    }
}

#[test]
fn a_line_that_did_not_come_was_to_follow_an_answer() {
    let (server, worker) = (one("server"), one("chatty"));
    let told = |from: &Member, to: &Member, bytes: &[u8]| {
        let failure = Failure::NotCarried {
            from: worker.clone(),
            to: server.clone(),
            expected: String::new(),
        };
        explained(&failed(failure, vec![(1, sent(from, to, bytes))]), Lang::En).cause
    };
    let unanswered = told(&worker, &server, b"READY\n");
    assert!(
        unanswered.contains("Your server has not answered"),
        "{unanswered}"
    );
    for other in [
        told(&worker, &server, b"REA"),
        told(&server, &worker, b"TASK 1\n"),
    ] {
        assert!(other.contains("did not come"), "{other}");
        assert!(!other.contains("answered"), "{other}");
    }
}

#[test]
fn what_is_used_up_is_told_with_how_much_was_done_before() {
    let (server, silent) = (one("server"), one("silent"));
    let failure = Failure::NoAnswer {
        at: silent.clone(),
        expected: vec!["x".into()],
        got: vec![],
    };
    let talks = (0..3).flat_map(|index| {
        let client = member("chatty", index);
        [
            connects(client.clone(), server.clone()),
            sent(&client, &server, b"x\n"),
            sent(&server, &client, b"x\n"),
        ]
    });
    let again = [
        sent(&member("chatty", 0), &server, b"x\n"),
        sent(&server, &member("chatty", 0), b"Echo: x\n"),
        connects(silent.clone(), server.clone()),
        sent(&silent, &server, b"x\n"),
    ];
    let mut check = failed(failure, (1..).zip(talks.chain(again)).collect());
    check.mistake = Some(Mistake::UsedUp);
    let said = |lang| explained(&check, lang).mistake.unwrap_or_default();
    assert!(said(Lang::En).contains("answered 4 messages of 3 clients"));
    assert!(said(Lang::Fr).contains("répondu à 4 messages de 3 clients"));
}

#[test]
fn who_answers_on_has_a_loop_that_is_left() {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::EndedEarly {
        at: chatty.clone(),
        expected: vec!["lac".into()],
        got: vec![],
        reset: false,
    };
    let advised = |exchange: &[(bool, &[u8])], lang| {
        let dials = connects(chatty.clone(), server.clone());
        let said = exchange.iter().map(|(is_own, bytes)| match is_own {
            true => sent(&chatty, &server, bytes),
            false => sent(&server, &chatty, bytes),
        });
        let facts = [dials].into_iter().chain(said);
        let mut check = failed(failure.clone(), (1..).zip(facts).collect());
        check.mistake = Some(Mistake::ClosedAfterFirst);
        explained(&check, lang).next.unwrap()
    };
    let (asks, answers) = ((true, &b"mer\n"[..]), (false, &b"Echo: mer\n"[..]));
    let again = advised(&[asks, answers, asks, answers], Lang::En);
    assert!(again.contains("`let _ =`"), "{again}");
    let again = advised(&[asks, answers, asks, answers], Lang::Fr);
    assert!(again.contains("`let _ =`"), "{again}");
    // One read may have given both lines.
    let together = [
        (true, &b"lune\nmer\n"[..]),
        (false, b"Echo: lune\n"),
        answers,
    ];
    for exchange in [&together[..], &[asks, answers]] {
        let once = advised(exchange, Lang::En);
        assert!(once.starts_with("Read and answer in a loop"), "{once}");
    }
}

#[test]
fn one_that_is_closed_as_others_leave_and_come_may_be_taken_for_another() {
    let server = one("server");
    let [chatty, silent, deaf] = ["chatty", "silent", "deaf"].map(one);
    let ends = |from: &Member, to: &Member| Fact::Ended {
        from: from.clone(),
        to: to.clone(),
    };
    let failure = Failure::EndedEarly {
        at: chatty.clone(),
        expected: vec!["lac".into()],
        got: vec![],
        reset: false,
    };
    let advised = |facts: Vec<Fact>| {
        let mut check = failed(failure.clone(), (1..).zip(facts).collect());
        check.mistake = Some(Mistake::ClosedAfterFirst);
        explained(&check, Lang::En).next.unwrap()
    };
    let talk = |who: &Member| {
        [
            connects(who.clone(), server.clone()),
            sent(who, &server, b"mer\n"),
            sent(&server, who, b"Echo: mer\n"),
        ]
    };
    let three = [talk(&deaf), talk(&silent), talk(&chatty)].concat();
    let closed = [ends(&deaf, &server), ends(&server, &chatty)].to_vec();
    let said = advised([three.clone(), closed.clone()].concat());
    assert!(said.contains("`len() + 1`"), "{said}");
    // Nobody left or came in between; nobody else is left.
    let alone = vec![ends(&server, &chatty)];
    for facts in [
        [three, alone].concat(),
        [talk(&deaf), talk(&chatty)]
            .concat()
            .into_iter()
            .chain(closed)
            .collect(),
    ] {
        let said = advised(facts);
        assert!(!said.contains("`len() + 1`"), "{said}");
    }
}

#[test]
fn an_answer_that_led_to_nothing_is_told_with_what_it_answers() {
    let server = one("server");
    let [odd, idle] = ["silent", "chatty"].map(one);
    let talks = |who: &Member, task: &[u8], result: &[u8]| {
        [
            connects(who.clone(), server.clone()),
            sent(who, &server, b"READY\n"),
            sent(&server, who, task),
            sent(who, &server, result),
        ]
    };
    let over = [
        sent(&server, &idle, b"DONE\n"),
        Fact::Ended {
            from: server.clone(),
            to: idle.clone(),
        },
        stuck(&[Awaited::Message {
            from: odd.clone(),
            sent: 2,
        }]),
    ];
    let facts = { talks(&odd, b"TASK 0 5 9\n", b"RESULT 0 1\n").into_iter() }
        .chain(talks(&idle, b"TASK 1 9 12\n", b"RESULT 1 1\n"))
        .chain(over);
    let failure = Failure::NotPrinted {
        by: server.clone(),
        expected: vec!["TOTAL 2".into()],
        got: vec![],
    };
    let mut check = failed(failure, (1..).zip(facts).collect());
    check.mistake = Some(Mistake::AnswerIgnored);
    let told = explained(&check, Lang::En).mistake.unwrap();
    assert!(
        told.contains("`silent` has answered `TASK 0 5 9` with `RESULT 0 1`"),
        "{told}"
    );
}

#[test]
fn one_who_left_when_all_others_were_dismissed_is_told_with_what_it_had() {
    let server = one("server");
    let [lost, idle] = ["silent", "chatty"].map(one);
    let ends = |from: &Member, to: &Member| Fact::Ended {
        from: from.clone(),
        to: to.clone(),
    };
    let facts = vec![
        connects(lost.clone(), server.clone()),
        sent(&lost, &server, b"READY\n"),
        sent(&server, &lost, b"TASK 0 5 9\n"),
        connects(idle.clone(), server.clone()),
        sent(&idle, &server, b"READY\n"),
        sent(&server, &idle, b"TASK 1 9 12\n"),
        sent(&idle, &server, b"RESULT 1 1\n"),
        sent(&server, &idle, b"DONE\n"),
        ends(&server, &idle),
        ends(&lost, &server),
    ];
    let failure = Failure::NotPrinted {
        by: server.clone(),
        expected: vec!["TOTAL 3".into()],
        got: vec![],
    };
    let mut check = failed(failure, (1..).zip(facts).collect());
    check.mistake = Some(Mistake::EndedTooSoon);
    let told = explained(&check, Lang::En).mistake.unwrap();
    assert!(
        told.contains("`silent` has left without answering `TASK 0 5 9`"),
        "{told}"
    );
    assert!(told.contains("ended with all others"), "{told}");
}

#[test]
fn what_one_who_left_has_left_behind_is_to_be_thrown_away() {
    let server = one("server");
    let [leaver, newcomer, late] = ["silent", "chatty", "other"].map(one);
    let come = |who: &Member| connects(who.clone(), server.clone());
    let leaves = Fact::Ended {
        from: leaver.clone(),
        to: server.clone(),
    };
    let told = |facts: Vec<Fact>, got: &str| {
        let mut check = failed(
            wrong(got, Likeness::SomeoneElses),
            (1..).zip(facts).collect(),
        );
        check.mistake = Some(Mistake::SomeoneElses);
        explained(&check, Lang::En).next.unwrap()
    };
    let begun = || vec![come(&leaver), sent(&leaver, &server, b"rose")];
    let asks = || sent(&newcomer, &server, b"lune\n");
    let after = [begun(), vec![leaves.clone(), come(&newcomer), asks()]].concat();
    let left = "throw away all that is its own";
    for got in ["Echo: roselune\n", "Echo: rose\n"] {
        let told = told(after.clone(), got);
        assert!(told.contains(left), "{told}");
    }
    // It is there still, or was when the other came; another who is there had said the same; nobody had said this.
    let there = [begun(), vec![come(&newcomer), asks()]].concat();
    let later = [begun(), vec![come(&newcomer), leaves, asks()]].concat();
    let same = [come(&late), sent(&late, &server, b"rose\n")];
    let two = [after.clone(), same.to_vec()].concat();
    let cases = [
        (there, "Echo: roselune\n"),
        (later, "Echo: roselune\n"),
        (two, "Echo: roselune\n"),
        (after, "Echo: pinlune\n"),
    ];
    for (facts, got) in cases {
        let told = told(facts, got);
        assert!(told.contains("socket of its own"), "{told}");
    }
}

#[test]
fn who_is_read_twice_and_who_by_none_are_told() {
    let [server, late] = ["server", "other"].map(one);
    let reads = Awaited::Message {
        from: one("silent"),
        sent: 0,
    };
    let told = |readers: usize, lang| {
        let mut waits = vec![Awaited::Client];
        waits.resize(readers + 1, reads.clone());
        let mut still = stuck(&waits);
        if let Fact::Stuck { unread, .. } = &mut still {
            *unread = vec![late.clone(), one("chatty")];
        }
        let failure = Failure::NoAnswer {
            at: one("chatty"),
            expected: vec!["Echo: lune".into()],
            got: vec![],
        };
        let facts = vec![(1, connects(one("chatty"), server.clone())), (2, still)];
        let mut check = failed(failure, facts);
        check.mistake = Some(Mistake::ReadTwice);
        explained(&check, lang).mistake.unwrap()
    };
    let two = told(2, Lang::En);
    let both = "Two threads of your server read from the client `silent`, and none from the client `chatty`.";
    assert!(two.contains(both), "{two}");
    assert!(told(3, Lang::En).contains("3 threads of your server"));
    assert!(told(2, Lang::Fr).contains("Deux threads de votre serveur"));
}

#[test]
fn who_waits_for_the_thread_that_accepts_is_told_not_to() {
    let told = advised(Mistake::AcceptsOn, &[Awaited::Thread, Awaited::Client]);
    assert!(told.contains("do not `join`"), "{told}");
    let told = advised(Mistake::AcceptsOn, &[Awaited::Client]);
    assert!(!told.contains("do not `join`"), "{told}");
}

#[test]
fn a_first_thread_that_waits_may_wait_for_one_that_accepts() {
    let stays = Failure::NotExited {
        actor: one("server"),
    };
    let next = |waits: &[Awaited]| {
        let check = failed(stays.clone(), vec![(1, stuck(waits))]);
        explained(&check, Lang::En).next.unwrap()
    };
    let accepts = next(&[Awaited::Thread, Awaited::Client, Awaited::Condition]);
    assert!(accepts.contains("If that is the one"), "{accepts}");
    let other = next(&[Awaited::Thread, Awaited::Condition]);
    assert!(other.contains("see what that one waits for"), "{other}");
}
