//! One TCP socket to a program.

use std::io;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::buffer::spare_capacity;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, Shutdown, sockopt};

use super::{Poller, Ready};

/// Bytes that are read of a program that is left: more than both systems keep of what it has sent and nobody has read (tcp(7),
/// `tcp_rmem` and `tcp_wmem`).
const PARTING: usize = 16 << 20;

/// How the other side's stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// In order.
    Closed,
    /// By a reset.
    Reset,
}

/// One TCP socket to a program, nonblocking.
#[derive(Debug)]
pub struct Wire {
    socket: OwnedFd,
    number: usize,
    ready: Ready,
    /// Nothing is read while this is set.
    pub paused: bool,
    /// How the program's stream ended, once it has.
    pub ended: Option<End>,
    /// Whether the program takes no more bytes.
    pub deaf: bool,
    shut: bool,
    /// The program's address and ours, as the system of its machine knows them.
    addresses: (SocketAddr, SocketAddr),
}

impl Wire {
    /// A wire over a socket that is connected, or connecting, to a program at `theirs`.
    ///
    /// # Errors
    /// When it cannot be watched.
    pub fn new(socket: OwnedFd, theirs: SocketAddr, poller: &mut Poller) -> io::Result<Self> {
        sockopt::set_tcp_nodelay(&socket, true)?;
        let ours = SocketAddr::try_from(rustix::net::getsockname(&socket)?)?;
        let number = poller.watch(&socket)?;
        let ready = Ready {
            readable: true,
            writable: true,
        };
        Ok(Self {
            socket,
            number,
            ready,
            paused: false,
            ended: None,
            deaf: false,
            shut: false,
            addresses: (theirs, ours),
        })
    }

    /// The number under which the poller knows it.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The program's address and ours.
    pub fn addresses(&self) -> (SocketAddr, SocketAddr) {
        self.addresses
    }

    /// Notes what the poller said.
    pub fn wake(&mut self, ready: Ready) {
        self.ready.readable |= ready.readable;
        self.ready.writable |= ready.writable;
    }

    /// Reads what is there, at most `room` bytes.
    pub fn read(&mut self, room: usize) -> Option<Vec<u8>> {
        if self.paused || self.ended.is_some() || !self.ready.readable || room == 0 {
            return None;
        }
        let mut buffer = Vec::with_capacity(room.min(64 << 10));
        let space = spare_capacity(&mut buffer);
        match rustix::net::recv(&self.socket, space, RecvFlags::empty()) {
            Ok((_, 0)) => self.ended = Some(End::Closed),
            Ok(_) => {
                buffer.shrink_to_fit();
                return Some(buffer);
            }
            Err(Errno::AGAIN | Errno::INTR) => self.ready.readable = false,
            Err(_) => {
                self.ended = Some(End::Reset);
                self.deaf = true;
            }
        }
        None
    }

    /// Acknowledges at once what has arrived, instead of with the next answer (tcp(7), `TCP_QUICKACK`).
    pub fn acknowledge(&self) {
        // A socket that is gone has nothing to acknowledge.
        let _ = sockopt::set_tcp_quickack(&self.socket, true);
    }

    /// Whether something has arrived that was not read: bytes, or an end.
    pub fn has_more(&self) -> bool {
        let looked = rustix::net::recv(&self.socket, &mut [0; 1], RecvFlags::PEEK);
        !matches!(looked, Err(Errno::AGAIN))
    }

    /// Writes what fits; how many bytes that was.
    pub fn write(&mut self, bytes: &[u8]) -> usize {
        if self.deaf || self.shut || !self.ready.writable {
            return 0;
        }
        match rustix::net::send(&self.socket, bytes, SendFlags::NOSIGNAL) {
            Ok(count) => count,
            Err(Errno::AGAIN | Errno::INTR) => {
                self.ready.writable = false;
                0
            }
            Err(_) => {
                self.deaf = true;
                0
            }
        }
    }

    /// Has what is written from here on go out with the end of our stream, in one segment where it fits (tcp(7), `TCP_CORK`):
    /// a program that is awake cannot see the one without the other.
    pub fn keep_for_the_end(&self) {
        // Of a socket that is gone, nothing arrives.
        let _ = sockopt::set_tcp_cork(&self.socket, true);
    }

    /// Ends our stream; the program's goes on.
    pub fn shut(&mut self) {
        if !self.shut {
            self.shut = true;
            // A socket that is gone already needs no end.
            let _ = rustix::net::shutdown(&self.socket, Shutdown::Write);
        }
    }

    /// Closes it so that the program sees a reset.
    pub fn reset(self) {
        // Sent now, whoever else holds a copy of the socket. Where that is refused, closing does it.
        let _ = sockopt::set_socket_linger(&self.socket, Some(Duration::ZERO));
        let _ = rustix::net::connect_unspec(&self.socket);
    }

    /// Closes it in order: what came last is read first, since closing with unread bytes would be a reset. That is for a
    /// program that goes on sending.
    pub fn close(self) {
        self.close_after(PARTING);
    }

    /// The same, where more than `most` bytes are too many.
    fn close_after(mut self, most: usize) {
        self.paused = false;
        self.ready.readable = true;
        // Both ways at once, and whoever else holds a copy of the socket: what comes from here on is refused.
        let _ = rustix::net::shutdown(&self.socket, Shutdown::Both);
        let mut all = 0;
        while let Some(bytes) = self.read(64 << 10) {
            all += bytes.len();
            if all > most {
                return self.reset();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::*;

    /// Our end of a connection, and a program's.
    fn connected() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let ours = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (ours, listener.accept().unwrap().0)
    }

    fn wire(ours: TcpStream) -> Wire {
        ours.set_nonblocking(true).unwrap();
        let theirs = ours.peer_addr().unwrap();
        Wire::new(ours.into(), theirs, &mut Poller::new().unwrap()).unwrap()
    }

    #[test]
    fn what_came_last_is_read_before_an_orderly_end_and_no_more_than_so_much() {
        let sent = [0; 16 << 10];
        for (most, is_orderly) in [(sent.len(), true), (sent.len() - 1, false)] {
            let (ours, mut program) = connected();
            program.write_all(&sent).unwrap();
            while ours.peek(&mut [0; 16 << 10]).unwrap() < sent.len() {}
            wire(ours).close_after(most);
            assert_eq!(program.read(&mut [0; 1]).unwrap(), 0);
            // To go on sending is still possible after an end, and not after a reset.
            assert_eq!(program.write(&sent).is_ok(), is_orderly);
        }
    }

    #[test]
    fn who_answers_the_last_words_of_one_who_closed_writes_to_nobody() {
        let (ours, mut program) = connected();
        // Another process may hold a copy.
        let _copy = ours.try_clone().unwrap();
        let mut wire = wire(ours);
        wire.keep_for_the_end();
        assert_eq!(wire.write(b"adieu"), 5);
        wire.close();
        let mut said = String::new();
        program.read_to_string(&mut said).unwrap();
        assert_eq!(said, "adieu");
        // The first is refused; from then on, that is known.
        program.write_all(b"Echo: ").unwrap();
        let error = program.write(b"adieu").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn a_reset_goes_although_another_process_may_hold_a_copy() {
        let (ours, mut program) = connected();
        let _copy = ours.try_clone().unwrap();
        wire(ours).reset();
        let error = program.read(&mut [0; 1]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    }
}
