//! What is said of a check.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::{AddressForm, CheckId, ExitStatus, Member, Missing, RoleName, escape};

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// All that was asked was seen.
    Passed,
    /// The submission did not do what was asked.
    Failed(Failure),
    /// A check that this one needs was not passed.
    Skipped {
        /// That check.
        needs: CheckId,
    },
    /// It cannot be told; never the student's fault.
    Inconclusive(Doubt),
}

impl Outcome {
    /// The kind of one that is not `passed`, as the JSON contract names it.
    pub fn kind(&self) -> Option<String> {
        let value = match self {
            Self::Passed => return None,
            Self::Skipped { .. } => return Some("needs-failed".to_owned()),
            Self::Failed(failure) => serde_json::to_value(failure),
            Self::Inconclusive(doubt) => serde_json::to_value(doubt),
        };
        Some(value.ok()?.get("kind")?.as_str()?.to_owned())
    }
}

/// Why a check failed. Each kind carries what its sentence needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// The submission has no program for a role.
    NoProgram {
        /// The role.
        role: RoleName,
        /// Why.
        missing: Missing,
    },
    /// A program could not even be executed.
    CannotExecute {
        /// Who.
        actor: Member,
        /// What the system said.
        why: String,
    },
    /// A server was launched and listens nowhere.
    NeverListened {
        /// Who.
        actor: Member,
    },
    /// A server listens, but not where it was told to.
    ListensElsewhere {
        /// Who.
        actor: Member,
        /// Where it should.
        asked: SocketAddr,
        /// Where it does.
        listens: Vec<Listener>,
    },
    /// A server listens where nobody can reach it over loopback.
    Unreachable {
        /// Who.
        actor: Member,
        /// Where it listens.
        listens: Vec<Listener>,
    },
    /// A program ended before it listened.
    ExitedBeforeListening {
        /// Who.
        actor: Member,
        /// How.
        exit: Exit,
    },
    /// A program ended before it connected.
    ExitedBeforeConnecting {
        /// Who.
        actor: Member,
        /// How.
        exit: Exit,
    },
    /// A program never connected.
    NeverConnected {
        /// Who.
        actor: Member,
        /// The ports on which it was awaited.
        ports: Vec<u16>,
    },
    /// A program ended while something was awaited from it.
    Exited {
        /// Who.
        actor: Member,
        /// How.
        exit: Exit,
    },
    /// A server no longer takes connections.
    Refused {
        /// Who was refused.
        actor: Member,
        /// By whom.
        by: Member,
    },
    /// A server leaves connections in its queue.
    NotAccepted {
        /// Who waits to be accepted.
        actor: Member,
        /// By whom.
        by: Member,
    },
    /// Nothing, or not all, came within the time.
    NoAnswer {
        /// Who waits.
        at: Member,
        /// What for, in words of the exercise: a line, or a pattern between slashes.
        expected: Vec<String>,
        /// What came instead, so far.
        #[serde(with = "escape::spelt")]
        got: Vec<u8>,
    },
    /// Something else came.
    WrongAnswer {
        /// Who received it.
        at: Member,
        /// What was expected.
        expected: Vec<String>,
        /// What came.
        #[serde(with = "escape::spelt")]
        got: Vec<u8>,
        /// The first byte of it that is wrong, from 0, against the alternative that it follows longest.
        wrong_at: usize,
        /// What it looks like.
        likeness: Likeness,
    },
    /// The peer ended the stream before it had sent what was expected.
    EndedEarly {
        /// Who waits.
        at: Member,
        /// What for.
        expected: Vec<String>,
        /// What came before.
        #[serde(with = "escape::spelt")]
        got: Vec<u8>,
        /// Whether it was reset.
        reset: bool,
    },
    /// The peer did not end the stream.
    NotEnded {
        /// Who waits.
        at: Member,
        /// What came instead.
        #[serde(with = "escape::spelt")]
        got: Vec<u8>,
    },
    /// A program does not read what it is sent.
    NotRead {
        /// Who sends.
        from: Member,
        /// Who does not read.
        by: Member,
        /// Bytes that it left unread.
        unread: u64,
    },
    /// A program's output lacks a text.
    NotPrinted {
        /// Who.
        by: Member,
        /// The text, or alternatives, or a pattern between slashes.
        expected: Vec<String>,
        /// What it printed, as far as that is kept.
        #[serde(with = "escape::spelt")]
        got: Vec<u8>,
    },
    /// A scripted server has not received what was awaited.
    NotReceived {
        /// Who waits.
        by: Member,
        /// The pattern.
        expected: String,
        /// The lines that it received.
        got: Vec<String>,
    },
    /// A program goes on when it should have ended.
    NotExited {
        /// Who.
        actor: Member,
    },
    /// A program ended with another status.
    WrongStatus {
        /// Who.
        actor: Member,
        /// How.
        exit: Exit,
        /// How it should have.
        wanted: ExitStatus,
    },
    /// A program ended without a word.
    SaidNothing {
        /// Who.
        actor: Member,
    },
    /// A link has not carried what was awaited.
    NotCarried {
        /// The sender.
        from: Member,
        /// The receiver.
        to: Member,
        /// The pattern; empty for any line.
        expected: String,
    },
    /// A line that a link carried breaks a rule.
    RuleBroken {
        /// The sender.
        from: Member,
        /// The line.
        line: String,
        /// The rule.
        rule: String,
    },
    /// The ranges in the lines that a link carried leave numbers out, or cover some twice.
    NotCovered {
        /// The sender.
        from: Member,
        /// The first of these numbers.
        first: i64,
        /// The last of them.
        last: i64,
        /// Whether they are covered twice, and not left out.
        twice: bool,
        /// The lines on both sides of it.
        lines: Vec<String>,
    },
    /// A program uses more and more.
    Grows {
        /// Who.
        actor: Member,
        /// What: `threads` or `descriptors`; where it is these that have them, `processes` or `connections`.
        what: String,
        /// How many before.
        before: u64,
        /// How many now.
        now: u64,
    },
    /// A program to which nothing is sent burns processor time.
    Burns {
        /// Who.
        actor: Member,
    },
    /// A limit was reached.
    Limit {
        /// Who.
        actor: Member,
        /// Which.
        limit: LimitKind,
        /// How much was allowed, in words with its unit.
        allowed: String,
    },
}

