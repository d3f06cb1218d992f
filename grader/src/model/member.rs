//! Who an actor is, one of a group or alone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One of the actors of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Member {
    /// The actor's name.
    pub actor: String,
    /// Which of them, from 0.
    pub index: u32,
    /// Whether there is only one.
    pub alone: bool,
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alone {
            write!(f, "{}", self.actor)
        } else {
            write!(f, "{}[{}]", self.actor, self.index)
        }
    }
}

impl Serialize for Member {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Member {
    type Err = NoMember;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, NoMember> {
        let is_name = |name: &str| !name.is_empty() && !name.contains(['[', ']']);
        let (actor, index) = match text.split_once('[') {
            None => (text, None),
            Some((actor, rest)) => {
                let index = rest.strip_suffix(']').and_then(|index| index.parse().ok());
                (actor, Some(index.ok_or(NoMember)?))
            }
        };
        if !is_name(actor) {
            return Err(NoMember);
        }
        Ok(Self {
            actor: actor.to_owned(),
            index: index.unwrap_or(0),
            alone: index.is_none(),
        })
    }
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A text names no member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a member is named like `server` or `chatty[3]`")]
pub struct NoMember;

#[cfg(test)]
mod tests {
    use super::Member;

    #[test]
    fn a_member_is_read_as_it_is_written() {
        for text in ["server", "chatty[0]", "chatty[31]"] {
            assert_eq!(text.parse::<Member>().unwrap().to_string(), text);
        }
        for text in ["", "[1]", "a[", "a[]", "a[x]", "a]", "a[1]b", "a[1"] {
            assert!(text.parse::<Member>().is_err(), "{text}");
        }
    }
}
