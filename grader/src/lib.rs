//! Grades network programs.
