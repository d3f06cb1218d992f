//! The processes that are being started. Until it executes its program, a new process holds a copy of each descriptor of the
//! grader's: the other end of what a thread closes meanwhile learns of it only then. On a busy host that takes a while.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Those of this process; their numbers count up.
static STARTS: Mutex<Starts> = Mutex::new(Starts {
    begun: 0,
    under_way: BTreeSet::new(),
});

struct Starts {
    begun: u64,
    under_way: BTreeSet<u64>,
}

/// A process that is being started, until this is dropped: when the process has said something, or has ended.
pub(super) struct Start(u64);

impl Start {
    pub(super) fn begin() -> Self {
        with(|starts| {
            starts.begun += 1;
            starts.under_way.insert(starts.begun);
            Self(starts.begun)
        })
    }
}

impl Drop for Start {
    fn drop(&mut self) {
        with(|starts| starts.under_way.remove(&self.0));
    }
}

/// A moment after which something may be known to be closed for the other side, too.
#[derive(Debug, Clone, Copy)]
pub struct Moment(u64);

impl Moment {
    /// This one.
    pub fn now() -> Self {
        with(|starts| Self(starts.begun))
    }

    /// Whether the descriptors that were closed before this moment are closed everywhere: all processes whose start had begun
    /// have executed.
    pub fn has_settled(self) -> bool {
        with(|starts| starts.under_way.first().is_none_or(|first| *first > self.0))
    }
}

fn with<T>(work: impl FnOnce(&mut Starts) -> T) -> T {
    work(&mut STARTS.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_during_a_start_settles_with_it() {
        let start = Start::begin();
        let moment = Moment::now();
        let later = Start::begin();
        assert!(!moment.has_settled());
        drop(start);
        // Other tests of this process may start something, too: theirs end.
        while !moment.has_settled() {
            std::thread::yield_now();
        }
        assert!(!Moment::now().has_settled());
        drop(later);
    }
}
