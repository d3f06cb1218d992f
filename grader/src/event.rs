//! What happens while it happens: the facts that a live display is made of.

use std::sync::Arc;

use crate::model::{Build, CheckId, CheckReport, Isolation, RoleReport};

/// One thing that happened in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The kind of machine was chosen.
    Isolation(Isolation),
    /// The submission's build began, with this command.
    BuildStarted {
        /// The command as a student would type it.
        command: String,
    },
    /// The build goes on: cargo compiles this package.
    Building {
        /// The package.
        package: String,
    },
    /// The build ended.
    Built(Build),
    /// Which program plays a role, and how it takes its address, was found.
    RoleFound(RoleReport),
    /// The checks begin.
    ChecksStarted {
        /// How many there are.
        count: usize,
    },
    /// A check began.
    CheckStarted {
        /// Which.
        check: CheckId,
    },
    /// A check ended, and this came of it.
    CheckEnded(Box<CheckReport>),
}

/// Where events go. Called from several threads.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;
