//! What a batch or a report is asked, and its teacher's files say, and what is told where that cannot be meant.

use std::fs;

use super::batches::{Place, has};
use crate::model::Lang;

#[test]
fn a_full_mark_that_no_step_leads_to_is_told_once() {
    let place = Place::new(&["ada"]);
    let said = "`batch.toml`: 20 is no multiple of `step = 3`, so that the highest mark is 18.";
    place.write("out/batch.toml", "step = 3\n");
    for told in [
        place.batch(""),
        place.told("report @out"),
        place.told("rejudge @out --out @new"),
    ] {
        assert_eq!(told.matches(said).count(), 1, "{told}");
    }
    place.write("out/batch.toml", "step = 0.3\ncap = 16\n");
    let told = place.told_in(Lang::Fr, "report @out");
    has(
        &told,
        &["16 n’est pas un multiple de `step = 0.3`, si bien que la note la plus haute est 15,9."],
    );
    place.write("out/batch.toml", "step = 0.5\n");
    for told in [place.batch(""), place.told("report @out")] {
        assert!(!told.contains("multiple"), "{told}");
    }
}

#[test]
fn results_are_for_a_folder_that_is_one() {
    let place = Place::new(&["ada"]);
    place.write("file", "");
    place.batch("");
    for words in [
        "batch echo @in --out @file",
        "batch echo @in --out @file/more",
        "rejudge @out --out @file",
    ] {
        let said =
            "error: `@file` is not a folder\ngive the folder that holds it, or another name\n";
        assert_eq!(place.told(words), said, "{words}");
    }
}

#[test]
fn results_are_no_submissions() {
    let place = Place::new(&["ada"]);
    place.batch("");
    for given in ["out", "out/results"] {
        for out in ["out", "more"] {
            let told = place.told(&format!("batch echo @{given} --out @{out}"));
            let said = format!(
                "error: `@{given}` holds the results of a `grader batch`, and no submissions\n\
                 give the folder that holds a folder or an archive for each\n"
            );
            assert_eq!(told, said);
        }
    }
}

#[test]
fn the_folder_of_a_batch_is_found_where_another_one_is_given() {
    let place = Place::new(&["ada"]);
    place.write("file", "");
    place.batch("");
    let remedy = "give the folder that was given as `--out` to `grader batch`\n";
    for (given, wrong, meant) in [
        (
            "@out/results",
            "`@out/results` is not the folder of a batch",
            "did you mean `@out`?\n",
        ),
        (
            "@out/batch.json",
            "`@out/batch.json` is not a folder",
            "did you mean `@out`?\n",
        ),
        (
            "@.",
            "`@.` is not the folder of a batch",
            "did you mean `@./out`?\n",
        ),
        (
            "@ouf",
            "the folder `@ouf` does not exist",
            "did you mean `@out`?\n",
        ),
        ("@in", "`@in` is not the folder of a batch", ""),
        ("@file", "`@file` is not a folder", ""),
        (
            "@nowhere/at/all",
            "the folder `@nowhere/at/all` does not exist",
            "",
        ),
    ] {
        let said = format!("error: {wrong}\n{remedy}{meant}");
        for words in [
            format!("report {given}"),
            format!("report @out --against {given}"),
        ] {
            assert_eq!(place.told(&words), said, "{words}");
        }
    }
    // Several may be meant.
    place.told("batch echo @in --out @more");
    has(
        &place.told("report @."),
        &["did you mean `@./more`, `@./out`?\n"],
    );
    fs::remove_dir_all(place.path("more")).unwrap();
    has(
        &place.told("rejudge @ouf --out @new"),
        &["did you mean `@out`?\n"],
    );
}

/// Ada has handed in something, Zoe nothing, and what Bob has is not there.
fn with_a_roster() -> Place {
    let place = Place::new(&["ada"]);
    let roster = "submission,name,id\nada,Ada Lovelace,1\n,Zoé Quinn,2\ntp-bob,Bob Marley,3\n";
    place.write("r.csv", roster);
    place
}

#[test]
fn who_has_handed_in_nothing_is_known_by_the_roster() {
    let place = with_a_roster();
    let nothing = "has handed in nothing: the roster has no submission for this name, and there is none in `@in`\n\
                   if one comes after all, put it into that folder, and its name into the roster\n";
    for (name, said) in [
        ("2", format!("error: `2` {nothing}")),
        (
            "3",
            "error: the roster tells of a submission of `3`, and it is not in `@in`\n\
             put it there, or give the roster its right name\n"
                .to_owned(),
        ),
        (
            "Quin",
            "error: no submission in `@in` is named `Quin`\ndid you mean `Zoé Quinn`?\n".to_owned(),
        ),
        (
            "Marley",
            "error: no submission in `@in` is named `Marley`\ndid you mean `Bob Marley`?\n"
                .to_owned(),
        ),
    ] {
        let told = place.batch(&format!("--roster @r.csv --only {name}"));
        assert_eq!(told, said);
    }
}

#[test]
fn an_entry_about_one_who_has_handed_in_nothing_says_so() {
    let place = with_a_roster();
    place.batch("--roster @r.csv");
    let change = |of: &str| format!("[[change]]\nof = \"{of}\"\nmark = 12\nreason = \"oral\"\n");
    place.write(
        "out/changes.toml",
        change("Zoe\u{301} Quinn") + &change("3") + &change("Zoé Quin"),
    );
    place.write("out/batch.toml", "[[extra]]\nof = \"2\"\ntime = \"1h\"\n");
    let told = place.told("report @out");
    let nothing = "is in the roster, and has no submission; this entry counts for nobody until there is one\n";
    for (file, of) in [
        ("changes", "Zoe\u{301} Quinn"),
        ("changes", "3"),
        ("batch", "2"),
    ] {
        has(&told, &[&format!("`{file}.toml`: `{of}` {nothing}")]);
    }
    has(
        &told,
        &[
            "no submission is that of `Zoé Quin`; this entry counts for nobody. Did you mean `Zoé Quinn`?\n",
        ],
    );
    let told = place.told("report @out --anonymous");
    has(
        &told,
        &["`changes.toml`, line 2: whom this entry names is in the roster, and has no submission;"],
    );
    assert!(!told.contains("Quin"), "{told}");
}

