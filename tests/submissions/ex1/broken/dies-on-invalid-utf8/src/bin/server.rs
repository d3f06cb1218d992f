use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

fn handle_client(mut stream: TcpStream) {
    let mut reader = match stream.try_clone() {
        Ok(clone) => BufReader::new(clone),
        Err(_) => return,
    };
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        match reader.read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {
                let message = std::str::from_utf8(&bytes).unwrap();
                let response = format!("Echo: {}\n", message.trim_end_matches(&['\r', '\n'][..]));
                if stream.write_all(response.as_bytes()).is_err() {
                    break;
                }
            }
            Err(error) => {
                println!("Lost client: {error}");
                break;
            }
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or(String::from("127.0.0.1:8000"));
    let listener = TcpListener::bind(&address).expect("cannot bind");
    println!("Listening on {address}");
    for stream in listener.incoming() {
        if let Ok(stream) = stream {
            handle_client(stream);
        }
    }
}
