//! Le serveur : il répond `Echo: M` à chaque ligne `M`, et sert tous ses clients en même temps.
//!
//! Pour le lancer : `cargo run --bin server`, ou `cargo run --bin server -- 127.0.0.1:9000`.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // L'adresse est le premier argument ; sans argument, c'est celle-ci.
    let adresse = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());

    // À vous de jouer :
    //
    // 1. Partez du serveur de l'exercice 1 et mettez le service d'UN client dans une fonction.
    // 2. Donnez à chaque client qui arrive son propre thread, puis revenez tout
    //    de suite attendre le suivant. `thread::spawn` prend une fermeture : `move || …`.
    //    https://doc.rust-lang.org/std/thread/fn.spawn.html
    // 3. N'attendez pas la fin du thread (`join`) dans la boucle qui accepte : le serveur ne
    //    servirait à nouveau qu'un client à la fois.
    // 4. Quand un client s'en va, quelle qu'en soit la manière, sa fonction se termine, et son
    //    thread et sa connexion avec elle. Les autres clients ne remarquent rien.

    eprintln!("Le serveur reste à écrire (adresse : {adresse}).");
    ExitCode::FAILURE
}
