use std::io;
use std::net::{TcpListener, TcpStream};
use std::thread;

use ex1_protocol::{address, Channel};

fn main() -> io::Result<()> {
    let listener = TcpListener::bind(address())?;
    loop {
        match listener.accept() {
            Ok((stream, peer)) => {
                thread::spawn(move || match echo(stream) {
                    Ok(()) => println!("{peer} left"),
                    Err(error) => println!("{peer} was lost: {error}"),
                });
            }
            Err(error) => eprintln!("{error}"),
        }
    }
}

fn echo(stream: TcpStream) -> io::Result<()> {
    let mut channel = Channel::new(stream)?;
    while let Some(message) = channel.receive()? {
        channel.send(&format!("Echo: {message}"))?;
    }
    Ok(())
}
