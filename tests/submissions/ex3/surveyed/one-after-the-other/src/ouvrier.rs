use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

fn est_premier(n: u32) -> bool {
    if n < 2 {
        return false;
    }
    let mut d = 2;
    while d * d <= n {
        if n % d == 0 {
            return false;
        }
        d += 1;
    }
    true
}

fn main() {
    let adresse = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let mut flux = TcpStream::connect(adresse).expect("Impossible de se connecter");
    let mut lecteur = BufReader::new(flux.try_clone().unwrap());
    flux.write_all(b"READY\n").unwrap();
    loop {
        let mut ligne = String::new();
        let n = lecteur.read_line(&mut ligne).expect("Erreur de lecture");
        if n == 0 {
            panic!("Le serveur a fermé la connexion");
        }
        let mots: Vec<&str> = ligne.trim().split(' ').collect();
        match mots[0] {
            "TASK" => {
                let debut: u32 = mots[2].parse().unwrap();
                let fin: u32 = mots[3].parse().unwrap();
                let mut nombre = 0;
                for i in debut..fin {
                    if est_premier(i) {
                        nombre += 1;
                    }
                }
                let reponse = format!("RESULT {} {}\n", mots[1], nombre);
                flux.write_all(reponse.as_bytes()).unwrap();
            }
            "DONE" => {
                println!("Travail terminé");
                break;
            }
            autre => println!("Message inconnu : {autre}"),
        }
    }
}
