//! Serveur d'écho multi-clients : un thread par client, dans une portée commune.

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    let clients = AtomicUsize::new(0);
    println!("serveur démarré sur {address}");

    thread::scope(|scope| {
        for stream in listener.incoming() {
            let served = stream.and_then(|stream| {
                let clients = &clients;
                thread::Builder::new().stack_size(128 * 1024).spawn_scoped(scope, move || {
                    println!("{} client(s)", clients.fetch_add(1, Ordering::Relaxed) + 1);
                    let ended = echo(&stream);
                    println!("{} client(s) ({ended:?})", clients.fetch_sub(1, Ordering::Relaxed) - 1);
                })
            });
            if let Err(error) = served {
                eprintln!("un client n'a pas pu être servi : {error}");
            }
        }
    });
    Ok(())
}

fn echo(stream: &TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = BufWriter::new(stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let message = line.strip_suffix(b"\n").unwrap_or(&line);
        let message = message.strip_suffix(b"\r").unwrap_or(message);
        writer.write_all(b"Echo: ")?;
        writer.write_all(message)?;
        writer.write_all(b"\n")?;
        writer.flush()?;
        line.clear();
    }
    Ok(())
}
