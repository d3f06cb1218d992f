//! What the student's program said of its own end: a panic's line, the end of a traceback, its last words.

use std::collections::BTreeSet;

use crate::i18n::{Catalog, args};
use crate::model::{
    CheckReport, Exit, Fact, Failure, Member, Outcome, SEEN_FOLDER, tells_of_an_error,
};

use super::printed::{stream, with_own_names};
use super::quote::{self, Page};
use super::wrap::indented;
use super::{cause, who};

const INDENT: usize = 2;
/// So many lines of a page are enough for a line of a program.
const MOST_LINES: usize = 4;
/// What is read of a program's standard error.
const MOST_BYTES: usize = 64 << 10;

/// The program's own words, and how it ended where the cause has not said so.
pub(super) fn lines(
    check: &CheckReport,
    failure: &Failure,
    catalog: &Catalog,
    page: Page,
) -> Vec<String> {
    let Some(member) = whose(check, failure) else {
        return vec![];
    };
    let mut lines = Vec::new();
    let said = standard_error(check, member);
    let said = last_words(&said);
    if !said.is_empty() {
        let label = catalog.text("own-words", &args!["member" => member.to_string()]);
        lines.extend(indented(&label, INDENT, INDENT, page.width));
        lines.extend(said.iter().flat_map(|line| shown(line, page)));
    }
    if let Some((exit, late)) = ended_unasked(check, member)
        && late
        && !told_already(failure)
    {
        let told = catalog.text(
            "own-end",
            &args!["member" => member.to_string(), "exit" => cause::ended(exit, catalog)],
        );
        lines.extend(indented(&told, INDENT, INDENT, page.width));
    }
    lines
}

/// The student's program whose end may tell something: the one concerned, else one that panicked, else one that ended.
fn whose<'a>(check: &'a CheckReport, failure: &'a Failure) -> Option<&'a Member> {
    let yours = |member: &&Member| who::is_yours(member, &check.cast);
    let mut seen: Vec<&Member> = Vec::new();
    for observation in &check.evidence.observations {
        if let Fact::Launched { actor, .. }
        | Fact::Printed { actor, .. }
        | Fact::Exited { actor, .. } = &observation.what
            && !seen.contains(&actor)
        {
            seen.push(actor);
        }
    }
    let telling = |member: &&Member| {
        !last_words(&standard_error(check, member)).is_empty()
            || ended_unasked(check, member).is_some()
    };
    let concerned = who::concerned(failure).into_iter().filter(yours);
    let mut candidates: Vec<&Member> = concerned.collect();
    candidates.extend(seen.into_iter().filter(yours));
    candidates.into_iter().find(telling)
}

fn standard_error(check: &CheckReport, member: &Member) -> String {
    let bytes = stream(check, member, true);
    let late = bytes.len().saturating_sub(MOST_BYTES);
    String::from_utf8_lossy(&bytes[late..]).into_owned()
}

/// Whether `member` failed, or told of an error on its standard error: it did not go on as it was meant to.
pub(super) fn has_failed(check: &CheckReport, member: &Member) -> bool {
    ended_unasked(check, member).is_some() || tells_of_an_error(&standard_error(check, member))
}

/// Whether what ended too early had just said something whole, in answer to all that it had heard: it has ended that on purpose.
pub(super) fn is_after_a_word(check: &CheckReport, failure: &Failure) -> bool {
    let Failure::EndedEarly { at, .. } = failure else {
        return false;
    };
    let Some(by) = who::peer(at, &check.evidence) else {
        return false;
    };
    let mut seen = check.evidence.observations.iter().rev();
    seen.find_map(|seen| match &seen.what {
        Fact::Sent { from, to, bytes } if from == by && to == at => Some(bytes.ends_with(b"\n")),
        Fact::Sent { from, to, .. } if from == at && to == by => Some(false),
        _ => None,
    })
    .unwrap_or(false)
}

/// Whether one of the student's programs failed or told of an error, where the check did not fail by how it begins or ends.
pub(super) fn is_of_an_error(check: &CheckReport) -> bool {
    let Outcome::Failed(failure) = &check.outcome else {
        return false;
    };
    let mut members = BTreeSet::new();
    for seen in &check.evidence.observations {
        if let Fact::Printed { actor, .. } | Fact::Exited { actor, .. } = &seen.what
            && who::is_yours(actor, &check.cast)
        {
            members.insert(actor);
        }
    }
    let ends = matches!(
        failure,
        Failure::ExitedBeforeListening { .. }
            | Failure::ExitedBeforeConnecting { .. }
            | Failure::WrongStatus { .. }
    );
    let mut members = members.into_iter();
    members.any(|member| match ends {
        true => tells_of_an_error(&standard_error(check, member)),
        false => has_failed(check, member),
    })
}

