//! Conversations: every byte between two actors passes through here, is recorded, and can be held, delayed, cut up.
//!
//! A conversation has two sides, each a program's socket or the check's script, and a lane in each direction. This room
//! moves bytes and keeps facts; it never waits and never judges.

mod conversation;
mod door;
mod lane;
mod poller;
mod wire;

pub use conversation::{Conversation, Incident, Side};
pub use door::{Dialled, Door, dial};
pub use lane::{Hold, Lane, told};
pub use poller::{Poller, Ready};
pub use wire::{End, Wire};
