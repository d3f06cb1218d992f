//! What `grader watch` shows: the checks that are not passed first, why the chosen one is not, and the keys.
//!
//! Pure: what is known, what happens and a size in, lines out. Whoever shows them draws them over the last ones.

mod page;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use crate::event::Event;
use crate::model::{Build, CheckId, CheckReport, Doubt, Exercise, Failure, Outcome, Report};

/// What is shown below the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Why the chosen check is not passed, as far as there is room.
    Summary,
    /// Its hints, as many as were asked for; in the place of the list where there is no room for both.
    Hint,
    /// All of it, in the place of the list.
    Explanation,
}

/// What is going on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    Reading,
    Building(String),
    Checking { done: usize, count: usize },
    Nothing,
}

/// What is known of a submission that is being worked on.
pub struct Watching {
    exercise: Exercise,
    /// The last that is known of each check.
    known: BTreeMap<CheckId, CheckReport>,
    /// Those that were not run since a file was saved.
    old: BTreeSet<CheckId>,
    /// Whether what is being graded is what is in the folder.
    is_current: bool,
    /// The last build.
    build: Option<Build>,
    /// The last grading.
    last: Option<Report>,
    /// Why there was none.
    trouble: Option<String>,
    doing: Doing,
    view: View,
    chosen: Option<CheckId>,
    /// Whether somebody has chosen it.
    is_picked: bool,
    scrolled: usize,
    /// Whether hints have no room below the list, as the page was shown last.
    crowded: bool,
    /// How many steps of the chosen check's hints are shown.
    hints: usize,
}

impl Watching {
    /// Nothing is known yet.
    pub fn new(exercise: Exercise) -> Self {
        Self {
            exercise,
            known: BTreeMap::new(),
            old: BTreeSet::new(),
            is_current: true,
            build: None,
            last: None,
            trouble: None,
            doing: Doing::Nothing,
            view: View::Summary,
            chosen: None,
            is_picked: false,
            scrolled: 0,
            crowded: false,
            hints: 1,
        }
    }

    /// Shows a hint on the chosen check, one more each time.
    pub fn hint(&mut self) {
        match self.view {
            View::Hint if self.is_hidden() => {}
            View::Hint => {
                self.hints += 1;
                // The new one is the last.
                self.scrolled = usize::MAX;
            }
            View::Summary | View::Explanation => self.turn(View::Hint),
        }
    }

    /// A file was saved: what is known is of before, and so is what is being graded.
    pub fn saved(&mut self) {
        self.old.extend(self.known.keys().cloned());
        self.is_current = false;
    }

    /// A grading begins.
    pub fn begins(&mut self) {
        self.doing = Doing::Reading;
        self.is_current = true;
    }

    /// Something happened.
    pub fn hear(&mut self, event: &Event) {
        match event {
            Event::BuildStarted { command } => self.doing = Doing::Building(command.clone()),
            Event::Building { package } => self.doing = Doing::Building(package.clone()),
            Event::Built(build) => {
                self.trouble = None;
                self.build = Some(build.clone());
            }
            Event::ChecksStarted { count } => {
                self.doing = Doing::Checking {
                    done: 0,
                    count: *count,
                };
            }
            Event::CheckEnded(check) => {
                if let Doing::Checking { done, .. } = &mut self.doing {
                    *done += 1;
                }
                self.learn(check);
                // Before there is any choice, the first failure is waited for: it may not be the first to end.
                if self.chosen.is_some() {
                    self.settle();
                }
            }
            Event::Isolation(_) | Event::RoleFound(_) | Event::CheckStarted { .. } => {}
        }
    }

    /// A grading ended.
    pub fn graded(&mut self, report: Report) {
        self.doing = Doing::Nothing;
        self.trouble = None;
        report.checks.iter().for_each(|check| self.learn(check));
        self.build = Some(report.build.clone());
        self.last = Some(report);
        // Whoever has not chosen one is shown the first, which need not have been the first to end.
        if !self.is_picked {
            self.choose_only(None);
        }
        self.settle();
    }

    fn learn(&mut self, check: &CheckReport) {
        self.known.insert(check.id.clone(), check.clone());
        if self.is_current {
            self.old.remove(&check.id);
        } else {
            self.old.insert(check.id.clone());
        }
    }

