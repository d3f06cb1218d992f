//! A teacher's rules, as runs and reports go by them.

use std::fs;

use super::class::Class;
use super::place::{Place, has};
use crate::model::Lang;

#[test]
fn a_batch_whose_marks_are_ruled_says_that_its_own_are_not() {
    let class = Class::of(&["ada"]);
    let note = "These are the marks that were earned";
    assert!(!class.batch("./out").contains(note));
    class.write("ruled/batch.toml", "cap = 6\n");
    assert!(class.batch("./ruled").contains(note));
    // A line that says nothing of a mark needs no note.
    assert!(!class.batch("./ruled").contains(note));
}

#[test]
fn rules_in_another_encoding_are_to_be_saved_again() {
    let place = Place::new(&["ada"]);
    place.write("out/batch.toml", b"# not\xe9\n");
    assert_eq!(
        place.batch(""),
        "error: `@out/batch.toml` cannot be read: it is not text (UTF-8)\nsave it again as UTF-8\n"
    );
}

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

#[test]
fn what_is_late_by_its_name_is_told_where_nobody_says_when_it_was_handed_in() {
    let class = Class::of(&["ada"]);
    class.write("in/zoe_LATE_31_700_server.py", "zoe");
    class.write("in/eve_32_701_server.py", "eve");
    let late = "[late]\ndue = \"2026-01-02 08:00\"\nzone = \"UTC\"\npenalty = 2\n";
    class.write("out/batch.toml", late);
    class.batch("./out");
    let told = |codes: &[&str]| class.grader(&[&["report", "./out"], codes].concat())[1].clone();
    let said = "One of these was late by Canvas’s own deadline, as its name says (`_LATE_`): ";
    let more = "How late, `submitted` in the roster can say.\n";
    assert!(
        told(&[]).contains(&format!("{said}`zoe_31`. {more}")),
        "{}",
        told(&[])
    );
    assert!(told(&["--anonymous"]).contains(&format!("{said}`S-")));
    class.write(
        "r.csv",
        "submission,name,submitted\nzoe_31,Zoe,2026-01-03 08:00\n",
    );
    let words = [
        "batch", "echo", "./in", "--out", "./out", "--roster", "./r.csv",
    ];
    class.grader(&words);
    let told = told(&[]);
    assert!(
        told.contains("Of 2 submissions") && !told.contains("LATE"),
        "{told}"
    );
}

#[test]
fn a_teachers_file_that_is_nearly_named_so_is_told_by_each_run() {
    let place = Place::new(&["ada"]);
    place.write("out/batch.toml.txt", "cap = 6\n");
    place.write("out/Changes.toml", "");
    let said = |file: &str, name: &str| {
        format!(
            "`@out/{file}` is not read: the file must be called `{name}`. If it is meant, rename it.\n"
        )
    };
    let [rules, changes] = [
        said("batch.toml.txt", "batch.toml"),
        said("Changes.toml", "changes.toml"),
    ];
    for told in [
        place.batch(""),
        place.told("report @out"),
        place.told("rejudge @out --out @new"),
    ] {
        for said in [&rules, &changes] {
            assert_eq!(told.matches(&**said).count(), 1, "{told}");
        }
    }
    let told = place.told_in(Lang::Fr, "report @out");
    has(
        &told,
        &["`@out/Changes.toml` n’est pas lu\u{a0}: le fichier doit s’appeler `changes.toml`."],
    );
    place.write("out/batch.toml", "cap = 6\n");
    assert!(!place.told("report @out").contains("batch.toml.txt"));
}
