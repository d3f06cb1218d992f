//! A report judged again by the exercise as it is now, from what was seen when the submission was run. Pure.
//!
//! What was seen answers a check that asks what it asked then. Of any other check it says nothing, and no points are given
//! or taken: the submission has to be run again.

use std::collections::BTreeMap;

use crate::judge;
use crate::model::{
    Actor, ActorName, By, Check, CheckReport, Doubt, Exercise, Fact, Outcome, Part, Player, Report,
    Trace,
};
use crate::score;

/// The exercise as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Now<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// A digest of its model solution.
    pub reference_digest: &'a str,
    /// The folder of exercises that it is from, where it is not the built-in one.
    pub exercises: Option<&'a str>,
}

/// All of an exercise that has a part in what a submission earns: marks by two versions of it have not one measure.
pub fn version(exercise: &Exercise, reference_digest: &str) -> String {
    let mut version = format!("{} {reference_digest}\n", exercise.scale);
    for check in &exercise.checks {
        let asks = judge::question(exercise, check, &BTreeMap::new(), reference_digest);
        let (points, group, needs) = (check.points, check.group, &check.needs);
        version += &format!("{} {asks} {points} {group:?} {needs:?}\n", check.id);
    }
    version
}

/// The report that `report` would be, had its submission been graded by the exercise as it is now.
pub fn rejudge(report: &Report, now: Now<'_>) -> Report {
    let mut checks: Vec<CheckReport> = vec![];
    for check in &now.exercise.checks {
        let came = |id: &str| Some(&checks.iter().find(|one| one.id == id)?.outcome);
        let missing = judge::missing(check, &came);
        checks.push(judged(report, check, missing, now));
    }
    let mut asked = report.asked.clone();
    asked.exercises = now.exercises.map(str::to_owned);
    Report {
        title: now.exercise.title.clone(),
        asked,
        mark: score::mark(now.exercise, &checks),
        checks,
        ..report.clone()
    }
}

/// One check; `missing` is its outcome where others decide that it cannot be asked.
fn judged(report: &Report, check: &Check, missing: Option<Outcome>, now: Now<'_>) -> CheckReport {
    let question = |parts: &BTreeMap<ActorName, Part>| {
        judge::question(now.exercise, check, parts, now.reference_digest)
    };
    let answered = |old: &&CheckReport| {
        old.id == check.id
            && old.question.as_ref() == Some(&question(&old.cast))
            && was_played(&old.outcome)
    };
    let seen = report.checks.iter().find(answered);
    let parts = parts(report, check);
    let unseen = CheckReport {
        id: check.id.clone(),
        title: check.title.clone(),
        group: check.group,
        of: check.points,
        points: 0,
        hidden: check.hidden,
        question: Some(question(&parts)),
        cast: parts,
        outcome: Outcome::Inconclusive(Doubt::NeedsRun),
        mistake: None,
        hint: check.hint.clone(),
        evidence: Trace::default(),
        tally: None,
        milliseconds: 0,
    };
    match (missing, seen) {
        (Some(outcome), _) => CheckReport { outcome, ..unseen },
        (None, None) => unseen,
        (None, Some(old)) => {
            let outcome = outcome(check, old);
            let mistake = match &outcome {
                Outcome::Failed(failure) => {
                    let yours = |name: &str| plays(old, name) == By::Submission;
                    judge::mistake(failure, &yours, &old.evidence)
                }
                Outcome::Passed | Outcome::Skipped { .. } | Outcome::Inconclusive(_) => None,
            };
            CheckReport {
                points: check.earned(&outcome),
                cast: old.cast.clone(),
                hint: check.hint(&outcome).cloned(),
                outcome,
                mistake,
                evidence: old.evidence.clone(),
                tally: old.tally,
                milliseconds: old.milliseconds,
                ..unseen
            }
        }
    }
}

/// Whether a check with this outcome was asked at all.
fn was_played(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Skipped { .. }
        | Outcome::Inconclusive(Doubt::NeedsUnknown { .. } | Doubt::NeedsRun) => false,
        Outcome::Passed
        | Outcome::Failed(_)
        | Outcome::Inconclusive(
            Doubt::NeedsIsolation { .. }
            | Doubt::PortTaken { .. }
            | Doubt::ReferenceFailed { .. }
            | Doubt::ProgramLacks { .. }
            | Doubt::OutOfReach { .. }
            | Doubt::HostFailed { .. }
            | Doubt::GraderFailed { .. },
        ) => true,
    }
}

