//! Words that are not understood, and help.

use clap::CommandFactory;
use unicode_width::UnicodeWidthStr;

use super::{settings, stages, told, with_settings};
use crate::cli::{ExitStatus, Settings};
use crate::explain::sample;
use crate::model::Lang;

#[test]
fn mistakes_are_told_in_the_language_and_end_with_two() {
    let cases = [
        (
            &["chek"][..],
            "erreur : il n’y a pas de commande `chek`\nvouliez-vous dire `check` ?\n",
        ),
        (
            &["check", "echo", "--sed", "1"],
            "erreur : `--sed` n’est pas une option connue ici\nvouliez-vous dire `--seed` ?\n",
        ),
        (
            &["check", "echo", "a", "b"],
            "erreur : `b` est de trop\nl’aide est là : grader check --help\n",
        ),
        (
            &["check"],
            "erreur : il manque <EXERCICE>\nnommez un exercice ; pour en voir la liste : grader list\npar exemple : grader check ",
        ),
        (
            &["start", "salon"],
            "erreur : il manque <DOSSIER>\npar exemple : grader start salon mon-salon\nl’aide est là : grader start --help\n",
        ),
        (
            &["start", "mon salon", "salon"],
            "erreur : `mon salon` n’est pas un exercice : l’exercice vient d’abord, puis le dossier\nvouliez-vous dire `grader start salon 'mon salon'` ?\n",
        ),
        (
            &["batch", "--at-a-time", "2", "echo"],
            "erreur : il manque : --out <DOSSIER>, <RENDUS>\npar exemple : grader batch --at-a-time 2 echo rendus --out resultats\n",
        ),
        (
            &["hint"],
            "erreur : il manque <CONTRÔLE>\npar exemple : grader hint server-answers\n",
        ),
        (
            &["report"],
            "erreur : il manque <DOSSIER>\npar exemple : grader report resultats\n",
        ),
        (
            &["check", "/", "--only", "x"],
            "erreur : `/` n’est pas un exercice : l’exercice vient d’abord, puis le dossier\npar exemple : grader check echo /\nexercices : `echo`, `salon`\n",
        ),
        (
            &["/"],
            "erreur : `/` est un dossier, pas une commande\npar exemple : grader check echo /\nexercices : `echo`, `salon`\n",
        ),
        (
            &["SALON", "mien", "--only", "x"],
            "erreur : `salon` est un exercice, pas une commande\npour noter un dossier, par défaut le dossier courant : grader check salon mien\n",
        ),
        (
            &["show", "ECHO"],
            "erreur : il n’y a pas d’exercice `ECHO`\nvouliez-vous dire `echo` ?\n",
        ),
        (
            &["check", "echo", "--only", "x,y"],
            "erreur : l’exercice `echo` n’a pas de contrôle `x`\n",
        ),
        (
            &["check", "echo", "--report", "junit=/no/such/x.xml"],
            "erreur : aucun rapport ne peut être écrit dans `/no/such/x.xml` : le dossier `/no/such` n’existe pas\ncréez-le d’abord : mkdir -p /no/such\n",
        ),
        (
            &["check", "echo", "--report", "junit=/"],
            "erreur : aucun rapport ne peut être écrit dans `/` : c’est un dossier\n",
        ),
        (
            &["check", "echo", "--report", "json=/dev/null/report.json"],
            "erreur : aucun rapport ne peut être écrit dans `/dev/null/report.json` : une partie du chemin n’est pas un dossier\n",
        ),
        (
            &["salon", "mon rendu"],
            "erreur : `salon` est un exercice, pas une commande\npour noter un dossier, par défaut le dossier courant : grader check salon 'mon rendu'\npour le commencer dans un dossier nouveau : grader start salon mon-salon\n",
        ),
        (
            &["check", "echo", "--format", "xml"],
            "erreur : `xml` ne convient pas pour `--format <FORME>`\nvaleurs possibles : text, json, junit,",
        ),
        (
            &["check", "echo", "--report", "junit"],
            "erreur : `junit` ne convient pas pour `--report <FORME=FICHIER>`\nun rapport s’écrit FORME=FICHIER, et les formes sont : text, json,",
        ),
        (
            &["check", "echo", "--report", "artemi=x"],
            "erreur : `artemi=x` ne convient pas pour",
        ),
        (
            &["check", "echo", "--min-mark", "20,5"],
            "erreur : la note 20,5 ne peut pas être atteinte : le barème s’arrête à 20\ndemandez 20 au plus\n",
        ),
        (
            &["check", "echo", "--report", "classroom50=result.json"],
            "erreur : la forme `classroom50` doit dire de qui est le rendu, et les variables COMMIT_URL, RELEASE_URL ne sont pas définies\n",
        ),
        (
            &["show", "echoo"],
            "erreur : il n’y a pas d’exercice `echoo`\nvouliez-vous dire `echo` ?\n",
        ),
        (
            &["check", "salon", "/no/such"],
            "erreur : le dossier `/no/such` n’existe pas\n",
        ),
        (
            &["check", "echo", "/dev/null"],
            "erreur : `/dev/null` n’est pas un dossier\n",
        ),
        (
            &["check", "echo", "--only", "x"],
            "erreur : l’exercice `echo` n’a pas de contrôle `x`\n",
        ),
        (
            &["list", "--exercises", "yours"],
            "erreur : aucun exercice dans `yours`\nun exercice est un dossier qui contient `exercise.toml`\n",
        ),
    ];
    for (words, expected) in cases {
        let (text, status) = told(words, Lang::Fr);
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(status, ExitStatus::Usage, "{text}");
    }
    let (text, _) = told(&["--lang", "en", "chek"], Lang::Fr);
    assert_eq!(
        text,
        "error: there is no command `chek`\ndid you mean `check`?\n"
    );
}

