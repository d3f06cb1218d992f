//! What scripts wait to hear.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Stop;
use super::stage::{Stage, Wait};
use crate::judge::matching::{self, Match};
use crate::model::{Expectation, Failure, Likeness, Line, Member, Template, Variables};
use crate::network::End;

/// How long a wrong line is given to become whole, so that it is shown whole.
const WHOLE: Duration = Duration::from_millis(100);

/// How much is kept of what was heard beyond what was expected: a part that shows how it went on.
const MORE: usize = 128 << 10;

/// A line that was heard as it was expected.
struct Heard {
    /// The conversation, and the side that sent it.
    place: (usize, usize),
    /// The bytes of it.
    taken: usize,
    /// Whether its end is among them.
    has_end: bool,
    /// Whether no more can be part of it.
    is_whole: bool,
    expected: Vec<String>,
}

impl Stage<'_> {
    /// Scripts wait for a message each.
    pub fn expect(
        &mut self,
        members: &[Member],
        what: &Expectation,
        within: Duration,
    ) -> Result<(), Stop> {
        let mut wrong_since: Option<Instant> = None;
        // What was heard of a line that has no end, and may go on.
        let mut open: BTreeMap<Member, Heard> = BTreeMap::new();
        self.wait_each(members, within, |stage, member| match what {
            Expectation::Line(templates) => {
                open.remove(member);
                let values = stage.values.of(member);
                let heard = stage.expect_line(member, templates, &values, &mut wrong_since)?;
                Ok(match heard {
                    Ok(heard) if heard.is_whole => {
                        stage.take_line(member, heard);
                        Wait::Done
                    }
                    Ok(heard) => {
                        open.insert(member.clone(), heard);
                        Wait::Enough
                    }
                    Err(wait) => wait,
                })
            }
            Expectation::Match(pattern) => stage.expect_match(member, pattern),
        })?;
        for (member, heard) in open {
            self.take_line(&member, heard);
        }
        Ok(())
    }

    fn expect_line(
        &mut self,
        member: &Member,
        templates: &[Template],
        values: &Variables,
        wrong_since: &mut Option<Instant>,
    ) -> Result<Result<Heard, Wait>, Stop> {
        let expected: Vec<String> = templates
            .iter()
            .map(|template| template.fill(values))
            .collect();
        let at = member.clone();
        let Some((index, from)) = self.incoming(member) else {
            return not_heard(at, expected, vec![], Some(End::Closed)).map(Err);
        };
        let inbox = self.conversations[index].inbox(from);
        let ended = self.conversations[index].ends[from];
        match matching::line(inbox, &expected) {
            Match::Yes {
                taken,
                ended: has_end,
            } => {
                // Whether more follows on the same line must not hang on when the network brings it.
                let is_whole = has_end || ended.is_some() || {
                    self.look_again();
                    self.has_said_all(index, from)?
                };
                Ok(Ok(Heard {
                    place: (index, from),
                    taken,
                    has_end,
                    is_whole,
                    expected,
                }))
            }
            Match::No { wrong_at } => {
                let since = *wrong_since.get_or_insert_with(Instant::now);
                let whole = matching::first_line(inbox).is_some() || ended.is_some();
                let got = shown(inbox, &expected);
                let likeness = self.likeness(member, &got, &expected, templates);
                let failure = Failure::WrongAnswer {
                    at,
                    expected,
                    got,
                    wrong_at,
                    likeness,
                };
                if whole || since.elapsed() > WHOLE {
                    return Err(failure.into());
                }
                self.look_again();
                Ok(Err(Wait::Pending(failure)))
            }
            Match::Perhaps => {
                let got = shown(inbox, &expected);
                not_heard(at, expected, got, ended).map(Err)
            }
        }
    }

    fn take_line(&mut self, member: &Member, heard: Heard) {
        let (index, from) = heard.place;
        let conversation = &mut self.conversations[index];
        conversation.taken[from] += heard.taken;
        conversation.open_line[from] = !heard.has_end;
        let script = self
            .scripts
            .get_mut(member)
            .expect("who expects is scripted");
        script.expected = heard.expected;
    }

    /// The conversation that a script listens on, and the side that it hears.
    fn incoming(&mut self, member: &Member) -> Option<(usize, usize)> {
        let (index, side, _) = self.talk(member)?;
        self.skip_open_end(index, 1 - side);
        Some((index, 1 - side))
    }

    /// The end of a line that was taken without it may have come since.
    pub fn skip_open_end(&mut self, index: usize, from: usize) {
        let conversation = &mut self.conversations[index];
        if !conversation.open_line[from] {
            return;
        }
        let inbox = conversation.inbox(from);
        let end = usize::from(inbox.starts_with(b"\r"));
        if inbox.get(end) == Some(&b'\n') {
            conversation.taken[from] += end + 1;
        }
        if !inbox_is_end_only(conversation.inbox(from)) {
            conversation.open_line[from] = false;
        }
    }

    fn likeness(
        &self,
        member: &Member,
        got: &[u8],
        expected: &[String],
        templates: &[Template],
    ) -> Likeness {
        let fill = |other: &Member| {
            let values = self.values.of(other);
            templates
                .iter()
                .map(move |template| template.fill(&values))
                .collect::<Vec<_>>()
        };
        let others = self
            .scripts
            .keys()
            .filter(|other| other.index != member.index);
        let others: Vec<String> = others
            .flat_map(fill)
            .filter(|line| !expected.contains(line))
            .collect();
        matching::likeness(got, expected, &others, &self.scripts[member].expected)
    }

    fn expect_match(&mut self, member: &Member, pattern: &Line) -> Result<Wait, Stop> {
        let pattern = pattern.fill(&self.values.of(member));
        let expected = vec![format!("/{pattern}/")];
        let at = member.clone();
        let Some((index, from)) = self.incoming(member) else {
            return not_heard(at, expected, vec![], Some(End::Closed));
        };
        let got = shown(self.conversations[index].inbox(from), &expected);
        let Some((line, taken)) = self.whole_message(index, from)? else {
            return not_heard(at, expected, got, self.conversations[index].ends[from]);
        };
        match pattern.captures(&line) {
            Some(captured) => {
                self.conversations[index].taken[from] += taken;
                self.values.capture(member, captured);
                Ok(Wait::Done)
            }
            None => Err(Failure::WrongAnswer {
                at,
                expected,
                got,
                wrong_at: 0,
                likeness: Likeness::Unknown,
            }
            .into()),
        }
    }

    /// The next message that a program sent to a script, and the bytes that it takes: a line, or what is there when
    /// the program has ended its stream or waits to read the answer without having ended its line.
    pub fn whole_message(
        &mut self,
        index: usize,
        from: usize,
    ) -> Result<Option<(String, usize)>, Stop> {
        let conversation = &self.conversations[index];
        let inbox = conversation.inbox(from);
        let text = |line: &[u8]| String::from_utf8_lossy(line).into_owned();
        if let Some((line, taken)) = matching::first_line(inbox) {
            return Ok(Some((text(line), taken)));
        }
        if inbox.is_empty() {
            return Ok(None);
        }
        let is_whole = conversation.ends[from].is_some() || {
            self.look_again();
            self.has_said_all(index, from)?
        };
        if !is_whole {
            return Ok(None);
        }
        let conversation = &mut self.conversations[index];
        conversation.open_line[from] = true;
        let inbox = conversation.inbox(from);
        Ok(Some((text(inbox), inbox.len())))
    }

    /// Scripts wait until their peers have ended the stream.
    pub fn expect_end(&mut self, members: &[Member], within: Duration) -> Result<(), Stop> {
        self.wait_each(members, within, |stage, member| {
            let Some((index, side, _)) = stage.talk(member) else {
                return Ok(Wait::Done);
            };
            let conversation = &stage.conversations[index];
            let got = shown(conversation.inbox(1 - side), &[]);
            match conversation.ends[1 - side] {
                Some(_) => Ok(Wait::Done),
                None => Ok(Wait::Pending(Failure::NotEnded {
                    at: member.clone(),
                    got,
                })),
            }
        })
    }
}

/// The part of what was heard that a failure holds: a program may have sent anything, and as much as it may.
fn shown(inbox: &[u8], expected: &[String]) -> Vec<u8> {
    let longest = expected.iter().map(String::len).max().unwrap_or(0);
    inbox[..inbox.len().min(longest + MORE)].to_vec()
}

/// What is expected has not come: it may yet, unless the stream has ended.
fn not_heard(
    at: Member,
    expected: Vec<String>,
    got: Vec<u8>,
    ended: Option<End>,
) -> Result<Wait, Stop> {
    match ended {
        Some(end) => {
            let reset = end == End::Reset;
            Err(Failure::EndedEarly {
                at,
                expected,
                got,
                reset,
            }
            .into())
        }
        None => Ok(Wait::Pending(Failure::NoAnswer { at, expected, got })),
    }
}

/// Whether all that is there is a part of a line's end.
fn inbox_is_end_only(inbox: &[u8]) -> bool {
    inbox.is_empty() || inbox == b"\r"
}
