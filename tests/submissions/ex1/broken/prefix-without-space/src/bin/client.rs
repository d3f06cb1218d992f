// Client d'écho : une ligne lue, une ligne envoyée, une réponse affichée.
use std::io::{stdin, BufRead, BufReader, BufWriter, Write};
use std::net::TcpStream;
use std::process::exit;

fn main() {
    let adresse = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    let flux = TcpStream::connect(&adresse).unwrap_or_else(|erreur| {
        eprintln!("Impossible de joindre {adresse} : {erreur}");
        exit(1);
    });
    let mut sortie = BufWriter::new(&flux);
    let mut reponses = BufReader::new(&flux).lines();

    for ligne in stdin().lines().map_while(Result::ok) {
        let envoi = writeln!(sortie, "{ligne}").and_then(|()| sortie.flush());
        match (envoi, reponses.next()) {
            (Ok(()), Some(Ok(reponse))) => println!("{reponse}"),
            _ => {
                eprintln!("Le serveur a fermé la connexion");
                exit(2);
            }
        }
    }
}
