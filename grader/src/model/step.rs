//! What a check's script does, or waits for.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{ActorName, AddressForm, Comparison, Line, Template};

/// One step of a check.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it does.
    pub action: Action,
    /// How long it waits, where that differs from the limit for steps.
    pub within: Option<Duration>,
    /// Its line in the exercise file, from 1.
    pub line: usize,
}

/// An actor, or one member of a group: `chatty`, `chatty[3]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorRef {
    /// The actor's name.
    pub name: ActorName,
    /// The member, from 0; all of them when not given.
    pub member: Option<u32>,
}

/// A step's verb. A step on a group acts on all its members at once and waits for all.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Launches a program, and waits until it listens if its role does.
    Start {
        /// Whom.
        actor: ActorRef,
        /// What it is given after the address, instead of what its cast or role says.
        arguments: Option<Vec<Template>>,
        /// The form of its address, instead of the one that was found for it.
        form: Option<AddressForm>,
        /// A listening role's program may end, with success, instead of listening.
        may_exit: bool,
        /// It must listen at the very address that it was given: its host (127.0.0.2) and its port are then not the usual ones.
        at_address: bool,
    },
    /// Asks a program to end (SIGTERM).
    Stop(ActorRef),
    /// Ends a program at once (SIGKILL), and waits until it is gone.
    Kill(ActorRef),
    /// Stops a program in its tracks (SIGSTOP).
    Pause(ActorRef),
    /// Lets a paused program go on (SIGCONT).
    Resume(ActorRef),
    /// Writes lines to a program's standard input.
    Type {
        /// Whose.
        to: ActorRef,
        /// The lines, without their ends.
        lines: Vec<Template>,
    },
    /// Ends a program's standard input.
    EndInput(ActorRef),
    /// Waits until one of the texts stands, as whole words, in what a program printed.
    Prints {
        /// Who.
        by: ActorRef,
        /// The alternatives.
        texts: Vec<Template>,
        /// Where.
        stream: Stream,
    },
    /// Waits until a line that the pattern matches stands in what a program printed; its named groups become variables.
    PrintsMatch {
        /// Who.
        by: ActorRef,
        /// The pattern.
        pattern: Line,
        /// Where.
        stream: Stream,
    },
    /// Waits until a program has printed every answer that a scripted server gave it; there must be at least one.
    PrintsAnswers {
        /// Who prints.
        by: ActorRef,
        /// Who answered.
        of: ActorRef,
    },
    /// Waits until a program has ended by itself.
    Exits {
        /// Who.
        actor: ActorRef,
        /// With which status.
        status: ExitStatus,
        /// Whether it must have printed something for its user to read.
        says: bool,
    },
    /// A scripted client connects, and waits until it is connected.
    Connect {
        /// Who.
        actor: ActorRef,
        /// To whom.
        to: ActorRef,
    },
    /// A scripted server waits until a program has connected.
    Accept {
        /// Who.
        actor: ActorRef,
        /// From whom.
        from: ActorRef,
    },
    /// A script sends, and waits until all is handed to the network.
    Send {
        /// Who.
        from: ActorRef,
        /// What.
        payload: Payload,
        /// In which segments.
        pieces: Pieces,
        /// How many times.
        times: u32,
        /// Whether it goes on although the peer does not read: what cannot be handed over stays queued.
        queued: bool,
    },
    /// A script waits for a message.
    Expect {
        /// Who.
        at: ActorRef,
        /// Which.
        what: Expectation,
    },
    /// A script waits until its peer has ended the stream.
    ExpectEnd(ActorRef),
    /// A self-answering scripted server waits until it has received a line that the pattern matches.
    Received {
        /// Who.
        by: ActorRef,
        /// The pattern.
        pattern: Line,
    },
    /// A script ends its side of the stream and goes on reading.
    HalfClose {
        /// Who.
        whom: ActorRef,
        /// What it says with it: both arrive at once.
        last: Option<Payload>,
    },
    /// A script closes its connection.
    Close {
        /// Who.
        whom: ActorRef,
        /// What it says with it: when that arrives, nobody reads any more.
        last: Option<Payload>,
    },
    /// A script resets its connection.
    Reset(ActorRef),
    /// A script stops reading.
    StopReading(ActorRef),
    /// A script reads again.
    ResumeReading(ActorRef),
    /// A scripted server refuses connections from here on, and closes those it has.
    StopListening(ActorRef),
    /// A link keeps what `from` sends to `to`, from the first line that the pattern matches (at once without one).
    Hold {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// The first line that is held.
        line: Option<Line>,
    },
    /// Waits until the link holds a whole line.
    Held {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
    },
    /// A link lets go what it held, of all members at one moment, and holds no more.
    Release {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// How many bytes at the end of what was held are dropped instead.
        but_last: usize,
    },
    /// Waits until the link has carried a line that the pattern matches, one that no earlier step of this kind has
    /// taken; its named groups become variables.
    Carries {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// The pattern.
        pattern: Line,
    },
    /// All lines that the link has carried and the pattern matches satisfy the comparison; there must be at least one.
    Each {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// The pattern, whose named groups are variables of the comparison.
        pattern: Line,
        /// The comparison.
        satisfies: Comparison,
    },
    /// The ranges in the lines that the link has carried cover the whole, without a gap and none twice. The same line again is
    /// the same range.
    Covers {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// The pattern, whose two named groups are where a range begins and where it ends, the end not included.
        pattern: Line,
        /// Where the whole begins.
        begin: Template,
        /// Where it ends, not included.
        end: Template,
        /// Asked only where the sender has printed a line that this matches: before, it may not have come to all of them yet.
        once: Line,
    },
    /// A link ends a conversation on both sides.
    Cut {
        /// One side.
        from: ActorRef,
        /// The other.
        to: ActorRef,
        /// How.
        how: Cut,
    },
    /// A link delays from here on what `from` sends to `to`.
    Delay {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// By how much.
        by: Duration,
    },
    /// A link cuts from here on what `from` sends to `to` into pieces, each handed on once the last was read.
    Fragment {
        /// The sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// How.
        pieces: Pieces,
    },
    /// A link adds bytes to what `from` sends to `to`.
    Insert {
        /// The supposed sender.
        from: ActorRef,
        /// The receiver.
        to: ActorRef,
        /// The bytes.
        payload: Payload,
    },
    /// Remembers what a program uses.
    Measure {
        /// Who.
        actor: ActorRef,
        /// Under which name.
        name: String,
    },
    /// Waits until a program uses no more than it did, and a slack.
    Settles {
        /// Who.
        actor: ActorRef,
        /// The measure to compare with.
        since: String,
        /// How many more threads are accepted.
        threads: u64,
        /// How many more descriptors are accepted.
        descriptors: u64,
    },
    /// Waits until a program, to which nothing is sent, burns no processor.
    Rests(ActorRef),
    /// Waits until nothing moves any more: all programs sleep, no byte comes, goes or is read.
    Still,
    /// Lets time pass, unless nothing can happen any more.
    Idle,
    /// Repeats steps.
    Repeat {
        /// How many times.
        times: u32,
        /// Which.
        steps: Vec<Step>,
    },
}

/// What a program prints on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// Either.
    Any,
}

/// The status that a program must end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExitStatus {
    /// Zero.
    Success,
    /// Not zero, and not by a signal that the grader sent.
    Failure,
    /// Any.
    Any,
}

/// A message that a script waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    /// One of these lines; a missing line end is tolerated.
    Line(Vec<Template>),
    /// A line that the pattern matches; its named groups become variables.
    Match(Line),
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// A text and the end of its line.
    Text {
        /// The text.
        text: Template,
        /// What follows it, `\n` where the file says nothing.
        end: Closing,
    },
    /// Bytes.
    Bytes(Vec<u8>),
}

/// What ends a text that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing(pub String);

/// How bytes are cut into segments; each goes out once the last was read by the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pieces {
    /// Not at all.
    Whole,
    /// Into that many pieces of about the same size.
    Count(u32),
    /// Into single bytes.
    Bytes,
    /// Into two, in the middle of the first character that has several bytes (in the middle, if none has).
    Character,
}

/// How a conversation is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Both sides see the end of the stream.
    Close,
    /// Both sides see a reset.
    Reset,
}

impl fmt::Display for ActorRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member {
            Some(member) => write!(f, "{}[{member}]", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}
