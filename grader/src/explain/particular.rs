//! What is said of a mistake where what was seen says more than that it was made.

use std::collections::{BTreeMap, BTreeSet};

use super::{advice, cause, ending, kept, tasks, who};
use crate::i18n::{Catalog, args};
use crate::model::{
    Awaited, CheckReport, Fact, Failure, Member, Mistake, Outcome, Waiting, function_names,
};

/// What happened, where what was seen says more than the mistake: whose line has no end, how many clients were served.
pub(super) fn seen(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    if mistake == Mistake::NotAccepting {
        let count = served(check);
        return (count > 1).then(|| catalog.text("mistake-served-some", &args!["count" => count]));
    }
    if mistake == Mistake::UsedUp {
        return used_up(check, catalog);
    }
    if mistake == Mistake::ReadTwice {
        return read_twice(check, catalog);
    }
    if mistake == Mistake::AcceptsOn && waits_for_a_thread(check) {
        return Some(catalog.plain("mistake-accepts-on-joined"));
    }
    let told = tasks::seen(mistake, check, catalog);
    if let Some(told) = told.or_else(|| kept::seen(mistake, check, catalog)) {
        return Some(told);
    }
    if mistake == Mistake::KeptAnswer && awaits_several(check) {
        return Some(catalog.plain("mistake-kept-answer-others"));
    }
    let is_known = |waits: &Awaited| matches!(waits, Awaited::Lock { .. } | Awaited::Channel);
    if mistake == Mistake::BehindLock && waits(check, is_known) == 0 {
        return Some(catalog.plain("mistake-behind-another"));
    }
    if mistake == Mistake::EmptyLineAdded {
        return is_of_answers(check).then(|| catalog.plain("mistake-empty-line-answered"));
    }
    if mistake == Mistake::Spins {
        let left = ending::left_within_a_line(check, server(check)?)?;
        let actor = who::named(left, &check.cast, catalog);
        return Some(catalog.text("mistake-spins-half-line", &args!["actor" => actor]));
    }
    let member = unended(check).filter(|_| mistake == Mistake::NoNewline)?;
    let actor = who::named(member, &check.cast, catalog);
    let said = catalog.text("mistake-no-newline-of", &args!["actor" => actor]);
    Some(cause::capitalised(&said))
}

