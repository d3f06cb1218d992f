//! Many submissions to a result each.
mod archive;
mod names;
pub use names::{Names, PatternError, Said};
