//! Files as the systems write them, filled in and compared cell by cell.

use super::*;
use crate::model::{Number, Student, System};

/// An id is a roster's, unless it says that it is Moodle's (`m12`) or Canvas's (`c12`) number: then the submission has it in
/// its name.
fn line(name: &str, id: Option<&str>, email: Option<&str>, mark: Option<u32>) -> Line {
    let number = id.and_then(|id| {
        let (system, number) = match id.split_at(1) {
            ("m", number) => (System::Moodle, number),
            ("c", number) => (System::Canvas, number),
            _ => return None,
        };
        let number = number.to_owned();
        Some(Number { system, number })
    });
    let own = number.as_ref().map(|number| number.number.as_str());
    Line {
        student: Student {
            name: name.into(),
            id: own.or(id).map(Into::into),
            email: email.map(Into::into),
            number,
        },
        submission: format!("{name}_{}", id.unwrap_or_default()),
        stands: Stands::Told,
        mark: mark.map(|mark| (mark, 20)),
        comment: vec![format!("Mark of {name}"), "<b>=1</b>".into()],
    }
}

/// Every cell but those that are named here must be as it was, byte for byte.
fn check(before: &str, filled: &Filled, changed: &[(usize, usize, &str)]) {
    let mut expected = Table::read(before.as_bytes().to_vec()).unwrap();
    let after = Table::read(filled.bytes.clone()).unwrap();
    assert_eq!(after.height(), expected.height());
    for row in 0..expected.height() {
        for column in 0..expected.width(row) {
            let change = changed.iter().find(|(r, c, _)| (*r, *c) == (row, column));
            let cell =
                change.map_or_else(|| expected.cell(row, column), |(.., text)| (*text).into());
            assert_eq!(after.cell(row, column), cell, "{row} {column}");
        }
    }
    for (row, column, text) in changed {
        expected.set(*row, *column, text);
    }
    assert_eq!(
        String::from_utf8(filled.bytes.clone()).unwrap(),
        String::from_utf8(expected.written()).unwrap()
    );
}

const WORKSHEET: &str = "\u{feff}Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\",\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\r\n\
\"Participant 12\",\"Dupont, Léa\",lea@example.org,\"Submitted for grading\",,20.00,Yes,\"Friday, 5 June 2026, 10:12 AM\",-,\r\n\
\"Participant 13\",\"Ali \"\"B\"\" Ben\",ali@example.org,\"Submitted\",3.00,20.00,No,-,-,\"old; text\"\r\n\
\"Participant 14\",Zoé,zoe@example.org,-,\"7,00\",20.00,Yes,-,-,\"<p>two\r\nlines</p>\"\r\n";

#[test]
fn a_worksheet_of_moodle_comes_back() {
    let lines = [
        line("Dupont Léa", Some("m12"), None, Some(1450)),
        line("Ali B Ben", Some("m13"), None, Some(900)),
        line("Somebody", Some("m99"), None, Some(900)),
        line("zoé", None, None, Some(2000)),
        line("Nobody", Some("m14"), None, None),
    ];
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    let comment = |name: &str| format!("Mark of {name}<br>&lt;b&gt;=1&lt;/b&gt;");
    let (lea, zoe) = (comment("Dupont Léa"), comment("zoé"));
    let changed = [
        (1, 4, "14.5"),
        (1, 9, lea.as_str()),
        (3, 4, "20"),
        (3, 9, zoe.as_str()),
    ];
    check(WORKSHEET, &filled, &changed);
    assert_eq!(filled.written, 2);
    let skipped: Vec<(&str, Skipped)> = filled
        .skipped
        .iter()
        .map(|(student, why)| (student.name.as_str(), why.clone()))
        .collect();
    assert_eq!(
        skipped,
        [
            ("Ali B Ben", Skipped::Locked),
            ("Somebody", Skipped::NoLine),
            ("Nobody", Skipped::NoMark)
        ]
    );
}

