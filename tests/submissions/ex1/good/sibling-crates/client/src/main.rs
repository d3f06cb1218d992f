use std::env;
use std::io::{stdin, BufRead, BufReader, Write};
use std::net::TcpStream;

const DEFAULT: &str = "127.0.0.1:8000";

fn main() -> Result<(), String> {
    let address = env::args().nth(1).unwrap_or(DEFAULT.to_string());
    let mut stream = TcpStream::connect(&address).map_err(|e| format!("cannot connect to {address}: {e}"))?;
    let mut reader = BufReader::new(stream.try_clone().map_err(|e| e.to_string())?);

    let mut message = String::new();
    while stdin().read_line(&mut message).map_err(|e| e.to_string())? > 0 {
        if !message.ends_with('\n') {
            message.push('\n');
        }
        stream.write_all(message.as_bytes()).map_err(|e| format!("cannot send: {e}"))?;

        let mut answer = String::new();
        match reader.read_line(&mut answer) {
            Ok(0) => return Err("the server closed the connection".to_string()),
            Ok(_) => print!("{answer}"),
            Err(e) => return Err(format!("cannot receive: {e}")),
        }
        message.clear();
    }
    Ok(())
}
