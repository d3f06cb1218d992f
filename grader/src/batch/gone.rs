//! Results whose submission is no longer there. They stay on the disk, and say of themselves that they are gone.
//!
//! So it is each result that knows, as it knows all else: results that several computers have written are put together
//! by copying, and no list decides about one that it has never heard of.

use std::collections::BTreeSet;

use super::find::Found;
use super::store::{Store, StoreError};

impl Store {
    /// Marks the results of all submissions that are not among these, and names them. Only who has seen all of a class
    /// may say so.
    ///
    /// # Errors
    /// When a result cannot be read or kept.
    pub fn mark_gone(&self, submissions: &[Found]) -> Result<Vec<String>, StoreError> {
        let there: BTreeSet<&str> = submissions.iter().map(|one| one.name.as_str()).collect();
        let mut gone = vec![];
        for file in self.files()? {
            // One that cannot be read has no name.
            let Some(head) = self.head_of(&file) else {
                continue;
            };
            if there.contains(head.name()) {
                continue;
            }
            if !head.gone {
                let mut kept = self.load(&file)?;
                kept.gone = true;
                self.keep(&kept)?;
            }
            gone.push(head.name().to_owned());
        }
        gone.sort();
        Ok(gone)
    }
}
