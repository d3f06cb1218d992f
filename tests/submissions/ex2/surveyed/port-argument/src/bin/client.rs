use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() {
    let args: Vec<String> = env::args().collect();
    let port = if args.len() > 1 {
        args[1].parse::<u16>().expect("Usage : client <port>")
    } else {
        8000
    };
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("Serveur injoignable");
    let mut lecteur = BufReader::new(stream.try_clone().unwrap());

    let mut ligne = String::new();
    loop {
        ligne.clear();
        if io::stdin().read_line(&mut ligne).unwrap() == 0 {
            break;
        }
        stream.write_all(ligne.as_bytes()).expect("Connexion perdue");
        let mut reponse = String::new();
        if lecteur.read_line(&mut reponse).expect("Connexion perdue") == 0 {
            panic!("Le serveur a fermé la connexion");
        }
        print!("{}", reponse);
    }
}
