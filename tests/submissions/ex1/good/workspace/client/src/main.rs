use std::io::{self, ErrorKind};
use std::net::TcpStream;

use ex1_protocol::{address, Channel};

fn main() -> io::Result<()> {
    let mut channel = Channel::new(TcpStream::connect(address())?)?;
    for line in io::stdin().lines() {
        channel.send(&line?)?;
        match channel.receive()? {
            Some(answer) => println!("{answer}"),
            None => return Err(io::Error::new(ErrorKind::ConnectionAborted, "no answer: the server closed the connection")),
        }
    }
    Ok(())
}