#[test]
fn help_is_in_the_language() {
    for words in [
        &["--help"][..],
        &["check", "--help"],
        &["start", "-h"],
        &["list", "-h"],
        &["show", "-h"],
        &["verify", "-h"],
        &["batch", "-h"],
        &["report", "-h"],
        &["rejudge", "-h"],
        &["watch", "-h"],
        &["completions", "-h"],
        &["man", "-h"],
    ] {
        let (french, status) = told(words, Lang::Fr);
        assert_eq!(status, ExitStatus::Earned);
        assert!(
            french.contains("Utilisation\u{a0}:") && french.contains("Options\u{a0}:"),
            "{french}"
        );
        let (english, _) = told(words, Lang::En);
        assert!(
            english.contains("Usage:") && english.contains("Options:"),
            "{english}"
        );
        for word in ["Usage", "Print", "default", "possible values"] {
            assert!(!french.contains(word), "{french}");
        }
    }
}

#[test]
fn what_help_adds_fits_a_narrow_terminal() {
    let stages = stages(|_| Ok(sample::mixed()));
    for lang in [Lang::Fr, Lang::En] {
        let settings = Settings {
            width: Some(40),
            ..settings(lang)
        };
        for words in [&["--help"][..], &["watch", "--help"]] {
            let (text, ..) = with_settings(words, &settings, &stages);
            let begin = ["To begin", "Pour commencer", "Keys,", "Touches,"];
            let begin = begin.iter().find_map(|begin| text.find(begin)).unwrap();
            for line in text[begin..].lines() {
                assert!(line.width() <= 40, "{words:?}: {line}");
            }
        }
        let (text, ..) = with_settings(&["--help"], &settings, &stages);
        assert!(text.contains("\n  grader list\n      "), "{text}");
    }
}

#[test]
fn help_is_a_command_too() {
    for (words, same) in [
        (&["help"][..], &["--help"][..]),
        (&["--lang", "fr", "help"], &["--help", "--lang", "fr"]),
        (&["help", "check"], &["check", "--help"]),
    ] {
        assert_eq!(told(words, Lang::En), told(same, Lang::En));
        assert_eq!(told(words, Lang::En).1, ExitStatus::Earned);
    }
    let (text, status) = told(&["help", "chek"], Lang::En);
    assert!(text.ends_with("\ndid you mean `check`?\n"), "{text}");
    assert_eq!(status, ExitStatus::Usage);
}

#[test]
fn every_word_that_may_be_missing_has_an_example() {
    let catalog = crate::cli::Catalog::new(Lang::Fr);
    let mut words = 0;
    for command in crate::cli::Arguments::command().get_subcommands() {
        for arg in command.get_arguments().filter(|arg| arg.is_required_set()) {
            let id = format!("cli-example-{}", arg.get_id());
            assert!(catalog.has(&id), "there is no message `{id}`");
            words += 1;
        }
    }
    assert!(words > 10);
}
