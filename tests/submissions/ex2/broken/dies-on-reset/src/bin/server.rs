use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::{env, process, thread};

fn main() {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address).unwrap_or_else(|err| {
        eprintln!("Problem binding {address}: {err}");
        process::exit(1);
    });
    println!("Listening on {address}");

    for stream in listener.incoming().flatten() {
        thread::spawn(|| {
            handle_connection(stream).unwrap_or_else(|err| {
                eprintln!("Problem with a client: {err}");
                process::exit(1);
            });
        });
    }
}

fn handle_connection(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = Vec::new();
    loop {
        line.clear();
        reader.read_until(b'\n', &mut line)?;
        // Sans fin de ligne, le client est parti.
        let Some(message) = line.strip_suffix(b"\n") else {
            return Ok(());
        };
        let Ok(message) = std::str::from_utf8(message) else {
            return Ok(());
        };
        let response = format!("Echo: {}\n", message.trim_end_matches('\r'));
        stream.write_all(response.as_bytes())?;
    }
}
