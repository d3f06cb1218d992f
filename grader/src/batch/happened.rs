//! What is told of a batch while it is graded.

use super::store::Head;
use crate::model::{Discarded, DiscardedWhy, Mark, Unfit};

/// Something that happened to a submission.
#[derive(Debug, Clone, PartialEq)]
pub enum Happened {
    /// It is being graded.
    Began {
        /// The submission.
        name: String,
    },
    /// It has a result.
    Ended(Ended),
}

/// A submission that has a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// The submission.
    pub name: String,
    /// Where the result is from.
    pub from: From,
    /// Whether its files are others than before, and the time when it was handed in, as the roster says it, is the same.
    pub is_untimed: bool,
    /// The archives beside its work, which are not opened.
    pub beside: Vec<String>,
    /// The mark, if it was graded.
    pub mark: Option<Mark>,
    /// Whether something could not be told.
    pub inconclusive: bool,
    /// What the grader or the host failed with, if so.
    pub set_aside: Option<String>,
    /// Why it cannot be graded as it was handed in, if so.
    pub refusal: Option<Unfit>,
    /// Whether the result from before stays, with its mark, since it tells more.
    pub is_before: bool,
}

impl Ended {
    /// What is told of a result.
    pub(super) fn of(head: &Head, left_out: &[Discarded], from: From, is_untimed: bool) -> Self {
        let beside = { left_out.iter() }.filter(|one| one.why == DiscardedWhy::Beside);
        Self {
            name: head.name().to_owned(),
            from,
            is_untimed,
            beside: beside.map(|one| one.name.clone()).collect(),
            mark: head.mark(),
            inconclusive: head.is_inconclusive(),
            set_aside: head.set_aside().map(ToOwned::to_owned),
            refusal: head.refusal().cloned(),
            is_before: false,
        }
    }
}

/// Where a result is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// It was graded now.
    Graded,
    /// It stands from an earlier run.
    Earlier,
    /// Another submission has the same files.
    Twin,
}
