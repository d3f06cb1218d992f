//! Files as the systems write them, filled in and compared cell by cell.

use super::*;
use crate::model::Student;

fn line(name: &str, id: Option<&str>, email: Option<&str>, mark: Option<u32>) -> Line {
    Line {
        student: Student {
            name: name.into(),
            id: id.map(Into::into),
            email: email.map(Into::into),
        },
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
        line("Dupont Léa", Some("12"), None, Some(1450)),
        line("Ali B Ben", Some("13"), None, Some(900)),
        line("Somebody", Some("99"), None, Some(900)),
        line("zoé", None, None, Some(2000)),
        line("Nobody", Some("14"), None, None),
    ];
    let filled = moodle_worksheet(WORKSHEET.into(), &lines).unwrap();
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
        .map(|(student, why)| (student.name.as_str(), *why))
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
    let lines = [line("Dupont Léa", Some("12"), None, Some(1450))];
    assert_eq!(
        moodle_worksheet(of_hundred.into(), &lines),
        Err(FillError::OtherScale {
            file: "100.00".into(),
            ours: 20
        })
    );
    let no_grade = WORKSHEET.replacen("Grade,", "Points,", 1);
    assert!(matches!(
        moodle_worksheet(no_grade.into(), &lines),
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
        let filled = moodle_gradebook(file.into(), column, &lines).unwrap();
        let comment = |name: &str| format!("Mark of {name}<br>&lt;b&gt;=1&lt;/b&gt;");
        let (ali, lea) = (comment("ben ali"), comment("?"));
        let changed = [
            (1, 5, "0"),
            (1, 6, lea.as_str()),
            (2, 5, "8.05"),
            (2, 6, ali.as_str()),
        ];
        check(file, &filled, &changed);
    }
    assert!(matches!(
        moodle_gradebook(file.into(), "Devoir", &lines),
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
        line("dupontlea", Some("31"), None, Some(1625)),
        line("benali", Some("32"), None, Some(1000)),
    ];
    for column in ["4242", "TP2", "TP2 (4242)"] {
        let filled = canvas(file.into(), column, &lines).unwrap();
        check(file, &filled, &[(3, 6, "16.25")]);
        assert_eq!(filled.skipped[0].1, Skipped::Locked);
    }
    assert_eq!(
        canvas(file.into(), "TP1", &lines),
        Err(FillError::OtherScale {
            file: "10".into(),
            ours: 20
        })
    );
    for column in ["TP3", "ID", "Current Score (read only)"] {
        let refused = canvas(file.into(), column, &lines);
        assert!(
            matches!(
                refused,
                Err(FillError::NoColumn { .. } | FillError::ReadOnly(_))
            ),
            "{column}: {refused:?}"
        );
    }
}

#[test]
fn a_row_is_filled_once() {
    let lines = [
        line("a", Some("12"), None, Some(100)),
        line("b", Some("12"), None, Some(200)),
    ];
    let filled = moodle_worksheet(WORKSHEET.into(), &lines).unwrap();
    assert_eq!((filled.written, filled.skipped.len()), (1, 1));
    let twice = WORKSHEET.replace("Participant 13", "Participant 12");
    let filled = moodle_worksheet(twice.clone().into(), &lines[..1]).unwrap();
    assert_eq!(
        (filled.written, String::from_utf8(filled.bytes).unwrap()),
        (0, twice)
    );
}
