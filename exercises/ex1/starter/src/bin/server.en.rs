//! The server: it answers `Echo: M` to each line `M` that it receives.
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
    // 1. Listen on `address` with `TcpListener::bind`.
    //    https://doc.rust-lang.org/std/net/struct.TcpListener.html
    // 2. Accept the clients one after the other, in a loop. A client that fails must not stop the
    //    server: print the error and go on to the next one.
    // 3. For each client, read lines with ONE `BufReader` for the whole connection.
    //    https://doc.rust-lang.org/std/io/struct.BufReader.html
    // 4. To each line, even an empty one, answer `Echo: ` followed by the line and `\n`.
    //    `write_all` sends all of it; `write` may send only the beginning.
    //    https://doc.rust-lang.org/std/io/trait.Write.html#method.write_all
    // 5. Zero bytes read: the client has finished, the next one's turn has come.

    eprintln!("The server is yet to be written (address: {address}).");
    ExitCode::FAILURE
}
