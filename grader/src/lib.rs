//! Grades network programs: builds a submission, runs it on machines and links of its own, and explains the mark.

pub mod build;
pub mod event;
pub mod grade;
pub mod judge;
pub mod machine;
pub mod model;
pub mod network;
pub mod run;
pub mod score;
pub mod spec;
pub mod submission;
pub mod trace;
