use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// How many clients may be here at once.
const PLACES: usize = 120;

#[tokio::main]
async fn main() {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    let listener = TcpListener::bind(&address).await.expect("cannot listen");
    let places = Arc::new(Semaphore::new(PLACES));
    println!("listening on {address}, room for {PLACES}");
    loop {
        places.acquire().await.expect("never closed").forget();
        let Ok((client, _)) = listener.accept().await else {
            places.add_permits(1);
            continue;
        };
        let places = Arc::clone(&places);
        tokio::spawn(async move {
            if let Err(error) = echo(client).await {
                eprintln!("client lost: {error}");
                places.add_permits(1);
            }
        });
    }
}

async fn echo(mut client: TcpStream) -> std::io::Result<()> {
    let (input, mut output) = client.split();
    let mut input = BufReader::new(input);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).await? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        output.write_all(&[b"Echo: ", text, b"\n"].concat()).await?;
        line.clear();
    }
    Ok(())
}
