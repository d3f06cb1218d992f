use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    let mut server = TcpStream::connect(address)?;
    let mut answers = BufReader::new(server.try_clone()?).lines();
    for message in std::io::stdin().lines() {
        server.write_all(format!("{}\n", message?).as_bytes())?;
        match answers.next() {
            Some(answer) => println!("{}", answer?),
            None => return Err(std::io::ErrorKind::UnexpectedEof.into()),
        }
    }
    Ok(())
}
