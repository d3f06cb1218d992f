use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const MAX_CLIENTS: usize = 32;

static CLIENTS: AtomicUsize = AtomicUsize::new(0);

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        if CLIENTS.fetch_add(1, Ordering::SeqCst) >= MAX_CLIENTS {
            println!("Serveur plein, client refusé");
            CLIENTS.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        thread::spawn(move || {
            if let Err(e) = serve(stream) {
                println!("{e}");
            }
            CLIENTS.fetch_sub(1, Ordering::SeqCst);
        });
    }
    Ok(())
}

fn serve(mut stream: TcpStream) -> io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).split(b'\n');
    for line in lines {
        let mut line = line?;
        if line.ends_with(b"\r") {
            line.pop();
        }
        let mut answer = b"Echo: ".to_vec();
        answer.append(&mut line);
        answer.push(b'\n');
        stream.write_all(&answer)?;
    }
    Ok(())
}
