//! The only room that starts processes.

mod query;

pub use query::{Answer, QueryError, query};
