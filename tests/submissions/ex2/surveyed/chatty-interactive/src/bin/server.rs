use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

type Registre = Arc<Mutex<HashMap<SocketAddr, usize>>>;

fn main() -> io::Result<()> {
    println!("\x1b[1;32m╔══════════════════════════╗\x1b[0m");
    println!("\x1b[1;32m║  Serveur multi-clients   ║\x1b[0m");
    println!("\x1b[1;32m╚══════════════════════════╝\x1b[0m");
    let listener = TcpListener::bind("127.0.0.1:7878")?;
    let registre: Registre = Arc::new(Mutex::new(HashMap::new()));

    for stream in listener.incoming() {
        let registre = Arc::clone(&registre);
        match stream {
            Ok(stream) => {
                thread::spawn(move || match accueillir(stream, &registre) {
                    Ok(adresse) => println!("\x1b[33m[-] {adresse} parti\x1b[0m"),
                    Err(e) => println!("\x1b[31m[!] {e}\x1b[0m"),
                });
            }
            Err(e) => println!("\x1b[31m[!] {e}\x1b[0m"),
        }
    }
    Ok(())
}

fn accueillir(stream: TcpStream, registre: &Registre) -> io::Result<SocketAddr> {
    let adresse = stream.peer_addr()?;
    registre.lock().unwrap().insert(adresse, 0);
    println!("\x1b[32m[+] {adresse} ({} en ligne)\x1b[0m", registre.lock().unwrap().len());
    let fin = converser(stream, adresse, registre);
    let total = registre.lock().unwrap().remove(&adresse).unwrap_or(0);
    println!("[=] {adresse} a envoyé {total} message(s)");
    fin.map(|()| adresse)
}

fn converser(mut stream: TcpStream, adresse: SocketAddr, registre: &Registre) -> io::Result<()> {
    let lecteur = BufReader::new(stream.try_clone()?);
    for ligne in lecteur.lines() {
        let ligne = ligne?;
        *registre.lock().unwrap().entry(adresse).or_insert(0) += 1;
        println!("[{adresse}] {ligne}");
        writeln!(stream, "Echo: {ligne}")?;
    }
    Ok(())
}