/// What a wrong answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// Nothing that is known.
    Unknown,
    /// The expected line without its prefix.
    PrefixMissing,
    /// The expected line behind a prefix that is nearly right.
    PrefixDiffers,
    /// The expected line and NUL bytes: a whole buffer was sent.
    NulPadded,
    /// The prefix again in the middle: one reply per read, not per line.
    ReplyPerRead,
    /// Another member's answer.
    SomeoneElses,
    /// An earlier answer of the same member.
    Earlier,
    /// Replacement characters: a character was decoded in two halves.
    BrokenCharacter,
    /// The beginning of the expected line only.
    Truncated,
}

/// A limit on what a program may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitKind {
    /// Bytes written to the outputs.
    Output,
    /// Bytes sent in a check.
    Traffic,
    /// Connections made in a check.
    Connections,
    /// Messages sent to a script that answers by itself.
    Messages,
    /// Processor time of a program and all that it started.
    Cpu,
    /// Bytes of a file.
    File,
    /// Memory of a program and all that it started.
    Memory,
    /// Processes and threads that there were at once.
    Processes,
}

/// Why a check cannot be judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Doubt {
    /// It needs an isolated machine, and programs run plainly here.
    NeedsIsolation {
        /// The program that has its port in its code, if that is why.
        role: Option<RoleName>,
    },
    /// Programs share the host's ports, and one that a program has in its code is in use.
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The reference did not do its part.
    ReferenceFailed {
        /// What happened to it, as the failure that it would have been.
        failure: Box<Failure>,
    },
    /// What the submission's program needs is not on this host, which is not its student's fault.
    ProgramLacks {
        /// The program's name.
        label: String,
        /// What is not there: `python3`, or a command of its `grader.toml`.
        needs: String,
    },
    /// The submission's program runs with an interpreter that only root can read, and is not run as root.
    OutOfReach {
        /// The program's name.
        label: String,
    },
    /// The host failed.
    HostFailed {
        /// What it said.
        why: String,
    },
    /// The grader failed: a bug.
    GraderFailed {
        /// What it said.
        why: String,
    },
    /// A check that this one needs could not be judged.
    NeedsUnknown {
        /// That check.
        needs: CheckId,
    },
    /// It was judged again, and nothing that was seen answers what the exercise asks now.
    NeedsRun,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// By itself, with a status.
    Code(i32),
    /// By a signal.
    Signal(i32),
}

/// Where a program listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Listener {
    /// The address, as it was bound.
    pub address: SocketAddr,
}

/// How a role's program was found to take its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approach {
    /// The form of its arguments.
    pub form: AddressForm,
    /// Whether it uses the address that it is given.
    pub heeds: bool,
    /// The port that it uses instead, where that was seen.
    pub port: Option<u16>,
}
