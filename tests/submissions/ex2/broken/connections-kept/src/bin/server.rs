use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

type Clients = Arc<Mutex<Vec<TcpStream>>>;

fn main() -> io::Result<()> {
    let adresse = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&adresse)?;
    let clients: Clients = Arc::default();
    println!("Serveur en écoute sur {adresse}");

    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let clients = Arc::clone(&clients);
        thread::spawn(move || {
            if let Err(e) = gerer_client(stream, clients) {
                println!("Erreur : {e}");
            }
        });
    }
    Ok(())
}

fn gerer_client(mut stream: TcpStream, clients: Clients) -> io::Result<()> {
    let numero = {
        let mut liste = clients.lock().unwrap();
        liste.push(stream.try_clone()?);
        liste.len()
    };
    println!("Client n°{numero} connecté");

    let lecteur = BufReader::new(stream.try_clone()?);
    for ligne in lecteur.split(b'\n') {
        let ligne = ligne?;
        let message = String::from_utf8_lossy(&ligne);
        stream.write_all(format!("Echo: {}\n", message.trim_end_matches('\r')).as_bytes())?;
    }
    println!("Client n°{numero} parti");
    Ok(())
}
