//! Which submissions are graded: choices and shares.

use super::class::Class;
use super::place::{Place, has};
use crate::model::Lang;

#[test]
fn a_choice_is_by_name_or_number_and_namesakes_are_named() {
    let of = |id| format!("Marie_{id}_assignsubmission_file");
    let place = Place::new(&[&of(21), &of(22), "Le\u{301}a_7_assignsubmission_file"]);
    let told = place.batch("--only Marie");
    has(
        &told,
        &["is named `Marie`\ndid you mean `Marie (21)`, `Marie (22)`?"],
    );
    // Nothing has begun that could be interrupted.
    assert!(!place.path("out").exists());
    let told = place.batch("--only L\u{e9}aa");
    has(&told, &["did you mean `L\u{e9}a`?"]);
    let told = place.batch("--only nobody-at-all");
    has(
        &told,
        &["give the name of its folder or archive, or its student’s name, id, number or address"],
    );
    for only in ["22", "7", "L\u{e9}a", &of(21)] {
        has(
            &place.batch(&format!("--only {only}")),
            &["One submission has its result."],
        );
    }
}

#[test]
fn a_pair_is_chosen_by_the_number_in_the_name() {
    let pair = "Marie_21_assignsubmission_file";
    let place = Place::new(&[pair, "Zoe_7_assignsubmission_file"]);
    place.write(
        "r.csv",
        format!("submission,name\n{pair},Marie\n{pair},Max\n"),
    );
    let told = place.batch("--roster @r.csv --only 21");
    has(&told, &["One submission has its result."]);
}

#[test]
fn a_part_of_a_name_tells_who_may_be_meant() {
    let place = Place::new(&["tp-1", "tp-2", "tp-3"]);
    let roster = "submission,name\ntp-1,Léa Dupont\ntp-2,Léa Roy\ntp-3,Lia\n";
    place.write("r.csv", roster);
    for (name, meant) in [
        ("Léa", "`Léa Dupont`, `Léa Roy`"),
        ("roy", "`Léa Roy`"),
        ("Lio", "`Lia`"),
    ] {
        let told = place.batch(&format!("--roster @r.csv --only {name}"));
        let said = format!("did you mean {meant}?");
        assert!(told.contains(&said), "{told}");
    }
}

/// Ada has handed in something, Zoe nothing, and what Bob has is not there.
pub(super) fn with_a_roster() -> Place {
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
fn a_submission_is_chosen_by_an_address() {
    let class = Class::of(&["ada", "bob"]);
    class.write(
        "r.csv",
        "submission,name,email\nada,Ada,Ada@uni.fr\nbob,Bob,bob@uni.fr\n",
    );
    let words = ["batch", "echo", "./in", "--out", "./out", "--roster"];
    let chosen = ["./r.csv", "--only", "ada@UNI.fr"];
    let [told, _] = class.grader(&[&words[..], &chosen].concat());
    assert!(told.contains("8/20  ada  "), "{told}");
    assert!(!told.contains("bob"), "{told}");
}

/// As `docs/batch.md` tells it.
#[test]
fn which_of_two_submissions_counts_is_said_by_the_folder() {
    let class = Class::of(&["zoe-1", "zoe-2"]);
    let words = ["batch", "echo", "./in", "--out", "./out", "--names"];
    let batch = || {
        class
            .grader(&[&words[..], &["(?<name>[a-z]+).*"]].concat())
            .concat()
    };
    assert!(batch().contains("Several submissions of zoe"));
    let change = "[[change]]\nof = \"zoe\"\nmark = 4\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    let told = || class.grader(&["report", "./out"]);
    assert!(told()[1].contains("may mean several"));
    class.remove("zoe-1");
    assert!(batch().contains("and unchanged: 1"));
    assert_eq!(told()[0], "     4/20  zoe\n");
    // A change has to say why.
    let unsaid = change.replace("reason = \"oral\"\n", "");
    class.write("out/changes.toml", &unsaid);
    assert!(told()[1].contains("`reason` is missing"));
}
