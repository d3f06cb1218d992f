//! The usual mistakes of programs that end too early, or read on where they should print, send or end; and of texts that
//! were nearly printed.

use crate::judge::seen::{Seen, lines};
use crate::model::{Awaited, Exit, Fact, Member, Mistake, Waiting};

impl Seen<'_> {
    /// Why `by` has not printed one of the texts that were `expected`; `got` is what it printed.
    pub(super) fn not_printed(
        &self,
        by: &Member,
        expected: &[String],
        got: &[u8],
    ) -> Option<Mistake> {
        let partners = self.partners(by);
        let received = |partner: &&Member| lines(&self.sent(partner, by)) > 0;
        let open = partners.iter().find_map(|partner| {
            // Who was answered all the same lacks something else.
            let own = self.no_newline(by, partner).filter(|_| !received(partner));
            own.or_else(|| self.no_newline(partner, by))
        });
        let out = open.or_else(|| self.leaves(|actor, queued| actor == by && !queued.is_empty()));
        // What came over the connection, and how, is nearer than what was printed of it.
        let out = out.or_else(|| self.reads_on(by).or_else(|| self.empty_line_added(by)));
        let out = out.or_else(|| {
            self.skips_an_empty_line(by)
                .or_else(|| self.prints_without_accents(by, got))
        });
        let out = out.or_else(|| self.answer_cut(by).or_else(|| self.shown_late(by)));
        let out = out.or_else(|| match nearly_printed(expected, got)? {
            Mistake::OtherNumber => self.given_again(by).or(Some(Mistake::OtherNumber)),
            nearly => Some(nearly),
        });
        let out = out.or_else(|| self.left_early(by));
        if out.is_some() {
            return out;
        }
        if !partners.iter().any(received) {
            return self.locked();
        }
        self.prints_own_message(by, got).or_else(|| self.locked())
    }

    /// Why nothing came to `by` of what was typed for the program that dials it.
    pub(super) fn not_sent(&self, by: &Member) -> Option<Mistake> {
        let typed = self.typed()?;
        let reads_on = || self.reads_on(typed).filter(|_| self.has_dialled(typed, by));
        let other = || self.input_first(typed).or_else(reads_on);
        self.half_closed(by).or_else(other)
    }

    /// The submission's program that something was typed for.
    pub(super) fn typed(&self) -> Option<&Member> {
        self.before().find_map(|fact| match fact {
            Fact::Typed { actor, .. } if (self.yours)(&actor.actor) => Some(actor),
            _ => None,
        })
    }

    /// A client that ended with success, and had not printed anything since it asked.
    fn left_early(&self, by: &Member) -> Option<Mistake> {
        let mut partner = None;
        let (mut is_open, mut printed, mut has_closed) = (false, false, false);
        for fact in self.before() {
            match fact {
                Fact::Connected { from, to } if from == by => partner = Some(to),
                Fact::Sent { from, bytes, .. } if from == by => {
                    is_open = !bytes.ends_with(b"\n");
                    printed = false;
                }
                Fact::Printed {
                    actor,
                    error: false,
                    ..
                } if actor == by => printed = true,
                // Who answers an end with its own leaves nobody alone.
                Fact::Ended { from, to } | Fact::Reset { from, to }
                    if from == by && Some(to) == partner =>
                {
                    has_closed = true;
                }
                // Whoever was left alone may well leave.
                Fact::Ended { from, to } | Fact::Reset { from, to }
                    if to == by && Some(from) == partner && !has_closed =>
                {
                    return None;
                }
                Fact::Signalled { actor, .. } if actor == by => return None,
                Fact::Exited { actor, exit } if actor == by => {
                    let is_early = *exit == Exit::Code(0) && partner.is_some();
                    return (is_early && !is_open && !printed).then_some(Mistake::LeftEarly);
                }
                _ => {}
            }
        }
        None
    }

    /// A client of a single thread that has got an answer to each of its lines, has not printed the last, and reads on.
    pub(super) fn reads_on(&self, by: &Member) -> Option<Mistake> {
        let Awaited::Message { from: partner, .. } = &self.only_thread(by)?.waits else {
            return None;
        };
        self.keeps_the_answer(by, partner)
            .then_some(Mistake::ReadsOn)
    }

    /// A client that has got an answer to each of its lines, has not printed the last, and reads its input, which goes on.
    fn shown_late(&self, by: &Member) -> Option<Mistake> {
        let ended = |fact: &Fact| matches!(fact, Fact::InputEnded { actor } if actor == by);
        let reads = { self.threads(by)?.iter() }.any(|thread| thread.waits == Awaited::Input);
        let partners = self.partners(by);
        let keeps = { partners.iter() }.any(|one| self.keeps_the_answer(by, one));
        (reads && keeps && !self.before().any(ended)).then_some(Mistake::ShownLate)
    }

    /// Whether a client that is typed for has got an answer to each of its lines, and has not printed the last.
    fn keeps_the_answer(&self, by: &Member, partner: &Member) -> bool {
        let (asked, answered) = (self.sent(by, partner), self.sent(partner, by));
        let is_whole = |parts: &[&[u8]]| parts.last().is_some_and(|part| part.ends_with(b"\n"));
        let is_answered =
            lines(&asked) == lines(&answered) && is_whole(&asked) && is_whole(&answered);
        let printed = self.before().fold(true, |printed, fact| match fact {
            Fact::Sent { from, to, .. } if (from, to) == (partner, by) => false,
            Fact::Printed {
                actor,
                error: false,
                ..
            } if actor == by => true,
            _ => printed,
        });
        self.has_dialled(by, partner) && self.was_typed(by) && is_answered && !printed
    }

    /// A program of a single thread that was typed a whole line, has sent nothing since, and reads its input.
    pub(super) fn input_first(&self, by: &Member) -> Option<Mistake> {
        let is_reading =
            { self.only_thread(by) }.is_some_and(|thread| thread.waits == Awaited::Input);
        let kept = self.before().fold(false, |kept, fact| match fact {
            Fact::Typed { actor, bytes } if actor == by => bytes.ends_with(b"\n"),
            Fact::InputEnded { actor } if actor == by => false,
            Fact::Sent { from, .. } if from == by => false,
            _ => kept,
        });
        (is_reading && kept).then_some(Mistake::InputFirst)
    }

    fn has_dialled(&self, by: &Member, whom: &Member) -> bool {
        self.before()
            .any(|fact| matches!(fact, Fact::Connected { from, to } if (from, to) == (by, whom)))
    }

    fn was_typed(&self, by: &Member) -> bool {
        self.before()
            .any(|fact| matches!(fact, Fact::Typed { actor, .. } if actor == by))
    }

    /// The thread of a program that has no other.
    fn only_thread(&self, by: &Member) -> Option<&Waiting> {
        match self.threads(by)? {
            [thread] => Some(thread),
            _ => None,
        }
    }
}

