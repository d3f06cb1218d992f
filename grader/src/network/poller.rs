//! The one poll loop of a check: which descriptors have something to say.

use std::io;
use std::os::fd::{AsFd, AsRawFd};
use std::time::Duration;

use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token};

/// What a descriptor is ready for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ready {
    /// Reading will give bytes, an end or an error.
    pub readable: bool,
    /// Writing will take bytes or give an error.
    pub writable: bool,
}

/// Waits for descriptors. Each is told of once, when it becomes ready: its owner goes on until it would block.
#[derive(Debug)]
pub struct Poller {
    poll: Poll,
    events: Events,
    next: usize,
}

impl Poller {
    /// A poller that watches nothing.
    ///
    /// # Errors
    /// When the system gives no descriptor for it.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            poll: Poll::new()?,
            events: Events::with_capacity(256),
            next: 0,
        })
    }

    /// Watches `fd` until it is closed; the number names it in what [`Poller::wait`] gives.
    ///
    /// # Errors
    /// When the descriptor cannot be watched.
    pub fn watch(&mut self, fd: impl AsFd) -> io::Result<usize> {
        let number = self.next;
        self.next += 1;
        let both = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(
            &mut SourceFd(&fd.as_fd().as_raw_fd()),
            Token(number),
            both,
        )?;
        Ok(number)
    }

    /// Waits for at most `limit` and gives what became ready meanwhile.
    ///
    /// # Errors
    /// When the system refuses; an interruption by a signal is not an error.
    pub fn wait(&mut self, limit: Duration) -> io::Result<Vec<(usize, Ready)>> {
        match self.poll.poll(&mut self.events, Some(limit)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(vec![]),
            other => other?,
        }
        Ok(self
            .events
            .iter()
            .map(|event| {
                let over = event.is_read_closed() || event.is_error();
                let ready = Ready {
                    readable: event.is_readable() || over,
                    writable: event.is_writable() || event.is_write_closed() || over,
                };
                (event.token().0, ready)
            })
            .collect())
    }
}
