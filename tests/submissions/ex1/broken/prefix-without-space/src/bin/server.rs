use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    println!("Echo server on {address}");
    for stream in listener.incoming().flatten() {
        thread::spawn(move || echo(stream));
    }
    Ok(())
}

/// Sends back every line, with the prefix.
fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        stream.write_all(&[b"Echo:", &line[..]].concat())?;
        line.clear();
    }
    Ok(())
}
