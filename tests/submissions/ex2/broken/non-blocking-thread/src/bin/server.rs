use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use tokio::net::TcpListener;

/// Answers each line that ends in `said`, and takes it out.
fn answers(said: &mut Vec<u8>) -> Vec<u8> {
    let mut answers = Vec::new();
    while let Some(end) = said.iter().position(|byte| *byte == b'\n') {
        let line: Vec<u8> = said.drain(..=end).collect();
        answers.extend_from_slice(b"Echo: ");
        answers.extend_from_slice(line.trim_ascii_end());
        answers.push(b'\n');
    }
    answers
}

fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    let mut said = Vec::new();
    let mut buffer = [0; 1024];
    // All that the client has to say, then the answers to it in one piece.
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        said.extend_from_slice(&buffer[..n]);
    }
    stream.write_all(&answers(&mut said))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address).await?;
    println!("Listening on {address}");
    loop {
        let (stream, peer) = listener.accept().await?;
        // It stays non-blocking.
        let stream = stream.into_std()?;
        thread::spawn(move || {
            if let Err(e) = serve(stream) {
                eprintln!("{peer}: {e}");
            }
        });
    }
}
