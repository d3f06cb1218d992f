use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> io::Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&adresse)?;
    println!("En attente de clients sur {adresse} (testez avec nc ou telnet)");
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                thread::spawn(move || repondre(stream));
            }
            Err(e) => println!("{e}"),
        }
    }
    Ok(())
}

fn repondre(mut stream: TcpStream) -> io::Result<()> {
    let reader = BufReader::new(stream.try_clone()?);
    for ligne in reader.lines() {
        let ligne = ligne?;
        println!("{ligne}");
        stream.write_all(format!("Echo: {ligne}\n").as_bytes())?;
    }
    println!("client parti");
    Ok(())
}
