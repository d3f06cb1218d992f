//! How much goes on at a time when several submissions are graded side by side: what needs a processor is bounded by
//! processors, what mostly waits by more than that. And what need not go on at all.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Says of a grading that nobody waits for the rest of it: checks that have begun are given up, no other begins.
#[derive(Debug, Clone, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// From now on.
    pub fn call(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was said.
    pub fn is_called(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The bounds that gradings share.
#[derive(Debug)]
pub struct Pace {
    /// Builds.
    pub builds: Permits,
    /// Checks being played.
    pub checks: Permits,
}

impl Pace {
    /// So many of each at a time.
    pub fn new(builds: usize, checks: usize) -> Self {
        Self {
            builds: Permits::new(builds),
            checks: Permits::new(checks),
        }
    }
}

/// So many may go on at a time; the others wait.
#[derive(Debug)]
pub struct Permits {
    free: Mutex<usize>,
    freed: Condvar,
}

/// Leave to go on, until it is dropped.
#[must_use = "what is allowed is over when this is dropped"]
#[derive(Debug)]
pub struct Permit<'a>(&'a Permits);

impl Permits {
    /// `count` of them, at least one.
    pub fn new(count: usize) -> Self {
        Self {
            free: Mutex::new(count.max(1)),
            freed: Condvar::new(),
        }
    }

    /// Waits until one is free, and takes it.
    pub fn take(&self) -> Permit<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_while(free, |free| *free == 0);
        *waited.unwrap_or_else(PoisonError::into_inner) -= 1;
        Permit(self)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let free = &self.0.free;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Permits;

    #[test]
    fn no_more_than_so_many_go_on_at_a_time() {
        let permits = Permits::new(2);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _permit = permits.take();
                        let going_on = now.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(going_on, Ordering::SeqCst);
                        now.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
        assert_eq!(*permits.free.lock().unwrap(), 2);
    }
}