/// How a text that was asked for was printed instead, if it nearly was: with another number, or in another wording.
pub(super) fn nearly_printed(expected: &[String], got: &[u8]) -> Option<Mistake> {
    let got = String::from_utf8_lossy(got);
    let literal = |text: &&String| !(text.starts_with('/') && text.ends_with('/'));
    let wanted = expected.iter().filter(literal).map(|text| words(text));
    let wanted: Vec<Vec<Word>> = wanted.collect();
    let printed: Vec<Vec<Word>> = got.lines().map(words).collect();
    let any = |is: fn(&[Word], &[Word]) -> bool| {
        let mut texts = wanted.iter();
        texts.any(|text| printed.iter().any(|line| is(text, line)))
    };
    if any(same_but_numbers) {
        return Some(Mistake::OtherNumber);
    }
    any(same_but_wording).then_some(Mistake::OtherWording)
}

/// A word of letters, or a number, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Letters(String),
    Number(String),
}

/// The words and numbers of a text, without what stands between them.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        match (c.is_alphanumeric(), c.is_numeric(), words.last_mut()) {
            (false, _, _) => open = false,
            (true, true, Some(Word::Number(number))) if open => number.push(c),
            (true, false, Some(Word::Letters(letters))) if open => letters.push(c),
            (true, true, _) => {
                words.push(Word::Number(c.to_string()));
                open = true;
            }
            (true, false, _) => {
                words.push(Word::Letters(c.to_string()));
                open = true;
            }
        }
    }
    words
}

