//! `grader explain`: shows all that was seen of a check in the last run.

use std::path::Path;

use super::arguments::Explain;
use super::{Answer, ExitStatus, Problem, Settings, Stages, check};
use crate::explain::{check_again, quoted};
use crate::i18n::Catalog;
use crate::model::{CheckReport, Exercise, Report};
use crate::record::{Last, RecordError};
use crate::report::{self, Look};
use crate::spec::nearest;

/// Shows the check as a page.
pub(super) fn run(
    explain: &Explain,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
) -> Result<Answer, Problem> {
    let wanted = Wanted {
        command: "explain",
        check: &explain.check,
        exercise: explain.exercise.as_deref(),
        dir: &explain.dir,
    };
    let Run {
        report, is_older, ..
    } = wanted.run(settings, stages)?;
    let check = wanted.check(&report, stages)?;
    let look = Look {
        width: settings.columns(),
        colour: check::colour(explain.color, settings),
        ascii: explain.ascii,
    };
    let again = wanted.words("explain", &check.id, &report.exercise);
    let unfold = (!explain.unfold).then(|| format!("{again} --unfold"));
    let unfold = unfold.as_deref();
    let explained = report::terminal::explained(&report, check, catalog, look, unfold);
    let older = match is_older {
        true => report::hint::render(&[catalog.plain("seen-before")], &[], look) + "\n",
        false => String::new(),
    };
    Ok(Answer {
        text: older + &explained,
        status: ExitStatus::Earned,
        warning: None,
    })
}

/// The run in which a check was asked, and where runs are remembered.
pub(super) struct Run {
    pub(super) last: Last,
    pub(super) report: Report,
    /// Whether there was another since, which did not ask it.
    pub(super) is_older: bool,
}

/// A check of the last run of a submission, as it was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The command that asks for it.
    pub(super) command: &'static str,
    pub(super) check: &'a str,
    pub(super) exercise: Option<&'a str>,
    pub(super) dir: &'a Path,
}

impl Wanted<'_> {
    /// The command for a check of `exercise`.
    pub(super) fn words(&self, command: &str, check: &str, exercise: &str) -> String {
        let dir = self.dir.display().to_string();
        let words = [check, exercise, &dir].map(quoted);
        let words = if dir == "." { &words[..2] } else { &words[..] };
        format!("grader {command} {}", words.join(" "))
    }

    /// The last run that has asked the check, else the last one.
    pub(super) fn run(&self, settings: &Settings, stages: &Stages) -> Result<Run, Problem> {
        let found = last(self.exercise, self.dir, settings);
        let (last, report) = found.map_err(|problem| match problem {
            Problem::NoRun { .. } => self.misplaced(settings, stages).unwrap_or(problem),
            other => other,
        })?;
        let has_asked = |report: &Report| report.checks.iter().any(|check| check.id == self.check);
        let whole = || {
            last.whole(&report.exercise, self.dir)
                .ok()
                .filter(has_asked)
        };
        let older = if has_asked(&report) { None } else { whole() };
        let is_older = older.is_some();
        let mut report = older.unwrap_or(report);
        // The commands that repeat it are for whoever names the folder as it is named here.
        report.asked.submission = self.dir.display().to_string();
        Ok(Run {
            last,
            report,
            is_older,
        })
    }

    /// What is wrong with the words, where there is no run because of them.
    fn misplaced(&self, settings: &Settings, stages: &Stages) -> Option<Problem> {
        let word = self.exercise?;
        let known = (stages.library)(None).ok()?.ids();
        if known.iter().any(|id| id == word) {
            return None;
        }
        if known.iter().any(|id| id == self.check) {
            return Some(Problem::Misplaced {
                word: self.check.to_owned(),
                why: "check-first",
                command: self.words(self.command, word, self.check),
                known: vec![],
            });
        }
        let dir = Path::new(word);
        if dir.is_dir() {
            let run = last(None, dir, settings).ok();
            let exercise = run.map(|(_, report)| report.exercise);
            let wanted = Wanted { dir, ..*self };
            let meant = exercise.as_ref().or(known.first())?;
            return Some(Problem::Misplaced {
                word: word.to_owned(),
                why: "exercise-first",
                command: wanted.words(self.command, self.check, meant),
                known: exercise.map_or(known, |_| vec![]),
            });
        }
        let near = nearest(word, known.iter().map(String::as_str)).is_some();
        near.then(|| Problem::NoSuchExercise {
            id: word.to_owned(),
            known,
        })
    }

    /// The check, if the run asked it.
    pub(super) fn check<'r>(
        &self,
        report: &'r Report,
        stages: &Stages,
    ) -> Result<&'r CheckReport, Problem> {
        let mut checks = report.checks.iter();
        let found = checks.find(|check| check.id == self.check);
        found.ok_or_else(|| match exercise(report, stages) {
            Some(exercise) if exercise.check(self.check).is_none() => {
                Problem::no_such_check(self.check, &exercise)
            }
            Some(_) | None => Problem::NotAsked {
                id: self.check.to_owned(),
                command: check_again(report, self.check),
            },
        })
    }
}

/// The exercise of a run, if it is still at hand.
fn exercise(report: &Report, stages: &Stages) -> Option<Exercise> {
    let folder = report.asked.exercises.as_ref().map(Path::new);
    let library = (stages.library)(folder).ok()?;
    library.exercise(&report.exercise).ok()
}

/// The last run of a submission, and where runs are remembered.
pub(super) fn last(
    exercise: Option<&str>,
    dir: &Path,
    settings: &Settings,
) -> Result<(Last, Report), Problem> {
    check::folder(dir)?;
    let none = || Problem::NoRun {
        folder: dir.to_owned(),
        exercise: exercise.map(str::to_owned),
    };
    let last = Last::new(settings.state.clone().ok_or_else(none)?);
    let asked = match exercise {
        Some(exercise) => exercise.to_owned(),
        None => last
            .exercise(dir)
            .map_err(Problem::Record)?
            .ok_or_else(none)?,
    };
    match last.of(&asked, dir) {
        Ok(report) => Ok((last, report)),
        Err(RecordError::NotThere(_)) => Err(none()),
        Err(error) => Err(Problem::Record(error)),
    }
}
