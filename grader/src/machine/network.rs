//! Whether anything is on its way between sockets, by what the kernel says of them.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;

use super::sock_diag::ListenerState;

/// One side of a TCP conversation that is not over, as the kernel sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Conversation {
    /// Its address.
    pub local: SocketAddr,
    /// The other side's.
    pub remote: SocketAddr,
    /// How it stands.
    pub state: State,
    /// Bytes that arrived and were not read.
    pub unread: u32,
    /// Bytes that were sent and have not arrived.
    pub unacked: u32,
    /// Whether none of them is under way, since the other side has no room for them: it was asked for it, has refused, and is
    /// asked again now and then only.
    pub probes: bool,
    /// The socket; 0 while no program has it.
    pub inode: u64,
}

/// How one side of a conversation stands, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Both may send.
    Established,
    /// It dials, and has no answer.
    Dialling,
    /// It is being dialled.
    Dialled,
    /// It has ended its stream, and the other side knows.
    Ended,
    /// The other side has ended its stream.
    Left,
    /// An end is on its way.
    Ending,
}

impl State {
    /// The kernel's number, from `include/net/tcp_states.h`; `None` for those that take no part in a conversation.
    pub(super) fn of(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Established),
            2 => Some(Self::Dialling),
            3 | 12 => Some(Self::Dialled),
            5 => Some(Self::Ended),
            8 => Some(Self::Left),
            4 | 9 | 11 => Some(Self::Ending),
            _ => None,
        }
    }
}

/// Whether nothing is on its way. A connection that hangs because the listener's queue is full does not move either, until
/// somebody accepts; nor do bytes for which the other side has no room, until it reads.
pub(super) fn is_quiet(conversations: &[Conversation], listeners: &[ListenerState]) -> bool {
    let is_full = |address: SocketAddr| {
        let of_it = listeners.iter().filter(|listener| {
            let here = listener.address;
            here.port() == address.port()
                && (here.ip().is_unspecified() || here.ip().to_canonical() == address.ip())
        });
        // The kernel takes one more than it was asked to.
        of_it.clone().count() > 0 && of_it.clone().all(|one| one.queued > one.backlog)
    };
    let there: HashMap<(SocketAddr, SocketAddr), &Conversation> = conversations
        .iter()
        .map(|one| ((one.local, one.remote), one))
        .collect();
    let has_arrived = |one: &Conversation, other: &Conversation| {
        one.unacked == 0 || (one.probes && other.unread > 0)
    };
    conversations.iter().all(|one| match one.state {
        State::Established => match there.get(&(one.remote, one.local)) {
            Some(other) => has_arrived(one, other),
            // A reset is on its way.
            None => false,
        },
        State::Left => one.unacked == 0,
        State::Ended => true,
        State::Dialling => is_full(one.remote),
        State::Dialled => is_full(one.local),
        State::Ending => false,
    })
}

/// The conversations that programs which hold these sockets take part in, or that wait for them to accept.
pub(super) fn of(
    held: &HashSet<u64>,
    listeners: &[ListenerState],
    conversations: &[Conversation],
) -> Vec<Conversation> {
    let ports: HashSet<u16> = listeners
        .iter()
        .map(|listener| listener.address.port())
        .collect();
    let is_theirs =
        |one: &Conversation| held.contains(&one.inode) || ports.contains(&one.local.port());
    let theirs: HashSet<(SocketAddr, SocketAddr)> = conversations
        .iter()
        .filter(|one| is_theirs(one))
        .map(|one| (one.local, one.remote))
        .collect();
    conversations
        .iter()
        .filter(|one| is_theirs(one) || theirs.contains(&(one.remote, one.local)))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(port: u16) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], port))
    }

    fn side(local: u16, remote: u16, state: State) -> Conversation {
        Conversation {
            local: at(local),
            remote: at(remote),
            state,
            unread: 0,
            unacked: 0,
            probes: false,
            inode: 1,
        }
    }

    fn listener(port: u16, queued: u32, backlog: u32) -> ListenerState {
        ListenerState {
            address: at(port),
            queued,
            backlog,
            inode: 7,
        }
    }

    #[test]
    fn what_nobody_reads_lies_still_and_what_has_not_arrived_does_not() {
        let mut pair = [
            side(1, 2, State::Established),
            side(2, 1, State::Established),
        ];
        assert!(is_quiet(&pair, &[]));
        pair[1].unread = 9;
        assert!(is_quiet(&pair, &[]));
        pair[0].unacked = 9;
        assert!(!is_quiet(&pair, &[]));
        pair[0].probes = true;
        assert!(is_quiet(&pair, &[]));
        // Who has read everything has room, and will be told so.
        pair[1].unread = 0;
        assert!(!is_quiet(&pair, &[]));
    }

    #[test]
    fn who_talks_to_nobody_is_about_to_be_reset() {
        assert!(!is_quiet(&[side(1, 2, State::Established)], &[]));
        assert!(is_quiet(&[side(1, 2, State::Left)], &[]));
        assert!(!is_quiet(&[side(1, 2, State::Ending)], &[]));
    }

    #[test]
    fn a_dial_hangs_while_the_queue_is_full() {
        let dials = [side(1, 2, State::Dialling)];
        assert!(is_quiet(&dials, &[listener(2, 2, 1)]));
        assert!(!is_quiet(&dials, &[listener(2, 1, 1)]));
        assert!(!is_quiet(&dials, &[]));
        // The dialler has its answer already, and waits for the queue all the same.
        let half = [side(1, 2, State::Established), side(2, 1, State::Dialled)];
        assert!(is_quiet(&half, &[listener(2, 2, 1)]));
        assert!(!is_quiet(&half, &[listener(2, 0, 1)]));
    }

    #[test]
    fn the_hosts_other_conversations_do_not_count() {
        let mut all = [
            side(1, 2, State::Established),
            side(2, 1, State::Established),
            side(3, 4, State::Ending),
            side(9, 5, State::Dialled),
        ];
        all[0].inode = 40;
        let of = of(&HashSet::from([40]), &[listener(9, 0, 1)], &all);
        assert_eq!(of, [all[0], all[1], all[3]]);
    }
}
