//! What the grader saw of a check: facts, in order.

use serde::{Deserialize, Serialize};

use super::{Exit, Failure, LimitKind, Listener, Member, Waiting, escape};

/// All that was seen of a check, in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trace {
    /// The observations.
    pub observations: Vec<Observation>,
    /// How many more there were: a trace is bounded, its beginning and its end are kept.
    pub left_out: u64,
}

/// One thing that was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// When, in microseconds from the start of the check.
    pub at: u64,
    /// What.
    pub what: Fact,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// A step began.
    Step {
        /// Its line in the exercise file.
        line: usize,
    },
    /// A program was launched.
    Launched {
        /// Who.
        actor: Member,
        /// With which arguments.
        arguments: Vec<String>,
    },
    /// A program was seen to listen.
    Listening {
        /// Who.
        actor: Member,
        /// Where.
        at: Vec<Listener>,
    },
    /// A conversation was opened.
    Connected {
        /// Who dialled.
        from: Member,
        /// Whom.
        to: Member,
    },
    /// A connection was refused.
    Refused {
        /// Who dialled.
        from: Member,
        /// Whom.
        to: Member,
    },
    /// Bytes were received by the grader from a program, or sent by a script to one.
    Sent {
        /// The sender.
        from: Member,
        /// The receiver.
        to: Member,
        /// The bytes.
        #[serde(with = "escape::spelt")]
        bytes: Vec<u8>,
    },
    /// One side ended its stream.
    Ended {
        /// Which.
        from: Member,
        /// Towards whom.
        to: Member,
    },
    /// One side reset the conversation.
    Reset {
        /// Which.
        from: Member,
        /// Towards whom.
        to: Member,
    },
    /// A link holds bytes back from here on.
    Holding {
        /// The sender.
        from: Member,
        /// The receiver.
        to: Member,
    },
    /// A link that was told to hold back has a whole line to hold.
    Held {
        /// The sender.
        from: Member,
        /// The receiver, to whom it does not come.
        to: Member,
    },
    /// A link let go what it held.
    Released {
        /// The sender.
        from: Member,
        /// The receiver.
        to: Member,
        /// How many bytes.
        bytes: u64,
    },
    /// A link cut a conversation.
    Cut {
        /// One side.
        from: Member,
        /// The other.
        to: Member,
    },
    /// The script typed on a program's standard input.
    Typed {
        /// On whose.
        actor: Member,
        /// What.
        #[serde(with = "escape::spelt")]
        bytes: Vec<u8>,
    },
    /// The script ended a program's standard input.
    InputEnded {
        /// Whose.
        actor: Member,
    },
    /// A program printed.
    Printed {
        /// Who.
        actor: Member,
        /// On standard error, else on standard output.
        error: bool,
        /// What.
        #[serde(with = "escape::spelt")]
        bytes: Vec<u8>,
    },
    /// The script sent a signal to a program.
    Signalled {
        /// To whom.
        actor: Member,
        /// Its name, such as `SIGTERM`.
        signal: String,
    },
    /// A program ended.
    Exited {
        /// Who.
        actor: Member,
        /// How.
        exit: Exit,
    },
    /// A program reached a limit, and was ended.
    LimitReached {
        /// Who.
        actor: Member,
        /// Which.
        limit: LimitKind,
        /// How much was allowed, in words with its unit.
        allowed: String,
    },
    /// What a program used at a moment.
    Used {
        /// Who.
        actor: Member,
        /// Threads.
        threads: u64,
        /// Open descriptors.
        descriptors: u64,
        /// Processes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        processes: Option<u64>,
        /// Open connections, each counted once, however many processes hold it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        connections: Option<u64>,
    },
    /// A step waited in vain.
    Waited {
        /// What ended it.
        until: Until,
        /// How long it had waited, in milliseconds.
        milliseconds: u64,
    },
    /// The step could not be done.
    Failed {
        /// Why, as it was seen at that moment.
        failure: Failure,
    },
    /// What a program did not go on from, when the step had failed and for as long as it was looked at.
    Stuck {
        /// Who.
        actor: Member,
        /// Its threads that stood still, as many as are kept.
        threads: Vec<Waiting>,
        /// How many more threads stood still.
        #[serde(default)]
        more: usize,
        /// Who was connected to it and not accepted.
        queued: Vec<Member>,
        /// Who had no room left for what it had sent, since they do not read.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        full: Vec<Member>,
        /// Whom it had accepted or dialled, and not read all of.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unread: Vec<Member>,
        /// Whether it has an `epoll` open, as loops over events and runtimes of tasks have.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        polls: bool,
    },
}

impl Fact {
    /// Who did, or to whom happened, what it tells.
    pub fn actor(&self) -> Option<&Member> {
        match self {
            Self::Launched { actor, .. }
            | Self::Listening { actor, .. }
            | Self::Typed { actor, .. }
            | Self::InputEnded { actor }
            | Self::Signalled { actor, .. }
            | Self::Exited { actor, .. }
            | Self::LimitReached { actor, .. }
            | Self::Printed { actor, .. }
            | Self::Used { actor, .. }
            | Self::Stuck { actor, .. } => Some(actor),
            Self::Connected { from, .. }
            | Self::Refused { from, .. }
            | Self::Sent { from, .. }
            | Self::Ended { from, .. }
            | Self::Reset { from, .. }
            | Self::Holding { from, .. }
            | Self::Held { from, .. }
            | Self::Released { from, .. }
            | Self::Cut { from, .. } => Some(from),
            Self::Step { .. } | Self::Waited { .. } | Self::Failed { .. } => None,
        }
    }
}

/// What ends a wait for what does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// All programs were blocked for good, and nothing was on its way: nothing could happen any more.
    Rest,
    /// The time for it was over.
    Deadline,
}