#[test]
fn marks_on_another_scale_are_refused() {
    let of_hundred = WORKSHEET.replace("20.00", "100.00");
    let lines = [line("Dupont Léa", Some("m12"), None, Some(1450))];
    assert_eq!(
        moodle_worksheet(of_hundred.into(), None, &lines),
        Err(FillError::OtherScale {
            file: "100.00".into(),
            ours: 20
        })
    );
    let no_grade = WORKSHEET.replacen("Grade,", "Points,", 1);
    assert!(matches!(
        moodle_worksheet(no_grade.into(), None, &lines),
        Err(FillError::NoColumn { wanted, .. }) if wanted == "Grade"
    ));
}

#[test]
fn a_gradebook_of_moodle_comes_back() {
    let file = "Prénom;\"Nom de famille\";\"Numéro d’identification\";\"Adresse de courriel\";\"Devoir : TP1 (Réelle)\";\"Devoir : TP2 (Réelle)\";\"Devoir : TP2 (Commentaire)\";\"Dernier téléchargement\"\n\
                Léa;Dupont;;lea@example.org;\"12,50\";-;;1780000000\n\
                Ali;Ben;77;ali@example.org;-;\"=1+1\";x;1780000000";
    let lines = [
        line("ben ali", None, None, Some(805)),
        line("?", None, Some("LEA@example.org"), Some(0)),
    ];
    for column in ["Devoir : TP2 (Réelle)", "devoir : tp2"] {
        let filled = moodle_gradebook(file.into(), Some(column), &lines).unwrap();
        let comment = |name: &str| format!("Mark of {name}<br>&lt;b&gt;=1&lt;/b&gt;");
        let (ali, lea) = (comment("ben ali"), comment("?"));
        let changed = [
            (1, 5, "0"),
            (1, 6, lea.as_str()),
            (2, 5, "8,05"),
            (2, 6, ali.as_str()),
        ];
        check(file, &filled, &changed);
    }
    assert!(matches!(
        moodle_gradebook(file.into(), Some("Devoir"), &lines),
        Err(FillError::NoColumn { .. })
    ));
}

#[test]
fn a_gradebook_of_canvas_comes_back() {
    let file = "Student,ID,SIS User ID,SIS Login ID,Section,TP1 (4241),TP2 (4242),Current Score (read only)\r\n\
                ,,,,,Manual Posting,,\r\n\
                \"    Points Possible\",,,,,10,20.0,(read only)\r\n\
                \"Dupont, Léa\",31,s1,lea,A,9,,88\r\n\
                \"Ben, Ali\",32,s2,ali,A,,EX,77\r\n\
                \"Student, Test\",33,,x,A,,,\r\n";
    let lines = [
        line("dupontlea", Some("c31"), None, Some(1625)),
        line("benali", Some("c32"), None, Some(1000)),
    ];
    for column in ["4242", "TP2", "TP2 (4242)"] {
        let filled = canvas(file.into(), Some(column), &lines).unwrap();
        check(file, &filled, &[(3, 6, "16.25")]);
        assert_eq!(filled.skipped[0].1, Skipped::Locked);
    }
    assert_eq!(
        canvas(file.into(), Some("TP1"), &lines),
        Err(FillError::OtherScale {
            file: "10".into(),
            ours: 20
        })
    );
    for column in ["TP3", "ID", "Current Score (read only)"] {
        let refused = canvas(file.into(), Some(column), &lines);
        assert!(
            matches!(
                refused,
                Err(FillError::NoColumn { .. }
                    | FillError::NotMarks { .. }
                    | FillError::ReadOnly(_))
            ),
            "{column}: {refused:?}"
        );
    }
}

