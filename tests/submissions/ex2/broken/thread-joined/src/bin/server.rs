use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn handle_client(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(|c| c == '\r' || c == '\n');
        stream.write_all(format!("Echo: {text}\n").as_bytes())?;
    }
}

fn main() {
    let addr = std::env::args().nth(1).unwrap_or(String::from("127.0.0.1:8000"));
    let listener = TcpListener::bind(&addr).expect("bind failed");
    println!("Multi-threaded server on {addr}");

    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            continue;
        };
        let handle = thread::spawn(move || handle_client(stream));
        // Un thread non rejoint serait perdu.
        match handle.join() {
            Ok(Ok(())) => println!("client done"),
            Ok(Err(e)) => println!("client error: {e}"),
            Err(_) => println!("client thread panicked"),
        }
    }
}
