//! Checks that were lost for one reason: it is told once, and all of them are named.

use std::collections::BTreeSet;
use std::mem;

use super::quote::Page;
use super::{ending, particular, stuck};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Failure, Mistake, Outcome, Player, Report};

/// Words are compared, not shown: as wide as they are.
const PAGE: Page = Page {
    width: 1000,
    ascii: true,
};

/// The checks that gave no points, in order, those together that share one account. It is told of the first of them to which what
/// holds for all applies.
pub fn told_once<'a>(
    report: &'a Report,
    catalog: &Catalog,
) -> Vec<(&'a CheckReport, Vec<&'a CheckReport>)> {
    let mut told: Vec<(&CheckReport, Vec<&CheckReport>)> = Vec::new();
    for check in &report.checks {
        if matches!(check.outcome, Outcome::Passed | Outcome::Skipped { .. }) {
            continue;
        }
        match { told.iter_mut() }.find(|(first, _)| alike(first, check, catalog)) {
            Some((_, same)) => same.push(check),
            None => told.push((check, vec![check])),
        }
    }
    for (first, same) in told.iter_mut().filter(|(_, same)| same.len() > 1) {
        let general = same.iter().find(|check| !is_particular(check, catalog));
        *first = general.unwrap_or(first);
    }
    told
}

/// Whether what is advised fits this check, and need not fit others of the same mistake.
fn is_particular(check: &CheckReport, catalog: &Catalog) -> bool {
    let next = |mistake| particular::next(mistake, check, catalog);
    check.mistake.and_then(next).is_some()
}

/// Whether what is to be said of one check is to be said of the other: the same mistake of the same programs, whatever the
/// payloads were; where none was found, the same kind of failure, in which the program said and did the same.
fn alike(one: &CheckReport, other: &CheckReport, catalog: &Catalog) -> bool {
    // How to see it again is told of one of them: students have not all of them, or none.
    if one.hidden != other.hidden {
        return false;
    }
    let (Outcome::Failed(here), Outcome::Failed(there)) = (&one.outcome, &other.outcome) else {
        return one.outcome == other.outcome;
    };
    if one.mistake != other.mistake {
        return false;
    }
    // Words cost most to compare.
    let words = |check: &CheckReport, failure: &Failure| {
        let lines = ending::lines(check, failure, catalog, PAGE);
        let lines = lines.iter().map(|line| without_ports(line));
        lines.collect::<Vec<String>>()
    };
    let same_words = || words(one, here) == words(other, there);
    let did = |check: &CheckReport, failure: &Failure| stuck::lines(check, failure, catalog, PAGE);
    let same_deeds = || did(one, here) == did(other, there);
    match one.mistake {
        // The same symptom may have another cause.
        Some(mistake) if mistake.is_symptom() => here == there && same_words() && same_deeds(),
        Some(mistake) => yours(one) == yours(other) && (!has_words(mistake) || same_words()),
        None if here == there => same_words() && same_deeds(),
        None => {
            // What a program says while all is well says nothing.
            let is_telling = || ending::is_of_an_error(one) || !did(one, here).is_empty();
            mem::discriminant(here) == mem::discriminant(there)
                && !words(one, here).is_empty()
                && same_words()
                && is_telling()
                && same_deeds()
        }
    }
}

/// Whether a mistake is told by words of the program: there may be several, each with its own.
fn has_words(mistake: Mistake) -> bool {
    matches!(
        mistake,
        Mistake::Panicked | Mistake::ThreadDied | Mistake::WaitsForDead
    )
}

/// A line without the long numbers, which are ports and the like: another each time.
fn without_ports(line: &str) -> String {
    let mut kept = String::new();
    for part in line.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let number = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_long = number.len() > 3;
        kept.push_str(if is_long { &part[number.len()..] } else { part });
    }
    kept
}

