use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = env::args().nth(1).unwrap_or("8000".to_string()).parse()?;
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let mut reader = BufReader::new(stream.try_clone()?);

    for line in io::stdin().lines() {
        stream.write_all(format!("{}\n", line?).as_bytes())?;
        let mut response = String::new();
        if reader.read_line(&mut response)? == 0 {
            return Err("Le serveur s'est déconnecté".into());
        }
        println!("{}", response.trim_end());
    }
    Ok(())
}
