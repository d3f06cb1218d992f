use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::exit;

fn main() {
    let adresse = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    if let Err(erreur) = parler(&adresse) {
        eprintln!("Erreur avec {adresse} : {erreur}");
        exit(1);
    }
}

fn parler(adresse: &str) -> io::Result<()> {
    let mut envoi = TcpStream::connect(adresse)?;
    let mut reception = BufReader::new(envoi.try_clone()?);
    let mut ligne = String::new();
    let mut clavier = io::stdin().lock();
    while clavier.read_line(&mut ligne)? > 0 {
        if !ligne.ends_with('\n') {
            ligne.push('\n');
        }
        envoi.write_all(ligne.as_bytes())?;
        let mut reponse = String::new();
        if reception.read_line(&mut reponse)? == 0 {
            return Err(io::Error::other("le serveur est parti"));
        }
        println!("{}", reponse.trim_end());
    }
    Ok(())
}