/// Whether some words of a line are those of the text, as they stand, but for a number.
fn same_but_numbers(text: &[Word], line: &[Word]) -> bool {
    let is_number = |word: &&Word| matches!(word, Word::Number(_));
    let has_both =
        text.iter().any(|word| is_number(&word)) && !text.iter().all(|word| is_number(&word));
    let alike = |(one, other): (&Word, &Word)| match (one, other) {
        (Word::Number(_), Word::Number(_)) => true,
        (Word::Letters(one), Word::Letters(other)) => one == other,
        (Word::Number(_), Word::Letters(_)) | (Word::Letters(_), Word::Number(_)) => false,
    };
    has_both
        && line
            .windows(text.len())
            .any(|part| text.iter().zip(part).all(alike) && text != part)
}

/// Whether some words of a line are those of the text but for capitals; what stands between them does not matter.
fn same_but_wording(text: &[Word], line: &[Word]) -> bool {
    let lowered = |word: &Word| match word {
        Word::Letters(text) => text.to_lowercase(),
        Word::Number(text) => text.clone(),
    };
    let text: Vec<String> = text.iter().map(lowered).collect();
    let line: Vec<String> = line.iter().map(lowered).collect();
    !text.is_empty() && line.windows(text.len()).any(|part| part == text)
}

#[cfg(test)]
mod tests {
    use crate::judge::mistake::mistake;
    use crate::judge::notation::{member, trace};
    use crate::model::{Failure, Mistake};

    /// The mistake behind `failure`, of which this was seen; `mine` is the student's.
    #[track_caller]
    fn check(failure: Failure, seen: &str, name: &str) {
        let found = mistake(&failure, &|actor: &str| actor == "mine", &trace(seen));
        let found = found.map_or_else(|| "none".to_owned(), Mistake::name);
        assert_eq!(found, name, "{seen}");
    }

    fn not_printed(expected: &str, got: &str) -> Failure {
        Failure::NotPrinted {
            by: member("mine"),
            expected: vec![expected.into()],
            got: got.into(),
        }
    }

    fn not_received() -> Failure {
        Failure::NotReceived {
            by: member("echo"),
            expected: "rose".into(),
            got: vec![],
        }
    }

    #[test]
    fn a_program_goes_on_without_a_thread_that_it_lost() {
        let lost = |seen: &str, name| check(not_printed("TOTAL 5", ""), seen, name);
        let seen = r#"
            other > mine connects
            mine warns "Exception in thread Thread-1 (serve):\nTraceback (most recent call last):\nIndexError: list index out of range\n"
            rests
            fails
            mine thread 1 accepts
        "#;
        lost(seen, "thread-died");
        lost(&seen.replace("1 accepts", "1 reads other 5"), "none");
        lost(&seen.replace("rests", ""), "none");
        lost(&seen.replace("fails", "mine exits 1\nfails"), "none");
        lost(&seen.replace("mine warns", "other warns"), "none");
    }

    #[test]
    fn a_client_that_ends_before_it_has_printed_the_answer() {
        let left = |seen: &str, name| check(not_printed("nu", ""), seen, name);
        let answered = r#"
            mine > echo connects
            mine prints "> "
            mine typed "lune\n"
            mine > echo "lune\n"
            echo > mine "Echo: lune nu\n"
            mine exits 0
            fails
        "#;
        left(answered, "left-early");
        let before = r#"
            mine > echo connects
            mine exits 0
            mine > echo "lune\n"
            echo > mine "Echo: lune nu\n"
            fails
        "#;
        left(before, "left-early");
        let closed = answered.replace(
            "mine exits",
            "mine > echo ends\necho > mine ends\nmine exits",
        );
        left(&closed, "left-early");
        // It failed; it printed something; it was left alone; its line had no end; it still runs; it dials nobody.
        left(&answered.replace("exits 0", "exits 1"), "none");
        left(
            &answered.replace("mine exits", "mine prints \"Echo\"\nmine exits"),
            "none",
        );
        left(
            &answered.replace("mine exits", "echo > mine ends\nmine exits"),
            "none",
        );
        left(&answered.replace("echo \"lune\\n", "echo \"lune"), "none");
        left(&answered.replace("mine exits 0", ""), "none");
        left(
            &answered.replace("mine > echo connects", "echo > mine connects"),
            "none",
        );
    }

