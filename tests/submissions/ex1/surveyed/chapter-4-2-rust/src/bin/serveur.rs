use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

/// Gère un client dans un thread dédié.
fn gerer_client(mut stream: TcpStream, adresse: SocketAddr) {
    println!("[{adresse}] Connexion établie");
    let mut buffer = [0u8; 1024];

    loop {
        let n = match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) => {
                println!("[{adresse}] Erreur: {e}");
                break;
            }
        };
        let message = match std::str::from_utf8(&buffer[..n]) {
            Ok(message) => message,
            Err(e) => {
                println!("[{adresse}] Erreur: {e}");
                break;
            }
        };
        println!("[{adresse}] Reçu: {message}");
        let reponse = format!("Echo: {message}");
        if let Err(e) = stream.write_all(reponse.as_bytes()) {
            println!("[{adresse}] Erreur: {e}");
            break;
        }
    }
    println!("[{adresse}] Déconnexion");
}

fn main() {
    let listener = TcpListener::bind("localhost:8888").expect("Impossible d'ouvrir le port 8888");
    println!("Serveur multi-clients (threads) démarré sur le port 8888");

    for stream in listener.incoming() {
        if let Ok(stream) = stream {
            if let Ok(adresse) = stream.peer_addr() {
                thread::spawn(move || gerer_client(stream, adresse));
            }
        }
    }
}