/// The roles that the student's programs play.
fn yours(check: &CheckReport) -> BTreeSet<&str> {
    let parts = check.cast.values();
    parts
        .filter(|part| part.by == Player::Submission)
        .map(|part| part.role.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{alike, told_once};
    use crate::explain::sample::{check, member, one, part, report, text, trace};
    use crate::i18n::Catalog;
    use crate::model::{
        Awaited, CheckReport, Exit, Fact, Failure, Frame, Lang, Mistake, Observation, Outcome,
        Player, Waiting,
    };

    fn lost(failure: Failure, said: &str, mistake: Option<Mistake>) -> CheckReport {
        let said = Fact::Printed {
            actor: one("server"),
            error: true,
            bytes: said.into(),
        };
        let seen = trace(vec![(1, said)]);
        let mut check = check("c", 1, text("T", "T"), Outcome::Failed(failure), seen);
        check.mistake = mistake;
        check
    }

    fn no_answer(expected: &str) -> Failure {
        Failure::NoAnswer {
            at: member("chatty", 3),
            expected: vec![expected.into()],
            got: vec![],
        }
    }

    fn exited(code: i32) -> Failure {
        Failure::Exited {
            actor: one("server"),
            exit: Exit::Code(code),
        }
    }

    #[test]
    fn one_cause_is_told_once() {
        let same =
            |one: &CheckReport, other: &CheckReport| alike(one, other, &Catalog::new(Lang::En));
        let blocks = |failure, said| lost(failure, said, Some(Mistake::NonBlocking));
        let here = blocks(no_answer("lune"), "127.0.0.1:59962: no (os error 11)");
        assert!(same(&here, &blocks(no_answer("rose"), "bye")));
        assert!(same(&here, &blocks(exited(1), "bye")));
        let mut both = here.clone();
        both.cast
            .insert("mine".into(), part("client", Player::Submission));
        assert!(!same(&here, &both));
        // Panics may be several.
        let panicked = |said| lost(exited(101), said, Some(Mistake::Panicked));
        let here = panicked("thread 'main' (4711) panicked at src/main.rs:12:5:\nno");
        assert!(same(
            &here,
            &panicked("thread 'main' (4812) panicked at src/main.rs:12:5:\nno")
        ));
        assert!(!same(
            &here,
            &panicked("thread 'main' (4711) panicked at src/main.rs:13:5:\nno")
        ));
        let hidden = CheckReport {
            hidden: true,
            ..here.clone()
        };
        assert!(!same(&here, &hidden));
        assert!(same(&hidden, &hidden));
        let other = |text| lost(no_answer(text), "", Some(Mistake::OtherNumber));
        assert!(!same(&other("lune"), &other("rose")));
    }

    #[test]
    fn what_is_told_of_several_holds_for_all() {
        let blocks = |id: &str, calls: &str| {
            let mut check = lost(no_answer("lune"), "", Some(Mistake::NonBlocking));
            check.id = id.into();
            check.evidence.observations.push(Observation {
                at: 2,
                what: Fact::Stuck {
                    actor: one("server"),
                    threads: vec![Waiting {
                        process: 1,
                        thread: 1,
                        waits: Awaited::Thread,
                        at: Some(Frame {
                            file: "src/main.rs".into(),
                            line: 1,
                            calls: Some(calls.into()),
                        }),
                    }],
                    more: 0,
                    queued: vec![],
                    full: vec![],
                    unread: vec![],
                    polls: false,
                },
            });
            check
        };
        let (runtime, thread) = (
            blocks("a", "Runtime::block_on"),
            blocks("b", "JoinHandle::join"),
        );
        let told = |checks: Vec<CheckReport>| {
            let report = report(checks);
            let told = told_once(&report, &Catalog::new(Lang::En));
            let ids = |checks: &[&CheckReport]| {
                checks
                    .iter()
                    .map(|check| check.id.clone())
                    .collect::<Vec<_>>()
            };
            told.iter()
                .map(|(first, same)| (first.id.clone(), ids(same)))
                .collect::<Vec<_>>()
        };
        let both = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(
            told(vec![runtime.clone(), thread]),
            [("b".to_owned(), both)]
        );
        assert_eq!(
            told(vec![runtime]),
            [("a".to_owned(), vec!["a".to_owned()])]
        );
    }

    #[test]
    fn where_no_mistake_was_found_the_same_words_are_the_same_cause() {
        let same = |one: (Failure, &str), other: (Failure, &str)| {
            let [one, other] = [one, other].map(|(failure, said)| lost(failure, said, None));
            alike(&one, &other, &Catalog::new(Lang::En))
        };
        let key = "[Errno 98] in use: ('127.0.0.1', 33892)";
        let other_key = "[Errno 98] in use: ('127.0.0.1', 35708)";
        assert!(same((exited(1), key), (exited(1), other_key)));
        assert!(same(
            (no_answer("lune"), key),
            (no_answer("rose"), other_key)
        ));
        assert!(!same((no_answer("lune"), key), (exited(1), key)));
        assert!(!same((no_answer("lune"), ""), (no_answer("rose"), "")));
        assert!(!same(
            (no_answer("lune"), "ready"),
            (no_answer("rose"), "ready")
        ));
        assert!(!same((exited(1), key), (exited(1), "KeyError: 3")));
        assert!(same((no_answer("lune"), ""), (no_answer("lune"), "")));
    }
}
