//! Whose row a mark goes into.

use super::*;

#[test]
fn a_namesakes_row_stays_as_it_is() {
    let worksheet =
        "Identifier,Full name,Email address,Grade\nParticipant 1,Lucas Martin,l9@u.fr,\n";
    let gradebook = "First name,Last name,ID number,Email address,TP\nLucas,Martin,E9,l9@u.fr,-\n";
    let canvas = "Student,ID,SIS User ID,SIS Login ID,Section,TP\n\"Martin, Lucas\",31,E9,l9,A,\n";
    let lucas = |id, email| line("Lucas Martin", id, Some(email), Some(700));
    for (file, id, email, not) in [
        (worksheet, None, "l@u.fr", Some(Key::Email)),
        (worksheet, Some("E1"), "L9@u.fr", None),
        (gradebook, Some("E1"), "l@u.fr", Some(Key::Id)),
        (gradebook, None, "l@u.fr", Some(Key::Email)),
        (gradebook, Some("E9"), "l@u.fr", None),
        (canvas, Some("E1"), "l9@u.fr", Some(Key::Id)),
        // A word to log in with is no address.
        (canvas, None, "l@u.fr", None),
    ] {
        let went = went(file, &lucas(id, email));
        match not {
            None => assert!(
                went.contains("Lucas") || went.contains("Participant 1"),
                "{went}"
            ),
            Some(not) => assert!(went.contains(&format!("not: {not:?}")), "{file}{went}"),
        }
    }
    // Two of one name, told apart by their addresses: the file knows one of them.
    let lines = [
        line("Lucas Martin", None, Some("l@u.fr"), Some(700)),
        line("Martin Lucas", None, Some("l9@u.fr"), Some(800)),
    ];
    let filled = moodle_gradebook(gradebook.into(), Some("TP"), &lines).unwrap();
    check(gradebook, &filled, &[(1, 4, "8")]);
    assert!(matches!(filled.skipped[..], [(_, Skipped::Differs { .. })]));
}

#[test]
fn a_row_is_filled_once() {
    let lines = [
        line("Léa Dupont", Some("m12"), None, Some(100)),
        line("Dupont Léa", None, None, Some(200)),
    ];
    let several = |filled: &Filled| match &filled.skipped[..] {
        [(_, Skipped::Several(names))] => names.clone(),
        skipped => panic!("{skipped:?}"),
    };
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    check(WORKSHEET, &filled, &[]);
    assert_eq!(several(&filled), ["Dupont Léa_", "Léa Dupont_m12"]);
    // Nobody knows which one counts, even where one of them has no mark.
    let unmarked = [lines[0].clone(), line("Dupont Léa", None, None, None)];
    let filled = moodle_worksheet(WORKSHEET.into(), None, &unmarked).unwrap();
    check(WORKSHEET, &filled, &[]);
    assert_eq!(several(&filled).len(), 2);

    // By a roster's id here, and by the system's number there: that is no other student.
    let lines = [
        line("Léa Dupont", Some("m12"), None, Some(100)),
        line("Dupont Léa", Some("e1204"), None, Some(200)),
    ];
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    assert_eq!(several(&filled), ["Dupont Léa_e1204", "Léa Dupont_m12"]);

    let twice = WORKSHEET.replace("Participant 13", "Participant 12");
    let lea = [line("a", Some("m12"), None, Some(100))];
    let filled = moodle_worksheet(twice.clone().into(), None, &lea).unwrap();
    assert_eq!(
        (filled.written, String::from_utf8(filled.bytes).unwrap()),
        (0, twice)
    );
}

