//! Grades network programs: builds a submission, runs it on machines and links of its own, and explains the mark.

pub mod batch;
pub mod build;
pub mod catalogue;
pub mod cli;
pub mod event;
pub mod explain;
pub mod grade;
pub mod gradebook;
pub mod guard;
pub mod i18n;
pub mod judge;
pub mod machine;
pub mod model;
pub mod network;
pub mod pace;
pub mod policy;
pub mod record;
pub mod rejudge;
pub mod report;
pub mod run;
pub mod score;
pub mod spec;
pub mod submission;
pub mod trace;
pub mod verify;
