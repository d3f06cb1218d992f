//! The worker of ex3: it says that it is ready, counts the primes of each task it is given, and
//! leaves when told.
//!
//! Usage: `worker [HOST:PORT]`
//!
//! It ends with status 0 on `DONE`, with status 1 and a message if there is no server, the server
//! goes, or makes no sense.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;

const DEFAULT_ADDRESS: &str = "127.0.0.1:8000";

/// No line of the protocol comes near this length.
const MAX_LINE: u64 = 4096;

/// Works for the server at the address given as first argument.
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
    match work(&server) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Does one task after the other, until the server says `DONE`.
fn work(server: &TcpStream) -> io::Result<()> {
    let mut input = BufReader::new(server);
    let mut output = server;
    output.write_all(b"READY\n")?;
    loop {
        let mut line = String::new();
        input.by_ref().take(MAX_LINE).read_line(&mut line)?;
        if line.is_empty() {
            return Err(io::Error::other("the connection ended without a `DONE`"));
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["TASK", id, start, end] => {
                let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else {
                    return Err(io::Error::other(format!(
                        "no range of integers in {line:?}"
                    )));
                };
                // What an id means is the server's business: it goes back as it came.
                let answer = format!("RESULT {id} {}\n", count_primes(start, end));
                output.write_all(answer.as_bytes())?;
            }
            ["DONE"] => return Ok(()),
            _ => {
                return Err(io::Error::other(format!(
                    "neither a task nor the end: {line:?}"
                )));
            }
        }
    }
}

/// How many primes there are in `[start, end)`.
fn count_primes(start: u64, end: u64) -> usize {
    (start..end).filter(|n| is_prime(*n)).count()
}

/// Tries the divisors up to the square root; written `n / d` because `d * d` could overflow.
fn is_prime(n: u64) -> bool {
    match n {
        0 | 1 => false,
        2 => true,
        _ => {
            !n.is_multiple_of(2)
                && (3..)
                    .step_by(2)
                    .take_while(|d| *d <= n / d)
                    .all(|d| !n.is_multiple_of(d))
        }
    }
}
