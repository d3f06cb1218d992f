//! A worker has one conversation only, so it can simply block.

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::net::TcpStream;

fn smallest_divisor(n: u64) -> u64 {
    (2..=n.isqrt()).find(|d| n.is_multiple_of(*d)).unwrap_or(n)
}

fn count(a: u64, b: u64) -> usize {
    (a.max(2)..b).filter(|&n| smallest_divisor(n) == n).count()
}

enum Order {
    Task(String, u64, u64),
    Done,
}

fn read_order(input: &mut impl BufRead) -> io::Result<Order> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 || !line.ends_with('\n') {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server is gone"));
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.parse().map_err(io::Error::other);
    match words[..] {
        ["TASK", id, a, b] => Ok(Order::Task(id.to_owned(), number(a)?, number(b)?)),
        ["DONE"] => Ok(Order::Done),
        _ => Err(io::Error::other(format!("the server says {line:?}"))),
    }
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_owned());
    let stream = TcpStream::connect(address)?;
    let mut input = BufReader::new(stream.try_clone()?);
    let mut output = BufWriter::new(stream);
    writeln!(output, "READY")?;
    output.flush()?;
    while let Order::Task(id, a, b) = read_order(&mut input)? {
        writeln!(output, "RESULT {id} {}", count(a, b))?;
        output.flush()?;
    }
    Ok(())
}
