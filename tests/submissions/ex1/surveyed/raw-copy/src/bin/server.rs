use std::io;
use std::net::TcpListener;
use std::thread;

fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080")?;
    println!("Echo server listening on port 8080");
    for stream in listener.incoming().flatten() {
        thread::spawn(move || io::copy(&mut &stream, &mut &stream));
    }
    Ok(())
}
