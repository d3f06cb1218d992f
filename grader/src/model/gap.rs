//! A part of a range, shared out by lines, that a server gave to nobody.

use super::handed::{Talk, Talks, first_word};
use super::{Fact, Member, Trace};

/// The only part of a range that was given to nobody, though nothing else is out. Ends are left out of what they end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'a> {
    /// Where the range begins and ends: the last two arguments of the server.
    pub of: [u64; 2],
    /// Where the part begins and ends.
    pub part: [u64; 2],
    /// Who has answered all that it was given, and waits for more.
    pub free: &'a Member,
    /// Who is connected, and has not said anything.
    pub silent: &'a Member,
    /// The lines by which what lies beside it was given.
    pub beside: Vec<&'a [u8]>,
}

impl Trace {
    /// What `server` gave to nobody, where lines of one kind (by their first word), all answered, end with two numbers each, and
    /// these share out the rest of a range without an overlap. At the most as much as one of the lines gives, and only where all
    /// who are there are free or silent, one at least of each: what somebody else holds up is not to be told.
    #[must_use]
    pub fn gap(&self, server: &Member) -> Option<Gap<'_>> {
        // What one who left has in hand is another matter.
        if self.not_handed_on(server).is_some() {
            return None;
        }
        let talks = Talks::of(self, server);
        let is_told = |talk: &Talk<'_>| talk.is_awaited() || talk.is_silent();
        if !talks.open.values().all(is_told) {
            return None;
        }
        let (free, _) = talks.open.iter().find(|(_, talk)| talk.is_awaited())?;
        let (silent, _) = talks.open.iter().find(|(_, talk)| talk.is_silent())?;

        let is_task = |line: &&[u8]| talks.is_of_an_answered_kind(line);
        let lines = talks.answered().chain(talks.unanswered().filter(is_task));
        let mut given: Vec<([u64; 2], &[u8])> = lines
            .map(|line| Some((ends(line)?, line)))
            .collect::<Option<_>>()?;
        given.sort_unstable();
        given.dedup();
        let kind = first_word(given.first()?.1);
        if given.iter().any(|(_, line)| first_word(line) != kind) {
            return None;
        }

        let of @ [first, end] = self.range(server)?;
        let mut at = first;
        let mut gaps = vec![];
        let ends = given.iter().map(|(part, _)| *part).chain([[end, end]]);
        for [from, to] in ends {
            if from < at {
                return None;
            }
            if from > at {
                gaps.push([at, from]);
            }
            at = to;
        }
        let [part] = gaps[..] else {
            return None;
        };
        let size = |[from, to]: [u64; 2]| to - from;
        let widest = given.iter().map(|(part, _)| size(*part)).max()?;
        let is_beside = |given: &&([u64; 2], &[u8])| given.0[1] == part[0] || given.0[0] == part[1];
        let beside = given.iter().filter(is_beside).map(|(_, line)| *line);
        (size(part) <= widest).then(|| Gap {
            of,
            part,
            free,
            silent,
            beside: beside.collect(),
        })
    }

    /// The range that a program was started with: its last two arguments, if they are numbers.
    fn range(&self, of: &Member) -> Option<[u64; 2]> {
        let mut launches = self.observations.iter().rev();
        let arguments = launches.find_map(|seen| match &seen.what {
            Fact::Launched { actor, arguments } if actor == of => Some(arguments),
            _ => None,
        })?;
        let [.., from, to] = &arguments[..] else {
            return None;
        };
        let range = [from.parse().ok()?, to.parse().ok()?];
        (range[0] < range[1]).then_some(range)
    }
}

