//! Marks into the files of schools' systems: long tables for whoever counts, and the sheets that Moodle and Canvas gave,
//! filled in.
//!
//! Pure: marks and a file's bytes in, a file's bytes out. Of a sheet that a system gave, nothing but marks and comments
//! ever changes.

mod table;

pub use table::{LARGEST, Table, TableError, inert};
