//! Asks the kernel about TCP sockets: who listens, and how a conversation stands (`sock_diag(7)`). Nothing is connected to
//! and nothing is consumed by asking.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::os::fd::OwnedFd;

use rustix::io::{Errno, retry_on_intr};
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::error::{Failed, MachineError, Stage};
use super::network::{Conversation, State};

/// A program that listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListenerState {
    /// The address that it has bound.
    pub address: SocketAddr,
    /// Connections that wait to be accepted.
    pub queued: u32,
    /// How many may wait.
    pub backlog: u32,
    /// The socket.
    pub inode: u64,
}

/// A program's end of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    /// Bytes that arrived and were not read; an end of the stream that was not read counts as one.
    pub unread: u32,
    /// Bytes that it has sent and that have not been acknowledged.
    pub unacked: u32,
    /// Whether none of them is under way, since the other side has no room for them: it was asked for it, has refused, and is
    /// asked again now and then only.
    pub probes: bool,
    /// Whether the program has accepted it, or made it, and still has it open.
    pub accepted: bool,
    /// The socket; 0 while no program has it.
    pub inode: u64,
}

const SOCK_DIAG_BY_FAMILY: u16 = 20;
/// The question that came before that one (`linux/inet_diag.h`). It alone may be about both families at once: the kernel goes
/// through the tables of the whole host to answer, and so does it once.
const TCPDIAG_GETSOCK: u16 = 18;
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
const NLM_F_REQUEST: u16 = 1;
const NLM_F_DUMP: u16 = 0x300;
const TCP_LISTEN: u8 = 10;
/// The timer that asks the other side for room, while nothing is under way (`sock_diag(7)`).
const ZERO_WINDOW: u8 = 4;
/// `INET_DIAG_INFO`, whose attribute is a `struct tcp_info` (`linux/inet_diag.h`), as the bit that asks for it, and the place
/// in that of how often the timer has run out since the last progress (`linux/tcp.h`).
const INFO: u16 = 2;
const ASK_INFO: u8 = 1 << (INFO - 1);
const BACKOFF: usize = 4;
/// Bytes of a message's header, and of what the kernel says about one socket.
const HEADER: usize = 16;
const SOCKET: usize = 72;
/// Any interface, any cookie.
const ANYTHING: [u8; 12] = [0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255];

/// A socket that looks at the network in which it was made.
pub(super) struct SockDiag {
    socket: OwnedFd,
    sequence: u32,
    buffer: Vec<u8>,
}

impl SockDiag {
    pub(super) fn new(socket: OwnedFd) -> Self {
        Self {
            socket,
            sequence: 0,
            buffer: vec![0; 32 << 10],
        }
    }

    /// All that listen in the network.
    pub(super) fn listeners(&mut self) -> Result<Vec<ListenerState>, MachineError> {
        let mut found = Vec::new();
        self.list(1 << TCP_LISTEN, |socket| {
            found.push(ListenerState {
                address: socket.local(),
                queued: socket.number(56),
                backlog: socket.number(60),
                inode: socket.inode(),
            });
        })?;
        Ok(found)
    }

    /// Both sides of all conversations of the network that are not over.
    pub(super) fn conversations(&mut self) -> Result<Vec<Conversation>, MachineError> {
        let mut found = Vec::new();
        let states = (0..16).filter(|number| State::of(*number).is_some());
        self.list(states.fold(0, |all, number| all | 1 << number), |socket| {
            found.extend(State::of(socket.state()).map(|state| Conversation {
                local: canonical(socket.local()),
                remote: canonical(socket.remote()),
                state,
                unread: socket.number(56),
                unacked: socket.number(60),
                probes: socket.timer() == ZERO_WINDOW,
                inode: socket.inode(),
            }));
        })?;
        // All of the network are listed without asking more of each than is needed.
        for one in found.iter_mut().filter(|one| one.probes) {
            let end = self.endpoint(one.local, one.remote)?;
            one.probes = end.is_some_and(|end| end.probes);
        }
        Ok(found)
    }

