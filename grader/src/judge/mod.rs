//! From what was seen to a verdict. Pure: no process, no socket, no clock.

pub mod matching;
mod verdict;

pub use verdict::{blame, outcome};
