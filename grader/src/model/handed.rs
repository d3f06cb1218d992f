//! What a server gave to one who left without an answer to it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Fact, Member, Trace};

/// A line that a server had sent, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed<'a> {
    /// The one who left.
    pub to: &'a Member,
    /// The line, without its end.
    pub line: &'a [u8],
}

/// What is open between a server and one client.
#[derive(Default)]
struct Talk<'a> {
    /// The lines of the server that the client has not answered.
    given: VecDeque<&'a [u8]>,
    /// What the client says, up to the end of a line.
    said: Vec<u8>,
    /// Whether it was the last to say something whole.
    waits: bool,
    /// The line that the client answered last.
    answered: Option<&'a [u8]>,
}

impl<'a> Talk<'a> {
    /// The client says something: the line of the server that it answers, if it has said all.
    fn says(&mut self, bytes: &[u8]) -> Option<&'a [u8]> {
        if self.said.ends_with(b"\n") {
            self.said.clear();
        }
        self.said.extend_from_slice(bytes);
        self.waits = self.said.ends_with(b"\n");
        if self.waits {
            self.answered = self.given.pop_front();
        }
        self.answered.filter(|_| self.waits)
    }

    /// So many bytes, at the most, of what the client has said came to the server: with fewer than all, it has not answered.
    fn got_through(&mut self, bytes: u64) {
        let is_whole = self.said.ends_with(b"\n") && bytes >= self.said.len() as u64;
        if is_whole == self.waits {
            return;
        }
        self.waits = is_whole;
        if is_whole {
            self.answered = self.given.pop_front();
        } else if let Some(line) = self.answered.take() {
            self.given.push_front(line);
        }
    }
}

impl Trace {
    /// The first line of `server` that nobody has answered, since the one who had it left, and that it sent to nobody else, though
    /// somebody waits and lines of the kind (by their first word) are answered. Up to the failure.
    #[must_use]
    pub fn not_handed_on(&self, server: &Member) -> Option<Owed<'_>> {
        let mut talks = BTreeMap::<&Member, Talk<'_>>::new();
        let (mut lost, mut answered) = (Vec::<Owed<'_>>::new(), BTreeSet::new());
        for seen in &self.observations {
            match &seen.what {
                Fact::Failed { .. } => break,
                Fact::Connected { from, to } if to == server => {
                    talks.insert(from, Talk::default());
                }
                Fact::Held { from, to } if to == server => {
                    talks.entry(from).or_default().got_through(0);
                }
                Fact::Released { from, to, bytes } if to == server => {
                    talks.entry(from).or_default().got_through(*bytes);
                }
                Fact::Sent { from, to, bytes } if to == server => {
                    let line = talks.entry(from).or_default().says(bytes);
                    answered.extend(line.map(first_word));
                }
                Fact::Sent { from, to, bytes } if from == server => {
                    let talk = talks.entry(to).or_default();
                    talk.waits = false;
                    let said = talk.said.trim_ascii_end();
                    // Who gets back what it has said owes nothing for it.
                    let is_echo = |line: &[u8]| !said.is_empty() && line.ends_with(said);
                    for line in bytes.split(|byte| *byte == b'\n') {
                        lost.retain(|given| given.line != line);
                        if !line.is_empty() && !is_echo(line) {
                            talk.given.push_back(line);
                        }
                    }
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } | Fact::Cut { from, to }
                    if from == server || to == server =>
                {
                    let who = if to == server { from } else { to };
                    let open = talks.remove(who).unwrap_or_default().given;
                    // Whom the server has left is not the one who left.
                    if from != server || matches!(seen.what, Fact::Cut { .. }) {
                        lost.extend(open.into_iter().map(|line| Owed { to: who, line }));
                    }
                }
                _ => {}
            }
        }
        let is_awaited = talks
            .values()
            .any(|talk| talk.waits && talk.given.is_empty());
        let is_left = |given: &Owed<'_>| answered.contains(first_word(given.line));
        lost.into_iter().find(is_left).filter(|_| is_awaited)
    }
}

fn first_word(line: &[u8]) -> &[u8] {
    line.split(u8::is_ascii_whitespace).next().unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Observation;

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
        let observations = facts.iter().cloned();
        let trace = Trace {
            observations: observations
                .map(|what| Observation { at: 0, what })
                .collect(),
            left_out: 0,
        };
        let given = trace.not_handed_on(&server())?;
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
}
