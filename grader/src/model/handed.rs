//! What a server gave to whom, and what came of it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Fact, Member, Observation, Trace};

/// A line that a server had sent, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed<'a> {
    /// The one who left.
    pub to: &'a Member,
    /// The line, without its end.
    pub line: &'a [u8],
}

/// A line of a server that had been answered when it was sent again, and was answered again in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAgain<'a> {
    /// Who had answered it.
    pub by: &'a Member,
    /// To whom it was sent again.
    pub to: &'a Member,
    /// The line, without its end.
    pub line: &'a [u8],
    /// The answer, without its end.
    pub answer: Vec<u8>,
}

/// A line of the server, and what the client has said to it.
#[derive(Clone, PartialEq, Eq)]
struct Answered<'a> {
    line: &'a [u8],
    with: Vec<u8>,
}

/// What a server and one client have said to each other on one connection.
#[derive(Default)]
pub(super) struct Talk<'a> {
    /// The lines of the server that the client has not answered.
    given: VecDeque<&'a [u8]>,
    /// What the client says, up to the end of a line.
    said: Vec<u8>,
    /// Whether it was the last to say something whole.
    waits: bool,
    /// The line that it answered, for each of the client's own.
    answered: Vec<Option<Answered<'a>>>,
    /// Whether the server has ended it.
    is_ended: bool,
}

impl<'a> Talk<'a> {
    /// The client says something, and answers a line of the server if it has said all.
    fn says(&mut self, bytes: &[u8]) {
        if self.said.ends_with(b"\n") {
            self.said.clear();
        }
        self.said.extend_from_slice(bytes);
        self.waits = self.said.ends_with(b"\n");
        if self.waits {
            self.answers();
        }
    }

    /// What the client has said answers the first of the lines that it was given.
    fn answers(&mut self) {
        let with = &self.said;
        let answered = self.given.pop_front().map(|line| Answered {
            line,
            with: with.clone(),
        });
        self.answered.push(answered);
    }

    /// So many bytes, at the most, of what the client has said came to the server: with fewer than all, it has not answered.
    fn got_through(&mut self, bytes: u64) {
        let is_whole = self.said.ends_with(b"\n") && bytes >= self.said.len() as u64;
        if is_whole == self.waits {
            return;
        }
        self.waits = is_whole;
        if is_whole {
            self.answers();
        } else if let Some(answered) = self.answered.pop().flatten() {
            self.given.push_front(answered.line);
        }
    }

    /// The server says something.
    fn hears(&mut self, bytes: &'a [u8]) {
        self.waits = false;
        let said = self.said.trim_ascii_end();
        // Who gets back what it has said owes nothing for it.
        let is_echo = |line: &[u8]| !said.is_empty() && line.ends_with(said);
        for line in bytes.split(|byte| *byte == b'\n') {
            if !line.is_empty() && !is_echo(line) {
                self.given.push_back(line);
            }
        }
    }

    /// Whether the client has answered all that it was given, and waits for more.
    pub(super) fn is_awaited(&self) -> bool {
        self.waits && self.given.is_empty()
    }

    /// Whether neither side has said anything.
    pub(super) fn is_silent(&self) -> bool {
        self.said.is_empty() && self.given.is_empty() && self.answered.is_empty()
    }

    /// The lines of the server that the client has answered, with its answers.
    fn answers_given(&self) -> impl Iterator<Item = &Answered<'a>> {
        self.answered.iter().flatten()
    }
}

/// What one who left had got and not answered.
struct Lost<'a> {
    owed: Owed<'a>,
    /// Whether the server had ended with all others by then, and nobody came since.
    is_last: bool,
}

/// A line that had been answered when it was sent again.
struct Again<'a> {
    by: &'a Member,
    to: &'a Member,
    answered: Answered<'a>,
    /// How often the one to whom it was sent had given this answer by then.
    before: usize,
}

