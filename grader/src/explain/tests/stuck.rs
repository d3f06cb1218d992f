//! What is said of who waits for whom.

use super::{failed, seen};
use crate::explain::sample::{member, one};
use crate::model::{Awaited, Fact, Failure, Frame, Lang, Member, Waiting};

fn told(threads: Vec<Waiting>, polls: bool) -> String {
    told_with(threads, polls, vec![], vec![])
}

fn told_with(
    threads: Vec<Waiting>,
    polls: bool,
    queued: Vec<Member>,
    unread: Vec<Member>,
) -> String {
    let stuck = Fact::Stuck {
        actor: one("server"),
        threads,
        more: 0,
        queued,
        full: vec![],
        unread,
        polls,
    };
    let failure = Failure::NotExited {
        actor: one("server"),
    };
    seen(&failed(failure, vec![(1, stuck)]), Lang::En, 200).join("\n")
}

fn waits(thread: u32, calls: Option<&str>) -> Waiting {
    Waiting {
        process: 1,
        thread,
        waits: Awaited::Thread,
        at: calls.map(|calls| Frame {
            file: "src/main.rs".into(),
            line: 148,
            calls: Some(calls.into()),
        }),
    }
}

#[test]
fn a_parked_runtime_waits_for_no_thread() {
    let block_on = "tokio::runtime::Runtime::block_on<()>";
    let parked = told(vec![waits(1, Some(block_on)), waits(2, None)], true);
    let tasks = "server, threads 1, 2: wait, in the runtime of tasks,";
    assert!(parked.contains(tasks), "{parked}");
    assert!(!parked.contains(":148"), "{parked}");
    // A thread of its own waits as threads do.
    let joins = told(vec![waits(1, Some(block_on)), waits(2, Some("park"))], true);
    assert!(
        joins.contains("thread 2: waits for another thread"),
        "{joins}"
    );
    assert!(joins.contains("main.rs:148"), "{joins}");
}

#[test]
fn a_thread_without_a_place_may_be_one_of_a_runtime() {
    let polls = told(vec![waits(2, None)], true);
    // The others went on.
    assert!(polls.contains("server, thread 2: waits"), "{polls}");
    assert!(polls.contains("or for a task"), "{polls}");
    let threads = told(vec![waits(1, None)], false);
    assert!(threads.contains("server: waits"), "{threads}");
    assert!(!threads.contains("task"), "{threads}");
}

#[test]
fn who_is_not_woken_by_those_in_the_queue_waits_for_others() {
    let polls = |client| Waiting {
        process: 1,
        thread: 1,
        waits: Awaited::Any {
            from: vec![],
            client,
            input: false,
            once: false,
        },
        at: None,
    };
    let alone = told(vec![polls(true)], true);
    assert!(
        alone.contains("server: waits for a connection to accept"),
        "{alone}"
    );
    let queued = || [0, 1, 2].map(|index| member("crew", index)).to_vec();
    let others = told_with(vec![polls(true)], true, queued(), vec![]);
    let next = "server: waits for the next connection (those in the queue do not wake it)";
    assert!(others.contains(next), "{others}");
    let crew = "3 connections wait to be accepted: `crew[0]`, `crew[1]`, `crew[2]`";
    assert!(others.contains(crew), "{others}");
    let neither = told_with(vec![polls(false)], true, queued(), vec![]);
    assert!(!neither.contains("next connection"), "{neither}");
}

#[test]
fn whose_message_lies_there_is_not_waited_for() {
    let loops = |client, from: &[&str]| Waiting {
        process: 1,
        thread: 1,
        waits: Awaited::Any {
            from: from.iter().map(|from| one(from)).collect(),
            client,
            input: false,
            once: false,
        },
        at: None,
    };
    let left = |names: &[&str]| names.iter().map(|name| one(name)).collect::<Vec<_>>();
    let both = ["chatty", "silent"];
    let one_left = told_with(vec![loops(true, &both)], true, vec![], left(&both[..1]));
    assert!(
        one_left.contains("a message of the client `silent`"),
        "{one_left}"
    );
    let all_left = told_with(vec![loops(true, &both)], true, vec![], left(&both));
    let newcomer = "server: waits for a connection to accept";
    assert!(all_left.contains(newcomer), "{all_left}");
    // What else it looks at is not known.
    let no_more = told_with(vec![loops(false, &both)], true, vec![], left(&both));
    assert!(no_more.contains("one of these"), "{no_more}");
}

#[test]
fn threads_that_read_one_client_are_told_with_it_alone() {
    let reads = |readers: &[(Member, u64)]| {
        let threads = (2..).zip(readers).map(|(thread, (from, sent))| Waiting {
            process: 1,
            thread,
            waits: Awaited::Message {
                from: from.clone(),
                sent: *sent,
            },
            at: None,
        });
        told(threads.collect(), false)
    };
    let same = reads(&[(one("chatty"), 5), (one("chatty"), 5)]);
    let both =
        "threads 2, 3: both read from the client `chatty`, and nothing more comes from there";
    assert!(same.contains(both), "{same}");
    let silent = [(); 3].map(|()| (one("silent"), 0));
    let silent = reads(&silent);
    let all = "threads 2, 3, 4: all read from the client `silent`, which has sent nothing";
    assert!(silent.contains(all), "{silent}");
    let two = reads(&[1, 2, 1].map(|index| (member("crowd", index), 5)));
    let each = "each reads from one of `crowd[1]`, `crowd[2]`, and nothing more comes from there";
    assert!(two.contains(each), "{two}");
}
