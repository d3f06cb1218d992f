use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let mut stream = TcpStream::connect("127.0.0.1:8080")?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut input = String::new();
    let mut output = String::new();
    while io::stdin().read_line(&mut input)? > 0 {
        stream.write_all(input.as_bytes())?;
        reader.read_line(&mut output)?;
        if output.is_empty() {
            return Err(io::Error::new(io::ErrorKind::ConnectionAborted, "server closed the connection"));
        }
        print!("{output}");
        input.clear();
        output.clear();
    }
    Ok(())
}
