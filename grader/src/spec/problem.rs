//! What is wrong with an exercise file, and how it is shown: each problem in the file's own lines.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// One thing that is wrong with an exercise file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecProblem {
    /// Where, in bytes of the file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// All that is wrong with an exercise file, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecProblems {
    /// The file, as it is shown.
    pub file: String,
    /// Its text.
    pub source: String,
    /// What is wrong; at least one thing.
    pub problems: Vec<SpecProblem>,
}

impl SpecProblems {
    /// The problems drawn in the file's lines, where these words stand ahead of what is wrong and of what to write instead.
    pub fn draw(&self, error: &str, help: &str) -> String {
        let levels = [
            Level::ERROR.with_name(error.to_owned()),
            Level::HELP.with_name(help.to_owned()),
        ];
        let problems = self.problems.iter();
        let drawn: Vec<String> = problems.map(|one| self.draw_one(one, &levels)).collect();
        drawn.join("\n\n")
    }

    /// The line and the column at which `problem` begins, both from 1; the column counts characters.
    pub fn place(&self, problem: &SpecProblem) -> (usize, usize) {
        let before = &self.source[..self.clamp(problem.span.start)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (
            line_of(&self.source, problem.span.start),
            before[line_start..].chars().count() + 1,
        )
    }

    fn draw_one(&self, problem: &SpecProblem, [error, hint]: &[Level<'_>; 2]) -> String {
        let span = self.first_line(&problem.span);
        let snippet = Snippet::source(self.source.as_str())
            .path(self.file.as_str())
            .annotation(AnnotationKind::Primary.span(span));
        let title = error.clone().primary_title(problem.message.as_str());
        let mut group = title.element(snippet);
        if let Some(help) = &problem.help {
            group = group.element(hint.clone().message(help.as_str()));
        }
        Renderer::plain().render(&[group])
    }

    /// A whole table would be too much to show: its first line is where to look.
    fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.clamp(span.start);
        let text = &self.source[start..self.clamp(span.end).max(start)];
        start..start + text.find('\n').unwrap_or(text.len())
    }

    fn clamp(&self, at: usize) -> usize {
        let mut at = at.min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

impl fmt::Display for SpecProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.draw("error", "help"))
    }
}

impl std::error::Error for SpecProblems {}

/// The text of an exercise, and behind it that of its overlay.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'s> {
    /// Both.
    pub(super) text: &'s str,
    /// Where the overlay's begins, or would.
    pub(super) overlay: usize,
}

impl Source<'_> {
    /// Whether a place is in the overlay.
    pub(super) fn is_overlay(&self, span: &Range<usize>) -> bool {
        span.start >= self.overlay
    }

    /// The line of a place in its file, from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        if self.is_overlay(span) {
            line_of(&self.text[self.overlay..], span.start - self.overlay)
        } else {
            line_of(self.text, span.start)
        }
    }
}

/// The line of a place in `source`, from 1.
pub(super) fn line_of(source: &str, at: usize) -> usize {
    let before = &source.as_bytes()[..at.min(source.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Where problems are gathered.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<SpecProblem>);

impl Problems {
    /// Something is wrong at `span`.
    pub(super) fn add(&mut self, span: &Range<usize>, message: impl Into<String>) {
        self.push(span, message.into(), None);
    }

    /// Something is wrong at `span`, and `help` says what to write instead.
    pub(super) fn add_with(
        &mut self,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(span, message.into(), Some(help.into()));
    }

    /// `what` (`actor`, `role` …) has no such name at `span`.
    pub(super) fn unknown<'n>(
        &mut self,
        span: &Range<usize>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("there is no {what} here at all"),
            None => format!("there is {}", quoted(&known)),
        };
        self.add_with(span, format!("no {what} is named `{name}`"), help);
    }

    /// All of them, in the order of the file. A sequence that two checks do is wrong once.
    pub(super) fn into_sorted(self) -> Vec<SpecProblem> {
        let mut problems = self.0;
        problems.sort_by(|a, b| (a.span.start, &a.message).cmp(&(b.span.start, &b.message)));
        problems.dedup();
        problems
    }

    fn push(&mut self, span: &Range<usize>, message: String, help: Option<String>) {
        self.0.push(SpecProblem {
            span: span.clone(),
            message,
            help,
        });
    }
}

/// `a`, `b` and `c`, each between backticks.
pub(super) fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The one of `known` that somebody who wrote `name` most likely meant, if any is near enough.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near(name, known).first().copied()
}

/// Letters that a part of a name has at least to tell which is meant.
const PART: usize = 4;

/// Those of `known` that `name` is nearest to, all equally near, if they are near enough; else those that it is a part of.
/// Capitals make no difference.
pub fn near<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let name = name.to_lowercase();
    let tolerated = (name.chars().count() / 3).max(1);
    let known: Vec<&str> = known.into_iter().collect();
    let mut near: Vec<(usize, &str)> = { known.iter().copied() }
        .map(|candidate| (distance(&name, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= tolerated)
        .collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.retain(|(distance, _)| Some(*distance) == least);
    if near.is_empty() && name.chars().count() >= PART {
        let holds = |candidate: &&str| candidate.to_lowercase().contains(&name);
        return known.into_iter().filter(holds).collect();
    }
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How many letters must be added, removed, replaced or swapped with their neighbour to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn names_are_near_by_their_letters() {
        let near = |name| near(name, ["tp1", "tp2", "server-answers"]);
        assert_eq!(near("TP1"), ["tp1"]);
        assert_eq!(near("tp11"), ["tp1"]);
        assert_eq!(near("Server-anwsers"), ["server-answers"]);
        assert_eq!(near("tp9"), ["tp1", "tp2"]);
        assert_eq!(near("answers"), ["server-answers"]);
        assert!(near("client").is_empty());
    }
}
