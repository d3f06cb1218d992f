//! The client: it sends each line of its standard input and prints each answer.
//!
//! To run it: `cargo run --bin client`, once the server runs in another terminal.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The server's address is the first argument; without one, it is this.
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());

    // Your turn:
    //
    // 1. Connect to `address` with `TcpStream::connect`. If nobody answers, say so on the
    //    standard error (`eprintln!`) and return `ExitCode::FAILURE`.
    //    https://doc.rust-lang.org/std/net/struct.TcpStream.html
    // 2. Read the standard input line by line.
    //    https://doc.rust-lang.org/std/io/struct.Stdin.html#method.lines
    // 3. Send each line followed by `\n`, wait for the answer, print it, and only then go on to
    //    the next line.
    // 4. If the server leaves instead of answering, say so and return `ExitCode::FAILURE`.
    // 5. At the end of the input, all went well: return `ExitCode::SUCCESS`.

    eprintln!("The client is yet to be written (the server's address: {address}).");
    ExitCode::FAILURE
}