    /// Keeps to the chosen check as long as it fails; then the first that does is next.
    fn settle(&mut self) {
        let chosen = self.chosen.as_ref().and_then(|id| self.known.get(id));
        if chosen.is_none_or(|check| rank(&check.outcome) != Rank::Failed) {
            self.choose_only(self.lost().into_iter().next());
            self.is_picked = false;
            self.view = View::Summary;
        }
    }

    /// No grading took place.
    pub fn failed(&mut self, why: String) {
        self.doing = Doing::Nothing;
        self.trouble = Some(why);
    }

    /// The checks that were asked and not passed: those that fail, then those that could not be judged because of them.
    pub fn lost(&self) -> Vec<CheckId> {
        let checks = self.ranked().into_iter();
        checks
            .filter(|check| rank(&check.outcome) != Rank::Passed)
            .map(|check| check.id.clone())
            .collect()
    }

    /// Whether all checks were asked, and all of them are passed.
    pub fn is_complete(&self) -> bool {
        self.lost().is_empty()
            && self.old.is_empty()
            && self.known.len() == self.exercise.checks.len()
    }

    /// The known checks: those that fail first, those that are passed last, else in the order of the exercise.
    fn ranked(&self) -> Vec<&CheckReport> {
        let checks = self.exercise.checks.iter();
        let mut ranked: Vec<_> = checks
            .filter_map(|check| self.known.get(&check.id))
            .collect();
        ranked.sort_by_key(|check| rank(&check.outcome));
        ranked
    }

    /// The next check that is not passed, or the one before.
    pub fn choose(&mut self, forwards: bool) {
        if self.is_hidden() {
            return;
        }
        self.is_picked = true;
        let lost = self.lost();
        let at = lost.iter().position(|id| Some(id) == self.chosen.as_ref());
        let at = match (at, forwards) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(lost.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
        };
        self.choose_only(lost.get(at).cloned());
    }

    fn choose_only(&mut self, check: Option<CheckId>) {
        self.chosen = check;
        self.scrolled = 0;
        self.hints = 1;
    }

    /// Up or down: through what fills the page, if anything does, else through the checks.
    pub fn go(&mut self, down: bool) {
        match (self.fills_the_page(), down) {
            (true, true) => self.scrolled = self.scrolled.saturating_add(1),
            (true, false) => self.scrolled = self.scrolled.saturating_sub(1),
            (false, _) => self.choose(down),
        }
    }

    /// Whether there is one text in the place of the list: why nothing could be graded, what does not build, all that is
    /// said of the chosen check, or more hints on it than there is room for.
    fn fills_the_page(&self) -> bool {
        let is_long = match self.view {
            View::Summary => false,
            View::Hint => self.crowded,
            View::Explanation => true,
        };
        self.is_hidden() || (is_long && self.chosen.is_some())
    }

    /// Whether no check is in sight: what is typed cannot be about one.
    fn is_hidden(&self) -> bool {
        self.trouble.is_some() || self.unbuilt().is_some()
    }

    /// The build that failed, where nothing could be judged for it: of what was built in part, there is more to see.
    fn unbuilt(&self) -> Option<&Build> {
        let is_judged = |check: &CheckReport| {
            !self.old.contains(&check.id)
                && match &check.outcome {
                    Outcome::Passed => true,
                    Outcome::Failed(failure) => !matches!(failure, Failure::NoProgram { .. }),
                    Outcome::Skipped { .. } | Outcome::Inconclusive(_) => false,
                }
        };
        let failed = self.build.as_ref().filter(|build| !build.succeeded);
        failed.filter(|_| !self.known.values().any(is_judged))
    }

    /// Back to the list, or from there to all that is said of the chosen check.
    pub fn enter(&mut self) {
        match self.view {
            View::Summary => self.turn(View::Explanation),
            View::Hint | View::Explanation => self.turn(self.view),
        }
    }

    /// Shows `view`, or what was shown before it.
    pub fn turn(&mut self, view: View) {
        if self.is_hidden() {
            return;
        }
        self.is_picked = true;
        self.view = if self.view == view {
            View::Summary
        } else {
            view
        };
        self.scrolled = 0;
    }
}

/// What comes first among checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Failed,
    Unjudged,
    Passed,
}

fn rank(outcome: &Outcome) -> Rank {
    match outcome {
        Outcome::Skipped { .. } | Outcome::Inconclusive(Doubt::NeedsUnknown { .. }) => {
            Rank::Unjudged
        }
        Outcome::Failed(_) | Outcome::Inconclusive(_) => Rank::Failed,
        Outcome::Passed => Rank::Passed,
    }
}

#[cfg(test)]
mod tests;
