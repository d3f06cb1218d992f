//! The values of a check's variables: drawn from the seed, then captured from what was seen.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::{Check, Draw, Member, Variables};

/// The seed of a run. All that is drawn in a run follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Seed {
    /// A source of numbers for one purpose, the same whatever else is drawn.
    pub fn source(self, purpose: &[&str]) -> ChaCha8Rng {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&self.0.to_le_bytes());
        // FNV-1a, 64 bits: names a purpose; nothing here is secret from anybody who knows the seed.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in purpose.iter().flat_map(|word| word.bytes().chain([0])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        key[8..16].copy_from_slice(&hash.to_le_bytes());
        ChaCha8Rng::from_seed(key)
    }
}

/// A made-up word of eight letters, which no program takes as a command.
pub fn word(source: &mut ChaCha8Rng) -> String {
    let mut pick = |letters: &[u8]| char::from(letters[source.random_range(0..letters.len())]);
    (0..4)
        .flat_map(|_| [pick(b"bdfgklmnprstvz"), pick(b"aeiou")])
        .collect()
}

/// A made-up word with accents and an emoji.
fn accents(source: &mut ChaCha8Rng) -> String {
    let ends = ["été 🦀", "garçon ☕", "œuvre 🌙", "naïf 🚲", "Noël 🎄"];
    format!(
        "{} {}",
        word(source),
        ends[source.random_range(0..ends.len())]
    )
}

/// A made-up line of `length` letters.
fn line(source: &mut ChaCha8Rng, length: u64) -> String {
    (0..length)
        .map(|_| char::from(source.random_range(b'a'..=b'z')))
        .collect()
}

/// The values that variables have, for the whole check and for each member of a group.
#[derive(Debug, Clone, Default)]
pub struct Values {
    shared: Variables,
    own: BTreeMap<u32, Variables>,
}

impl Values {
    /// Draws a check's variables.
    pub fn draw(check: &Check, seed: Seed, round: u32) -> Self {
        let round = round.to_string();
        let members = check
            .cast
            .values()
            .map(|actor| actor.count)
            .max()
            .unwrap_or(1);
        let mut values = Self::default();
        for (name, draw) in &check.draws {
            match draw {
                Draw::Number(from, to) => {
                    let ends = from.value(&values.shared).zip(to.value(&values.shared));
                    let (from, to) =
                        ends.expect("a number's ends are known once earlier variables are drawn");
                    let mut source = seed.source(&[&check.id, name, &round]);
                    let number = source.random_range(from..=to.max(from));
                    values.shared.insert(name.clone(), number.to_string());
                }
                Draw::Word | Draw::Accents | Draw::Line(_) => {
                    for member in 0..members {
                        let mut source =
                            seed.source(&[&check.id, name, &round, &member.to_string()]);
                        let text = match draw {
                            Draw::Accents => accents(&mut source),
                            Draw::Line(length) => line(&mut source, *length),
                            Draw::Word | Draw::Number(..) => word(&mut source),
                        };
                        values
                            .own
                            .entry(member)
                            .or_default()
                            .insert(name.clone(), text);
                    }
                }
            }
        }
        values
    }

    /// What variables are worth to a member.
    pub fn of(&self, member: &Member) -> Variables {
        let mut variables = self.shared.clone();
        variables.extend(self.own.get(&member.index).cloned().unwrap_or_default());
        variables
    }

    /// Remembers what was captured for a member: for the whole check, if it is alone.
    pub fn capture(&mut self, member: &Member, captured: Vec<(String, String)>) {
        let variables = if member.alone {
            &mut self.shared
        } else {
            self.own.entry(member.index).or_default()
        };
        variables.extend(captured);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself() {
        let draw = |seed, purpose| word(&mut Seed(seed).source(&[purpose]));
        assert_eq!(draw(7, "a"), draw(7, "a"));
        assert_ne!(draw(7, "a"), draw(8, "a"));
        assert_ne!(draw(7, "a"), draw(7, "b"));
        assert_eq!(draw(7, "a").len(), 8);
    }
}
