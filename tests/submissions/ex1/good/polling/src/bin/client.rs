//! Client d'écho : lecture et écriture bloquantes, il n'y a qu'une connexion.

use std::error::Error;
use std::io::{BufRead, BufReader, Write, stdin};
use std::net::TcpStream;

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let mut output = TcpStream::connect(&address).map_err(|e| format!("pas de serveur sur {address} : {e}"))?;
    let mut input = BufReader::new(output.try_clone()?);
    for line in stdin().lock().split(b'\n') {
        let mut message = line?;
        message.push(b'\n');
        output.write_all(&message)?;

        let mut answer = Vec::new();
        if input.read_until(b'\n', &mut answer)? == 0 {
            return Err("le serveur est parti".into());
        }
        print!("{}", String::from_utf8_lossy(&answer));
    }
    Ok(())
}
