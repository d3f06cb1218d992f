//! A submission without the names of its students: a code stands for them, also in what their programs are called, say and
//! hold, as far as the words are known.

use std::collections::{BTreeMap, BTreeSet};

use super::alias::{Alias, exact, words};
use crate::model::{
    Build, Came, CommandFailure, Doubt, Entry, Fact, Failure, Misdeclaring, Missing, Outcome,
    Refused, Report, RoleName, Student, Trace, Unfit, Waiting,
};

/// The fewest submissions whose names show what is no name in them.
const CLASS: usize = 3;

/// The bytes of a number that is somebody's wherever it stands: shorter ones are those of ports, too.
const EXACT: usize = 6;

/// Takes names out of the submissions of a class.
#[derive(Debug, Default)]
pub struct Anonymous {
    /// The words that most submissions' names have: of the course or the system, not of a student.
    common: BTreeSet<String>,
    /// The numbers and addresses of all students: anybody's program may print another's.
    exact: BTreeSet<String>,
}

impl Anonymous {
    /// For a class with these students, whose submissions have these names.
    pub fn new<'a>(
        names: impl Iterator<Item = &'a str>,
        students: impl Iterator<Item = &'a Student>,
    ) -> Self {
        let (mut counts, mut all) = (BTreeMap::<String, usize>::new(), 0);
        for name in names {
            all += 1;
            for word in words(name).collect::<BTreeSet<_>>() {
                *counts.entry(word).or_default() += 1;
            }
        }
        let most = |(_, count): &(String, usize)| all >= CLASS && count * 2 > all;
        let common = counts.into_iter().filter(most).map(|(word, _)| word);
        Self {
            common: common.collect(),
            exact: { students.flat_map(exact) }
                .filter(|one| one.len() >= EXACT)
                .collect(),
        }
    }

    /// Puts `code` in the place of a submission's students, and of those of `twins`, which have the same files: one is the
    /// other's, and may name who wrote it. Leaves out what else may tell who they are.
    pub fn hide(&self, entry: &mut Entry, code: &str, twins: &[(&str, &[Student])]) {
        // What the exercise says is nobody's name, and would be one if it were replaced on one page alone.
        let mut common = self.common.clone();
        for check in entry.report().iter().flat_map(|report| &report.checks) {
            let roles = check.cast.values().map(|part| &part.role);
            let actors = check.cast.keys();
            common.extend(actors.chain(roles).flat_map(|name| words(name)));
        }
        let mut alias = Alias::new(entry, code, &common);
        for (name, students) in twins {
            alias.add(name, students, &common);
        }
        alias.add_exact(self.exact.difference(&common));
        entry.name = code.to_owned();
        entry.students = vec![Student {
            name: code.to_owned(),
            ..Student::default()
        }];
        entry.submitted = None;
        entry
            .left_out
            .iter_mut()
            .for_each(|one| file(&mut one.name));
        match &mut entry.came {
            Came::Refused { refusal } => unfit(refusal, &alias),
            Came::Graded { report } => graded(report, &mut alias),
            Came::SetAside { said } => file(said),
        }
    }
}

/// Puts no more than how a file's name ends in its place.
fn file(name: &mut String) {
    let end = name.rsplit_once('.').map(|(_, end)| end);
    let tells_nothing =
        |end: &&str| end.len() <= 3 && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let end = end
        .filter(tells_nothing)
        .map_or_else(String::new, |end| format!(".{end}"));
    *name = format!("…{end}");
}

fn unfit(refusal: &mut Unfit, alias: &Alias) {
    match refusal {
        Unfit::Unopened { form: _, found }
        | Unfit::SeveralArchives { found }
        | Unfit::Several { found } => found.iter_mut().for_each(file),
        Unfit::NoProgram {
            roles: _,
            names: _,
            depth: _,
            found,
            left_out,
        } => {
            found.iter_mut().for_each(file);
            left_out
                .iter_mut()
                .flat_map(|one| &mut one.paths)
                .for_each(file);
        }
        Unfit::NoSubmission { said } => file(said),
        Unfit::Declaration { problems } => {
            problems
                .iter_mut()
                .for_each(|one| misdeclared(&mut one.wrong, alias));
        }
        Unfit::TooManyFiles
        | Unfit::TooLarge
        | Unfit::Encrypted
        | Unfit::Damaged
        | Unfit::Empty
        // Tools have named it.
        | Unfit::OnlyMade { found: _ } => {}
    }
}

