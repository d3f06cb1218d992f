use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    println!("Server listening on {address}");

    for stream in listener.incoming() {
        if let Err(error) = handle_client(stream?) {
            println!("A client went wrong: {error}");
        }
    }
    Ok(())
}

fn handle_client(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let message = String::from_utf8(line).unwrap();
        let message = message.trim_end_matches(['\r', '\n']);
        stream.write_all(format!("Echo: {message}\n").as_bytes())?;
    }
}
