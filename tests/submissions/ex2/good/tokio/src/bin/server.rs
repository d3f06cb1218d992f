use std::env;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Result};
use tokio::net::{TcpListener, TcpStream};

#[tokio::main]
async fn main() -> Result<()> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address).await?;
    println!("Server running on {address}");

    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(connection) => connection,
            Err(error) => {
                eprintln!("accept: {error}");
                continue;
            }
        };
        tokio::spawn(async move {
            match handle(stream).await {
                Ok(count) => println!("{peer}: {count} messages"),
                Err(error) => println!("{peer}: {error}"),
            }
        });
    }
}

async fn handle(mut stream: TcpStream) -> Result<usize> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).split(b'\n');
    let mut count = 0;
    while let Some(mut line) = lines.next_segment().await? {
        if line.ends_with(b"\r") {
            line.pop();
        }
        line.splice(..0, *b"Echo: ");
        line.push(b'\n');
        writer.write_all(&line).await?;
        count += 1;
    }
    Ok(count)
}