/// What the trace says, where there is one of a failure: it is not kept of what was passed, and a doubt may come of what
/// is not in it.
fn outcome(check: &Check, old: &CheckReport) -> Outcome {
    let mut facts = old.evidence.observations.iter().map(|seen| &seen.what);
    let failed = facts.any(|fact| matches!(fact, Fact::Failed { .. }));
    match &old.outcome {
        Outcome::Failed(_) if failed => {
            judge::outcome(check, &|name| plays(old, name), &old.evidence)
        }
        came => came.clone(),
    }
}

/// Who played the actor of that name.
fn plays(old: &CheckReport, name: &str) -> By {
    match old.cast.get(name).map(|part| part.by) {
        Some(Player::Submission) => By::Submission,
        Some(Player::Reference) => By::Reference,
        Some(Player::Script) | None => By::Script,
    }
}

/// Who would take part in a check that was not asked.
fn parts(report: &Report, check: &Check) -> BTreeMap<ActorName, Part> {
    let has_program = |role: &str| {
        let mut roles = report.roles.iter();
        roles.any(|one| one.role == role && one.program.is_some())
    };
    let part = |actor: &Actor| Part {
        role: actor.role.clone(),
        by: match actor.by {
            By::Script => Player::Script,
            By::Reference => Player::Reference,
            By::SubmissionOrReference if !has_program(&actor.role) => Player::Reference,
            By::Submission | By::SubmissionOrReference => Player::Submission,
        },
    };
    let cast = check.cast.iter();
    cast.map(|(name, actor)| (name.clone(), part(actor)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Now, rejudge};
    use crate::explain::sample::{self, one, text};
    use crate::judge;
    use crate::model::{
        CheckReport, Doubt, Exercise, Exit, Fact, Failure, Mistake, Outcome, Report, Trace,
    };

    const EXERCISE: &str = r#"format = 1
id = "salon"
title = { fr = "Un salon", en = "A room" }
stars = 1
scale = 20

[roles.server]
names = ["server"]
ports = [8000]

[roles.client]
names = ["client"]
dials = "server"

[cast]
server = { role = "server", by = "submission" }
silent = { role = "client", by = "script" }
chatty = { role = "client", by = "script" }

[[check]]
id = "a"
points = 1
title = { fr = "A", en = "A" }
steps = [{ start = "server" }, { connect = "silent", to = "server" }]

[[check]]
id = "b"
points = 2
title = { fr = "B", en = "B" }
steps = [{ start = "server" }, { connect = "chatty", to = "server" }]

[[check]]
id = "c"
points = 3
needs = ["a"]
title = { fr = "C", en = "C" }
steps = [{ start = "server" }, { connect = "chatty", to = "server" }, { close = "chatty" }]
"#;

    fn exercise(changes: &[(&str, &str)]) -> Exercise {
        let file = changes
            .iter()
            .fold(EXERCISE.to_owned(), |file, (from, to)| {
                assert!(file.contains(from), "{from}");
                file.replace(from, to)
            });
        crate::spec::parse("exercise.toml", &file).unwrap()
    }

    /// A report on all checks, by the exercise as it was.
    fn graded(outcomes: [(Outcome, Trace); 3]) -> Report {
        let exercise = exercise(&[]);
        let checks = exercise.checks.iter().zip(outcomes);
        let checks = checks.map(|(check, (outcome, trace))| CheckReport {
            question: Some(judge::question(&exercise, check, &sample::cast(), "")),
            ..sample::check(&check.id, check.points, text("T", "T"), outcome, trace)
        });
        sample::report(checks.collect())
    }

    fn passed() -> (Outcome, Trace) {
        (Outcome::Passed, Trace::default())
    }

    /// A failure to answer a client, and a trace that says more of it.
    fn failed(client: &str, facts: Vec<(u64, Fact)>) -> (Outcome, Trace) {
        let failure = Failure::NoAnswer {
            at: one(client),
            expected: vec!["x".into()],
            got: vec![],
        };
        let seen = Fact::Failed {
            failure: failure.clone(),
        };
        let mut facts = facts;
        facts.push((9, seen));
        (Outcome::Failed(failure), sample::trace(facts))
    }

    /// What comes out, as `a 1/1, b - 0/2`, and the mark in hundredths.
    #[track_caller]
    fn check(report: &Report, changes: &[(&str, &str)], expected: &str) -> Report {
        let exercise = exercise(changes);
        let now = Now {
            exercise: &exercise,
            reference_digest: "",
            exercises: None,
        };
        let report = rejudge(report, now);
        let told = report.checks.iter().map(|check| {
            let kind = check.outcome.kind();
            let kind = kind.map_or_else(String::new, |kind| format!(" {kind}"));
            format!("{}{kind} {}/{}", check.id, check.points, check.of)
        });
        let told: Vec<String> = told.collect();
        let (mark, provisional) = (report.mark.hundredths, report.mark.provisional);
        let told = format!(
            "{} = {mark}{}",
            told.join(", "),
            if provisional { "?" } else { "" }
        );
        assert_eq!(told, expected);
        report
    }

    #[test]
    fn points_are_those_of_now() {
        let report = graded([passed(), failed("chatty", vec![]), passed()]);
        check(&report, &[], "a 1/1, b no-answer 0/2, c 3/3 = 1333");
        check(
            &report,
            &[("points = 1", "points = 5"), ("scale = 20", "scale = 10")],
            "a 5/5, b no-answer 0/2, c 3/3 = 800",
        );
        check(
            &report,
            &[("points = 2", "points = 2\ngroup = \"bonus\"")],
            "a 1/1, b no-answer 0/2, c 3/3 = 2000",
        );
        let again = check(&report, &[], "a 1/1, b no-answer 0/2, c 3/3 = 1333");
        let twice = check(&again, &[], "a 1/1, b no-answer 0/2, c 3/3 = 1333");
        assert_eq!(twice, again);
    }

    #[test]
    fn prerequisites_are_those_of_now() {
        let report = graded([passed(), failed("chatty", vec![]), passed()]);
        check(
            &report,
            &[("needs = [\"a\"]", "needs = [\"b\"]")],
            "a 1/1, b no-answer 0/2, c needs-failed 0/3 = 333",
        );
        let skipped = Outcome::Skipped { needs: "a".into() };
        let skipped = (skipped, Trace::default());
        let report = graded([failed("silent", vec![]), passed(), skipped]);
        check(
            &report,
            &[],
            "a no-answer 0/1, b 2/2, c needs-failed 0/3 = 666",
        );
        // Nobody has asked it.
        check(
            &report,
            &[("needs = [\"a\"]\n", "")],
            "a no-answer 0/1, b 2/2, c needs-run 0/3 = 666?",
        );
    }

    #[test]
    fn what_was_not_asked_like_this_is_to_be_run() {
        let report = graded([passed(), failed("chatty", vec![]), passed()]);
        check(
            &report,
            &[(
                "silent\", to = \"server\" }",
                "silent\", to = \"server\" }, { still = true }",
            )],
            "a needs-run 0/1, b no-answer 0/2, c needs-unknown 0/3 = 0?",
        );
        check(
            &report,
            &[("id = \"b\"", "id = \"d\"")],
            "a 1/1, d needs-run 0/2, c 3/3 = 1333?",
        );
        check(
            &report,
            &[("8000", "8001")],
            "a needs-run 0/1, b needs-run 0/2, c needs-unknown 0/3 = 0?",
        );
        // An older grader has not said what it asked.
        let mut old = report.clone();
        old.checks
            .iter_mut()
            .for_each(|check| check.question = None);
        check(
            &old,
            &[],
            "a needs-run 0/1, b needs-run 0/2, c needs-unknown 0/3 = 0?",
        );
    }

    #[test]
    fn the_trace_is_judged_again() {
        let (server, chatty) = (one("server"), one("chatty"));
        let connected = Fact::Connected {
            from: chatty,
            to: server.clone(),
        };
        let exited = Fact::Exited {
            actor: server,
            exit: Exit::Code(101),
        };
        let report = graded([
            passed(),
            failed("chatty", vec![(1, connected), (2, exited)]),
            passed(),
        ]);
        let report = check(&report, &[], "a 1/1, b exited 0/2, c 3/3 = 1333");
        assert_eq!(report.checks[1].mistake, Some(Mistake::Panicked));
    }

    #[test]
    fn a_doubt_stays_one() {
        let doubt = Doubt::ReferenceFailed {
            failure: Box::new(Failure::NeverListened {
                actor: one("server"),
            }),
        };
        let (_, trace) = failed("chatty", vec![]);
        let report = graded([passed(), (Outcome::Inconclusive(doubt), trace), passed()]);
        check(&report, &[], "a 1/1, b reference-failed 0/2, c 3/3 = 1333?");
    }
}
