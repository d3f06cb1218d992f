//! The server of ex1: it answers each line `M` with `Echo: M`.
//!
//! Usage: `server [HOST:PORT]`
//!
//! It serves one client after the other, which is all that this exercise asks; ex2 serves them at
//! the same time. Lines are bytes and stay bytes: what is no valid UTF-8 is sent back as it came,
//! and harms nobody.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;

const DEFAULT_ADDRESS: &str = "127.0.0.1:8000";

/// The longest line that is accepted: without a bound, one client could fill the memory.
const MAX_LINE: u64 = 1024 * 1024;

/// Listens on the address given as first argument, and serves until it is stopped.
pub fn main() -> ExitCode {
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| DEFAULT_ADDRESS.to_owned());
    let listener = match TcpListener::bind(&address) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("error: cannot listen on `{address}`: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("listening on {address}");

    loop {
        // What goes wrong with one client is no reason to abandon the next.
        if let Err(error) = listener.accept().and_then(|(client, _)| serve(&client)) {
            eprintln!("client lost: {error}");
        }
    }
}

/// Answers the lines of one client until it has no more to say.
fn serve(client: &TcpStream) -> io::Result<()> {
    // One reader for the whole conversation: it holds the bytes that came with a line but belong to
    // the next ones.
    let mut input = BufReader::new(client);
    let mut output = client;
    while let Some(line) = read_line(&mut input)? {
        let answer = [b"Echo: ", line.as_slice(), b"\n"].concat();
        output.write_all(&answer)?;
    }
    Ok(())
}

/// The next line, without its `\n` or `\r\n`; `None` at the end of the stream.
///
/// A line may come in pieces, or with others: only its end tells that it is complete.
/// The end of the stream ends a last line too.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    input.take(MAX_LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop_if(|byte| *byte == b'\n').is_some() {
        line.pop_if(|byte| *byte == b'\r');
    } else if line.len() as u64 == MAX_LINE {
        return Err(io::Error::other("its line is too long"));
    }
    Ok(Some(line))
}
