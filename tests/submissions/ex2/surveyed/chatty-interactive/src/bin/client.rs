use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::exit;

fn main() {
    let mut stream = match TcpStream::connect("127.0.0.1:7878") {
        Ok(stream) => stream,
        Err(e) => {
            println!("❌ Serveur injoignable : {e}");
            exit(1);
        }
    };
    let mut lecteur = BufReader::new(stream.try_clone().expect("clone"));
    println!("✅ Connecté. Tapez /quit pour partir.");

    loop {
        print!("\x1b[36mvous>\x1b[0m ");
        io::stdout().flush().unwrap();
        let mut message = String::new();
        let lus = io::stdin().read_line(&mut message).unwrap();
        let message = message.trim_end();
        if lus == 0 || message == "/quit" {
            println!("Au revoir !");
            return;
        }

        let mut reponse = String::new();
        let recu = writeln!(stream, "{message}").and_then(|()| lecteur.read_line(&mut reponse));
        match recu {
            Ok(n) if n > 0 => println!("\x1b[35mserveur>\x1b[0m {}", reponse.trim_end()),
            _ => {
                println!("❌ Connexion perdue");
                exit(1);
            }
        }
    }
}
