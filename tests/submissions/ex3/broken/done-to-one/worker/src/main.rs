use std::error::Error;
use std::io::BufReader;
use std::net::TcpStream;

use last_protocol::{receive, send, Message, DEFAULT_ADDRESS};

fn is_prime(n: u64) -> bool {
    n >= 2 && (2..=n.isqrt()).all(|divisor| n % divisor != 0)
}

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| DEFAULT_ADDRESS.to_string());
    let mut server = TcpStream::connect(&address)
        .map_err(|error| format!("cannot reach the server at {address}: {error}"))?;
    let mut input = BufReader::new(server.try_clone()?);
    send(&mut server, &Message::Ready)?;
    loop {
        match receive(&mut input)? {
            Message::Task { id, range } => {
                let count = range.filter(|&n| is_prime(n)).count() as u64;
                send(&mut server, &Message::Result { id, count })?;
            }
            Message::Done => return Ok(()),
            other => return Err(format!("the server says {other}").into()),
        }
    }
}