/// The two numbers at the end of a line, of which the second is larger.
fn ends(line: &[u8]) -> Option<[u64; 2]> {
    let line = std::str::from_utf8(line).ok()?;
    let mut words = line.split_ascii_whitespace().rev();
    let (to, from) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    (from < to).then_some([from, to])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Observation;

    /// Between whom each line goes, and the line: a worker and a silent client on a server that shares out 20 to 50.
    const SEEN: &str = "hand server +
        worker server +
        worker server READY
        server worker TASK 1 30 40
        worker server RESULT 1 2
        server worker TASK 2 40 50
        worker server RESULT 2 3";

    fn found(text: &str) -> Option<String> {
        let member = |name: &str| name.parse::<Member>().unwrap();
        let launched = Fact::Launched {
            actor: member("server"),
            arguments: ["127.0.0.1:8000", "20", "50"].map(str::to_owned).into(),
        };
        let facts = text.lines().map(|line| {
            let words: Vec<&str> = line.trim().splitn(3, ' ').collect();
            let (from, to) = (member(words[0]), member(words[1]));
            match words[2] {
                "+" => Fact::Connected { from, to },
                "-" => Fact::Ended { from, to },
                "held" => Fact::Held { from, to },
                said => Fact::Sent {
                    from,
                    to,
                    bytes: format!("{said}\n").into(),
                },
            }
        });
        let facts = std::iter::once(launched).chain(facts);
        let trace = Trace {
            observations: facts.map(|what| Observation { at: 0, what }).collect(),
            left_out: 0,
        };
        let gap = trace.gap(&member("server"))?;
        assert_eq!(gap.of, [20, 50]);
        let beside: Vec<_> = { gap.beside.iter() }
            .map(|line| String::from_utf8_lossy(line))
            .collect();
        let [from, to] = gap.part;
        Some(format!(
            "{from} {to} {} {}: {}",
            gap.free,
            gap.silent,
            beside.join(", ")
        ))
    }

    #[test]
    fn what_is_kept_for_a_silent_one() {
        let first = found(SEEN);
        assert_eq!(first.as_deref(), Some("20 30 worker hand: TASK 1 30 40"));
        let renumbered = |from: &str, to: &str| found(&SEEN.replace(from, to));
        let last = renumbered("2 40 50", "0 20 30");
        assert_eq!(last.as_deref(), Some("40 50 worker hand: TASK 1 30 40"));
        let between = renumbered("1 30 40", "1 20 30");
        let both = Some("30 40 worker hand: TASK 1 20 30, TASK 2 40 50");
        assert_eq!(between.as_deref(), both);
        // One that left gave back what it had.
        let lost = "gone server +\ngone server READY\nserver gone TASK 2 40 50\ngone server -\n";
        assert_eq!(found(&format!("{lost}{SEEN}")), first);
    }

    #[test]
    fn what_may_have_another_cause() {
        for other in [
            // All was given, more than a task was not, or in two places; two lines overlap; a line has no numbers.
            SEEN.replace("1 30 40", "1 20 40"),
            SEEN.replace("1 30 40", "1 35 40"),
            SEEN.replace("2 40 50", "2 41 50"),
            SEEN.replace("2 40 50", "2 39 50"),
            SEEN.replace("2 40 50", "2"),
            // It is beyond the range.
            SEEN.replace("2 40 50", "2 40 60"),
            // Nobody is free, nobody is silent, somebody has said something that did not come.
            SEEN.replace(
                "worker server RESULT 2 3",
                "worker server RESULT 2 3\nserver worker DONE",
            ),
            SEEN.replace("hand server +", "hand server +\nhand server READY"),
            SEEN.replace("hand server +", "hand server +\nhand server -"),
            format!("{SEEN}\nworker server held"),
            format!("late server +\nlate server READY\nlate server held\n{SEEN}"),
            // It was given to one who left, or whom the server left.
            format!(
                "gone server +\ngone server READY\nserver gone TASK 0 20 30\ngone server -\n{SEEN}"
            ),
            format!(
                "gone server +\ngone server READY\nserver gone TASK 0 20 30\nserver gone -\n{SEEN}"
            ),
        ] {
            assert_eq!(found(&other), None, "{other}");
        }
    }
}
