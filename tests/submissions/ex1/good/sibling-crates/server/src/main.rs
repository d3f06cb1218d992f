use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::sync_channel;
use std::thread;

const DEFAULT: &str = "127.0.0.1:8000";

fn main() {
    let address = env::args().nth(1).unwrap_or(DEFAULT.to_string());
    let listener = TcpListener::bind(&address).expect("cannot listen on this address");
    println!("Server ready on {address}");
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => handle(stream),
            Err(e) => println!("Failed connection: {e}"),
        }
    }
}

/// A thread reads the messages, another one writes the answers; between them a
/// short queue, so that a client that does not read is not read any more.
fn handle(stream: TcpStream) {
    let Ok(mut output) = stream.try_clone() else {
        return;
    };
    let (sender, receiver) = sync_channel::<Vec<u8>>(16);
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n') {
            let Ok(mut line) = line else { break };
            if line.ends_with(b"\r") {
                line.pop();
            }
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    thread::spawn(move || {
        for line in receiver {
            let mut answer = Vec::with_capacity(line.len() + 7);
            answer.extend(b"Echo: ");
            answer.extend(line);
            answer.push(b'\n');
            if output.write_all(&answer).is_err() {
                break;
            }
        }
    });
}
