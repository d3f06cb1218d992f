//! The client of ex2, the same as in ex1: it sends each line of its standard input, and prints each
//! answer.
//!
//! Usage: `client [HOST:PORT]`
//!
//! It ends with status 0 at the end of its input, with status 1 and a message if there is no server
//! or the server goes.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;

const DEFAULT_ADDRESS: &str = "127.0.0.1:8000";

/// The longest answer that is accepted: without a bound, the server could fill the memory.
const MAX_ANSWER: u64 = 2 * 1024 * 1024;

/// Talks to the server at the address given as first argument.
pub fn main() -> ExitCode {
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| DEFAULT_ADDRESS.to_owned());
    let server = match TcpStream::connect(&address) {
        Ok(server) => server,
        Err(error) => {
            eprintln!("error: cannot reach the server at `{address}`: {error}");
            return ExitCode::FAILURE;
        }
    };
    match converse(&server) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Sends a line, waits for its answer, and so on until the end of the input.
fn converse(server: &TcpStream) -> io::Result<()> {
    let mut answers = BufReader::new(server);
    let mut output = server;
    let mut screen = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        // One write for the line and its end.
        let mut line = line?;
        line.push(b'\n');
        output.write_all(&line)?;

        let answer = read_answer(&mut answers)?;
        screen.write_all(&answer)?;
        screen.flush()?;
    }
    Ok(())
}

/// The next answer, with its `\n`. An answer may come in pieces: only its end tells that it is
/// complete.
fn read_answer(answers: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    answers.take(MAX_ANSWER).read_until(b'\n', &mut answer)?;
    match answer.last() {
        Some(b'\n') => Ok(answer),
        _ if answer.len() as u64 == MAX_ANSWER => {
            Err(io::Error::other("the answer of the server is too long"))
        }
        _ => Err(io::Error::other(
            "the server left before the end of its answer",
        )),
    }
}
