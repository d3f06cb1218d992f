use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use tokio::net::TcpListener;

#[tokio::main(worker_threads = 4)]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address).await?;
    println!("Serveur asynchrone sur {address}");

    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(client) => client,
            Err(e) => {
                println!("Erreur d'accept : {e}");
                continue;
            }
        };
        tokio::spawn(async move {
            // BufReader::split est plus simple avec la bibliothèque standard
            let stream = stream.into_std().and_then(|stream| {
                stream.set_nonblocking(false)?;
                Ok(stream)
            });
            if let Err(e) = stream.and_then(handle_client) {
                println!("{peer} : {e}");
            }
        });
    }
}

fn handle_client(stream: TcpStream) -> std::io::Result<()> {
    for line in BufReader::new(&stream).split(b'\n') {
        let line = line?;
        let message = String::from_utf8_lossy(&line);
        let reponse = format!("Echo: {}\n", message.trim_end_matches('\r'));
        (&stream).write_all(reponse.as_bytes())?;
    }
    Ok(())
}