#[test]
fn the_number_that_tells_namesakes_apart_is_no_name() {
    let marie = |number: &str| {
        let name = format!("Marie Martin ({number})");
        let mut one = line(&name, Some(&format!("m{number}")), None, Some(1550));
        one.submission = format!("Marie Martin_{number}_assignsubmission_file");
        one
    };
    let lines = [marie("10021"), marie("10022")];
    let other = "Identifier,Full name,Grade\n\
                 Participant 10021,Xavier Blanc,\nParticipant 10022,Marie Martin,\n";
    let filled = moodle_worksheet(other.into(), None, &lines).unwrap();
    check(other, &filled, &[(2, 2, "15.5")]);
    assert!(matches!(
        filled.skipped[0].1,
        Skipped::TwoLines { .. } | Skipped::Differs { .. }
    ));
    // Who of them the only one is, a file without numbers does not tell.
    let gradebook = "First name,Last name,TP\nMarie,Martin,-\n";
    let filled = moodle_gradebook(gradebook.into(), Some("TP"), &lines).unwrap();
    check(gradebook, &filled, &[]);
    let why: Vec<&Skipped> = filled.skipped.iter().map(|(_, why)| why).collect();
    assert_eq!(why, [&Skipped::Namesake("Marie Martin".to_owned()); 2]);
}

#[test]
fn those_who_share_a_submission_have_a_row_each() {
    let mut lines = [
        line("Léa Dupont", None, Some("lea@example.org"), Some(1200)),
        line("Zoé", None, None, Some(1200)),
    ];
    for line in &mut lines {
        "tp_12".clone_into(&mut line.submission);
        line.comment.clear();
    }
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    check(WORKSHEET, &filled, &[(1, 4, "12"), (3, 4, "12")]);
}

/// What comes of one line: whose the row is that its mark was written to, or why it was not.
fn went(file: &str, one: &Line) -> String {
    let lines = std::slice::from_ref(one);
    let filled = if file.starts_with("Student") {
        canvas(file.into(), Some("TP"), lines)
    } else if file.starts_with("Id") {
        moodle_worksheet(file.into(), None, lines)
    } else {
        moodle_gradebook(file.into(), Some("TP"), lines)
    };
    let filled = filled.unwrap();
    if let Some((_, why)) = filled.skipped.first() {
        return format!("{why:?}");
    }
    let after = Table::read(filled.bytes).unwrap();
    let mut rows = (0..after.height()).map(|row| after.row(row));
    rows.find(|row| row.contains(&"7".to_owned())).unwrap()[0].clone()
}

#[test]
fn each_key_is_compared_with_the_same_thing_of_the_system() {
    let worksheet = "Identifier,Full name,Email address,Grade\n\
                     Participant 4001,Dupont Léa,lea@x.fr,\nParticipant 4004,Petit Hugo,hugo@x.fr,\n";
    let hidden = "Identifier,Full name,Grade\n\
                  Participant 4001,Participant 4001,\nParticipant 4004,Participant 4004,\n";
    let gradebook = "First name,Last name,ID number,Email address,TP\n\
                     Léa,Dupont,4004,lea@x.fr,-\nHugo,Petit,4001,hugo@x.fr,-\n";
    let canvas = "Student,ID,SIS User ID,SIS Login ID,Section,TP\n\
                  \"Dupont, Léa\",31,4004,lea@x.fr,A,\n\"Petit, Hugo\",4004,31,hugo,A,\n";
    let (lea, one, none) = ("Participant 4001", "Léa", "NoLine");
    for (file, student, id, number, email, row) in [
        // A number of Moodle's is a participant, whatever the roster says beside it.
        (worksheet, "Dupont Léa", "e4004", "m4001", "", lea),
        (worksheet, "Dupont Léa", "4004", "m4001", "", lea),
        (worksheet, "Léa D.", "s77", "m4001", "", lea),
        (worksheet, "Léa D.", "4001", "", "", none),
        (worksheet, "Le\u{301}a DUPONT", "4004", "", "", lea),
        (worksheet, "Robin", "s77", "m4001", "lea@x.fr", lea),
        (hidden, "Dupont Léa", "4004", "m4001", "", lea),
        (hidden, "Participant (4001)", "", "m4001", "", lea),
        (worksheet, "Participant", "", "m4001", "", lea),
        (hidden, "Dupont Léa", "4004", "c4001", "", none),
        // The school's id is the school's, and Moodle's number is not.
        (gradebook, "?", "4004", "", "", one),
        (gradebook, "Léa D.", "", "m4001", "", none),
        (gradebook, "Dupont Léa", "", "m4001", "", one),
        // Canvas has both.
        (canvas, "dupontlea", "4004", "c31", "", "Dupont, Léa"),
        (canvas, "dupontlea", "", "c31", "", "Dupont, Léa"),
        (canvas, "?", "4004", "", "", "Dupont, Léa"),
        (canvas, "?", "", "m31", "LEA@x.fr", "Dupont, Léa"),
        (canvas, "?", "", "m31", "", none),
    ] {
        let key = if number.is_empty() { id } else { number };
        let text = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        let mut one = line(student, text(key), text(email), Some(700));
        one.student.id = text(id)
            .or(text(&number[number.len().min(1)..]))
            .map(Into::into);
        one.submission = student.into();
        assert_eq!(went(file, &one), row, "{student} {id} {number}");
    }
}

