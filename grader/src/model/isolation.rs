//! Where programs run, and what that guarantees.

use serde::{Deserialize, Serialize};

/// Where programs run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Isolation {
    /// The kind of machine.
    pub kind: IsolationKind,
    /// Why it is not a better kind, best first: the stage that failed and what the system said.
    pub why: Option<String>,
    /// What would give the best kind.
    pub remedy: Option<Remedy>,
    /// What holds.
    pub guarantees: Guarantees,
}

/// A kind of machine, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IsolationKind {
    /// Own users, network, processes and files.
    Isolated,
    /// The host's, with Landlock's walls around files, ports and signals.
    Landlock,
    /// The host's, bounded.
    Plain,
}

impl IsolationKind {
    /// Whether its programs share the host's network, and so its ports.
    pub fn shares_network(self) -> bool {
        match self {
            Self::Isolated => false,
            Self::Landlock | Self::Plain => true,
        }
    }
}

/// What a kind of machine guarantees on this host, whatever a program tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guarantees {
    /// A program reaches nobody but those whom its check lets it reach.
    pub network: bool,
    /// A program may have any port, whoever else runs.
    pub ports: bool,
    /// Nothing that it starts outlives its check.
    pub cleanup: bool,
    /// It sees none of the user's files.
    pub files: bool,
    /// How the memory of all that it starts is bounded.
    pub memory: MemoryBound,
    /// How many processes it starts is bounded.
    pub processes: bool,
    /// What the build executes runs on such a machine, too.
    pub build: bool,
}

/// How memory is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemoryBound {
    /// For all of a machine together, by the kernel: at every moment.
    Kernel,
    /// For all of a machine together, by looking at them.
    Watchdog,
    /// For each process only.
    PerProcess,
}

/// What makes a host give isolated machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// It allows no more user namespaces.
    MoreNamespaces,
    /// Its AppArmor forbids them to programs that it does not know.
    AppArmor,
    /// The container that it is must be started otherwise.
    Container,
    /// None is known: they have to be allowed, or done without.
    Allow,
}
