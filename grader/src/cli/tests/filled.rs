//! What goes back into a school's systems: feedback, and their files, filled in.

use std::fs;

use super::class::Class;
use super::place::{Place, has};
use crate::explain::sample;

#[test]
fn feedback_that_not_all_of_its_students_get_is_told() {
    let class = Class::of(&["pair", "bob"]);
    class.write("r.csv", "submission,name\npair,Ada\npair,Eve\nbob,Bob\n");
    let words = ["batch", "echo", "./in", "--out", "./out"];
    class.grader(&[&words[..], &["--roster", "./r.csv"]].concat());
    let told = class.report(&["./out", "--format", "feedback"]);
    let said = "One folder is of several students (`pair`): Moodle gives";
    assert!(told.contains(said), "{told}");
    assert!(
        told.contains("a group’s folder has the number of the group"),
        "{told}"
    );
}

#[test]
fn a_mark_that_does_not_count_leaves_the_line_as_it_was() {
    let class = Class::of(&["ada", "bob"]);
    class.write(
        "sheet.csv",
        "Identifier,Full name,Grade,Maximum Grade\nParticipant 1,ada,,20\nParticipant 2,bob,5,20\n",
    );
    let grader = |words: &[&str]| class.run(words, || sample::report(vec![sample::wrong_prefix()]));
    grader(&["batch", "echo", "./in", "--out", "./out"]);
    let change = "out_of = 10\n[[change]]\nof = \"ada\"\nmark = 7\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    let fill = [
        "report",
        "./out",
        "--format",
        "moodle",
        "--fill",
        "./sheet.csv",
        "--out",
        "./full.csv",
    ];
    let [said, told] = grader(&fill);
    assert!(told.contains("it does not count"), "{told}");
    assert!(said.contains("ada: no mark that counts"), "{said}");
    let replaced = "full.csv, one of them in place of another mark\n  In place of another mark: `bob` (5 → 0)\n";
    assert!(said.contains(replaced), "{said}");
    let filled = fs::read_to_string(class.path("full.csv")).unwrap();
    assert!(filled.contains("Participant 1,ada,,"), "{filled}");
    assert!(filled.contains("Participant 2,bob,0"), "{filled}");
}

#[test]
fn why_a_line_stays_without_a_mark_is_told() {
    let class = Class::of(&["ada"]);
    class.write("in/eve.rar", "Rar!");
    class.write(
        "sheet.csv",
        "Identifier,Full name,Grade,Maximum Grade\nParticipant 1,ada,,10\nParticipant 2,eve,,10\n",
    );
    class.batch("./out");
    let fill = [
        "./out",
        "--format",
        "moodle",
        "--fill",
        "./sheet.csv",
        "--out",
        "./full.csv",
    ];
    let said = class.grader(&[&["report"], &fill[..]].concat()).concat();
    assert!(
        said.contains("eve: the work was refused, and has no mark"),
        "{said}"
    );
    assert!(said.contains("ada: the mark is provisional"), "{said}");
}

#[test]
fn where_moodle_hides_names_students_are_their_numbers() {
    let place = Place::new(&[
        "Participant_1201_assignsubmission_file",
        "Participant_1202_assignsubmission_file",
    ]);
    let told = place.batch("");
    assert!(!told.contains("Several submissions"), "{told}");
    let change = |of: &str| format!("[[change]]\nof = \"{of}\"\nmark = 12\nreason = \"oral\"\n");
    place.write(
        "out/changes.toml",
        change("Participant (1201)") + &change("1202"),
    );
    has(
        &place.told("report @out"),
        &["12/20  Participant (1201)\n", "12/20  Participant (1202)\n"],
    );
    // Its worksheet has a column of names then, or none.
    for (head, names) in [
        (
            "Identifier,Full name",
            ["Participant 1201,Participant 1201", "Participant 1202,"],
        ),
        ("Identifier", ["Participant 1201", "Participant 1202"]),
    ] {
        let sheet = |mark: &str| {
            let lines = names.map(|name| format!("{name},{mark},20.00\n"));
            format!("{head},Grade,Maximum Grade\n{}", lines.concat())
        };
        place.write("sheet.csv", sheet(""));
        let told = place.told("report @out --format moodle --fill @sheet.csv --out @marks.csv");
        has(&told, &["2 marks written"]);
        let marks = fs::read_to_string(place.path("marks.csv")).unwrap();
        assert_eq!(marks, sheet("12"));
    }
    // A roster may give them names, and disagrees with nobody.
    place.write("r.csv", "submission,name\n1201,Léa Dupont\n1202,Zoé Roy\n");
    let told = place.batch("--roster @r.csv");
    has(&told, &["With their submission: 2."]);
    assert!(!told.contains("disagree"), "{told}");
    let told = place.told("report @out --format moodle --fill @sheet.csv --out @marks.csv");
    has(&told, &["One mark written", "Participant (1201)"]);
}
