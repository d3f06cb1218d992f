//! Entries in, pages out.

mod anonymous;
mod data;
mod index;
mod movement;
mod pages;

use serde_json::Value;

use super::moved::moved;
use super::*;
use crate::explain::sample;
use crate::i18n::Catalog;
use crate::model::{
    Adjustment, Build, Came, Diagnostic, Entry, Lang, LeftOut, Outcome, Place, Report, Ruling,
    Student, Unfit, Unwanted, Without, escape,
};

const EVIL: &str = "<script>alert(1)</script>\"'&\u{202e}\u{1b}\n=cmd|' /C calc'!A0";

fn entry(name: &str, came: Came) -> Entry {
    Entry {
        name: name.to_owned(),
        students: vec![Student {
            name: name.to_owned(),
            id: Some("=1+1".to_owned()),
            email: None,
            number: None,
        }],
        submitted: None,
        like: None,
        left_out: vec![],
        came,
    }
}

fn entries() -> Vec<Entry> {
    let mut report = sample::mixed();
    report.roles[0].program = Some(EVIL.to_owned());
    let report = Box::new(report);
    let said = EVIL.to_owned();
    vec![
        entry(EVIL, Came::Graded { report }),
        entry(
            "zip",
            Came::Refused {
                refusal: Unfit::TooLarge,
            },
        ),
        entry("bug", Came::SetAside { said }),
    ]
}

fn rows(lang: Lang) -> Vec<Row> {
    let catalog = Catalog::new(lang);
    let row = |entry: &Entry| Row::new(entry, Ruling::plain(entry), &catalog);
    entries().iter().map(row).collect()
}

fn summary() -> Summary {
    Summary {
        exercise: "salon".to_owned(),
        title: EVIL.to_owned(),
        without: vec![Without {
            student: Student {
                name: EVIL.to_owned(),
                ..Student::default()
            },
            missing: false,
        }],
        gone: vec![EVIL.to_owned()],
        pending: vec![],
        incomplete: None,
    }
}
