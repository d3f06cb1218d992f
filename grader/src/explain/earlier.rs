//! Answers that are wrong in a later check as they were in an earlier one.

use super::who;
use crate::model::{CheckReport, Failure, Likeness, Member, Outcome, Report};

/// The first check ahead of `check` in which the same program gave an answer that is wrong in the same way; what the exercise's
/// author says of the later one, of pieces or of lines that come together, is then beside the point.
///
/// The same way is: whole lines that have all the words that were expected, and only numbers that are others, at the same places
/// among them. What is computed wrongly is wrong wherever it is asked for, and what is lost between two reads is lost in the
/// later check alone. A wrong text says less: it may be another one for any reason, so that nothing is said of it. Nor is anything
/// where a mistake was found, which is told once as it is.
pub(super) fn wrong_alike<'a>(report: &'a Report, check: &CheckReport) -> Option<&'a CheckReport> {
    let here = wrong(check)?;
    let ahead = report.checks.iter().take_while(|one| one.id != check.id);
    // Of a hidden one, students know nothing.
    let mut known = ahead.filter(|one| !one.hidden);
    known.find(|one| {
        wrong(one).is_some_and(|there| {
            let mut ways = here.ways.iter();
            here.role == there.role && ways.any(|way| there.ways.contains(way))
        })
    })
}

/// An answer of the submission with wrong numbers.
struct Wrong<'a> {
    /// The role of the program that gave it.
    role: &'a str,
    /// By each line that would have been right: which of its words are others.
    ways: Vec<Vec<bool>>,
}

fn wrong(check: &CheckReport) -> Option<Wrong<'_>> {
    let Outcome::Failed(Failure::WrongAnswer {
        at,
        expected,
        got,
        likeness: Likeness::Unknown,
        ..
    }) = &check.outcome
    else {
        return None;
    };
    let peer: &Member = who::peer(at, &check.evidence)?;
    let is_open = check.mistake.is_none() && who::is_yours(peer, &check.cast);
    let end = got.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&got[..end]).ok()?;
    let ways: Vec<_> = { expected.iter() }
        .filter_map(|expected| other_numbers(expected, line))
        .collect();
    let role = &check.cast.get(&peer.actor)?.role;
    (is_open && !ways.is_empty()).then_some(Wrong { role, ways })
}

/// Which words of a line are not those that were expected, where these are numbers, some but not all.
fn other_numbers(expected: &str, line: &str) -> Option<Vec<bool>> {
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (expected, line) = (words(expected), words(line));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let pairs = || expected.iter().zip(&line);
    let others: Vec<bool> = pairs().map(|(one, other)| one != other).collect();
    let are_numbers =
        pairs().all(|(one, other)| one == other || (is_number(one) && is_number(other)));
    let is_way = expected.len() == line.len() && others.contains(&true) && others.contains(&false);
    (is_way && are_numbers).then_some(others)
}

#[cfg(test)]
mod tests {
    use super::wrong_alike;
    use crate::explain::sample::{self, check, one, text, trace};
    use crate::model::{CheckReport, Fact, Failure, Likeness, Mistake, Outcome};

    fn wrong(id: &str, expected: &str, got: &str) -> CheckReport {
        let failure = Failure::WrongAnswer {
            at: one("chatty"),
            expected: vec![expected.into()],
            got: got.into(),
            wrong_at: 0,
            likeness: Likeness::Unknown,
        };
        let dials = Fact::Connected {
            from: one("chatty"),
            to: one("server"),
        };
        let seen = trace(vec![(1, dials)]);
        check(id, 1, text("T", "T"), Outcome::Failed(failure), seen)
    }

    #[test]
    fn numbers_that_are_wrong_at_the_same_places() {
        let found = |earlier: &CheckReport, later: CheckReport| {
            let report = sample::report(vec![earlier.clone(), later]);
            assert_eq!(wrong_alike(&report, &report.checks[0]), None);
            wrong_alike(&report, &report.checks[1]).map(|check| check.id.clone())
        };
        let is = Some("a".to_owned());
        let count = wrong("a", "RESULT 11 85", "RESULT 11 86\n");
        let swapped = wrong("a", "RESULT 9 61", "RESULT 61 9\n");
        let later = |got| wrong("b", "RESULT 35 4", got);
        assert_eq!(found(&count, later("RESULT 35 5\nRESULT 93 2\n")), is);
        assert_eq!(found(&swapped, later("RESULT 4 35\n")), is);
        // At another place; another line; one without its end; a text; no word of it.
        for got in [
            "RESULT 4 35\n",
            "RESULT 35\n",
            "RESULT 35 5",
            "RESULT 35 x\n",
            "0 1 2\n",
        ] {
            assert_eq!(found(&count, later(got)), None, "{got}");
        }
        assert_eq!(
            found(
                &wrong("a", "Echo: a", "Echo: b\n"),
                wrong("b", "Echo: c", "Echo: d\n")
            ),
            None
        );
        let hidden = CheckReport {
            hidden: true,
            ..count.clone()
        };
        assert_eq!(found(&hidden, later("RESULT 35 5\n")), None);
        let told = CheckReport {
            mistake: Some(Mistake::SaidAgain),
            ..count
        };
        assert_eq!(found(&told, later("RESULT 35 5\n")), None);
    }
}