#[test]
fn a_column_without_a_name_is_never_meant() {
    let gradebook = "Email address,TP,\nlea@x.fr,,\n";
    let export = "Student,ID,TP (4242),\n\"Dupont, Léa\",31,,\n";
    let worksheet = "Identifier,Grade,\nParticipant 12,,\n";
    let lines = [line("Dupont Léa", Some("m12"), Some("lea@x.fr"), Some(700))];
    for column in [None, Some(""), Some(" ")] {
        let unnamed = |found: &[&str]| {
            let found = found.iter().map(|name| (*name).to_owned()).collect();
            Err(FillError::Unnamed { found })
        };
        assert_eq!(
            moodle_gradebook(gradebook.into(), column, &lines),
            unnamed(&["Email address", "TP", ""])
        );
        assert_eq!(
            canvas(export.into(), column, &lines),
            unnamed(&["TP (4242)"])
        );
        let filled = moodle_worksheet(worksheet.into(), column, &lines).unwrap();
        check(worksheet, &filled, &[(1, 1, "7")]);
    }
}

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
fn marks_on_several_scales_go_nowhere() {
    let mut lines = [
        line("Dupont Léa", Some("m12"), None, Some(1450)),
        line("Zoé", Some("m14"), None, Some(3714)),
    ];
    lines[1].mark = Some((3714, 40));
    let several = Err(FillError::SeveralScales(vec![20, 40]));
    assert_eq!(moodle_worksheet(WORKSHEET.into(), None, &lines), several);
    let gradebook = "First name,Last name,TP\nLéa,Dupont,92.5\nAli,Ben,7\n";
    let filled = |lines: &[Line]| moodle_gradebook(gradebook.into(), Some("TP"), lines);
    assert_eq!(filled(&lines), several);
    // A gradebook of Moodle's says its scale by its marks alone.
    let (mark, ours) = ("92.5".to_owned(), 20);
    assert_eq!(filled(&lines[..1]), Err(FillError::Above { mark, ours }));
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
    assert_eq!(several(&filled), ["Léa Dupont_m12", "Dupont Léa_"]);
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
    assert_eq!(several(&filled), ["Léa Dupont_m12", "Dupont Léa_e1204"]);

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
    assert_eq!(why, [&Skipped::NoLine; 2]);
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

#[test]
fn what_was_said_stays_where_there_is_nothing_to_say() {
    let mut lines = [
        line("Léa Dupont", Some("m12"), None, Some(2000)),
        line("Zoé", Some("m14"), None, Some(2000)),
    ];
    lines.iter_mut().for_each(|line| line.comment.clear());
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    check(WORKSHEET, &filled, &[(1, 4, "20"), (3, 4, "20")]);
    assert_eq!(filled.kept, [lines[1].student.clone()]);
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
fn decimals_have_the_sign_that_the_file_has() {
    let lines = [line("Léa", Some("m1"), None, Some(1920))];
    for (cells, mark) in [
        ("Participant 1;;20,00;-", "19,2"),
        ("Participant 1;;20.00;-", "19.2"),
        ("Participant 1;\"7,5\";20;4.5", "19,2"),
        ("Participant 1;;20;4,5", "19,2"),
        ("Participant 1;;20;-", "19.2"),
    ] {
        let file = format!("Identifier;Grade;Maximum grade;Other\n{cells}\n");
        let filled = moodle_worksheet(file.clone().into(), None, &lines).unwrap();
        check(&file, &filled, &[(1, 1, mark)]);
    }
}

#[test]
fn lines_for_which_nothing_was_handed_in_are_told() {
    let lines = [line("zoé", None, None, Some(2000))];
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    // The other line has a mark already.
    assert_eq!(filled.empty, ["Dupont, Léa (Participant 12)"]);
    // A student whose mark does not count yet has handed something in.
    let lines = [lines, [line("Dupont Léa", Some("m12"), None, None)]].concat();
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    assert_eq!(filled.empty, [""; 0]);
}

#[test]
fn a_worksheet_in_any_language_has_a_column_of_marks() {
    let spanish = "Identificador,Nombre completo,Estado,Calificación,Nota máxima\n\
                   Participante 12,Dupont Léa,x,,\"20,00\"\nParticipante 13,Ben Ali,x,,\"20,00\"\n";
    let fill = |file: &str, column, id| {
        let lines = [line("Léa Dupont", Some(id), None, Some(1450))];
        moodle_worksheet(file.into(), column, &lines)
    };
    let filled = fill(spanish, Some("calificación"), "m12").unwrap();
    check(spanish, &filled, &[(1, 3, "14,5")]);
    let filled = fill(spanish, Some("Calificación"), "m13").unwrap();
    assert!(matches!(filled.skipped[0].1, Skipped::TwoLines { .. }));
    for column in [
        None,
        Some("Grade"),
        Some("Identificador"),
        Some("Nombre completo"),
    ] {
        let refused = fill(spanish, column, "m12");
        assert!(
            matches!(
                refused,
                Err(FillError::NoColumn { .. } | FillError::NotMarks { .. })
            ),
            "{column:?}"
        );
    }
    let german = spanish
        .replace("Identificador", "ID")
        .replace("Nombre completo", "Vollständiger Name");
    let german = german
        .replace("Calificación", "Bewertung")
        .replace("Nota máxima", "Bestwertung");
    let filled = fill(&german, None, "m12").unwrap();
    check(&german, &filled, &[(1, 3, "14,5")]);
    assert_eq!(fill(&german, Some("Bewertung"), "m12"), Ok(filled));
}

#[test]
fn what_stood_in_a_place_is_counted() {
    let lines = [
        line("Dupont Léa", Some("m12"), None, Some(1450)),
        line("Zoé", Some("m14"), None, Some(2000)),
    ];
    let counted = |file: &str| {
        let filled = moodle_worksheet(file.into(), None, &lines).unwrap();
        (filled.written, filled.replaced, filled.comments_replaced)
    };
    // Zoé has 7,00 and a comment.
    assert_eq!(counted(WORKSHEET), (2, 1, 1));
    assert_eq!(counted(&WORKSHEET.replace("7,00", "20,00")), (2, 0, 1));
    assert_eq!(counted(&WORKSHEET.replace("\"7,00\"", "-")), (2, 0, 1));
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    let again = String::from_utf8(filled.bytes).unwrap();
    assert_eq!(counted(&again), (2, 0, 0));
}

#[test]
fn a_file_of_others_is_told() {
    let other = "Identifier,Full name,Grade\nParticipant 1,Ada Lo,\nParticipant 2,Bob Mi,\n\
                 Participant 3,Eve Na,\n";
    let fill = |lines: &[Line]| moodle_worksheet(other.into(), None, lines).unwrap();
    let ada = line("Ada Lo", Some("m1"), None, Some(700));
    let zoe = line("Zoé Ri", Some("m2"), None, Some(700));
    let max = line("Max Su", Some("m3"), None, Some(700));
    let unknown = line("Nina To", Some("m9"), None, Some(700));
    assert!(!fill(&[ada.clone(), zoe.clone(), unknown.clone()]).is_of_others());
    assert!(fill(&[ada, zoe, max]).is_of_others());
    assert!(fill(&[unknown]).is_of_others());
}

#[test]
fn a_column_of_text_is_told_with_those_of_marks() {
    let lines = [line("Dupont Léa", None, Some("lea@x.fr"), Some(700))];
    for possible in ["    Points Possible,,,,,20,(read only)\n", ""] {
        let file = format!(
            "Student,ID,SIS User ID,SIS Login ID,Section,TP1 (11),Final Score\n{possible}\
             \"Dupont, Léa\",31,s1,lea@x.fr,L3 INFO,,\n\"Ben, Ali\",32,s2,ali@x.fr,L3 INFO,,\n"
        );
        for (column, wanted) in [(Some("Section"), "Section"), (None, "")] {
            let found = match canvas(file.clone().into(), column, &lines) {
                Err(FillError::NotMarks {
                    wanted: said,
                    found,
                }) => (said, found),
                Err(FillError::Unnamed { found }) => (String::new(), found),
                other => panic!("{other:?}"),
            };
            assert_eq!(found, (wanted.to_owned(), vec!["TP1 (11)".to_owned()]));
        }
    }
}

#[test]
fn marks_go_into_a_column_of_marks() {
    let gradebook = "First name,Last name,ID number,Institution,Email address,Assignment: TP1 (Real),\
                     Assignment: TP2 (Real),Assignment: TP2 (Percentage),Assignment: TP2 (Feedback),\
                     Course total (Real),Group,Last downloaded from this course\n\
                     Léa,Dupont,1,,lea@x.fr,15.00,-,-,,-,G1,1774900000\n\
                     Ali,Ben,2,,ali@x.fr,9.00,-,-,,-,G2,1774900000\n";
    let worksheet = WORKSHEET;
    let canvas_file = "Student,ID,SIS User ID,SIS Login ID,Section,TP1 (1),TP1 (2)\n\
                       \"Dupont, Léa\",31,s1,lea,A,,\n\"Ben, Ali\",32,s2,ali,B,,\n";
    let lines = [line("Dupont Léa", None, Some("lea@x.fr"), Some(700))];
    let said = |filled: Result<Filled, FillError>| match filled {
        Ok(_) => "filled",
        Err(FillError::NotMarks { .. }) => "no marks",
        Err(FillError::SeveralColumns { .. }) => "several",
        Err(FillError::NoColumn { .. }) => "none",
        Err(error) => panic!("{error}"),
    };
    for (column, expected) in [
        ("Assignment: TP1", "filled"),
        ("Assignment: TP2", "filled"),
        ("Assignment: TP2 (Percentage)", "no marks"),
        ("Assignment: TP2 (Feedback)", "no marks"),
        ("Course total (Real)", "no marks"),
        ("Course total", "none"),
        ("Institution", "no marks"),
        ("Email address", "no marks"),
        ("Group", "no marks"),
        ("Last downloaded from this course", "no marks"),
        ("Assignment: TP3", "none"),
    ] {
        let filled = moodle_gradebook(gradebook.into(), Some(column), &lines);
        assert_eq!(said(filled), expected, "{column}");
    }
    for (column, expected) in [
        ("Grade", "filled"),
        ("Maximum Grade", "no marks"),
        ("Grade can be changed", "no marks"),
        ("Status", "no marks"),
        ("Full name", "no marks"),
        ("Identifier", "no marks"),
    ] {
        let filled = moodle_worksheet(worksheet.into(), Some(column), &lines);
        assert_eq!(said(filled), expected, "{column}");
    }
    for (column, expected) in [
        ("TP1 (1)", "filled"),
        ("TP1", "several"),
        ("ID", "no marks"),
        ("SIS Login ID", "no marks"),
        ("Section", "no marks"),
    ] {
        let filled = canvas(canvas_file.into(), Some(column), &lines);
        assert_eq!(said(filled), expected, "{column}");
    }
    // What a file plainly is, is told before any column.
    let kind = |filled: Result<Filled, FillError>| match filled {
        Err(FillError::OtherKind(kind)) => kind,
        other => panic!("{other:?}"),
    };
    let filled = moodle_worksheet(canvas_file.into(), None, &lines);
    assert_eq!(kind(filled), Kind::Canvas);
    let filled = moodle_worksheet(gradebook.into(), Some("Assignment: TP1"), &lines);
    assert_eq!(kind(filled), Kind::Gradebook);
    let filled = canvas(worksheet.into(), Some("Grade"), &lines);
    assert_eq!(kind(filled), Kind::Worksheet);
    let filled = moodle_gradebook(worksheet.into(), Some("Grade"), &lines);
    assert_eq!(kind(filled), Kind::Worksheet);
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
    assert_eq!(filled.skipped, [(paul.student.clone(), Skipped::NoLine)]);
    assert_eq!(filled.empty, Vec::<String>::new());

    // The same one, as far as anybody knows.
    let filled = fill(&[paul, absent(None)]);
    check(file, &filled, &[(1, 2, "15")]);
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
        [(lines[0].student.clone(), Skipped::NoLine)]
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

#[test]
fn a_comment_is_html_that_no_spreadsheet_takes_for_a_formula() {
    let file = "Identifier,Full name,Grade,Feedback comments\r\nParticipant 12,Zoé,,\r\n";
    for (said, expected) in [
        ("=1+1\nWell <done>", "&#61;1+1<br>Well &lt;done&gt;"),
        ("@home", "&#64;home"),
        ("Good = fine", "Good = fine"),
    ] {
        let zoe = Line {
            comment: vec![said.to_owned()],
            ..line("Zoé", Some("m12"), None, Some(500))
        };
        let filled = moodle_worksheet(file.into(), None, &[zoe]).unwrap();
        check(file, &filled, &[(1, 2, "5"), (1, 3, expected)]);
    }
}

#[test]
fn it_is_known_whether_a_file_says_its_scale() {
    let one = [line("Zoé", Some("m14"), None, Some(1500))];
    let unseen = |file: &str| moodle_worksheet(file.into(), None, &one).unwrap().unseen;
    assert_eq!(unseen(WORKSHEET), None);
    assert_eq!(
        unseen(&WORKSHEET.replace("Maximum Grade", "Most")),
        Some(20)
    );
}
