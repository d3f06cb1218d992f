use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const ADRESSE: &str = "127.0.0.1:8000";

fn main() {
    let listener = TcpListener::bind(ADRESSE).expect("impossible d'écouter");
    println!("Serveur démarré sur {ADRESSE}");

    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                thread::spawn(|| {
                    if let Err(e) = gerer(stream) {
                        eprintln!("Erreur client : {e}");
                    }
                });
            }
            Err(e) => eprintln!("Erreur de connexion : {e}"),
        }
    }
}

fn gerer(mut stream: TcpStream) -> io::Result<()> {
    let lecteur = BufReader::new(stream.try_clone()?);
    for ligne in lecteur.split(b'\n') {
        let ligne = ligne?;
        let message = String::from_utf8_lossy(&ligne);
        let reponse = format!("Echo: {}\n", message.trim_end_matches('\r'));
        stream.write_all(reponse.as_bytes())?;
    }
    Ok(())
}
