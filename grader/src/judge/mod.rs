//! From what was seen to a verdict. Pure: no process, no socket, no clock.

mod likeness;
pub mod matching;
mod mistake;
mod needs;
#[cfg(test)]
mod notation;
mod question;
mod seen;
mod verdict;

pub use mistake::mistake;
pub use needs::missing;
pub use question::question;
pub use verdict::{blame, outcome};
