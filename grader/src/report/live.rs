//! What is going on while it goes on, on standard error, when that is a terminal; else nothing at all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::event::{Event, Listener};
use crate::i18n::{Catalog, args};
use crate::model::{CheckId, Lang, Outcome};

use super::look::{Look, Tone};
use super::sheet::Sheet;
use super::words;

/// A line that tells what is going on, and a bar once there are checks to count.
#[derive(Clone)]
pub struct Live {
    inner: Arc<Inner>,
}

struct Inner {
    bar: ProgressBar,
    catalog: Catalog,
    ascii: bool,
    /// What has come out, as long as the checks go on.
    ended: Mutex<Vec<(CheckId, Outcome)>>,
}

impl Live {
    /// A display in `lang`, silent unless `shown`.
    pub fn new(lang: Lang, shown: bool, ascii: bool) -> Self {
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let inner = Inner {
            bar,
            catalog: Catalog::new(lang),
            ascii,
            ended: Mutex::new(Vec::new()),
        };
        inner.waiting();
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Where events go to be shown.
    pub fn listener(&self) -> Listener {
        let inner = self.inner.clone();
        Arc::new(move |event| inner.show(&event))
    }

    /// Says before everything else what it is all about, such as the name of one submission among several.
    pub fn about(&self, text: &str) {
        self.inner.bar.set_prefix(self.inner.spelt(text));
    }

    /// What has come out of the checks so far, a line each, for whoever does not wait for the rest. Nothing, before the
    /// first has ended.
    pub fn so_far(&self, look: Look) -> String {
        let ended = self.inner.ended.lock();
        let ended = ended.unwrap_or_else(PoisonError::into_inner);
        if ended.is_empty() {
            return String::new();
        }
        let catalog = &self.inner.catalog;
        let told = args!["done" => ended.len(), "count" => self.inner.bar.length().unwrap_or(0)];
        let mut sheet = Sheet::new(look);
        sheet.paragraph("", &catalog.text("interrupted", &told), Tone::Title);
        for (check, outcome) in ended.iter() {
            let (sign, tone) = words::sign(outcome);
            let word = catalog.plain(words::word(outcome));
            sheet.line(&format!("  {sign} {word:<13} {check}"), tone);
        }
        sheet.finished()
    }

    /// Leaves the terminal as it was.
    pub fn finish(&self) {
        self.inner.bar.finish_and_clear();
        // Checks that end later, while an interrupted run is put in order, have nothing to draw on.
        self.inner.bar.set_draw_target(ProgressDrawTarget::hidden());
    }
}

impl Inner {
    /// A turning sign, for work of unknown length.
    fn waiting(&self) {
        let signs = if self.ascii {
            "-\\|/ "
        } else {
            "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ "
        };
        let style = ProgressStyle::with_template("{spinner} {prefix}{wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        self.bar.set_style(style.tick_chars(signs));
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    /// A bar, for checks.
    fn counting(&self, count: usize) {
        let signs = if self.ascii { "=> " } else { "━╸ " };
        let style = ProgressStyle::with_template("[{bar:24}] {pos}/{len} {prefix}{wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        self.bar.set_style(style.progress_chars(signs));
        self.bar.set_length(count as u64);
        self.bar.set_position(0);
    }

    fn spelt(&self, text: &str) -> String {
        let look = Look {
            width: 80,
            colour: false,
            ascii: self.ascii,
        };
        look.spelt(text)
    }

    fn show(&self, event: &Event) {
        let say = |id: &str, args| {
            let text = self.catalog.text(id, &args);
            self.bar.set_message(self.spelt(&text));
        };
        match event {
            Event::Isolation(_) | Event::RoleFound(_) => {}
            Event::BuildStarted { command } => say("live-build", args!["command" => command]),
            Event::Building { package } => say("live-building", args!["package" => package]),
            Event::Built(_) => say("live-built", args![]),
            Event::ChecksStarted { count } => self.counting(*count),
            Event::CheckStarted { check } => say("live-check", args!["check" => check]),
            Event::CheckEnded(check) => {
                let ended = self.ended.lock();
                let mut ended = ended.unwrap_or_else(PoisonError::into_inner);
                ended.push((check.id.clone(), check.outcome.clone()));
                self.bar.inc(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Lang, Live, Look, Outcome};
    use crate::explain::sample;
    use crate::model::Failure;

    #[test]
    fn names_of_packages_cannot_write_to_the_terminal() {
        let live = Live::new(Lang::Fr, false, false);
        let package = "evil\u{1b}[2J".to_owned();
        (live.listener())(Event::Building { package });
        assert_eq!(
            live.inner.bar.message(),
            "Compilation\u{a0}: evil\\u{1b}[2J"
        );
        live.finish();
    }

    #[test]
    fn who_does_not_wait_is_told_what_has_come_out() {
        let live = Live::new(Lang::En, false, false);
        let look = Look {
            width: 80,
            colour: false,
            ascii: true,
        };
        (live.listener())(Event::ChecksStarted { count: 3 });
        assert_eq!(live.so_far(look), "");
        let ended = |check: &str, outcome| {
            let mut report = sample::mixed().checks.remove(0);
            (report.id, report.outcome) = (check.into(), outcome);
            (live.listener())(Event::CheckEnded(Box::new(report)));
        };
        ended("server-answers", Outcome::Passed);
        let failure = Failure::NotExited {
            actor: "server".parse().unwrap(),
        };
        ended("many-messages", Outcome::Failed(failure));
        let said = live.so_far(look);
        assert_eq!(
            said,
            "Interrupted: 2 of 3 checks had ended, nothing is kept of them.\n  + passed        server-answers\n  x failed        many-messages\n"
        );
    }
}
