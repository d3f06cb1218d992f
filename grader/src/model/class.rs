//! Whose a submission is.

use serde::{Deserialize, Serialize};

/// A student, as far as the name of a folder or a roster tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Student {
    /// The name that people know.
    pub name: String,
    /// The number or the word by which the school's system knows them.
    pub id: Option<String>,
    /// The address of their mail.
    pub email: Option<String>,
}
