//! What the server and the client agree on: UTF-8 text, one message a line.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

/// Where the server is, unless the first argument says otherwise.
pub fn address() -> String {
    std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_owned())
}

/// A connection over which messages travel.
pub struct Channel {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
}

impl Channel {
    pub fn new(stream: TcpStream) -> io::Result<Self> {
        let writer = stream.try_clone()?;
        Ok(Channel { reader: BufReader::new(stream), writer })
    }

    /// The next message, without its end of line; `None` at the end of the stream.
    pub fn receive(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        if self.reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
    }

    pub fn send(&mut self, message: &str) -> io::Result<()> {
        self.writer.write_all(format!("{message}\n").as_bytes())
    }
}
