//! Serveur d'écho : un thread par client, qui regarde vingt fois par seconde si on lui a parlé.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// Entre deux regards.
const TICK: Duration = Duration::from_millis(50);
/// Ce que demande une réponse.
const WORK: Duration = Duration::from_millis(100);

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    println!("j'écoute sur {address}");
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                thread::spawn(move || {
                    if let Err(error) = converse(stream) {
                        eprintln!("client perdu : {error}");
                    }
                });
            }
            Err(error) => eprintln!("connexion manquée : {error}"),
        }
    }
    Ok(())
}

fn converse(mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(TICK))?;
    let mut waiting = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = match stream.read(&mut buffer) {
            Ok(count) => count,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => continue,
            Err(error) => return Err(error),
        };
        waiting.extend_from_slice(&buffer[..count]);
        while let Some(end) = waiting.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = waiting.drain(..=end).collect();
            thread::sleep(WORK);
            stream.write_all(&[b"Echo: ", line.as_slice()].concat())?;
        }
        if count == 0 {
            return Ok(());
        }
    }
}
