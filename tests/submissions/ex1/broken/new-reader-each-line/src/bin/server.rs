use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn read_message(stream: &TcpStream) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let mut reader = BufReader::new(stream);
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let message = String::from_utf8_lossy(&line);
    Ok(Some(message.trim_end_matches(['\r', '\n']).to_string()))
}

fn send_message(mut stream: &TcpStream, message: &str) -> io::Result<()> {
    stream.write_all(format!("{message}\n").as_bytes())
}

fn handle(stream: TcpStream) -> io::Result<()> {
    while let Some(message) = read_message(&stream)? {
        send_message(&stream, &format!("Echo: {message}"))?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(address)?;
    loop {
        match listener.accept() {
            Ok((stream, peer)) => {
                println!("{peer} connected");
                thread::spawn(move || {
                    if let Err(e) = handle(stream) {
                        println!("{peer}: {e}");
                    }
                });
            }
            Err(e) => println!("accept failed: {e}"),
        }
    }
}
