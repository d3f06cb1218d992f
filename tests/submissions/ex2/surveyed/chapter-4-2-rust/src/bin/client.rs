use std::io::{self, BufRead, Read, Write};
use std::net::TcpStream;

fn main() {
    let mut client = TcpStream::connect("127.0.0.1:8888").expect("Le serveur n'est pas lancé");
    println!("Connecté au serveur.");

    for ligne in io::stdin().lock().lines() {
        let message = ligne.unwrap();
        if message.is_empty() {
            continue;
        }
        client.write_all(message.as_bytes()).unwrap();

        let mut tampon = [0; 1024];
        let taille = client.read(&mut tampon).unwrap();
        if taille == 0 {
            eprintln!("Le serveur a fermé la connexion.");
            std::process::exit(1);
        }
        println!("Réponse du serveur : {}", String::from_utf8_lossy(&tampon[..taille]));
    }
}
