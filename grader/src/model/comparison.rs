//! How two sums must compare.

use std::fmt;

use super::{Sum, Variables};

/// Two sums and how they must compare, such as `b - a <= 1000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The left side.
    pub left: Sum,
    /// How they must compare.
    pub operator: Operator,
    /// The right side.
    pub right: Sum,
}

/// How two sums compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.left, self.operator.sign(), self.right)
    }
}

impl fmt::Debug for Operator {
    /// In its sign: this decides whether what was seen before still answers what a check asks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.sign(), f)
    }
}

impl Operator {
    /// All of them; a sign ahead of those that it contains.
    const ALL: [Self; 5] = [
        Self::AtMost,
        Self::AtLeast,
        Self::Less,
        Self::Greater,
        Self::Equal,
    ];

    fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::Greater => ">",
        }
    }
}

impl Comparison {
    /// Reads `b - a <= 1000`; `None` when it is not two sums and an operator.
    pub fn parse(text: &str) -> Option<Self> {
        let mut operators = Operator::ALL.into_iter();
        let operator = operators.find(|one| text.contains(one.sign()))?;
        let (left, right) = text.split_once(operator.sign())?;
        Some(Self {
            left: Sum::parse(left)?,
            operator,
            right: Sum::parse(right)?,
        })
    }

    /// As it was written, and what its two sides are with these variables.
    pub fn told(&self, variables: &Variables) -> String {
        let sign = self.operator.sign();
        match (self.left.value(variables), self.right.value(variables)) {
            (Some(left), Some(right)) => format!("{self}: {left} {sign} {right}"),
            _ => self.to_string(),
        }
    }

    /// Whether it holds; `None` when a variable is no whole number.
    pub fn holds(&self, variables: &Variables) -> Option<bool> {
        let (left, right) = (self.left.value(variables)?, self.right.value(variables)?);
        Some(match self.operator {
            Operator::Less => left < right,
            Operator::AtMost => left <= right,
            Operator::Equal => left == right,
            Operator::AtLeast => left >= right,
            Operator::Greater => left > right,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Comparison;
    use crate::model::Variables;

    #[test]
    fn a_comparison_is_read_shown_and_asked() {
        let holds = |text: &str| {
            let read = Comparison::parse(text).unwrap();
            assert_eq!(read.to_string(), text);
            assert_eq!(read.told(&Variables::default()), format!("{text}: {text}"));
            read.holds(&Variables::default()).unwrap()
        };
        for (sign, less, equal, greater) in [
            ("<", true, false, false),
            ("<=", true, true, false),
            ("=", false, true, false),
            (">=", false, true, true),
            (">", false, false, true),
        ] {
            let all = [1, 2, 3].map(|left| holds(&format!("{left} {sign} 2")));
            assert_eq!(all, [less, equal, greater], "{sign}");
        }
        assert_eq!(Comparison::parse("1 + 2"), None);
    }

    #[test]
    fn what_was_asked_with_a_comparison_has_not_changed() {
        let asked = format!("{:?}", Comparison::parse("1 <= 2"));
        assert!(asked.contains(r#"operator: "<=""#), "{asked}");
    }
}
