//! `grader watch`: grades again whenever a file is saved, what was not passed first.
//!
//! One thread shows and decides; others read keys, wait for files, and grade. In a terminal a page stays in its place;
//! elsewhere each report follows the last.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::Watch;
use super::saves::Saves;
use super::screen::{self, Key, Screen};
use super::{
    Answer, ExitStatus, Problem, Say, Settings, Stages, Trouble, check, interrupt, show, trouble,
};
use crate::event::{Event, Listener};
use crate::grade::{Graded, Order};
use crate::guard::guarded;
use crate::i18n::Catalog;
use crate::model::{Asked, CheckId, Exercise, Report};
use crate::pace::Halt;
use crate::record::Last;
use crate::report::watching::{View, Watching};
use crate::report::{Look, terminal};

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

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// What the command line says.
    Told,
    /// All checks, whatever it says.
    All,
}

impl Ask {
    /// The checks that are asked before the others, and whether only the first failure is. Where that ends the run, the
    /// checks are taken in their order, so that what is known of those ahead of it is true.
    fn order(self, first_failure: bool, lost: Vec<CheckId>) -> (Vec<CheckId>, bool) {
        match self {
            Self::Told if first_failure => (vec![], true),
            Self::Told | Self::All => (lost, false),
        }
    }
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
    library.complete(&exercise, &[])?;
    check::folder(&watch.dir)?;
    let (sender, messages) = mpsc::channel();
    let saved = sender.clone();
    let saves = Saves::new(&watch.dir, move || {
        let _ = saved.send(Message::Saved);
    });
    let saves = saves.map_err(|error| match watch.dir.canonicalize() {
        // Whoever stands in a folder that was removed still sees it as one.
        Err(gone) if gone.kind() == io::ErrorKind::NotFound => {
            Problem::NoSuchFolder(watch.dir.clone())
        }
        Ok(_) | Err(_) => Problem::CannotWatch {
            path: watch.dir.clone(),
            source: io::Error::other(error),
        },
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
        running: false,
        halt: Halt::default(),
        waiting: None,
        touched: None,
        is_told: false,
        said: None,
    };
    thread::scope(|scope| {
        let start = |order: Order, sender: Sender<Message>| {
            scope.spawn(move || {
                let events = sender.clone();
                let listener: Listener = Arc::new(move |event| {
                    let _ = events.send(Message::Event(event));
                });
                let graded = caught(|| (stages.grade)(&order, &listener));
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
    /// Whether something is being asked now.
    running: bool,
    /// What ends it when a file is saved meanwhile.
    halt: Halt,
    /// What is asked as soon as nothing is.
    waiting: Option<Ask>,
    /// When something may have been saved, since it was last looked up.
    touched: Option<Instant>,
    /// Whether it was said, where no page says so, that files are waited for.
    is_told: bool,
    /// Why nothing can be graded, where no page says so, once it was said.
    said: Option<String>,
}

impl Shift<'_> {
    fn work(
        &mut self,
        sender: &Sender<Message>,
        messages: &Receiver<Message>,
        start: &dyn Fn(Order, Sender<Message>),
        say: &mut Say<'_>,
    ) -> Result<Answer, Problem> {
        self.waiting = Some(Ask::Told);
        loop {
            if !self.running
                && let Some(ask) = self.waiting.take()
            {
                self.running = true;
                self.halt = Halt::default();
                self.watching.begins();
                start(self.order(ask), sender.clone());
            }
            if !self.running && self.screen.is_none() && !self.is_told {
                self.is_told = true;
                let told = self.catalog.plain("watch-waiting");
                say(&format!("\n{}\n", self.look.spelt(&told)))?;
            }
            self.draw()?;
            let left = |at: Instant| QUIET.saturating_sub(at.elapsed());
            match messages.recv_timeout(self.touched.map_or(TICK, left)) {
                Ok(Message::Key(Key::Letter('q'))) => interrupt::leave(ExitStatus::Earned),
                Ok(Message::Key(key)) => self.key(key)?,
                Ok(Message::Saved) => self.touched = Some(Instant::now()),
                Ok(Message::Event(event)) => self.watching.hear(&event),
                Ok(Message::Ended(graded)) => self.ended(*graded, say)?,
                Err(RecvTimeoutError::Timeout) => {}
                // We hold a sender ourselves.
                Err(RecvTimeoutError::Disconnected) => return Ok(Answer::done(String::new())),
            }
            if self.touched.is_some_and(|at| left(at).is_zero()) {
                self.touched = None;
                self.look_up();
            }
        }
    }

    /// What was saved is graded, and what is being graded need not be any more.
    fn look_up(&mut self) {
        if self.saves.changed() {
            self.watching.saved();
            self.halt.call();
            self.waiting = self.waiting.or(Some(Ask::Told));
        }
    }

    fn order(&self, ask: Ask) -> Order {
        let watch = self.watch;
        let (first, first_failure) = ask.order(watch.first_failure, self.watching.lost());
        let exercises = watch.exercises.as_ref();
        let asked = Asked {
            submission: watch.dir.display().to_string(),
            exercises: exercises.map(|dir| dir.display().to_string()),
            isolation: watch.isolation.map(Into::into),
            repeat: None,
        };
        let graded = Graded::Folder(watch.dir.clone());
        Order {
            first,
            first_failure,
            halt: self.halt.clone(),
            ..Order::new(self.exercise.clone(), graded, asked)
        }
    }

    fn key(&mut self, key: Key) -> Result<(), Problem> {
        match key {
            Key::Stop => {
                let stopped = self.screen.as_mut().map_or(Ok(()), Screen::stop);
                return stopped.map_err(|source| Problem::CannotPrint { source });
            }
            Key::Letter('a') => self.waiting = Some(Ask::All),
            Key::Letter('h') => self.watching.hint(),
            Key::Letter('e') => self.watching.turn(View::Explanation),
            Key::Enter => self.watching.enter(),
            Key::Letter('n') => self.watching.choose(true),
            Key::Letter('p') => self.watching.choose(false),
            Key::Down | Key::Letter('j') => self.watching.go(true),
            Key::Up | Key::Letter('k') => self.watching.go(false),
            Key::Letter(_) => {}
        }
        Ok(())
    }

    /// What was asked is known. Of what was ended before its time, only the page tells, until the next.
    fn ended(&mut self, graded: Result<Report, Trouble>, say: &mut Say<'_>) -> Result<(), Problem> {
        self.running = false;
        let is_whole = !self.halt.is_called();
        match graded {
            Ok(report) => {
                self.said = None;
                if is_whole && self.screen.is_none() {
                    say(&terminal::render(&report, self.catalog, self.look))?;
                }
                // `grader explain` and `grader hint` speak of the last run; one that is not kept is no reason to stop.
                if is_whole && let Some(state) = self.settings.state.clone() {
                    let is_whole = report.checks.len() == self.exercise.checks.len();
                    let _ = Last::new(state).keep(&self.watch.dir, &report, is_whole);
                }
                self.watching.graded(report);
            }
            // It was ended before its time: the next will meet what is in the way.
            Err(_) if !is_whole => {}
            Err(error) => {
                let told = trouble::text(&error, self.catalog);
                if self.screen.is_none() && is_news(&mut self.said, &told) {
                    say(&told)?;
                }
                self.watching.failed(told);
            }
        }
        Ok(())
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

/// What came of a grading. A panic, too, has to be told: something waits for the end.
fn caught(grade: impl FnOnce() -> Result<Report, Trouble>) -> Result<Report, Trouble> {
    guarded(grade).unwrap_or_else(|said| Err(Trouble::Panicked(said)))
}

/// Whether `told` is something else than was said last.
fn is_news(said: &mut Option<String>, told: &str) -> bool {
    said.replace(told.to_owned()).as_deref() != Some(told)
}

#[cfg(test)]
mod tests {
    use super::{Ask, Trouble, caught, is_news};

    #[test]
    fn what_is_in_the_way_is_said_once_until_it_is_something_else() {
        let mut said = None;
        let told = ["one", "one", "two", "one"];
        let news = told.map(|told| is_news(&mut said, told));
        assert_eq!(news, [true, false, true, true]);
    }

    #[test]
    fn a_grading_that_breaks_the_grader_ends() {
        let graded = caught(|| panic!("a bug"));
        assert!(matches!(graded, Err(Trouble::Panicked(said)) if said == "a bug"));
    }

    #[test]
    fn what_is_saved_is_asked_in_its_order_up_to_the_first_failure_and_a_key_asks_all() {
        let lost = || vec!["second".to_owned()];
        assert_eq!(Ask::Told.order(true, lost()), (vec![], true));
        assert_eq!(Ask::Told.order(false, lost()), (lost(), false));
        assert_eq!(Ask::All.order(true, lost()), (lost(), false));
    }
}
