//! What people and programs see of a grading: pages for a terminal, JSON, and a live display.
//!
//! Rendering is pure: a report in, a text out. Only `live` writes anywhere, and only to standard error.

mod build;
pub mod class;
pub mod json;
pub mod live;
mod look;
pub mod progress;
mod sheet;
pub mod table;
pub mod terminal;

pub use look::Look;

#[cfg(test)]
mod tests;
