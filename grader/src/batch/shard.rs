//! Shares of a batch: which submissions one of several computers grades depends on their names alone.

use super::digest::Hash;

/// One share of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub number: u16,
    /// Of how many.
    pub of: u16,
}

impl Shard {
    /// Whether the submission `name` belongs to this share.
    pub fn has(self, name: &str) -> bool {
        let digest = Hash::default().with(name).finish();
        let number = u64::from_str_radix(&digest[..15], 16).unwrap_or(0);
        number % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl std::str::FromStr for Shard {
    type Err = ();

    /// `3/16`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, of) = text.split_once('/').ok_or(())?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let parsed = |text: &str| text.parse().ok().filter(|_| digits(text));
        let shard = Self {
            number: parsed(number).ok_or(())?,
            of: parsed(of).ok_or(())?,
        };
        let whole = (1..=shard.of).contains(&shard.number);
        whole.then_some(shard).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_submission_is_in_one_share() {
        for name in ["Léa", "bob", "", "=cmd"] {
            let shares = (1..=16).filter(|number| {
                let number = *number;
                Shard { number, of: 16 }.has(name)
            });
            assert_eq!(shares.count(), 1, "{name}");
        }
        let first = Shard { number: 1, of: 4 };
        let names = (0..1000).map(|number| number.to_string());
        let count = names.filter(|name| first.has(name)).count();
        assert!((150..350).contains(&count), "{count}");
    }

    #[test]
    fn shares_are_written_as_fractions() {
        assert_eq!("3/16".parse(), Ok(Shard { number: 3, of: 16 }));
        for text in ["", "3", "0/4", "5/4", "+1/4", "1/0", "1/2/3", "a/b"] {
            assert_eq!(text.parse::<Shard>(), Err(()), "{text}");
        }
    }
}
