//! Serveur de calcul réparti : compte les nombres premiers de `[A, B)`.
//!
//! Un seul fil d'exécution, des sockets non bloquantes : on fait le tour de tout le
//! monde, et on dort une milliseconde quand un tour n'a rien donné.

use std::collections::VecDeque;
use std::error::Error;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};

const TAILLE: u64 = 1000;
const PATIENCE: Duration = Duration::from_secs(2);

/// Une tâche confiée à un travailleur, avec l'heure à laquelle elle l'a été.
struct Confiee {
    numero: usize,
    depuis: Instant,
}

struct Travailleur {
    flux: TcpStream,
    recu: Vec<u8>,
    pret: bool,
    tache: Option<Confiee>,
    parti: bool,
}

impl Travailleur {
    fn nouveau(flux: TcpStream) -> Self {
        Travailleur { flux, recu: Vec::new(), pret: false, tache: None, parti: false }
    }

    /// Lit tout ce qui est arrivé et rend les lignes complètes.
    fn lignes(&mut self) -> Vec<String> {
        let mut morceau = [0u8; 1024];
        loop {
            match self.flux.read(&mut morceau) {
                Ok(0) => self.parti = true,
                Ok(n) => {
                    self.recu.extend_from_slice(&morceau[..n]);
                    continue;
                }
                Err(e) if e.kind() == ErrorKind::WouldBlock => {}
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(_) => self.parti = true,
            }
            break;
        }
        let fin = self.recu.iter().rposition(|&octet| octet == b'\n').map_or(0, |i| i + 1);
        let entier: Vec<u8> = self.recu.drain(..fin).collect();
        String::from_utf8_lossy(&entier).lines().map(str::to_string).collect()
    }

    /// Les messages sont si courts qu'ils tiennent toujours dans le tampon du système.
    fn dire(&mut self, message: &str) {
        if self.flux.write_all(message.as_bytes()).is_err() {
            self.parti = true;
        }
    }
}

struct Calcul {
    a: u64,
    b: u64,
    a_faire: VecDeque<usize>,
    reponses: Vec<Option<u64>>,
}

impl Calcul {
    fn nouveau(a: u64, b: u64) -> Self {
        let nombre = b.saturating_sub(a).div_ceil(TAILLE) as usize;
        Calcul { a, b, a_faire: (0..nombre).collect(), reponses: vec![None; nombre] }
    }

    fn bornes(&self, numero: usize) -> (u64, u64) {
        let debut = self.a + numero as u64 * TAILLE;
        (debut, self.b.min(debut + TAILLE))
    }

    fn fini(&self) -> bool {
        self.reponses.iter().all(|reponse| reponse.is_some())
    }

    fn prochaine(&mut self) -> Option<usize> {
        loop {
            let numero = self.a_faire.pop_front()?;
            if self.reponses[numero].is_none() {
                return Some(numero);
            }
        }
    }

    fn ecouter(&mut self, t: &mut Travailleur, ligne: &str) {
        let mots: Vec<&str> = ligne.split_whitespace().collect();
        match mots[..] {
            ["READY"] => t.pret = true,
            ["RESULT", numero, nombre] => {
                let attendu = t.tache.as_ref().map(|tache| tache.numero);
                let (numero, nombre) = (numero.parse().ok(), nombre.parse::<u64>().ok());
                match (attendu, nombre) {
                    (Some(n), Some(nombre)) if numero == attendu && nombre <= TAILLE => {
                        // La première réponse est la bonne, les suivantes ne comptent pas.
                        self.reponses[n].get_or_insert(nombre);
                        t.tache = None;
                    }
                    _ => eprintln!("résultat refusé : {ligne:?}"),
                }
            }
            _ => eprintln!("message inconnu : {ligne:?}"),
        }
    }

    fn occuper(&mut self, t: &mut Travailleur) {
        if let Some(tache) = t.tache.as_mut().filter(|tache| tache.depuis.elapsed() > PATIENCE) {
            self.a_faire.push_back(tache.numero);
            tache.depuis = Instant::now();
        }
        if t.pret && t.tache.is_none() {
            if let Some(numero) = self.prochaine() {
                let (debut, fin) = self.bornes(numero);
                t.tache = Some(Confiee { numero, depuis: Instant::now() });
                t.dire(&format!("TASK {numero} {debut} {fin}\n"));
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let adresse = args.next().unwrap_or("127.0.0.1:8000".into());
    let a = args.next().map_or(Ok(0), |a| a.parse())?;
    let b = args.next().map_or(Ok(10_000), |b| b.parse())?;

    let ecoute = TcpListener::bind(&adresse)?;
    ecoute.set_nonblocking(true)?;
    eprintln!("en écoute sur {adresse}");

    let mut calcul = Calcul::nouveau(a, b);
    let mut travailleurs: Vec<Travailleur> = Vec::new();
    let mut fin: Option<Instant> = None;
    // Une fois le calcul fini, on reste encore un peu pour ceux qui arrivent.
    while fin.is_none_or(|fin| Instant::now() < fin) {
        let mut rien = true;
        while let Ok((flux, _)) = ecoute.accept() {
            flux.set_nonblocking(true)?;
            travailleurs.push(Travailleur::nouveau(flux));
            rien = false;
        }
        for t in &mut travailleurs {
            for ligne in t.lignes() {
                calcul.ecouter(t, &ligne);
                rien = false;
            }
            if !t.parti {
                calcul.occuper(t);
            }
            if t.parti {
                calcul.a_faire.extend(t.tache.take().map(|tache| tache.numero));
            }
        }
        travailleurs.retain(|t| !t.parti);
        if calcul.fini() {
            for t in travailleurs.iter_mut().filter(|t| t.pret) {
                t.dire("DONE\n");
                t.pret = false;
            }
            let delai = Duration::from_millis(if a < b { 200 } else { 0 });
            fin.get_or_insert_with(|| Instant::now() + delai);
        }
        if rien {
            sleep(Duration::from_millis(1));
        }
    }
    println!("TOTAL {}", calcul.reponses.iter().flatten().sum::<u64>());
    Ok(())
}
