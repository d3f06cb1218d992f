use std::env;
use std::error::Error;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// Serves one client until it leaves.
async fn serve(stream: TcpStream, log: mpsc::Sender<String>) -> Result<(), Box<dyn Error>> {
    let peer = stream.peer_addr()?;
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        let mut answer = b"Echo: ".to_vec();
        answer.extend_from_slice(&line);
        answer.push(b'\n');
        writer.write_all(&answer).await?;
        log.send(format!("{peer}: {} bytes", line.len())).await?;
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address).await?;
    println!("Listening on {address}");

    // One task writes the log, so that lines of several clients are not mixed.
    let (log, mut entries) = mpsc::channel::<String>(100);
    tokio::spawn(async move {
        if let Some(entry) = entries.recv().await {
            println!("{entry}");
        }
    });

    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let log = log.clone();
                tokio::spawn(async move {
                    let _ = serve(stream, log).await;
                });
            }
            Err(error) => eprintln!("accept: {error}"),
        }
    }
}
