//! What people and programs see of a class: a table for all, a page for each.
//!
//! Pages are whole in themselves: they load nothing, and allow nothing but their own style and script. Every text of a
//! submission is a text there, whatever it looks like.

mod against;
mod alias;
mod anonymous;
mod index;
mod json;
mod long;
mod moved;
mod page;
mod refusal;
mod rejudged;
mod row;
mod shell;
#[cfg(test)]
mod tests;

pub use against::Against;
pub use anonymous::Anonymous;
pub use index::{index, like};
pub use json::json;
pub use long::long;
pub use page::{discarded, page};
pub use refusal::{brief, gone, set_aside};
pub use rejudged::Rejudged;
pub use row::{Due, Namesakes, Row, RowCheck, Summary, comment};
