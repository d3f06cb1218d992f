use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    // One worker per processor is what the machine can run at once.
    let workers = thread::available_parallelism()?.get().clamp(8, 16);
    println!("Listening on {address} with {workers} workers");

    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| work(&listener));
        }
    });
    Ok(())
}

fn work(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, peer)) => {
                if let Err(error) = echo(stream) {
                    println!("{peer}: {error}");
                }
            }
            Err(error) => println!("accept: {error}"),
        }
    }
}

fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        while line.ends_with(b"\n") || line.ends_with(b"\r") {
            line.pop();
        }
        stream.write_all(&[b"Echo: ", line.as_slice(), b"\n"].concat())?;
        line.clear();
    }
    Ok(())
}