fn misdeclared(wrong: &mut Misdeclaring, alias: &Alias) {
    match wrong {
        Misdeclaring::NoToml(text)
        | Misdeclaring::UnknownKey(text)
        | Misdeclaring::UnknownRoleKey(text)
        | Misdeclaring::UnknownRole {
            role: text,
            known: _,
        } => alias.text(text),
        Misdeclaring::NamesNothing(_)
        | Misdeclaring::NoCommand(_)
        | Misdeclaring::RolesNoTable
        | Misdeclaring::RoleNoTable
        | Misdeclaring::NoArray
        | Misdeclaring::NoProgram
        | Misdeclaring::NoText
        | Misdeclaring::Nul => {}
    }
}

/// What programs are called, and the role that each of them plays.
type Programs = BTreeMap<String, RoleName>;

fn graded(report: &mut Report, alias: &mut Alias) {
    let mut programs = Programs::new();
    for role in &report.roles {
        let missing = role.missing.as_ref().and_then(label);
        for label in role.program.as_ref().into_iter().chain(missing) {
            alias.learn(label);
            programs.insert(label.clone(), role.role.clone());
        }
    }
    report
        .left_out
        .iter_mut()
        .flat_map(|one| &mut one.paths)
        .for_each(file);
    build(&mut report.build, alias);
    for role in &mut report.roles {
        if let Some(program) = &mut role.program {
            program.clone_from(&role.role);
        }
        if let Some(one) = &mut role.missing {
            missing(one, &role.role, alias);
        }
    }
    for check in &mut report.checks {
        match &mut check.outcome {
            Outcome::Failed(one) => failure(one, alias),
            Outcome::Inconclusive(one) => doubt(one, &programs, alias),
            Outcome::Passed | Outcome::Skipped { needs: _ } => {}
        }
        trace(&mut check.evidence, alias);
    }
}

/// What a program is called that cannot play.
fn label(missing: &Missing) -> Option<&String> {
    match missing {
        Missing::NoFile { label, path: _ }
        | Missing::DidNotBuild { label }
        | Missing::NotMade { label }
        | Missing::NoInterpreter { label, needs: _ } => Some(label),
        Missing::NotFound { .. } | Missing::NotDeclared | Missing::Ambiguous { .. } => None,
    }
}

fn missing(missing: &mut Missing, role: &str, alias: &Alias) {
    match missing {
        Missing::NotFound {
            looked_for: _,
            found,
        } => found.iter_mut().for_each(file),
        Missing::Ambiguous { candidates } => candidates.iter_mut().for_each(file),
        Missing::DidNotBuild { label } | Missing::NotMade { label } => role.clone_into(label),
        Missing::NoFile { label, path: text } | Missing::NoInterpreter { label, needs: text } => {
            role.clone_into(label);
            alias.text(text);
        }
        Missing::NotDeclared => {}
    }
}

fn build(build: &mut Build, alias: &Alias) {
    alias.text(&mut build.command);
    for one in &mut build.refusals {
        alias.text(&mut one.file);
        // The place is a value, or a key: no name begins in it and ends outside.
        let part =
            |range: std::ops::Range<usize>| one.source.get(range).unwrap_or_default().to_owned();
        let [mut before, mut there, mut after] = [
            part(0..one.span.start),
            part(one.span.clone()),
            part(one.span.end..one.source.len()),
        ];
        for part in [&mut before, &mut there, &mut after] {
            alias.text(part);
        }
        one.span = before.len()..before.len() + there.len();
        one.source = before + &there + &after;
        match &mut one.what {
            Refused::Outside { path: text }
            | Refused::Git { name: text }
            | Refused::Registry { name: text }
            | Refused::NotAllowed {
                name: text,
                allowed: _,
            } => alias.text(text),
            Refused::WorkspaceOutside | Refused::Replaced | Refused::Unreadable => {}
        }
    }
    for one in &mut build.diagnostics {
        alias.text(&mut one.rendered);
        if let Some(place) = &mut one.place {
            alias.text(&mut place.file);
        }
    }
    if let Some(failed) = &mut build.failed {
        alias.text(&mut failed.command);
        match &mut failed.how {
            CommandFailure::Absent { program: text }
            | CommandFailure::NoFile { path: text }
            | CommandFailure::CannotExecute { why: text } => alias.text(text),
            CommandFailure::Exited { exit: _ } | CommandFailure::Stopped => {}
        }
    }
}

