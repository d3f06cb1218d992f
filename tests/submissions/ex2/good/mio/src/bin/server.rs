//! Serveur d'écho en un seul thread : une boucle d'événements avec mio.

use std::collections::HashMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Registry, Token};

const SERVEUR: Token = Token(0);
const SORTIE_MAX: usize = 1 << 17;

fn main() -> io::Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let adresse: SocketAddr = adresse.parse().map_err(|_| io::Error::new(ErrorKind::InvalidInput, "adresse attendue : IP:PORT"))?;
    let mut ecoute = TcpListener::bind(adresse)?;
    let mut poll = Poll::new()?;
    poll.registry().register(&mut ecoute, SERVEUR, Interest::READABLE)?;
    println!("En écoute sur {adresse}");

    let mut clients: HashMap<Token, Client> = HashMap::new();
    let mut prochain = 1;
    let mut evenements = Events::with_capacity(256);
    loop {
        if let Err(erreur) = poll.poll(&mut evenements, None) {
            if erreur.kind() == ErrorKind::Interrupted {
                continue;
            }
            return Err(erreur);
        }
        for evenement in &evenements {
            let jeton = evenement.token();
            if jeton == SERVEUR {
                accepter(&ecoute, poll.registry(), &mut clients, &mut prochain);
            } else if let Some(client) = clients.get_mut(&jeton) {
                if client.avancer().is_err() || client.termine() {
                    if let Some(mut parti) = clients.remove(&jeton) {
                        let _ = poll.registry().deregister(&mut parti.flux);
                    }
                }
            }
        }
    }
}

/// Les événements de mio signalent un changement : on accepte jusqu'à ce qu'il n'y ait plus personne.
fn accepter(ecoute: &TcpListener, registre: &Registry, clients: &mut HashMap<Token, Client>, prochain: &mut usize) {
    loop {
        match ecoute.accept() {
            Ok((mut flux, _)) => {
                let jeton = Token(*prochain);
                *prochain += 1;
                if registre.register(&mut flux, jeton, Interest::READABLE | Interest::WRITABLE).is_ok() {
                    clients.insert(jeton, Client { flux, recu: Vec::new(), a_envoyer: Vec::new(), fin: false });
                }
            }
            Err(erreur) if erreur.kind() == ErrorKind::WouldBlock => return,
            Err(erreur) if erreur.kind() == ErrorKind::Interrupted => {}
            Err(erreur) => {
                eprintln!("accept : {erreur}");
                return;
            }
        }
    }
}

struct Client {
    flux: TcpStream,
    recu: Vec<u8>,
    a_envoyer: Vec<u8>,
    fin: bool,
}

impl Client {
    fn termine(&self) -> bool {
        self.fin && self.a_envoyer.is_empty()
    }

    /// Lit et écrit en alternance, jusqu'à ce que rien ne soit plus possible sans attendre.
    /// Un client qui ne lit pas ses réponses n'est plus lu, jusqu'à ce qu'il le fasse.
    fn avancer(&mut self) -> io::Result<()> {
        loop {
            let mut progres = false;
            while !self.fin && self.a_envoyer.len() < SORTIE_MAX && self.lire()? {
                progres = true;
            }
            while !self.a_envoyer.is_empty() && self.ecrire()? {
                progres = true;
            }
            if !progres {
                return Ok(());
            }
        }
    }

    fn lire(&mut self) -> io::Result<bool> {
        let mut morceau = [0; 8192];
        match self.flux.read(&mut morceau) {
            Ok(0) => self.fin = true,
            Ok(n) => {
                self.recu.extend_from_slice(&morceau[..n]);
                self.repondre();
            }
            Err(erreur) if erreur.kind() == ErrorKind::WouldBlock => return Ok(false),
            Err(erreur) if erreur.kind() == ErrorKind::Interrupted => {}
            Err(erreur) => return Err(erreur),
        }
        Ok(true)
    }

    /// Une réponse par ligne complète ; ce qui reste attend la suite.
    fn repondre(&mut self) {
        let Some(fin) = self.recu.iter().rposition(|&octet| octet == b'\n') else {
            return;
        };
        for ligne in self.recu[..fin].split(|&octet| octet == b'\n') {
            let ligne = ligne.strip_suffix(b"\r").unwrap_or(ligne);
            self.a_envoyer.extend_from_slice(b"Echo: ");
            self.a_envoyer.extend_from_slice(ligne);
            self.a_envoyer.push(b'\n');
        }
        self.recu.drain(..=fin);
    }

    fn ecrire(&mut self) -> io::Result<bool> {
        match self.flux.write(&self.a_envoyer) {
            Ok(n) => {
                self.a_envoyer.drain(..n);
                Ok(true)
            }
            Err(erreur) if erreur.kind() == ErrorKind::WouldBlock => Ok(false),
            Err(erreur) if erreur.kind() == ErrorKind::Interrupted => Ok(true),
            Err(erreur) => Err(erreur),
        }
    }
}
