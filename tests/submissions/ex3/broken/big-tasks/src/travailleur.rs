//! Compte les nombres premiers que le serveur lui demande de compter.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::exit;

/// Crible d'Ératosthène limité à `[a, b)`.
fn compter(a: usize, b: usize) -> usize {
    let mut compose = vec![false; b.saturating_sub(a)];
    for d in (2..).take_while(|d| d * d < b) {
        let mut multiple = (2 * d).max(a.next_multiple_of(d));
        while multiple < b {
            compose[multiple - a] = true;
            multiple += d;
        }
    }
    (a..b).filter(|&n| n >= 2 && !compose[n - a]).count()
}

fn travailler(adresse: &str) -> io::Result<()> {
    let mut flux = TcpStream::connect(adresse)?;
    let mut lecture = BufReader::new(flux.try_clone()?);
    flux.write_all(b"READY\n")?;
    let mut ligne = String::new();
    while lecture.read_line(&mut ligne)? > 0 {
        let mots: Vec<&str> = ligne.split_whitespace().collect();
        match mots[..] {
            ["DONE"] => return Ok(()),
            ["TASK", numero, a, b] => {
                let a = a.parse().map_err(io::Error::other)?;
                let b = b.parse().map_err(io::Error::other)?;
                let reponse = format!("RESULT {numero} {}\n", compter(a, b));
                flux.write_all(reponse.as_bytes())?;
            }
            _ => eprintln!("message inconnu : {ligne:?}"),
        }
        ligne.clear();
    }
    Err(io::Error::other("le serveur a fermé la connexion"))
}

fn main() {
    let adresse = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    if let Err(erreur) = travailler(&adresse) {
        eprintln!("erreur ({adresse}) : {erreur}");
        exit(1);
    }
}
