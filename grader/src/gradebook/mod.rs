//! Marks into the files that schools' systems gave, to be given back to them.
//!
//! Pure: marks and a file's bytes in, a file's bytes out. Nothing but marks and comments ever changes in such a file.

mod canvas;
mod cell;
mod fill;
mod kind;
mod moodle;
mod skipped;
mod table;
#[cfg(test)]
mod tests;
mod whose;

pub use canvas::canvas;
pub use fill::{FillError, Filled, Line, Replaced, Stands};
pub use kind::Kind;
pub use moodle::{gradebook as moodle_gradebook, worksheet as moodle_worksheet};
pub use skipped::{Key, Skipped};
pub use table::{Table, TableError};
