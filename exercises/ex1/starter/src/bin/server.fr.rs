//! Le serveur : il répond `Echo: M` à chaque ligne `M` qu'il reçoit.
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
    // 1. Écoutez sur `adresse` avec `TcpListener::bind`.
    //    https://doc.rust-lang.org/std/net/struct.TcpListener.html
    // 2. Acceptez les clients l'un après l'autre, dans une boucle. Un client qui échoue ne doit
    //    pas arrêter le serveur : affichez l'erreur et passez au suivant.
    // 3. Pour chaque client, lisez des lignes avec UN SEUL `BufReader` pour toute la connexion.
    //    https://doc.rust-lang.org/std/io/struct.BufReader.html
    // 4. À chaque ligne, même vide, répondez `Echo: ` suivi de la ligne et de `\n`.
    //    `write_all` envoie tout ; `write` peut n'envoyer que le début.
    //    https://doc.rust-lang.org/std/io/trait.Write.html#method.write_all
    // 5. Zéro octet lu : le client a terminé, c'est au tour du suivant.

    eprintln!("Le serveur reste à écrire (adresse : {adresse}).");
    ExitCode::FAILURE
}