/// The conversations of a server, up to the failure.
#[derive(Default)]
pub(super) struct Talks<'a> {
    pub(super) open: BTreeMap<&'a Member, Talk<'a>>,
    over: Vec<(&'a Member, Talk<'a>)>,
    lost: Vec<Lost<'a>>,
    again: Vec<Again<'a>>,
}

impl<'a> Talks<'a> {
    pub(super) fn of(trace: &'a Trace, server: &Member) -> Self {
        let mut talks = Self::default();
        for seen in &trace.observations {
            match &seen.what {
                Fact::Failed { .. } => break,
                Fact::Connected { from, to } if to == server => {
                    talks.open.insert(from, Talk::default());
                    talks.lost.iter_mut().for_each(|lost| lost.is_last = false);
                }
                Fact::Held { from, to } if to == server => {
                    talks.with(from, |talk| talk.got_through(0));
                }
                Fact::Released { from, to, bytes } if to == server => {
                    talks.with(from, |talk| talk.got_through(*bytes));
                }
                Fact::Sent { from, to, bytes } if to == server => {
                    talks.with(from, |talk| talk.says(bytes));
                }
                Fact::Sent { from, to, bytes } if from == server => {
                    let is_sent =
                        |line| { bytes.split(|byte| *byte == b'\n') }.any(|one| one == line);
                    talks.lost.retain(|lost| !is_sent(lost.owed.line));
                    let lines = bytes.split(|byte| *byte == b'\n');
                    let again: Vec<_> = { lines }
                        .filter_map(|line| talks.sends_again(line, to))
                        .collect();
                    talks.again.extend(again);
                    talks.open.entry(to).or_default().hears(bytes);
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } if from == server => {
                    // Whom the server has left is not the one who left.
                    talks.close(to);
                    let ended = talks.over.iter_mut().rfind(|(who, _)| *who == to);
                    ended.into_iter().for_each(|(_, talk)| talk.is_ended = true);
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if from == server || to == server =>
                {
                    talks.leaves(if to == server { from } else { to });
                }
                _ => {}
            }
        }
        talks
    }

    /// What a client does, or a link with what it has said, while the conversation lasts.
    fn with(&mut self, who: &Member, does: impl FnOnce(&mut Talk<'a>)) {
        if let Some(talk) = self.open.get_mut(who) {
            does(talk);
        }
    }

    /// This conversation is over, and perhaps was already: what the client left unanswered.
    fn close(&mut self, who: &'a Member) -> VecDeque<&'a [u8]> {
        let Some(talk) = self.open.remove(who) else {
            return VecDeque::new();
        };
        let given = talk.given.clone();
        self.over.push((who, talk));
        given
    }

    fn leaves(&mut self, who: &'a Member) {
        let is_dismissed = |(_, talk): &(_, Talk<'_>)| self.is_dismissed(talk);
        let had_all_left = !self.over.is_empty() && self.over.iter().all(is_dismissed);
        let given = self.close(who);
        let is_last = had_all_left && self.open.is_empty();
        let lost = given.into_iter().map(|line| Lost {
            owed: Owed { to: who, line },
            is_last,
        });
        self.lost.extend(lost);
    }

    /// Whom this line goes to although somebody has answered it, and it shows that the server has read that: it has said something
    /// to that one since, or says this, or has been left by it.
    fn sends_again(&self, line: &[u8], to: &'a Member) -> Option<Again<'a>> {
        let open = self.open.iter().map(|(by, talk)| (*by, talk, false));
        let over = { self.over.iter() }.map(|(by, talk)| (*by, talk, !talk.is_ended));
        let mut talks = over
            .chain(open)
            .filter(|(by, talk, has_left)| *has_left || *by == to || !talk.waits);
        let (by, answered) = talks.find_map(|(by, talk, _)| {
            let mut answers = talk.answers_given();
            let answered = answers.find(|answered| answered.line == line)?;
            Some((by, answered.clone()))
        })?;
        let before = self.times(to, &answered);
        Some(Again {
            by,
            to,
            answered,
            before,
        })
    }

    /// How often this one has answered this line so.
    fn times(&self, who: &Member, answered: &Answered<'_>) -> usize {
        let own = self.all().filter(|(one, _)| *one == who);
        let answers = own.flat_map(|(_, talk)| talk.answers_given());
        answers.filter(|one| *one == answered).count()
    }

    /// Whether the server has ended this one after a last word, to which it expected no answer.
    fn is_dismissed(&self, talk: &Talk<'_>) -> bool {
        let is_last_word = |line: &&[u8]| !self.is_of_an_answered_kind(line);
        talk.is_ended && !talk.waits && talk.given.iter().all(is_last_word)
    }

    /// All of them, and with whom.
    fn all(&self) -> impl Iterator<Item = (&'a Member, &Talk<'a>)> {
        let over = self.over.iter().map(|(who, talk)| (*who, talk));
        over.chain(self.open.iter().map(|(who, talk)| (*who, talk)))
    }

    /// The lines that were answered.
    pub(super) fn answered(&self) -> impl Iterator<Item = &'a [u8]> {
        let answers = self.all().flat_map(|(_, talk)| talk.answers_given());
        answers.map(|answered| answered.line)
    }

    /// The lines that have not been answered, of those who are there and of those who are not.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = &'a [u8]> {
        { self.all() }.flat_map(|(_, talk)| talk.given.iter().copied())
    }

    /// Whether lines of this kind, by their first word, are answered.
    pub(super) fn is_of_an_answered_kind(&self, line: &[u8]) -> bool {
        { self.answered() }.any(|answered| first_word(answered) == first_word(line))
    }
}

impl Trace {
    /// The first line of `server` that nobody has answered, since the one who had it left, and that it sent to nobody since, though
    /// somebody waits and lines of the kind (by their first word) are answered. Up to the failure.
    #[must_use]
    pub fn not_handed_on(&self, server: &Member) -> Option<Owed<'_>> {
        let talks = Talks::of(self, server);
        if !talks.open.values().any(Talk::is_awaited) {
            return None;
        }
        let mut lost = talks.lost.iter().map(|lost| lost.owed);
        lost.find(|owed| talks.is_of_an_answered_kind(owed.line))
    }

    /// The first such line of which nobody is left to take it: `server` had ended with all others before the one who had it left,
    /// and nobody came since.
    #[must_use]
    pub fn ended_too_soon(&self, server: &Member) -> Option<Owed<'_>> {
        let talks = Talks::of(self, server);
        let mut lost = { talks.lost.iter() }
            .filter(|lost| lost.is_last)
            .map(|lost| lost.owed);
        lost.find(|owed| {
            let is_answered = { talks.answered() }.any(|line| line == owed.line);
            !is_answered && talks.is_of_an_answered_kind(owed.line)
        })
    }

    /// The first line of `server` that had been answered when it was sent again, to whomever, and to which the same answer came
    /// once more. An answer that was refused is followed by another one, or by none. Nothing, where more than half of the lines of
    /// the kind are sent again: questions that go to everybody are.
    #[must_use]
    pub fn given_again(&self, server: &Member) -> Option<GivenAgain<'_>> {
        let is_dialled = |seen: &Observation| match &seen.what {
            Fact::Connected { to, .. } => to == server,
            _ => false,
        };
        // What a client says is answered as often as it says it.
        if !self.observations.iter().any(is_dialled) {
            return None;
        }
        let talks = Talks::of(self, server);
        let is_rare = |again: &Again<'_>| {
            let kind = first_word(again.answered.line);
            let is_alike = |line: &&[u8]| first_word(line) == kind;
            let all: BTreeSet<&[u8]> = talks.answered().filter(is_alike).collect();
            let again = talks.again.iter().map(|again| again.answered.line);
            let again: BTreeSet<&[u8]> = again.filter(is_alike).collect();
            2 * again.len() <= all.len()
        };
        let is_counted = |again: &&Again<'_>| {
            talks.times(again.to, &again.answered) > again.before && is_rare(again)
        };
        talks.again.iter().find(is_counted).map(|again| GivenAgain {
            by: again.by,
            to: again.to,
            line: again.answered.line,
            answer: again.answered.with.trim_ascii_end().to_vec(),
        })
    }
}