#[test]
fn a_row_that_is_somebody_elses_by_another_key_stays_as_it_is() {
    // The worksheet of another assignment: everybody has another number there.
    let other = "Identifier,Full name,Email address,Grade\n\
                 Participant 4002,Dupont Léa,lea@x.fr,\nParticipant 4003,Martin Paul,paul@x.fr,\n\
                 Participant 4005,,b@x.fr,\nParticipant 4007,Somebody Else,c@x.fr,\n";
    let said = |one: &Line| went(other, one);
    let lea = line("Dupont Léa", Some("m4001"), None, Some(700));
    let differs = |by, line: &str, not| {
        let line = line.into();
        format!("{:?}", Skipped::Differs { by, line, not })
    };
    let its = "Dupont Léa (Participant 4002)";
    assert_eq!(said(&lea), differs(Key::Name, its, Key::Number));
    let paul = line("Paul Martin", Some("m4002"), None, Some(700));
    let two = |also| Skipped::TwoLines {
        by: Key::Number,
        line: its.into(),
        also,
        other: "Martin Paul (Participant 4003)".into(),
    };
    assert_eq!(said(&paul), format!("{:?}", two(Key::Name)));
    let paul = line("P. M.", Some("m4002"), Some("paul@x.fr"), Some(700));
    assert_eq!(said(&paul), format!("{:?}", two(Key::Email)));
    let nina = line("David Nina", Some("m4007"), None, Some(700));
    let its = "Somebody Else (Participant 4007)";
    assert_eq!(said(&nina), differs(Key::Number, its, Key::Name));
    // Where the file has no name, there is none to compare.
    let nina = line("David Nina", Some("m4005"), None, Some(700));
    assert_eq!(said(&nina), "Participant 4005");

    let gradebook = "First name,Last name,ID number,Email address,TP\nJosé,Garcia,4001,j@x.fr,-\n";
    let lea = line("Dupont Léa", Some("4001"), None, Some(700));
    let its = "José Garcia (4001)";
    assert_eq!(went(gradebook, &lea), differs(Key::Id, its, Key::Name));
    let canvas = "Student,ID,Section,TP\n\"Dupont, Léa\",31,A,\n";
    let lea = line("Léa Dupont", Some("c32"), None, Some(700));
    let its = "Dupont, Léa (31)";
    assert_eq!(went(canvas, &lea), differs(Key::Name, its, Key::Number));
}

#[test]
fn accents_are_compared_however_they_are_encoded() {
    use unicode_normalization::UnicodeNormalization;
    let composed = "Prénom,Nom,Adresse de courriel,Devoir : Épreuve (Brut)\nZoé,Éluard,,-\n";
    let apart: String = composed.nfd().collect();
    assert_ne!(composed, apart);
    for file in [composed, &apart] {
        for name in ["Zoé Éluard", "Zoe\u{301} E\u{301}luard"] {
            let lines = [line(name, None, None, Some(700))];
            for column in ["Devoir : Épreuve", "Devoir : E\u{301}preuve"] {
                let filled = moodle_gradebook(file.into(), Some(column), &lines).unwrap();
                check(file, &filled, &[(1, 3, "7")]);
            }
        }
    }
}

