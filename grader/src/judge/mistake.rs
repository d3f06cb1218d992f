//! The usual mistake behind a failure, by what was seen: which bytes went where, and who waited for whom.
//!
//! A mistake is named only where the trace shows it; a failure whose trace could mean several things keeps its kind alone.

use std::net::IpAddr;

use super::seen::{Seen, lines};
use crate::model::{
    Awaited, Exit, Fact, Failure, Likeness, Listener, Member, Mistake, Trace, Waiting,
};

/// The mistake behind `failure`, if one plainly is; `yours` says which actors the submission plays.
pub fn mistake(failure: &Failure, yours: &dyn Fn(&str) -> bool, trace: &Trace) -> Option<Mistake> {
    let seen = Seen { trace, yours };
    match failure {
        Failure::WrongAnswer {
            at,
            expected,
            got,
            likeness,
            ..
        } => match likeness {
            Likeness::Unknown | Likeness::PrefixDiffers => None,
            // The second of two lines that came together has no answer of its own.
            Likeness::PrefixMissing if seen.asked_together(at) => Some(Mistake::ReplyPerRead),
            Likeness::PrefixMissing => Some(Mistake::PrefixMissing),
            Likeness::NulPadded => Some(Mistake::NulPadded),
            // The next answer follows the whole of this one.
            Likeness::ReplyPerRead if expected.iter().any(|line| follows_on(got, line)) => {
                Some(Mistake::NoNewline)
            }
            Likeness::ReplyPerRead => Some(Mistake::ReplyPerRead),
            Likeness::SomeoneElses => Some(Mistake::SomeoneElses),
            Likeness::Earlier => Some(Mistake::Earlier),
            Likeness::BrokenCharacter => Some(Mistake::BrokenCharacter),
            Likeness::Truncated if seen.asked_in_pieces(at) => Some(Mistake::ReplyPerRead),
            Likeness::Truncated => Some(Mistake::Truncated),
        },
        Failure::Exited { exit, .. }
        | Failure::ExitedBeforeListening { exit, .. }
        | Failure::ExitedBeforeConnecting { exit, .. } => {
            (*exit == Exit::Code(101)).then_some(Mistake::Panicked)
        }
        Failure::ListensElsewhere { listens, .. } | Failure::Unreachable { listens, .. } => {
            only_ipv6(listens).then_some(Mistake::OnlyIpv6)
        }
        Failure::NoAnswer { at, .. } => seen.no_answer(at).or_else(|| seen.died(at)),
        Failure::NotAccepted { actor, by } => seen.queued(actor).or_else(|| seen.busy(by)),
        // A thread that panics closes what it owns: that outranks what its closing looks like.
        Failure::EndedEarly { at, reset, .. } => {
            seen.died(at).or_else(|| seen.ended_early(at, *reset))
        }
        Failure::NotPrinted { by, got, .. } => seen.not_printed(by, got),
        Failure::NotCarried { from, to, .. } => {
            let own = seen.no_newline(from, to);
            let own = own.or_else(|| seen.no_newline(to, from));
            let own = own.or_else(|| seen.queued(from).or_else(|| seen.queued(to)));
            own.or_else(|| seen.locked())
        }
        Failure::NotReceived { by, .. } => {
            let own = seen.both_wait(by).or_else(|| seen.unended(by));
            own.or_else(|| seen.queued(by)).or_else(|| seen.locked())
        }
        Failure::NotExited { .. } | Failure::NotEnded { .. } => {
            seen.deadlock().or_else(|| seen.spins())
        }
        Failure::Grows { .. } => seen.locked(),
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::NeverListened { .. }
        | Failure::NeverConnected { .. }
        | Failure::Refused { .. }
        | Failure::NotRead { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::RuleBroken { .. }
        | Failure::Burns { .. }
        | Failure::Limit { .. } => None,
    }
}

/// Whether it is the thread with which its program began.
fn is_first(thread: &&Waiting) -> bool {
    (thread.process, thread.thread) == (1, 1)
}

/// What a server's first thread does instead of accepting.
fn occupied(first: &Waiting) -> Option<Mistake> {
    match first.waits {
        Awaited::Message { .. } => Some(Mistake::OneAtATime),
        Awaited::End { .. } => Some(Mistake::JoinedAtOnce),
        Awaited::Nothing => Some(Mistake::Spins),
        Awaited::Reader { .. } => Some(Mistake::BlockedByWriting),
        Awaited::Client
        | Awaited::Server
        | Awaited::Input
        | Awaited::Any { .. }
        | Awaited::Lock { .. }
        | Awaited::Channel
        | Awaited::Condition
        | Awaited::Thread
        | Awaited::Child
        | Awaited::Signal
        | Awaited::Time
        | Awaited::Other => None,
    }
}

fn only_ipv6(listens: &[Listener]) -> bool {
    let is_six = |listener: &Listener| match listener.address.ip() {
        IpAddr::V4(_) => false,
        // On all addresses, it takes IPv4 connections as well, as the system is usually set.
        IpAddr::V6(ip) => !ip.is_unspecified(),
    };
    !listens.is_empty() && listens.iter().all(is_six)
}

impl Seen<'_> {
    /// Threads wait for locks that are never given back, or that a thread holds while it reads.
    fn locked(&self) -> Option<Mistake> {
        let held = || self.locked_behind(1).then_some(Mistake::BehindLock);
        self.deadlock().or_else(held)
    }

    fn deadlock(&self) -> Option<Mistake> {
        self.locked_behind(0).then_some(Mistake::Deadlock)
    }

    /// A thread runs, where there is nothing left to do but wait.
    fn spins(&self) -> Option<Mistake> {
        let mut waiting = self.waiting();
        waiting
            .any(|thread| thread.waits == Awaited::Nothing)
            .then_some(Mistake::Spins)
    }

    fn no_answer(&self, at: &Member) -> Option<Mistake> {
        if self.answered_another(at) {
            return Some(Mistake::AnsweredAnother);
        }
        if let Some(mistake) = self.deadlock() {
            return Some(mistake);
        }
        if let Some(mistake) = self.queued(at) {
            return Some(mistake);
        }
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        if let Some(mistake) = self.spins() {
            return Some(mistake);
        }
        let writes_to =
            |thread: &Waiting| matches!(&thread.waits, Awaited::Reader { to } if to != at);
        if self.waiting().any(writes_to) {
            return Some(Mistake::BlockedByWriting);
        }
        let asked = lines(&self.sent(at, peer));
        let answered = lines(&self.sent(peer, at));
        if self.reads_from(at) {
            return self.unanswered(at, asked, answered);
        }
        if asked == 0 {
            return None;
        }
        let busy = self.others_read(at);
        let behind = |thread: &Waiting| {
            thread.thread > 1
                && matches!(
                    thread.waits,
                    Awaited::Thread | Awaited::Lock { .. } | Awaited::Channel
                )
        };
        match busy.len() {
            0 => None,
            _ if self.waiting().any(behind) => Some(Mistake::BehindLock),
            1 => None,
            _ => Some(Mistake::AllBusy),
        }
    }

    /// The program has read all that `at` has sent, and waits for more.
    fn unanswered(&self, at: &Member, asked: usize, answered: usize) -> Option<Mistake> {
        if asked == 0 {
            return self.both_wait(at);
        }
        if self.asked_together(at) && answered > 0 && answered < asked {
            return Some(Mistake::LinesLost);
        }
        (asked > answered).then_some(Mistake::KeptAnswer)
    }

    /// The mistake of a server that leaves `member` in its queue.
    fn queued(&self, member: &Member) -> Option<Mistake> {
        self.leaves(|_, queued| queued.contains(member))
    }

    /// The mistake of a server that leaves others in the queue that `is` theirs.
    fn leaves(&self, is: impl Fn(&Member, &[Member]) -> bool) -> Option<Mistake> {
        let threads = self.facts().find_map(|fact| match fact {
            Fact::Stuck {
                actor,
                threads,
                queued,
                ..
            } if is(actor, queued) => Some(threads),
            _ => None,
        })?;
        let first = threads.iter().find(is_first)?;
        match occupied(first) {
            // It waits for the end of several: it had accepted them all before.
            Some(Mistake::JoinedAtOnce) if threads.len() > 2 => Some(Mistake::NotAccepting),
            mistake => mistake.or(Some(Mistake::NotAccepting)),
        }
    }

    /// What keeps a server from accepting whom its queue has no room for.
    fn busy(&self, by: &Member) -> Option<Mistake> {
        let threads = self.facts().find_map(|fact| match fact {
            Fact::Stuck { actor, threads, .. } if actor == by => Some(threads),
            _ => None,
        })?;
        threads.iter().find(is_first).and_then(occupied)
    }

    /// Neither `at` nor the program that has dialled it has sent anything, and that one waits to read.
    fn both_wait(&self, at: &Member) -> Option<Mistake> {
        let dialled = self.before().find_map(|fact| match fact {
            Fact::Connected { from, to } if to == at && (self.yours)(&from.actor) => Some(from),
            _ => None,
        })?;
        let silent = self.sent(dialled, at).is_empty() && self.sent(at, dialled).is_empty();
        (silent && self.reads_from(at)).then_some(Mistake::BothWait)
    }

    /// Whether the answer to a message of `at` went to somebody who had not sent the like.
    fn answered_another(&self, at: &Member) -> bool {
        const TELLING: usize = 4;
        let said = |who: &Member| {
            let partners = self.partners(who);
            let parts = partners.iter().flat_map(|peer| self.sent(who, peer));
            let lines = parts.flat_map(|part| part.split(|byte| *byte == b'\n'));
            lines.map(<[u8]>::trim_ascii).collect::<Vec<_>>()
        };
        let mut own = said(at);
        own.retain(|line| line.len() >= TELLING);
        self.before().any(|fact| match fact {
            Fact::Sent { from, to, bytes } if to != at && (self.yours)(&from.actor) => {
                let theirs = said(to);
                let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
                lines.any(|line| {
                    let is_own = |own: &&[u8]| line.ends_with(own) && !theirs.contains(own);
                    own.iter().any(is_own)
                })
            }
            _ => false,
        })
    }

    fn died(&self, at: &Member) -> Option<Mistake> {
        self.thread_died_on(at).then_some(Mistake::ThreadDied)
    }

    fn ended_early(&self, at: &Member, reset: bool) -> Option<Mistake> {
        let partners = self.partners(at);
        let [peer] = partners[..] else {
            return None;
        };
        if !(self.yours)(&peer.actor) {
            return None;
        }
        // Whether what came after the answer found it closed or still being closed is a race: a reset says nothing more.
        let answered = lines(&self.sent(peer, at));
        match answered {
            0 => reset.then_some(Mistake::ResetUnread),
            _ => Some(Mistake::ClosedAfterFirst),
        }
    }

    fn not_printed(&self, by: &Member, got: &[u8]) -> Option<Mistake> {
        let partners = self.partners(by);
        let received = |partner: &&Member| lines(&self.sent(partner, by)) > 0;
        let open = partners.iter().find_map(|partner| {
            // Who was answered all the same lacks something else.
            let own = self.no_newline(by, partner).filter(|_| !received(partner));
            own.or_else(|| self.no_newline(partner, by))
        });
        let out = open.or_else(|| self.leaves(|actor, queued| actor == by && !queued.is_empty()));
        if out.is_some() {
            return out;
        }
        if !partners.iter().any(received) {
            return self.locked();
        }
        let printed = String::from_utf8_lossy(got);
        let own = partners.iter().flat_map(|partner| self.sent(by, partner));
        let own = own.flat_map(|part| part.split(|byte| *byte == b'\n'));
        let mut own = own.map(|line| String::from_utf8_lossy(line).trim().to_owned());
        own.any(|line| !line.is_empty() && printed.contains(&line))
            .then_some(Mistake::PrintsOwnMessage)
            .or_else(|| self.locked())
    }

    /// The last line that `from` has sent `to` is not ended, and it waits for the answer.
    fn no_newline(&self, from: &Member, to: &Member) -> Option<Mistake> {
        let waits = self.reads_from(to) || self.reads_from(from);
        (self.is_open(from, to) && waits).then_some(Mistake::NoNewline)
    }

    /// The last line that a program has sent `by` is not ended, and none of its threads is about to end it: they wait to
    /// read, or run without ever waiting.
    fn unended(&self, by: &Member) -> Option<Mistake> {
        let runs = |thread: &Waiting| thread.waits == Awaited::Nothing;
        let partners = self.partners(by);
        let is_open = partners.iter().any(|from| self.is_open(from, by));
        let given_up = self.waiting().any(runs) || self.reads_from(by);
        (is_open && given_up).then_some(Mistake::NoNewline)
    }
}

