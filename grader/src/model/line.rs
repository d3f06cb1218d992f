//! Patterns for lines: regular expressions in which `{name}` stands for a variable.

use std::fmt;

use regex::{Regex, RegexBuilder};

use super::Variables;

/// Bytes that a compiled pattern may take.
const SIZE: usize = 1 << 20;

/// A pattern for one line, without its end. Its named groups become variables; `{name}` in it is a variable's value, letter
/// for letter.
#[derive(Clone)]
pub struct Line {
    /// As it was written.
    text: String,
    /// Where variables stand in it.
    variables: Vec<(std::ops::Range<usize>, String)>,
    /// With nothing in the place of its variables.
    regex: Regex,
}

impl Line {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it is not a regular expression, or too large a one.
    pub fn parse(text: &str) -> Result<Self, regex::Error> {
        let variables = variables(text);
        let regex = compile(text, &variables, |_| String::new())?;
        Ok(Self {
            text: text.to_owned(),
            variables,
            regex,
        })
    }

    /// The pattern with its variables' values; one without a value matches nothing but itself.
    #[must_use]
    pub fn fill(&self, values: &Variables) -> Self {
        if self.variables.is_empty() {
            return self.clone();
        }
        let value = |name: &str| {
            values
                .get(name)
                .cloned()
                .unwrap_or_else(|| format!("{{{name}}}"))
        };
        let regex = compile(&self.text, &self.variables, |name| {
            regex::escape(&value(name))
        });
        let mut text = self.text.clone();
        for (place, name) in self.variables.iter().rev() {
            text.replace_range(place.clone(), &value(name));
        }
        // A value that makes the pattern too large is matched by nothing.
        let regex = regex.unwrap_or_else(|_| self.regex.clone());
        Self {
            text,
            variables: vec![],
            regex,
        }
    }

    /// The variables that it stands on.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(|(_, name)| name.as_str())
    }

    /// The names of its groups.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.regex.capture_names().flatten()
    }

    /// Whether it matches a line.
    pub fn matches(&self, line: &str) -> bool {
        self.regex.is_match(line)
    }

    /// What its named groups capture in a line; `None` when it does not match.
    pub fn captures(&self, line: &str) -> Option<Vec<(String, String)>> {
        let found = self.regex.captures(line)?;
        let captured = |name: &str| Some((name.to_owned(), found.name(name)?.as_str().to_owned()));
        Some(self.groups().filter_map(captured).collect())
    }
}

/// The variables in a pattern: `{name}`, which no repetition can be, unless it belongs to an escape such as `\p{Greek}`.
fn variables(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|place| at + place) {
        at = open + 1;
        let Some(length) = text[at..].find('}') else {
            break;
        };
        let name = &text[at..at + length];
        let before = &text.as_bytes()[..open];
        let of_an_escape = matches!(before, [.., b'\\', b'p' | b'P' | b'x' | b'u' | b'U' | b'b'])
            || matches!(before, [.., b'\\']);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name && !of_an_escape {
            at += length + 1;
            found.push((open..at, name.to_owned()));
        }
    }
    found
}

fn compile(
    text: &str,
    variables: &[(std::ops::Range<usize>, String)],
    value: impl Fn(&str) -> String,
) -> Result<Regex, regex::Error> {
    let mut filled = text.to_owned();
    for (place, name) in variables.iter().rev() {
        filled.replace_range(place.clone(), &format!("(?:{})", value(name)));
    }
    RegexBuilder::new(&filled).size_limit(SIZE).build()
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_matched_letter_for_letter() {
        let line = Line::parse(r"^{a} (?<rest>\d{2})\p{Alphabetic}$").unwrap();
        assert_eq!(line.variables().collect::<Vec<_>>(), ["a"]);
        let filled = line.fill(&Variables::from([("a".to_owned(), "x.y".to_owned())]));
        assert_eq!(
            filled.captures("x.y 17é"),
            Some(vec![("rest".to_owned(), "17".to_owned())])
        );
        assert_eq!(filled.captures("xzy 17é"), None);
        assert_eq!(filled.to_string(), r"^x.y (?<rest>\d{2})\p{Alphabetic}$");
    }
}
