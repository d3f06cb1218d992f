//! Ctrl-C, SIGTERM and SIGHUP: what has to be put in order before the process ends, by whoever owns it.

use std::sync::{Mutex, PoisonError};

use super::ExitStatus;

type Hook = Box<dyn FnOnce() + Send>;

/// One handler for a process, so one list: a signal knows no owner.
static HOOKS: Mutex<Vec<(u64, Hook)>> = Mutex::new(Vec::new());

/// A registered hook; dropped, it is forgotten.
#[must_use = "the hook is forgotten when this is dropped"]
pub struct Interrupt {
    number: u64,
}

/// Has `hook` called when the process is interrupted, the last registered first. It must be short, and must not wait
/// for the thread that registered it.
pub fn register(hook: impl FnOnce() + Send + 'static) -> Interrupt {
    let mut hooks = HOOKS.lock().unwrap_or_else(PoisonError::into_inner);
    let number = hooks.last().map_or(0, |(last, _)| last + 1);
    hooks.push((number, Box::new(hook)));
    Interrupt { number }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        HOOKS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|(number, _)| *number != self.number);
    }
}

/// Installs the handler. A second one would be refused; the first stays, which is all that is needed.
pub(super) fn install() {
    let _ = ctrlc::set_handler(|| {
        run_hooks();
        exit(ExitStatus::Interrupted);
    });
}

fn run_hooks() {
    let hooks = std::mem::take(&mut *HOOKS.lock().unwrap_or_else(PoisonError::into_inner));
    for (_, hook) in hooks.into_iter().rev() {
        hook();
    }
}

/// Ends the process now, whatever its other threads do, in the order of an interrupted one but with a status of its own.
pub(super) fn leave(status: ExitStatus) -> ! {
    run_hooks();
    exit(status)
}

#[expect(
    clippy::exit,
    reason = "an interrupted process ends here, whatever its other threads do"
)]
fn exit(status: ExitStatus) -> ! {
    std::process::exit(status as i32)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    #[test]
    fn hooks_run_last_first_unless_forgotten() {
        let said = Arc::new(Mutex::new(Vec::new()));
        let hook = |word: &'static str| {
            let said = said.clone();
            super::register(move || said.lock().unwrap().push(word))
        };
        let first = hook("scratch");
        drop(hook("forgotten"));
        let last = hook("terminal");
        super::run_hooks();
        assert_eq!(*said.lock().unwrap(), ["terminal", "scratch"]);
        drop((first, last));
    }
}