/// Whether `member` told of an error on its standard error after `at` was connected.
pub(super) fn told_of_an_error(check: &CheckReport, member: &Member, at: &Member) -> bool {
    let mut bytes = Vec::new();
    for observation in &check.evidence.observations {
        match &observation.what {
            Fact::Connected { from, to } if from == at || to == at => bytes.clear(),
            Fact::Printed {
                actor,
                error: true,
                bytes: more,
            } if actor == member => bytes.extend_from_slice(more),
            _ => {}
        }
    }
    tells_of_an_error(&String::from_utf8_lossy(&bytes))
}

/// How `member` ended before the check failed, if that was no success and nobody had asked it to.
pub(super) fn ended_before(check: &CheckReport, member: &Member) -> Option<Exit> {
    let (exit, late) = ended_unasked(check, member)?;
    (!late).then_some(exit)
}

/// What was seen before the check failed.
pub(super) fn before(check: &CheckReport) -> impl Iterator<Item = &Fact> {
    let seen = check.evidence.observations.iter().map(|seen| &seen.what);
    seen.take_while(|fact| !matches!(fact, Fact::Failed { .. }))
}

/// How `member` ended before the check failed, if it did and nobody had asked it to.
pub(super) fn exited(check: &CheckReport, member: &Member) -> Option<Exit> {
    before(check).find_map(|fact| match fact {
        Fact::Signalled { actor, .. } | Fact::LimitReached { actor, .. } if actor == member => {
            Some(None)
        }
        Fact::Exited { actor, exit } if actor == member => Some(Some(*exit)),
        _ => None,
    })?
}

/// Whether `member` had no connection open when what it uses was last looked at.
pub(super) fn is_alone(check: &CheckReport, member: &Member) -> bool {
    let mut seen = check.evidence.observations.iter().rev();
    let last = seen.find_map(|seen| match &seen.what {
        Fact::Used {
            actor, connections, ..
        } if actor == member => Some(*connections),
        _ => None,
    });
    last == Some(Some(0))
}

/// The last client to leave a server, where it did so in the middle of a line, by an ordinary end.
pub(super) fn left_within_a_line<'a>(
    check: &'a CheckReport,
    server: &Member,
) -> Option<&'a Member> {
    let (mut open, mut last) = (BTreeSet::new(), None);
    for fact in before(check) {
        match fact {
            Fact::Connected { from, to } if to == server => drop(open.remove(from)),
            Fact::Sent { from, to, bytes } if to == server => match bytes.ends_with(b"\n") {
                true => drop(open.remove(from)),
                false => drop(open.insert(from)),
            },
            Fact::Ended { from, to } if to == server => last = open.take(from),
            Fact::Reset { to, .. } if to == server => last = None,
            _ => {}
        }
    }
    last
}

/// Who of two ended the conversation that they led before the check failed, and with whom.
pub(super) fn closed_by<'a>(
    check: &'a CheckReport,
    one: &Member,
    other: &Member,
) -> Option<(&'a Member, &'a Member)> {
    before(check).find_map(|fact| match fact {
        Fact::Ended { from, to } | Fact::Reset { from, to }
            if [(one, other), (other, one)].contains(&(from, to)) =>
        {
            Some((from, to))
        }
        _ => None,
    })
}

/// Whether the student's `to` has not answered, before the check failed, the last whole line of `from`, which is not the student's.
pub(super) fn is_left_unanswered(check: &CheckReport, from: &Member, to: &Member) -> bool {
    let said = before(check).filter_map(|fact| match fact {
        Fact::Sent {
            from: sender,
            to: receiver,
            bytes,
        } if [(from, to), (to, from)].contains(&(sender, receiver)) => {
            Some(sender == from && bytes.ends_with(b"\n"))
        }
        _ => None,
    });
    let yours = |member| who::is_yours(member, &check.cast);
    yours(to) && !yours(from) && said.last() == Some(true)
}

/// How `member` ended, if the script had not asked it to, and whether that was after the failure: what was before is
/// in the exchange.
pub(super) fn ended_unasked(check: &CheckReport, member: &Member) -> Option<(Exit, bool)> {
    let mut late = false;
    for observation in &check.evidence.observations {
        match &observation.what {
            Fact::Failed { .. } => late = true,
            Fact::Signalled { actor, .. } | Fact::LimitReached { actor, .. } if actor == member => {
                return None;
            }
            Fact::Exited { actor, exit } if actor == member => {
                return (*exit != Exit::Code(0)).then_some((*exit, late));
            }
            _ => {}
        }
    }
    None
}

/// Whether the sentence of cause says how the program ended.
fn told_already(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Exited { .. }
            | Failure::ExitedBeforeListening { .. }
            | Failure::ExitedBeforeConnecting { .. }
            | Failure::WrongStatus { .. }
    )
}

