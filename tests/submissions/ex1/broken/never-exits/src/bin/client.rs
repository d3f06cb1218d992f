use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process;

fn main() {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let stream = TcpStream::connect(&address).unwrap_or_else(|e| {
        eprintln!("Cannot connect to {address}: {e}");
        process::exit(1);
    });
    if let Err(e) = chat(stream) {
        eprintln!("Connection lost: {e}");
        process::exit(1);
    }
}

fn chat(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    for line in io::stdin().lines() {
        let line = line? + "\n";
        stream.write_all(line.as_bytes())?;
        let mut answer = String::new();
        if reader.read_line(&mut answer)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        print!("{answer}");
    }

    // In case the server has something left to say.
    let mut rest = String::new();
    reader.read_to_string(&mut rest)?;
    print!("{rest}");
    Ok(())
}
