use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() {
    let port: u16 = match env::args().nth(1) {
        Some(arg) => arg.parse().expect("Le port doit être un nombre"),
        None => 8000,
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("Port déjà utilisé ?");
    println!("Serveur démarré sur le port {port}");

    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                thread::spawn(move || handle_client(stream));
            }
            Err(e) => println!("Erreur : {e}"),
        }
    }
}

fn handle_client(stream: TcpStream) {
    let mut writer = match stream.try_clone() {
        Ok(writer) => writer,
        Err(_) => return,
    };
    for line in BufReader::new(stream).lines() {
        match line {
            Ok(message) => {
                println!("Reçu : {message}");
                if writer.write_all(format!("Echo: {message}\n").as_bytes()).is_err() {
                    return;
                }
            }
            Err(e) => {
                println!("Client perdu : {e}");
                return;
            }
        }
    }
}
