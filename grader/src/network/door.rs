//! Opening conversations in a machine's network: listening there, and dialling there.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::fd::OwnedFd;

use rustix::io::Errno;
use rustix::net::{self, SocketFlags, sockopt};

use super::{Poller, Ready};

/// A socket that listens in a machine's network for what its program dials.
#[derive(Debug)]
pub struct Door {
    socket: OwnedFd,
    number: usize,
    ready: bool,
    port: u16,
}

impl Door {
    /// Listens with `socket` on `port` of the loopback address of its family.
    ///
    /// # Errors
    /// When the port is taken, or the socket cannot be watched.
    pub fn open(socket: OwnedFd, v6: bool, port: u16, poller: &mut Poller) -> io::Result<Self> {
        let ip: IpAddr = if v6 {
            Ipv6Addr::LOCALHOST.into()
        } else {
            Ipv4Addr::LOCALHOST.into()
        };
        if v6 {
            sockopt::set_ipv6_v6only(&socket, true)?;
        }
        sockopt::set_socket_reuseaddr(&socket, true)?;
        net::bind(&socket, &SocketAddr::new(ip, port))?;
        net::listen(&socket, 1024)?;
        let number = poller.watch(&socket)?;
        Ok(Self {
            socket,
            number,
            ready: true,
            port,
        })
    }

    /// The number under which the poller knows it.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Notes what the poller said.
    pub fn wake(&mut self, ready: Ready) {
        self.ready |= ready.readable;
    }

    /// The next program that dialled, if one did, and its address.
    ///
    /// # Errors
    /// When the system refuses for a reason of its own, such as no more descriptors.
    pub fn accept(&mut self) -> io::Result<Option<(OwnedFd, SocketAddr)>> {
        if !self.ready {
            return Ok(None);
        }
        match net::acceptfrom_with(&self.socket, SocketFlags::NONBLOCK | SocketFlags::CLOEXEC) {
            Ok((socket, from)) => match from.map(SocketAddr::try_from) {
                Some(Ok(from)) => Ok(Some((socket, from))),
                Some(Err(_)) | None => Ok(None),
            },
            Err(Errno::AGAIN) => {
                self.ready = false;
                Ok(None)
            }
            // It dialled and was gone before we looked.
            Err(Errno::CONNABORTED | Errno::INTR) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Door {
    /// Nobody gets in from now on, whoever else holds a copy of the socket.
    fn drop(&mut self) {
        let _ = net::shutdown(&self.socket, net::Shutdown::Both);
    }
}

/// What came of dialling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialled {
    /// The connection stands.
    Connected,
    /// It is under way: dial again.
    UnderWay,
    /// Nobody takes it, or who would have taken it went meanwhile.
    Refused,
}

/// Connects `socket` to `to`, without waiting.
///
/// # Errors
/// When the system refuses for a reason of its own.
pub fn dial(socket: &OwnedFd, to: SocketAddr) -> io::Result<Dialled> {
    match net::connect(socket, &to) {
        Ok(()) | Err(Errno::ISCONN) => Ok(Dialled::Connected),
        Err(Errno::INPROGRESS | Errno::ALREADY | Errno::INTR) => Ok(Dialled::UnderWay),
        Err(Errno::CONNREFUSED | Errno::CONNRESET | Errno::CONNABORTED) => Ok(Dialled::Refused),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use rustix::net::{AddressFamily, SocketType, getsockname, socket_with};

    use super::*;

    #[test]
    fn a_door_is_shut_although_another_process_may_hold_a_copy() {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = socket_with(AddressFamily::INET, SocketType::STREAM, flags, None).unwrap();
        let copy = socket.try_clone().unwrap();
        let door = Door::open(socket, false, 0, &mut Poller::new().unwrap()).unwrap();
        let address = SocketAddr::try_from(getsockname(&copy).unwrap()).unwrap();
        TcpStream::connect(address).unwrap();
        drop(door);
        let refused = TcpStream::connect(address).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    }
}