#[test]
fn a_share_that_there_is_not_is_told_with_the_form_of_one() {
    let place = Place::new(&["ada"]);
    for word in ["4/3", "0/3", "a/b", "3", "3/", "70000/70001"] {
        let told = place.batch(&format!("--shard {word}"));
        let said = format!(
            "error: `{word}` is not a value for `--shard <N/ALL>`\n\
             a share is written N/ALL, with an N from 1 to ALL: 3/16 is the third of sixteen\n\
             for help: grader batch --help\n"
        );
        assert_eq!(told, said);
    }
    let told = place.told_in(Lang::Fr, "batch echo @in --out @out --shard 4/3");
    has(
        &told,
        &["\nune part s’écrit N/TOUT, avec N de 1 à TOUT\u{a0}: 3/16"],
    );
}

#[test]
fn who_was_late_reads_when_it_was_due_for_this_one() {
    let place = Place::new(&["ada"]);
    place.write(
        "r.csv",
        "submission,name,submitted\nada,Ada,2026-03-29 00:30\n",
    );
    place.write(
        "out/batch.toml",
        "[late]\ndue = \"2026-03-27 23:59\"\nzone = \"Europe/Paris\"\npenalty = 1\n\
         [[extra]]\nof = \"Ada\"\ntime = \"24h\"\n",
    );
    place.batch("--roster @r.csv");
    place.told("report @out --format feedback");
    let page = fs::read_to_string(place.path("out/feedback/ada/feedback.html")).unwrap();
    let due = "Handed in 31 min late: −1. It was due on 2026-03-28 23:59 (Europe/Paris), with 24 h of extra time.";
    has(&page, &[due]);
    has(&place.told("report @out --format json"), &[due]);
    let anonymous = place.told("report @out --format json --anonymous");
    has(&anonymous, &["Handed in late: −1."]);
    assert!(!anonymous.contains("2026-03-2"), "{anonymous}");
}

#[test]
fn what_is_wrong_in_a_teachers_file_is_drawn_in_the_users_language() {
    let place = Place::new(&["ada"]);
    place.batch("");
    let drawn = |file: &str, text: &str, lang| {
        place.write(&format!("out/{file}"), text);
        let told = place.told_in(lang, "report @out");
        fs::remove_file(place.path("out").join(file)).unwrap();
        told
    };
    let rules = "cap = \"16\"\nround = 3\nplafond = 3\n[late]\nzone = \"Mars\"\npenalti = 1\n";
    for (file, text, lang, expected) in [
        (
            "batch.toml",
            "round = \"down\n",
            Lang::Fr,
            &[
                "erreur\u{a0}: il manque ici `\"`\n",
                "@out/batch.toml:1:14\n",
                "1 | round = \"down\n",
            ][..],
        ),
        (
            "batch.toml",
            rules,
            Lang::Fr,
            &[
                "erreur\u{a0}: `cap` doit être un nombre de 0 à 20, avec deux décimales au plus\n",
                "erreur\u{a0}: `round` doit être `\"down\"`, `\"nearest\"` ou `\"up\"`\n",
                "erreur\u{a0}: clé inconnue `plafond`\n",
                "= aide\u{a0}: les clés sont ici\u{a0}: scale, step, round, cap, late, extra, overlay\n",
                "erreur\u{a0}: il manque `due`\n",
                "erreur\u{a0}: `zone` doit être un fuseau horaire comme \"Europe/Paris\"\n",
                "erreur\u{a0}: clé inconnue `penalti`\n",
                "= aide\u{a0}: vouliez-vous dire `penalty`\u{202f}?\n",
                "@out/batch.toml:5:8\n",
            ],
        ),
        (
            "batch.toml",
            rules,
            Lang::En,
            &[
                "error: `round` must be `\"down\"`, `\"nearest\"` or `\"up\"`\n",
                "= help: did you mean `penalty`?",
            ],
        ),
        (
            "changes.toml",
            "[[change]]\nof = \"ada\"\nmark = 12\nmark = 13\nreason = \"oral\"\n",
            Lang::Fr,
            &[
                "erreur\u{a0}: `mark` est déjà écrit plus haut\n",
                "4 | mark = 13\n  | ^^^^",
            ],
        ),
        (
            "changes.toml",
            "[[change]]\nof = \"ada\"\nmark = 25\nreason = oral\n",
            Lang::Fr,
            &[
                "erreur\u{a0}: ce n’est pas une valeur\u{a0}: un texte s’écrit entre guillemets droits",
            ],
        ),
        (
            "changes.toml",
            "[[change]]\nof = \"ada\"\nmark = 25\nreason = \"oral\"\n",
            Lang::En,
            &["= help: they are out of 20: `out_of` above the first [[change]] says otherwise"],
        ),
        (
            "changes.toml",
            "[[change]]\nof = \"ada\"\nmark = 012\nreason = \"oral\"\n",
            Lang::Fr,
            &["erreur\u{a0}: ce n’est pas du TOML (unexpected leading zero"],
        ),
    ] {
        let told = drawn(file, text, lang);
        has(&told, expected);
        let word = if lang == Lang::Fr { "erreur" } else { "error" };
        assert!(told.starts_with(word), "{told}");
    }
}
