use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::process;

fn main() {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    if let Err(e) = run(&address) {
        eprintln!("Erreur : {e}");
        process::exit(1);
    }
}

fn run(address: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let mut buffer = [0; 1024];
    for line in io::stdin().lines() {
        stream.write_all((line? + "\n").as_bytes())?;
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        println!("{}", String::from_utf8_lossy(&buffer[..n]).trim_end());
    }
    Ok(())
}
