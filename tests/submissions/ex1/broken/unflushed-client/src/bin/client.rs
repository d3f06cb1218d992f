use std::io::{stdin, BufRead, BufReader, BufWriter, Error, ErrorKind, Write};
use std::net::TcpStream;

fn main() -> Result<(), Error> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let stream = TcpStream::connect(address)?;
    let mut writer = BufWriter::new(stream.try_clone()?);
    let mut reader = BufReader::new(stream);

    let mut answer = String::new();
    for line in stdin().lines() {
        writeln!(writer, "{}", line?)?;
        answer.clear();
        if reader.read_line(&mut answer)? == 0 {
            return Err(Error::new(ErrorKind::UnexpectedEof, "connection closed by the server"));
        }
        println!("{}", answer.trim());
    }
    Ok(())
}
