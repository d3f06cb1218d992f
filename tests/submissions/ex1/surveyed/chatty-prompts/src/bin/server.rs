use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static CLIENTS: AtomicUsize = AtomicUsize::new(0);

fn main() -> io::Result<()> {
    let adresse = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&adresse)?;
    println!("=====================================");
    println!("   🖥️  SERVEUR ECHO v1.0             ");
    println!("=====================================");
    println!("🟢 En écoute sur {adresse}");

    loop {
        match listener.accept() {
            Ok((stream, addr)) => {
                let n = CLIENTS.fetch_add(1, Ordering::Relaxed) + 1;
                println!("➕ Nouveau client {addr} ({n} connecté(s))");
                thread::spawn(move || {
                    match gerer_client(stream, addr) {
                        Ok(total) => println!("👋 {addr} est parti après {total} message(s)"),
                        Err(e) => println!("❌ {addr} : {e}"),
                    }
                    CLIENTS.fetch_sub(1, Ordering::Relaxed);
                });
            }
            Err(e) => println!("❌ Connexion ratée : {e}"),
        }
    }
}

fn gerer_client(mut stream: TcpStream, addr: SocketAddr) -> io::Result<usize> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut ligne = Vec::new();
    let mut total = 0;
    while reader.read_until(b'\n', &mut ligne)? != 0 {
        let message = String::from_utf8_lossy(&ligne);
        let message = message.trim_end_matches(['\r', '\n']);
        total += 1;
        println!("📨 [{addr}] #{total} : {message:?}");
        let reponse = format!("Echo: {message}\n");
        stream.write_all(reponse.as_bytes())?;
        println!("📤 [{addr}] {} octets renvoyés", reponse.len());
        ligne.clear();
    }
    Ok(total)
}
