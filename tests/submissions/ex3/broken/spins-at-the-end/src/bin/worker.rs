//! Counts primes for a server, until it says DONE.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

fn is_prime(n: u64) -> bool {
    n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| n % d != 0)
}

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let mut stream = TcpStream::connect(&address)
        .map_err(|error| format!("cannot connect to {address}: {error}"))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    stream.write_all(b"READY\n")?;

    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["TASK", id, a, b] => {
                let (a, b): (u64, u64) = (a.parse()?, b.parse()?);
                let count = (a..b).filter(|&n| is_prime(n)).count();
                stream.write_all(format!("RESULT {id} {count}\n").as_bytes())?;
            }
            ["DONE"] => return Ok(()),
            _ => continue,
        }
    }
}
