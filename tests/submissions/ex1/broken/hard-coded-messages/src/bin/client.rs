use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::exit;

const MESSAGES: [&str; 3] = ["Bonjour serveur !", "Comment ça va ?", "À bientôt"];

fn main() {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let mut stream = match TcpStream::connect(&address) {
        Ok(stream) => stream,
        Err(error) => {
            eprintln!("Connexion impossible : {error}");
            exit(1);
        }
    };
    let mut reader = BufReader::new(stream.try_clone().expect("clone de la connexion"));

    for message in MESSAGES {
        println!("Envoi : {message}");
        stream.write_all(format!("{message}\n").as_bytes()).expect("envoi impossible");
        let mut answer = String::new();
        let n = reader.read_line(&mut answer).expect("réception impossible");
        if n == 0 {
            eprintln!("Le serveur a fermé la connexion");
            exit(1);
        }
        println!("Réponse : {}", answer.trim_end());
    }
}
