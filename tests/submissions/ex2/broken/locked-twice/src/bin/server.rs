//! Un thread par client ; un bilan commun compte les messages, et signale ceux qui ne sont pas du texte.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Default)]
struct Bilan {
    messages: u64,
    illisibles: u64,
}

fn main() -> io::Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let ecoute = TcpListener::bind(&adresse)?;
    let bilan = Arc::new(Mutex::new(Bilan::default()));
    for flux in ecoute.incoming() {
        let Ok(flux) = flux else { continue };
        let bilan = Arc::clone(&bilan);
        thread::spawn(move || {
            if let Err(erreur) = servir(flux, &bilan) {
                eprintln!("client perdu : {erreur}");
            }
        });
    }
    Ok(())
}

fn servir(mut flux: TcpStream, bilan: &Mutex<Bilan>) -> io::Result<()> {
    let mut lignes = BufReader::new(flux.try_clone()?);
    let mut ligne = Vec::new();
    while lignes.read_until(b'\n', &mut ligne)? > 0 {
        noter(&ligne, bilan);
        while ligne.ends_with(b"\n") || ligne.ends_with(b"\r") {
            ligne.pop();
        }
        let reponse = [b"Echo: ".as_slice(), &ligne, b"\n"].concat();
        flux.write_all(&reponse)?;
        ligne.clear();
    }
    Ok(())
}

fn noter(ligne: &[u8], bilan: &Mutex<Bilan>) {
    let mut compte = bilan.lock().unwrap();
    compte.messages += 1;
    if std::str::from_utf8(ligne).is_err() {
        compte.illisibles += 1;
        afficher(bilan);
    }
}

fn afficher(bilan: &Mutex<Bilan>) {
    let compte = bilan.lock().unwrap();
    println!("{} messages, dont {} illisibles", compte.messages, compte.illisibles);
}
