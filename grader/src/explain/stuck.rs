//! Who waits for whom: what each thread of a program that did not go on was blocked in, in words.

use crate::i18n::{Catalog, args};
use crate::model::{Awaited, CheckReport, Fact, Failure, Frame, Member, Outcome, Waiting};

use super::called::brief;
use super::quote::Page;
use super::who;
use super::wrap::indented;

const INDENT: usize = 2;
/// So many kinds of threads are told of.
const MOST_LINES: usize = 6;
/// So many names stand in a list.
const MOST_NAMES: usize = 4;

/// The threads that did not go on, where the failure is that something awaited did not come.
pub fn stuck_threads(check: &CheckReport) -> Vec<&Waiting> {
    let Outcome::Failed(failure) = &check.outcome else {
        return vec![];
    };
    let seen = check.evidence.observations.iter();
    let threads = seen.filter_map(|seen| match &seen.what {
        Fact::Stuck { threads, .. } if is_awaited(failure) => Some(threads),
        _ => None,
    });
    threads.flatten().collect()
}

/// What is said of every program that was stuck, where the failure is that something awaited did not come.
pub(super) fn lines(
    check: &CheckReport,
    failure: &Failure,
    catalog: &Catalog,
    page: Page,
) -> Vec<String> {
    if !is_awaited(failure) {
        return vec![];
    }
    let told = Telling {
        check,
        catalog,
        page,
    };
    let mut lines = Vec::new();
    for seen in &check.evidence.observations {
        if let Fact::Stuck {
            actor,
            threads,
            more,
            queued,
            full,
            unread,
            polls,
        } = &seen.what
        {
            let has_queue = !queued.is_empty();
            let left = Left { has_queue, unread };
            lines.extend(told.program(actor, threads, *more, *polls, left));
            let named = threads.iter().filter_map(|thread| match &thread.waits {
                Awaited::Reader { to } => Some(to),
                _ => None,
            });
            let named: Vec<&Member> = named.collect();
            let full: Vec<Member> = { full.iter() }
                .filter(|member| !named.contains(member))
                .cloned()
                .collect();
            lines.extend(told.members("stuck-queued", queued));
            lines.extend(told.members("stuck-full", &full));
            lines.extend(told.members("stuck-unread", unread));
        }
    }
    if lines.is_empty() {
        return lines;
    }
    let title = catalog.plain("stuck-title");
    [indented(&title, INDENT, INDENT, page.width), lines].concat()
}

/// Whether a failure is that something did not come, so that it matters what was waited for instead.
fn is_awaited(failure: &Failure) -> bool {
    match failure {
        Failure::NeverListened { .. }
        | Failure::NeverConnected { .. }
        | Failure::NotAccepted { .. }
        | Failure::NoAnswer { .. }
        | Failure::NotEnded { .. }
        | Failure::NotRead { .. }
        | Failure::NotPrinted { .. }
        | Failure::NotReceived { .. }
        | Failure::NotExited { .. }
        | Failure::NotCarried { .. }
        | Failure::Grows { .. }
        | Failure::Burns { .. } => true,
        Failure::NoProgram { .. }
        | Failure::CannotExecute { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::Exited { .. }
        | Failure::Refused { .. }
        | Failure::WrongAnswer { .. }
        | Failure::EndedEarly { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::RuleBroken { .. }
        | Failure::NotCovered { .. }
        | Failure::Limit { .. } => false,
    }
}

struct Telling<'a> {
    check: &'a CheckReport,
    catalog: &'a Catalog,
    page: Page,
}

/// Threads that wait alike, at the same place.
struct Alike<'a> {
    threads: Vec<&'a Waiting>,
    /// Where the place in the source, or that there is none, tells of a runtime of tasks.
    runtime: Runtime,
    left: Left<'a>,
}

/// What lies there for a program, and it does not take.
#[derive(Clone, Copy)]
struct Left<'a> {
    /// Whether somebody waits to be accepted.
    has_queue: bool,
    /// Of whom something is unread.
    unread: &'a [Member],
}

/// Whether a thread belongs to a runtime of tasks, which parks it when none of them can go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Runtime {
    No,
    /// There is one, or a loop of the program's own over events.
    Perhaps,
    Yes,
}

