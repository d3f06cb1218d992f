use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process;

fn main() {
    let adresse = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    println!("*** Client Echo ***");
    println!("Connexion à {adresse}...");
    if let Err(e) = dialoguer(&adresse) {
        println!("\n❌ Erreur : {e}");
        process::exit(1);
    }
    println!("\nÀ bientôt ! 👋");
}

fn dialoguer(adresse: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(adresse)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    println!("✅ Connecté ! (quit pour sortir)");
    let mut message = String::new();
    loop {
        print!("> ");
        io::stdout().flush()?;
        message.clear();
        if io::stdin().read_line(&mut message)? == 0 || message.trim() == "quit" {
            return Ok(());
        }
        let message = message.trim_end_matches('\n');
        stream.write_all(format!("{message}\n").as_bytes())?;
        let mut reponse = String::new();
        if reader.read_line(&mut reponse)? == 0 {
            return Err(io::Error::other("le serveur a fermé la connexion"));
        }
        println!("Réponse : {}", reponse.trim_end_matches('\n'));
    }
}
