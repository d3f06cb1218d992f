//! What has moved since results were judged again, and which submissions have to be run.

use serde_json::{Value, json};

use super::moved::{Cell, Difference, Move, moved, moves};
use super::row::Row;
use crate::i18n::{Catalog, args};
use crate::model::{Doubt, Outcome, Ruling};
use crate::report::json::number;

/// The version of the contract with other programs.
const FORMAT: u32 = 1;

/// What came of results that were judged again.
#[derive(Debug, Default)]
pub struct Rejudged {
    /// How many were judged.
    judged: usize,
    /// How many submissions were not graded before, and are as they were.
    left: usize,
    /// In how many something cannot be told that no change of the exercise is behind.
    unclear: usize,
    /// Whose result has moved, and from where.
    moved: Vec<(Row, Row)>,
    /// How many have the same mark, of checks that are others or worth otherwise.
    asked: usize,
    /// Which have to be run again, with the checks that ask for it.
    to_run: Vec<(Row, Vec<String>)>,
}

impl Rejudged {
    /// Adds a submission, as it was and as it is.
    pub fn add(&mut self, old: Row, new: Row) {
        let Some(mark) = new.raw else {
            self.left += 1;
            return;
        };
        self.judged += 1;
        let needs_run = Outcome::Inconclusive(Doubt::NeedsRun).kind();
        let checks = new.checks.iter().filter(|check| check.kind == needs_run);
        let checks: Vec<String> = checks.map(|check| check.id.clone()).collect();
        if !checks.is_empty() {
            self.to_run.push((new, checks));
            return;
        }
        self.unclear += usize::from(mark.provisional);
        match Difference::of(&old, &new) {
            Difference::None => {}
            Difference::Asked => self.asked += 1,
            Difference::Checks | Difference::Rules | Difference::Both => {
                self.moved.push((old, new))
            }
        }
    }

    /// Whether every submission that was graded has a result in which all is told.
    pub fn is_told(&self) -> bool {
        self.to_run.is_empty() && self.unclear == 0
    }

    /// For people; `command` grades what has to be run.
    pub fn text(&self, command: &str, catalog: &Catalog) -> String {
        let counted = |id: &str, count: usize| catalog.text(id, &args!["count" => count]) + "\n";
        let mut text = counted("rejudge-judged", self.judged);
        for (id, count) in [
            ("rejudge-left", self.left),
            ("batch-inconclusive", self.unclear),
        ] {
            if count > 0 {
                text += &counted(id, count);
            }
        }
        if !self.moved.is_empty() {
            text.push('\n');
        }
        for (old, new) in &self.moved {
            text.extend(moved(old, new, catalog));
        }
        if self.judged > self.to_run.len() {
            text += &counted("against-moved", self.moved.len());
        }
        if self.asked > 0 {
            text += &counted("against-asked", self.asked);
        }
        if !self.to_run.is_empty() {
            text.push('\n');
            text += &counted("rejudge-to-run", self.to_run.len());
            for (row, checks) in &self.to_run {
                text += &format!("  {}  {}\n", row.shown(), checks.join(", "));
            }
            text += &counted("rejudge-command", self.to_run.len());
            text += &format!("  {command}\n");
        }
        text
    }

    /// For programs: the contract that `docs/batch.md` describes.
    pub fn json(&self, exercise: &str, out: &str, command: &str) -> String {
        let moved = self.moved.iter().map(|(old, new)| movement(old, new));
        let to_run = self.to_run.iter().map(|(row, checks)| {
            json!({ "name": row.names(), "submission": row.name, "checks": checks })
        });
        let object = json!({
            "format": FORMAT,
            "exercise": exercise,
            "out": out,
            "judged": self.judged,
            "left": self.left,
            "unclear": self.unclear,
            "asked": self.asked,
            "moved": moved.collect::<Vec<_>>(),
            "to_run": to_run.collect::<Vec<_>>(),
            "command": (!self.to_run.is_empty()).then_some(command),
        });
        format!("{object:#}\n")
    }
}

/// What has moved of a result.
pub(super) fn movement(old: &Row, new: &Row) -> Value {
    let moves = moves(old, new);
    let checks = moves.iter().map(|Move { id, before, after }| {
        json!({ "id": id, "before": cell(*before), "after": cell(*after) })
    });
    json!({
        "name": new.names(),
        "submission": new.name,
        "before": mark(&old.ruling),
        "after": mark(&new.ruling),
        "by": Difference::of(old, new).by(),
        "checks": checks.collect::<Vec<_>>(),
    })
}

/// A mark that counts.
pub(super) fn mark(ruling: &Ruling) -> Value {
    ruling.given.as_ref().map_or(Value::Null, |given| {
        json!({
            "mark": number(given.hundredths),
            "out_of": given.out_of,
            "provisional": given.provisional,
        })
    })
}

fn cell(cell: Option<Cell>) -> Value {
    cell.map_or(
        Value::Null,
        |(outcome, points, of)| json!({ "outcome": outcome, "points": points, "of": of }),
    )
}