impl Telling<'_> {
    fn program(
        &self,
        actor: &Member,
        threads: &[Waiting],
        more: usize,
        polls: bool,
        left: Left<'_>,
    ) -> Vec<String> {
        let has_runtime = threads.iter().any(Waiting::is_in_runtime);
        let runtime = |thread: &Waiting| match (&thread.waits, &thread.at) {
            _ if thread.is_in_runtime() => Runtime::Yes,
            (Awaited::Thread, None) if has_runtime => Runtime::Yes,
            (Awaited::Thread, None) if polls => Runtime::Perhaps,
            _ => Runtime::No,
        };
        let mut alike: Vec<Alike> = Vec::new();
        for thread in threads {
            let runtime = runtime(thread);
            let is_like = |one: &&mut Alike| {
                let first = one.threads[0];
                let is_parked = runtime == Runtime::Yes && thread.waits == Awaited::Thread;
                one.runtime == runtime
                    && (first.is_like(thread) || (is_parked && first.waits == thread.waits))
            };
            match alike.iter_mut().find(is_like) {
                Some(one) => one.threads.push(thread),
                None => alike.push(Alike {
                    threads: vec![thread],
                    runtime,
                    left,
                }),
            }
        }
        let is_first = |thread: &Waiting| (thread.process, thread.thread) == (1, 1);
        // Others went on, where it is not the first that stood still alone.
        let alone = threads.len() == 1 && threads.iter().all(is_first);
        let mut lines = Vec::new();
        let hidden = alike.len().saturating_sub(MOST_LINES);
        for one in alike.iter().take(MOST_LINES) {
            lines.extend(self.threads(actor, one, alone));
        }
        if hidden > 0 {
            let more = self.catalog.text("folded", &args!["count" => hidden]);
            lines.extend(self.lines(2 * INDENT, &more));
        }
        if more > 0 {
            let told = args!["actor" => actor.to_string(), "count" => more];
            let told = self.catalog.text("stuck-more", &told);
            lines.extend(self.lines(2 * INDENT, &told));
        }
        lines
    }

    /// What is said of members, if there are any.
    fn members(&self, id: &str, members: &[Member]) -> Vec<String> {
        if members.is_empty() {
            return vec![];
        }
        let names = args!["count" => members.len(), "members" => self.names(members)];
        self.lines(2 * INDENT, &self.catalog.text(id, &names))
    }

    fn threads(&self, actor: &Member, alike: &Alike, alone: bool) -> Vec<String> {
        let first = alike.threads[0];
        let actor = actor.to_string();
        let who = match (alone, alike.threads.len()) {
            (true, _) => actor,
            (false, 1) => self.catalog.text(
                "stuck-thread",
                &args!["actor" => actor, "thread" => first.thread],
            ),
            (false, count) => {
                let are_processes = alike.threads.iter().all(|thread| thread.thread == 1);
                let are_of_one =
                    { alike.threads.iter() }.all(|thread| thread.process == first.process);
                let id = match (are_processes, are_of_one && count <= MOST_NAMES) {
                    (true, _) => "stuck-processes",
                    (false, true) => "stuck-threads-named",
                    (false, false) => "stuck-threads",
                };
                let told =
                    args!["actor" => actor, "count" => count, "threads" => numbers(&alike.threads)];
                self.catalog.text(id, &told)
            }
        };
        let text = format!("{who}{}{}", self.catalog.plain("colon"), self.waits(alike));
        let mut lines = self.lines(2 * INDENT, &text);
        // The line that started a runtime tells nothing of what its tasks do.
        let place = first.at.as_ref();
        if let Some(place) = place.filter(|_| alike.runtime != Runtime::Yes) {
            // Compilers give functions of the same instructions one name, that of any of them: where the kernel has told what
            // is waited for, it says less than the line.
            let calls = match first.waits {
                Awaited::Lock { .. }
                | Awaited::End { .. }
                | Awaited::Channel
                | Awaited::Condition
                | Awaited::Thread => place.calls.as_deref(),
                _ => None,
            };
            lines.extend(self.lines(3 * INDENT, &self.place(place, calls)));
        }
        lines
    }

    fn waits(&self, alike: &Alike) -> String {
        let say = |id: &str, args| self.catalog.text(id, &args);
        let count = alike.threads.len();
        match &alike.threads[0].waits {
            Awaited::Nothing => say("stuck-nothing", args![]),
            Awaited::Message { .. } => {
                let from: Vec<(&Member, u64)> = alike
                    .threads
                    .iter()
                    .filter_map(|thread| match &thread.waits {
                        Awaited::Message { from, sent } => Some((from, *sent)),
                        _ => None,
                    })
                    .collect();
                let silent = from.iter().all(|(_, sent)| *sent == 0);
                let mut members: Vec<Member> = vec![];
                for (from, _) in from {
                    if !members.contains(from) {
                        members.push(from.clone());
                    }
                }
                let id = match (count > 1 && members.len() == 1, silent) {
                    (true, true) => "stuck-message-same-silent",
                    (true, false) => "stuck-message-same",
                    (false, true) => "stuck-message-silent",
                    (false, false) => "stuck-message",
                };
                say(
                    id,
                    args!["members" => self.names(&members), "count" => count],
                )
            }
            Awaited::Reader { to } => say("stuck-reader", args!["member" => self.named(to)]),
            Awaited::Client => say("stuck-client", args!["count" => count]),
            Awaited::Server => say("stuck-server", args![]),
            Awaited::Input => say("stuck-input", args![]),
            Awaited::Any {
                from,
                client,
                input,
                once: _,
            } => {
                let mut things = Vec::new();
                if *client {
                    things.push(match alike.left.has_queue {
                        true => say("stuck-any-newcomer", args![]),
                        false => say("stuck-any-client", args![]),
                    });
                }
                if *input {
                    things.push(say("stuck-any-input", args![]));
                }
                // It was told already of those whose messages lie there.
                let is_awaited = |member: &&Member| !alike.left.unread.contains(member);
                let silent: Vec<Member> = from.iter().filter(is_awaited).cloned().collect();
                let from = if silent.is_empty() && things.is_empty() {
                    from
                } else {
                    &silent
                };
                if !from.is_empty() {
                    let members = args!["members" => self.names(from), "count" => from.len()];
                    things.push(say("stuck-any-message", members));
                }
                match &things[..] {
                    [] => say("stuck-any-other", args![]),
                    [one] => say("stuck-any-one", args!["thing" => one]),
                    _ => say("stuck-any", args!["things" => things.join(", ")]),
                }
            }
            Awaited::Lock { held_by } => match held_by {
                Some(thread) => say("stuck-lock-of", args!["thread" => *thread]),
                None => say("stuck-lock", args!["count" => count]),
            },
            Awaited::End { of } => match of {
                Some(thread) => say("stuck-end-of", args!["thread" => *thread]),
                None => say("stuck-end", args!["count" => count]),
            },
            Awaited::Channel => say("stuck-channel", args!["count" => count]),
            Awaited::Condition => say("stuck-condition", args!["count" => count]),
            Awaited::Thread => {
                let id = match alike.runtime {
                    Runtime::No => "stuck-another",
                    Runtime::Perhaps => "stuck-another-or-tasks",
                    Runtime::Yes => "stuck-tasks",
                };
                say(id, args!["count" => count])
            }
            Awaited::Child => say("stuck-child", args![]),
            Awaited::Signal => say("stuck-signal", args![]),
            Awaited::Time => say("stuck-time", args![]),
            Awaited::Other => say("stuck-other", args![]),
        }
    }

    /// `src/bin/server.rs:23, in Mutex::lock`.
    fn place(&self, place: &Frame, calls: Option<&str>) -> String {
        let at = self.page.spelt(&format!("{}:{}", place.file, place.line));
        match calls.and_then(brief) {
            Some(calls) => {
                let calls = self.page.spelt(&calls);
                self.catalog
                    .text("stuck-at-in", &args!["place" => at, "calls" => calls])
            }
            None => self.catalog.text("stuck-at", &args!["place" => at]),
        }
    }

    fn named(&self, member: &Member) -> String {
        who::named(member, &self.check.cast, self.catalog)
    }

    fn names(&self, members: &[Member]) -> String {
        if let [one] = members {
            return self.named(one);
        }
        let shown = members.iter().take(MOST_NAMES);
        let mut names: Vec<String> = shown.map(|member| format!("`{member}`")).collect();
        if members.len() > MOST_NAMES {
            names.push(self.page.ellipsis().to_owned());
        }
        names.join(", ")
    }

    /// A sentence on as many lines as it needs.
    fn lines(&self, indent: usize, text: &str) -> Vec<String> {
        let text = text.replace('…', self.page.ellipsis());
        indented(&text, indent, 3 * INDENT, self.page.width)
    }
}

/// The numbers of these threads.
fn numbers(threads: &[&Waiting]) -> String {
    let numbers: Vec<String> = { threads.iter() }
        .map(|one| one.thread.to_string())
        .collect();
    numbers.join(", ")
}