fn doubt(doubt: &mut Doubt, programs: &Programs, alias: &Alias) {
    match doubt {
        Doubt::ReferenceFailed { failure: one } => failure(one, alias),
        Doubt::ProgramLacks { label, needs } => {
            alias.text(needs);
            named(label, programs);
        }
        Doubt::OutOfReach { label } => named(label, programs),
        Doubt::HostFailed { why } | Doubt::GraderFailed { why } => alias.text(why),
        Doubt::NeedsIsolation { role: _ }
        | Doubt::PortTaken { port: _ }
        | Doubt::NeedsUnknown { needs: _ }
        | Doubt::NeedsRun => {}
    }
}

/// Puts the role of a program in the place of what it is called.
fn named(label: &mut String, programs: &Programs) {
    match programs.get(label) {
        Some(role) => label.clone_from(role),
        None => file(label),
    }
}

fn failure(failure: &mut Failure, alias: &Alias) {
    let texts = |texts: &mut [String]| texts.iter_mut().for_each(|text| alias.text(text));
    match failure {
        Failure::NoProgram { role, missing: one } => missing(one, role, alias),
        Failure::CannotExecute { actor: _, why } => alias.text(why),
        Failure::WrongAnswer {
            at: _,
            expected,
            got,
            wrong_at,
            likeness: _,
        } => {
            texts(expected);
            alias.bytes(got, wrong_at);
        }
        Failure::NoAnswer {
            at: _,
            expected,
            got,
        }
        | Failure::EndedEarly {
            at: _,
            expected,
            got,
            reset: _,
        }
        | Failure::NotPrinted {
            by: _,
            expected,
            got,
        } => {
            texts(expected);
            alias.bytes(got, &mut 0);
        }
        Failure::NotEnded { at: _, got } => alias.bytes(got, &mut 0),
        Failure::NotReceived {
            by: _,
            expected,
            got,
        } => {
            alias.text(expected);
            texts(got);
        }
        Failure::NotCarried {
            from: _,
            to: _,
            expected,
        } => alias.text(expected),
        Failure::RuleBroken {
            from: _,
            line,
            rule: _,
        } => alias.text(line),
        Failure::NotCovered { lines, .. } => texts(lines),
        Failure::NeverListened { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::NeverConnected { .. }
        | Failure::Exited { .. }
        | Failure::Refused { .. }
        | Failure::NotAccepted { .. }
        | Failure::NotRead { .. }
        | Failure::NotExited { .. }
        | Failure::WrongStatus { .. }
        | Failure::SaidNothing { .. }
        | Failure::Grows { .. }
        | Failure::Burns { .. }
        | Failure::Limit { .. } => {}
    }
}

fn trace(trace: &mut Trace, alias: &Alias) {
    for one in &mut trace.observations {
        match &mut one.what {
            Fact::Launched {
                actor: _,
                arguments,
            } => arguments.iter_mut().for_each(|text| alias.text(text)),
            Fact::Sent { bytes, .. } | Fact::Typed { bytes, .. } | Fact::Printed { bytes, .. } => {
                alias.bytes(bytes, &mut 0);
            }
            Fact::Failed { failure: one } => failure(one, alias),
            Fact::Stuck { threads, .. } => threads.iter_mut().for_each(|one| waiting(one, alias)),
            Fact::Step { .. }
            | Fact::Listening { .. }
            | Fact::Connected { .. }
            | Fact::Refused { .. }
            | Fact::Ended { .. }
            | Fact::Reset { .. }
            | Fact::Holding { .. }
            | Fact::Held { .. }
            | Fact::Released { .. }
            | Fact::Cut { .. }
            | Fact::InputEnded { .. }
            | Fact::Signalled { .. }
            | Fact::Exited { .. }
            | Fact::LimitReached { .. }
            | Fact::Used { .. }
            | Fact::Waited { .. } => {}
        }
    }
}

fn waiting(thread: &mut Waiting, alias: &Alias) {
    if let Some(frame) = &mut thread.at {
        alias.text(&mut frame.file);
        if let Some(calls) = &mut frame.calls {
            alias.text(calls);
        }
    }
}
