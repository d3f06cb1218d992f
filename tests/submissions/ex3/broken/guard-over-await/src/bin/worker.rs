use std::error::Error;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

fn is_prime(n: u64) -> bool {
    match n {
        0 | 1 => false,
        2 => true,
        n if n % 2 == 0 => false,
        n => (3..).step_by(2).take_while(|d| d * d <= n).all(|d| n % d != 0),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".into());
    let stream = TcpStream::connect(&address)
        .await
        .map_err(|error| format!("no server on {address}: {error}"))?;
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"READY\n").await?;
    while let Some(line) = lines.next_line().await? {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("TASK") => {
                let id = words.next().ok_or("a task without id")?;
                let a: u64 = words.next().ok_or("a task without start")?.parse()?;
                let b: u64 = words.next().ok_or("a task without end")?.parse()?;
                let count = (a..b).filter(|&n| is_prime(n)).count();
                writer.write_all(format!("RESULT {id} {count}\n").as_bytes()).await?;
            }
            Some("DONE") => return Ok(()),
            _ => eprintln!("ignored: {line}"),
        }
    }
    Err("the server left without saying DONE".into())
}
