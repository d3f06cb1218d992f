use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::ExitCode;

fn main() -> ExitCode {
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());
    match run(&address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The exchange with {address} failed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(address: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let mut answers = BufReader::new(stream.try_clone()?);
    for line in io::stdin().lines() {
        let message = format!("{}\n", line?);
        stream.write_all(message.as_bytes())?;
        let mut answer = String::new();
        answers.read_line(&mut answer)?;
        if !answer.ends_with('\n') {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the server has left",
            ));
        }
        println!("{}", answer.trim_end_matches('\n'));
    }
    Ok(())
}
