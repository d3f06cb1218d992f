use std::io::{Read, Write};
use std::net::TcpListener;

fn main() {
    let listener = TcpListener::bind("127.0.0.1:8000").unwrap();
    println!("Serveur (echo) en écoute sur le port 8000...");

    let (mut conn, addr) = listener.accept().unwrap();
    println!("Connexion de {}", addr);

    // Recevoir un message (jusqu'à 1024 octets)
    let mut buffer = [0; 1024];
    let n = conn.read(&mut buffer).unwrap();
    let message = String::from_utf8(buffer[..n].to_vec()).unwrap();
    println!("Message reçu du client : {}", message);

    // Répondre (echo)
    let reponse = format!("Echo: {}", message);
    conn.write_all(reponse.as_bytes()).unwrap();
}
