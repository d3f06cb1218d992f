//! Le serveur : il fait compter par ses workers les nombres premiers de `[A, B)`, additionne leurs
//! réponses et affiche `TOTAL <n>`.
//!
//! Pour le lancer : `cargo run --bin server -- 127.0.0.1:8000 0 10000`.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Les arguments : l'adresse, A et B. Aucun n'est obligatoire.
    let mut arguments = env::args().skip(1);
    let adresse = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let a = arguments.next().unwrap_or_else(|| "0".to_string());
    let b = arguments.next().unwrap_or_else(|| "10000".to_string());

    // À vous de jouer :
    //
    // 1. Convertissez `a` et `b` en entiers, puis découpez `[a, b)` en tâches d'au plus
    //    1 000 entiers.
    //    https://doc.rust-lang.org/std/primitive.str.html#method.parse
    // 2. Écoutez, et donnez à chaque worker qui se connecte son propre thread.
    // 3. À qui dit `READY`, donnez une tâche : `TASK <id> <a> <b>`. Quand vient sa réponse,
    //    `RESULT <id> <n>`, ajoutez `n` au total et donnez-lui la tâche suivante.
    // 4. Les threads doivent partager les tâches et le total. Deux chemins mènent au but :
    //    - un état protégé par un verrou, `Arc<Mutex<…>>`, avec une `Condvar` pour attendre ;
    //      https://doc.rust-lang.org/std/sync/struct.Condvar.html
    //    - un canal : les threads racontent ce qu'ils lisent, un seul thread décide de tout.
    //      https://doc.rust-lang.org/std/sync/mpsc/index.html
    // 5. Un worker s'en va avec une tâche en main ? Elle est à donner à un autre.
    // 6. Toutes les réponses sont là : `DONE` à tous ceux qui ont dit `READY`, puis affichez
    //    `TOTAL <n>` et terminez avec `ExitCode::SUCCESS`.

    eprintln!("Le serveur reste à écrire (adresse : {adresse}, de {a} à {b}).");
    ExitCode::FAILURE
}
