//! The server: it answers `Echo: M` to each line `M`, and serves all its clients at the same time.
//!
//! To run it: `cargo run --bin server`, or `cargo run --bin server -- 127.0.0.1:9000`.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The address is the first argument; without one, it is this.
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());

    // Your turn:
    //
    // 1. Begin with the server of exercise 1, and put the service of ONE client into a function.
    // 2. Give each client that arrives its own thread, then go straight back to wait for the next
    //    one. `thread::spawn` takes a closure: `move || …`.
    //    https://doc.rust-lang.org/std/thread/fn.spawn.html
    // 3. Do not wait for the thread's end (`join`) in the loop that accepts: the server would
    //    serve one client at a time again.
    // 4. When a client leaves, in whatever way, its function ends, and with it its thread and its
    //    connection. The other clients notice nothing.

    eprintln!("The server is yet to be written (address: {address}).");
    ExitCode::FAILURE
}