/// What to do where what was seen says more than the mistake: what one who has left had said went to a newcomer; a server that
/// serves some clients at once has a limit; one that closes a connection alone, after others have left or come, may take one
/// client for another; one that has answered several messages on a connection has a loop; one that waits for the end of a scope
/// has joined no thread; one whose other threads accept may have joined them; one that is told of bytes and leaves them has a
/// task that waits for something else, and so may have one that reads from several; whoever has a runtime waits with its calls;
/// threads that wait to be woken where nobody left with a task may not have been woken all; one that left bytes of a long line
/// has not read to its end; one that turns since a client left within a line may wait for the rest of it; one that panicked had
/// conversations to lead.
pub(super) fn next(mistake: Mistake, check: &CheckReport, catalog: &Catalog) -> Option<String> {
    if mistake == Mistake::NotAccepting && served(check) > 1 {
        return Some(catalog.plain("mistake-served-some-next"));
    }
    if mistake == Mistake::ClosedAfterFirst && closed_as_others_changed(check) {
        return Some(catalog.plain("mistake-closed-for-another-next"));
    }
    if mistake == Mistake::ClosedAfterFirst && answers_on(check) {
        return Some(catalog.plain("look-closed"));
    }
    if mistake == Mistake::SomeoneElses && is_of_one_who_left(check) {
        return Some(catalog.plain("mistake-someone-elses-left-next"));
    }
    if mistake == Mistake::JoinedAtOnce && ends_a_scope(check) {
        return Some(catalog.plain("mistake-joined-by-scope-next"));
    }
    if mistake == Mistake::AcceptsOn && waits_for_a_thread(check) {
        return Some(catalog.plain("mistake-accepts-on-joined-next"));
    }
    if mistake == Mistake::LeftUnread
        && waits(check, |waits| matches!(waits, Awaited::Any { .. })) > 0
    {
        return Some(catalog.plain("mistake-left-unread-task-next"));
    }
    if mistake == Mistake::NotWoken && tasks::owed(check).is_none() {
        return Some(catalog.plain("mistake-not-woken-several-next"));
    }
    if let Some(told) = kept::next(mistake, check, catalog) {
        return Some(told);
    }
    if mistake == Mistake::KeptAnswer && awaits_several(check) {
        return Some(catalog.plain("mistake-kept-answer-others-next"));
    }
    if mistake == Mistake::NonBlocking && threads(check).any(Waiting::is_in_runtime) {
        return Some(catalog.plain("mistake-non-blocking-runtime-next"));
    }
    let half_line = || ending::left_within_a_line(check, server(check)?);
    if mistake == Mistake::Spins && half_line().is_some() {
        return Some(catalog.plain("mistake-spins-half-line-next"));
    }
    if mistake == Mistake::ResetUnread && is_of_a_long_line(check) {
        return Some(catalog.plain("mistake-reset-unread-long-next"));
    }
    let (Mistake::Panicked, Outcome::Failed(Failure::Exited { actor, .. })) =
        (mistake, &check.outcome)
    else {
        return None;
    };
    let is_accepted = |fact: &Fact| matches!(fact, Fact::Connected { to, .. } if to == actor);
    let mut seen = check.evidence.observations.iter();
    let is_server = seen.any(|seen| is_accepted(&seen.what));
    advice::after_many(check, actor, catalog)
        .or_else(|| is_server.then(|| catalog.plain("mistake-panicked-serving-next")))
}

/// Whether the thread with which a program began waits for another one.
fn waits_for_a_thread(check: &CheckReport) -> bool {
    let is_first = |thread: &&Waiting| (thread.process, thread.thread) == (1, 1);
    { threads(check).find(is_first) }.is_some_and(|first| first.waits.is_for_a_thread())
}

/// How many threads wait for what `is` of that kind.
fn waits(check: &CheckReport, is: fn(&Awaited) -> bool) -> usize {
    { threads(check) }
        .filter(|thread| is(&thread.waits))
        .count()
}

/// The threads of the student's programs that stood still.
pub(super) fn threads(check: &CheckReport) -> impl Iterator<Item = &Waiting> {
    let seen = check.evidence.observations.iter();
    let threads = seen.filter_map(|seen| match &seen.what {
        Fact::Stuck { threads, .. } => Some(threads),
        _ => None,
    });
    threads.flatten()
}

/// Whether a thread waits for whichever of several speaks first.
fn awaits_several(check: &CheckReport) -> bool {
    let several = |waits: &Awaited| matches!(waits, Awaited::Any { from, .. } if from.len() > 1);
    waits(check, several) > 0
}

/// How many clients a program of the submission talked with, each of them answered and still there, when the check failed.
fn served(check: &CheckReport) -> usize {
    let mut served: BTreeMap<&Member, bool> = BTreeMap::new();
    let yours = |member: &Member| who::is_yours(member, &check.cast);
    for seen in &check.evidence.observations {
        match &seen.what {
            Fact::Failed { .. } => break,
            Fact::Connected { from, to } if yours(to) => drop(served.insert(from, false)),
            Fact::Sent { from, to, .. } if yours(from) => {
                served.entry(to).and_modify(|answered| *answered = true);
            }
            Fact::Ended { from, to } | Fact::Reset { from, to } => {
                served.remove(from);
                served.remove(to);
            }
            _ => {}
        }
    }
    served.into_values().filter(|answered| *answered).count()
}

