//! The server of ex2: it answers each line `M` with `Echo: M`, and serves all its clients at the
//! same time.
//!
//! Usage: `server [HOST:PORT]`
//!
//! Each client has a thread of its own, so one that is silent, slow or does not read makes nobody
//! wait but itself. The threads share nothing, hence no lock. Lines are bytes and stay bytes: what
//! is no valid UTF-8 is sent back as it came.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

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
        if let Err(error) = listener.accept().and_then(|(client, _)| welcome(client)) {
            eprintln!("cannot welcome a client: {error}");
            breathe();
        }
    }
}

/// Gives the client its thread. `thread::spawn` would panic where the system has no thread left;
/// this reports it.
fn welcome(client: TcpStream) -> io::Result<()> {
    let conversation = move || {
        if let Err(error) = serve(&client) {
            eprintln!("client lost: {error}");
        }
    };
    thread::Builder::new().spawn(conversation)?;
    Ok(())
}

/// Out of descriptors or threads, the next try would fail at once, too: leave the others time to go.
fn breathe() {
    #[expect(
        clippy::disallowed_methods,
        reason = "nothing tells when the system has room again"
    )]
    thread::sleep(Duration::from_millis(50));
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
