use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn gerer_client(mut client: TcpStream) -> Result<(), Box<dyn std::error::Error>> {
    let adresse = client.peer_addr()?;
    println!("[{}] Connexion établie", adresse);
    loop {
        let mut tampon = [0; 1024];
        let taille = client.read(&mut tampon)?;
        if taille == 0 {
            break;
        }
        let message = String::from_utf8(tampon[..taille].to_vec())?;
        println!("[{}] Reçu: {}", adresse, message);
        let reponse = format!("Echo: {}", message);
        client.write_all(reponse.as_bytes())?;
    }
    println!("[{}] Déconnexion", adresse);
    Ok(())
}

fn main() {
    let serveur = TcpListener::bind("127.0.0.1:8888").unwrap();
    println!("Serveur multi-clients (threads) démarré sur le port 8888");

    for client in serveur.incoming() {
        let client = client.unwrap();
        thread::spawn(move || {
            if let Err(e) = gerer_client(client) {
                println!("Erreur: {}", e);
            }
        });
    }
}
