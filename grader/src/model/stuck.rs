//! What a program that does not go on waits for.

use serde::{Deserialize, Serialize};

use super::Member;

/// A thread that does not go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Which of the program's processes it belongs to, from 1, parents first.
    pub process: u32,
    /// Which of that process's threads it is, from 1, the first.
    pub thread: u32,
    /// What it waits for.
    pub waits: Awaited,
    /// Where it is in the program's own source, as far as can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Frame>,
}

impl Waiting {
    /// Whether it runs, or waits in, a runtime of tasks that it has started.
    pub fn is_in_runtime(&self) -> bool {
        let calls = self.at.as_ref().and_then(|at| at.calls.as_deref());
        let names = calls.map(function_names).unwrap_or_default();
        names.last().is_some_and(|name| name == "block_on")
    }

    /// Whether it waits for the same kind of thing as another one, at the same place.
    pub fn is_like(&self, other: &Self) -> bool {
        let alike = match (&self.waits, &other.waits) {
            (
                Awaited::Message { from, sent },
                Awaited::Message {
                    from: other,
                    sent: more,
                },
            ) => from.actor == other.actor && (*sent == 0) == (*more == 0),
            (one, other) => one == other,
        };
        alike && self.at == other.at
    }
}

/// A place in the source of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The file, from where it was built.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function of the language's own library that it has called there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<String>,
}

/// What a thread waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "kebab-case")]
pub enum Awaited {
    /// Nothing: it runs.
    Nothing,
    /// Something to read from an actor.
    Message {
        /// Which.
        from: Member,
        /// How many bytes that one has sent it so far.
        sent: u64,
    },
    /// That an actor reads what it is sent.
    Reader {
        /// Which.
        to: Member,
    },
    /// A connection to accept.
    Client,
    /// That a connection of its own is made.
    Server,
    /// Its standard input.
    Input,
    /// A message, a connection or its input, whichever comes first.
    Any {
        /// From whom a message could come.
        from: Vec<Member>,
        /// Whether it would see a connection.
        client: bool,
        /// Whether it would see its standard input.
        input: bool,
        /// Whether a connection waits of which it was told, and is told once only.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        once: bool,
    },
    /// A lock that a thread of its process holds.
    Lock {
        /// Which thread, where that can be told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held_by: Option<u32>,
    },
    /// The end of a thread of its process.
    End {
        /// Which thread, where that can be told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<u32>,
    },
    /// A message of another thread, through a channel.
    Channel,
    /// To be woken by another thread: a condition variable, a barrier.
    Condition,
    /// Something that another thread does: opens a lock, sends a message, ends.
    Thread,
    /// The end of a process that it has started.
    Child,
    /// A signal.
    Signal,
    /// A moment: it sleeps.
    Time,
    /// Something else.
    Other,
}

impl Awaited {
    /// From whom something would be read, were it sent.
    pub fn reads(&self) -> &[Member] {
        match self {
            Self::Message { from, .. } => std::slice::from_ref(from),
            Self::Any { from, .. } => from,
            _ => &[],
        }
    }

    /// Whether it is for another thread of the program to end this.
    pub fn is_for_a_thread(&self) -> bool {
        matches!(
            self,
            Self::Lock { .. } | Self::End { .. } | Self::Channel | Self::Condition | Self::Thread
        )
    }
}

/// The names in a function's path, without what they are generic over: of `<Vec<u8> as Read>::read`, `Vec` and `read`; none of
/// what is no path.
pub fn function_names(path: &str) -> Vec<String> {
    // `<A as B>::c` and `<A>::c` are functions of A.
    let of_a_type = path.strip_prefix('<').map(|rest| {
        let end = closing(rest)?;
        let of = rest[..end].split(" as ").next()?;
        Some(format!("{of}{}", &rest[end + 1..]))
    });
    let Some(path) = of_a_type.unwrap_or_else(|| Some(path.to_owned())) else {
        return vec![];
    };
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in path.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_name = |name: &&str| {
        let mut letters = name.chars();
        !name.is_empty() && letters.all(|c| c.is_alphanumeric() || c == '_')
    };
    let names = plain.split("::").filter(is_name);
    names.map(str::to_owned).collect()
}

/// Where the bracket closes that was open before `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if depth == 0 => return Some(at),
            '>' => depth -= 1,
            _ => {}
        }
    }
    None
}
