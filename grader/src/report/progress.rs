//! How far a batch is, on standard error, when that is a terminal; else nothing at all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Look;
use crate::i18n::{Catalog, args};
use crate::model::Lang;

/// How many must have been graded before they tell how long the others take.
const TELLING: u64 = 4;

/// The columns beside the words and the two numbers: the bar, what is around it, and the time; and those of the `^C` that a
/// terminal echoes, which would push the bar to where it is not cleared from.
const BESIDE: usize = 10 + 1 + 1 + 1 + 8 + 1 + 3;

/// A bar with what remains, and what has been running for longest.
#[derive(Clone)]
pub struct Progress {
    inner: Arc<Inner>,
}

struct Inner {
    bar: ProgressBar,
    catalog: Catalog,
    look: Look,
    /// The columns that are left for words.
    room: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The first has been running for longest.
    running: Vec<String>,
    /// How many took their time: others have their results from before.
    graded: u64,
}

impl Progress {
    /// A bar for `count` submissions in `lang`, silent unless `shown`.
    pub fn new(lang: Lang, count: usize, shown: bool, look: Look) -> Self {
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        let signs = if look.ascii { "=> " } else { "━╸ " };
        let style = ProgressStyle::with_template("[{bar:8}] {pos}/{len} {elapsed_precise} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars(signs));
        bar.enable_steady_tick(Duration::from_millis(250));
        let digits = count.to_string().len();
        Self {
            inner: Arc::new(Inner {
                bar,
                catalog: Catalog::new(lang),
                look,
                room: look.width.saturating_sub(BESIDE + 2 * digits),
                state: Mutex::default(),
            }),
        }
    }

    /// A submission is being graded.
    pub fn began(&self, name: &str) {
        self.change(|state| state.running.push(name.to_owned()));
    }

    /// A submission has its result; it was `graded` now, or had it before.
    pub fn ended(&self, name: &str, graded: bool) {
        self.inner.bar.inc(1);
        self.change(|state| {
            state.running.retain(|one| one != name);
            state.graded += u64::from(graded);
        });
    }

    /// Does something to the terminal while the bar is out of the way.
    pub fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.inner.bar.suspend(act)
    }

    /// Leaves the terminal as it was.
    pub fn finish(&self) {
        self.inner.bar.finish_and_clear();
        self.inner.bar.set_draw_target(ProgressDrawTarget::hidden());
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let inner = &self.inner;
        let mut state = inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        let remaining = inner.bar.length().unwrap_or(0) - inner.bar.position();
        let minutes = minutes_left(inner.bar.elapsed(), state.graded, remaining);
        let left = minutes.map(|count| {
            let minutes = args!["minutes" => count];
            inner.catalog.text("batch-left", &minutes)
        });
        let longest = state.running.first().map(|name| {
            let longest = args!["name" => name];
            inner.catalog.text("batch-slowest", &longest)
        });
        // Where there is no room for both, the name stays.
        let said: Vec<String> = longest.into_iter().chain(left).collect();
        let both = inner.look.spelt(&said.join(" · "));
        let said = match both.width() <= inner.room {
            true => both,
            false => short(&inner.look.spelt(&said[0]), inner.room),
        };
        inner.bar.set_message(said);
    }
}

/// The minutes that remain, by what was done so far, none where seconds do; the first few, which are graded side by side,
/// tell too little.
fn minutes_left(elapsed: Duration, graded: u64, remaining: u64) -> Option<u64> {
    (graded >= TELLING && remaining > 0).then(|| match elapsed.as_secs() * remaining / graded {
        ..60 => 0,
        seconds => seconds.div_ceil(60),
    })
}

/// As much of a text as `room` columns take.
fn short(text: &str, room: usize) -> String {
    let mut width = 0;
    let fits = text.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width <= room
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{BESIDE, Lang, Look, Progress, minutes_left, short};

    #[test]
    fn what_was_done_tells_what_is_left() {
        for (seconds, graded, remaining, expected) in [
            (60, 3, 9, None),
            (60, 4, 0, None),
            (60, 4, 8, Some(2)),
            (61, 4, 8, Some(3)),
            (60, 4, 4, Some(1)),
            (59, 4, 4, Some(0)),
            (10, 10, 1, Some(0)),
        ] {
            let elapsed = Duration::from_secs(seconds);
            assert_eq!(minutes_left(elapsed, graded, remaining), expected);
        }
    }

    #[test]
    fn a_line_has_the_name_and_is_not_too_long() {
        assert_eq!(short("écho 日本", 7), "écho 日");
        for lang in [Lang::Fr, Lang::En] {
            let progress = Progress::new(lang, 100, false, Look::new(80, false, false));
            let message = |name| {
                progress.began(name);
                (0..5).for_each(|_| progress.ended("another", true));
                let message = progress.inner.bar.message();
                progress.ended(name, true);
                message
            };
            let both = message("Léa D.");
            assert!(both.contains("Léa D. · "), "{both}");
            let name = "Maximilien-François-Marie-Isidore de Robespierre";
            let alone = message(name);
            assert!(
                alone.contains("Maximilien-François") && !alone.contains('·'),
                "{alone}"
            );
            assert_eq!(alone.chars().count(), 80 - BESIDE - 2 * 3);
            progress.finish();
        }
    }

    #[test]
    fn what_runs_for_longest_is_named_harmlessly() {
        let progress = Progress::new(Lang::En, 3, false, Look::new(80, false, false));
        progress.began("a\u{1b}[2J");
        progress.began("b");
        assert!(progress.inner.bar.message().contains("a\\u{1b}[2J"));
        progress.ended("a\u{1b}[2J", true);
        assert!(progress.inner.bar.message().contains('b'));
        assert_eq!(progress.inner.bar.position(), 1);
        progress.finish();
    }
}
