//! What is said of who waits for whom.

use super::{failed, seen};
use crate::explain::sample::one;
use crate::model::{Awaited, Fact, Failure, Frame, Lang, Waiting};

fn told(threads: Vec<Waiting>, polls: bool) -> String {
    let stuck = Fact::Stuck {
        actor: one("server"),
        threads,
        more: 0,
        queued: vec![],
        full: vec![],
        unread: vec![],
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
