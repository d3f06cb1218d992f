use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Les derniers messages, de tous les clients.
#[derive(Default)]
struct Journal {
    messages: Vec<String>,
}

impl Journal {
    const TAILLE: usize = 100;

    fn ajoute(&mut self, ligne: Vec<u8>) -> String {
        let message = String::from_utf8(ligne).unwrap();
        if self.messages.len() == Self::TAILLE {
            self.messages.remove(0);
        }
        self.messages.push(message.clone());
        message
    }
}

fn main() -> io::Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let ecoute = TcpListener::bind(adresse)?;
    let journal = Arc::new(Mutex::new(Journal::default()));

    for flux in ecoute.incoming().flatten() {
        let journal = journal.clone();
        thread::spawn(move || {
            let _ = converse(flux, &journal);
        });
    }
    Ok(())
}

fn converse(mut flux: TcpStream, journal: &Mutex<Journal>) -> io::Result<()> {
    let mut lecteur = BufReader::new(flux.try_clone()?);
    loop {
        let mut ligne = Vec::new();
        if lecteur.read_until(b'\n', &mut ligne)? == 0 {
            return Ok(());
        }
        while matches!(ligne.last(), Some(b'\n' | b'\r')) {
            ligne.pop();
        }
        let message = journal.lock().unwrap().ajoute(ligne);
        flux.write_all(format!("Echo: {message}\n").as_bytes())?;
    }
}
