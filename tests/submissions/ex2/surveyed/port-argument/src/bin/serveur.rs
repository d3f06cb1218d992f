use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let args: Vec<String> = env::args().collect();
    let port = if args.len() > 1 {
        args[1].parse::<u16>().expect("Usage : serveur <port>")
    } else {
        8000
    };

    let listener = TcpListener::bind(("127.0.0.1", port)).expect("Impossible d'ouvrir le port");
    let compteur = Arc::new(Mutex::new(0));
    println!("Serveur démarré sur le port {}", port);

    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                let compteur = Arc::clone(&compteur);
                thread::spawn(move || {
                    *compteur.lock().unwrap() += 1;
                    println!("Clients connectés : {}", compteur.lock().unwrap());
                    gerer_client(stream);
                    *compteur.lock().unwrap() -= 1;
                });
            }
            Err(e) => eprintln!("Erreur : {}", e),
        }
    }
}

fn gerer_client(stream: TcpStream) {
    let mut sortie = stream.try_clone().expect("clone");
    let lecteur = BufReader::new(stream);
    for ligne in lecteur.lines() {
        let ligne = match ligne {
            Ok(ligne) => ligne,
            Err(_) => break,
        };
        if sortie.write_all(format!("Echo: {}\n", ligne).as_bytes()).is_err() {
            break;
        }
    }
}
