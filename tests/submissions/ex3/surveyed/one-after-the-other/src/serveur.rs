use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

struct Tache {
    id: u32,
    debut: u32,
    fin: u32,
}

fn lire_ligne(lecteur: &mut impl BufRead) -> io::Result<String> {
    let mut ligne = String::new();
    lecteur.read_line(&mut ligne)?;
    if !ligne.ends_with('\n') {
        return Err(io::Error::other("le client est parti"));
    }
    Ok(ligne.trim().to_string())
}

fn lire_resultat(lecteur: &mut impl BufRead, tache: &Tache) -> io::Result<u32> {
    loop {
        let ligne = lire_ligne(lecteur)?;
        let mots: Vec<&str> = ligne.split(' ').collect();
        if mots.len() == 3 && mots[0] == "RESULT" && mots[1] == tache.id.to_string() {
            if let Ok(nombre) = mots[2].parse() {
                if nombre <= tache.fin - tache.debut {
                    return Ok(nombre);
                }
            }
        }
        println!("Réponse incorrecte : {ligne}");
    }
}

fn gerer_client(
    mut flux: TcpStream,
    taches: &mut VecDeque<Tache>,
    total: &mut u32,
) -> io::Result<()> {
    let mut lecteur = BufReader::new(flux.try_clone()?);
    while lire_ligne(&mut lecteur)? != "READY" {}
    while let Some(tache) = taches.front() {
        let message = format!("TASK {} {} {}\n", tache.id, tache.debut, tache.fin);
        flux.write_all(message.as_bytes())?;
        *total += lire_resultat(&mut lecteur, tache)?;
        taches.pop_front();
    }
    flux.write_all(b"DONE\n")
}

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let adresse = args.get(1).map(String::as_str).unwrap_or("127.0.0.1:8000");
    let a: u32 = args.get(2).map(|s| s.parse().expect("A est un nombre")).unwrap_or(0);
    let b: u32 = args.get(3).map(|s| s.parse().expect("B est un nombre")).unwrap_or(10000);

    let mut taches = VecDeque::new();
    let mut debut = a;
    while debut < b {
        let fin = (debut + 1000).min(b);
        taches.push_back(Tache { id: taches.len() as u32 + 1, debut, fin });
        debut = fin;
    }
    let mut total = 0;

    let ecoute = TcpListener::bind(adresse)?;
    println!("Serveur démarré sur {adresse}");
    while !taches.is_empty() {
        let (flux, client) = ecoute.accept()?;
        println!("Connexion de {client}");
        if let Err(erreur) = gerer_client(flux, &mut taches, &mut total) {
            println!("Erreur avec {client} : {erreur}");
        }
    }
    println!("TOTAL {total}");
    Ok(())
}
