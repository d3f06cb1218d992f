use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

use crate::tasks::Tasks;

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub fn new(stream: TcpStream) -> io::Result<Connection> {
        stream.set_nonblocking(false)?;
        stream.set_read_timeout(Some(Duration::from_millis(50)))?;
        Ok(Connection { stream, buffer: Vec::new() })
    }

    /// Works until there is nothing left to do, or the worker goes.
    pub fn run(&mut self, tasks: &Mutex<Tasks>) -> io::Result<()> {
        let mut ready = false;
        let mut current: Option<usize> = None;
        loop {
            let finished = tasks.lock().unwrap().total().is_some();
            if finished && ready {
                return self.stream.write_all(b"DONE\n");
            }
            if ready && current.is_none() {
                let taken = {
                    let mut tasks = tasks.lock().unwrap();
                    tasks.take().map(|id| (id, tasks.range(id)))
                };
                if let Some((id, (from, to))) = taken {
                    current = Some(id);
                    let order = format!("TASK {id} {from} {to}\n");
                    self.stream.write_all(order.as_bytes())?;
                }
            }
            match self.poll_line()? {
                None if finished => return Ok(()),
                None => {}
                Some(line) if line == "READY" => ready = true,
                Some(line) => match (current, parse_result(&line)) {
                    (Some(id), Some((i, primes))) if i == id && primes <= 1000 => {
                        tasks.lock().unwrap().count(id, primes);
                        current = None;
                    }
                    _ => eprintln!("refused: {line:?}"),
                },
            }
        }
    }

    /// The next line, or nothing if it has not come within the time-out.
    fn poll_line(&mut self) -> io::Result<Option<String>> {
        let mut chunk = [0; 512];
        if !self.buffer.contains(&b'\n') {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(n) => self.buffer.extend_from_slice(&chunk[..n]),
                Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted) => {}
                Err(e) => return Err(e),
            }
        }
        let Some(end) = self.buffer.iter().position(|&byte| byte == b'\n') else {
            return Ok(None);
        };
        let line: Vec<u8> = self.buffer.drain(..=end).collect();
        Ok(Some(String::from_utf8_lossy(&line).trim().to_string()))
    }
}

fn parse_result(line: &str) -> Option<(usize, u64)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        ["RESULT", id, primes] => Some((id.parse().ok()?, primes.parse().ok()?)),
        _ => None,
    }
}
