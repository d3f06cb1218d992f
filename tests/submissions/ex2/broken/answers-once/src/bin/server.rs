use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".into());
    let listener = TcpListener::bind(address)?;
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        thread::spawn(move || {
            if let Err(error) = handle_client(stream) {
                println!("error: {error}");
            }
        });
    }
    Ok(())
}

fn handle_client(mut stream: TcpStream) -> Result<()> {
    let mut line = Vec::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    reader.read_until(b'\n', &mut line)?;
    let message = String::from_utf8_lossy(&line);
    let response = format!("Echo: {}\n", message.trim_end_matches(['\r', '\n']));
    stream.write_all(response.as_bytes())
}
