use std::io::{stdin, Read, Write};
use std::net::TcpStream;

fn main() {
    let mut stream = TcpStream::connect("localhost:8888").expect("Connexion au serveur impossible");
    println!("Connecté au serveur. Tapez vos messages (Ctrl+D pour quitter) :");

    let mut buffer = [0u8; 1024];
    for ligne in stdin().lines() {
        let message = ligne.unwrap();
        stream.write_all(message.as_bytes()).expect("Envoi impossible");

        let n = stream.read(&mut buffer).expect("Réception impossible");
        if n == 0 {
            panic!("Le serveur a fermé la connexion");
        }
        println!("Réponse du serveur : {}", String::from_utf8_lossy(&buffer[..n]));
    }
    println!("Au revoir !");
}
