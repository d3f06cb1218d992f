//! Many submissions to a result each: finds them, unpacks them, has each graded once, and keeps every result.
//!
//! It does not know what grades, and judges nothing.

mod archive;
mod digest;
mod draft;
mod find;
mod hold;
mod names;
mod open;
mod roster;
mod schedule;
mod shard;
mod store;
#[cfg(test)]
mod tests;

pub use archive::{BYTES, ENTRIES};
pub use digest::{Hash, content, digest};
pub use draft::Draft;
pub use find::{Class, Found, Ignored, Why, find};
pub use hold::Hold;
pub use names::{Names, PatternError};
pub use roster::{Problem as RosterProblem, Roster, Wrong as RosterWrong};
pub use schedule::{Ended, From, Grade, Happened, NotGraded, Standing, Work, run};
pub use shard::Shard;
pub use store::{Batch, Kept, Store, StoreError, file_name, folder_name};
