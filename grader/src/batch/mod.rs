//! Many submissions to a result each: finds them, unpacks them, has each graded once, and keeps every result.
//!
//! It does not know what grades, and judges nothing.

mod alike;
mod archive;
mod bounds;
mod called;
mod digest;
mod draft;
mod find;
mod form;
mod given;
mod gone;
mod happened;
mod hold;
mod level;
mod loose;
mod names;
mod open;
mod roster;
mod schedule;
mod shard;
mod slip;
mod standing;
mod store;
#[cfg(test)]
mod tests;

pub use alike::alike;
pub use archive::{Trouble as ArchiveTrouble, unpack_class};
pub use bounds::{BYTES, ENTRIES};
pub use called::{Folders, file_name};
pub use digest::{Hash, content, digest};
pub use draft::Draft;
pub use find::{Class, Found, HandedIn, Ignored, Why, find};
pub use form::{Form, form};
pub use given::{Batch, Submission, digest as roster_digest};
pub use happened::{Ended, From, Happened};
pub use hold::Hold;
pub use level::{Around, Level, Signs};
pub use names::{Names, PatternError};
pub use open::unwrapped;
pub use roster::{
    Astray, COLUMNS, Matched, Problem as RosterProblem, Roster, Slip, Wrong as RosterWrong,
};
pub use schedule::{Grade, NotGraded, Work, run};
pub use shard::Shard;
pub use standing::Standing;
pub use store::{Head, Kept, Store, StoreError};
