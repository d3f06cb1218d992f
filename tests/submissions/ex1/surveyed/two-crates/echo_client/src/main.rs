use std::io::prelude::*;
use std::io::stdin;
use std::net::TcpStream;
use std::str;

fn main() {
    let mut stream = TcpStream::connect("127.0.0.1:7878").expect("Could not connect to server");
    println!("Connected to the server!");

    for line in stdin().lock().lines() {
        let input = line.expect("Failed to read from stdin");
        stream.write_all(input.as_bytes()).expect("Failed to write to server");

        let mut buffer = [0; 512];
        match stream.read(&mut buffer) {
            Ok(size) => {
                if size == 0 {
                    println!("Server disconnected");
                    break;
                }
                println!("Received: {}", str::from_utf8(&buffer[..size]).expect("Could not read response"));
            }
            Err(e) => {
                println!("Failed to receive data: {}", e);
                break;
            }
        }
    }
}
