//! Files of a school's systems, filled in.

use std::fs;

use super::batches::{Place, has};

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