/// Whether something follows the whole of `line` in `got` that is not its end.
fn follows_on(got: &[u8], line: &str) -> bool {
    let rest = got.strip_prefix(line.as_bytes());
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with(b"\n") && !rest.starts_with(b"\r")
    })
}

#[cfg(test)]
mod tests {
    use super::mistake;
    use crate::judge::notation::{member, trace};
    use crate::model::{Exit, Failure, Likeness, Listener};

    /// The mistake behind `failure`, of which this was seen; the server, and clients named `mine`, are the student's.
    #[track_caller]
    fn check(failure: Failure, seen: &str, name: &str) {
        let yours = |actor: &str| actor == "server" || actor == "mine";
        let found = mistake(&failure, &yours, &trace(seen));
        let found = found.map_or_else(|| "none".to_owned(), crate::model::Mistake::name);
        assert_eq!(found, name, "{seen}");
    }

    fn no_answer(at: &str) -> Failure {
        Failure::NoAnswer {
            at: member(at),
            expected: vec!["Echo: lune".into()],
            got: vec![],
        }
    }

    fn wrong(got: &str, likeness: Likeness) -> Failure {
        Failure::WrongAnswer {
            at: member("talker"),
            expected: vec!["Echo: lune".into(), "lune".into()],
            got: got.into(),
            wrong_at: 0,
            likeness,
        }
    }