/// The lines that tell most: of the first panic and of the last one, which may be of its making, the place and the
/// message, of a traceback the last place in the student's own files, its source and the error, else the last two. A line of
/// punctuation alone, such as Python's servers draw around a traceback, tells nothing.
fn last_words(said: &str) -> Vec<&str> {
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| line.contains(char::is_alphanumeric))
        .collect();
    let is_panic = |line: &&str| line.contains("panicked at");
    if let Some(first) = lines.iter().position(is_panic) {
        let last = lines.iter().rposition(is_panic).unwrap_or(first);
        let place = |at: usize| lines[at].split_once("panicked at").map(|(_, place)| place);
        let told = |at: usize| {
            let message = lines.get(at + 1).filter(|line| !line.starts_with("note:"));
            std::iter::once(lines[at]).chain(message.copied())
        };
        let more = (place(first) != place(last)).then(|| told(last));
        return told(first).chain(more.into_iter().flatten()).collect();
    }
    // An error of syntax has no traceback, and its place all the same.
    let is_place = |line: &&str| line.trim_start().starts_with("File \"");
    if let Some(last) = lines.iter().rposition(is_place) {
        // Its calls are indented, its error is not.
        let is_outer = |line: &&str| !line.starts_with(' ');
        let after = lines[last..].iter().find(|line| is_outer(line));
        let begin = lines[..last].iter().rposition(is_outer).unwrap_or(0);
        let own = lines[begin..=last].iter().rposition(is_own);
        let place = own.map_or(last, |own| begin + own);
        // The line of source names the call.
        let source = lines.get(place + 1);
        let source = source.filter(|line| !is_outer(line) && !is_place(line));
        let told = [Some(&lines[place]), source, after.or(lines.last())];
        return told.into_iter().flatten().copied().collect();
    }
    // A warning of Python's is followed by the line that it is about.
    let is_warning = |line: &&str| line.contains("Warning: coroutine '");
    let begin = lines.iter().position(is_warning);
    let begin = begin.unwrap_or(lines.len().saturating_sub(2));
    lines[begin..].iter().take(2).copied().collect()
}

/// Whether a line of a traceback is a place in the submission.
fn is_own(line: &&str) -> bool {
    let path = line.trim_start().strip_prefix("File \"");
    path.is_some_and(|path| {
        let elsewhere = path.starts_with(['/', '<']) && !path.starts_with(SEEN_FOLDER);
        !elsewhere
    })
}

/// A line of a program, on as many of the page as it needs, within bounds.
fn shown(line: &str, page: Page) -> Vec<String> {
    let lead = format!("{}| ", " ".repeat(2 * INDENT));
    let room = page.width.saturating_sub(lead.len());
    let line = with_own_names(line.trim());
    let text = quote::without_middle(&page.spelt(&line), MOST_LINES * room, page.ellipsis());
    let lines = indented(&text, 0, 0, room).into_iter();
    lines.map(|line| format!("{lead}{line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::last_words;

    #[test]
    fn the_lines_that_tell_most_are_shown() {
        let traceback = "Traceback (most recent call last):\n  File \"/submission/server.py\", line 9, in <module>\n    serve()\n  File \"/usr/lib/python3.11/socket.py\", line 5, in send\n    ~~~^^^\nOSError: [Errno 24] Too many open files\n";
        let told = [
            "  File \"/submission/server.py\", line 9, in <module>",
            "    serve()",
            "OSError: [Errno 24] Too many open files",
        ];
        assert_eq!(last_words(traceback), told);
        let rule = "-".repeat(40);
        let framed =
            format!("{rule}\nException occurred from ('127.0.0.1', 4)\n{traceback}{rule}\n");
        assert_eq!(last_words(&framed), told);
        let logged = format!("{traceback}client gone\n");
        assert_eq!(last_words(&logged), told);
        let syntax =
            "  File \"server.py\", line 3\n    if x\n        ^\nSyntaxError: expected ':'\n";
        assert_eq!(
            last_words(syntax),
            [
                "  File \"server.py\", line 3",
                "    if x",
                "SyntaxError: expected ':'"
            ]
        );
        assert_eq!(last_words("un\ndeux\n---\ntrois\n***\n"), ["deux", "trois"]);
        let unawaited = "ready\na.py:12: RuntimeWarning: coroutine 'f' was never awaited\n  f(r)\nRuntimeWarning: Enable tracemalloc\n";
        let told = [
            "a.py:12: RuntimeWarning: coroutine 'f' was never awaited",
            "  f(r)",
        ];
        assert_eq!(last_words(unawaited), told);
        assert!(last_words("----\n").is_empty());
    }
}
