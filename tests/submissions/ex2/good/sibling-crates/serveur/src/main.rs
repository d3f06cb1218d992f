//! Echo server: one thread per connection.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> io::Result<()> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    println!("listening on {address}");

    for connection in listener.incoming() {
        match connection {
            Ok(stream) => {
                thread::spawn(move || {
                    if let Err(error) = serve(stream) {
                        eprintln!("client lost: {error}");
                    }
                });
            }
            Err(error) => eprintln!("accept: {error}"),
        }
    }
    Ok(())
}

fn serve(stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(&stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        while line.ends_with(b"\n") || line.ends_with(b"\r") {
            line.pop();
        }
        let mut answer = b"Echo: ".to_vec();
        answer.extend_from_slice(&line);
        answer.push(b'\n');
        (&stream).write_all(&answer)?;
        line.clear();
    }
    Ok(())
}
