//! What is said of a file that was filled in, and in it.

use super::*;

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

#[test]
fn lines_for_which_nothing_was_handed_in_are_told() {
    let lines = [line("zoé", None, None, Some(2000))];
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    // The other line has a mark already.
    assert_eq!(filled.submitted, ["Dupont, Léa (Participant 12)"]);
    assert_eq!(filled.empty, [""; 0]);
    for status in ["No submission", "Draft (not submitted)", ""] {
        let nothing = WORKSHEET.replace("Submitted for grading", status);
        let filled = moodle_worksheet(nothing.into(), None, &lines).unwrap();
        assert_eq!(filled.empty, ["Dupont, Léa (Participant 12)"]);
    }
    // A student whose mark does not count yet has handed something in.
    let lines = [lines, [line("Dupont Léa", Some("m12"), None, None)]].concat();
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    assert_eq!((filled.empty.len(), filled.submitted.len()), (0, 0));
}

#[test]
fn a_line_that_may_be_a_students_is_not_said_to_have_no_submission() {
    // Of somebody else by its number, of two namesakes by the name, and of two who share a submission.
    let namesake = WORKSHEET
        .replace("Zoé", "\"Dupont, Léa\"")
        .replace("7,00", "");
    let sharing = |email| Line {
        submission: "team".into(),
        ..line("Dupont Léa", None, email, Some(2000))
    };
    let zoe = line("Zoé", None, None, Some(2000));
    for (file, own, why) in [
        (
            WORKSHEET,
            vec![line("Dupont Léa", Some("m7"), None, Some(2000))],
            "Differs",
        ),
        (
            &namesake,
            vec![line("Dupont Léa", None, None, Some(2000))],
            "SeveralLines",
        ),
        (WORKSHEET, vec![sharing(None), sharing(None)], "Partners"),
    ] {
        let lines = [own, vec![zoe.clone()]].concat();
        let filled = moodle_worksheet(file.into(), None, &lines).unwrap();
        let said = format!("{:?}", filled.skipped[0].1);
        assert!(said.starts_with(why), "{said}");
        assert_eq!(
            (filled.empty.len(), filled.submitted.len()),
            (0, 0),
            "{why}"
        );
    }
}

#[test]
fn what_stood_in_a_place_is_told() {
    let lines = [
        line("Dupont Léa", Some("m12"), None, Some(1450)),
        line("Zoé", Some("m14"), None, Some(2000)),
    ];
    let told = |file: &str| {
        let filled = moodle_worksheet(file.into(), None, &lines).unwrap();
        let names = filled.replaced.iter().map(|one| one.name.clone());
        let names: Vec<String> = names.collect();
        (filled.written, names.join(" "), filled.comments_replaced)
    };
    // Zoé has 7,00 and a comment.
    assert_eq!(told(WORKSHEET), (2, "Zoé".into(), 1));
    assert_eq!(
        told(&WORKSHEET.replace("7,00", "20,00")),
        (2, String::new(), 1)
    );
    assert_eq!(
        told(&WORKSHEET.replace("\"7,00\"", "-")),
        (2, String::new(), 1)
    );
    let filled = moodle_worksheet(WORKSHEET.into(), None, &lines).unwrap();
    let zoe = Replaced {
        name: "Zoé".to_owned(),
        before: "7,00".to_owned(),
        now: "20".to_owned(),
    };
    assert_eq!(filled.replaced, [zoe]);
    let again = String::from_utf8(filled.bytes).unwrap();
    assert_eq!(told(&again), (2, String::new(), 0));
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
fn a_line_with_more_cells_than_the_heading_is_no_line() {
    let fill = |text: &str| {
        let zoe = [line("Zoé", Some("m12"), None, Some(500))];
        moodle_worksheet(text.into(), None, &zoe).map(|filled| filled.written)
    };
    let uneven = TableError::Uneven {
        line: 3,
        cells: 4,
        columns: 3,
    };
    let text = "Identifier,Full name,Grade\r\nParticipant 12,Zoé,\r\nParticipant 13,Li, Kim,\r\n";
    assert_eq!(fill(&text.replace("Kim,", "Kim,4")), Err(uneven.into()));
    assert_eq!(fill(&text.replace("Li, Kim", "Li")), Ok(1));
    assert_eq!(fill(&text.replace(" Kim", "")), Ok(1));
}

#[test]
fn a_line_is_made_longer_only_as_far_as_something_is_written_and_it_is_told() {
    let fill = |cells: &str, comment: bool| {
        let heading = "Identifier,Full name,Grade,Maximum Grade,Feedback comments";
        let file = format!("{heading}\nParticipant 12{cells}\nParticipant 13,Ada\n");
        let mut zoe = line("Zoé", Some("m12"), None, Some(500));
        zoe.comment.retain(|_| comment);
        let filled = moodle_worksheet(file.into(), None, &[zoe]).unwrap();
        let text = String::from_utf8(filled.bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines[2]), (heading, "Participant 13,Ada"));
        (lines[1].replace("Participant 12", ""), filled.padded.len())
    };
    let told = |cells: &str, padded| (cells.to_owned(), padded);
    assert_eq!(fill(",Zoé", false), told(",Zoé,5", 1));
    assert_eq!(fill(",Zoé,", false), told(",Zoé,5", 0));
    assert_eq!(fill(",Zoé,,20", false), told(",Zoé,5,20", 0));
    assert_eq!(fill(",Zoé,,20,", false), told(",Zoé,5,20,", 0));
    let comment = "Mark of Zoé<br>&lt;b&gt;=1&lt;/b&gt;";
    assert_eq!(fill(",Zoé,,20,", true), (format!(",Zoé,5,20,{comment}"), 0));
    assert_eq!(fill(",Zoé,", true), (format!(",Zoé,5,,{comment}"), 1));
}
