//! How far a batch is, on standard error, when that is a terminal; else nothing at all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Look;
use crate::i18n::{Catalog, args};
use crate::model::Lang;

/// A bar with what remains, and what has been running for longest.
#[derive(Clone)]
pub struct Progress {
    inner: Arc<Inner>,
}

struct Inner {
    bar: ProgressBar,
    catalog: Catalog,
    look: Look,
    /// The first has been running for longest.
    running: Mutex<Vec<String>>,
}

impl Progress {
    /// A bar for `count` submissions in `lang`, silent unless `shown`.
    pub fn new(lang: Lang, count: usize, shown: bool, ascii: bool) -> Self {
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        let signs = if ascii { "=> " } else { "━╸ " };
        let style = ProgressStyle::with_template("[{bar:24}] {pos}/{len} {elapsed} {wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars(signs));
        bar.enable_steady_tick(Duration::from_millis(250));
        Self {
            inner: Arc::new(Inner {
                bar,
                catalog: Catalog::new(lang),
                look: Look {
                    width: 80,
                    colour: false,
                    ascii,
                },
                running: Mutex::new(vec![]),
            }),
        }
    }

    /// A submission is being graded.
    pub fn began(&self, name: &str) {
        self.change(|running| running.push(name.to_owned()));
    }

    /// A submission has its result.
    pub fn ended(&self, name: &str) {
        self.change(|running| running.retain(|one| one != name));
        self.inner.bar.inc(1);
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

    fn change(&self, change: impl FnOnce(&mut Vec<String>)) {
        let inner = &self.inner;
        let mut running = inner.running.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut running);
        let said = running.first().map_or_else(String::new, |name| {
            let longest = args!["name" => name];
            inner.catalog.text("batch-slowest", &longest)
        });
        inner.bar.set_message(inner.look.spelt(&said));
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Progress};

    #[test]
    fn what_runs_for_longest_is_named_harmlessly() {
        let progress = Progress::new(Lang::En, 3, false, false);
        progress.began("a\u{1b}[2J");
        progress.began("b");
        assert!(progress.inner.bar.message().contains("a\\u{1b}[2J"));
        progress.ended("a\u{1b}[2J");
        assert!(progress.inner.bar.message().contains('b'));
        assert_eq!(progress.inner.bar.position(), 1);
        progress.finish();
    }
}
