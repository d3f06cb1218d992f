//! Grades network programs: builds a submission, runs it on machines and links of its own, and explains the mark.

pub mod cli;
pub mod event;
pub mod explain;
pub mod i18n;
pub mod model;
pub mod report;
