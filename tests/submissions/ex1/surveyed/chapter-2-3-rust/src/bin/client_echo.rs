use std::io::{Read, Write};
use std::net::TcpStream;

fn main() {
    let mut client = TcpStream::connect("127.0.0.1:8000").expect("Impossible de se connecter au serveur");
    println!("Connecté au serveur (echo).");

    let message = "Hello, serveur!";
    println!("Envoi : {}", message);
    client.write_all(message.as_bytes()).unwrap();

    let mut buffer = [0; 1024];
    let n = client.read(&mut buffer).unwrap();
    let reponse = String::from_utf8_lossy(&buffer[..n]);
    println!("Réponse du serveur : {}", reponse);
}
