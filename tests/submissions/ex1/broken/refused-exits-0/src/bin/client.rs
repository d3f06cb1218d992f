use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    match TcpStream::connect(&address) {
        Ok(stream) => chat(stream),
        Err(e) => {
            println!("Connexion à {address} impossible : {e}");
            Ok(())
        }
    }
}

fn chat(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    for line in io::stdin().lock().lines() {
        writeln!(stream, "{}", line?)?;
        let mut answer = String::new();
        if reader.read_line(&mut answer)? == 0 {
            return Err(io::Error::other("le serveur a fermé la connexion"));
        }
        print!("{answer}");
    }
    Ok(())
}