pub(super) fn first_word(line: &[u8]) -> &[u8] {
    line.split(u8::is_ascii_whitespace).next().unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> Member {
        "server".parse().unwrap()
    }

    fn sent(from: &str, to: &str, text: &str) -> Fact {
        Fact::Sent {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            bytes: text.into(),
        }
    }

    fn to_server(from: &str, fact: fn(Member, Member) -> Fact) -> Fact {
        fact(from.parse().unwrap(), server())
    }

    fn ends(from: Member, to: Member) -> Fact {
        Fact::Ended { from, to }
    }

    fn left(facts: &[Fact]) -> Option<String> {
        owed(facts, Trace::not_handed_on)
    }

    fn owed(
        facts: &[Fact],
        by: for<'a> fn(&'a Trace, &Member) -> Option<Owed<'a>>,
    ) -> Option<String> {
        let observations = facts.iter().cloned();
        let trace = Trace {
            observations: observations
                .map(|what| Observation { at: 0, what })
                .collect(),
            left_out: 0,
        };
        let given = by(&trace, &server())?;
        Some(format!(
            "{} {}",
            given.to,
            String::from_utf8_lossy(given.line)
        ))
    }

    /// Two workers, of which `one` has task 1 and leaves, and `two` has finished its own.
    fn seen() -> Vec<Fact> {
        let ready = |name| {
            let connected = to_server(name, |from, to| Fact::Connected { from, to });
            [connected, sent(name, "server", "READY\n")]
        };
        let mut seen = [ready("one"), ready("two")].concat();
        seen.extend([
            sent("server", "one", "TASK 1 0 9\n"),
            sent("server", "two", "TASK 2 9 18\n"),
            sent("two", "server", "RESULT 2 5\n"),
            to_server("one", ends),
        ]);
        seen
    }

    #[test]
    fn a_task_of_one_who_left() {
        let mut facts = seen();
        assert_eq!(left(&facts).as_deref(), Some("one TASK 1 0 9"));
        // The other gets something, but not this.
        facts.push(sent("server", "two", "TASK 3 18 20\n"));
        assert_eq!(left(&facts), None);
        facts.push(sent("two", "server", "RESULT 3 1\n"));
        assert_eq!(left(&facts).as_deref(), Some("one TASK 1 0 9"));
        facts.push(sent("server", "two", "TASK 1 0 9\n"));
        facts.push(sent("two", "server", "RESULT 1 4\n"));
        assert_eq!(left(&facts), None);
    }

    #[test]
    fn what_is_no_task_is_not_owed() {
        let mut facts = seen();
        facts.retain(|fact| !matches!(fact, Fact::Ended { .. }));
        let len = facts.len();
        assert_eq!(left(&facts), None);
        // It was answered before it left, or the server left it; the line is of a kind that nobody answers.
        for others in [
            vec![
                sent("one", "server", "RESULT 1 4\n"),
                to_server("one", ends),
            ],
            vec![to_server("one", |from, to| Fact::Ended {
                from: to,
                to: from,
            })],
            // What two others end is theirs.
            vec![ends("else".parse().unwrap(), "one".parse().unwrap())],
        ] {
            facts.extend(others);
            assert_eq!(left(&facts), None);
            facts.truncate(len);
        }
        facts.extend([
            sent("one", "server", "RESULT 1 4\n"),
            sent("server", "one", "DONE\n"),
            to_server("one", ends),
        ]);
        assert_eq!(left(&facts), None);
    }

    #[test]
    fn what_a_link_keeps_is_no_answer() {
        let (one, held) = (
            || "one".parse().unwrap(),
            |from, to| Fact::Held { from, to },
        );
        let after = |then: &[Fact]| {
            let mut facts = seen();
            let at = facts.len() - 1;
            let said = [sent("one", "server", "RESULT 1 4\n")];
            facts.splice(at..at, said.into_iter().chain(then.iter().cloned()));
            left(&facts)
        };
        let released = |bytes| Fact::Released {
            from: one(),
            to: server(),
            bytes,
        };
        let owed = Some("one TASK 1 0 9");
        assert_eq!(after(&[]), None);
        assert_eq!(after(&[to_server("one", held)]).as_deref(), owed);
        assert_eq!(after(&[released(8)]).as_deref(), owed);
        assert_eq!(
            after(&[to_server("one", held), released(8)]).as_deref(),
            owed
        );
        assert_eq!(after(&[to_server("one", held), released(11)]), None);
    }

    #[test]
    fn an_echo_is_owed_nothing() {
        let facts = [
            to_server("one", |from, to| Fact::Connected { from, to }),
            sent("one", "server", "lune\n"),
            sent("server", "one", "Echo: lune\n"),
            sent("one", "server", "mer\n"),
            sent("server", "one", "Echo: mer\n"),
            to_server("one", ends),
            to_server("two", |from, to| Fact::Connected { from, to }),
            sent("two", "server", "lac\n"),
        ];
        assert_eq!(left(&facts), None);
    }

    #[test]
    fn nobody_is_left_to_take_it() {
        let left = |facts: &[Fact]| owed(facts, Trace::ended_too_soon);
        let leaves = |name| to_server(name, ends);
        let dismissed = |name| to_server(name, |from, to| ends(to, from));
        let done = || sent("server", "two", "DONE\n");
        let before = || {
            let mut facts = seen();
            facts.pop();
            facts
        };
        let after = |then: &[Fact]| left(&[&before()[..], then].concat());
        let found = Some("one TASK 1 0 9");
        let all = [done(), dismissed("two"), leaves("two"), leaves("one")];
        assert_eq!(after(&all).as_deref(), found);
        // Both may end at the same moment; the link may be cut of who had left already.
        let cut = to_server("two", |from, to| Fact::Cut { from, to });
        let crossed = [done(), leaves("two"), dismissed("two"), cut, leaves("one")];
        assert_eq!(after(&crossed).as_deref(), found);
        // A link may let nothing more through of who was dismissed.
        let released = Fact::Released {
            from: "two".parse().unwrap(),
            to: server(),
            bytes: 0,
        };
        let late = [
            done(),
            dismissed("two"),
            released,
            leaves("two"),
            leaves("one"),
        ];
        assert_eq!(after(&late).as_deref(), found);
        for others in [
            // The other is there, left by itself, only afterwards, or without a last word; it came again.
            vec![leaves("one")],
            vec![done(), leaves("two"), leaves("one")],
            vec![leaves("one"), done(), dismissed("two")],
            vec![dismissed("two"), leaves("one")],
            vec![
                sent("server", "two", "TASK 2 9 18\n"),
                dismissed("two"),
                leaves("one"),
            ],
            [
                &all[..],
                &[to_server("two", |from, to| Fact::Connected { from, to })],
            ]
            .concat(),
            // Another has answered the same, too.
            [
                &[
                    sent("server", "two", "TASK 1 0 9\n"),
                    sent("two", "server", "RESULT 1 4\n"),
                ],
                &all[..],
            ]
            .concat(),
        ] {
            assert_eq!(after(&others), None, "{others:?}");
        }
    }

    #[test]
    fn what_had_been_answered_is_given_again() {
        let found = |facts: &[Fact]| {
            let observations = facts.iter().cloned();
            let trace = Trace {
                observations: observations
                    .map(|what| Observation { at: 0, what })
                    .collect(),
                left_out: 0,
            };
            let again = trace.given_again(&server())?;
            let [line, answer] = [again.line, &again.answer].map(String::from_utf8_lossy);
            Some(format!("{} {} {line}: {answer}", again.by, again.to))
        };
        let after = |then: &[Fact]| found(&[&seen()[..], then].concat());
        let comes = |name| to_server(name, |from, to| Fact::Connected { from, to });
        let leaves = |name| to_server(name, ends);
        let dismissed = |name| to_server(name, |from, to| ends(to, from));
        let gives = |name, line| sent("server", name, line);
        let (first, second) = ("TASK 1 0 9\n", "TASK 2 9 18\n");

        // The one that had answered it gets it again.
        let twice = [gives("two", first), sent("two", "server", "RESULT 1 4\n")];
        let twice = [&twice[..], &twice[..]].concat();
        let own = Some("two two TASK 1 0 9: RESULT 1 4");
        assert_eq!(after(&twice).as_deref(), own);
        // A client may say the same twice.
        let mut client = [seen(), twice.clone()].concat();
        client.retain(|fact| !matches!(fact, Fact::Connected { .. }));
        assert_eq!(found(&client), None);
        // It has left since, or was given something else.
        let again = [
            comes("six"),
            gives("six", second),
            sent("six", "server", "RESULT 2 5\n"),
            gives("six", "TASK 3 18 20\n"),
            sent("six", "server", "RESULT 3 1\n"),
        ];
        let other = Some("two six TASK 2 9 18: RESULT 2 5");
        for between in [leaves("two"), gives("two", first)] {
            let then = [&[between][..], &again[..]].concat();
            assert_eq!(after(&then).as_deref(), other);
        }

        let told = |answer: &str| {
            let mut then = again.to_vec();
            then.insert(0, leaves("two"));
            then[3] = sent("six", "server", answer);
            then
        };
        let slow = |then: &[Fact]| {
            let said = [
                comes("six"),
                sent("six", "server", "READY\n"),
                gives("six", "TASK 3 18 20\n"),
                sent("six", "server", "RESULT 3 1\n"),
            ];
            [&said[..], then].concat()
        };
        let held = [
            sent("six", "server", "RESULT 3 1\n"),
            to_server("six", |from, to| Fact::Held { from, to }),
            leaves("six"),
            gives("two", "TASK 3 18 20\n"),
            sent("two", "server", "RESULT 3 1\n"),
        ];
        let cut_short = Fact::Released {
            from: "six".parse().unwrap(),
            to: server(),
            bytes: 10,
        };
        let mut cut = held.to_vec();
        cut[1] = cut_short;
        let hung = [
            comes("six"),
            gives("six", "TASK 3 18 20\n"),
            gives("two", "TASK 3 18 20\n"),
            sent("two", "server", "RESULT 3 1\n"),
            sent("six", "server", "RESULT 3 1\n"),
        ];
        for others in [
            // It may not have been read; the second answer does not come, or is another one, as after one that was refused.
            again.to_vec(),
            told("RESULT 2 "),
            told("RESULT 2 6\n"),
            [&[dismissed("two"), leaves("two")][..], &again[..]].concat(),
            // What a link keeps, or a part of, is no answer.
            [&slow(&[])[..3], &held].concat(),
            [&slow(&[])[..3], &cut].concat(),
            // Two have it at the same time.
            hung.to_vec(),
            // It is a question to everybody.
            [
                &slow(&[]),
                &[gives("six", first), sent("six", "server", "RESULT 1 4\n")][..],
                &slow(&[])[1..],
                &twice,
                &twice,
            ]
            .concat(),
        ] {
            assert_eq!(after(&others), None, "{others:?}");
        }
    }
}
