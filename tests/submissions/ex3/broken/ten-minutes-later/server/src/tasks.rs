use std::time::{Duration, Instant};

const SIZE: u64 = 1000;
/// A worker that has not answered after this long must have crashed.
const PATIENCE: Duration = Duration::from_secs(600);

#[derive(Clone, Copy)]
enum Status {
    Free,
    Given(Instant),
    Counted(u64),
}

/// The tasks, numbered from zero.
pub struct Tasks {
    a: u64,
    b: u64,
    status: Vec<Status>,
}

impl Tasks {
    pub fn new(a: u64, b: u64) -> Tasks {
        let count = (b - a).div_ceil(SIZE) as usize;
        Tasks { a, b, status: vec![Status::Free; count] }
    }

    pub fn range(&self, id: usize) -> (u64, u64) {
        let from = self.a + id as u64 * SIZE;
        (from, self.b.min(from + SIZE))
    }

    /// A free task, or else the one that has been given the longest ago, if that is too long.
    pub fn take(&mut self) -> Option<usize> {
        let age = |status: &Status| match status {
            Status::Free => Some(Duration::MAX),
            Status::Given(at) => Some(at.elapsed()).filter(|&age| age > PATIENCE),
            Status::Counted(_) => None,
        };
        let candidates = self.status.iter().enumerate().rev();
        let (_, id) = candidates.filter_map(|(id, s)| Some((age(s)?, id))).max_by_key(|c| c.0)?;
        self.status[id] = Status::Given(Instant::now());
        Some(id)
    }

    pub fn count(&mut self, id: usize, primes: u64) {
        if !matches!(self.status[id], Status::Counted(_)) {
            self.status[id] = Status::Counted(primes);
        }
    }

    /// The sum, once nothing is left.
    pub fn total(&self) -> Option<u64> {
        let counted = |status: &Status| match status {
            Status::Counted(primes) => Some(*primes),
            _ => None,
        };
        self.status.iter().map(counted).sum()
    }
}