    /// All sockets of the network in these states.
    fn list(&mut self, states: u32, each: impl FnMut(Socket<'_>)) -> Result<(), MachineError> {
        self.ask(&Question::All { states }, each)
            .stage("list sockets")
            .map_err(MachineError::Stage)
    }

    /// The end at `local` of the conversation with `remote`.
    pub(super) fn endpoint(
        &mut self,
        local: SocketAddr,
        remote: SocketAddr,
    ) -> Result<Option<Endpoint>, MachineError> {
        // The kernel keeps IPv4 conversations of IPv6 sockets with the IPv4 ones.
        let ends = [canonical(local), canonical(remote)];
        let mut found = None;
        let asked = self.ask(&Question::One { ends }, |socket| {
            // Without a conversation, the kernel names the listener that would take it.
            if socket.state() != TCP_LISTEN {
                let inode = socket.inode();
                found = Some(Endpoint {
                    unread: socket.number(56),
                    unacked: socket.number(60),
                    probes: socket.timer() == ZERO_WINDOW && socket.backoff() > 0,
                    accepted: inode != 0,
                    inode,
                });
            }
        });
        match asked {
            Ok(()) => Ok(found),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(MachineError::Stage(Failed {
                stage: "look up a socket".into(),
                errno: errno.raw_os_error(),
            })),
        }
    }

    fn ask(
        &mut self,
        question: &Question,
        mut each: impl FnMut(Socket<'_>),
    ) -> rustix::io::Result<()> {
        self.sequence = self.sequence.wrapping_add(1);
        let text = question.encode(self.sequence);
        retry_on_intr(|| send(&self.socket, &text, SendFlags::empty()))?;
        loop {
            let (_, length) =
                retry_on_intr(|| recv(&self.socket, &mut self.buffer[..], RecvFlags::empty()))?;
            let mut rest = self.buffer.get(..length).ok_or(Errno::MSGSIZE)?;
            while let Some(size) = native(rest, 0)
                .map(|size| size as usize)
                .filter(|size| (HEADER..=rest.len()).contains(size))
            {
                let (message, after) = (
                    &rest[..size],
                    rest.get(size.next_multiple_of(4)..).unwrap_or_default(),
                );
                rest = after;
                if native(message, 8) != Some(self.sequence) {
                    // The rest of an answer that was given up.
                    continue;
                }
                match u16::from_ne_bytes([message[4], message[5]]) {
                    NLMSG_DONE => return Ok(()),
                    NLMSG_ERROR => {
                        let errno = native(message, HEADER)
                            .map_or(0, u32::cast_signed)
                            .wrapping_neg();
                        let error = io::Error::from_raw_os_error(errno);
                        return if errno == 0 {
                            Ok(())
                        } else {
                            Err(Errno::from_io_error(&error).unwrap_or(Errno::IO))
                        };
                    }
                    kind if kind == question.kind() && size >= HEADER + SOCKET => {
                        each(Socket(&message[HEADER..]));
                        if let Question::One { .. } = question {
                            return Ok(());
                        }
                    }
                    _ => return Err(Errno::BADMSG),
                }
            }
        }
    }
}

/// What the kernel is asked.
enum Question {
    /// All sockets of both families in these states.
    All { states: u32 },
    /// The one with these ends, in whatever state.
    One { ends: [SocketAddr; 2] },
}

impl Question {
    fn kind(&self) -> u16 {
        match self {
            Self::All { .. } => TCPDIAG_GETSOCK,
            Self::One { .. } => SOCK_DIAG_BY_FAMILY,
        }
    }

    /// `struct inet_diag_req`, or `struct inet_diag_req_v2`, behind a header.
    fn encode(&self, sequence: u32) -> Vec<u8> {
        let (flags, asked) = match self {
            Self::All { states } => {
                // Of any family, between any ports and addresses; nothing behind the states restricts them further.
                let asked = [
                    [0; 40].as_slice(),
                    &ANYTHING,
                    &states.to_ne_bytes(),
                    &[0; 4],
                ];
                (NLM_F_DUMP, asked.concat())
            }
            Self::One { ends } => {
                let family = match ends[0] {
                    SocketAddr::V4(_) => libc::AF_INET,
                    SocketAddr::V6(_) => libc::AF_INET6,
                };
                let mut asked = vec![family as u8, libc::IPPROTO_TCP as u8, ASK_INFO, 0];
                asked.extend(u32::MAX.to_ne_bytes());
                asked.extend(ends.iter().flat_map(|end| end.port().to_be_bytes()));
                for end in ends {
                    match end.ip() {
                        IpAddr::V4(ip) => {
                            asked.extend(ip.octets());
                            asked.extend([0; 12]);
                        }
                        IpAddr::V6(ip) => asked.extend(ip.octets()),
                    }
                }
                asked.extend(ANYTHING);
                (0, asked)
            }
        };
        let length = (HEADER + asked.len()) as u32;
        let mut text = Vec::with_capacity(HEADER + asked.len());
        text.extend(length.to_ne_bytes());
        text.extend(self.kind().to_ne_bytes());
        text.extend((NLM_F_REQUEST | flags).to_ne_bytes());
        text.extend(sequence.to_ne_bytes());
        text.extend(0u32.to_ne_bytes());
        text.extend(asked);
        text
    }
}

/// `struct inet_diag_msg`: at least [`SOCKET`] bytes, and attributes behind it.
struct Socket<'a>(&'a [u8]);

impl Socket<'_> {
    fn state(&self) -> u8 {
        self.0[1]
    }

    fn timer(&self) -> u8 {
        self.0[2]
    }

    fn local(&self) -> SocketAddr {
        self.address(4, 8)
    }

    fn remote(&self) -> SocketAddr {
        self.address(6, 24)
    }

    fn address(&self, port: usize, ip: usize) -> SocketAddr {
        let port = u16::from_be_bytes([self.0[port], self.0[port + 1]]);
        let mut octets = [0; 16];
        octets.copy_from_slice(&self.0[ip..ip + 16]);
        let ip = if i32::from(self.0[0]) == libc::AF_INET {
            IpAddr::from([octets[0], octets[1], octets[2], octets[3]])
        } else {
            IpAddr::from(octets)
        };
        SocketAddr::new(ip, port)
    }

    fn inode(&self) -> u64 {
        u64::from(self.number(68))
    }

    /// How often it was tried in vain to send since something was acknowledged last; 0 where that was not asked for.
    fn backoff(&self) -> u8 {
        let mut rest = &self.0[SOCKET..];
        while let [a, b, c, d, ..] = *rest {
            let length = usize::from(u16::from_ne_bytes([a, b]));
            let Some(held) = rest.get(4..length) else {
                break;
            };
            if u16::from_ne_bytes([c, d]) == INFO {
                return held.get(BACKOFF).copied().unwrap_or(0);
            }
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
        0
    }

    fn number(&self, at: usize) -> u32 {
        native(self.0, at).unwrap_or(0)
    }
}

/// An IPv4 address that stands in an IPv6 one, as itself.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

fn native(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_ne_bytes(bytes.try_into().ok()?))
}
