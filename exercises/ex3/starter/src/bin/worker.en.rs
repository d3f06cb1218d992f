//! The worker: it says that it is ready, counts the primes that it is asked for, and stops when it
//! is told to.
//!
//! To run it: `cargo run --bin worker`, once the server runs in another terminal.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The server's address is the first argument; without one, it is this.
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());

    // Your turn:
    //
    // 1. Connect to `address`. If nobody answers, say so on the standard error (`eprintln!`) and
    //    return `ExitCode::FAILURE`.
    //    https://doc.rust-lang.org/std/net/struct.TcpStream.html
    // 2. Send `READY\n`, once.
    // 3. Read line by line; `split_whitespace` separates the words of a line.
    //    https://doc.rust-lang.org/std/primitive.str.html#method.split_whitespace
    //    - `TASK <id> <a> <b>`: count the primes n such that a <= n < b, and answer
    //      `RESULT <id> <n>`, with the id that you received;
    //    - `DONE`: this is the end, return `ExitCode::SUCCESS`.
    // 4. Zero bytes read before `DONE`: the server is gone. Say so and return
    //    `ExitCode::FAILURE`.
    //
    // A prime is greater than 1 and has no divisor between 2 and its square root.

    eprintln!("The worker is yet to be written (the server's address: {address}).");
    ExitCode::FAILURE
}