    const TWO: &str = r#"
        silent > server connects
        talker > server connects
        talker > server "lune\n"
        fails
    "#;

    #[test]
    fn a_server_that_leaves_clients_in_its_queue_is_told_by_what_it_waits_for() {
        let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}; queues talker");
        let cases = [
            ("1 reads silent 0", "one-at-a-time"),
            ("1 joins 2; thread 2 reads silent 0", "joined-at-once"),
            ("1 polls silent", "not-accepting"),
            ("1 waits; thread 2 reads silent 0", "not-accepting"),
            ("1 writes silent", "blocked-by-writing"),
            ("1 runs", "spins"),
        ];
        for (threads, name) in cases {
            check(no_answer("talker"), &stuck(threads), name);
        }
        let refused = Failure::NotAccepted {
            actor: member("talker"),
            by: member("server"),
        };
        check(refused.clone(), &stuck("1 reads silent 0"), "one-at-a-time");
        // The queue had no room for it.
        let full = "fails\nserver thread 1 reads silent 0";
        check(refused.clone(), full, "one-at-a-time");
        check(refused, "fails\nserver thread 1 accepts", "none");
        // It is not looked at, or it was another's queue.
        check(no_answer("talker"), TWO, "none");
        let other = format!("{TWO}\nserver thread 1 accepts; queues silent");
        check(no_answer("talker"), &other, "none");
    }

    #[test]
    fn a_client_whom_nobody_reads_is_behind_others() {
        let stuck = |threads: &str| format!("{TWO}\nserver thread {threads}");
        let cases = [
            (
                "1 accepts; thread 2 reads silent 0; thread 3 waits",
                "behind-lock",
            ),
            (
                "1 accepts; thread 2 reads silent 0; thread 3 reads other 0",
                "all-busy",
            ),
            ("1 accepts; thread 2 writes silent", "blocked-by-writing"),
            ("1 accepts; thread 2 reads silent 0", "none"),
            ("1 accepts", "none"),
        ];
        for (threads, name) in cases {
            check(no_answer("talker"), &stuck(threads), name);
        }
    }

    #[test]
    fn a_message_that_was_read_and_not_answered() {
        let read = "server thread 1 accepts; thread 2 reads talker 5";
        check(
            no_answer("talker"),
            &format!("{TWO}\n{read}"),
            "kept-answer",
        );
        let together = format!(
            r#"
            talker > server connects
            talker > server "lune\nrose\nmer\n"
            server > talker "Echo: lune\n"
            fails
            {read}
            "#
        );
        check(no_answer("talker"), &together, "lines-lost");
        let answered = format!(
            r#"
            talker > server connects
            talker > server "lune\n"
            server > talker "Echo: lune\n"
            fails
            {read}
            "#
        );
        check(no_answer("talker"), &answered, "none");
    }

    #[test]
    fn an_answer_that_went_elsewhere() {
        let seen = |other: &str| {
            format!(
                r#"
                talker > server connects
                other > server connects
                other > server "{other}\n"
                talker > server "lune\n"
                server > other "Echo: lune\n"
                fails
                "#
            )
        };
        check(no_answer("talker"), &seen("rose"), "answered-another");
        // The other had asked the same.
        check(no_answer("talker"), &seen("lune"), "none");
    }

    #[test]
    fn workers_in_the_queue_are_kept_out_by_what_the_server_waits_for() {
        let stuck = |threads: &str| {
            format!(
                r#"
                doomed > server connects
                doomed > server "READY\n"
                worker > server connects
                worker > server "READY\n"
                fails
                server thread {threads}; queues worker
                "#
            )
        };
        let printed = || Failure::NotPrinted {
            by: member("server"),
            expected: vec!["TOTAL 7".into()],
            got: vec![],
        };
        let carried = |from: &str, to: &str| Failure::NotCarried {
            from: member(from),
            to: member(to),
            expected: "^TASK".into(),
        };
        let reading = stuck("1 reads doomed 6");
        check(printed(), &reading, "one-at-a-time");
        check(carried("server", "worker"), &reading, "one-at-a-time");
        check(carried("worker", "server"), &reading, "one-at-a-time");
        // It is not this one that is kept out.
        check(carried("server", "doomed"), &reading, "none");
        let joins = "1 joins 2; thread 2 reads doomed 6";
        check(printed(), &stuck(joins), "joined-at-once");
        // It had accepted several, and waits for all of them.
        let closed = stuck(&format!("{joins}; thread 3 reads other 6"));
        check(printed(), &closed, "not-accepting");
        let nobody = reading.replace("; queues worker", "");
        check(printed(), &nobody, "none");
    }

    #[test]
    fn a_program_that_turns_for_ever_instead_of_ending() {
        let stays = || Failure::NotExited {
            actor: member("mine"),
        };
        check(stays(), "fails\nmine thread 1 runs", "spins");
        check(stays(), "fails\nmine thread 1 sleeps", "none");
    }

    #[test]
    fn both_sides_wait() {
        let seen = "mine > script connects\nfails\nmine thread 1 reads script 0";
        check(no_answer("script"), seen, "both-wait");
        let received = Failure::NotReceived {
            by: member("script"),
            expected: "/x/".into(),
            got: vec![],
        };
        check(received.clone(), seen, "both-wait");
        let typed = "mine > script connects\nfails\nmine thread 1 sleeps";
        check(received, typed, "none");
    }

    #[test]
    fn a_line_without_its_end() {
        let seen = r#"
            mine > reference connects
            mine > reference "lune"
            fails
            mine thread 1 reads reference 0
        "#;
        // Whatever else its threads do, the line that was sent has no end.
        let received = || Failure::NotReceived {
            by: member("reference"),
            expected: "/x/".into(),
            got: vec![],
        };
        let busy = seen.replace("thread 1 reads reference 0", "thread 1 runs");
        check(received(), &busy, "no-newline");
        check(received(), seen, "no-newline");
        check(
            received(),
            &seen.replace("reads reference 0", "sleeps"),
            "none",
        );
        check(received(), &busy.replace("lune", "lune\\n"), "none");
        let printed = |got: &str| Failure::NotPrinted {
            by: member("mine"),
            expected: vec!["Echo: lune".into()],
            got: got.into(),
        };
        check(printed(""), seen, "no-newline");
        // It was answered all the same.
        let answered = seen.replace(
            "fails",
            "reference > mine \"Echo: lu\"\nreference > mine \"ne\\n\"\nfails",
        );
        check(printed("Echo: lu"), &answered, "none");
        let carried = Failure::NotCarried {
            from: member("reference"),
            to: member("mine"),
            expected: "/x/".into(),
        };
        check(carried, seen, "no-newline");
        check(
            wrong("Echo: luneEcho: rose", Likeness::ReplyPerRead),
            "fails",
            "no-newline",
        );
        check(
            wrong("Echo: luEcho: ne\n", Likeness::ReplyPerRead),
            "fails",
            "reply-per-read",
        );
        let own = r#"
            mine > script connects
            mine > script "lune\n"
            script > mine "Echo: rose 7\n"
            mine prints "lune\n"
            fails
        "#;
        check(printed("Réponse : lune\n"), own, "prints-own-message");
        check(printed("Réponse : rien\n"), own, "none");
    }

    #[test]
    fn reads_that_are_taken_for_lines() {
        let pieces = r#"
            talker > server connects
            talker > server "lu"
            server > talker "Echo: lu\n"
            fails
        "#;
        check(
            wrong("Echo: lu\n", Likeness::Truncated),
            pieces,
            "reply-per-read",
        );
        let whole = pieces.replace("\"lu\"", "\"lune\\n\"");
        check(
            wrong("Echo: lu\n", Likeness::Truncated),
            &whole,
            "truncated",
        );
        let together = pieces.replace("\"lu\"", "\"mer\\nlune\\n\"");
        let bare = || wrong("lune\n", Likeness::PrefixMissing);
        check(bare(), &together, "reply-per-read");
        check(bare(), &whole, "prefix-missing");
    }

    #[test]
    fn locks_that_nobody_gives_back() {
        let asked = r#"
            talker > server connects
            talker > server "lune\n"
            rests
            fails
        "#;
        let seen = |threads: &str| format!("{asked}\nserver thread {threads}");
        let stuck = "1 accepts; thread 2 locks; thread 3 locks";
        check(no_answer("talker"), &seen(stuck), "deadlock");
        // Without rest, somebody may still give one back.
        let soon = seen(stuck).replace("rests", "");
        check(no_answer("talker"), &soon, "none");
        // The threads of a pool wait for the lock of its channel, which one of them holds while it waits for work.
        let pool = "1 accepts; thread 2 receives; thread 3 locks";
        check(no_answer("talker"), &seen(pool), "none");
        let reading = "1 accepts; thread 2 reads silent 0; thread 3 locks";
        let not_received = || Failure::NotReceived {
            by: member("worker"),
            expected: "TASK".into(),
            got: vec![],
        };
        check(not_received(), &seen(reading), "behind-lock");
        check(not_received(), &seen(stuck), "deadlock");
    }

    #[test]
    fn a_connection_that_ends_early() {
        let ended = |reset| Failure::EndedEarly {
            at: member("talker"),
            expected: vec!["Echo: rose".into()],
            got: vec![],
            reset,
        };
        let once = r#"
            talker > server connects
            talker > server "lune\n"
            server > talker "Echo: lune\n"
            talker > server "rose\n"
            server > talker ends
            fails
        "#;
        check(ended(false), once, "closed-after-first");
        check(ended(true), once, "closed-after-first");
        let never = once.replace("server > talker \"Echo: lune\\n\"\n", "\n");
        check(ended(false), &never, "none");
        check(ended(true), &never, "reset-unread");
        // A reference is nobody's mistake.
        check(ended(true), &once.replace("server", "reference"), "none");
        let panic = "thread '<unnamed>' panicked at src/main.rs:12:5:\\nPoisonError\\n";
        let dies = |says: &str, before: &str| {
            once.replace(before, &format!("server warns \"{says}\"\n{before}"))
        };
        check(
            ended(false),
            &dies(panic, "server > talker ends"),
            "thread-died",
        );
        check(
            ended(false),
            &dies("Exception in thread Thread-2 (f):\\n", "fails"),
            "thread-died",
        );
        check(
            ended(false),
            &format!("{once}server warns \"{panic}\""),
            "thread-died",
        );
        // Another conversation's thread, before this one's last message; a reference's; and what is no panic.
        let earlier = dies(panic, "talker > server \"rose");
        check(ended(false), &earlier, "closed-after-first");
        let other = dies(panic, "server > talker ends").replace("server warns", "peer warns");
        check(ended(false), &other, "closed-after-first");
        let said = dies("client perdu : panicked at\\n", "server > talker ends");
        check(ended(false), &said, "closed-after-first");
    }

    #[test]
    fn what_needs_no_trace() {
        let exited = |code| Failure::Exited {
            actor: member("server"),
            exit: Exit::Code(code),
        };
        check(exited(101), "fails", "panicked");
        check(exited(1), "fails", "none");
        let listens = |addresses: &[&str]| Failure::Unreachable {
            actor: member("server"),
            listens: addresses
                .iter()
                .map(|address| Listener {
                    address: address.parse().unwrap(),
                })
                .collect(),
        };
        check(listens(&["[::1]:8000"]), "fails", "only-ipv6");
        check(listens(&["[::1]:8000", "10.0.0.1:8000"]), "fails", "none");
        check(listens(&["[::]:8000"]), "fails", "none");
    }
}