#[test]
fn who_has_handed_in_nothing_does_not_get_a_namesakes_mark() {
    let file =
        "Identifier,Full name,Grade\r\nParticipant 12,Paul Martin,\r\nParticipant 13,Zoé,\r\n";
    let absent = |id| Line {
        stands: Stands::Nothing,
        ..line("Paul Martin", id, None, None)
    };
    let paul = line("Paul Martin", Some("u003"), None, Some(1500));
    let fill = |lines: &[Line]| moodle_worksheet(file.into(), None, lines).unwrap();

    let zoe = line("Zoé", None, None, Some(500));
    let filled = fill(&[paul.clone(), zoe, absent(Some("u004"))]);
    check(file, &filled, &[(2, 2, "5")]);
    let may_be = |line: &str| Skipped::Namesake(line.to_owned());
    let twelve = may_be("Paul Martin (Participant 12)");
    assert_eq!(filled.skipped, [(paul.student.clone(), twelve.clone())]);
    assert_eq!(filled.empty, Vec::<String>::new());

    // The same one or not, nobody knows.
    let filled = fill(&[paul.clone(), absent(None)]);
    assert_eq!(filled.skipped, [(paul.student, twelve)]);
    // The line is the other one's by a number or an address.
    let file_too = "First name,Last name,ID number,Email address,TP (Real)\r\nPaul,Martin,u004,p@x.fr,-\r\nEve,Li,u005,e@x.fr,-\r\n";
    for absent in [
        absent(Some("u004")),
        Line {
            stands: Stands::Nothing,
            ..line("Paul Martin", None, Some("p@x.fr"), None)
        },
    ] {
        let lines = [
            line("Paul Martin", Some("m12"), None, Some(1500)),
            line("Eve Li", Some("m13"), None, Some(500)),
            absent,
        ];
        let filled = moodle_gradebook(file_too.into(), Some("TP (Real)"), &lines).unwrap();
        check(file_too, &filled, &[(2, 4, "5")]);
        let line = may_be("Paul Martin (u004)");
        assert_eq!(filled.skipped, [(lines[0].student.clone(), line)]);
    }
    // A number is nobody else's.
    let filled = fill(&[
        line("Paul Martin", Some("m12"), None, Some(1500)),
        absent(Some("u004")),
    ]);
    check(file, &filled, &[(1, 2, "15")]);
    // Of him alone, the line says no mark, and is told.
    let filled = fill(&[absent(Some("u004"))]);
    assert_eq!((filled.written, filled.skipped.len()), (0, 0));
    assert_eq!(
        filled.empty,
        ["Paul Martin (Participant 12)", "Zoé (Participant 13)"]
    );
}

#[test]
fn a_number_goes_before_the_name_of_another_one() {
    let file = "Identifier,Full name,Email address,Grade\r\nParticipant 12,Paul Martin,,\r\n";
    let lines = [
        line("Paul Martin", None, Some("b@example.org"), Some(900)),
        Line {
            student: Student {
                email: Some("a@example.org".into()),
                ..line("Paul Martin", Some("m12"), None, None).student
            },
            ..line("Paul Martin", Some("m12"), None, Some(1500))
        },
    ];
    let filled = moodle_worksheet(file.into(), None, &lines).unwrap();
    check(file, &filled, &[(1, 3, "15")]);
    assert_eq!(
        filled.skipped,
        [(
            lines[0].student.clone(),
            Skipped::Namesake("Paul Martin (Participant 12)".to_owned())
        )]
    );
}

#[test]
fn a_submission_without_a_result_may_be_the_one_that_counts() {
    let pending = Line {
        submission: "tp-final".into(),
        stands: Stands::Pending,
        ..line("Dupont Léa", Some("m12"), None, None)
    };
    let lea = line("Dupont Léa", Some("m12"), None, Some(1450));
    let zoe = line("zoé", None, None, Some(2000));
    let lines = [lea.clone(), zoe, pending.clone()];
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    assert_eq!(filled.written, 1);
    let several = Skipped::Several(vec![lea.submission, pending.submission]);
    assert_eq!(filled.skipped, [(lea.student, several)]);
}
