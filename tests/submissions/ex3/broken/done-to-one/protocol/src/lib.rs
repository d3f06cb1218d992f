//! What a server and its workers say to each other, one message a line.

use std::fmt::{self, Display};
use std::io::{self, BufRead, ErrorKind, Write};
use std::ops::Range;
use std::str::FromStr;

pub const DEFAULT_ADDRESS: &str = "127.0.0.1:8000";
pub const MAX_TASK: u64 = 1000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    Ready,
    Task { id: usize, range: Range<u64> },
    Result { id: usize, count: u64 },
    Done,
}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Message::Ready => write!(f, "READY"),
            Message::Task { id, range } => write!(f, "TASK {id} {} {}", range.start, range.end),
            Message::Result { id, count } => write!(f, "RESULT {id} {count}"),
            Message::Done => write!(f, "DONE"),
        }
    }
}

impl FromStr for Message {
    type Err = io::Error;

    fn from_str(line: &str) -> io::Result<Message> {
        parse(line).ok_or_else(|| {
            io::Error::new(ErrorKind::InvalidData, format!("{line:?} is not a message"))
        })
    }
}

fn parse(line: &str) -> Option<Message> {
    let mut words = line.split_whitespace();
    let keyword = words.next()?;
    let numbers: Vec<u64> = words.map(|word| word.parse().ok()).collect::<Option<_>>()?;
    match (keyword, numbers.as_slice()) {
        ("READY", []) => Some(Message::Ready),
        ("TASK", &[id, a, b]) => Some(Message::Task { id: id as usize, range: a..b }),
        ("RESULT", &[id, count]) => Some(Message::Result { id: id as usize, count }),
        ("DONE", []) => Some(Message::Done),
        _ => None,
    }
}

/// The next message. Empty lines are skipped; a line that the end of the stream cuts is no message.
pub fn receive(input: &mut impl BufRead) -> io::Result<Message> {
    let mut line = String::new();
    while line.trim().is_empty() {
        line.clear();
        input.read_line(&mut line)?;
        if !line.ends_with('\n') {
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the other side is gone"));
        }
    }
    line.parse()
}

/// Sends the whole message at once.
pub fn send(output: &mut impl Write, message: &Message) -> io::Result<()> {
    output.write_all(format!("{message}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let messages = [
            Message::Ready,
            Message::Task { id: 3, range: 10..20 },
            Message::Result { id: 3, count: 4 },
            Message::Done,
        ];
        for message in messages {
            assert_eq!(message.to_string().parse::<Message>().unwrap(), message);
        }
    }

    #[test]
    fn half_a_line_is_no_message() {
        assert!(receive(&mut &b"RESULT 3 1"[..]).is_err());
    }
}
