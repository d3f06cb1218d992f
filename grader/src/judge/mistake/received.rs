//! What a client printed of the answers that it received.

use std::ops::Range;

use crate::judge::matching;
use crate::judge::seen::Seen;
use crate::model::{Exit, Fact, Member, Mistake};

/// So many characters are no chance.
const TELLING: usize = 4;

impl Seen<'_> {
    /// A client printed a line that ends within an answer, and nowhere the whole of that answer.
    pub(super) fn answer_cut(&self, by: &Member) -> Option<Mistake> {
        let failed = |fact: &Fact| matches!(fact, Fact::Exited { actor, exit } if actor == by && *exit != Exit::Code(0));
        let was_cut =
            |fact: &Fact| matches!(fact, Fact::Cut { from, to } if from == by || to == by);
        // What fell, or was left alone, had no time for the rest.
        if self.trace.left_out > 0
            || !(self.yours)(&by.actor)
            || self.before().any(failed)
            || self.before().any(was_cut)
        {
            return None;
        }
        let printed = self.facts().filter_map(|fact| match fact {
            Fact::Printed {
                actor,
                error: false,
                bytes,
            } if actor == by => Some(bytes.as_slice()),
            _ => None,
        });
        let printed = printed.collect::<Vec<_>>().concat();
        let printed = String::from_utf8_lossy(&printed);
        let is_cut = |answer: &Answer| {
            !printed.contains(&answer.text) && printed.lines().any(|line| answer.is_cut_in(line))
        };
        self.answers(by)
            .iter()
            .any(is_cut)
            .then_some(Mistake::AnswerCut)
    }

    /// A client printed a message of its own, and nothing that it can only have from an answer.
    pub(super) fn prints_own_message(&self, by: &Member, got: &[u8]) -> Option<Mistake> {
        let partners = self.partners(by);
        let own = partners
            .iter()
            .flat_map(|partner| lines(&self.sent(by, partner).concat()));
        let printed = String::from_utf8_lossy(got);
        let is_own = own.into_iter().any(|line| printed.contains(&line));
        let is_told = |answer: &Answer| {
            let beyond =
                { answer.message.as_ref() }.map(|message| answer.text[message.end..].trim());
            let beyond = beyond.filter(|beyond| !beyond.is_empty());
            let mut own = [Some(answer.text.as_str()), beyond].into_iter().flatten();
            own.any(|text| matching::contains(got, text))
        };
        (is_own && !self.answers(by).iter().any(is_told)).then_some(Mistake::PrintsOwnMessage)
    }

    /// The texts of the whole answers that came to a program, without those that are empty.
    pub(super) fn answered(&self, by: &Member) -> Vec<String> {
        let answers = self.answers(by).into_iter();
        answers.map(|answer| answer.text).collect()
    }

    /// The whole answers that came to a program, without those that are empty.
    fn answers(&self, by: &Member) -> Vec<Answer> {
        let partners = self.partners(by);
        let answers = partners.iter().flat_map(|partner| {
            let own = lines(&self.sent(by, partner).concat());
            let came = self.sent(partner, by).concat();
            let ended = came.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
            let answers = lines(&came[..ended]).into_iter();
            answers.map(move |text| {
                let mine = own.iter().filter_map(|line| {
                    let start = text.find(line)?;
                    Some(start..start + line.len())
                });
                let message = mine.max_by_key(Range::len);
                Answer { text, message }
            })
        });
        answers.collect()
    }
}

/// An answer, and where in it the message stands that was sent.
struct Answer {
    text: String,
    message: Option<Range<usize>>,
}

impl Answer {
    /// Whether `line` ends within the answer, behind whatever, and was not made up: it has some of what only the answer tells.
    fn is_cut_in(&self, line: &str) -> bool {
        let Some(message) = &self.message else {
            return false;
        };
        let line = worded(line);
        let mut starts = line.char_indices().filter(|(at, _)| {
            let before = line[..*at].chars().next_back();
            !before.is_some_and(char::is_alphanumeric)
        });
        let part = starts.find_map(|(at, _)| {
            let part = &line[at..];
            self.text.starts_with(part).then_some(part)
        });
        // Who guesses ends with the message, which was sent as a whole.
        let guessed = worded(&self.text[..message.end]);
        part.is_some_and(|part| {
            part.len() > message.start && part != guessed && part.chars().count() >= TELLING
        })
    }
}

/// A text up to its last letter or digit.
fn worded(text: &str) -> &str {
    text.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// The lines of these bytes, without their ends and without those that are empty.
fn lines(bytes: &[u8]) -> Vec<String> {
    let lines = bytes
        .split(|byte| *byte == b'\n')
        .map(String::from_utf8_lossy);
    let lines = lines.map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}
