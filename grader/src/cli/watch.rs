//! `grader watch`: grades again whenever a file is saved, what was not passed first.
//!
//! One thread shows and decides; others read keys, wait for files, and grade. In a terminal a page stays in its place;
//! elsewhere each report follows the last.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::arguments::Watch;
use super::saves::Saves;
use super::screen::{self, Key, Screen};
use super::{
    Answer, ExitStatus, Order, Problem, Say, Settings, Stages, Trouble, check, interrupt, show,
    trouble,
};
use crate::event::{Event, Listener};
use crate::grade::Graded;
use crate::i18n::Catalog;
use crate::model::{Asked, CheckId, Exercise, Report};
use crate::record::Last;
use crate::report::watching::{View, Watching};
use crate::report::{Look, terminal};
use crate::score;

/// How long files must be left alone before they are graded: an editor may write several.
const QUIET: Duration = Duration::from_millis(150);
/// How often the terminal is asked for its size, which tells nobody when it changes.
const TICK: Duration = Duration::from_millis(200);

/// What can happen.
enum Message {
    Key(Key),
    Saved,
    Event(Event),
    Ended(Box<Result<Report, Trouble>>),
}

/// Which checks are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    All,
    Lost,
}

/// Watches until it is told to quit.
pub(super) fn run(
    watch: &Watch,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
    say: &mut Say<'_>,
) -> Result<Answer, Problem> {
    let library = (stages.library)(watch.exercises.as_deref())?;
    let exercise = show::exercise_first(
        &*library,
        &watch.exercise,
        &watch.dir,
        |exercise, folder| format!("grader watch {exercise} {folder}"),
    )?;
    check::folder(&watch.dir)?;
    let (sender, messages) = mpsc::channel();
    let saved = sender.clone();
    let saves = Saves::new(&watch.dir, move || {
        let _ = saved.send(Message::Saved);
    });
    let saves = saves.map_err(|error| Problem::CannotWatch {
        path: watch.dir.clone(),
        source: io::Error::other(error),
    })?;
    let screen = if settings.stdin_is_terminal && settings.stdout_is_terminal {
        let screen = Screen::take().map_err(|source| Problem::CannotPrint { source })?;
        let keys = sender.clone();
        thread::spawn(move || screen::read_keys(|key| keys.send(Message::Key(key)).is_ok()));
        Some(screen)
    } else {
        None
    };
    let colour = check::colour(watch.color, settings);
    let look = Look::new(settings.columns(), colour, watch.ascii || settings.ascii);
    let mut shift = Shift {
        watch,
        catalog,
        settings,
        exercise: exercise.clone(),
        look,
        watching: Watching::new(exercise),
        screen,
        saves,
        running: None,
        waiting: None,
        touched: false,
        is_told: false,
    };
    thread::scope(|scope| {
        let start = |order: Order, sender: Sender<Message>| {
            scope.spawn(move || {
                let events = sender.clone();
                let listener: Listener = Arc::new(move |event| {
                    let _ = events.send(Message::Event(event));
                });
                let graded = (stages.grade)(&order, &listener);
                let _ = sender.send(Message::Ended(Box::new(graded)));
            });
        };
        shift.work(&sender, &messages, &start, say)
    })
}

/// One session of work.
struct Shift<'a> {
    watch: &'a Watch,
    catalog: &'a Catalog,
    settings: &'a Settings,
    exercise: Exercise,
    look: Look,
    watching: Watching,
    screen: Option<Screen>,
    saves: Saves,
    /// What is being asked now.
    running: Option<Ask>,
    /// What is asked as soon as nothing is.
    waiting: Option<Ask>,
    /// Whether something may have been saved since it was last looked up.
    touched: bool,
    /// Whether it was said, where no page says so, that files are waited for.
    is_told: bool,
}

