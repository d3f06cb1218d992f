//! The files of each system come back.

use super::*;

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
            ("Nobody", Skipped::NoMark("Nobody_m14".into()))
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
    // Where nothing can be earned, no scale of ours would be the right one.
    let by_words = WORKSHEET.replace("Maximum Grade", "Scale");
    for (file, says) in [
        (WORKSHEET.replace("20.00", "-"), "-"),
        (WORKSHEET.replace("20.00", ""), ""),
        (WORKSHEET.replace("20.00", "0.00"), "0.00"),
        (by_words.replace("20.00", "Good"), "Good"),
    ] {
        let (file, says, ours) = (file.into(), says.into(), 20);
        let refused = Err(FillError::NoPoints { file: says, ours });
        assert_eq!(moodle_worksheet(file, None, &lines), refused);
    }
    let no_grade = WORKSHEET.replacen("Grade,", "Points,", 1);
    assert!(matches!(
        moodle_worksheet(no_grade.into(), None, &lines),
        Err(FillError::NoWorksheet { wanted, .. }) if wanted[0] == "Grade"
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
        assert_eq!(filled.skipped[0].1, Skipped::Excused);
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
                Err(FillError::NoColumn { .. }
                    | FillError::NoWorksheet { .. }
                    | FillError::NotMarks { .. })
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
fn it_is_known_whether_a_file_says_its_scale() {
    let one = [line("Zoé", Some("m14"), None, Some(1500))];
    let unseen = |file: &str| moodle_worksheet(file.into(), None, &one).unwrap().unseen;
    assert_eq!(unseen(WORKSHEET), None);
    assert_eq!(
        unseen(&WORKSHEET.replace("Maximum Grade", "Most")),
        Some(20)
    );
}
