use std::io::{self, BufRead, BufReader, Lines, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Un client connecté : ses messages d'un côté, les réponses de l'autre.
struct Client {
    messages: Lines<BufReader<TcpStream>>,
    reponses: TcpStream,
}

impl Client {
    fn nouveau(connexion: TcpStream) -> io::Result<Client> {
        let reponses = connexion.try_clone()?;
        Ok(Client { messages: BufReader::new(connexion).lines(), reponses })
    }

    /// Répond à tous les messages, jusqu'au départ du client.
    fn servir(mut self) -> io::Result<()> {
        while let Some(message) = self.messages.next() {
            let reponse = format!("Echo: {}\n", message?);
            self.reponses.write_all(reponse.as_bytes())?;
        }
        Ok(())
    }
}

fn main() -> Result<(), String> {
    let adresse = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let ecoute = TcpListener::bind(&adresse).map_err(|e| format!("impossible d'écouter sur {adresse} : {e}"))?;
    println!("En écoute sur {adresse}");
    for connexion in ecoute.incoming() {
        match connexion.and_then(Client::nouveau) {
            Ok(client) => {
                thread::spawn(|| client.servir().unwrap_or_else(|e| eprintln!("client perdu : {e}")));
            }
            Err(e) => eprintln!("connexion ratée : {e}"),
        }
    }
    Ok(())
}
