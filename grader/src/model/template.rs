//! Texts with variables in braces, and sums of numbers and variables.

use std::collections::BTreeMap;
use std::fmt;

/// The values that a check's variables have for one member of a group.
pub type Variables = BTreeMap<String, String>;

/// A text in which `{name}` stands for a variable; `{{` and `}}` are braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Variable(String),
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A brace was opened and not closed, or closed and not opened.
    #[error("a single brace: write `{{{{` or `}}}}` for a brace, `{{name}}` for a variable")]
    Brace,
    /// What stands between the braces cannot be a variable's name.
    #[error("`{{{0}}}` is not a variable: a name has letters, digits and `_`")]
    Name(String),
}

/// Whether `name` can name a variable: an ASCII letter, then letters, digits and `_`.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When a brace stands alone or a name is not one.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    plain.push(c);
                }
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) => name.push(c),
                            None => return Err(TemplateError::Brace),
                        }
                    }
                    if !is_name(&name) {
                        return Err(TemplateError::Name(name));
                    }
                    if !plain.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut plain)));
                    }
                    parts.push(Part::Variable(name));
                }
                '}' => return Err(TemplateError::Brace),
                c => plain.push(c),
            }
        }
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self { parts })
    }

    /// The names of the variables in it, in order, with repetitions.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text with its variables' values; a variable without one stays as it was written.
    pub fn fill(&self, variables: &Variables) -> String {
        self.fill_with(|name| variables.get(name).cloned())
    }

    /// The text with each variable replaced by what `value` says of it, left as written where it says nothing.
    pub fn fill_with(&self, mut value: impl FnMut(&str) -> Option<String>) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Variable(name) => match value(name) {
                    Some(value) => text.push_str(&value),
                    None => text.push_str(&format!("{{{name}}}")),
                },
            }
        }
        text
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(plain) => write!(f, "{}", plain.replace('{', "{{").replace('}', "}}"))?,
                Part::Variable(name) => write!(f, "{{{name}}}")?,
            }
        }
        Ok(())
    }
}

/// A sum such as `a + 1000` or `b - a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The terms, each with its sign: `true` where it is subtracted.
    pub terms: Vec<(bool, Term)>,
}

/// A term of a [`Sum`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A whole number.
    Number(i64),
    /// A variable's value.
    Variable(String),
}

impl Sum {
    /// Reads `a + 1000`; `None` when it is not a sum of whole numbers and names.
    pub fn parse(text: &str) -> Option<Self> {
        let mut terms = Vec::new();
        let spaced = text.replace('+', " + ").replace('-', " - ");
        let mut words = spaced.split_whitespace().peekable();
        let mut negative = words.next_if_eq(&"-").is_some();
        loop {
            let word = words.next()?;
            let term = match word.parse() {
                Ok(number) => Term::Number(number),
                Err(_) if is_name(word) => Term::Variable(word.to_owned()),
                Err(_) => return None,
            };
            terms.push((negative, term));
            match words.next() {
                None => return Some(Self { terms }),
                Some("+") => negative = false,
                Some("-") => negative = true,
                Some(_) => return None,
            }
        }
    }

    /// The variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|(_, term)| match term {
            Term::Variable(name) => Some(name.as_str()),
            Term::Number(_) => None,
        })
    }

    /// Its value; `None` when a variable has no whole number as its value, or the sum overflows.
    pub fn value(&self, variables: &Variables) -> Option<i64> {
        self.terms.iter().try_fold(0_i64, |sum, (negative, term)| {
            let value = match term {
                Term::Number(number) => *number,
                Term::Variable(name) => variables.get(name)?.parse().ok()?,
            };
            if *negative {
                sum.checked_sub(value)
            } else {
                sum.checked_add(value)
            }
        })
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (negative, term)) in self.terms.iter().enumerate() {
            match (index, negative) {
                (0, false) => {}
                (0, true) => write!(f, "-")?,
                (_, false) => write!(f, " + ")?,
                (_, true) => write!(f, " - ")?,
            }
            match term {
                Term::Number(number) => write!(f, "{number}")?,
                Term::Variable(name) => write!(f, "{name}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Variables {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn a_template_is_filled() {
        let template = Template::parse("{{x}} Echo: {word}!").unwrap();
        assert_eq!(
            template.fill(&variables(&[("word", "lune")])),
            "{x} Echo: lune!"
        );
        assert_eq!(template.to_string(), "{{x}} Echo: {word}!");
        assert_eq!(Template::parse("a { b"), Err(TemplateError::Brace));
        assert_eq!(
            Template::parse("{a b}"),
            Err(TemplateError::Name("a b".into()))
        );
    }

    #[test]
    fn a_sum_has_a_value() {
        let values = variables(&[("a", "40"), ("b", "100")]);
        assert_eq!(
            Sum::parse("b-a + 2").and_then(|s| s.value(&values)),
            Some(62)
        );
        assert_eq!(Sum::parse("-a").and_then(|s| s.value(&values)), Some(-40));
        assert_eq!(Sum::parse("a +"), None);
        assert_eq!(Sum::parse("a b"), None);
    }
}
