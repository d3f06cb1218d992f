//! The column that marks go into.

use super::*;

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
            unnamed(&["TP"])
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
    // Whichever is refused, those that can be filled in are told.
    let found = |filled: Result<Filled, FillError>| match filled {
        Err(FillError::NoColumn { found, .. } | FillError::NotMarks { found, .. }) => found,
        other => panic!("{other:?}"),
    };
    for column in ["Assignment: TP3", "Institution", "Email address"] {
        let told = found(moodle_gradebook(gradebook.into(), Some(column), &lines));
        let items = ["Assignment: TP1 (Real)", "Assignment: TP2 (Real)"];
        assert_eq!(told, items, "{column}");
    }
    for column in ["Mark", "Status", "Maximum Grade"] {
        let told = found(moodle_worksheet(worksheet.into(), Some(column), &lines));
        assert_eq!(told, ["Grade"], "{column}");
    }
    let told = found(canvas(canvas_file.into(), Some("TP2"), &lines));
    assert_eq!(told, ["TP1 (1)", "TP1 (2)"]);
    let nobody = moodle_gradebook(b"Group,TP1\nA,3\n".into(), Some("TP1"), &lines);
    assert!(
        matches!(&nobody, Err(FillError::NoStudents { found, .. }) if found.len() == 2),
        "{nobody:?}"
    );
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
fn what_is_no_worksheet_or_in_another_language_is_told_with_what_it_has() {
    let spanish = "Identificador,Nombre completo,Calificación\nParticipante 12,Zoé,\n";
    let lines = [line("Zoé", Some("m12"), None, Some(700))];
    let told = moodle_worksheet(spanish.into(), None, &lines);
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let (wanted, found) = (
        all(&["Grade", "Note", "Bewertung"]),
        all(&["Identificador", "Nombre completo", "Calificación"]),
    );
    assert_eq!(told, Err(FillError::NoWorksheet { wanted, found }));
    // In a language that is known, participants are in the column that is called so, by which Moodle finds them again.
    let near = WORKSHEET.replacen("Identifier", "Identifer", 1);
    let told = moodle_worksheet(near.clone().into(), None, &lines);
    assert!(matches!(told, Err(FillError::NoStudents { wanted, .. }) if wanted[0] == "Identifier"));
    assert!(moodle_worksheet(near.into(), Some("Grade"), &lines).is_ok());
    // Of two that are called so, neither.
    let two = "Identifier,Grade,Grade\nParticipant 12,,\n";
    let told = moodle_worksheet(two.into(), None, &lines);
    assert!(matches!(told, Err(FillError::SeveralColumns { .. })));
}
