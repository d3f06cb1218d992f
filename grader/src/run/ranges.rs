//! Whether ranges cover a whole, each number of it once.

use super::Stop;
use super::link::Pair;
use super::stage::Stage;
use crate::model::{Failure, Line, Stream, Template};

/// A range in a line: where it begins and where it ends, the end not included.
struct Range {
    first: i64,
    end: i64,
    line: String,
}

/// Numbers that stand next to each other and are covered by none or by two.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    first: i64,
    last: i64,
    twice: bool,
    /// The lines on both sides of them.
    lines: Vec<String>,
}

impl Stage<'_> {
    /// Looks whether the ranges in the lines that links carried cover a whole. Of a sender that has not printed a line that
    /// `once` matches, nothing is said.
    pub fn covers(
        &mut self,
        pairs: &[Pair],
        pattern: &Line,
        whole: [&Template; 2],
        once: &Line,
    ) -> Result<(), Stop> {
        let Some((from, _)) = pairs.first() else {
            return Ok(());
        };
        let values = self.values.of(from);
        let (pattern, once) = (pattern.fill(&values), once.fill(&values));
        let printed = self.running(from)?.output(Stream::Stdout);
        let printed = String::from_utf8_lossy(&printed);
        let [begin, end] = whole.map(|bound| bound.fill(&values).parse().ok());
        let (Some(begin), Some(end)) = (begin, end) else {
            return Ok(());
        };
        if !printed.lines().any(|line| once.matches(line)) {
            return Ok(());
        }
        let lines = pairs.iter().flat_map(|pair| self.lines_of(pair));
        let ranges = lines.filter_map(|line| read(&pattern, line)).collect();
        match fault(ranges, begin, end) {
            None => Ok(()),
            Some(fault) => Err(Failure::NotCovered {
                from: from.clone(),
                first: fault.first,
                last: fault.last,
                twice: fault.twice,
                lines: fault.lines,
            }
            .into()),
        }
    }
}

/// The range in a line; `None` where there is none, or an empty one.
fn read(pattern: &Line, line: String) -> Option<Range> {
    let captured = pattern.captures(&line)?;
    let [(_, first), (_, end)] = captured.as_slice() else {
        return None;
    };
    let (first, end) = (first.parse().ok()?, end.parse().ok()?);
    (first < end).then_some(Range { first, end, line })
}

/// The first numbers of `begin..end` that none of the ranges holds, or two of them.
fn fault(mut ranges: Vec<Range>, begin: i64, end: i64) -> Option<Fault> {
    ranges.sort_by(|one, other| {
        (one.first, one.end, &one.line).cmp(&(other.first, other.end, &other.line))
    });
    ranges.dedup_by(|one, other| one.line == other.line);
    let fault = |first, behind: i64, twice, around: [Option<&Range>; 2]| Fault {
        first,
        last: behind.saturating_sub(1),
        twice,
        lines: around
            .into_iter()
            .flatten()
            .map(|one| one.line.clone())
            .collect(),
    };
    let (mut at, mut before) = (begin, None);
    for range in &ranges {
        let first = range.first.max(begin);
        let around = [before, Some(range)];
        if first > at {
            return Some(fault(at, first, false, around));
        }
        if first < at {
            return Some(fault(first, range.end.min(at), true, around));
        }
        at = at.max(range.end);
        before = Some(range);
    }
    (at < end).then(|| fault(at, end, false, [before, None]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ranges: &[(i64, i64)]) -> Option<(i64, i64, bool)> {
        let ranges = ranges.iter().enumerate().map(|(id, (first, end))| Range {
            first: *first,
            end: *end,
            line: format!("TASK {id} {first} {end}"),
        });
        let fault = fault(ranges.collect(), 10, 40)?;
        Some((fault.first, fault.last, fault.twice))
    }

    #[test]
    fn ranges_cover_the_whole_in_any_order() {
        assert_eq!(found(&[(10, 20), (20, 30), (30, 40)]), None);
        assert_eq!(found(&[(30, 40), (10, 20), (20, 30)]), None);
        assert_eq!(found(&[(10, 40)]), None);
    }

    #[test]
    fn what_is_left_out_is_told_wherever_it_is() {
        assert_eq!(found(&[]), Some((10, 39, false)));
        assert_eq!(found(&[(11, 40)]), Some((10, 10, false)));
        assert_eq!(found(&[(10, 20), (21, 40)]), Some((20, 20, false)));
        assert_eq!(found(&[(10, 20), (20, 38)]), Some((38, 39, false)));
    }

    #[test]
    fn what_is_covered_twice_is_told() {
        assert_eq!(found(&[(10, 21), (20, 40)]), Some((20, 20, true)));
        assert_eq!(found(&[(10, 40), (20, 30)]), Some((20, 29, true)));
        assert_eq!(found(&[(10, 20), (10, 20), (20, 40)]), Some((10, 19, true)));
    }

    #[test]
    fn the_same_line_again_and_an_empty_range_say_nothing() {
        let pattern = Line::parse(r"^TASK \S+ (?<first>\d+) (?<end>\d+)$").unwrap();
        let lines = [
            "TASK 1 10 20",
            "TASK 1 10 20",
            "TASK 2 20 40",
            "TASK 3 40 40",
        ];
        let read = |line: &&str| read(&pattern, (*line).to_owned());
        let ranges: Vec<Range> = lines.iter().filter_map(read).collect();
        assert_eq!(ranges.len(), 3);
        assert_eq!(fault(ranges, 10, 40), None);
    }
}
