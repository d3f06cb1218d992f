// Serveur d'écho séquentiel : un client à la fois.
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};

fn servir(flux: &TcpStream) -> Result<u32> {
    let mut sortie = flux;
    let mut messages = 0;
    for ligne in BufReader::new(flux).split(b'\n') {
        let ligne = ligne?;
        let message = String::from_utf8_lossy(&ligne);
        let reponse = format!("Echo: {}\n", message.trim_end_matches('\r'));
        sortie.write_all(reponse.as_bytes())?;
        messages += 1;
    }
    Ok(messages)
}

fn main() -> Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    let ecoute = TcpListener::bind(adresse.as_str())?;
    println!("En écoute sur {adresse}");

    for flux in ecoute.incoming() {
        // Une erreur ne concerne que ce client : on passe au suivant.
        match flux.and_then(|flux| servir(&flux)) {
            Ok(messages) => println!("client parti après {messages} message(s)"),
            Err(erreur) => println!("client perdu : {erreur}"),
        }
    }
    Ok(())
}
