//! Sends each line of the standard input, prints each answer.

use std::env;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::net::TcpStream;
use std::process::ExitCode;

fn main() -> ExitCode {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    match talk(&address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn talk(address: &str) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    let mut answers = BufReader::new(&stream);
    for line in io::stdin().lines() {
        let message = line? + "\n";
        (&stream).write_all(message.as_bytes())?;

        let mut answer = String::new();
        if answers.read_line(&mut answer)? == 0 {
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the server has gone"));
        }
        println!("{}", answer.trim_end());
    }
    Ok(())
}
