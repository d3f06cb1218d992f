use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Nombre de messages reçus de chaque machine.
type Compteurs = Arc<Mutex<HashMap<IpAddr, usize>>>;

fn main() -> io::Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&adresse)?;
    let compteurs = Compteurs::default();

    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let compteurs = Arc::clone(&compteurs);
        thread::spawn(move || {
            if let Err(e) = gerer_client(stream, compteurs) {
                println!("Client perdu : {e}");
            }
        });
    }
    Ok(())
}

fn gerer_client(mut stream: TcpStream, compteurs: Compteurs) -> io::Result<()> {
    let ip = stream.peer_addr()?.ip();
    let mut compteurs = compteurs.lock().unwrap_or_else(PoisonError::into_inner);
    let compteur = compteurs.entry(ip).or_insert(0);

    let lecteur = BufReader::new(stream.try_clone()?);
    for ligne in lecteur.split(b'\n') {
        let ligne = ligne?;
        *compteur += 1;
        let message = String::from_utf8_lossy(&ligne);
        let reponse = format!("Echo: {}\n", message.trim_end_matches('\r'));
        stream.write_all(reponse.as_bytes())?;
    }
    println!("{ip} : {compteur} message(s)");
    Ok(())
}
