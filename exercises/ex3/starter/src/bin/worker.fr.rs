//! Le worker : il se dit prêt, compte les nombres premiers qu'on lui demande, et s'arrête quand on
//! le lui dit.
//!
//! Pour le lancer : `cargo run --bin worker`, une fois le serveur lancé dans un autre terminal.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // L'adresse du serveur est le premier argument ; sans argument, c'est celle-ci.
    let adresse = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());

    // À vous de jouer :
    //
    // 1. Connectez-vous à `adresse`. Si personne ne répond, dites-le sur la sortie d'erreur
    //    (`eprintln!`) et renvoyez `ExitCode::FAILURE`.
    //    https://doc.rust-lang.org/std/net/struct.TcpStream.html
    // 2. Envoyez `READY\n`, une seule fois.
    // 3. Lisez ligne par ligne ; `split_whitespace` sépare les mots d'une ligne.
    //    https://doc.rust-lang.org/std/primitive.str.html#method.split_whitespace
    //    - `TASK <id> <a> <b>` : comptez les nombres premiers n tels que a <= n < b, et répondez
    //      `RESULT <id> <n>`, avec l'identifiant que vous avez reçu ;
    //    - `DONE` : c'est fini, renvoyez `ExitCode::SUCCESS`.
    // 4. Zéro octet lu avant `DONE` : le serveur est parti. Dites-le et renvoyez
    //    `ExitCode::FAILURE`.
    //
    // Un nombre premier est plus grand que 1 et n'a pas de diviseur entre 2 et sa racine carrée.

    eprintln!("Le worker reste à écrire (adresse du serveur : {adresse}).");
    ExitCode::FAILURE
}
