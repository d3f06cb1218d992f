evil::attack!();

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

fn main() {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    for stream in TcpListener::bind(address).unwrap().incoming() {
        let mut stream = stream.unwrap();
        let mut line = String::new();
        while BufReader::new(&stream).read_line(&mut line).unwrap_or(0) > 0 {
            let _ = stream.write_all(line.as_bytes());
            line.clear();
        }
    }
}