    #[test]
    fn a_client_that_reads_on_after_the_answer() {
        let seen = r#"
            mine > echo connects
            mine typed "lune\n"
            mine > echo "lune\n"
            echo > mine "Echo: "
            echo > mine "lune nu\n"
            mine typed "rose\n"
            fails
            mine thread 1 reads echo 14
        "#;
        let failures = || {
            let stays = Failure::NotExited {
                actor: member("mine"),
            };
            [not_printed("nu", ""), not_received(), stays]
        };
        for failure in failures() {
            check(failure, seen, "reads-on");
        }
        let printed = seen.replace(
            "mine typed \"rose",
            "mine prints \"Echo: lune nu\\n\"\nmine typed \"rose",
        );
        let cases = [
            printed,
            seen.replace(" nu\\n", " nu"),
            seen.replace("reads echo 14", "sleeps"),
            seen.replace("echo 14", "echo 14; thread 2 runs"),
            seen.replace("mine typed \"lune\\n\"", "")
                .replace("mine typed \"rose\\n\"", ""),
        ];
        for (case, other) in cases.iter().enumerate() {
            for failure in failures() {
                let found = mistake(&failure, &|actor: &str| actor == "mine", &trace(other));
                assert!(found != Some(Mistake::ReadsOn), "{case}: {failure:?}");
            }
        }
    }

    #[test]
    fn a_client_that_reads_its_input_to_the_end_before_it_sends() {
        let seen = r#"
            mine > echo connects
            mine typed "lune\n"
            fails
            mine thread 1 reads its input
        "#;
        check(not_received(), seen, "input-first");
        check(
            not_received(),
            &seen.replace("mine > echo connects", ""),
            "input-first",
        );
        check(not_received(), &seen.replace("lune\\n", "lune"), "none");
        check(
            not_received(),
            &seen.replace("reads its input", "sleeps"),
            "none",
        );
        check(
            not_received(),
            &seen.replace("its input", "its input; thread 2 sleeps"),
            "none",
        );
        let sent = seen.replace("fails", "mine > echo \"lune\\n\"\nfails");
        check(not_received(), &sent, "none");
        let never = Failure::NeverConnected {
            actor: member("mine"),
            ports: vec![8000],
        };
        check(
            never,
            &seen.replace("mine > echo connects", ""),
            "input-first",
        );
        let over = seen.replace("fails", "mine input ends\nfails");
        check(not_received(), &over, "none");
    }

    #[test]
    fn a_client_that_shows_answers_when_all_is_over() {
        let seen = r#"
            mine > echo connects
            mine typed "lune\n"
            mine > echo "lune\n"
            echo > mine "Echo: lune nu\n"
            fails
            mine thread 1 reads its input
        "#;
        let shown = |seen: &str, name| check(not_printed("nu", ""), seen, name);
        shown(seen, "shown-late");
        shown(
            &seen.replace("its input", "its input; thread 2 sleeps"),
            "shown-late",
        );
        // It has shown something; the answer is not whole; its input is over.
        let printed = seen.replace("fails", "mine prints \"moon\\n\"\nfails");
        shown(&printed, "none");
        shown(&seen.replace("nu\\n", "nu"), "none");
        shown(&seen.replace("fails", "mine input ends\nfails"), "none");
        shown(&seen.replace("reads its input", "sleeps"), "none");
    }

    #[test]
    fn a_text_that_was_nearly_printed() {
        let cases = [
            ("TOTAL 1308", "TOTAL 1304\n", "other-number"),
            (
                "TOTAL 1308",
                "go\n[12:00] TOTAL 13080 !\nbye",
                "other-number",
            ),
            ("TOTAL 1308", "TOTAL : 1304\n", "other-number"),
            ("TOTAL 896", "Total : 896\n", "other-wording"),
            ("TOTAL 896", "TOTAL: 896", "other-wording"),
            ("TOTAL 896", "SUM 896", "none"),
            ("TOTAL 896", "total 895", "none"),
            ("TOTAL 896", "TOTAL", "none"),
            ("nuvado", "Echo: lune NUVADO", "other-wording"),
            ("nuvado", "Echo: lune nuva", "none"),
            ("1308", "1304", "none"),
            ("/TOTAL [0-9]+/", "total 12", "none"),
            ("TOTAL 896", "", "none"),
        ];
        for (expected, got, name) in cases {
            check(not_printed(expected, got), "fails", name);
        }
    }
}
