//! Whose result has moved since older results, and by which checks.

use serde_json::{Value, json};

use super::long::{line, student};
use super::rejudged::{mark, movement};
use super::row::{Cell, Move, Row, has_moved, moved, moves, number};
use crate::i18n::{Catalog, args};
use crate::model::escape::inert;
use crate::model::{Lang, Ruling};

/// The version of the contract with other programs.
const FORMAT: u32 = 1;

const COLUMNS: [&str; 16] = [
    "exercise",
    "submission",
    "student",
    "id",
    "email",
    "mark_before",
    "out_of_before",
    "mark",
    "out_of",
    "check",
    "outcome_before",
    "points_before",
    "of_before",
    "outcome",
    "points",
    "of",
];

/// The results that are others than in older ones: each as it was, where it was there, and as it is.
#[derive(Debug, Default)]
pub struct Against {
    results: Vec<(Option<Row>, Row)>,
}

impl Against {
    /// Adds a result; `old` is the same submission's, if it had one.
    pub fn add(&mut self, old: Option<&Row>, new: Row) {
        if old.is_none_or(|old| has_moved(old, &new)) {
            self.results.push((old.cloned(), new));
        }
    }

    /// For people.
    pub fn text(&self, catalog: &Catalog) -> String {
        let (mut text, mut count) = (String::new(), 0);
        for (old, new) in &self.results {
            match old {
                Some(old) => {
                    count += 1;
                    text.extend(moved(old, new, catalog));
                }
                None => {
                    let new = args!["name" => new.names(), "mark" => new.mark(catalog.lang())];
                    text += &(catalog.text("against-new", &new) + "\n");
                }
            }
        }
        text + &catalog.text("against-moved", &args!["count" => count]) + "\n"
    }

    /// For programs: the contract that `docs/batch.md` describes.
    pub fn json(&self, exercise: &str) -> String {
        let results = self.results.iter();
        let new: Vec<Value> = { results.clone() }
            .filter(|(old, _)| old.is_none())
            .map(|(_, new)| {
                json!({ "name": new.names(), "submission": new.name, "after": mark(&new.ruling) })
            })
            .collect();
        let moved: Vec<Value> = results
            .filter_map(|(old, new)| Some(movement(old.as_ref()?, new)))
            .collect();
        let object = json!({ "format": FORMAT, "exercise": exercise, "new": new, "moved": moved });
        format!("{object:#}\n")
    }

    /// The table in CSV: a line for each check that has moved, of each student; of a new submission all have.
    pub fn csv(&self, exercise: &str) -> String {
        let mut table = COLUMNS.join(",") + "\r\n";
        for (old, new) in &self.results {
            let unknown = Row {
                checks: vec![],
                ruling: Ruling::default(),
                ..new.clone()
            };
            let old = old.as_ref().unwrap_or(&unknown);
            let marks = [given(&old.ruling), given(&new.ruling)].concat();
            let mut moves = moves(old, new);
            if moves.is_empty() {
                moves.push(Move {
                    id: "",
                    before: None,
                    after: None,
                });
            }
            for one in &new.students {
                for Move { id, before, after } in &moves {
                    let mut cells = vec![inert(exercise), inert(&new.name)];
                    cells.extend(student(one));
                    cells.extend(marks.iter().cloned());
                    cells.push(inert(id));
                    cells.extend([cell(*before), cell(*after)].concat());
                    line(&mut table, &cells);
                }
            }
        }
        table
    }
}

/// A mark that counts, and the full one.
fn given(ruling: &Ruling) -> [String; 2] {
    ruling
        .given
        .as_ref()
        .map_or_else(Default::default, |given| {
            let mark = number(u64::from(given.hundredths), 100, Lang::En);
            [mark, given.out_of.to_string()]
        })
}

fn cell(cell: Option<Cell>) -> [String; 3] {
    cell.map_or_else(Default::default, |(outcome, points, of)| {
        [outcome.to_owned(), points.to_string(), of.to_string()]
    })
}
