use std::io::{Error, ErrorKind, Result};

use smol::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use smol::net::TcpStream;
use smol::stream::StreamExt;

fn count(a: u32, b: u32) -> usize {
    let is_prime = |n: u32| n > 1 && (2..=n.isqrt()).all(|d| n % d != 0);
    (a..b).filter(|&n| is_prime(n)).count()
}

fn parse_task(line: &str) -> Option<(&str, u32, u32)> {
    let mut words = line.strip_prefix("TASK ")?.split_whitespace();
    Some((words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

async fn work(address: String) -> Result<()> {
    let mut stream = TcpStream::connect(&address).await?;
    let mut lines = BufReader::new(stream.clone()).lines();
    stream.write_all(b"READY\n").await?;
    while let Some(line) = lines.next().await.transpose()? {
        if line.trim() == "DONE" {
            return Ok(());
        }
        match parse_task(&line) {
            Some((id, a, b)) => {
                let answer = format!("RESULT {id} {}\n", count(a, b));
                stream.write_all(answer.as_bytes()).await?;
            }
            None => eprintln!("what is {line:?}?"),
        }
    }
    Err(Error::new(ErrorKind::UnexpectedEof, "the server is gone"))
}

fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    smol::block_on(work(address))
}
