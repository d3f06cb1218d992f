//! Files in, marks out.

mod late;
mod marks;
mod whose;
mod wrong;

use super::*;
use crate::explain::sample;
use crate::model::{Adjustment, Came, Entry, Mark, Number, Student, System};

fn entry(hundredths: u32, earned: u32, points: u32, submitted: Option<&str>) -> Entry {
    let mut report = sample::report(vec![]);
    report.mark = Mark {
        hundredths,
        out_of: 20,
        earned,
        points,
        provisional: false,
    };
    Entry {
        name: "tp-lea".into(),
        students: vec![Student {
            name: "Léa".into(),
            id: Some("12".into()),
            email: None,
            number: None,
        }],
        submitted: submitted.map(Into::into),
        like: None,
        left_out: vec![],
        came: Came::Graded {
            report: Box::new(report),
        },
    }
}

fn class(entry: &Entry) -> Class {
    there([(entry.name.clone(), entry.students.clone())])
}

fn there<const N: usize>(submissions: [(String, Vec<Student>); N]) -> Class {
    Class {
        there: submissions.into(),
        ..Class::default()
    }
}

fn given(source: &str, entry: &Entry) -> (u32, u32, Vec<Adjustment>) {
    let mut policy = policy("batch.toml", source, 20, &[]).unwrap();
    settle(&mut policy, &mut vec![], &class(entry)).unwrap();
    let given = policy.ruling(entry, &[]).given.unwrap();
    (given.hundredths, given.out_of, given.steps)
}

/// What is wrong, and in which lines.
fn told(wrong: Problems) -> Vec<(usize, Wrong)> {
    let line = |one: &Problem| wrong.source[..one.span.start].matches('\n').count() + 1;
    let told = wrong.problems.iter();
    told.map(|one| (line(one), one.wrong.clone())).collect()
}

const LATE: &str = "[late]\ndue = \"2026-03-27 23:59\"\nzone = \"Europe/Paris\"\n\
                    grace = \"10 minutes\"\npenalty = 1.5\nmost = 4\n\
                    [[extra]]\nof = \"Léa\"\ntime = \"0h\"\n";
