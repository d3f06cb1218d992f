//! What the grader and a machine's supervisor say to each other: one JSON message a packet, descriptors beside it.

use std::ffi::OsString;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recv, recvmsg, sendmsg,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::Failed;
use super::filter::Network;
use super::landlock;
use super::limits::Bounds;
use crate::model::{Exit, LimitKind};

/// What the grader asks of a supervisor.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// First of all: what kind of machine to make, and the control group of its programs, if they have one.
    Boot {
        world: World,
        group: Option<PathBuf>,
    },
    /// The user's and the group's numbers are mapped: go on.
    Mapped,
    /// A TCP socket of the machine's network.
    Socket { v6: bool },
    /// A program; with its standard input, output and error and its status socket.
    Launch(Box<Order>),
}

/// What a supervisor answers. A launch is answered on its status socket, with [`Report`]s.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// It is in its namespaces; the numbers are to be mapped.
    Unshared,
    /// The machine is up; with a socket that looks at its network.
    Ready,
    /// With the socket.
    Socket,
    /// It could not be done.
    Failed(Failed),
}

/// The kind of machine that a supervisor makes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum World {
    /// In namespaces of its own.
    Isolated {
        /// A folder of the host over which each program's root is put together, in its own mount namespace.
        mountpoint: PathBuf,
    },
    /// In the host's.
    Plain,
}

/// A program to launch, as the machine sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    /// What is executed: a path on the machine.
    pub executable: OsString,
    /// Its arguments, its own name first.
    pub arguments: Vec<OsString>,
    /// Its whole environment.
    pub environment: Vec<(OsString, OsString)>,
    /// Its working directory, on the machine.
    pub directory: OsString,
    /// What it sees of the host, parents before children.
    pub binds: Vec<Bind>,
    /// Folders of the host that it may write to, without the host noticing: a tool's.
    pub layers: Vec<Layered>,
    /// The folder of which its last report has a descriptor: a tool's results.
    pub keeps: Option<OsString>,
    /// The user and group as which it runs, as the machine numbers them, where that is not the supervisor's.
    pub user: Option<u32>,
    /// What it may use.
    pub bounds: Bounds,
    /// What keeps it on its machine, besides namespaces.
    pub walls: Walls,
}

/// What keeps a program on its machine, besides namespaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Walls {
    /// Nothing.
    None,
    /// On an isolated machine: a filter of system calls.
    Filter,
    /// On the host: Landlock, and a filter that leaves it nothing but TCP.
    Landlock(landlock::Walls),
}

impl Walls {
    /// The network for which system calls are filtered, if they are.
    pub(super) fn network(&self) -> Option<Network> {
        match self {
            Self::None => None,
            Self::Filter => Some(Network::Own),
            Self::Landlock(_) => Some(Network::Shared),
        }
    }
}

/// A file or folder of the host that a program sees, read-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bind {
    /// Where it is on the host.
    pub source: OsString,
    /// Where the program sees it.
    pub target: OsString,
}

/// A folder put together from folders of the host, which stay as they are: what is written goes elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Layered {
    /// Where the program sees it.
    pub target: OsString,
    /// The folders of the host, the first on top.
    pub lower: Vec<OsString>,
    /// The folder of the host that takes what is written, in its `upper`; without one, the machine's memory does.
    pub upper: Option<OsString>,
}

/// What the status socket of a program says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Report {
    /// It runs; with a descriptor of its process.
    Started,
    /// The machine could not get as far as executing it.
    Failed(Failed),
    /// It cannot be executed: an error number.
    CannotExecute(i32),
    /// It ended; with a descriptor of the folder that it was to keep, if any.
    Ended(Exit),
    /// It used more than it may, and was ended, or ended because of it.
    OverLimit(LimitKind),
}

/// Descriptors in one packet, at most.
const DESCRIPTORS: usize = 4;

pub(super) fn send<T: Serialize>(
    socket: impl AsFd,
    message: &T,
    descriptors: &[BorrowedFd<'_>],
) -> rustix::io::Result<()> {
    let text = serde_json::to_vec(message).map_err(|_| Errno::INVAL)?;
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut beside = SendAncillaryBuffer::new(&mut space);
    if !descriptors.is_empty() && !beside.push(SendAncillaryMessage::ScmRights(descriptors)) {
        return Err(Errno::TOOBIG);
    }
    retry_on_intr(|| {
        sendmsg(
            &socket,
            &[IoSlice::new(&text)],
            &mut beside,
            SendFlags::NOSIGNAL,
        )
    })?;
    Ok(())
}

/// The next message; `None` when the other end is closed.
pub(super) fn receive<T: DeserializeOwned>(
    socket: impl AsFd,
    flags: RecvFlags,
) -> rustix::io::Result<Option<(T, Vec<OwnedFd>)>> {
    let peek = flags | RecvFlags::PEEK | RecvFlags::TRUNC;
    let (_, length) = retry_on_intr(|| recv(&socket, &mut [0u8; 1], peek))?;
    if length == 0 {
        return Ok(None);
    }
    let mut text = vec![0; length];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut beside = RecvAncillaryBuffer::new(&mut space);
    let flags = flags | RecvFlags::CMSG_CLOEXEC;
    let got = retry_on_intr(|| {
        recvmsg(
            &socket,
            &mut [IoSliceMut::new(&mut text)],
            &mut beside,
            flags,
        )
    })?;
    let mut descriptors = Vec::new();
    for message in beside.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            descriptors.extend(rights);
        }
    }
    let message = serde_json::from_slice(&text[..got.bytes]).map_err(|_| Errno::BADMSG)?;
    Ok(Some((message, descriptors)))
}
