//! Hints.

use super::with_a_run;
use crate::model::Lang;

#[test]
fn hints_say_what_went_wrong_and_what_to_type() {
    let (folder, said) = with_a_run();
    let dir = folder.path().to_str().unwrap();
    let hint = |check: &str, lang| said(&["hint", check, "salon", dir], lang);

    let text = hint("server-answers", Lang::Fr);
    assert_eq!(text, "Le contrôle est réussi : il n’y a rien à faire.\n");

    let text = hint("server-prefix", Lang::Fr);
    assert!(
        text.starts_with("Le client `chatty` a reçu autre chose"),
        "{text}"
    );
    assert!(text.contains("\nIndice 1 sur 2 : "), "{text}");
    let text = hint("server-prefix", Lang::Fr);
    for hint in ["\nIndice 1 sur 2 : ", "\nIndice 2 sur 2 : "] {
        assert!(text.contains(hint), "{text}");
    }
    let end = format!("grader explain server-prefix salon {dir}\n");
    assert!(text.ends_with(&end), "{text}");

    // What was not judged is helped by what it needs, one hint more each time.
    let text = hint("sixteen-silent", Lang::En);
    let begin = "The check `sixteen-silent` was not judged, because it needs `silent-client`:";
    assert!(text.starts_with(begin), "{text}");
    assert!(text.contains("\nHint 1 of 3: "), "{text}");
    let end = format!("\nFor one more: grader hint silent-client salon {dir}\n");
    assert!(text.ends_with(&end), "{text}");
    let text = hint("silent-client", Lang::En);
    for hint in ["\nHint 1 of 3: ", "\nHint 2 of 3: "] {
        assert!(text.contains(hint), "{text}");
    }

    // Who has no program is told that first, and nothing of what the check is about.
    let text = hint("client-connects", Lang::En);
    assert!(
        text.starts_with("No program has a name that fits the role `client`"),
        "{text}"
    );
    assert!(
        text.contains("\nHint 1 of 1: Give a program one of these names"),
        "{text}"
    );
    let end = format!("grader check salon {dir} --only client-connects --seed ");
    assert!(text.contains(&end), "{text}");
}

#[test]
fn words_of_a_hint_in_another_order_are_understood() {
    let (folder, said) = with_a_run();
    let dir = folder.path().to_str().unwrap();
    assert_eq!(
        said(&["hint", "server-prefix", dir], Lang::En),
        format!(
            "error: `{dir}` is not an exercise: the exercise comes first, then the folder\n\
             did you mean `grader hint server-prefix salon {dir}`?\n"
        )
    );
    assert_eq!(
        said(&["explain", "salon", "server-prefix"], Lang::Fr),
        "erreur : `salon` n’est pas un contrôle : le contrôle vient d’abord, puis l’exercice\n\
         vouliez-vous dire `grader explain server-prefix salon` ?\n"
    );
    let text = said(&["hint", "server-prefix", "salom"], Lang::En);
    assert!(text.ends_with("\ndid you mean `salon`?\n"), "{text}");
    let text = said(&["hint", "server-prefix", "echo", dir], Lang::En);
    assert!(
        text.ends_with(&format!("\nfirst type: grader check echo {dir}\n")),
        "{text}"
    );
    let text = said(&["hint"], Lang::En);
    assert!(
        text.contains("\nfor example: grader hint server-prefix\n"),
        "{text}"
    );
}
