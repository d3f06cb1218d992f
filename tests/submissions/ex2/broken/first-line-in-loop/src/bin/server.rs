use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

struct Connection {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
}

impl Connection {
    fn new(stream: TcpStream) -> io::Result<Self> {
        let writer = stream.try_clone()?;
        Ok(Connection { reader: BufReader::new(stream), writer })
    }

    /// Answers one message; false at the end of the stream.
    fn answer(&mut self) -> io::Result<bool> {
        let mut line = Vec::new();
        if self.reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(false);
        }
        let message = String::from_utf8_lossy(&line);
        let response = format!("Echo: {}\n", message.trim_end_matches(['\r', '\n']));
        self.writer.write_all(response.as_bytes())?;
        Ok(true)
    }
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    println!("Listening on {address}");
    for stream in listener.incoming() {
        let Ok(mut connection) = stream.and_then(Connection::new) else {
            continue;
        };
        // Only a client that has something to say gets a thread.
        match connection.answer() {
            Ok(true) => {}
            Ok(false) => continue,
            Err(e) => {
                println!("client lost: {e}");
                continue;
            }
        }
        thread::spawn(move || loop {
            match connection.answer() {
                Ok(true) => {}
                Ok(false) => break,
                Err(e) => {
                    println!("client lost: {e}");
                    break;
                }
            }
        });
    }
    Ok(())
}