/// The student's program that was dialled.
pub(super) fn server(check: &CheckReport) -> Option<&Member> {
    let mut seen = check.evidence.observations.iter();
    seen.find_map(|seen| match &seen.what {
        Fact::Connected { to, .. } if who::is_yours(to, &check.cast) => Some(to),
        _ => None,
    })
}

/// Whom several threads read, and whom none does: the one that the failure is about, where it is one of several.
fn read_twice(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let twice = check.evidence.read_twice(server(check)?)?;
    let awaits = match &check.outcome {
        Outcome::Failed(Failure::NoAnswer { at, .. }) => Some(at),
        Outcome::Failed(Failure::NotCarried { to, .. }) => Some(to),
        Outcome::Failed(Failure::NotRead { from, .. }) => Some(from),
        _ => None,
    };
    let is_told = |one: &&&Member| Some(**one) == awaits;
    let left = twice.left.iter().find(is_told).or(twice.left.first())?;
    let args = args![
        "count" => twice.threads,
        "actor" => who::named(twice.of, &check.cast, catalog),
        "left" => who::named(left, &check.cast, catalog)
    ];
    Some(catalog.text("mistake-read-twice", &args))
}

/// How much the server had done of which something is used up.
fn used_up(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let served = check.evidence.served(server(check)?);
    let counts = args!["messages" => served.messages, "clients" => served.clients];
    Some(catalog.text("mistake-used-up", &counts))
}

/// Whether a server has answered, on one connection, a message that was sent after another had its answer.
fn answers_on(check: &CheckReport) -> bool {
    let served = server(check).map(|server| check.evidence.served(server));
    served.is_some_and(|served| served.messages > served.clients)
}

/// Whether a server has closed the conversation that ended too early, and keeps others that it has answered, after another client
/// has left or come since the last answer.
fn closed_as_others_changed(check: &CheckReport) -> bool {
    let Outcome::Failed(Failure::EndedEarly { at, .. }) = &check.outcome else {
        return false;
    };
    let Some(server) = server(check) else {
        return false;
    };
    let (mut answered, mut have_changed) = (BTreeSet::new(), false);
    for seen in &check.evidence.observations {
        match &seen.what {
            Fact::Sent { from, to, .. } if from == server => {
                answered.insert(to);
                have_changed &= to != at;
            }
            Fact::Connected { from, to } if to == server => have_changed |= from != at,
            Fact::Ended { from, to } | Fact::Reset { from, to } if to == server => {
                if from == at {
                    return false;
                }
                answered.remove(from);
                have_changed = true;
            }
            Fact::Ended { from, to } | Fact::Reset { from, to } if from == server => {
                answered.remove(to);
                if to == at {
                    return have_changed && !answered.is_empty();
                }
            }
            _ => {}
        }
    }
    false
}

/// What one client has said on one connection.
struct Talk<'a> {
    by: &'a Member,
    said: Vec<u8>,
    /// Whether the client has left.
    is_over: bool,
    /// Whether it had before the one connected that got the wrong answer.
    is_earlier: bool,
}

