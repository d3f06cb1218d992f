//! Client d'écho.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::ExitCode;

fn main() -> ExitCode {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let stream = match TcpStream::connect(&address) {
        Ok(stream) => stream,
        Err(error) => {
            eprintln!("aucun serveur sur {address} : {error}");
            return ExitCode::FAILURE;
        }
    };
    match converse(&stream) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("le serveur a raccroché");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("connexion perdue : {error}");
            ExitCode::FAILURE
        }
    }
}

/// Vrai si tout ce qui a été envoyé a reçu sa réponse.
fn converse(mut stream: &TcpStream) -> io::Result<bool> {
    let mut answers = BufReader::new(stream).lines();
    for line in io::stdin().lines() {
        let mut message = line?;
        message.push('\n');
        stream.write_all(message.as_bytes())?;
        match answers.next().transpose()? {
            Some(answer) => println!("{answer}"),
            None => return Ok(false),
        }
    }
    Ok(true)
}
