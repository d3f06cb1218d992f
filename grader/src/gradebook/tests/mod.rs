//! Files as the systems write them, filled in and compared cell by cell.

mod columns;
mod forms;
mod told;
mod whose;

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
        anothers: None,
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
