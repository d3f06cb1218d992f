use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(address)?;
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                thread::spawn(move || handle_client(stream));
            }
            Err(e) => println!("Error: {e}"),
        }
    }
    Ok(())
}

fn handle_client(mut stream: TcpStream) -> Result<()> {
    loop {
        let mut buf_reader = BufReader::new(&stream);
        let mut message = Vec::new();
        if buf_reader.read_until(b'\n', &mut message)? == 0 {
            return Ok(());
        }
        let message = String::from_utf8_lossy(&message);
        println!("Message: {}", message.trim());
        let response = format!("Echo: {}\n", message.trim_end_matches(['\r', '\n']));
        stream.write_all(response.as_bytes())?;
    }
}
