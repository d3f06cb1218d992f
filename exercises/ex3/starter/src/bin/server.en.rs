//! The server: it has its workers count the primes of `[A, B)`, adds up their answers and prints
//! `TOTAL <n>`.
//!
//! To run it: `cargo run --bin server -- 127.0.0.1:8000 0 10000`.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The arguments: the address, A and B. None of them is required.
    let mut arguments = env::args().skip(1);
    let address = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let a = arguments.next().unwrap_or_else(|| "0".to_string());
    let b = arguments.next().unwrap_or_else(|| "10000".to_string());

    // Your turn:
    //
    // 1. Convert `a` and `b` to integers, then divide `[a, b)` into tasks of at most 1,000
    //    integers.
    //    https://doc.rust-lang.org/std/primitive.str.html#method.parse
    // 2. Listen, and give each worker that connects its own thread.
    // 3. To one that says `READY`, give a task: `TASK <id> <a> <b>`. When its answer comes,
    //    `RESULT <id> <n>`, add `n` to the total and give it the next task.
    // 4. The threads must share the tasks and the total. Two ways lead there:
    //    - a state behind a lock, `Arc<Mutex<…>>`, with a `Condvar` to wait;
    //      https://doc.rust-lang.org/std/sync/struct.Condvar.html
    //    - a channel: the threads tell what they read, a single thread decides everything.
    //      https://doc.rust-lang.org/std/sync/mpsc/index.html
    // 5. A worker leaves with a task in hand? It has to be given to another.
    // 6. All answers are there: `DONE` to all those who said `READY`, then print `TOTAL <n>` and
    //    end with `ExitCode::SUCCESS`.

    eprintln!("The server is yet to be written (address: {address}, from {a} to {b}).");
    ExitCode::FAILURE
}