/// Whether what another's answer or half line is made of was said by such alone as had left before the one connected that got it.
fn is_of_one_who_left(check: &CheckReport) -> bool {
    let (Outcome::Failed(Failure::WrongAnswer { at, got, .. }), Some(server)) =
        (&check.outcome, server(check))
    else {
        return false;
    };
    let mut talks: Vec<Talk> = vec![];
    for seen in &check.evidence.observations {
        match &seen.what {
            Fact::Failed { .. } => break,
            Fact::Connected { from, to } if to == server => {
                for talk in talks.iter_mut().filter(|_| from == at) {
                    talk.is_earlier = talk.is_over;
                }
                talks.push(Talk {
                    by: from,
                    said: vec![],
                    is_over: false,
                    is_earlier: false,
                });
            }
            Fact::Sent { from, to, bytes } if to == server => {
                let talk = talks.iter_mut().rfind(|talk| talk.by == from);
                talk.into_iter().for_each(|talk| talk.said.extend(bytes));
            }
            Fact::Ended { from, to } | Fact::Reset { from, to } if to == server => {
                let talk = talks.iter_mut().rfind(|talk| talk.by == from);
                talk.into_iter().for_each(|talk| talk.is_over = true);
            }
            _ => {}
        }
    }
    let own = talks.iter().rfind(|talk| talk.by == at);
    let own = own.map_or(&[][..], |talk| talk.said.trim_ascii());
    let own = cause::lines(own).last().unwrap_or_default();
    let strange = |line| {
        <[u8]>::trim_ascii_end(line)
            .strip_suffix(own)
            .unwrap_or(line)
    };
    let is_in = |text: &[u8], line: &[u8]| line.windows(text.len()).any(|part| part == text);
    let has_said = |talk: &&Talk| {
        let mut said = cause::lines(&talk.said).map(<[u8]>::trim_ascii);
        talk.by != at
            && said.any(|text| {
                text.len() >= cause::TELLING
                    && cause::lines(got).any(|line| is_in(text, strange(line)))
            })
    };
    let mut senders = talks.iter().filter(has_said).peekable();
    senders.peek().is_some() && senders.all(|talk| talk.is_earlier)
}

/// Whether who got a wrong answer had dialled a server of the submission.
fn is_of_answers(check: &CheckReport) -> bool {
    let Outcome::Failed(Failure::WrongAnswer { at, .. }) = &check.outcome else {
        return false;
    };
    let mut seen = check.evidence.observations.iter();
    seen.any(|seen| match &seen.what {
        Fact::Connected { from, to } => from == at && who::is_yours(to, &check.cast),
        _ => false,
    })
}

/// A line that has more bytes than a usual buffer.
const LONG: usize = 1024;

/// Whether what was said last, before the connection was closed too early, is a long line.
fn is_of_a_long_line(check: &CheckReport) -> bool {
    let Outcome::Failed(Failure::EndedEarly { at, .. }) = &check.outcome else {
        return false;
    };
    let mut said = { check.evidence.observations.iter() }.filter_map(|seen| match &seen.what {
        Fact::Sent { from, bytes, .. } if from == at => Some(bytes),
        _ => None,
    });
    said.next_back().is_some_and(|line| {
        let inner = line.strip_suffix(b"\n").unwrap_or(line);
        line.len() > LONG && !inner.contains(&b'\n')
    })
}

/// Whether a program's first thread waits at the end of a `thread::scope` for the threads of it.
fn ends_a_scope(check: &CheckReport) -> bool {
    let ends = |thread: &Waiting| {
        let calls = thread.at.as_ref().and_then(|at| at.calls.as_deref());
        let is_first = (thread.process, thread.thread) == (1, 1);
        let names = calls.map(function_names).unwrap_or_default();
        is_first
            && matches!(thread.waits, Awaited::End { .. })
            && names.last().is_some_and(|name| name == "scope")
    };
    let mut seen = check.evidence.observations.iter();
    seen.any(|seen| matches!(&seen.what, Fact::Stuck { threads, .. } if threads.iter().any(ends)))
}

/// The student's program that was the last to leave a line without its end.
fn unended(check: &CheckReport) -> Option<&Member> {
    let mut open: BTreeMap<(&Member, &Member), usize> = BTreeMap::new();
    for (at, seen) in check.evidence.observations.iter().enumerate() {
        match &seen.what {
            Fact::Failed { .. } => break,
            Fact::Sent { from, to, bytes } if who::is_yours(from, &check.cast) => {
                if bytes.ends_with(b"\n") {
                    open.remove(&(from, to));
                } else {
                    open.insert((from, to), at);
                }
            }
            _ => {}
        }
    }
    let last = open.into_iter().max_by_key(|(_, at)| *at);
    last.map(|((from, _), _)| from)
}
