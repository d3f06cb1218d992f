//! What people and programs see of a grading: pages for a terminal, JSON, the forms of other systems, a live display.
//!
//! Rendering is pure: a report in, a text out. Only `live` writes anywhere, and only to standard error.

mod build;
pub mod class;
mod format;
mod formats;
pub mod hint;
pub mod json;
pub mod live;
mod look;
mod names;
pub mod progress;
mod sheet;
pub mod table;
mod tally;
pub mod terminal;
pub mod watching;
pub mod words;

pub use build::left_out;
pub use format::{Delivery, Format, Occasion, Rendered, render};
pub use formats::ungraded;
pub use look::Look;
pub use names::{either, misdeclared, quoted};

#[cfg(test)]
mod tests;
