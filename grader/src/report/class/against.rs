//! Whose result has moved since older results, and by what.

use serde_json::json;

use super::long::{line, student};
use super::moved::{Cell, Difference, Move, moved, moves};
use super::rejudged::{mark, movement};
use super::row::{Row, number};
use crate::i18n::{Catalog, args};
use crate::model::escape::inert;
use crate::model::{Lang, Ruling};

/// The version of the contract with other programs.
const FORMAT: u32 = 1;

const COLUMNS: [&str; 19] = [
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
    "by",
    "provisional_before",
    "provisional",
];

/// The results that are others than in older ones.
#[derive(Debug, Default)]
pub struct Against {
    /// As they were and as they are; of a submission that only one side has, only that.
    results: Vec<(Option<Row>, Option<Row>)>,
    /// How many have the same mark, of checks that are others or worth otherwise.
    asked: usize,
    /// The submissions that have no result yet.
    pending: Vec<String>,
}

impl Against {
    /// Puts older results and those of now together, by their submissions, of which some are `pending` now.
    pub fn new(mut old: Vec<Row>, new: Vec<Row>, pending: Vec<String>) -> Self {
        let mut against = Self {
            pending,
            ..Self::default()
        };
        for new in new {
            let Some(at) = old.iter().position(|old| old.name == new.name) else {
                against.results.push((None, Some(new)));
                continue;
            };
            let old = old.remove(at);
            match Difference::of(&old, &new) {
                Difference::None => {}
                Difference::Asked => against.asked += 1,
                Difference::Checks | Difference::Rules | Difference::Both => {
                    against.results.push((Some(old), Some(new)));
                }
            }
        }
        let gone = old.into_iter().map(|old| (Some(old), None));
        against.results.extend(gone);
        against
    }

    /// Whether an older result is of a submission that will have one again.
    fn is_pending(&self, old: &Row) -> bool {
        self.pending.contains(&old.name)
    }

    /// For people.
    pub fn text(&self, catalog: &Catalog) -> String {
        let (mut text, mut count) = (String::new(), 0);
        let alone = |id: &str, row: &Row| {
            let args = args!["name" => row.shown(), "mark" => row.mark_as_it_stands(catalog)];
            catalog.text(id, &args) + "\n"
        };
        for result in &self.results {
            match result {
                (Some(old), Some(new)) => {
                    count += 1;
                    text.extend(moved(old, new, catalog));
                }
                (None, Some(new)) => text += &alone("against-new", new),
                (Some(old), None) if self.is_pending(old) => text += &alone("against-pending", old),
                (Some(old), None) => text += &alone("against-gone", old),
                (None, None) => {}
            }
        }
        text += &(catalog.text("against-moved", &args!["count" => count]) + "\n");
        if self.asked > 0 {
            text += &(catalog.text("against-asked", &args!["count" => self.asked]) + "\n");
        }
        text
    }

    /// For programs: the contract that `docs/batch.md` describes.
    pub fn json(&self, exercise: &str) -> String {
        let (mut moved, mut new, mut gone) = (vec![], vec![], vec![]);
        let alone = |row: &Row, at: &str| json!({ "name": row.names(), "submission": row.name, at: mark(&row.ruling) });
        for result in &self.results {
            match result {
                (Some(old), Some(new)) => moved.push(movement(old, new)),
                (None, Some(row)) => new.push(alone(row, "after")),
                (Some(row), None) => {
                    let mut one = alone(row, "before");
                    one["pending"] = self.is_pending(row).into();
                    gone.push(one);
                }
                (None, None) => {}
            }
        }
        let object = json!({
            "format": FORMAT,
            "exercise": exercise,
            "new": new,
            "gone": gone,
            "moved": moved,
            "asked": self.asked,
        });
        format!("{object:#}\n")
    }

    /// The table in CSV: a line for each check that has moved, of each student; of a submission that only one side has
    /// all have.
    pub fn csv(&self, exercise: &str) -> String {
        let mut table = COLUMNS.join(",") + "\r\n";
        for (old, new) in &self.results {
            let Some(known) = new.as_ref().or(old.as_ref()) else {
                continue;
            };
            let unknown = Row {
                checks: vec![],
                ruling: Ruling::default(),
                ..known.clone()
            };
            let by = match (old, new) {
                (Some(old), Some(new)) => Difference::of(old, new).by(),
                (None, _) => "new",
                (Some(old), None) if self.is_pending(old) => "pending",
                (Some(_), None) => "gone",
            };
            let [old, new] = [old, new].map(|row| row.as_ref().unwrap_or(&unknown));
            let marks = [given(&old.ruling), given(&new.ruling)].concat();
            let provisional = [old, new].map(|row| {
                let given = row.ruling.given.as_ref();
                given.map_or_else(String::new, |given| given.provisional.to_string())
            });
            let mut moves = moves(old, new);
            if moves.is_empty() {
                moves.push(Move {
                    id: "",
                    before: None,
                    after: None,
                });
            }
            for one in &known.students {
                for Move { id, before, after } in &moves {
                    let mut cells = vec![inert(exercise), inert(&known.name)];
                    cells.extend(student(one, &known.name));
                    cells.extend(marks.iter().cloned());
                    cells.push(inert(id));
                    cells.extend([cell(*before), cell(*after)].concat());
                    cells.push(by.to_owned());
                    cells.extend(provisional.iter().cloned());
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
