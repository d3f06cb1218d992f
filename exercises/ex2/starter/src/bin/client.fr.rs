//! Le client : il envoie chaque ligne de son entrée standard et affiche chaque réponse.
//!
//! Pour le lancer : `cargo run --bin client`, une fois le serveur lancé dans un autre terminal.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // L'adresse du serveur est le premier argument ; sans argument, c'est celle-ci.
    let adresse = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());

    // À vous de jouer (le client de l'exercice 1 convient tel quel) :
    //
    // 1. Connectez-vous à `adresse` avec `TcpStream::connect`. Si personne ne répond, dites-le
    //    sur la sortie d'erreur (`eprintln!`) et renvoyez `ExitCode::FAILURE`.
    //    https://doc.rust-lang.org/std/net/struct.TcpStream.html
    // 2. Lisez l'entrée standard ligne par ligne.
    //    https://doc.rust-lang.org/std/io/struct.Stdin.html#method.lines
    // 3. Envoyez chaque ligne suivie de `\n`, attendez la réponse, affichez-la, puis seulement
    //    passez à la ligne suivante.
    // 4. Si le serveur s'en va au lieu de répondre, dites-le et renvoyez `ExitCode::FAILURE`.
    // 5. À la fin de l'entrée, tout s'est bien passé : renvoyez `ExitCode::SUCCESS`.

    eprintln!("Le client reste à écrire (adresse du serveur : {adresse}).");
    ExitCode::FAILURE
}
