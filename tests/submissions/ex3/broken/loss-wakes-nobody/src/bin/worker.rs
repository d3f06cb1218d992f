use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::ExitCode;

/// Counts the primes in `[a, b)` by crossing out the multiples.
fn count_primes(a: usize, b: usize) -> usize {
    let mut prime = vec![true; b.saturating_sub(a)];
    for n in a..b.min(2) {
        prime[n - a] = false;
    }
    let mut d = 2;
    while d * d < b {
        let first = (a.div_ceil(d) * d).max(d * d);
        for multiple in (first..b).step_by(d) {
            prime[multiple - a] = false;
        }
        d += 1;
    }
    prime.into_iter().filter(|&p| p).count()
}

fn work(address: &str) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    let mut out = stream.try_clone()?;
    out.write_all(b"READY\n")?;
    for line in BufReader::new(stream).lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["DONE"] => return Ok(()),
            ["TASK", id, a, b] => match (a.parse(), b.parse()) {
                (Ok(a), Ok(b)) => {
                    let answer = format!("RESULT {id} {}\n", count_primes(a, b));
                    out.write_all(answer.as_bytes())?;
                }
                _ => eprintln!("bad task: {line}"),
            },
            _ => eprintln!("unknown message: {line}"),
        }
    }
    Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server closed the connection"))
}

fn main() -> ExitCode {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".into());
    match work(&address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("worker: {address}: {error}");
            ExitCode::FAILURE
        }
    }
}
