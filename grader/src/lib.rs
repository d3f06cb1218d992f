//! Grades network programs: builds a submission, runs it on machines and links of its own, and explains the mark.

pub mod catalogue;
pub mod event;
pub mod model;
pub mod spec;