impl Shift<'_> {
    fn work(
        &mut self,
        sender: &Sender<Message>,
        messages: &Receiver<Message>,
        start: &dyn Fn(Order, Sender<Message>),
        say: &mut Say<'_>,
    ) -> Result<Answer, Problem> {
        self.waiting = Some(Ask::All);
        loop {
            if self.running.is_none()
                && let Some(ask) = self.waiting.take()
            {
                self.running = Some(ask);
                start(self.order(ask), sender.clone());
            }
            if self.running.is_none() && self.screen.is_none() && !self.is_told {
                self.is_told = true;
                let told = self.catalog.plain("watch-waiting");
                say(&format!("\n{}\n", self.look.spelt(&told)))?;
            }
            self.draw()?;
            let patience = if self.touched { QUIET } else { TICK };
            match messages.recv_timeout(patience) {
                Ok(Message::Key(Key::Letter('q'))) => interrupt::leave(ExitStatus::Earned),
                Ok(Message::Key(key)) => self.key(key),
                Ok(Message::Saved) => self.touched = true,
                Ok(Message::Event(event)) => self.watching.hear(&event),
                Ok(Message::Ended(graded)) => self.ended(*graded, say)?,
                Err(RecvTimeoutError::Timeout) if self.touched => {
                    self.touched = false;
                    if self.saves.changed() {
                        self.waiting = Some(Ask::Lost);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                // We hold a sender ourselves.
                Err(RecvTimeoutError::Disconnected) => return Ok(Answer::done(String::new())),
            }
        }
    }

    fn order(&self, ask: Ask) -> Order {
        let only: Vec<CheckId> = match ask {
            Ask::All => vec![],
            Ask::Lost => self.watching.lost(),
        };
        Order {
            exercise: self.exercise.clone(),
            graded: Graded::Folder(self.watch.dir.clone()),
            seed: None,
            only,
            first_failure: self.watch.first_failure,
            isolation: self.watch.isolation.map(Into::into),
            jobs: None,
            pace: None,
            rest: true,
            rebuild: false,
            asked: Asked {
                repeat: None,
                submission: self.watch.dir.display().to_string(),
                exercises: self
                    .watch
                    .exercises
                    .as_ref()
                    .map(|dir| dir.display().to_string()),
                isolation: self.watch.isolation.map(Into::into),
            },
        }
    }

    fn key(&mut self, key: Key) {
        match key {
            Key::Letter('a') => self.waiting = Some(Ask::All),
            Key::Letter('h') => self.watching.hint(),
            Key::Letter('e') | Key::Enter => self.watching.turn(View::Explanation),
            Key::Letter('n') => self.watching.choose(true),
            Key::Letter('p') => self.watching.choose(false),
            Key::Down | Key::Letter('j') => self.watching.go(true),
            Key::Up | Key::Letter('k') => self.watching.go(false),
            Key::Letter(_) => {}
        }
    }

    /// What was asked is known. Once nothing of it is lost any more, the rest is asked.
    fn ended(&mut self, graded: Result<Report, Trouble>, say: &mut Say<'_>) -> Result<(), Problem> {
        let asked = self.running.take();
        let report = match graded {
            Ok(report) => report,
            Err(error) => {
                let told = trouble::text(&error, self.catalog);
                if self.screen.is_none() {
                    say(&told)?;
                }
                self.watching.failed(told);
                return Ok(());
            }
        };
        // `grader explain` and `grader hint` speak of the last run; one that is not kept is no reason to stop.
        if let Some(state) = self.settings.state.clone() {
            let _ = Last::new(state).keep(&self.watch.dir, &report);
        }
        let built = report.build.succeeded;
        let report = if built { self.filled(report) } else { report };
        if self.screen.is_none() {
            say(&terminal::render(&report, self.catalog, self.look))?;
        }
        self.watching.graded(report);
        if asked == Some(Ask::Lost) && built && self.watching.lost().is_empty() {
            self.waiting = self.waiting.or(Some(Ask::All));
        }
        Ok(())
    }

    /// A report in which the checks that were not asked are as they were last: what is only not asked yet is no loss.
    fn filled(&self, report: Report) -> Report {
        let checks = self.watching.with_known(&report);
        let mut mark = score::mark(&self.exercise, &checks);
        mark.provisional |= report.checks.len() < checks.len();
        Report {
            checks,
            mark,
            ..report
        }
    }

    fn draw(&mut self) -> Result<(), Problem> {
        let Some(screen) = &mut self.screen else {
            return Ok(());
        };
        let size = screen.size();
        let (columns, rows) = size;
        let look = Look {
            width: columns.clamp(20, 120),
            ..self.look
        };
        let page = self.watching.page(self.catalog, look, rows);
        let shown = screen.show(page, size);
        shown.map_err(|source| Problem::CannotPrint { source })
    }
}
